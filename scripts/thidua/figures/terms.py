"""What is judged: a goal with its dates, of the whole, a phase or a unit; how much is expected when."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from thidua.model import Goal, Operator, PaceKind, Phase, Target

NOTHING, ALL = Fraction(0), Fraction(1)
HUNDRED = Fraction(100)
# A range is judged at its lower bound; one to be kept at its upper bound too.
_REACHES: dict[Operator, Callable[[int, int], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.MORE_THAN: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.LESS_THAN: operator.lt,
    Operator.BETWEEN: operator.ge,
}
_ROUNDED_DOWN = (Operator.MORE_THAN, Operator.AT_MOST)


def expected(target: Target, day: date) -> Fraction:
    """The figure that the plan asks for at the end of a day, on the goal's lower bound.

    A bound to be kept asks for all of it throughout; a cap on a count or amount for what may have been used
    up by then, which without a pace of its own, at the end, is all of it at any time.
    """
    goal = target.goal.lower
    if target.is_kept and (not target.is_rationed or target.pace.kind is PaceKind.AT_END):
        return goal
    way = expected_progress(target, day)
    return target.baseline + (goal - target.baseline) * way if target.baseline else goal * way


def expected_progress(target: Target, day: date) -> Fraction:
    """The part, 0 to 1, of the way from the baseline to the goal that the pace asks for by a day."""
    if day >= target.due:
        return ALL
    if day < target.start or target.traits.has_levels or target.pace.kind is PaceKind.AT_END:
        return NOTHING
    if target.pace.kind is PaceKind.EVEN:
        return _part((day - target.start).days + 1, (target.due - target.start).days + 1)
    return progress(_on_line(target, day), target.baseline, target.goal.lower)


def progress(figure: Fraction, baseline: Fraction, goal: Fraction) -> Fraction:
    """The part of the way from the baseline to the goal that a figure has made; below 0 on the way back.

    All of it where there is no way: of a cap that allows nothing.
    """
    if baseline:
        return ALL if goal == baseline else (figure - baseline) / (goal - baseline)
    (made, of), (asked, parts) = figure.as_integer_ratio(), goal.as_integer_ratio()
    return _part(made * parts, of * asked) if asked else ALL


# The same few are asked for on every day: 9 of 30, 200 days of 365.
_part: Callable[[int, int], Fraction] = lru_cache(maxsize=65536)(Fraction)


def _on_line(target: Target, day: date) -> Fraction:
    """The pace's points joined by straight lines, from the day before start to due."""
    since, value = target.start - timedelta(days=1), target.baseline
    for until, goal in (*target.pace.points, (target.due, target.goal.lower)):
        if day <= until:
            return value + (goal - value) * Fraction((day - since).days, (until - since).days)
        since, value = until, goal
    return target.goal.lower


@dataclass(frozen=True, slots=True)
class Term:
    """What is judged of a target: its whole time and goal, or a phase's or a unit's share of it.

    Figures are taken up to ``last``; ``final`` says that the target itself is due in it. ``of_unit`` says
    that the goal is a unit's, which goes its own way from its own ``baseline``.
    """

    target: Target
    start: date
    due: date
    goal: Goal
    baseline: Fraction
    last: date = date.max
    final: bool = True
    of_unit: bool = False

    @property
    def last_counted(self) -> date:
        """The last day whose figure is taken: of a bound to be kept not one after its due day."""
        return min(self.last, self.due) if self.target.is_kept else self.last

    def expected(self, day: date) -> Fraction:
        """What is asked for at the end of a day: never more than the term's goal."""
        if day >= self.due:
            return self.goal.lower
        asked = expected(self.target, day)
        if not self.of_unit:
            return asked
        whole, start = self.target.goal.lower, self.target.baseline
        if whole == start:
            return self.goal.lower
        return self.baseline + (self.goal.lower - self.baseline) * progress(asked, start, whole)

    def asks_by(self, day: date) -> Fraction:
        """The part of the way that is asked for by a day: the same for the whole, a phase and a unit."""
        return expected_progress(self.target, day)

    def made_by(self, figure: Fraction) -> Fraction:
        """The part of the way that a figure has made, of the target's own way but for a unit's."""
        goal = self.goal.lower if self.of_unit else self.target.goal.lower
        return progress(figure, self.baseline, goal)


def whole_term(target: Target) -> Term:
    """The target's own time and goal."""
    return Term(target, target.start, target.due, target.goal, target.baseline)


def unit_term(target: Target, goal: Fraction, baseline: Fraction) -> Term:
    """A unit's goal in the target's time; a unit has no upper bound."""
    return Term(target, target.start, target.due, Goal(target.goal.operator, goal), baseline, of_unit=True)


def phase_term(target: Target, phase: Phase) -> Term | None:
    """What the phase asks of the target by its end, or None where it asks nothing.

    The goal is what is expected on the phase's last day, for a count in whole subjects; the plan's own in the
    phase where it is due. A bound to be kept has its full goal in every phase, but for a cap on a count or
    amount, which has what may be used up by then.
    """
    if target.due < phase.start:
        return None
    due = min(phase.end, target.due)
    final = due == target.due
    bound = target.goal.lower if final else _whole(target, expected(target, due))
    if bound == target.baseline and not target.is_kept:
        return None
    upper = target.goal.upper if final or target.is_kept else None
    return Term(
        target,
        max(phase.start, target.start),
        due,
        Goal(target.goal.operator, bound, upper),
        target.baseline,
        phase.end,
        final,
    )


def _whole(target: Target, bound: Fraction) -> Fraction:
    """A phase's goal of a count in whole subjects: up, but down where only more is asked for, or at most."""
    if not target.traits.whole_figure:
        return bound
    return Fraction(floor(bound) if target.goal.operator in _ROUNDED_DOWN else ceil(bound))


def is_satisfied(term: Term, figure: Fraction) -> bool:
    """Whether a figure satisfies the goal (percent for percent; a rank by its place)."""
    return satisfies(term)(figure)


def satisfies(term: Term) -> Callable[[Fraction], bool]:
    """Tells of each figure whether it satisfies the goal: many are asked about, one for each day."""
    goal, reaches = term.goal, _REACHES[term.goal.operator]
    most = goal.upper if term.target.is_kept else None
    number, of = goal.lower.as_integer_ratio()

    def told(figure: Fraction) -> bool:
        found, parts = figure.as_integer_ratio()  # compared in whole numbers
        return reaches(found * of, number * parts) and (most is None or figure <= most)

    return told


def is_beyond(term: Term, figure: Fraction) -> bool:
    """Whether a figure goes past the goal, where the plan's wording lets one (section 2).

    Past a share of 100 % there is nothing; "more than" and "less than" name no figure that could be passed,
    nor does conduct; a range to be kept is only kept; a unit has no upper bound of a range; and what is left
    of a cap is known only in the phase where it is due.
    """
    goal, target = term.goal, term.target
    if target.traits.counts_breaches or goal.operator in (Operator.MORE_THAN, Operator.LESS_THAN):
        return False
    if goal.operator is Operator.AT_MOST:
        return figure < goal.lower and term.final
    if goal.operator is Operator.BETWEEN:
        if target.is_kept or term.of_unit:
            return False
        return figure > (goal.lower if goal.upper is None else goal.upper)
    return figure > goal.lower and not (target.traits.is_share and goal.lower == HUNDRED)
