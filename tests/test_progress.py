"""Every figure of a target on a day: value, attainment, what is missing; totals and phases."""

from fractions import Fraction

from plans import campaign, day, heads, points, row, size, target
from table_kit import cases
from thidua.figures.distance import shortfall, subjects_needed
from thidua.figures.history import history
from thidua.figures.progress import measure, totals
from thidua.figures.terms import whole_term
from thidua.model import Accumulation, Measure, Status

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure


def missing_on(on, asked, rows, headcounts):
    past = history(asked, rows, size(headcounts))
    return shortfall(whole_term(asked), past.on(day(on)), past.population.on(day(on)))


def figure_on(on, asked, rows=(), headcounts=()):
    return measure(campaign([asked], rows, headcounts), day(on)).figures[asked.id]


@cases(
    ("asked", "values", "staff", "missing"),
    [
        (target(at_least=10), [], None, 10),
        (target(at_least=10), [7], None, 3),
        (target(at_least=10), [10], None, 0),
        (target(at_least=10), [12], None, 0),
        (target(more_than=10), [10], None, 1),
        (target(more_than=10), [11], None, 0),
        (target(between=(7, 9)), [5], None, 2),  # up to the lower bound
        (target(between=(7, 9)), [12], None, 0),
        (target(measure=RATIO, more_than=90), [27], 30, 1),
        (target(measure=RATIO, more_than=90), [28], 30, 0),
        (target(measure=RATIO, more_than=90), [], 9, 9),  # more than 90 % of nine is all of them
        (target(measure=RATIO, at_least=15), [], 35, 6),  # 5,25
        (target(measure=RATIO, at_least=15), [5], 35, 1),
        (target(measure=RATIO, at_least=15), [3], 20, 0),
        (target(measure=RATIO, at_least="33.3"), [9], 30, 1),
        (target(measure=RATIO, at_least=100), [29], 30, 1),
        (target(measure=RATIO, at_least=90), [3], None, None),  # of an unknown population
        (target(measure=COMPLIANCE, at_least=100), [], 30, 0),
        (target(measure=COMPLIANCE, at_least=100), [2], 30, 2),
        (target(measure=COMPLIANCE, at_least=95), [1], 30, 0),  # 29/30 = 96,7 %
        (target(measure=COMPLIANCE, at_least=95), [3], 30, 2),
        (target(measure=COMPLIANCE, more_than=90), [3], 30, 1),  # 27/30 again
        (target(measure=RANK, at_least=3), [2], None, None),
        (target(measure=LEVEL, at_least=3), [2], None, 1),
        (target(measure=LEVEL, at_most=3, baseline=9), [], None, None),
        (target(measure=LEVEL, at_most="5.46", baseline=9), ["5.5"], None, Fraction(4, 100)),
        (target(measure=LEVEL, more_than=95), [95], None, 0),  # just touched: "must be over"
        (target(measure=AMOUNT, at_least="8962.72"), ["8962.4"], None, Fraction(32, 100)),
        (target(measure=AMOUNT, at_least=5), [], None, 5),
        (target(at_most=19), [21], None, 2),  # above what is allowed
        (target(at_most=19), [19], None, 0),
        (target(at_most=19), [], None, 0),
        (target(less_than=19), [19], None, 1),
        (target(measure=RATIO, at_most=10), [4], 30, 1),
        (target(measure=RATIO, between=(10, 20), hold=True), [7], 30, 1),
        (target(measure=RATIO, between=(10, 20), hold=True), [2], 30, 1),
    ],
)
def test_shortfall(asked, values, staff, missing):
    rows = [row("1/2", value) for value in values]
    heads_of = [heads("1/1", staff)] if staff else []
    assert missing_on("1/3", asked, rows, heads_of) == missing


def test_shortfall_follows_the_population():
    asked = target(measure=RATIO, at_least=90)
    heads_of = [heads("1/1", 10), heads("1/5", 20), heads("1/9", 5)]
    days = ("31/1", "30/4", "1/5", "1/9")
    assert [missing_on(on, asked, [row("1/2", 9)], heads_of) for on in days] == [9, 0, 9, 0]


@cases(
    ("bound", "size", "need"),
    [
        ({"at_least": 15}, 20, 3),
        ({"at_least": 15}, 21, 4),
        ({"more_than": 90}, 10, 10),
        ({"more_than": 90}, 11, 10),
        ({"more_than": 90}, 20, 19),
        ({"between": (50, 60)}, 3, 2),
        ({"at_least": 100}, 7, 7),
    ],
)
def test_percentage_in_whole_subjects(bound, size, need):
    assert subjects_needed(whole_term(target(measure=RATIO, **bound)), size) == need


@cases(
    ("asked", "value", "size", "attained"),
    [
        (target(at_least=8), 7, None, Fraction(7, 8)),
        (target(at_least=8), None, None, None),
        (target(at_least=8), 12, None, Fraction(3, 2)),
        (target(between=(7, 9)), 7, None, 1),  # on the lower bound: 7 of 7–9 is all of it
        (target(measure=RATIO, more_than=90), 27, 30, 1),  # and still missed
        (target(measure=RATIO, at_least=15), 6, 35, Fraction(8, 7)),
        (target(measure=COMPLIANCE, at_least=95), None, 20, Fraction(20, 19)),
        (target(measure=LEVEL, at_least=40, baseline=20), 30, None, Fraction(3, 4)),
        (target(measure=LEVEL, at_most=4, baseline=9), 6, None, None),  # more is not better
        (target(measure=RANK, at_least=3), 3, None, None),
    ],
)
def test_attainment(asked, value, size, attained):
    unit = None if asked.measure in (RANK, LEVEL) else "A"
    rows = [] if value is None else [row("1/2", value, unit)]
    heads_of = [heads("1/1", size)] if size else []
    assert figure_on("1/3", asked, rows, heads_of).attainment == attained


def test_a_whole_figure():
    found = figure_on(
        "31/12",
        target("CN-04", RATIO, more_than=90),
        [row("10/12", 20, target="CN-04"), row("20/12", 7, "B", target="CN-04")],
        [heads("1/1", 22), heads("1/1", 8, "B")],
    )
    assert found.status is Status.MISSED
    assert found.actual is not None
    assert (found.actual.day, found.actual.value, found.actual.of) == (day("20/12"), 27, 30)
    assert found.actual.figure == 90
    assert (found.expected, found.attainment, found.shortfall, found.satisfied_on) == (90, 1, 1, None)


@cases(
    ("on", "first", "second"),
    [
        ("28/2", (Status.NO_DATA, None), (Status.NOT_STARTED, None)),
        ("1/3", (Status.ON_TRACK, 3), (Status.NOT_STARTED, 3)),  # the second counts from the start too
        ("30/6", (Status.MET, 4), (Status.NOT_STARTED, 4)),
        ("1/9", (Status.MET, 4), (Status.ON_TRACK, 7)),
        ("31/12", (Status.MET, 4), (Status.EXCEEDED, 9)),
        ("31/3/2023", (Status.MET, 4), (Status.EXCEEDED, 9)),  # and neither what came after it
    ],
)
def test_figures_of_phases(on, first, second):
    rows = [row("1/3", 3), row("1/6", 1), row("1/9", 3), row("31/12", 2), row("10/1/2023", 5)]
    phases = figure_on(on, target(at_least=8), rows).phases
    found = [(part.status, part.actual and part.actual.value) for part in phases.values()]
    assert found == [first, second]
    assert [part.goal for part in phases.values()] == [4, 8]


def test_attainment_of_a_phase_is_of_its_own_goal():
    phases = figure_on("31/12", target(at_least=8), [row("1/3", 3), row("1/9", 1)]).phases
    assert [part.attainment for part in phases.values()] == [Fraction(3, 4), Fraction(1, 2)]


def test_nothing_is_said_of_a_phase_without_a_task():
    asked = target(at_least=8, pace=points(("30/6", 0)))
    part = figure_on("31/12", asked, [row("1/3", 3)]).phases["dot1"]
    assert (part.status, part.actual, part.goal, part.attainment) == (Status.NOT_ASSIGNED, None, None, None)


def test_totals_count_every_target_once_in_the_order_of_statuses():
    targets = [target(f"T-{n}", at_least=n) for n in (1, 2, 3, 4)]
    rows = [
        row("1/3", 1, target="T-1"),
        row("1/3", 3, target="T-2"),
        row("15/1/2023", 3, target="T-3"),
    ]
    progress = measure(campaign(targets, rows), day("31/12"))
    assert progress.totals == {Status.EXCEEDED: 1, Status.MET: 1, Status.NO_DATA: 2}
    assert list(progress.totals) == [Status.EXCEEDED, Status.MET, Status.NO_DATA]
    later = measure(campaign(targets, rows), day("31/1/2023"))
    assert later.totals == {Status.EXCEEDED: 1, Status.MET: 1, Status.MET_LATE: 1, Status.NO_DATA: 1}
    in_phase = totals(one.phases["dot2"].status for one in later.figures.values())
    assert in_phase == {Status.EXCEEDED: 1, Status.MET: 1, Status.NO_DATA: 2}


def test_figures_stand_in_the_order_of_the_plan():
    targets = [target(one, at_least=1) for one in ("T-9", "T-1", "T-5")]
    assert list(measure(campaign(targets), day("1/1")).figures) == ["T-9", "T-1", "T-5"]


def test_unit_totals_so_far_of_several_units():
    asked = target(at_least=10, reading=Accumulation.CUMULATIVE)
    rows = [row("1/2", 3), row("1/2", 2, "B"), row("1/4", 6), row("1/5", 1, "C")]
    values = [figure_on(on, asked, rows).actual for on in ("1/2", "1/4", "1/5")]
    assert [one and one.value for one in values] == [5, 8, 9]


def test_of_a_goal_below_zero_no_part_is_told():
    cold = target("COLD", Measure.LEVEL, baseline=-10, at_least=-2)
    figure = measure(campaign((cold,), (row("1/3", -8, None, target="COLD"),)), day("1/4")).figures["COLD"]
    assert (figure.attainment, figure.part_reached) == (4, None)
