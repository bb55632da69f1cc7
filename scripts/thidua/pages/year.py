"""The year at a glance: every target's statuses at the ends of months, as runs and in exact counts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from markupsafe import Markup

from thidua.charts.year_runs import LATE, LEAST, LONG, Month, month_heads, phase_feet, year_runs
from thidua.figures.discipline import month_ends
from thidua.figures.progress import Figure
from thidua.model import Status, Target
from thidua.pages.reader import inert
from thidua.pages.view import View

_MOST_COUNTS = 5  # lines of the table of counts, the newest
_LATE = 6  # months that a telephone shows, the last until today


def year(
    view: View, counted: Sequence[Figure], figures: Sequence[Figure] | None = None, least: float = LEAST
) -> dict[str, Any]:
    """The runs of these targets in the plan's groups, what they say in a sentence, and counts by month.

    ``figures`` are those of them that have rows, where that is not all; ``least`` is how narrow a row may be.
    """
    figures = counted if figures is None else figures
    words, plan = view.words, view.campaign.plan
    ends = [*month_ends(plan.start, plan.end - timedelta(days=1)), plan.end]  # the last month may be cut off
    shown = [min(end, view.as_of) for end in ends if end.replace(day=1) <= view.as_of]
    courses = view.facts.courses(tuple(shown))
    gone = [courses[one.target.id] for one in counted]
    told = dict(zip(map(id, gone), gone, strict=True))  # those that are alike are one, which is soon told
    known = {told[one]: n for one, n in Counter(map(id, gone)).items()}
    today = len(shown) - 1 if view.as_of <= plan.end else None
    now = words.gettext("nay") if least < LEAST else ""
    late = slice(max(0, len(shown) - _LATE), len(shown))

    def drawn(draw: Callable[[Sequence[Month], str], str], months: Sequence[Month]) -> Markup:
        """The whole year, and beside it what a telephone shows of it, where that is less."""
        if len(months) <= _LATE:
            return inert(draw(months, ""))
        return inert(draw(months, LONG) + draw(months[late], LATE))

    def runs(months: Sequence[Month], css: str) -> str:
        return year_runs(months, said, css, least)

    @cache
    def course(*statuses: Status) -> Markup:
        return drawn(runs, _months(view, ends, statuses))

    def heads(months: Sequence[Month], css: str) -> str:
        return month_heads(months, None if today is None else today - (late.start if css == LATE else 0), css)

    said = {status: [words.gettext(one) for one in (status.label, status.brief)] for status in Status}
    groups = []
    for key, label in plan.groups.items():
        rows = [
            _Row(
                one,
                partial(course, *courses[one.target.id]),
                partial(_told, view, shown, courses[one.target.id]),
            )
            for one in figures
            if one.target.group == key
        ]
        if rows:
            groups.append({"label": words.gettext(label), "rows": rows})
    return {
        "heading": _heading(view, known),
        "heads": drawn(heads, _months(view, ends, [], today, now)),
        "groups": groups,
        "feet": _feet(view, ends),
        "counts": _counts(view, shown, known),
        "note": _note(view),
    }


class _Row(NamedTuple):
    """A target with its course, which is drawn and told where it is asked for: a row that is kept is not."""

    figure: Figure
    runs: Callable[[], Markup]
    told: Callable[[], str]

    @property
    def target(self) -> Target:
        """The target."""
        return self.figure.target


def _months(
    view: View, ends: Sequence[date], statuses: Sequence[Status], today: int | None = None, now: str = ""
) -> list[Month]:
    """Every month of the campaign, with the statuses that are known of the first ones.

    That of ``today`` is named by its day, or by the word ``now``.
    """
    words = view.words
    opens = {(phase.start.year, phase.start.month) for phase in view.campaign.plan.phases[1:]}
    months = []
    for place, end in enumerate(ends):
        known = statuses[place] if place < len(statuses) else None
        if place == today:
            name = now or words.short_date(view.as_of)
        else:
            turns = view.campaign.plan.has_years and end.month == 1
            name = str(end.year) if turns else words.short_month(end)
        months.append(
            Month(
                name,
                (end.year, end.month) in opens,
                None if known is Status.CANCELLED else known,
                known is None,
            )
        )
    return months


def _feet(view: View, ends: Sequence[date]) -> Markup:
    """The phases' names below the months; nothing where they do not begin in months of their own."""
    words, months = view.words, _months(view, ends, [])
    phases = [
        (name, words.say("{phase}, kết thúc {day}", phase=name, day=words.short_date(phase.end)))
        for phase in view.campaign.plan.phases
        for name in [view.short_phase(phase)]
    ]
    apart = len(phases) == 1 + sum(month.opens for month in months[1:])
    return inert(phase_feet(months, phases, LONG)) if apart and len(phases) > 1 else Markup()


def _told(view: View, days: Sequence[date], statuses: Sequence[Status]) -> str:
    """The runs in words: until when which status held."""
    words, told = view.words, []
    for place, status in enumerate(statuses):
        if place and statuses[place - 1] is status:
            continue
        word = words.gettext(status.label)
        month = (words.short_month if len(days) <= 12 else words.month)(days[place])
        told.append(words.say("{month}: {status}", month=month, status=word))
    return "; ".join(told)


def _heading(view: View, known: Mapping[tuple[Status, ...], int]) -> str:
    """How many of the targets were ever behind."""
    behind = sum(n for statuses, n in known.items() if any(status.behind for status in statuses))
    words, plan = view.words, view.campaign.plan
    time = words.gettext("Cả năm") if plan.is_year else words.gettext("Từ đầu đến nay")
    if not behind:
        return words.say("{time}: chưa chỉ tiêu nào chậm, có nguy cơ hoặc không đạt", time=time)
    return words.say("{time}: {n} chỉ tiêu từng chậm, có nguy cơ hoặc không đạt", time=time, n=behind)


def _note(view: View) -> str:
    words = view.words
    said = words.gettext("Trạng thái cuối mỗi tháng; mỗi thanh là một quãng không đổi.")
    if not view.campaign.plan.start <= view.as_of <= view.campaign.plan.end:
        return said
    return words.say(
        "{said} Tháng {month} tính đến ngày {day}.",
        said=said,
        month=words.number(view.as_of.month),
        day=words.short_date(view.as_of),
    )


def _counts(view: View, days: Sequence[date], known: Mapping[tuple[Status, ...], int]) -> dict[str, Any]:
    """How many targets had each status at the ends of the newest months."""
    rows = []
    for place in range(max(0, len(days) - _MOST_COUNTS), len(days)):
        found = Counter[Status]()
        for course, n in known.items():
            found[course[place]] += n
        rows.append((view.words.short_date(days[place]), found))
    statuses = [one for one in Status if any(found[one] for _, found in rows) and one is not Status.CANCELLED]
    told = [(day, [found[one] for one in statuses]) for day, found in rows]
    return {"statuses": statuses, "rows": told, "has_not_due": Status.NOT_DUE in statuses}
