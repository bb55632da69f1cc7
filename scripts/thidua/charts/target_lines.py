"""What a target's charts share: its lines, its goal, and the axis that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from thidua.charts.model import (
    Curve,
    Ink,
    Level,
    Point,
    ValueAxis,
    ValueTick,
    Zone,
)
from thidua.charts.scale import value_ticks
from thidua.charts.scene import Scene
from thidua.figures.distance import subjects_needed
from thidua.figures.pace import expected
from thidua.figures.terms import HUNDRED, whole_term
from thidua.model import Goal, Operator, PaceKind, Target
from thidua.text import mark
from thidua.wording import amount


def pace_curve(scene: Scene, target: Target, first: date, last: date) -> tuple[Curve, ...]:
    """The pace between two days; none where all is judged at the end, which a goal says by itself."""
    if target.pace.kind is PaceKind.AT_END or target.is_kept:
        return ()
    start, end = max(first, target.start), min(last, target.due)
    if start >= end:
        return ()
    bends = {day for day, _ in target.pace.points if start < day < end}
    days = sorted({start, end, *bends})
    steps = tuple(Point(day, expected(target, day), _pace_told(scene, target, day)) for day in days)
    return (Curve(Ink.EXPECTED, scene.words.gettext("Tiến độ dự kiến"), steps),)


def _pace_told(scene: Scene, target: Target, day: date) -> tuple[str, ...]:
    value = amount(target, expected(target, day), scene.words)
    return scene.words.date(day), scene.words.say("Dự kiến: {value}", value=value)


def goal_level(scene: Scene, target: Target, goal: Goal, phrase: str, population: int | None) -> Level:
    """The goal; a conduct norm's is told in whole subjects, as its axis is: how many may be in breach."""
    words = scene.words
    if not target.traits.counts_breaches:
        return Level(Ink.GOAL, goal.lower, words.say("Mục tiêu: {goal}", goal=phrase))
    need = subjects_needed(whole_term(target), population)
    allowed = 0 if need is None or population is None else max(0, population - need)
    label = words.gettext("Mục tiêu: không có vi phạm")
    if allowed:
        template = mark("Mục tiêu: không quá {n} {unit} vi phạm")
        label = words.say(template, n=words.number(allowed, 0), unit=scene.plan.unit_word(target))
    return Level(Ink.GOAL, Fraction(allowed), label)


def goal_zone(target: Target, goal: Goal, axis: ValueAxis, at: Fraction) -> Zone | None:
    """The values that satisfy the goal, where that is not simply "from the line upwards"."""
    if goal.operator is Operator.BETWEEN and goal.upper is not None:
        return Zone(goal.lower, goal.upper)
    if goal.operator is Operator.AT_MOST or (target.traits.counts_breaches and at > 0):
        return Zone(axis.low, at)
    return None


def value_axis(
    scene: Scene, target: Target, goal: Goal, curves: Iterable[Curve], levels: Iterable[Level]
) -> ValueAxis:
    """The axis that holds all that is drawn: from zero, but for a level that stays far from it."""
    if target.traits.has_levels:
        rungs = tuple(ValueTick(Fraction(place), name) for place, name in enumerate(target.scale, 1))
        return ValueAxis(Fraction(3, 4), len(rungs) + Fraction(3, 4), rungs, "", ladder=True)
    values = [point.value for curve in curves for point in curve.points]
    values += [level.value for level in levels]
    if not target.traits.counts_breaches:
        values += [target.baseline, goal.upper or goal.lower]
    low, high = _range(target, values)
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
    unit = scene.plan.unit_word(target)
    if target.traits.counts_breaches:
        return scene.words.say("Số {unit} vi phạm", unit=unit)
    title = scene.words.say("% tổng số {unit}", unit=unit) if target.needs_population else unit or "%"
    if target.goal.operator is Operator.AT_MOST:
        return scene.words.say("{unit} (thấp hơn là tốt hơn)", unit=title)
    return title
