"""A goal and how it stands on a day: the target's own, a phase's or a unit's."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from thidua.figures.distance import attainment, shortfall, subjects_needed
from thidua.figures.history import Reading
from thidua.figures.terms import Term
from thidua.model import Duty, Status, Target


@dataclass(frozen=True)
class Held:
    """What is asked for, its status and figure, and the size of the population that it is a share of.

    Population and figure are of the last day that counts. Of what is cancelled nothing is missing or reached.
    """

    term: Term
    status: Status
    actual: Reading | None
    population: int | None

    @property
    def target(self) -> Target:
        """The target, as the plan in force on the day that is judged had it."""
        return self.term.target

    @property
    def attainment(self) -> Fraction | None:
        """The part of the goal's lower bound that is reached; None where nobody can say."""
        return None if self.status is Status.CANCELLED else attainment(self.term, self.actual)

    @property
    def part_reached(self) -> Fraction | None:
        """The same as readers are told it: of a goal below zero a quotient says the opposite, so nothing."""
        return self.attainment if self.term.goal.lower > 0 else None

    @cached_property  # asked a dozen times
    def shortfall(self) -> Fraction | None:
        """What is missing of the goal; None where nobody can say."""
        return None if self.status is Status.CANCELLED else shortfall(self.term, self.actual, self.population)

    @property
    def needed(self) -> int | None:
        """The least whole number of subjects that satisfies the goal; None of a cap, or of no known whole."""
        return subjects_needed(self.term, self.population)

    @cached_property
    def duty(self) -> Duty | None:
        """What is left to do; None where nothing is asked: of a phase without it, and once it is cancelled.

        A bound that is kept as it should be is no work; one that slips is.
        """
        if self.status in (Status.NOT_ASSIGNED, Status.CANCELLED):
            return None
        if self.status.satisfied:
            return Duty.DONE
        if self.status is Status.MISSED:
            return Duty.LOST
        return Duty.KEPT if self.target.is_kept and self.status is Status.ON_TRACK else Duty.TODO
