"""What is judged: a goal with its dates, be it the whole target or a phase's share of it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from thidua.figures.pace import expected
from thidua.model import Goal, Operator, Phase, Target

HUNDRED = Fraction(100)

# A range is judged at its lower bound.
_REACHES: dict[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.MORE_THAN: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BETWEEN: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of time to be judged: a target's whole time, or its share of a phase.

    Figures are taken up to ``last``; ``final`` says that the target itself is due in it.
    """

    start: date
    due: date
    goal: Goal
    last: date = date.max
    final: bool = True


def whole_term(target: Target) -> Term:
    """The target's own time and goal."""
    return Term(target.start, target.due, target.goal)


def phase_term(target: Target, phase: Phase) -> Term | None:
    """What the phase asks of the target by its end, or None where it asks nothing.

    The goal is the expected figure on the phase's last day, for a count rounded up to whole subjects;
    a conduct norm has its full goal in every phase.
    """
    if target.due < phase.start:
        return None
    due = min(phase.end, target.due)
    final = due == target.due
    bound = target.goal.lower if target.is_kept else expected(target, due)
    if bound == target.baseline:
        return None
    if target.traits.whole_figure:
        bound = Fraction(ceil(bound))
    goal = Goal(target.goal.operator, bound, target.goal.upper if final else None)
    return Term(max(phase.start, target.start), due, goal, phase.end, final)


def is_satisfied(goal: Goal, figure: Fraction) -> bool:
    """Whether a figure reaches the goal (percent for percent; a rank by its place)."""
    return _REACHES[goal.operator](figure, goal.lower)


def is_beyond(target: Target, term: Term, figure: Fraction) -> bool:
    """Whether a figure goes past the goal, where the plan's wording lets one.

    Past 100 % there is nothing; "more than" names no figure that could be passed. A range is passed at
    its upper bound, but in a phase before the one in which it is due, at the phase's own goal.
    """
    goal = term.goal
    if goal.operator is Operator.MORE_THAN:
        return False
    if goal.operator is Operator.AT_MOST:
        return figure < goal.lower
    if goal.upper is not None:
        return figure > goal.upper
    return figure > goal.lower and not (target.is_percentage and goal.lower == HUNDRED)
