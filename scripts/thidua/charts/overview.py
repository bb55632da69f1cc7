"""All targets at once: how many were met by each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from thidua.charts.model import Curve, Ink, Point, TimeChart, ValueAxis
from thidua.charts.scale import count_ticks, time_axis
from thidua.charts.scene import Scene, as_of_moment, phase_periods
from thidua.figures.series import Timeline, met_by_day
from thidua.text import mark


def met_by_day_chart(scene: Scene, lines: Mapping[str, Timeline]) -> TimeChart:
    """How many targets were met by each day, against how many were due by then."""
    words, as_of = scene.words, scene.progress.as_of
    found = met_by_day(scene.plan, lines, as_of)
    due = counted(scene, ((one.day, one.due) for one in found), mark("Đến hạn: {n} chỉ tiêu"))
    met = counted(scene, ((one.day, one.met) for one in found if one.day <= as_of), mark("Đạt: {n} chỉ tiêu"))
    first, last = found[0].day, found[-1].day
    ticks = count_ticks(len(scene.plan.targets), words)
    reached = int(met[-1].value) if met else 0
    expected = sum(target.due <= as_of for target in scene.plan.targets.values())
    text = words.say(
        "Đến ngày {day} đã đạt {met} chỉ tiêu; đến hạn {due} trên {n} chỉ tiêu.",
        day=words.date(as_of),
        met=reached,
        due=expected,
        n=len(scene.plan.targets),
    )
    return TimeChart(
        replace(
            scene.head("dat-theo-ngay", _message(scene, reached), text),
            subtitle=words.say(
                "Số chỉ tiêu đã đạt, cộng dồn (nét đậm) và số đến hạn (nét chấm), trên {n}",
                n=len(scene.plan.targets),
            ),
        ),
        time_axis(first, last, words),
        ValueAxis(ticks[0].value, ticks[-1].value, ticks, words.gettext("chỉ tiêu")),
        (
            Curve(Ink.EXPECTED, words.say("Đến hạn: {n}", n=due[-1].value), due, step=True),
            Curve(Ink.ACTUAL, words.say("Đã đạt: {n}", n=reached) if met else "", met, step=True, dots=True),
        ),
        periods=phase_periods(scene, first, last),
        moments=as_of_moment(scene, first, last),
    )


def _message(scene: Scene, met: int) -> str:
    """How many targets are met, and by which day the others are due, where that is one day still to come."""
    words, figures = scene.words, scene.progress.figures.values()
    said = words.say("{n} chỉ tiêu đã đạt", n=met) if met else words.gettext("Chưa đạt chỉ tiêu nào")
    due = {one.target.due for one in figures if not (one.status.satisfied or one.target.cancelled)}
    day = due.pop() if len(due) == 1 else scene.progress.as_of
    if day <= scene.progress.as_of:
        return said
    left = sum(scene.progress.totals.values()) - met
    until = words.short_date(day) if scene.plan.start.year == day.year else words.date(day)
    return words.say("{said}; {left} cùng đến hạn {day}", said=said, left=left, day=until)


def counted(scene: Scene, days: Iterable[tuple[date, int]], told: str) -> tuple[Point, ...]:
    """A point for every day on which the number became another, and one at the end."""
    points: list[Point] = []
    last: Point | None = None
    for day, count in days:
        last = Point(
            day, Fraction(count), (scene.words.date(day), scene.words.say(told, n=count)), news=bool(points)
        )
        if not points or points[-1].value != count:
            points.append(last)
    if last and points[-1].day != last.day:
        points.append(Point(last.day, last.value, last.hover, news=False))
    return tuple(points)
