"""What a target has been through: its phases, its revisions, the year before, what it is made of."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from thidua import wording
from thidua.charts.grid_bar import part_bars
from thidua.figures import awards
from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.status_table import standing
from thidua.figures.year_before import compared
from thidua.model import Achievement, Derivation, Stage, Target, Unit
from thidua.pages import bars
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.text import lowered, mark
from thidua.verdict import with_unit

_MOST_HOLDERS = 15


def phase_stories(view: View, one: Figure) -> list[dict[str, Any]]:
    """The phases that ask something of the target, each as it was closed or as it stands."""
    return [_phase(view, one, part) for part in one.phases.values() if part.is_assigned]


def unassigned(view: View, one: Figure) -> str:
    """The phases that ask nothing of it, in one line; "" where there is none."""
    names = [lowered(part.phase.name) for part in one.phases.values() if not part.is_assigned]
    return view.words.say("Không giao trong {phases}.", phases=view.words.join(names)) if names else ""


def _phase(view: View, one: Figure, part: PhaseFigure) -> dict[str, Any]:
    """A phase's verdict, what was there and asked for, when it ends, and what came after its close."""
    words, plan, target = view.words, view.campaign.plan, one.target
    end = words.date(part.phase.end)
    closed = part.phase.end < view.as_of
    when = (
        words.say("đã kết thúc {day}", day=end)
        if closed
        else words.say(
            "kết thúc {day}, {left}", day=end, left=wording.days_left(view.as_of, part.phase.end, words)
        )
    )
    shown = with_unit(target, wording.actual_phrase(target, part.actual, words, part.goal), plan)
    return {
        "part": part,
        "figure": shown if part.actual else "–",
        "goal": wording.phase_goal_phrase(target, part, plan, words),
        "when": when,
        "after": _after(view, one, part) if closed else "",
    }


def _after(view: View, one: Figure, part: PhaseFigure) -> str:
    """What has become of a phase that was closed without its goal; "" where there is nothing to tell."""
    words, now, then = view.words, one.actual, part.actual
    if part.status.satisfied or now is None or (then is not None and now[1:] == then[1:]):
        return ""  # or the same figure, whose day alone is another
    since = None if one.target.is_kept else caught_up(one, part, view.as_of)
    if since is None:
        shown = wording.actual_phrase(one.target, now, words, part.goal)
        return words.say("nay {actual}", actual=with_unit(one.target, shown, view.campaign.plan))
    return words.say(
        "nay đã đạt, ngày {day}, muộn {n} ngày",
        day=words.date(since),
        n=words.number((since - part.phase.end).days),
    )


def caught_up(one: Figure, part: PhaseFigure, day: date) -> date | None:
    """The first day of the stretch that satisfies the phase's goal to this day; None where it does not."""
    now = standing(part.term, one.history, day)
    return now.since if now and now.since and now.since > part.phase.end else None


def revision_sentences(view: View, one: Figure, *, dated: bool = True) -> list[str]:
    """What each revision did to the target, with its decision; ``dated`` says the day too."""
    found = []
    for place, change in enumerate(one.changes):
        later = one.changes[place + 1 :]
        said = "; ".join(
            wording.change_phrases(one.target, change, later, view.campaign.unit_name, view.words)
        )
        on = view.words.date(change.on)
        if dated:
            found.append(view.words.say("{day}: {what} theo {cite}.", day=on, what=said, cite=change.cite))
        else:
            told = view.words.say("{what} theo {cite}.", what=said, cite=change.cite)
            found.append(told[:1].upper() + told[1:])
    return found


def holders(view: View, one: Figure) -> list[tuple[Unit, str, Markup]]:
    """Which units have how much, and its bar, the most first; those in being that have none yet stand last.

    Empty where units have goals of their own (a league tells it), where nothing is told by unit, and where
    they are too many to be looked at.
    """
    target, units = one.target, view.campaign.units
    given = view.facts.by_unit(one) if target.adds_up and not one.shares else {}
    shown = [unit for unit in units.values() if unit.id in given or unit.in_being(view.as_of)]
    most = max(given.values(), default=Fraction())
    if most <= 0 or len(shown) > _MOST_HOLDERS:
        return []
    shown.sort(key=lambda unit: awards.exact(given.get(unit.id, Fraction())), reverse=True)
    counts = [max(given.get(unit.id, Fraction()), Fraction()) for unit in shown]
    return [
        (unit, bars.given(view, target, given[unit.id]) if unit.id in given else "–", inert(bar))
        for unit, bar in zip(shown, part_bars(counts, "vach"), strict=True)
    ]


def year_before_card(view: View, one: Figure) -> dict[str, str] | None:
    """The figure of the same day a year before, and today's against it; None where nothing is compared."""
    found, words = one.previous, view.words
    if found is None:
        return None
    value, note = wording.before_phrase(found, words), ""
    if against := compared(one.target, one.actual, found):
        template = mark("bằng {change} cùng kỳ") if against.is_share else mark("so cùng kỳ: {change}")
        note = words.say(template, change=wording.compared_phrase(against, words))
    return {"label": words.say("Cùng kỳ, {day}", day=words.date(found.as_of)), "value": value, "note": note}


def waiting_card(view: View, one: Figure) -> dict[str, str] | None:
    """What was proposed and is not decided yet, and whose it is; None where nothing waits.

    What was granted and taken back later waits no more.
    """
    target, words = one.target, view.words
    if target.counts is not Stage.AWARDED or not target.traits.has_stages:
        return None
    rows = view.facts.waiting_rows(target)
    proposed = _by_unit(target, (row for row in rows if row.stage is Stage.PROPOSED))
    granted = _by_unit(target, (row for row in rows if row.stage is Stage.AWARDED and row.value > 0))
    waiting = proposed.total() - granted.total()
    if waiting <= 0:
        return None
    whose = [unit for unit in proposed if proposed[unit] > granted[unit]]
    last = max(row.on for row in rows if row.stage is Stage.PROPOSED and row.unit in whose)
    names = ", ".join(view.campaign.unit_name(unit) for unit in whose)
    note = words.say("{units} đề nghị {day}", units=names, day=view.short_day(last))
    return {"label": words.gettext("Đang chờ"), "value": words.number(waiting), "note": note}


def _by_unit(target: Target, rows: Iterable[Achievement]) -> Counter[str | None]:
    """Subjects by unit."""
    found: Counter[str | None] = Counter()
    for row in awards.standing_rows(target, rows):
        found[row.unit] += int(row.value)
    return found


def made_of(view: View, target: Target) -> list[dict[str, Any]]:
    """How a derived target is made, and of which others, with a page or without; nothing for one with rows.

    A share has two such parts: what it is of, and of which whole.
    """
    derived, say = target.derived, view.words.gettext
    if derived is None:
        return []
    parts = [(say(_DERIVED[derived.kind]), derived.parts)]
    if derived.whole:
        parts.append((say("trên tổng của") if derived.whole[1:] else say("trên"), derived.whole))
    return [{"how": how, **_sources(view, names)} for how, names in parts]


def _sources(view: View, names: Iterable[str]) -> dict[str, Any]:
    plan = view.campaign.plan
    sources = [plan.quantity(name) for name in names if name in plan.quantities]
    return {
        "targets": [one for one in sources if isinstance(one, Target)],
        "numbers": [one.name for one in sources if not isinstance(one, Target)],
    }


_DERIVED = {
    Derivation.SUM: mark("Tổng của"),
    Derivation.PERCENT: mark("Phần trăm của"),
    Derivation.UNITS_MEETING: mark("Số đơn vị đạt mức riêng của"),
}
