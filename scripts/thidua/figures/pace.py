"""How much of a target is expected by a day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from thidua.model import PaceKind, Target

NOTHING, ALL = Fraction(0), Fraction(1)


def expected(target: Target, day: date) -> Fraction:
    """The figure that the pace asks for at the end of a day, on the goal's lower bound."""
    return target.baseline + (target.goal.lower - target.baseline) * expected_progress(target, day)


def expected_progress(target: Target, day: date) -> Fraction:
    """The part, 0 to 1, of the way from the baseline to the goal that the pace asks for by a day."""
    if day >= target.due:
        return ALL
    if day < target.start or target.pace.kind is PaceKind.AT_END:
        return NOTHING
    if target.pace.kind is PaceKind.EVEN:
        return Fraction((day - target.start).days + 1, (target.due - target.start).days + 1)
    return progress(target, _on_line(target, day))


def progress(target: Target, figure: Fraction) -> Fraction:
    """The part of the way from the baseline to the goal that a figure has made; below 0 on the way back."""
    return (figure - target.baseline) / (target.goal.lower - target.baseline)


def _on_line(target: Target, day: date) -> Fraction:
    """The pace's points joined by straight lines, from the day before start to due."""
    since, value = target.start - timedelta(days=1), target.baseline
    for until, goal in (*target.pace.points, (target.due, target.goal.lower)):
        if day <= until:
            return value + (goal - value) * Fraction((day - since).days, (until - since).days)
        since, value = until, goal
    return target.goal.lower
