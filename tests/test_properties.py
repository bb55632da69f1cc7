"""What must hold of any campaign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from inspect import signature
from itertools import pairwise
from random import Random
from typing import NamedTuple

from draws import draws
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import row
from strategies import DAYS, campaigns, days, nth
from test_api import HASH, VALIDATOR
from thidua.api import status_json
from thidua.figures.progress import measure, recorded, totals
from thidua.figures.series import met_by_day, timelines
from thidua.figures.status_table import reached_spans, status, status_spans
from thidua.figures.terms import phase_term, whole_term
from thidua.model import Accumulation, Campaign, Measure, Status

# Nothing fails because the machine is busy.
CALM = settings(deadline=None, suppress_health_check=list(HealthCheck))
EVERY_DAY = [nth(number) for number in range(-1, DAYS)]


class Example(NamedTuple):
    """A campaign, two days, a number, and chance."""

    plan: Campaign
    on: date
    later: date
    value: int
    chance: Random


@cache
def drawn(*measures: Measure, most: int) -> list[Example]:
    """The same campaigns on every run, and for every test: to draw them costs more than to look at them."""
    found: list[Example] = []

    @given(campaigns(*measures, most=most), days(), days(), st.integers(0, 5), st.integers())
    @settings(CALM, max_examples=draws(40), derandomize=True, database=None)
    def draw(plan: Campaign, on: date, later: date, value: int, seed: int) -> None:
        found.append(Example(plan, on, later, value, Random(seed)))

    draw()
    return found


def each(
    *measures: Measure, most: int = 1, count: int = draws(40)
) -> Callable[[Callable[..., bool | None]], Callable[[], None]]:
    """Ask a test of so many campaigns; one that says False has nothing to say of that one."""

    def asked(test: Callable[..., bool | None]) -> Callable[[], None]:
        names = list(signature(test).parameters)

        def ask() -> None:
            said = 0
            for one in drawn(*measures, most=most):
                try:
                    said += test(*(getattr(one, name) for name in names)) is not False
                except Exception as error:
                    error.add_note(repr(one))
                    raise
                if said == count:
                    return
            assert said > count // 3

        ask.__doc__ = test.__doc__
        return ask

    return asked


@each()
def test_spans_are_the_statuses_day_by_day(plan: Campaign) -> None:
    (target,) = plan.plan.targets.values()
    past = recorded(plan).histories(plan.plan)[target.id]
    terms = [whole_term(target), *(phase_term(target, phase) for phase in plan.plan.phases)]
    for term in filter(None, terms):
        found: dict[date, Status] = {}
        for on in EVERY_DAY:
            now = status(term, past, plan.plan.at_risk, on)
            if on >= term.start and now is not next(reversed(found.values()), None):
                found[on] = now
        spans = status_spans(term, past, plan.plan.at_risk, EVERY_DAY[-1])
        assert list(spans) == list(found.items())
        reached = [(on, now.satisfied) for on, now in found.items()]
        turns = [one for before, one in pairwise([(nth(0), False), *reached]) if one[1] is not before[1]]
        assert list(reached_spans(term, past, EVERY_DAY[-1])) == turns


@each(most=4)
def test_totals_add_up_to_the_number_of_targets(plan: Campaign, on: date) -> None:
    progress = measure(plan, on)
    count = len(plan.plan.targets)
    assert sum(progress.totals.values()) == count
    for phase in plan.plan.phases:
        assert sum(totals(one.phases[phase.id].status for one in progress.figures.values()).values()) == count
    lines = timelines(plan, recorded(plan), nth(DAYS))
    for day in sorted({day for line in lines.values() for day in line.days}):
        figures = measure(plan, day).figures
        assert {one: line.on(day) for one, line in lines.items()} == {
            one: figure.status for one, figure in figures.items()
        }


@each(most=4)
def test_what_is_published_fits_the_schema(plan: Campaign, on: date) -> None:
    VALIDATOR.validate(status_json(measure(plan, on), HASH))


def published(plan: Campaign, on: date) -> object:
    """All that is published of a day."""
    return status_json(measure(plan, on), HASH)


@each(most=4)
def test_a_row_after_the_as_of_day_changes_nothing(plan: Campaign, on: date) -> None:
    known = replace(
        plan,
        achievements=tuple(one for one in plan.achievements if one.on <= on),
        headcounts=tuple(one for one in plan.headcounts if one.on <= on),
    )
    assert published(known, on) == published(plan, on)


@each(most=4)
def test_order_of_rows_changes_nothing(plan: Campaign, on: date, chance: Random) -> None:
    achievements, headcounts = list(plan.achievements), list(plan.headcounts)
    chance.shuffle(achievements)
    chance.shuffle(headcounts)
    shuffled = replace(plan, achievements=tuple(achievements), headcounts=tuple(headcounts))
    assert published(shuffled, on) == published(plan, on)


@each(most=4)
def test_met_by_day_counts_the_statuses_of_the_day(plan: Campaign, on: date) -> None:
    until = on
    found = met_by_day(plan.plan, timelines(plan, recorded(plan), until), until)
    for step, following in zip(found, [*found[1:], None], strict=True):
        on = step.day
        while on <= until and (following is None or on < following.day):
            totals = measure(plan, on).totals
            assert (on, step.met) == (on, sum(n for one, n in totals.items() if one.satisfied))
            assert step.due == sum(target.due <= on for target in plan.plan.targets.values())
            on += timedelta(days=1)


# From worst to best; those that say nothing of how well it goes stand with the worst.
RANKS = {
    Status.NOT_STARTED: 0,
    Status.NOT_ASSIGNED: 0,
    Status.NO_DATA: 0,
    Status.NOT_DUE: 0,
    Status.MISSED: 1,
    Status.OFF_TRACK: 1,
    Status.AT_RISK: 2,
    Status.ON_TRACK: 3,
    Status.MET_LATE: 4,
    Status.MET: 5,
    Status.EXCEEDED: 6,
}


@each(Measure.COUNT, Measure.RATIO)
def test_an_achievement_in_time_never_worsens_a_target(
    plan: Campaign, on: date, later: date, value: int
) -> bool:
    (target,) = plan.plan.targets.values()
    added_on = later
    if target.is_cap or added_on > target.due:
        return False
    target = replace(target, reading=Accumulation.INCREMENT)
    before = replace(
        plan,
        plan=replace(plan.plan, targets={target.id: target}),
        achievements=tuple(one._replace(value=abs(one.value)) for one in plan.achievements),
    )
    more = row(added_on, value, stage=target.counts)
    after = replace(before, achievements=(*before.achievements, more))
    old, new = (measure(one, on).figures[target.id] for one in (before, after))
    assert RANKS[new.status] >= RANKS[old.status]
    for phase, part in old.phases.items():
        if part.is_assigned and added_on <= part.term.due:
            assert RANKS[new.phases[phase].status] >= RANKS[part.status]
    return True


@each(Measure.COUNT, Measure.RATIO)
def test_shortfall_is_the_least_that_satisfies(plan: Campaign, on: date) -> bool:
    (target,) = plan.plan.targets.values()
    if target.is_cap:  # of a cap it is what is above it
        return False
    target = replace(target, reading=Accumulation.INCREMENT)
    plan = replace(plan, plan=replace(plan.plan, targets={target.id: target}))
    missing = measure(plan, on).figures[target.id].shortfall
    assert missing is not None

    def satisfied_with(further: int) -> bool:
        more = row(on, Fraction(further), "C", stage=target.counts)
        figure = measure(replace(plan, achievements=(*plan.achievements, more)), on).figures[target.id]
        return figure.satisfied_on is not None

    assert satisfied_with(missing)
    assert missing == 0 or not satisfied_with(missing - 1)
    return True


@each()
def test_a_phase_that_is_the_whole_year_is_judged_as_the_target(plan: Campaign, on: date) -> None:
    (target,) = plan.plan.targets.values()
    first = plan.plan.phases[0]
    whole = replace(first, start=min(target.start, first.start), end=nth(DAYS))
    figure = measure(replace(plan, plan=replace(plan.plan, phases=(whole,))), on).figures[target.id]
    part = figure.phases[whole.id]
    assert (part.status, part.actual, part.goal) == (figure.status, figure.actual, target.goal.lower)
