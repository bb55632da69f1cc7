"""The charts of a report: how many targets stand where, and how many were reached by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from thidua import series
from thidua.report.model import BarChart, DayChart, Part
from thidua.report.outcome import totals
from thidua.report.phrases import document_date, phase_name

if TYPE_CHECKING:
    from thidua.report.sections import Matter


def phase_charts(matter: Matter) -> Iterator[Part]:
    """The charts of the time reported on; none where it judges no target."""
    if not matter.outcomes:
        return
    counts = totals(matter.outcomes)
    day = document_date(matter.day)
    words = matter.words
    title = (
        words.say("Kết quả {n} chỉ tiêu của kế hoạch, số liệu đến ngày {day}", n=len(matter.outcomes), day=day)
        if matter.final
        else words.say(
            "Kết quả {n} chỉ tiêu của {phase}, số liệu đến ngày {day}",
            n=len(matter.outcomes),
            phase=phase_name(matter.phase),
            day=day,
        )
    )
    yield BarChart(
        title,
        tuple(words.gettext(status.label) for status in counts),
        tuple(counts.values()),
        words.gettext("Số chỉ tiêu"),
    )
    yield _reached_chart(matter)


def _reached_chart(matter: Matter) -> DayChart:
    """Targets reached by the end of each day with news, against those due by then."""
    campaign, words = matter.campaign, matter.words
    past = {key: figure.history for key, figure in matter.progress.figures.items()}
    lines = series.timelines(campaign, past, matter.day)
    points = {one.day: one for one in series.met_by_day(campaign, lines, matter.day)}
    days = _shown_days(points, matter.day)
    return DayChart(
        words.say("Số chỉ tiêu hoàn thành lũy kế, số liệu đến ngày {day}", day=document_date(matter.day)),
        tuple(days),
        (
            (words.gettext("Đã hoàn thành"), tuple(_met(points, day, matter.day) for day in days)),
            (words.gettext("Đến hạn phải hoàn thành"), tuple(_last(points, day).due for day in days)),
        ),
    )


def _shown_days(points: Mapping[date, series.MetByDay], until: date) -> list[date]:
    """The ends of months from the first to the last, and the report's day: enough for a printed line."""
    first, last = min(points), max(points)
    ends = {until} if first <= until <= last else set()
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        ends.add(min(last, date.fromordinal(date(year, month, 1).toordinal() - 1)))
    return sorted(ends | {first})


def _last(points: Mapping[date, series.MetByDay], day: date) -> series.MetByDay:
    return points[max(one for one in points if one <= day)]


def _met(points: Mapping[date, series.MetByDay], day: date, until: date) -> int | None:
    return _last(points, day).met if day <= until else None

