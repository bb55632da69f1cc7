"""The status of a target on a day, or on every day: the table of the specification's section 3."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from thidua.figures.history import History, Reading
from thidua.figures.pace import expected_progress, progress
from thidua.figures.terms import Term, is_beyond, is_satisfied
from thidua.model import Goal, Status, Target

ONE_DAY = timedelta(days=1)

# Without news of figures, only these can become another status as days go by and more is expected.
_MOVING = frozenset({Status.NOT_DUE, Status.ON_TRACK, Status.AT_RISK})


class Standing(NamedTuple):
    """A figure held against a goal, and since which day without a break it has satisfied it, if it does."""

    figure: Fraction
    since: date | None


def satisfied_on(target: Target, goal: Goal, history: History, day: date) -> date | None:
    """The first day of the unbroken stretch of satisfied days that reaches ``day``; None for compliance."""
    if target.is_kept:
        return None
    standing = _standing(goal, history, day)
    return None if standing is None else standing.since


def status(target: Target, term: Term, history: History, at_risk: Fraction, day: date) -> Status:
    """The first rule of the status table that fits at the end of a day."""
    now = _standing(term.goal, history, min(day, term.last))
    on_time = history.on(min(day, term.due))
    return _judge(target, term, at_risk, now, None if on_time is None else on_time.figure, day)


def status_spans(
    target: Target, term: Term, history: History, at_risk: Fraction, until: date
) -> Iterator[tuple[date, Status]]:
    """Each day from the term's start to ``until`` on which the status becomes another, and that status."""
    found: Status | None = None
    for first, last, now, on_time in _stretches(term, history, until):
        judge = partial(_judge, target, term, at_risk, now, on_time)
        for day, then in _changes(judge, first, last):
            if then is not found:
                yield day, then
            found = then


def _judge(
    target: Target,
    term: Term,
    at_risk: Fraction,
    now: Standing | None,
    on_time: Fraction | None,
    day: date,
) -> Status:
    """The table itself; ``on_time`` is the figure on the day, or on the due day where that is past."""
    if day < term.start:
        return Status.NOT_STARTED
    due = day >= term.due
    if target.is_kept:
        if now is not None and now.since is None:  # no goal asks for more than 100 %
            return Status.MISSED
        return Status.MET if due else Status.ON_TRACK
    if now is None:
        return Status.NO_DATA if due or expected_progress(target, day) else Status.NOT_DUE
    if now.since is not None:
        if now.since > term.due:
            return Status.MET_LATE
        return Status.EXCEEDED if on_time is not None and is_beyond(target, term, on_time) else Status.MET
    if due:
        return Status.MISSED
    asked = expected_progress(target, day)
    if not asked:
        return Status.NOT_DUE
    # The phase's goal would divide both sides alike, so the target's own way serves for a phase too.
    made = progress(target, now.figure)
    if made >= asked:
        return Status.ON_TRACK
    return Status.AT_RISK if made >= at_risk * asked else Status.OFF_TRACK


def _standing(goal: Goal, history: History, day: date) -> Standing | None:
    """The standing at the end of a day, read backwards from it; None where nothing is recorded."""
    reading = history.on(day)
    if reading is None:
        return None
    since = None
    for earlier in reversed(history.readings[: history.place(day)]):
        if not is_satisfied(goal, earlier.figure):
            break
        since = earlier.day
    return Standing(reading.figure, since)


def _standings(goal: Goal, readings: tuple[Reading, ...]) -> Iterator[tuple[date, Standing]]:
    """The standing from each day of a reading on."""
    since = None
    for reading in readings:
        figure = reading.figure
        since = (since or reading.day) if is_satisfied(goal, figure) else None
        yield reading.day, Standing(figure, since)


def _stretches(
    term: Term, history: History, until: date
) -> Iterator[tuple[date, date, Standing | None, Fraction | None]]:
    """The stretches of days, from the term's start to ``until``, in which nothing but the day changes.

    Each as its first and last day, the standing in it, and the figure that counts as on time.
    """
    held = {day: now for day, now in _standings(term.goal, history.readings) if day <= term.last}
    now: Standing | None = None
    on_time: Fraction | None = None
    days = sorted({*held, term.start, term.due})
    for first, following in pairwise((*days, max(until, days[-1]) + ONE_DAY)):
        now = held.get(first, now)
        if first <= term.due and now is not None:
            on_time = now.figure
        last = min(following - ONE_DAY, until)
        if term.start <= first <= last:
            yield first, last, now, on_time


def _changes(judge: Callable[[date], Status], first: date, last: date) -> Iterator[tuple[date, Status]]:
    """The changes of status within a stretch without news, the first day's status included.

    The pace only grows, so a status that is the same at both ends held between; where it is not, the
    day of the change is found by halving.
    """
    start = judge(first)
    yield first, start
    if start not in _MOVING:
        return
    end = judge(last)
    while start is not end:
        before, after = first, last
        while (after - before).days > 1:
            middle = before + (after - before) // 2
            if judge(middle) is start:
                before = middle
            else:
                after = middle
        first, start = after, judge(after)
        yield first, start
