"""The charts of a report: how many targets stand where, and how many were reached by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from thidua.figures.series import reached_changes
from thidua.figures.terms import phase_term, whole_term
from thidua.report.matter import Matter
from thidua.report.model import BodyPart, CountChart, DayChart
from thidua.report.outcome import totals
from thidua.report.phrases import document_date
from thidua.text import lowered


def phase_charts(matter: Matter) -> Iterator[BodyPart]:
    """The charts of the time reported on; none where it judges no target."""
    if matter.outcomes:
        yield _status_chart(matter)
    if matter.outcomes and matter.day >= matter.first_day:
        yield _reached_chart(matter)


def _status_chart(matter: Matter) -> CountChart:
    counts, words = totals(matter.outcomes), matter.words
    day, number = document_date(matter.day), len(matter.outcomes)
    title = (
        words.say("Kết quả {n} chỉ tiêu của kế hoạch, số liệu đến ngày {day}", n=number, day=day)
        if matter.final
        else words.say(
            "Kết quả {n} chỉ tiêu của {phase}, số liệu đến ngày {day}",
            n=number,
            phase=lowered(matter.phase.name),
            day=day,
        )
    )
    labels = tuple(words.gettext(status.label) for status in counts)
    return CountChart(title, labels, tuple(counts.values()), words.gettext("Số chỉ tiêu"))


def _reached_chart(matter: Matter) -> DayChart:
    """Targets reached by the end of each day, against all that the time asks for."""
    words, steps = matter.words, _steps(matter)
    days = _corners(steps, matter.first_day, matter.day, matter.phase.end)
    so_far = dict(zip(steps, accumulate(steps.values()), strict=True))
    reached = tuple(_at(so_far, day) if day <= matter.day else None for day in days)
    asked = (len(matter.outcomes),) * len(days)
    return DayChart(
        words.say("Số chỉ tiêu hoàn thành lũy kế, số liệu đến ngày {day}", day=document_date(matter.day)),
        tuple(days),
        ((words.gettext("Đã hoàn thành"), reached), (words.gettext("Phải hoàn thành"), asked)),
    )


def _steps(matter: Matter) -> dict[date, int]:
    """By how many the number of reached targets changed, for every day on which it did, in order."""
    asked = (
        (term, matter.progress.figures[outcome.target.id].history)
        for outcome in matter.outcomes
        if (term := whole_term(outcome.target) if matter.final else phase_term(outcome.target, matter.phase))
    )
    return reached_changes(asked, matter.day)


def _corners(steps: dict[date, int], first: date, until: date, last: date) -> list[date]:
    """The days that draw a staircase: both sides of every step, and the ends of the line and of the time."""
    found = {first, until, max(last, until)}
    for day in steps:
        found |= {day, day - timedelta(days=1)}
    return sorted(day for day in found if day >= first)


def _at(so_far: dict[date, int], day: date) -> int:
    return max(((known, value) for known, value in so_far.items() if known <= day), default=(day, 0))[1]
