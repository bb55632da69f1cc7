"""Figures and statuses on a day: sections 2 and 3 of the specification, in exact arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from thidua.history import History, Reading, histories
from thidua.model import Campaign, Goal, Measure, Operator, PaceKind, Phase, Status, Target

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of time to be judged: a target's whole time, or its share of a phase.

    Figures are taken up to ``last``; ``final`` says that the target itself is due in it.
    """

    start: date
    due: date
    goal: Goal
    last: date = date.max
    final: bool = True


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


def whole_term(target: Target) -> Term:
    """The target's own time and goal."""
    return Term(target.start, target.due, target.goal)


def phase_term(target: Target, phase: Phase) -> Term | None:
    """What the phase asks of the target by its end, or None where it asks nothing.

    The goal is the expected figure on the phase's last day, for a count rounded up to whole subjects;
    a conduct norm has its full goal in every phase.
    """
    if target.due < phase.start or target.start > phase.end:
        return None
    due = min(phase.end, target.due)
    start = max(phase.start, target.start)
    final = due == target.due
    if target.measure is Measure.COMPLIANCE:
        return Term(start, due, target.goal, phase.end, final)
    bound = expected(target, due)
    if bound == target.baseline:
        return None
    if target.measure is Measure.COUNT:
        bound = Fraction(ceil(bound))
    upper = target.goal.upper if final else None
    return Term(start, due, Goal(target.goal.operator, bound, upper), phase.end, final)


def expected(target: Target, day: date) -> Fraction:
    """What the pace asks for at the end of a day, on the goal's lower bound."""
    base, bound = target.baseline, target.goal.lower
    if day >= target.due:
        return bound
    if day < target.start or target.pace.kind is PaceKind.AT_END:
        return base
    if target.pace.kind is PaceKind.EVEN:
        gone = (day - target.start).days + 1
        return base + (bound - base) * gone / ((target.due - target.start).days + 1)
    return _on_line(target, day)


def _on_line(target: Target, day: date) -> Fraction:
    """The pace's points joined by straight lines, from the day before start to due."""
    since, value = target.start - timedelta(days=1), target.baseline
    for until, goal in (*target.pace.points, (target.due, target.goal.lower)):
        if day <= until:
            return value + (goal - value) * Fraction((day - since).days, (until - since).days)
        since, value = until, goal
    return target.goal.lower


def is_satisfied(goal: Goal, figure: Fraction) -> bool:
    """Whether a figure reaches the goal (percent for percent; a rank by its place)."""
    if goal.operator is Operator.MORE_THAN:
        return figure > goal.lower
    if goal.operator is Operator.AT_MOST:
        return figure <= goal.lower
    return figure >= goal.lower


def is_beyond(target: Target, term: Term, figure: Fraction) -> bool:
    """Whether a figure goes past the goal, where the plan's wording lets one.

    Past 100 % there is nothing; "more than" names no figure that could be passed.
    """
    goal = term.goal
    if goal.operator is Operator.MORE_THAN:
        return False
    if goal.operator is Operator.AT_MOST:
        return figure < goal.lower
    if goal.operator is Operator.BETWEEN and term.final:
        return goal.upper is not None and figure > goal.upper
    return figure > goal.lower and not (target.is_percentage and goal.lower == HUNDRED)


def satisfied_on(target: Target, goal: Goal, history: History, day: date) -> date | None:
    """The first day of the unbroken stretch of satisfied days that reaches ``day``; None for compliance."""
    if target.measure is Measure.COMPLIANCE:
        return None
    since = None
    for reading in reversed(history.readings[: history.place(day)]):
        if not is_satisfied(goal, reading.figure):
            break
        since = reading.day
    return since


def status(target: Target, term: Term, history: History, at_risk: Fraction, day: date) -> Status:
    """The first rule of the status table that fits at the end of a day."""
    if day < term.start:
        return Status.NOT_STARTED
    actual = history.on(min(day, term.last))
    if target.measure is Measure.COMPLIANCE:
        if actual is not None and actual.value != actual.of and not is_satisfied(term.goal, actual.figure):
            return Status.MISSED
        return Status.MET if day >= term.due else Status.ON_TRACK
    due = day >= term.due
    pace = term.goal.lower if due else expected(target, day)
    if actual is None:
        return Status.NO_DATA if due or pace != target.baseline else Status.NOT_DUE
    if is_satisfied(term.goal, actual.figure):
        return _satisfied_status(target, term, history, day)
    if due:
        return Status.MISSED
    if pace == target.baseline:
        return Status.NOT_DUE
    return _pace_status(target, actual.figure, pace, at_risk)


def _satisfied_status(target: Target, term: Term, history: History, day: date) -> Status:
    """Rules 6 to 8: late, beyond, or met."""
    since = satisfied_on(target, term.goal, history, min(day, term.last))
    if since is not None and since > term.due:
        return Status.MET_LATE
    on_time = history.on(min(day, term.due))
    if on_time is not None and is_beyond(target, term, on_time.figure):
        return Status.EXCEEDED
    return Status.MET


def _pace_status(target: Target, figure: Fraction, pace: Fraction, at_risk: Fraction) -> Status:
    """Rules 11 to 13: progress and expected progress, both measured on the way from baseline to goal."""
    way = target.goal.lower - target.baseline
    made, asked = (figure - target.baseline) / way, (pace - target.baseline) / way
    if made >= asked:
        return Status.ON_TRACK
    return Status.AT_RISK if made >= at_risk * asked else Status.OFF_TRACK


def shortfall(target: Target, history: History, day: date) -> int | None:
    """The least whole number of further subjects that would satisfy the goal today.

    0 when satisfied; None for rank and level, and where the population is not known yet.
    """
    if target.measure in (Measure.RANK, Measure.LEVEL):
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


def status_spans(
    target: Target, term: Term, history: History, at_risk: Fraction, until: date
) -> Iterator[tuple[date, Status]]:
    """Each day from the term's start to ``until`` on which the status becomes another, and that status.

    Between two days of news the pace only grows, so a status that is the same at both ends held between;
    where it is not, the day of change is found by halving.
    """
    news = {term.start, term.due, term.due + timedelta(days=1), *history.days}
    days = sorted(day for day in news if term.start <= day <= until)
    found: Status | None = None
    for first, following in zip(days, [*days[1:], until + timedelta(days=1)], strict=True):
        for day, now in _changes(target, term, history, at_risk, first, following - timedelta(days=1)):
            if now is not found:
                yield day, now
            found = now


def _changes(
    target: Target, term: Term, history: History, at_risk: Fraction, first: date, last: date
) -> Iterator[tuple[date, Status]]:
    """The changes of status within a stretch without news, the first day's status included."""
    start, end = (status(target, term, history, at_risk, day) for day in (first, last))
    if start is end:
        yield first, start
    elif (last - first).days == 1:
        yield first, start
        yield last, end
    else:
        middle = first + (last - first) // 2
        yield from _changes(target, term, history, at_risk, first, middle)
        yield from _changes(target, term, history, at_risk, middle, last)


def _attainment(target: Target, goal: Goal, actual: Reading | None) -> Fraction | None:
    """Actual over the goal's lower bound; None for a rank, without rows, and for a goal of nothing."""
    if actual is None or target.measure is Measure.RANK or goal.lower == 0:
        return None
    return actual.figure / goal.lower
