"""Short ways to write plans and rows in tests: everything has a default but what the case is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from thidua.figures.succession import Size, population_size, succession
from thidua.model import (
    Accumulation,
    Achievement,
    Across,
    Allocation,
    Campaign,
    Derived,
    Goal,
    Headcount,
    Measure,
    Operator,
    Pace,
    PaceKind,
    Phase,
    Plan,
    Population,
    Revision,
    Role,
    Rule,
    Source,
    Stage,
    Target,
    Unit,
)

Number = int | str | Fraction
EVEN, AT_END = Pace(PaceKind.EVEN), Pace(PaceKind.AT_END)
SCALE = ("Không hoàn thành", "Hoàn thành", "Hoàn thành tốt", "Hoàn thành xuất sắc")
LINE = Source("plan.yml", 1)


def day(text: str) -> date:
    """A day of 2022 written 30/6, or any day written 15/1/2023."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) > 2 else 2022, parts[1], parts[0])


def points(*pairs: tuple[str, Number]) -> Pace:
    """A pace by points."""
    return Pace(PaceKind.POINTS, tuple((day(on), Fraction(value)) for on, value in pairs))


def goal(**bound: Number | tuple[Number, Number]) -> Goal:
    """A goal written as plan.yml writes it: goal(more_than=90), goal(between=(7, 9))."""
    ((operator, value),) = bound.items()
    lower, upper = value if isinstance(value, tuple) else (value, None)
    return Goal(Operator(operator), Fraction(lower), None if upper is None else Fraction(upper))


def target(
    id: str = "T-1",
    measure: Measure = Measure.COUNT,
    *,
    start: str = "1/1",
    due: str = "31/12",
    pace: Pace | None = None,
    counts: Stage = Stage.AWARDED,
    reading: Accumulation = Accumulation.INCREMENT,
    population: str | None = None,
    unit: str | None = None,
    baseline: Number = 0,
    award: str | None = None,
    hold: bool = False,
    across: Across | None = None,
    derived: Derived | None = None,
    owner: str | None = None,
    **bound: Number | tuple[Number, Number],
) -> Target:
    """A target; what it asks is written last: target(at_least=10)."""
    return Target(
        id=id,
        clause="II.2",
        quote="…",
        name=id,
        group="individual",
        measure=measure,
        goal=goal(**bound),
        start=day(start),
        due=day(due),
        pace=pace or (AT_END if measure is Measure.RANK else EVEN),  # as the reader of plans gives it
        counts=counts,
        reading=reading,
        source=LINE,
        population=population or ("staff" if measure.traits.is_share else None),
        unit=unit,
        scale=SCALE if measure is Measure.RANK else (),
        baseline=Fraction(baseline),
        award=award,
        hold=hold,
        across=across,
        derived=derived,
        owner=owner,
    )


def row(
    on: str | date,
    value: Number,
    unit: str | None = "A",
    *,
    target: str = "T-1",
    stage: Stage = Stage.AWARDED,
    role: Role | None = None,
    note: str = "",
    line: int = 2,
) -> Achievement:
    """A row of achievements.csv."""
    on = day(on) if isinstance(on, str) else on
    return Achievement(
        on, target, unit, Fraction(value), stage, role, "", note, Source("achievements.csv", line)
    )


def size(headcounts: Iterable[Headcount], population: str = "staff") -> Size:
    """The size of a population from rows of headcount.csv, of units that are always there."""
    rows = list(headcounts)
    return population_size(rows, population, succession({row.unit: Unit(row.unit, "", "") for row in rows}))


def heads(on: str | date, size: int, unit: str = "A", population: str = "staff") -> Headcount:
    """A row of headcount.csv."""
    return Headcount(
        day(on) if isinstance(on, str) else on, unit, population, size, Source("headcount.csv", 2)
    )


PHASES = (
    Phase("dot1", "Đợt 1", day("1/1"), day("30/6")),
    Phase("dot2", "Đợt 2", day("1/7"), day("31/12")),
)


def campaign(
    targets: Iterable[Target],
    rows: Sequence[Achievement] = (),
    headcounts: Sequence[Headcount] = (),
    *,
    phases: tuple[Phase, ...] = PHASES,
    at_risk: Number = "4/5",
    rules: tuple[Rule, ...] = (),
    units: Sequence[str | Unit] = ("A", "B", "C"),
    revisions: tuple[Revision, ...] = (),
    allocations: Sequence[Allocation] = (),
) -> Campaign:
    """A campaign of 2022 with two phases that closes on 31/03/2023."""
    return Campaign(
        plan=Plan(
            campaign="2022",
            title="Kế hoạch",
            phases=phases,
            closes=day("31/3/2023"),
            targets={one.id: one for one in targets},
            populations={"staff": Population("người", "người"), "units": Population("phòng", "phòng")},
            at_risk=Fraction(at_risk),
            rules=rules,
            revisions=revisions,
        ),
        units={one.id: one for one in map(_unit, units)},
        headcounts=tuple(headcounts),
        achievements=tuple(rows),
        allocations=tuple(allocations),
    )


def _unit(unit: str | Unit) -> Unit:
    return unit if isinstance(unit, Unit) else Unit(unit, f"Phòng {unit}", unit)
