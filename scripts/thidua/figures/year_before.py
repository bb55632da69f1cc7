"""The same figure a year before: cùng kỳ, from the campaign that the plan compares itself with."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.figures.history import Reading
from thidua.model import Plan, Quantity
from thidua.reading.folding import fold


@dataclass(frozen=True, slots=True)
class Previous:
    """What a target's counterpart had reached on the same day of its year."""

    campaign: str
    as_of: date
    target: Quantity
    actual: Reading


def same_day(plan: Plan, before: Plan, day: date) -> date:
    """The same day of the earlier campaign's year (29/2 is 28/2), at most the day it closes."""
    year = day.year - (plan.start.year - before.start.year)
    is_leap_day = (day.month, day.day) == (2, 29)
    return min(day.replace(year=year, day=28 if is_leap_day and not isleap(year) else day.day), before.closes)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure against the same one a year before: a percentage of it, or the difference of the two."""

    value: Fraction
    is_share: bool


def measure_alike(one: Quantity, other: Quantity) -> bool:
    """Whether the figures of both are of one kind: levels of a rank, percentages, subjects, or one unit."""
    if one.traits.has_levels or other.traits.has_levels or one.is_percentage or other.is_percentage:
        return (one.traits.has_levels, one.is_percentage) == (other.traits.has_levels, other.is_percentage)
    return (one.measure is other.measure and one.traits.counts_subjects) or (
        fold(one.unit or "") == fold(other.unit or "")
    )


def compared(target: Quantity, now: Reading | None, previous: Previous) -> Compared | None:
    """Shares and states are told by their difference, what adds up by its percentage; None: not at all."""
    if now is None or target.traits.has_levels or not measure_alike(target, previous.target):
        return None
    before = previous.actual.figure
    if target.is_percentage or target.traits.is_state or not before:
        return Compared(now.figure - before, is_share=False)
    return Compared(now.figure / before * 100, is_share=True)
