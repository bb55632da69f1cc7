"""Figures over time: statuses by day, changes between two days, and how many were met when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from thidua.figures.history import History, Reading
from thidua.figures.progress import Progress, Recorded
from thidua.figures.status_table import reached_spans, status_spans
from thidua.figures.terms import Term, whole_term
from thidua.model import Campaign, Plan, Status, Target


@dataclass(frozen=True, slots=True)
class Timeline:
    """A target's statuses over time: each day on which the status became another, and that status."""

    target: Target
    days: tuple[date, ...]
    statuses: tuple[Status, ...]

    def until(self, day: date) -> Timeline:
        """The statuses up to a day."""
        place = bisect_right(self.days, day)
        return Timeline(self.target, self.days[:place], self.statuses[:place])

    def on(self, day: date) -> Status:
        """The status at the end of a day."""
        place = bisect_right(self.days, day)
        return self.statuses[place - 1] if place else Status.NOT_STARTED


def cut(lines: Mapping[str, Timeline], until: date) -> dict[str, Timeline]:
    """The same up to an earlier day on which the same plan was in force."""
    return {name: line.until(until) for name, line in lines.items()}


_STATUSES = {one.value: one for one in Status}
Spans = Sequence[tuple[int, str]]  # statuses over time in plain values: the day's ordinal, the status's code


def _anew(target: Target, make: Callable[[], Spans]) -> Spans:
    return make()


def timelines(
    campaign: Campaign,
    known: Recorded,
    until: date,
    kept: Callable[[Target, Callable[[], Spans]], Spans] = _anew,
) -> dict[str, Timeline]:
    """The statuses of every target from its start to ``until``, under the plan in force on that day.

    ``kept`` may know a target's from before; else it has them made.
    """
    plan = campaign.plan.on(until)
    histories = known.histories(plan)
    found = {}
    for target in plan.targets.values():
        spans = kept(target, partial(_spans, target, histories[target.id], plan.at_risk, until))
        days = tuple([date.fromordinal(day) for day, _ in spans])
        found[target.id] = Timeline(target, days, tuple([_STATUSES[code] for _, code in spans]))
    return found


def _spans(target: Target, history: History, at_risk: Fraction, until: date) -> Spans:
    spans = status_spans(whole_term(target), history, at_risk, until)
    return [(day.toordinal(), status.value) for day, status in spans]


@dataclass(frozen=True, slots=True)
class MetByDay:
    """Targets whose goal was reached, and targets due, at the end of a day."""

    day: date
    met: int
    due: int


def met_by_day(plan: Plan, lines: Mapping[str, Timeline], until: date) -> list[MetByDay]:
    """How many targets were met by each day that changed it, against how many were due by then.

    The days due go on to the end of the campaign; ``met`` stops being news after ``until``.
    """
    targets = [line.target for line in lines.values() if line.target.cancelled is None]
    due = sorted(target.due for target in targets)
    days = {plan.start, plan.end, min(until, plan.closes), *due}
    steps: Counter[date] = Counter()
    for target in targets:
        line = lines[target.id]
        for day, met in _reached(zip(line.days, line.statuses, strict=True)):
            steps[day] += 1 if met else -1
    result, reached = [], 0
    for day in sorted(days | steps.keys()):
        reached += steps[day]
        result.append(MetByDay(day, reached, bisect_right(due, day)))
    return result


Reached = Callable[[Term, History, date], Iterable[tuple[date, bool]]]


def reached_changes(
    asked: Iterable[tuple[Term, History]], until: date, spans: Reached = reached_spans
) -> dict[date, int]:
    """By how many the number of reached goals changed, for every day up to ``until`` that did, in order.

    ``spans`` may know from before when a goal was reached.
    """
    changes: Counter[date] = Counter()
    for term, history in asked:
        for day, reached in spans(term, history, until):
            changes[day] += 1 if reached else -1
    return {day: changes[day] for day in sorted(changes) if changes[day]}


def _reached(spans: Iterable[tuple[date, Status]]) -> Iterator[tuple[date, bool]]:
    reached = False
    for day, status in spans:
        if status.satisfied is not reached:
            reached = status.satisfied
            yield day, reached


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What became of a target between two days; a reading is None where nothing was recorded yet."""

    target: Target
    before: Status
    after: Status
    actual_before: Reading | None
    actual_after: Reading | None

    @property
    def is_first_day(self) -> bool:
        """Whether nothing came but the target's first day, which is no news."""
        return self.before is Status.NOT_STARTED and self.actual_after is None

    @property
    def delta(self) -> Fraction | None:
        """The change of the recorded value in its own units; None unless there are two figures.

        Of a conduct norm it is minus the new breaches: that people came or went is no change of conduct.
        """
        if self.actual_before is None or self.actual_after is None:
            return None
        return self._recorded(self.actual_after) - self._recorded(self.actual_before)

    def _recorded(self, reading: Reading) -> Fraction:
        if self.target.traits.counts_breaches and reading.of is not None:
            return reading.value - reading.of
        return reading.value


Stood = tuple[Status, Reading | None]


def changes(earlier: Callable[[str], Stood | None], later: Progress) -> Iterator[TargetChange]:
    """The targets whose status or figure differs from an earlier day's, in the order of the plan; ``earlier``
    tells both of a target, None of one that was not yet part of the plan.
    """
    for target_id, after in later.figures.items():
        before = earlier(target_id)
        status, actual = before or (Status.NOT_STARTED, None)
        if before is None or status is not after.status or told(actual) != told(after.actual):
            yield TargetChange(after.target, status, after.status, actual, after.actual)


def events(
    lines: Mapping[str, Timeline], histories: Mapping[str, History], until: date, since: date = date.min
) -> list[tuple[date, TargetChange]]:
    """Every day's changes of status and figure from ``since`` to ``until``, by day and then in the order of
    the plan.
    """
    found: list[tuple[date, TargetChange]] = []
    for target_id, line in lines.items():
        history = histories[target_id]
        places = bisect_left(line.days, since), bisect_left(history.days, since)
        before = line.statuses[places[0] - 1] if places[0] else Status.NOT_STARTED
        read = history.readings[places[1] - 1] if places[1] else None
        for day in sorted({*line.days[places[0] :], *history.days[places[1] :]}):
            if day > until:
                break
            after, now = line.on(day), history.on(day)
            if after is not before or told(now) != told(read):
                found.append((day, TargetChange(line.target, before, after, read, now)))
            before, read = after, now
    return sorted(found, key=lambda one: one[0])


def told(reading: Reading | None) -> tuple[Fraction, int | None] | None:
    """What a reading says, whichever day it was."""
    return None if reading is None else (reading.value, reading.of)
