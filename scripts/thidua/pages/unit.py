"""A unit's page: what it still owes, its own goals, what it answers for, its part in common targets."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from markupsafe import Markup

from thidua import wording
from thidua.charts.grid_bar import GridBar, grid_bar
from thidua.figures import awards
from thidua.figures.allocations import Share
from thidua.figures.history import NO_SIZE
from thidua.figures.progress import Figure
from thidua.model import Achievement, Stage, Status, Target, Unit, Update
from thidua.pages import bars, grid, parts
from thidua.pages.documents import letters
from thidua.pages.downloads import form_link
from thidua.pages.facts import Facts
from thidua.pages.reader import inert
from thidua.pages.unit_reports import unit_reports
from thidua.pages.view import MOST_TARGETS, View
from thidua.pages.year import year
from thidua.site.page import Link, Page
from thidua.text import mark

_NOTHING = Fraction()
Given = tuple[Figure, Fraction, Stage | None]  # to which figure, how much; the stage of what counts not yet
_MOST_NAMES = 3  # targets named in the title
_MOST_ROWS = 8  # beyond that what is to be done and what is done are groups of rows
_LEAST_YEAR = 340.0  # the year stands beside the unit's part
_URGENT = (Status.OFF_TRACK, Status.AT_RISK, Status.MISSED, Status.NO_DATA)
_STAGE_WORDS = {
    Stage.REGISTERED: mark("đăng ký"),
    Stage.PROPOSED: mark("đề nghị"),
    Stage.AWARDED: mark("công nhận"),
}


class Part(NamedTuple):
    """What a unit gave to a common target: of how many people of its own, and what the whole office has.

    ``gap`` are people of the unit that are not in it yet, where every one is asked for.
    """

    view: View
    figure: Figure
    given: Fraction
    people: int | None
    step: str  # that of a figure that does not count yet
    gap: Fraction

    @property
    def target(self) -> Target:
        """The target."""
        return self.figure.target

    @property
    def word(self) -> str:
        """What is counted."""
        return self.step or self.view.campaign.plan.unit_word(self.figure.target, self.given)

    @property
    def bar(self) -> Markup:
        """Its own people in it, drawn."""
        if not self.people:
            return Markup()
        return inert(grid_bar(GridBar(Status.ON_TRACK, self.given / self.people, subjects=self.people)))

    @property
    def own(self) -> str:
        """What it gave."""
        return bars.given(self.view, self.figure.target, self.given)

    @property
    def of(self) -> str:
        """Of how many people of its own."""
        return self.view.words.number(self.people) if self.people else ""

    @property
    def all(self) -> str:
        """The whole office's figure, and what that is held against."""
        return "/".join(filter(None, bars.numbers(self.figure, self.view.words)))


def unit_page(view: View, unit: Unit, before: Link | None, after: Link | None) -> Page:
    """The page of one unit; ``before`` and ``after`` are its neighbours."""
    path, words = view.home.unit(unit.id), view.words
    own, shares = owned(view, unit), _shares(view, unit)
    common, slipping, shown = view.facts.once(f"part of {unit.id}", partial(_parts, view, unit, own))
    asking = (_part(view, unit, *one) for one in slipping if one[0].target.needs_population)
    told = [one for one in parts.updates(view) if one.unit == unit.id]
    title = unit_title(view, unit, own, shares)
    letter = letters(view).get(unit.id)
    form = form_link(view, unit.id)
    sending = Link(view.home.main.upload, words.gettext("Gửi biểu")) if form else None
    files = [form, sending, letter.link if letter else None]
    body = view.render(
        "unit.html",
        path,
        files=[one for one in files if one],
        unit=unit,
        title=title,
        being=being(view, unit),
        head=_head(view, unit),
        urgent=_urgent(view, shares, [one for one in asking if one.gap], told),
        is_over=view.as_of > view.campaign.plan.end,
        shares={"name": "duoc-giao", "heading": words.gettext("Mục tiêu của đơn vị"), "rows": shares},
        owned=len(own),
        groups=_groups(view, own),
        common=[_part(view, unit, *one) for one in common[:MOST_TARGETS]],
        left_out=grid.left_out(view, len(common)),
        has_norms=view.facts.has_norms,
        year=year(view, shown, shown[:MOST_TARGETS], _LEAST_YEAR) if shown else None,
        reports=unit_reports(view, unit),
        requests=sorted(
            (one for one in told if one.asks), key=lambda one: (one.answered_by(view.as_of), one.on)
        ),
        updates=[one for one in told if one.text or one.state],
    )
    search = wording.plain((unit.name, unit.short_name, title))
    return Page(path, "units", unit.name, body, search, title, before, after, view.home)


def owned(view: View, unit: Unit) -> list[Figure]:
    """The targets that the unit answers for, its own or those of one that ended: what slips first."""
    own = view.facts.owned.get(unit.id, [])
    trouble = parts.in_trouble(view, own)
    known = {one.target.id for one in trouble}
    rest = (one for one in own if one.target.id not in known)
    return trouble + sorted(rest, key=lambda one: one.status.satisfied)


def being(view: View, unit: Unit) -> str:
    """What became of a unit that has ended, or when one begins; "" of a unit in being."""
    words = view.words
    if unit.start is not None and view.as_of < unit.start:
        return words.say("Đơn vị bắt đầu hoạt động từ ngày {day}.", day=words.date(unit.start))
    if unit.end is None or view.as_of <= unit.end:
        return ""
    acting = view.campaign.acting(unit.id, view.as_of)
    said = words.say("Đơn vị hoạt động đến hết ngày {day}.", day=words.date(unit.end))
    if acting.id == unit.id:
        return said
    return words.say("{ended} {unit} tiếp nhận nhiệm vụ.", ended=said, unit=acting.name)


def unit_title(view: View, unit: Unit, own: Sequence[Figure], shares: Sequence[bars.GoalRow]) -> str:
    """The unit and how many of its goals it has: those it answers for, else those that were given to it."""
    words = view.words
    if own and shares:
        return words.say(
            "{unit}: đạt {met} trên {n} chỉ tiêu được giao, {led_met} trên {led} chỉ tiêu chủ trì",
            unit=unit.name,
            met=sum(row.status.satisfied for row in shares),
            n=len(shares),
            led_met=sum(one.status.satisfied for one in own),
            led=len(own),
        )
    if own:
        left = [one.target.id for one in own if not one.status.satisfied]
        met, every, kind = len(own) - len(left), len(own), mark("{n} chỉ tiêu chủ trì")
    elif shares:
        left = [row.target.id for row in shares if not row.status.satisfied]
        met, every, kind = len(shares) - len(left), len(shares), mark("{n} chỉ tiêu được giao")
    else:
        return unit.name
    what = words.say(kind, n=every)
    if not left:
        return words.say("{unit}: đạt cả {what}", unit=unit.name, what=what)
    if len(left) > _MOST_NAMES or not met:
        return words.say("{unit}: đạt {met} trên {what}", unit=unit.name, met=met, what=what)
    rest = ", ".join(left)
    return words.say(
        "{unit}: đạt {met} trên {what}, còn {rest}", unit=unit.name, met=met, what=what, rest=rest
    )


def _shares(view: View, unit: Unit) -> list[bars.GoalRow]:
    """The unit's own goals, what slips first."""
    found = [bars.GoalRow(view, share) for share in shares_of(view, unit)]
    return sorted(found, key=lambda row: _URGENT.index(row.status) if row.status in _URGENT else len(_URGENT))


def shares_of(view: View, unit: Unit) -> Sequence[Share]:
    """The unit's own goals that are in force, in the order of the plan."""

    def found() -> dict[str, list[Share]]:
        every: dict[str, list[Share]] = {}
        for share in (share for one in view.figures for share in one.shares.values()):
            if share.status is not Status.CANCELLED:
                every.setdefault(share.unit, []).append(share)
        return every

    return view.facts.once("shares", found).get(unit.id, ())


def _head(view: View, unit: Unit) -> str:
    """How many of the plan's first population the unit has, and since when; "" where none is known."""
    for name, population in view.campaign.plan.populations.items():
        steps = (
            view.facts.past.past.sizes[name].by_unit.get(unit.id)
            if name in view.facts.past.past.sizes
            else None
        )
        now = steps.on(view.as_of) if steps else None
        if steps and now:
            since = view.words.date(max(day for day in steps.days if day <= view.as_of))
            return view.words.say(
                "{n} {what} từ {day}", n=view.words.number(now), what=population.name, day=since
            )
    return ""


def _groups(view: View, own: Sequence[Figure]) -> list[grid.GridGroup]:
    """What the unit still has to do, and below it what is done."""
    words = view.words
    groups = [
        grid.GridGroup("open", words.gettext("Còn phải làm"), _rows(view, own, satisfied=False)),
        grid.GridGroup("done", words.gettext("Đã đạt"), _rows(view, own, satisfied=True)),
    ]
    if len(own) <= _MOST_ROWS:
        return [grid.GridGroup("own", "", [row for group in groups for row in group.rows])] if own else []
    return [group for group in groups if group.rows]


def _rows(view: View, own: Sequence[Figure], *, satisfied: bool) -> list[grid.GridRow]:
    return [grid.grid_row(view, one) for one in own if one.status.satisfied is satisfied]


def _parts(view: View, unit: Unit, own: Sequence[Figure]) -> tuple[list[Given], list[Given], list[Figure]]:
    """What it gave to common targets; what of that slips; and the figures of that and of what it leads."""
    common = _given(view, unit, {one.target.id for one in shares_of(view, unit)})
    slipping = list(takewhile(lambda told: told[0].status in _URGENT, common))
    mine = {one.target.id for one in own}
    return common, slipping, [*own, *(one for one, *_ in slipping if one.target.id not in mine)]


def _given(view: View, unit: Unit, shared: set[str]) -> list[Given]:
    """What it gave to targets that have no goal of its own: conduct norms never; what slips first."""
    found = view.facts.once("given", partial(_all_given, view.facts)).get(unit.id, [])
    return [told for told in found if told[0].target.id not in shared] if shared else found


def _all_given(facts: Facts) -> dict[str, list[Given]]:
    """What every unit gave, whether it has goals of its own or not; what slips first."""
    found: dict[str, list[Given]] = {}
    for one in facts.progress.figures.values():
        counted = facts.by_unit(one)
        for unit, own in counted.items():
            found.setdefault(unit, []).append((one, own, None))
        waiting = facts.waiting_rows(one.target) if one.target.traits.has_stages else ()
        for unit in {row.unit: None for row in waiting if row.unit and row.unit not in counted}:
            found.setdefault(unit, []).extend(_waiting(one, [row for row in waiting if row.unit == unit]))
    return {
        unit: sorted(told, key=lambda told: told[0].status not in _URGENT) for unit, told in found.items()
    }


def _waiting(one: Figure, rows: Sequence[Achievement]) -> Iterator[Given]:
    """What a unit has proposed, or else registered, and does not count yet."""
    for stage in (Stage.PROPOSED, Stage.REGISTERED):
        own = [row for row in rows if row.stage is stage]
        if stage is not one.target.counts and own:
            if (total := awards.total(one.target, own)) is not None:
                yield one, total, stage
            return


def _part(view: View, unit: Unit, one: Figure, own: Fraction, stage: Stage | None) -> Part:
    target, step = one.target, view.words.gettext(_STAGE_WORDS[stage]) if stage else ""
    asked, gap = target.goal.lower, _NOTHING  # of a share of 15% no unit owes its own people
    people = _people(view, target, unit) if target.needs_population and asked > 50 else None
    if people and one.status in _URGENT and asked == 100:
        gap = max(people - own, _NOTHING)
    return Part(view, one, own, people, step, gap)


def _people(view: View, target: Target, unit: Unit) -> int | None:
    """How many of those that the target is a share of are the unit's."""
    steps = view.facts.past.past.sizes.get(target.population or "", NO_SIZE).by_unit.get(unit.id)
    return steps.on(view.as_of) if steps else None


def _urgent(
    view: View, shares: Sequence[bars.GoalRow], lacking: Sequence[Part], mine: Sequence[Update]
) -> list[str]:
    """What cannot wait: what is missing where a goal slips, and requests without an answer."""
    words = view.words
    said = [
        words.say("*{n}* {what} ({target})", n=number, what=unit, target=row.target.id)
        for row in shares
        for number, unit in [row.missing]
        if row.status in _URGENT and number not in ("", "–")
    ]
    said += [
        words.say(
            "thiếu *{n}* {what} ({target})",
            n=words.number(one.gap),
            what=view.campaign.plan.unit_word(one.figure.target, one.gap),
            target=one.figure.target.id,
        )
        for one in lacking
    ]
    waiting = [one for one in mine if one.asks and not one.answered_by(view.as_of)]
    if waiting:
        said.append(_unanswered(view, min(one.on for one in waiting), len(waiting)))
    return said


def _unanswered(view: View, since: date, count: int) -> str:
    days = (view.as_of - since).days
    if count == 1:
        return view.words.say("*1* kiến nghị chờ trả lời *{n} ngày*", n=days)
    return view.words.say("*{count}* kiến nghị chờ trả lời, lâu nhất *{n} ngày*", count=count, n=days)
