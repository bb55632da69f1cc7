"""The status of a target on a day, or on every day: the table of the specification's section 3."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from thidua.figures.history import History
from thidua.figures.succession import ONE_DAY
from thidua.figures.terms import Term, is_beyond, satisfies
from thidua.model import Status

# Without news of figures, only these can become another status as days go by and more is expected.
_MOVING = frozenset({Status.NOT_DUE, Status.ON_TRACK, Status.AT_RISK})


class Standing(NamedTuple):
    """A figure held against a goal, and since which day without a break it has satisfied it, if it does."""

    figure: Fraction
    since: date | None


def satisfied_since(term: Term, history: History, day: date) -> date | None:
    """The first day of the unbroken stretch of satisfied days that reaches ``day``; None of what is kept."""
    if term.target.is_kept:
        return None
    now = standing(term, history, min(day, term.last_counted))
    return None if now is None else now.since


def satisfied_on(term: Term, history: History, day: date) -> date | None:
    """The same, but never before the revision that set the goal in force."""
    since, revised = satisfied_since(term, history, day), term.target.goal_since
    return max(since, revised) if since is not None and revised is not None else since


def status(term: Term, history: History, at_risk: Fraction, day: date) -> Status:
    """The first rule of the status table that fits at the end of a day."""
    now = standing(term, history, min(day, term.last_counted))
    on_time = history.on(min(day, term.due))
    return judge(term, at_risk, now, None if on_time is None else on_time.figure, day)


def status_spans(
    term: Term, history: History, at_risk: Fraction, until: date
) -> Iterator[tuple[date, Status]]:
    """Each day from the term's start to ``until`` on which the status becomes another, and that status."""
    found: Status | None = None
    for first, last, now, on_time in _stretches(term, history, until):
        judged = partial(judge, term, at_risk, now, on_time)
        for day, then in _changes(judged, first, last):
            if then is not found:
                yield day, then
            found = then


def reached_spans(term: Term, history: History, until: date) -> Iterator[tuple[date, bool]]:
    """The days up to ``until`` on which the goal came to be reached (True) or ceased to be, in turns.

    A bound to be kept is reached only when its time is over.
    """
    reached = False
    for day, then in _reached(term, history, until).items():
        if then is not reached:
            yield day, then
        reached = then


def _reached(term: Term, history: History, until: date) -> dict[date, bool]:
    """Whether the status is one of a reached goal, for each day on which that may change.

    What the pace asks for tells only the others apart, so the whole table is asked only for what is kept.
    """
    if term.target.is_kept or term.target.cancelled is not None:
        return {
            first: judge(term, Fraction(), now, on_time, first).satisfied
            for first, _, now, on_time in _stretches(term, history, until)
        }
    last, holds = min(until, term.last), satisfies(term)
    return {
        max(day, term.start): reading is not None and holds(reading.figure)
        for day, reading in zip(history.days, history.readings, strict=True)
        if day <= last and term.start <= until
    }


def judge(term: Term, at_risk: Fraction, now: Standing | None, on_time: Fraction | None, day: date) -> Status:
    """The table itself; ``on_time`` is the figure on the day, or on the due day where that is past."""
    if term.target.cancelled is not None:
        return Status.CANCELLED
    if day < term.start:
        return Status.NOT_STARTED
    if term.target.is_kept:
        return _judge_kept(term, now, day)
    due = day >= term.due
    if now is not None and now.since is not None:
        if now.since > term.due:
            return Status.MET_LATE
        return Status.EXCEEDED if on_time is not None and is_beyond(term, on_time) else Status.MET
    if due:
        return Status.NO_DATA if now is None else Status.MISSED
    asked = term.asks_by(day)
    if not asked:
        return Status.NOT_DUE
    if now is None:
        return Status.NO_DATA
    # Compared in whole numbers, since every day of a year is asked about.
    (made, of), (wanted, parts) = term.made_by(now.figure).as_integer_ratio(), asked.as_integer_ratio()
    has, needs = made * parts, wanted * of
    if has >= needs:
        return Status.ON_TRACK
    is_near = has * at_risk.denominator >= at_risk.numerator * needs
    return Status.AT_RISK if is_near else Status.OFF_TRACK


def _judge_kept(term: Term, now: Standing | None, day: date) -> Status:
    """The rules of a bound to be kept: broken conduct and a cap that is used up cannot be mended."""
    target, due = term.target, day >= term.due
    is_conduct = target.traits.counts_breaches
    if now is None and not is_conduct:
        return Status.NO_DATA
    if now is not None and now.since is None:
        return Status.MISSED if due or is_conduct or target.is_rationed else Status.OFF_TRACK
    if not due:
        is_ahead = now is not None and target.is_rationed and now.figure > term.expected(day)
        return Status.AT_RISK if is_ahead else Status.ON_TRACK
    return Status.EXCEEDED if now is not None and is_beyond(term, now.figure) else Status.MET


def standing(term: Term, history: History, day: date) -> Standing | None:
    """The standing at the end of a day, read backwards from it; None where nothing is recorded."""
    reading = history.on(day)
    if reading is None:
        return None
    since, holds = None, satisfies(term)
    for place in range(history.place(day) - 1, -1, -1):
        then = history.readings[place]
        if then is None or not holds(then.figure):
            break
        since = history.days[place]
    return Standing(reading.figure, since)


def _standings(term: Term, history: History) -> Iterator[tuple[date, Standing | None]]:
    """The standing from each day of a reading on."""
    since, holds = None, satisfies(term)
    for day, reading in zip(history.days, history.readings, strict=True):
        if reading is None:
            since = None
            yield day, None
            continue
        since = (since or day) if holds(reading.figure) else None
        yield day, Standing(reading.figure, since)


def _stretches(
    term: Term, history: History, until: date
) -> Iterator[tuple[date, date, Standing | None, Fraction | None]]:
    """The stretches of days, from the term's start to ``until``, in which nothing but the day changes.

    Each as its first and last day, the standing in it, and the figure that counts as on time.
    """
    last_counted = term.last_counted
    held = {day: now for day, now in _standings(term, history) if day <= last_counted}
    now: Standing | None = None
    on_time: Fraction | None = None
    days = sorted({*held, term.start, term.due})
    for first, following in pairwise((*days, max(until, days[-1]) + ONE_DAY)):
        now = held.get(first, now)
        if first <= term.due:
            on_time = None if now is None else now.figure
        last = min(following - ONE_DAY, until)
        if term.start <= first <= last:
            yield first, last, now, on_time


def _changes(judged: Callable[[date], Status], first: date, last: date) -> Iterator[tuple[date, Status]]:
    """The changes of status within a stretch without news, the first day's status included.

    The pace only grows, so a status that is the same at both ends held between; where it is not, the
    day of the change is found by halving.
    """
    start = judged(first)
    yield first, start
    if start not in _MOVING or first == last:
        return
    end = judged(last)
    while start is not end:
        before, after = first, last
        while (after - before).days > 1:
            middle = before + (after - before) // 2
            if judged(middle) is start:
                before = middle
            else:
                after = middle
        first, start = after, judged(after)
        yield first, start
