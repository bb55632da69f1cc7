"""Random campaigns, small enough to be judged day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st
from plans import AT_END, EVEN, campaign, heads, row, target
from thidua.model import (
    Accumulation,
    Achievement,
    Across,
    Campaign,
    Headcount,
    Measure,
    Pace,
    PaceKind,
    Phase,
    Stage,
    Target,
)

FIRST_DAY = date(2022, 1, 1)
DAYS = 36  # every campaign is over by then
SHARES = (Measure.RATIO, Measure.COMPLIANCE)
LATEST = (Measure.RANK, Measure.LEVEL)


def nth(number: int) -> date:
    """The day so many days after the first."""
    return FIRST_DAY + timedelta(days=number)


@st.composite
def phases(draw: st.DrawFn) -> tuple[Phase, Phase]:
    """Two phases of five to twelve days, now and then with days between them that belong to neither."""
    first_end = draw(st.integers(4, 11))
    second_start = first_end + draw(st.sampled_from((1, 1, 1, 4)))
    second_end = second_start + draw(st.integers(4, 11))
    return (
        Phase("dot1", "1", nth(0), nth(first_end)),
        Phase("dot2", "2", nth(second_start), nth(second_end)),
    )


@st.composite
def goals(draw: st.DrawFn, measure: Measure) -> dict[str, object]:
    """A goal that the measure allows, as plan.yml writes it."""
    if measure is Measure.RANK:
        return {"at_least": draw(st.integers(1, 4))}
    shares = st.one_of(st.just(100), st.integers(1, 99))
    sizes = st.sampled_from((1, 5, Fraction(5, 2), 100))
    bounds = {Measure.COUNT: st.integers(1, 8), Measure.AMOUNT: sizes, Measure.LEVEL: sizes}
    operators = ["at_least", "at_least", "more_than"]
    if measure is not Measure.COMPLIANCE:
        operators.append("between")
    if measure is not Measure.COMPLIANCE:
        operators += ["at_most", "less_than"]
    operator = draw(st.sampled_from(operators))
    bound = draw(bounds.get(measure, shares))
    if operator == "between":
        return {operator: (bound, bound + draw(st.integers(0, 3)))}
    return {operator: min(bound, 99) if operator == "more_than" and measure in SHARES else bound}


@st.composite
def paces(draw: st.DrawFn, asked: Target) -> Pace:
    """Even, at the end, or one to three points that never turn back."""
    kind = draw(st.sampled_from(PaceKind))
    if kind is not PaceKind.POINTS:
        return EVEN if kind is PaceKind.EVEN else AT_END
    length = (asked.due - asked.start).days
    places = sorted(draw(st.sets(st.integers(0, length), min_size=1, max_size=3)))
    parts = sorted(draw(st.lists(st.integers(0, 6), min_size=len(places), max_size=len(places))))
    way = asked.goal.lower - asked.baseline
    return Pace(
        PaceKind.POINTS,
        tuple(
            (
                asked.start + timedelta(days=place),
                asked.baseline + way * (1 if place == length else Fraction(part, 6)),
            )
            for place, part in zip(places, parts, strict=True)
        ),
    )


@st.composite
def targets(draw: st.DrawFn, over: tuple[Phase, ...], measure: Measure, id: str = "T-1") -> Target:
    """A target of any goal, pace and dates, some of them off the phases' own."""
    last = (over[-1].end - FIRST_DAY).days
    start = draw(st.one_of(st.just(0), st.integers(0, last)))
    due = draw(st.one_of(st.just(last), st.integers(start, last + 3)))
    goal = draw(goals(measure))
    bound = next(iter(goal.values()))
    lower = Fraction(bound[0] if isinstance(bound, tuple) else bound)
    level = measure is Measure.LEVEL
    asked = target(
        id,
        measure,
        counts=draw(st.sampled_from(Stage)),
        reading=draw(st.sampled_from(Accumulation)),
        unit=draw(st.sampled_from((None, "%"))) if level else None,
        baseline=draw(st.sampled_from([b for b in (0, 3, 20) if b != lower])) if level else 0,
        across=draw(st.sampled_from(Across)) if level or measure is Measure.RANK else None,
        hold=draw(st.booleans()) if level else False,
        **goal,
    )
    asked = replace(asked, start=nth(start), due=nth(max(start, due)))
    return asked if measure is Measure.RANK else replace(asked, pace=draw(paces(asked)))


_VALUES = {
    Measure.COUNT: st.integers(-1, 4),
    Measure.AMOUNT: st.integers(-2, 12).map(lambda n: Fraction(n, 4)),
    Measure.RATIO: st.integers(-1, 5),
    Measure.COMPLIANCE: st.sampled_from((0, 0, 1, 1, 2, -1)),
    Measure.RANK: st.integers(1, 4),
    Measure.LEVEL: st.one_of(
        st.integers(-1, 25), st.integers(90, 110), st.integers(0, 40).map(lambda n: Fraction(n, 4))
    ),
}


@st.composite
def rows(draw: st.DrawFn, asked: Target) -> list[Achievement]:
    """Rows in no order, one a day and unit where only the latest counts; some of a stage that does not."""
    units = [None] if asked.measure is Measure.RANK else ["A", "B"]
    if asked.measure is Measure.LEVEL:
        units = draw(st.sampled_from(([None], ["A", "B"])))
    stage = st.sampled_from((asked.counts, asked.counts, asked.counts, *Stage))
    found = draw(
        st.lists(
            st.tuples(st.integers(0, DAYS - 2), st.sampled_from(units), _VALUES[asked.measure], stage),
            max_size=6,
            unique_by=None if asked.adds_up else lambda one: one[:2],
        )
    )
    return [row(nth(on), value, unit, target=asked.id, stage=stage) for on, unit, value, stage in found]


@st.composite
def headcounts(draw: st.DrawFn) -> list[Headcount]:
    """A population that is known before the first day, and may change later, in no order."""
    later = draw(
        st.lists(
            st.tuples(st.integers(0, DAYS - 2), st.sampled_from(("A", "B")), st.integers(1, 12)),
            max_size=3,
            unique_by=lambda one: one[:2],
        )
    )
    return [
        *(heads(nth(on), size, unit) for on, unit, size in later),
        heads(nth(draw(st.integers(-3, -1))), draw(st.integers(1, 12))),
    ]


@st.composite
def campaigns(draw: st.DrawFn, *measures: Measure, most: int = 1) -> Campaign:
    """A campaign with one to ``most`` targets, of the measures given or of any."""
    over = draw(phases())
    chosen = draw(st.lists(st.sampled_from(measures or tuple(Measure)), min_size=1, max_size=most))
    asked = [draw(targets(over, measure, f"T-{n}")) for n, measure in enumerate(chosen, 1)]
    return campaign(
        asked,
        [one for each in asked for one in draw(rows(each))],
        draw(headcounts()) if any(one.needs_population for one in asked) else [],
        phases=over,
        at_risk=draw(st.sampled_from(("4/5", "1/2", 1))),
    )


@st.composite
def days(draw: st.DrawFn) -> date:
    """A day of the campaign, or one before or after it."""
    return nth(draw(st.integers(-1, DAYS)))
