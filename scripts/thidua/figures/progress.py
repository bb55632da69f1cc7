"""Every figure of a campaign on a day: section 2 of the specification, in exact arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from thidua.figures.history import History, Reading, histories
from thidua.figures.pace import expected
from thidua.figures.status_table import satisfied_on, status
from thidua.figures.terms import HUNDRED, Term, phase_term, whole_term
from thidua.model import Campaign, Goal, Operator, Phase, Status, Target


@dataclass(frozen=True, slots=True)
class PhaseFigure:
    """A target in a phase; goal, term and actual are None where nothing is assigned in the phase."""

    phase: Phase
    status: Status
    actual: Reading | None
    term: Term | None
    attainment: Fraction | None

    @property
    def goal(self) -> Fraction | None:
        """What the phase must reach, in the target's own measure."""
        return self.term.goal.lower if self.term else None


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything known of a target at the end of the as-of day."""

    target: Target
    history: History
    status: Status
    actual: Reading | None
    expected: Fraction
    attainment: Fraction | None
    shortfall: int | None
    satisfied_on: date | None
    phases: Mapping[str, PhaseFigure]


@dataclass(frozen=True, slots=True)
class Progress:
    """The campaign at the end of the as-of day."""

    campaign: Campaign
    as_of: date
    figures: Mapping[str, Figure]

    @property
    def totals(self) -> dict[Status, int]:
        """How many targets have each status, in the order of statuses; they add up to all targets."""
        found = Counter(figure.status for figure in self.figures.values())
        return {status: found[status] for status in Status if found[status]}

    def phase_totals(self, phase: str) -> dict[Status, int]:
        """The same for one phase."""
        found = Counter(figure.phases[phase].status for figure in self.figures.values())
        return {status: found[status] for status in Status if found[status]}


def measure(campaign: Campaign, as_of: date, past: Mapping[str, History] | None = None) -> Progress:
    """Every figure at the end of the as-of day; ``past`` spares the work where several days are asked."""
    past = histories(campaign) if past is None else past
    plan = campaign.plan
    return Progress(
        campaign,
        as_of,
        {
            target.id: assess(target, past[target.id], plan.phases, plan.at_risk, as_of)
            for target in plan.targets.values()
        },
    )


def assess(
    target: Target, history: History, phases: tuple[Phase, ...], at_risk: Fraction, day: date
) -> Figure:
    """One target at the end of a day, in all and in each phase."""
    actual = history.on(day)
    term = whole_term(target)
    return Figure(
        target=target,
        history=history,
        status=status(target, term, history, at_risk, day),
        actual=actual,
        expected=expected(target, day),
        attainment=_attainment(target, target.goal, actual),
        shortfall=shortfall(target, history, day),
        satisfied_on=satisfied_on(target, target.goal, history, day),
        phases={phase.id: _assess_phase(target, history, phase, at_risk, day) for phase in phases},
    )


def _assess_phase(
    target: Target, history: History, phase: Phase, at_risk: Fraction, day: date
) -> PhaseFigure:
    term = phase_term(target, phase)
    if term is None:
        return PhaseFigure(phase, Status.NOT_ASSIGNED, None, None, None)
    actual = history.on(min(day, term.last))
    return PhaseFigure(
        phase,
        status(target, term, history, at_risk, day),
        actual,
        term,
        _attainment(target, term.goal, actual),
    )


def shortfall(target: Target, history: History, day: date) -> int | None:
    """The least whole number of further subjects that would satisfy the goal today.

    0 when satisfied; None for rank and level, and where the population is not known yet.
    """
    if not target.traits.counts_subjects:
        return None
    need = subjects_needed(target, history.population.on(day))
    if need is None:
        return None
    actual = history.on(day)
    return max(0, need - (floor(actual.value) if actual else 0))


def subjects_needed(target: Target, population: int | None) -> int | None:
    """The least whole number of subjects that satisfies a count, ratio or compliance goal."""
    bound = target.goal.lower
    if target.needs_population:
        if population is None:
            return None
        bound = bound * population / HUNDRED
    return floor(bound) + 1 if target.goal.operator is Operator.MORE_THAN else ceil(bound)


def _attainment(target: Target, goal: Goal, actual: Reading | None) -> Fraction | None:
    """Actual over the goal's lower bound; None for a rank, without rows, and for a goal of nothing."""
    if actual is None or target.traits.has_levels or goal.lower == 0:
        return None
    return actual.figure / goal.lower
