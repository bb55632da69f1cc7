"""What a figure was at the end of each day on which it changed."""

from fractions import Fraction

from plans import campaign, day, heads, row, size, target
from table_kit import cases
from thidua.figures.history import History, Reading, _packed, gone, history, past
from thidua.figures.succession import Size, Steps, population_size, succession
from thidua.model import Accumulation, Across, Measure, Stage, Unit

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
TOTAL = Accumulation.CUMULATIVE
NOBODY, TEN = Size(), Size(Steps((day("1/1"),), (10,)))


def readings(asked, rows, population=NOBODY):
    found = history(asked, rows, population).readings
    return [(f"{one.day.day}/{one.day.month}", one.value, one.of) for one in found if one]


@cases(
    ("asked", "rows", "expected"),
    [
        (target(at_least=9), [], []),
        (target(at_least=9), [row("1/2", 0)], [("1/2", 0, None)]),  # a zero is a figure
        (
            target(at_least=9),
            [row("1/2", 3), row("1/2", 2, "B"), row("5/2", -1, note="x"), row("4/2", 4)],
            [("1/2", 5, None), ("4/2", 9, None), ("5/2", 8, None)],
        ),
        (
            target(at_least=9, reading=TOTAL),
            [row("1/2", 3), row("3/2", 2, "B"), row("5/2", 7), row("6/2", 1, "B", note="x")],
            [("1/2", 3, None), ("3/2", 5, None), ("5/2", 9, None), ("6/2", 8, None)],
        ),
        (
            target(measure=LEVEL, at_least=9),
            [row("1/2", "2.5", None), row("5/2", "1.25", None)],
            [("1/2", Fraction(5, 2), None), ("5/2", Fraction(5, 4), None)],
        ),
        (
            target(measure=LEVEL, at_least=9, across=Across.SUM),
            [row("1/2", 2), row("3/2", 4, "B"), row("5/2", 1)],
            [("1/2", 2, None), ("3/2", 6, None), ("5/2", 5, None)],
        ),
        (
            target(measure=RANK, at_least=3),
            [row("1/2", 2, None), row("5/2", 4, None), row("9/2", 3, None)],
            [("1/2", 2, None), ("5/2", 4, None), ("9/2", 3, None)],
        ),
        (
            target(measure=RANK, at_least=3),  # two units rated on one day: the lower holds
            [row("1/2", 4, "A"), row("1/2", 2, "B")],
            [("1/2", 2, None)],
        ),
    ],
)
def test_figures_by_day(asked, rows, expected):
    assert readings(asked, rows) == expected
    assert readings(asked, rows[::-1]) == expected


@cases(
    ("asked", "rows", "population", "expected"),
    [
        (target(measure=RATIO, at_least=90), [], TEN, []),  # nobody recorded is not zero
        (target(measure=RATIO, at_least=90), [row("1/2", 3)], TEN, [("1/2", 3, 10)]),
        (
            target(measure=RATIO, at_least=90),
            [row("1/2", 3), row("1/4", 2)],
            Size(Steps((day("1/1"), day("1/3")), (10, 12))),
            [("1/2", 3, 10), ("1/3", 3, 12), ("1/4", 5, 12)],
        ),
        (
            target(measure=RATIO, at_least=90),  # recorded before the population was known
            [row("1/2", 3), row("3/2", 1)],
            Size(Steps((day("2/2"),), (10,))),
            [("2/2", 3, 10), ("3/2", 4, 10)],
        ),
        (target(measure=RATIO, at_least=90, reading=TOTAL), [row("1/2", 3)], TEN, [("1/2", 3, 10)]),
        (target(measure=COMPLIANCE, at_least=100), [], NOBODY, []),
        (target(measure=COMPLIANCE, at_least=100), [], TEN, [("1/1", 10, 10)]),  # there from the start
        (
            target(measure=COMPLIANCE, at_least=100),
            [row("1/2", 1), row("1/3", 2, "B"), row("1/4", -1, note="x")],
            TEN,
            [("1/1", 10, 10), ("1/2", 9, 10), ("1/3", 7, 10), ("1/4", 8, 10)],
        ),
        (
            target(measure=COMPLIANCE, at_least=100, reading=TOTAL),  # breaches are always new ones
            [row("1/2", 1), row("1/3", 2)],
            TEN,
            [("1/1", 10, 10), ("1/2", 9, 10), ("1/3", 7, 10)],
        ),
    ],
)
def test_shares_by_day(asked, rows, population, expected):
    assert readings(asked, rows, population) == expected


def test_figure_of_a_day_is_the_last_one_before_it():
    found = history(target(at_least=9), [row("1/2", 3), row("5/2", 1)])
    assert found.on(day("31/1")) is None
    assert found.on(day("1/2")) == Reading(day("1/2"), Fraction(3))
    assert found.on(day("4/2")) == Reading(day("1/2"), Fraction(3))
    assert found.on(day("31/3/2023")) == Reading(day("5/2"), Fraction(4))


def test_rows_until_a_day():
    rows = [row("5/2", 1), row("1/2", 3), row("5/2", 2, "B")]
    found = history(target(at_least=9), rows)
    assert found.rows_until(day("4/2")) == (rows[1],)
    assert found.rows_until(day("5/2")) == (rows[1], rows[0], rows[2])


def test_percentage_is_exact():
    assert Reading(day("1/1"), Fraction(27), 30).figure == 90
    assert Reading(day("1/1"), Fraction(1), 3).figure == Fraction(100, 3)


def test_population_is_the_sum_of_each_units_last_row():
    rows = [
        heads("1/1", 10),
        heads("1/1", 5, "B"),
        heads("1/3", 8),
        heads("1/2", 7, "C"),
        heads("1/3", 99, population="units"),
    ]
    steps = size(rows[::-1]).total
    assert [steps.on(day(on)) for on in ("31/12/2021", "1/1", "31/1", "1/2", "1/3", "31/3/2023")] == [
        None,
        15,
        15,
        22,
        20,
        20,
    ]
    assert size(rows, "units").total.on(day("1/3")) == 99


def test_only_rows_of_the_stage_that_counts():
    asked = target(measure=COUNT, at_least=2, counts=Stage.PROPOSED)
    rows = [
        row("1/2", 5, stage=Stage.REGISTERED),
        row("1/3", 2, stage=Stage.PROPOSED),
        row("1/4", 1, stage=Stage.AWARDED),
    ]
    found = past(campaign([asked, target("T-2", at_least=1)], rows)).histories
    assert [(one.day, one.value) for one in found["T-1"].readings] == [(day("1/3"), 2)]
    assert found["T-1"].rows == (rows[1],)
    assert found["T-2"].readings == ()


def test_readings_kept_from_before_have_their_gaps():
    level = target(measure=LEVEL, across=Across.MEAN, at_least=9)
    rows = [row("1/2", "2.5", "B"), row("1/8", 3)]
    made = campaign([level], rows, units=["A", Unit("B", "Phòng B", "B", end=day("30/6"))])
    kept = {}

    def keep(one, make):
        if one.id not in kept:
            kept[one.id] = make()
        return kept[one.id]

    fresh, known = (past(made, keep).histories["T-1"] for _ in range(2))
    assert [*known.readings] == [*fresh.readings]
    assert [one and one.value for one in known.readings] == [Fraction(5, 2), None, 3]
    assert known.days == fresh.days == (day("1/2"), day("1/7"), day("1/8"))
    assert [*known.rows] == rows


def test_the_same_readings_are_kept_as_the_same_bytes():
    days, value = (day("1/2"), day("1/3")), Fraction(10**12)

    def told(*values):
        readings = (Reading(on, one) for on, one in zip(days, values, strict=True))
        return History.of((), zip(days, readings, strict=True), Steps())

    assert _packed(told(value, value)) == _packed(told(value, Fraction(10**6) * 10**6))


def test_of_a_unit_that_has_ended_nobody_is_left():
    units = {"B": Unit("B", "Phòng B", "B", end=day("30/6"))}
    found = population_size([heads("1/1", 5, "B")], "staff", succession(units))
    for steps in (found.total, found.by_unit["B"]):
        assert [steps.on(day(on)) for on in ("31/12/2021", "30/6", "1/7")] == [None, 5, 0]


def test_of_units_that_told_a_level_those_that_have_ended_are_gone():
    units = {"A": Unit("A", "Phòng A", "A"), "B": Unit("B", "Phòng B", "B", end=day("30/6"))}
    level = target(measure=LEVEL, across=Across.MEAN, at_least=9)
    rows = [row("1/2", 3), row("1/2", 4, "B"), row("1/2", 5, None), row("1/8", 4, "B", stage=Stage.PROPOSED)]
    assert [gone(level, rows, units, day(on)) for on in ("30/6", "1/7")] == [[], [units["B"]]]
