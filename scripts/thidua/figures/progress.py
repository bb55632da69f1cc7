"""Every figure of a campaign on a day: section 2 of the specification, in exact arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from thidua.figures.allocations import Assigned, Share, assigned, shares
from thidua.figures.derived import derived_histories
from thidua.figures.held import Held
from thidua.figures.history import History, Keep, Past, past
from thidua.figures.status_table import satisfied_on, status
from thidua.figures.terms import Term, is_satisfied, phase_term, whole_term
from thidua.figures.year_before import Previous, same_day
from thidua.model import Campaign, Changed, Duty, Made, Phase, Plan, Status, Target


@dataclass(frozen=True, slots=True)
class PhaseFigure(Held):
    """A target in a phase, after the phase as it was closed; without a figure where nothing is asked."""

    phase: Phase

    @property
    def is_assigned(self) -> bool:
        """Whether the phase asks anything of the target."""
        return self.status is not Status.NOT_ASSIGNED

    @property
    def goal(self) -> Fraction | None:
        """What the phase must reach, in the target's own measure."""
        return self.term.goal.lower if self.is_assigned else None


@dataclass(frozen=True, slots=True)
class Figure(Held):
    """Everything known of a target at the end of the as-of day; of a cancelled one its figure alone."""

    day: date
    history: History
    phases: Mapping[str, PhaseFigure]
    shares: Mapping[str, Share]
    changes: tuple[Changed, ...] = ()
    previous: Previous | None = None

    @property
    def expected(self) -> Fraction | None:
        """What is asked for by the day."""
        return None if self.status is Status.CANCELLED else self.term.expected(self.day)

    @property
    def satisfied_on(self) -> date | None:
        """Since which day the goal has been satisfied without a break, where it is."""
        return None if self.status is Status.CANCELLED else satisfied_on(self.term, self.history, self.day)

    @property
    def is_lost(self) -> bool:
        """Whether a mark that is missed was reached on its due day: what was told after it undid that."""
        if self.status is not Status.MISSED or self.target.is_kept:
            return False
        on_time = self.history.on(self.term.due)
        return on_time is not None and is_satisfied(self.term, on_time.figure)


@dataclass(frozen=True, slots=True)
class Progress:
    """The campaign, under the plan in force, at the end of the as-of day.

    ``figures`` are those of the targets in force, cancelled ones among them; ``numbers`` are what the plan
    follows without a goal.
    """

    campaign: Campaign
    as_of: date
    figures: Mapping[str, Figure]
    numbers: Mapping[str, History]
    _duties: dict[str, dict[Duty, int]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def cancelled(self) -> tuple[str, ...]:
        """The targets that a revision took out of the plan."""
        return tuple(name for name, one in self.figures.items() if one.status is Status.CANCELLED)

    @property
    def totals(self) -> dict[Status, int]:
        """How many targets have each status, in the order of statuses, without those that are cancelled."""
        return totals(figure.status for figure in self.figures.values())

    def duties(self, phase: str) -> dict[Duty, int]:
        """How many targets of a phase are in each word, in their order; they sum to the phase's targets."""
        if phase not in self._duties:  # every page of the phase says it, in every language
            found = Counter(figure.phases[phase].duty for figure in self.figures.values())
            self._duties[phase] = {one: found[one] for one in Duty if found[one]}
        return self._duties[phase]


def totals(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many there are of each, in the order of statuses, without what is cancelled."""
    return in_order(Counter(statuses))


def in_order(found: Mapping[Status, int]) -> dict[Status, int]:
    """Counts in the order of statuses, without what is cancelled."""
    return {status: found[status] for status in Status if status in found and status is not Status.CANCELLED}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded, as any day's figures are read from it: made once for a campaign, asked often."""

    past: Past
    allocated: Mapping[str, Mapping[str, Assigned]]
    before: Recorded | None = None  # of the campaign to compare with
    _known: dict[int, Mapping[str, History]] = field(default_factory=dict, compare=False, repr=False)
    _whole: dict[str, Term] = field(default_factory=dict, compare=False, repr=False)
    _closed: dict[tuple[str, int], PhaseFigure] = field(default_factory=dict, compare=False, repr=False)

    def histories(self, plan: Plan) -> Mapping[str, History]:
        """The history of each target and number under a plan in force."""
        if id(plan) not in self._known:
            derived = dict(derived_histories(plan, self.past, self.allocated))
            made = self.past.histories
            self._known[id(plan)] = Made([*made, *derived], lambda name: derived.get(name) or made[name])
        return self._known[id(plan)]

    def whole(self, target: Target) -> Term:
        """The target's own time and goal, the same on all days."""
        found = self._whole.get(target.id)
        if found is None or found.target is not target:
            found = self._whole[target.id] = whole_term(target)
        return found

    def closed(self, target: Target, phase: Phase) -> PhaseFigure | None:
        """With what a phase that is over was closed, where that is known: the same on all later days."""
        found = self._closed.get((target.id, id(phase)))
        return found if found and found.term.target is target else None

    def close(self, found: PhaseFigure) -> PhaseFigure:
        """Know with what a phase that asked something was closed."""
        if found.is_assigned:
            self._closed[found.target.id, id(found.phase)] = found
        return found


def recorded(campaign: Campaign, kept: Keep | None = None) -> Recorded:
    """What is recorded for a campaign; it knows of no as-of day. ``kept`` may know readings from before."""
    known = past(campaign, kept)
    before = None if campaign.before is None else recorded(campaign.before)
    return Recorded(known, assigned(campaign, known), before)


def measure(
    campaign: Campaign,
    as_of: date,
    known: Recorded | None = None,
    stood: Callable[[Target], Status | None] = lambda target: None,
) -> Progress:
    """Every figure at the end of the as-of day; ``known`` spares the work where several days are asked, and
    ``stood`` may know a target's status on the day.
    """
    known = recorded(campaign) if known is None else known
    now = campaign.on(as_of)
    histories = known.histories(now.plan)
    figures = {
        target.id: assess(target, now.plan, known, as_of, stood(target))
        for target in now.plan.targets.values()
    }
    for target_id, previous in _year_before(now, as_of, known).items():
        figures[target_id] = replace(figures[target_id], previous=previous)
    return Progress(
        now,
        as_of,
        figures,
        {one.id: histories[one.id] for one in now.plan.figures.values()},
    )


def _year_before(campaign: Campaign, as_of: date, known: Recorded) -> dict[str, Previous]:
    """The figures of the same day in the campaign to compare with, by the target's id in this one."""
    before = campaign.before
    if before is None or known.before is None:
        return {}
    day = same_day(campaign.plan, before.plan, as_of)
    then = before.plan.on(day)
    histories = known.before.histories(then)
    found = {}
    for target in campaign.plan.targets.values():
        name = target.previous or target.id
        counterpart = then.targets.get(name) or then.figures.get(name)
        if counterpart is None:
            continue
        last = whole_term(counterpart).last_counted if isinstance(counterpart, Target) else day
        if actual := histories[name].on(min(day, last)):
            found[target.id] = Previous(before.id, day, counterpart, actual)
    return found


def assess(target: Target, plan: Plan, known: Recorded, day: date, stood: Status | None = None) -> Figure:
    """One target at the end of a day, in all, by unit and in each phase; ``plan`` is the one in force.

    ``stood`` is its status, where that is known.
    """
    history, term = known.histories(plan)[target.id], known.whole(target)
    at = min(day, term.last_counted)
    allocated = known.allocated.get(target.id)
    given = shares(target, allocated, known.past.turns, plan.at_risk, day) if allocated else ()
    return Figure(
        term,
        stood or status(term, history, plan.at_risk, day),
        history.on(at),
        history.population.on(at),
        day,
        history,
        phases={phase.id: _assess_phase(target, plan, known, phase, day) for phase in plan.phases},
        shares={one.unit: one for one in given},
        changes=tuple(plan.changes(target.id, day)),
    )


def _assess_phase(now: Target, plan: Plan, known: Recorded, phase: Phase, day: date) -> PhaseFigure:
    """A phase that is over is judged on its last day, by the plan in force on that day: as it was closed."""
    at = min(day, phase.end)
    then = plan.on(at)
    target = then.targets.get(now.id)
    if target is None or at < phase.end:
        return _judged(now, target, then, known, phase, at)
    return known.closed(target, phase) or known.close(_judged(now, target, then, known, phase, at))


def _judged(
    now: Target, target: Target | None, then: Plan, known: Recorded, phase: Phase, at: date
) -> PhaseFigure:
    """The target in a phase as it stood then, under the plan of then."""
    term = None if target is None else phase_term(target, phase)
    if term is None:
        return PhaseFigure(known.whole(now), Status.NOT_ASSIGNED, None, None, phase)
    history, last = known.histories(then)[now.id], min(at, term.last_counted)
    found = status(term, history, then.at_risk, at)
    return PhaseFigure(term, found, history.on(last), history.population.on(last), phase)
