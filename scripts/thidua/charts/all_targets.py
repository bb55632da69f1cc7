"""All targets at once: how many were met by each day, of the campaign and of a phase; and a phase's days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from thidua.charts.model import Curve, Ink, Level, Moment, Period, Point, StripChart, TimeChart, ValueAxis
from thidua.charts.scale import count_ticks, time_axis
from thidua.charts.scene import Scene, as_of_moment, phase_periods, review_moments
from thidua.figures.history import History
from thidua.figures.series import MetByDay, Reached, reached_changes
from thidua.figures.terms import Term
from thidua.model import Phase, Status
from thidua.text import lowered, mark


def met_by_day_chart(scene: Scene, found: Sequence[MetByDay]) -> TimeChart:
    """How many targets were met by each day, against how many were due by then."""
    words, as_of = scene.words, scene.progress.as_of
    due = _counted(scene, ((one.day, one.due) for one in found), mark("Đến hạn: {n} chỉ tiêu"))
    met = _counted(
        scene, ((one.day, one.met) for one in found if one.day <= as_of), mark("Đạt: {n} chỉ tiêu")
    )
    first, last = found[0].day, found[-1].day
    in_force = [target for target in scene.plan.targets.values() if target.cancelled is None]
    ticks = count_ticks(len(in_force), words)
    reached = int(met[-1].value) if met else 0
    expected = sum(target.due <= as_of for target in in_force)
    text = words.say(
        "Đến ngày {day} đã đạt {met} chỉ tiêu; đến hạn {due} trên {n} chỉ tiêu.",
        day=words.date(as_of),
        met=reached,
        due=expected,
        n=len(in_force),
    )
    return TimeChart(
        replace(
            scene.head("dat-theo-ngay", _message(scene, reached), text),
            subtitle=words.say(
                "Số chỉ tiêu đã đạt, cộng dồn (nét đậm) và số đến hạn (nét chấm), trên {n}",
                n=len(in_force),
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


def _counted(scene: Scene, days: Iterable[tuple[date, int]], told: str) -> tuple[Point, ...]:
    """A point for every day on which the number became another, and one at the end."""
    points: list[Point] = []
    last: Point | None = None
    for day, count in days:
        last = Point(day, Fraction(count), (scene.words.say(told, n=count),), news=bool(points))
        if not points or points[-1].value != count:
            points.append(last)
    if last and points[-1].day != last.day:
        points.append(Point(last.day, last.value, last.hover, news=False))
    return tuple(points)


def phase_chart(scene: Scene, phase: Phase) -> TimeChart | None:
    """How many of the targets that the phase asks for were reached by each of its days, against all of them.

    None before the phase and where it asks nothing.
    """
    words, as_of = scene.words, scene.progress.as_of
    asked = [
        (part.term, one.history)
        for one in scene.progress.figures.values()
        if (part := one.phases[phase.id]).is_assigned and part.status is not Status.CANCELLED
    ]
    if not asked or as_of < phase.start:
        return None
    until = min(as_of, phase.end)
    spans = partial(scene.reached, phase.id)
    curve = _counted(scene, _reached(asked, phase.start, until, spans), mark("Đạt: {n} chỉ tiêu"))
    reached = int(curve[-1].value)
    ticks = count_ticks(len(asked), words)
    text = words.say(
        "{met} trên {n} chỉ tiêu của {phase} đã đạt mục tiêu của đợt, tính đến ngày {day}.",
        met=reached,
        n=len(asked),
        phase=phase.name,
        day=words.date(until),
    )
    title = words.say("Đạt {met} trên {n} chỉ tiêu mà đợt giao", met=reached, n=len(asked))
    return TimeChart(
        scene.head(f"{phase.id}-dat-theo-ngay", title, text),
        time_axis(phase.start, phase.end, words),
        ValueAxis(ticks[0].value, ticks[-1].value, ticks, words.gettext("chỉ tiêu")),
        (Curve(Ink.ACTUAL, words.say("Đã đạt: {n}", n=reached), curve, step=True, dots=True),),
        (Level(Ink.GOAL, Fraction(len(asked)), words.say("Đợt giao: {n}", n=len(asked))),),
        moments=(*as_of_moment(scene, phase.start, phase.end), *review_moments(scene, phase, Ink.REVIEW)),
    )


def _reached(
    asked: list[tuple[Term, History]], first: date, until: date, spans: Reached
) -> Iterator[tuple[date, int]]:
    """The number reached on the first day, on each day that changed it, and on the last."""
    changes = reached_changes(asked, until, spans)
    yield first, sum(by for day, by in changes.items() if day <= first)
    total = 0
    for day, by in changes.items():
        total += by
        if day > first:
            yield day, total
    yield until, total


def phase_calendar(scene: Scene, phase: Phase) -> StripChart:
    """The phase's days: its review, its commemorations with a date, and the as-of day while it lasts."""
    moments = sorted(
        (one for one in _moments(scene, phase) if phase.start <= one.day <= phase.end),
        key=lambda one: (one.day, one.label),
    )
    title = scene.words.say("Lịch {phase}", phase=lowered(phase.name))
    text = "; ".join(moment.label for moment in moments)
    return StripChart(
        scene.head(f"{phase.id}-lich", title, text),
        time_axis(phase.start, phase.end, scene.words),
        (Period(phase.start, phase.end, phase.name),),
        tuple(moments),
    )


def _moments(scene: Scene, phase: Phase) -> Iterator[Moment]:
    words = scene.words
    for today in as_of_moment(scene, phase.start, phase.end):
        yield replace(today, label=words.say("Số liệu đến {day}", day=words.date(today.day)))
    yield from review_moments(scene, phase, Ink.GOAL)
    for one in scene.plan.commemorations:
        if one.on is not None:
            label = words.say("{day}: {what}", day=words.short_date(one.on), what=one.name)
            yield Moment(one.on, Ink.DAY, label, (words.date(one.on), one.name))
