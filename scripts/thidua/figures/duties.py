"""What is left to do: every target that a campaign or a phase asks for in one of four words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from thidua.figures.progress import Figure
from thidua.model import Duty, Status, Target


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
