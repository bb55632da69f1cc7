"""What was found in a plan's text. Whoever remembers it has no need of its reader."""

from dataclasses import dataclass

from thidua.model import Plan, Source
from thidua.problems import Problem
from thidua.tables.names import Declared


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as it was typed, and where: one that could be looked up only with the other file at hand."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything of that kind in a plan, whatever else is wrong with it."""

    owners: tuple[Reference, ...] = ()  # units.csv
    campaign: Reference | None = None  # another folder of the data
    previous: tuple[Reference, ...] = ()  # targets of that campaign


NOTHING_OUTSIDE = Outside()


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a plan's text says: the plan, where all of it that rows lean on could be read; and what else.

    ``declared`` is None where the text could not be read at all.
    """

    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    declared: Declared | None = None
    outside: Outside = NOTHING_OUTSIDE
