"""What a target's charts share: its lines, its goal, and the axis that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from thidua.charts.model import (
    Ink,
    Level,
    Line,
    Moment,
    Period,
    Point,
    ValueAxis,
    ValueTick,
    Zone,
)
from thidua.charts.scale import value_ticks
from thidua.charts.scene import Scene
from thidua.figures.pace import expected
from thidua.figures.progress import subjects_needed
from thidua.figures.terms import HUNDRED
from thidua.model import Goal, Operator, PaceKind, Target
from thidua.wording import amount, unit_word


def expected_line(scene: Scene, target: Target, first: date, last: date) -> Line | None:
    """The pace between two days; None where all is judged at the end, which a goal says by itself."""
    if target.pace.kind is PaceKind.AT_END or target.is_kept:
        return None
    start, end = max(first, target.start), min(last, target.due)
    if start >= end:
        return None
    bends = {day for day, _ in target.pace.points if start < day < end}
    label = scene.words.gettext("Tiến độ dự kiến")
    days = sorted({start, end, *bends})
    return Line(
        Ink.EXPECTED,
        label,
        tuple(
            Point(
                day,
                expected(target, day),
                (
                    scene.words.date(day),
                    scene.words.say(
                        "Dự kiến: {value}", value=amount(target, expected(target, day), scene.words)
                    ),
                ),
            )
            for day in days
        ),
    )


def allowed_breaches(target: Target, population: int | None) -> Fraction:
    """The most subjects that may be in breach of a conduct norm while its goal still holds."""
    need = subjects_needed(target, population)
    return Fraction(0 if need is None or population is None else max(0, population - need))


def goal_value(target: Target, goal: Goal, population: int | None) -> Fraction:
    """Where the goal stands on the value axis."""
    if target.traits.counts_breaches:
        return allowed_breaches(target, population)
    return goal.lower


def goal_label(scene: Scene, target: Target, phrase: str, population: int | None) -> str:
    """The goal as its line is named; a conduct norm's is told in whole subjects, as its axis is."""
    if not target.traits.counts_breaches:
        return scene.words.say("Mục tiêu: {goal}", goal=phrase)
    allowed = allowed_breaches(target, population)
    if not allowed:
        return scene.words.gettext("Mục tiêu: không có vi phạm")
    return scene.words.say(
        "Mục tiêu: không quá {n} {unit} vi phạm",
        n=scene.words.number(allowed, 0),
        unit=unit_word(target, scene.plan),
    )


def goal_zone(target: Target, goal: Goal, axis: ValueAxis, at: Fraction) -> Zone | None:
    """The values that satisfy the goal, where that is not simply "from the line upwards"."""
    if goal.operator is Operator.BETWEEN and goal.upper is not None:
        return Zone(goal.lower, goal.upper)
    if goal.operator is Operator.AT_MOST or (target.traits.counts_breaches and at > 0):
        return Zone(axis.low, at)
    return None


def value_axis(scene: Scene, target: Target, values: Iterable[Fraction]) -> ValueAxis:
    """The axis that holds the given values: from zero, but for a level that stays far from it."""
    if target.traits.has_levels:
        rungs = tuple(ValueTick(Fraction(place), name) for place, name in enumerate(target.scale, 1))
        return ValueAxis(Fraction(3, 4), len(rungs) + Fraction(3, 4), rungs, "", ladder=True)
    low, high = _range(target, list(values))
    percent = target.is_percentage and not target.traits.counts_breaches
    ticks = value_ticks(
        low, high, scene.words, percent=percent, whole=target.traits.counts_subjects and not percent
    )
    return ValueAxis(ticks[0].value, ticks[-1].value, ticks, _axis_title(scene, target))


def _range(target: Target, values: list[Fraction]) -> tuple[Fraction, Fraction]:
    low, high = min(values, key=float), max(values, key=float)  # comparing Fractions costs three times that
    if target.traits.counts_breaches:
        return Fraction(), max(high * Fraction(21, 20), Fraction(3))
    if target.traits.is_state and low > 0 and high - low < low / 2:
        room = (high - low) / 10 or high / 10
        return low - room, high + room
    full = target.is_percentage and HUNDRED * Fraction(95, 100) <= high <= HUNDRED
    return min(low, Fraction()), (HUNDRED if full else high * Fraction(21, 20)) or Fraction(1)


def _axis_title(scene: Scene, target: Target) -> str:
    unit = unit_word(target, scene.plan)
    if target.traits.counts_breaches:
        return scene.words.say("Số {unit} vi phạm", unit=unit)
    title = scene.words.say("% tổng số {unit}", unit=unit) if target.needs_population else unit or "%"
    if target.goal.operator is Operator.AT_MOST:
        return scene.words.say("{unit} (thấp hơn là tốt hơn)", unit=title)
    return title


def phase_periods(scene: Scene, first: date, last: date) -> tuple[Period, ...]:
    """The phases that a stretch of days touches."""
    return tuple(
        Period(phase.start, phase.end, phase.name)
        for phase in scene.plan.phases
        if phase.start <= last and phase.end >= first
    )


def as_of_moment(scene: Scene, first: date, last: date) -> tuple[Moment, ...]:
    """The as-of day, where the chart reaches it."""
    day = scene.progress.as_of
    if not first <= day <= last:
        return ()
    return (Moment(day, Ink.TODAY, scene.words.say("Số liệu đến {day}", day=scene.words.date(day))),)


def drawn_values(lines: Iterable[Line], levels: Iterable[Level]) -> Iterator[Fraction]:
    """Every value that the axis must hold."""
    for line in lines:
        yield from (point.value for point in line.points)
    yield from (level.value for level in levels)
