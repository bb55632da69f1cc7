"""What must hold of any campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plans import row
from strategies import DAYS, campaigns, days, nth
from test_api import HASH, VALIDATOR
from thidua.api import status_json
from thidua.figures.progress import measure, recorded
from thidua.figures.series import met_by_day, timelines
from thidua.figures.status_table import reached_spans, status, status_spans
from thidua.figures.terms import phase_term, whole_term
from thidua.model import Accumulation, Campaign, Measure, Status

# The same cases on every run: a failure is then a change of the code.
EXAMPLES = settings(max_examples=100, derandomize=True, deadline=None, database=None)
MANY = settings(EXAMPLES, max_examples=300)
EVERY_DAY = [nth(number) for number in range(-1, DAYS)]


@given(campaigns())
@MANY
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


@given(campaigns(most=5), days())
@EXAMPLES
def test_totals_add_up_to_the_number_of_targets(plan: Campaign, on: date) -> None:
    progress = measure(plan, on)
    count = len(plan.plan.targets)
    assert sum(progress.totals.values()) == count
    for phase in plan.plan.phases:
        assert sum(progress.phase_totals(phase.id).values()) == count
    lines = timelines(plan, recorded(plan), nth(DAYS))
    for day in sorted({day for line in lines.values() for day in line.days}):
        figures = measure(plan, day).figures
        assert {one: line.on(day) for one, line in lines.items()} == {
            one: figure.status for one, figure in figures.items()
        }


@given(campaigns(most=3), days())
@EXAMPLES
def test_what_is_published_fits_the_schema(plan: Campaign, on: date) -> None:
    VALIDATOR.validate(status_json(measure(plan, on), HASH))


def published(plan: Campaign, on: date) -> object:
    """All that is published of a day."""
    return status_json(measure(plan, on), HASH)


@given(campaigns(most=3), days())
@EXAMPLES
def test_a_row_after_the_as_of_day_changes_nothing(plan: Campaign, on: date) -> None:
    known = replace(
        plan,
        achievements=tuple(one for one in plan.achievements if one.on <= on),
        headcounts=tuple(one for one in plan.headcounts if one.on <= on),
    )
    assert published(known, on) == published(plan, on)


@given(campaigns(most=3), days(), st.randoms(use_true_random=False))
@EXAMPLES
def test_order_of_rows_changes_nothing(plan: Campaign, on: date, chance: object) -> None:
    achievements, headcounts = list(plan.achievements), list(plan.headcounts)
    chance.shuffle(achievements)
    chance.shuffle(headcounts)
    shuffled = replace(plan, achievements=tuple(achievements), headcounts=tuple(headcounts))
    assert published(shuffled, on) == published(plan, on)


@given(campaigns(most=4), days())
@EXAMPLES
def test_met_by_day_counts_the_statuses_of_the_day(plan: Campaign, until: date) -> None:
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


@given(
    campaigns(Measure.COUNT, Measure.RATIO),
    days(),
    days(),
    st.integers(0, 5),
)
@EXAMPLES
def test_an_achievement_in_time_never_worsens_a_target(
    plan: Campaign, on: date, added_on: date, value: int
) -> None:
    (target,) = plan.plan.targets.values()
    assume(not target.is_cap and added_on <= target.due)
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


@given(campaigns(Measure.COUNT, Measure.RATIO), days())
@EXAMPLES
def test_shortfall_is_the_least_that_satisfies(plan: Campaign, on: date) -> None:
    (target,) = plan.plan.targets.values()
    assume(not target.is_cap)  # of a cap it is what is above it
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


@given(campaigns(), days())
@EXAMPLES
def test_a_phase_that_is_the_whole_year_is_judged_as_the_target(plan: Campaign, on: date) -> None:
    (target,) = plan.plan.targets.values()
    first = plan.plan.phases[0]
    whole = replace(first, start=min(target.start, first.start), end=nth(DAYS))
    figure = measure(replace(plan, plan=replace(plan.plan, phases=(whole,))), on).figures[target.id]
    part = figure.phases[whole.id]
    assert (part.status, part.actual, part.goal) == (figure.status, figure.actual, target.goal.lower)
