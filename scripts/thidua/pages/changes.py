"""What has changed, month by month: a page, and the same sentences as a feed; and two days side by side."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from thidua import wording
from thidua.addresses import chart_data
from thidua.export import feeds
from thidua.export.feeds import office_key
from thidua.figures import series
from thidua.figures.history import gone
from thidua.figures.progress import in_order
from thidua.figures.series import TargetChange
from thidua.model import Across, Plan, Status, Target
from thidua.pages.facts import MOST_NEWS
from thidua.pages.target_story import revision_sentences
from thidua.pages.view import View
from thidua.site.batches import content_key
from thidua.site.packs import packed_file
from thidua.site.page import Asset, Page, relative
from thidua.text import mark
from thidua.verdict import with_unit
from thidua.words import Words

MOST_ENTRIES = 100  # of the feed: a reader fetches it often


@dataclass(frozen=True, slots=True)
class News:
    """A line of the page and an entry of the feed: what became of a target on a day, in a sentence."""

    on: date
    key: str  # tells it from whatever else became of the target that day
    target: Target
    status: Status
    moved: bool
    say: Callable[[], str]

    @property
    def sentence(self) -> str:
        """What became of it."""
        return self.say()


def change_pages(view: View) -> list[Page | Asset]:
    """The page of changes by month, and its feed, newest first."""
    every = sorted([*_figures(view), *_revisions(view)], key=lambda one: -one.on.toordinal())
    found = every[:MOST_NEWS]
    months = [
        (view.words.month(day), _alike(group))
        for day, group in groupby(found, lambda one: one.on.replace(day=1))
    ]
    page = view.page(
        "changes.html",
        view.home.changes,
        "overview",
        view.words.gettext("Thay đổi"),
        lone=True,
        months=months,
        feed=view.home.feed,
        compare=view.home.compare if view.compares else None,
        left_out=_left_out(view, every),
    )
    return [page, Asset(view.home.feed, _feed(view, found))]


def _alike(found: Iterable[News]) -> list[list[News]]:
    """By day what came of rows, and what of decisions: of the first there is one line a target."""
    return [list(group) for _, group in groupby(found, lambda one: (one.on, one.key))]


def _figures(view: View) -> Iterator[News]:
    """What came of rows and of days that went by. A target's first day alone is no news."""
    for day, one in view.facts.news[-MOST_NEWS - 1 :]:
        moved = one.before is not one.after
        said = partial(_sentence, view, one, day)
        yield News(day, "", one.target, one.after, moved, said)


def _sentence(view: View, one: TargetChange, day: date) -> str:
    """What changed, and why where no row says it: units had ended the day before, or sizes changed."""
    target, plan, words, why = one.target, view.campaign.plan, view.words, ""
    rows = view.facts.rows.get(target.id, ()) if target.traits.is_state or target.across else ()
    left = gone(target, rows, view.campaign.units, day)
    ended = [unit.short_name for unit in left if unit.end == day - timedelta(days=1)]
    if ended:
        why = words.say("{units} đã kết thúc", units=", ".join(ended))
    weighed = target.across is Across.WEIGHTED
    of_whole = target.needs_population and target.derived is None and one.actual_before
    if not why and (weighed or of_whole) and not _has_rows(view, target, day):
        said = mark("số lượng của các đơn vị thay đổi") if weighed else mark("số {whole} thay đổi")
        why = words.say(said, whole=plan.whole_word(target))
    return change_sentence(one, day, plan, words, why)


def _has_rows(view: View, target: Target, day: date) -> bool:
    return any(row.on == day for row in view.facts.rows.get(target.id, ()))


def _left_out(view: View, every: list[News]) -> str:
    """That there were more changes; "" where all are told."""
    if len(every) <= MOST_NEWS:
        return ""
    return view.words.say("Đây là {n} thay đổi mới nhất; mọi dòng có trong bảng để tải về.", n=MOST_NEWS)


def _revisions(view: View) -> Iterator[News]:
    """What decisions made of the plan."""
    for one in view.figures:
        for change, said in zip(one.changes, revision_sentences(view, one, dated=False), strict=True):
            yield News(change.on, ":dc", one.target, one.status, moved=False, say=partial(str, said))


def change_sentence(one: TargetChange, day: date, plan: Plan, words: Words, why: str = "") -> str:
    """What changed for a target on a day, in one sentence: its figure, and its status where it moved.

    ``why`` tells what moved the figure where no row did.
    """
    parts = [_figure_part(one, day, plan, words)]
    if why and series.told(one.actual_before) != series.told(one.actual_after):
        parts = [words.say("{what} vì {why}", what=parts[0], why=why)]
    if one.before is not one.after:
        after = words.gettext(one.after.label).lower()
        if one.before is Status.NOT_STARTED:
            parts.append(after)
        else:
            before = words.gettext(one.before.label).lower()
            parts.append(words.say("nay {after}, trước đó {before}", after=after, before=before))
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _figure_part(one: TargetChange, day: date, plan: Plan, words: Words) -> str:
    """The figure before and after, and which way it went."""
    target, before, after = one.target, one.actual_before, one.actual_after
    if series.told(before) == series.told(after):
        return words.gettext(mark("đến hạn") if day == target.due else mark("không có số liệu mới"))
    new = with_unit(target, wording.actual_phrase(target, after, words), plan)
    if after is None:
        return words.gettext("không còn số liệu")
    if before is None:
        return words.say("số liệu đầu tiên: {new}", new=new)
    old = wording.actual_phrase(target, before, words)
    if after.figure == before.figure:
        return words.say("từ {old} thành {new}", old=old, new=new)
    rises = after.figure > before.figure
    template = mark("tăng từ {old} lên {new}") if rises else mark("giảm từ {old} xuống {new}")
    return words.say(template, old=old, new=new)


def _feed(view: View, found: list[News]) -> bytes:
    words, plan = view.words, view.campaign.plan
    own = f"urn:thidua:{office_key(plan)}:{plan.campaign}"
    entries = [
        feeds.FeedEntry(
            id=f"{own}:{one.on}:{one.target.id}{one.key}",
            on=one.on,
            title=f"{one.target.id}: {words.gettext(one.status.label)}",
            text=f"{one.target.name}: {one.sentence}",
            link=relative(view.home.feed, view.home.target(one.target.id)),
        )
        for one in found[:MOST_ENTRIES]
    ]
    author = plan.issuer.name if plan.issuer else plan.title
    title = words.say("Thay đổi: {title}", title=plan.title)
    updated = found[0].on if found else plan.start
    return feeds.feed(
        feeds.Feed(own, title, author, updated, view.home.feed.rpartition("/")[2], words.language), entries
    )


def compare_page(view: View, others: Sequence[View]) -> Page:
    """The page, with the month before beside the as-of day; a script lets the reader choose other days."""
    every = [view, *others]
    agreed = content_key([one.facts.agreed for one in every])
    told = [_course(view, every, agreed, target) for target in view.campaign.plan.targets.values()]
    days = [_compared(one, [course[place] for course in told]) for place, one in enumerate(every)]
    source = view.add(packed_file(chart_data, {"days": days}))
    first = next(
        (place for place, one in enumerate(every) if one.as_of <= view.facts.earlier_day), len(every) - 1
    )
    return view.page(
        "compare.html",
        view.home.compare,
        "overview",
        view.words.gettext("So sánh hai ngày"),
        lone=True,
        days=[one.as_of for one in every],
        source=source,
        chosen=(first, 0),
        statuses=[*Status, ""],
        rows=[
            _TwoDays(*told)
            for told in zip(
                view.campaign.plan.targets.values(),
                *(days[one]["targets"] for one in (first, 0)),
                strict=True,
            )
        ],
        status_of=Status,
        totals=(days[first]["totals"], days[0]["totals"]),
    )


class _TwoDays(NamedTuple):
    """A row of the page: status and figure of a target on both days."""

    target: Target
    before: Mapping[str, str]
    after: Mapping[str, str]


Told = tuple[str, str]  # a status's code, "" of a target that was not agreed yet, and the figure in words


def _course(view: View, every: Sequence[View], agreed: str, target: Target) -> Sequence[Told]:
    """How a target stood on each of the days, kept from the last build where nothing differs: ``agreed`` is a
    hash of what was agreed on them.
    """

    def made() -> list[Told]:
        return [_told(one, target) for one in every]

    if view.shelf is None:
        return made()
    return view.shelf.kept(f"compared {target.id}", f"{view.facts.key(target)} {agreed}", made)


def _told(view: View, target: Target) -> Told:
    found = view.facts.standing(target.id)
    if found is None:
        return "", "–"
    return found[0].value, wording.actual_phrase(target, found[1], view.words)


def _compared(view: View, told: Sequence[Told]) -> dict[str, Any]:
    """A day's figures as they are shown: totals in words, and of each target status and figure.

    A target that was not part of the plan yet has no status.
    """
    found = {Status(code): n for code, n in Counter(code for code, _ in told if code).items()}
    cancelled = found.pop(Status.CANCELLED, 0)
    shown = {one: {"status": one[0], "actual": one[1]} for one in dict.fromkeys(told)}  # many stand alike
    return {
        "day": view.words.date(view.as_of),
        "totals": wording.status_list(in_order(found), view.words, cancelled),
        "targets": [shown[one] for one in told],
    }
