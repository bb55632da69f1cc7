"""How much of a target is expected by a day (section 2)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from thidua.model import PaceKind, Target

NOTHING, ALL = Fraction(0), Fraction(1)


def expected(target: Target, day: date) -> Fraction:
    """The figure that the plan asks for at the end of a day, on the goal's lower bound.

    A bound to be kept asks for all of it throughout; a cap on a count or amount for what may have been used
    up by then, which without a pace of its own, at the end, is all of it at any time.
    """
    goal = target.goal.lower
    if target.is_kept and (not target.is_rationed or target.pace.kind is PaceKind.AT_END):
        return goal
    return target.baseline + (goal - target.baseline) * expected_progress(target, day)


def expected_progress(target: Target, day: date) -> Fraction:
    """The part, 0 to 1, of the way from the baseline to the goal that the pace asks for by a day."""
    if day >= target.due:
        return ALL
    if day < target.start or target.traits.has_levels or target.pace.kind is PaceKind.AT_END:
        return NOTHING
    if target.pace.kind is PaceKind.EVEN:
        return Fraction((day - target.start).days + 1, (target.due - target.start).days + 1)
    return progress(_on_line(target, day), target.baseline, target.goal.lower)


def progress(figure: Fraction, baseline: Fraction, goal: Fraction) -> Fraction:
    """The part of the way from the baseline to the goal that a figure has made; below 0 on the way back."""
    return (figure - baseline) / (goal - baseline) if baseline else figure / goal


def _on_line(target: Target, day: date) -> Fraction:
    """The pace's points joined by straight lines, from the day before start to due."""
    since, value = target.start - timedelta(days=1), target.baseline
    for until, goal in (*target.pace.points, (target.due, target.goal.lower)):
        if day <= until:
            return value + (goal - value) * Fraction((day - since).days, (until - since).days)
        since, value = until, goal
    return target.goal.lower
