"""What the directors must decide, the most pressing first; after the year, what it came to.

A conflict with the law comes first, as soon as it is certain; then what falls short, the nearest day before
the farther ones; then requests that nobody answered; last what no decision can save.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.figures import awards, rules
from thidua.figures.history import NO_SIZE
from thidua.figures.progress import Figure, Progress
from thidua.figures.succession import Size
from thidua.figures.terms import HUNDRED
from thidua.model import Achievement, Phase, Status, Update

SOON = 31  # days: what is judged only at its end is asked after within the last month


class Kind(StrEnum):
    """Why a matter needs a decision."""

    LAW = "law"
    SHORT = "short"
    REQUEST = "request"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide. What of ``phase`` is asked is its goal; None asks for the target's own.

    ``need`` and ``cap`` are the plan's and the law's numbers of a conflict. Of a request ``figure`` is the
    task's one open target in the unit's hands, if there is exactly one.
    """

    kind: Kind
    figure: Figure | None
    due: date | None = None
    status: Status | None = None
    missing: Fraction | None = None
    phase: Phase | None = None
    need: int = 0
    cap: int = 0
    update: Update | None = None


def matters(progress: Progress, phase: Phase) -> list[Matter]:
    """Everything to decide while the year lasts; ``phase`` is the current one."""
    figures = [one for one in progress.figures.values() if one.status is not Status.CANCELLED]
    conflicts = list(_conflicts(progress, figures))
    named = {one.figure.target.id for one in conflicts if one.figure}
    short = [
        found
        for one in figures
        if one.target.id not in named and (found := _short(one, phase, progress.as_of)) is not None
    ]
    lost = [_lost(one) for one in figures if one.status is Status.MISSED and one.target.id not in named]
    return [*conflicts, *sorted(short, key=_urgency), *_requests(progress), *lost]


def results(progress: Progress) -> list[Matter]:
    """What the year came to: the targets that were missed, and those of which nothing is known."""
    return [_lost(one) for one in progress.figures.values() if one.status in (Status.MISSED, Status.NO_DATA)]


def _urgency(one: Matter) -> tuple[date, bool, Fraction]:
    return one.due or date.max, one.status is Status.NOT_DUE, -(one.missing or Fraction())


def _conflicts(progress: Progress, figures: Iterable[Figure]) -> Iterator[Matter]:
    """Targets of which the plan needs more than the law allows."""
    for one in figures:
        found = rules.conflict(one, progress)
        if found and not one.status.satisfied:
            need, cap = found
            yield Matter(Kind.LAW, one, one.target.due, one.status, one.shortfall, need=need, cap=cap)


def _short(one: Figure, phase: Phase, as_of: date) -> Matter | None:
    """The nearest of a target's goals that is at risk: of the current phase, or of the whole year."""
    part = one.phases[phase.id]
    found = []
    if part.is_assigned and not part.term.final and _needs_care(part.status, part.term.due, as_of):
        found.append(Matter(Kind.SHORT, one, part.term.due, part.status, part.shortfall, phase))
    if _needs_care(one.status, one.target.due, as_of):
        found.append(Matter(Kind.SHORT, one, one.target.due, one.status, one.shortfall))
    return min(found, key=_urgency, default=None)


def _needs_care(status: Status, due: date, as_of: date) -> bool:
    if status in (Status.AT_RISK, Status.OFF_TRACK, Status.NO_DATA):
        return True
    return status is Status.NOT_DUE and (due - as_of).days <= SOON


def _lost(one: Figure) -> Matter:
    return Matter(Kind.LOST, one, one.target.due, one.status)


def _requests(progress: Progress) -> Iterator[Matter]:
    """Requests of units that had no answer by the as-of day, the longest waiting first."""
    day = progress.as_of
    asked = [one for one in progress.campaign.updates if one.asks and one.on <= day]
    waiting = [one for one in asked if not one.answered_by(day)]
    for update in sorted(waiting, key=lambda one: (one.on, one.source.line)):
        yield Matter(Kind.REQUEST, _only_open(progress, update), update=update)


def _only_open(progress: Progress, update: Update) -> Figure | None:
    """The one target of the request's task that its unit still has to reach; None with none or several."""
    task = progress.campaign.plan.tasks.get(update.task)
    found = [progress.figures[one] for one in (task.targets if task else ()) if one in progress.figures]
    still = [
        one
        for one in found
        if one.target.owner == update.unit
        and not one.status.satisfied
        and one.status not in (Status.MISSED, Status.CANCELLED)
    ]
    return still[0] if len(still) == 1 else None


def furthest_unit(
    one: Figure, sizes: Mapping[str, Size], rows: Iterable[Achievement], day: date
) -> tuple[str, Fraction] | None:
    """The unit that lacks the most, and how much: by the units' own goals, or where the target asks for all.

    None where a unit's part is not set by the plan, or nothing is missing.
    """
    target = one.target
    if one.shares:
        gaps = {unit: share.shortfall or Fraction() for unit, share in one.shares.items()}
    elif target.traits.is_share and target.goal.lower == HUNDRED and target.sums_units:
        given = awards.by_unit(target, rows)
        by_unit = sizes.get(target.population or "", NO_SIZE).by_unit
        gaps = {unit: (steps.on(day) or 0) - given.get(unit, Fraction()) for unit, steps in by_unit.items()}
    else:
        return None
    unit = max(gaps, key=lambda one: gaps[one], default="")
    return (unit, gaps[unit]) if unit and gaps[unit] > 0 else None
