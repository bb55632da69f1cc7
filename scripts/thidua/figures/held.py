"""A goal and how it stands on a day, a target's, a phase's or a unit's; what is left to do, in four words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.figures.distance import shortfall
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, PhaseFigure, Recorded
from thidua.figures.terms import Term
from thidua.model import Duty, Status, Target


@dataclass(frozen=True, slots=True)
class Held:
    """What is asked for, its status and figure, and the size of the population that it is a share of."""

    term: Term
    status: Status
    actual: Reading | None
    population: int | None

    @property
    def target(self) -> Target:
        """The target, as the plan in force on the day that is judged had it."""
        return self.term.target

    @property
    def shortfall(self) -> Fraction | None:
        """What is missing of this goal; None where nobody can say, and of what is cancelled."""
        if self.status is Status.CANCELLED:
            return None
        return shortfall(self.term, self.actual, self.population)


def of_year(one: Figure, day: date) -> Held:
    """The target itself."""
    return Held(one.term, one.status, one.actual, one.history.population.on(day))


def of_phase(one: Figure, part: PhaseFigure, day: date) -> Held | None:
    """What a phase asks of it, after the phase as it was closed; None where it asks nothing."""
    if part.term is None:
        return None
    at = min(day, part.phase.end)
    return Held(part.term, part.status, part.actual, one.history.population.on(at))


def of_unit(one: Figure, unit: str, known: Recorded, day: date) -> Held | None:
    """A unit's own goal; None where none is allocated to it."""
    share = one.shares.get(unit)
    if share is None:
        return None
    own = known.allocated[one.target.id][unit].own
    return Held(share.term, share.status, share.actual, own.population.on(day))


def duty(target: Target, status: Status) -> Duty | None:
    """The word for a target with a status, in the whole year or in a phase.

    None where nothing is asked: of a phase that does not have it, and after it was cancelled.
    A bound that is kept as it should be is no work; one that slips is.
    """
    if status in (Status.NOT_ASSIGNED, Status.CANCELLED):
        return None
    if status.satisfied:
        return Duty.DONE
    if status is Status.MISSED:
        return Duty.LOST
    return Duty.KEPT if target.is_kept and status is Status.ON_TRACK else Duty.TODO


def phase_duties(figures: Iterable[Figure], phase: str) -> dict[Duty, int]:
    """How many targets of a phase are in each word, in their order; they sum to the phase's targets."""
    found = Counter(duty(one.target, one.phases[phase].status) for one in figures)
    return {one: found[one] for one in Duty if found[one]}
