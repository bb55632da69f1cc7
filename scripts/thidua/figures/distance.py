"""How far a figure is from its goal: attainment and shortfall (section 2)."""

from fractions import Fraction
from math import ceil, floor

from thidua.figures.history import Reading
from thidua.figures.terms import Term, is_satisfied
from thidua.model import Operator, Target


def attainment(term: Term, actual: Reading | None) -> Fraction | None:
    """The part of the goal's lower bound that is reached; None for a rank, a cap, and a bound of nothing."""
    goal, target = term.goal, term.target
    if actual is None or target.traits.has_levels or target.is_cap or goal.lower == 0:
        return None
    return actual.figure / goal.lower


def shortfall(term: Term, actual: Reading | None, population: int | None) -> Fraction | None:
    """What is missing to satisfy the goal today, or what is above what it allows; 0 where it is satisfied.

    Whole subjects of a count, ratio or compliance; the exact distance of an amount or level, which is 0
    where a strict goal is just touched. None of a rank, of a share without its population, and where
    there is no figure: but rows of a count, amount or ratio that are not there yet are taken as 0.
    """
    target = term.target
    if target.traits.has_levels or (actual is None and not _starts_at_nothing(target)):
        return None
    if actual is not None and is_satisfied(term, actual.figure):
        return Fraction()
    size = actual.of if actual is not None and actual.of is not None else population
    if target.needs_population and size is None:
        return None
    value = Fraction() if actual is None else actual.value
    low, high = bounds(term, size)
    if low is not None and value < low:
        return low - value
    return value - high if high is not None and value > high else Fraction()


def subjects_needed(term: Term, population: int | None) -> int | None:
    """The least whole number of subjects that satisfies a count, ratio or compliance; None of a cap."""
    if term.target.needs_population and population is None:
        return None
    low, _ = bounds(term, population)
    return None if low is None else ceil(low)


def bounds(term: Term, population: int | None) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the goal allows, in the values of rows; None where it sets no such bound.

    Of subjects, the least and the most whole number of them.
    """
    goal, target = term.goal, term.target
    lower, upper = goal.lower, goal.upper
    if target.needs_population:
        share = Fraction(population or 0, 100)
        lower, upper = lower * share, None if upper is None else upper * share
    low, high = (None, lower) if target.is_cap else (lower, None)
    if upper is not None and target.is_kept:
        high = upper
    if not target.traits.counts_subjects:
        return low, high
    is_strict = goal.operator in (Operator.MORE_THAN, Operator.LESS_THAN)
    if low is not None:
        low = Fraction(floor(low) + 1 if is_strict else ceil(low))
    if high is not None:
        high = Fraction(ceil(high) - 1 if is_strict else floor(high))
    return low, high


def _starts_at_nothing(target: Target) -> bool:
    """Whether a figure that is not there yet counts as nothing: one of rows that add up."""
    return not target.traits.is_state and target.derived is None
