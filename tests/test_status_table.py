"""The status table, row by row, with both sides of every boundary."""

from fractions import Fraction

from plans import AT_END, PHASES, day, heads, points, row, size, target
from table_kit import cases
from thidua.figures.history import history
from thidua.figures.status_table import satisfied_on, status, status_spans
from thidua.figures.terms import phase_term, whole_term
from thidua.model import Accumulation, Measure, Stage, Status

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
AT_RISK = Fraction(4, 5)


def past(asked, rows, headcounts=()):
    counting = [row for row in rows if row.stage is asked.counts]
    return history(asked, counting, size(headcounts))


def status_on(on, asked, rows=(), headcounts=(), *, at_risk=AT_RISK):
    return status(whole_term(asked), past(asked, rows, headcounts), at_risk, day(on))


def phase_status_on(on, phase, asked, rows=(), headcounts=()):
    term = phase_term(asked, PHASES[phase - 1])
    if term is None:
        return Status.NOT_ASSIGNED
    return status(term, past(asked, rows, headcounts), AT_RISK, day(on))


HUNDRED_DAYS = target(at_least=100, due="10/4")  # day k of the year asks for k; 19/2 is day 50
LATER = target(at_least=100, start="1/2", due="11/5")
AT_LAST = target(at_least=5, due="30/6", pace=AT_END)
FALLING = target(measure=LEVEL, at_most=3, baseline=10, due="10/4")  # 19/2 asks for 6,5
MORE_THAN_90 = target(measure=RATIO, more_than=90, pace=AT_END)
THIRTY = [heads("1/1", 30)]


@cases(
    ("on", "asked", "rows", "expected"),
    [
        # 1 · before the start, whatever is recorded
        ("31/1", LATER, [], Status.NOT_STARTED),
        ("31/1", LATER, [row("20/1", 150)], Status.NOT_STARTED),
        ("1/2", LATER, [], Status.NO_DATA),
        ("1/2", LATER, [row("20/1", 150)], Status.EXCEEDED),  # what was recorded before counts from then on
        # 4 · nothing recorded, and something expected
        ("1/1", HUNDRED_DAYS, [], Status.NO_DATA),
        ("10/4", HUNDRED_DAYS, [], Status.NO_DATA),
        ("11/4", HUNDRED_DAYS, [], Status.NO_DATA),
        ("30/6", AT_LAST, [], Status.NO_DATA),
        ("9/1", HUNDRED_DAYS, [row("10/1", 5)], Status.NO_DATA),
        ("9/1", HUNDRED_DAYS, [row("1/1", 5, stage=Stage.PROPOSED)], Status.NO_DATA),  # another stage
        # 5 · nothing recorded, and nothing expected yet
        ("1/1", AT_LAST, [], Status.NOT_DUE),
        ("29/6", AT_LAST, [], Status.NOT_DUE),
        # 6 · satisfied late
        ("15/4", HUNDRED_DAYS, [row("1/2", 90), row("11/4", 10)], Status.MET_LATE),
        ("15/4", HUNDRED_DAYS, [row("1/2", 90), row("11/4", 20)], Status.MET_LATE),  # late is never beyond
        ("15/4", HUNDRED_DAYS, [row("1/2", 90), row("10/4", 10)], Status.MET),  # on the due day is in time
        # 7 · beyond
        ("5/4", HUNDRED_DAYS, [row("1/2", 101)], Status.EXCEEDED),
        ("5/4", HUNDRED_DAYS, [row("1/2", 100)], Status.MET),
        ("15/4", HUNDRED_DAYS, [row("1/2", 100), row("11/4", 5)], Status.MET),  # past the goal after due
        ("15/4", HUNDRED_DAYS, [row("1/2", 105), row("11/4", -5, note="x")], Status.EXCEEDED),
        # 8 · met, before due too
        ("1/1", HUNDRED_DAYS, [row("1/1", 100)], Status.MET),
        ("1/3", AT_LAST, [row("1/2", 5)], Status.MET),
        ("1/3", AT_LAST, [row("1/2", 6)], Status.EXCEEDED),
        # 9 · a day is over when its figures are taken
        ("9/4", HUNDRED_DAYS, [row("1/2", 99)], Status.ON_TRACK),
        ("10/4", HUNDRED_DAYS, [row("1/2", 99)], Status.MISSED),
        ("30/6", AT_LAST, [row("1/2", 4)], Status.MISSED),
        ("15/4", HUNDRED_DAYS, [row("1/2", 100), row("11/4", -1, note="x")], Status.MISSED),
        # 10 · something recorded, nothing expected yet
        ("29/6", AT_LAST, [row("1/2", 4)], Status.NOT_DUE),
        ("1/2", target(at_least=9, pace=points(("28/2", 0))), [row("1/2", 1)], Status.NOT_DUE),
        ("28/2", target(at_least=9, pace=points(("28/2", 0))), [row("1/2", 1)], Status.NOT_DUE),
        ("1/3", target(at_least=9, pace=points(("28/2", 0))), [row("1/2", 1)], Status.ON_TRACK),
        # 11 to 13 · as fast as expected, at least 0,8 of it, or less
        ("19/2", HUNDRED_DAYS, [row("1/2", 51)], Status.ON_TRACK),
        ("19/2", HUNDRED_DAYS, [row("1/2", 50)], Status.ON_TRACK),
        ("19/2", HUNDRED_DAYS, [row("1/2", 49)], Status.AT_RISK),
        ("19/2", HUNDRED_DAYS, [row("1/2", 40)], Status.AT_RISK),
        ("19/2", HUNDRED_DAYS, [row("1/2", 39)], Status.OFF_TRACK),
        ("19/2", HUNDRED_DAYS, [row("1/2", 0)], Status.OFF_TRACK),  # a zero is a figure
    ],
)
def test_count_at_least(on, asked, rows, expected):
    assert status_on(on, asked, rows) is expected


@cases(
    ("at_risk", "value", "expected"),
    [
        (Fraction(1, 2), 25, Status.AT_RISK),
        (Fraction(1, 2), 24, Status.OFF_TRACK),
        (Fraction(1), 49, Status.OFF_TRACK),
        (Fraction(0), 0, Status.AT_RISK),
    ],
)
def test_share_below_which_a_target_is_off_track(at_risk, value, expected):
    assert status_on("19/2", HUNDRED_DAYS, [row("1/2", value)], at_risk=at_risk) is expected


@cases(
    ("titled", "expected"),
    [
        (28, Status.MET),
        (30, Status.MET),  # "more than" names no figure that could be passed
        (27, Status.MISSED),  # 90 % is not more than 90 %
        (0, Status.MISSED),
        (None, Status.NO_DATA),  # nothing recorded is not zero
    ],
)
def test_more_than_ninety_percent_of_thirty(titled, expected):
    rows = [] if titled is None else [row("20/12", titled)]
    assert status_on("31/12", MORE_THAN_90, rows, THIRTY) is expected
    assert status_on("30/12", MORE_THAN_90, rows, THIRTY) is (
        Status.MET if expected is Status.MET else Status.NOT_DUE
    )


@cases(
    ("asked", "value", "at_due"),
    [
        (target(between=(7, 9)), 6, Status.MISSED),
        (target(between=(7, 9)), 7, Status.MET),
        (target(between=(7, 9)), 9, Status.MET),
        (target(between=(7, 9)), 10, Status.EXCEEDED),
        (target(more_than=7), 7, Status.MISSED),
        (target(more_than=7), 8, Status.MET),
        (target(more_than=7), 80, Status.MET),
        (target(measure=RATIO, at_least=15), 4, Status.MISSED),  # 4/30 = 13,3 %
        (target(measure=RATIO, at_least=15), 5, Status.EXCEEDED),  # 5/30 = 16,7 %
        (target(measure=RATIO, at_least=20), 6, Status.MET),  # exactly 20 %
        (target(measure=RATIO, at_least=100), 29, Status.MISSED),
        (target(measure=RATIO, at_least=100), 30, Status.MET),
        (target(measure=RATIO, between=(10, 20)), 6, Status.MET),
        (target(measure=RATIO, between=(10, 20)), 7, Status.EXCEEDED),
        (target(measure=RANK, at_least=3), 2, Status.MISSED),
        (target(measure=RANK, at_least=3), 3, Status.MET),
        (target(measure=RANK, at_least=3), 4, Status.EXCEEDED),
        (target(measure=LEVEL, at_least=95, unit="%"), "94.99", Status.MISSED),
        (target(measure=LEVEL, at_least=95, unit="%"), 95, Status.MET),
        (target(measure=LEVEL, at_least=95, unit="%"), "95.01", Status.EXCEEDED),
        (target(measure=LEVEL, at_least=100, unit="%"), 120, Status.EXCEEDED),
        (target(measure=LEVEL, at_most=3, baseline=10), "3.01", Status.MISSED),
        (target(measure=LEVEL, at_most=3, baseline=10), 3, Status.MET),
        (target(measure=LEVEL, at_most=3, baseline=10), 0, Status.EXCEEDED),
    ],
)
def test_every_measure_and_operator_when_due(asked, value, at_due):
    unit = None if asked.measure in (RANK, LEVEL) else "A"
    assert status_on("31/12", asked, [row("20/12", value, unit)], THIRTY) is at_due


@cases(
    ("level", "expected"),
    [
        ("6.5", Status.ON_TRACK),
        ("6.4", Status.ON_TRACK),
        ("6.6", Status.AT_RISK),
        ("7.2", Status.AT_RISK),  # 2,8 of 7 made, 3,5 expected: 0,8 of it exactly
        ("7.21", Status.OFF_TRACK),
        (10, Status.OFF_TRACK),
        (11, Status.OFF_TRACK),  # worse than where the year began
        (3, Status.MET),
        ("2.9", Status.EXCEEDED),
    ],
)
def test_level_that_must_fall(level, expected):
    assert status_on("19/2", FALLING, [row("1/2", level, None)]) is expected


@cases(
    ("on", "level", "expected"),
    [
        ("19/2", 0, Status.EXCEEDED),
        ("19/2", 3, Status.MET),
        ("19/2", 4, Status.ON_TRACK),  # as the table has it: f = 4/3 is no less than e
        ("10/4", 4, Status.MISSED),
    ],
)
def test_cap_above_the_level_where_the_year_starts(on, level, expected):
    cap = target(measure=LEVEL, at_most=3, baseline=0, due="10/4")
    assert status_on(on, cap, [row("1/2", level, None)]) is expected


@cases(
    ("on", "rows", "expected"),
    [
        ("1/6", [], Status.NOT_DUE),
        ("1/6", [row("1/5", 2, None)], Status.NOT_DUE),  # a rank is judged at the end
        ("1/6", [row("1/5", 3, None)], Status.MET),
        ("31/12", [], Status.NO_DATA),
        ("31/12", [row("1/5", 4, None), row("1/11", 2, None)], Status.MISSED),  # the latest row
        ("15/1/2023", [row("1/5", 2, None), row("10/1/2023", 3, None)], Status.MET_LATE),
        ("15/1/2023", [row("1/5", 3, None), row("10/1/2023", 4, None)], Status.MET),
    ],
)
def test_rank(on, rows, expected):
    assert status_on(on, target(measure=RANK, at_least=3), rows) is expected


ALL_OF_TWENTY = target(measure=COMPLIANCE, at_least=100)
NEARLY_ALL = target(measure=COMPLIANCE, at_least=95)
MORE_THAN_95 = target(measure=COMPLIANCE, more_than=95)
TWENTY = [heads("1/1", 20)]


@cases(
    ("on", "asked", "rows", "expected"),
    [
        ("31/12/2021", ALL_OF_TWENTY, [], Status.NOT_STARTED),
        ("1/1", ALL_OF_TWENTY, [], Status.ON_TRACK),  # nothing recorded is nothing broken
        ("30/12", ALL_OF_TWENTY, [], Status.ON_TRACK),
        ("31/12", ALL_OF_TWENTY, [], Status.MET),
        ("1/2", ALL_OF_TWENTY, [row("1/2", 1)], Status.MISSED),  # at once, not when due
        ("31/1", ALL_OF_TWENTY, [row("1/2", 1)], Status.ON_TRACK),
        ("1/3", ALL_OF_TWENTY, [row("1/2", 1), row("20/2", -1, note="x")], Status.ON_TRACK),
        ("1/3", ALL_OF_TWENTY, [row("1/2", 0)], Status.ON_TRACK),
        ("15/1/2023", ALL_OF_TWENTY, [row("10/1/2023", 1)], Status.MET),  # after the year it is another one
        ("1/2", NEARLY_ALL, [row("1/2", 1)], Status.ON_TRACK),  # 19/20 is 95 %
        ("31/12", NEARLY_ALL, [row("1/2", 1)], Status.MET),  # never beyond
        ("1/2", MORE_THAN_95, [row("1/2", 1)], Status.MISSED),
        ("1/3", NEARLY_ALL, [row("1/2", 1), row("1/3", 1, "B")], Status.MISSED),
    ],
)
def test_compliance(on, asked, rows, expected):
    assert status_on(on, asked, rows, TWENTY) is expected


def test_compliance_follows_the_population():
    smaller = [*TWENTY, heads("1/5", 19)]
    assert status_on("30/4", NEARLY_ALL, [row("1/2", 1)], smaller) is Status.ON_TRACK
    assert status_on("1/5", NEARLY_ALL, [row("1/2", 1)], smaller) is Status.MISSED  # 18/19 = 94,7 %
    assert status_on("1/5", NEARLY_ALL, [], smaller) is Status.ON_TRACK


TEN = target(at_least=10)
RATIO_90 = target(measure=RATIO, at_least=90)
SUM_SO_FAR = target(at_least=10, reading=Accumulation.CUMULATIVE)


@cases(
    ("on", "asked", "rows", "headcounts", "since"),
    [
        ("9/1", TEN, [row("10/1", 10)], [], None),
        ("10/1", TEN, [row("10/1", 10)], [], "10/1"),
        ("31/12", TEN, [row("10/1", 10), row("20/1", 5)], [], "10/1"),
        ("31/12", TEN, [row("10/1", 4), row("10/1", 6, "B")], [], "10/1"),
        # a correction breaks the stretch; it starts anew when the goal is reached again
        ("15/1", TEN, [row("10/1", 10), row("20/1", -1), row("30/1", 1)], [], "10/1"),
        ("25/1", TEN, [row("10/1", 10), row("20/1", -1), row("30/1", 1)], [], None),
        ("31/1", TEN, [row("10/1", 10), row("20/1", -1), row("30/1", 1)], [], "30/1"),
        # taken back and made good on one day: the end of the day is what counts
        ("31/1", TEN, [row("10/1", 10), row("20/1", -1), row("20/1", 1, "B")], [], "10/1"),
        ("31/1", SUM_SO_FAR, [row("10/1", 6), row("20/1", 4, "B"), row("25/1", 7)], [], "20/1"),
        # a population that grows can undo a share, one that shrinks can complete it
        ("4/2", RATIO_90, [row("10/1", 9)], [heads("1/1", 10), heads("5/2", 11)], "10/1"),
        ("5/2", RATIO_90, [row("10/1", 9)], [heads("1/1", 10), heads("5/2", 11)], None),
        (
            "11/2",
            RATIO_90,
            [row("10/1", 9), row("10/2", 1)],
            [heads("1/1", 10), heads("5/2", 11)],
            "10/2",
        ),
        ("5/2", RATIO_90, [row("10/1", 8)], [heads("1/1", 10), heads("5/2", 8)], "5/2"),
        ("31/12", target(measure=RANK, at_least=3), [row("1/5", 3, None), row("1/6", 4, None)], [], "1/5"),
        (
            "31/12",
            target(measure=RANK, at_least=3),
            [row("1/5", 3, None), row("1/6", 2, None), row("1/7", 3, None)],
            [],
            "1/7",
        ),
        ("1/3", FALLING, [row("1/2", 3, None), row("10/2", 2, None)], [], "1/2"),
        ("31/12", ALL_OF_TWENTY, [], TWENTY, None),  # none for compliance
        ("1/3", LATER, [row("20/1", 150)], [], "20/1"),  # before the start, if it was so
    ],
)
def test_satisfied_on(on, asked, rows, headcounts, since):
    found = satisfied_on(whole_term(asked), past(asked, rows, headcounts), day(on))
    assert found == (since and day(since))


@cases(
    ("rows", "expected"),
    [
        # reached in time, undone after due, reached again: late
        ([row("1/2", 100), row("11/4", -1), row("13/4", 1)], Status.MET_LATE),
        # undone and made good before due: in time
        ([row("1/2", 100), row("1/3", -1), row("10/4", 1)], Status.MET),
        # past the goal when due, and still satisfied after a correction
        ([row("1/2", 103), row("11/4", -3)], Status.EXCEEDED),
    ],
)
def test_corrections_around_the_due_day(rows, expected):
    assert status_on("15/4", HUNDRED_DAYS, rows) is expected


def test_growing_population_after_due_unmakes_a_share():
    asked = target(measure=RATIO, at_least=100, due="30/6")
    heads_of = [heads("1/1", 10), heads("1/9", 11)]
    assert status_on("31/8", asked, [row("1/5", 10)], heads_of) is Status.MET
    assert status_on("1/9", asked, [row("1/5", 10)], heads_of) is Status.MISSED
    assert status_on("9/9", asked, [row("1/5", 10), row("8/9", 1)], heads_of) is Status.MET_LATE


EIGHT = target(at_least=8)  # 4 by 30/6
RANGE = target(between=(7, 9))  # 4 by 30/6


@cases(
    ("on", "phase", "asked", "rows", "expected"),
    [
        ("30/6", 1, EIGHT, [row("1/3", 4)], Status.MET),
        ("30/6", 1, EIGHT, [row("1/3", 5)], Status.EXCEEDED),
        ("30/6", 1, EIGHT, [row("1/3", 3)], Status.MISSED),
        ("20/6", 1, EIGHT, [row("1/3", 3)], Status.AT_RISK),  # 0,8 · 8·171/365 = 2,998
        ("21/6", 1, EIGHT, [row("1/3", 3)], Status.OFF_TRACK),  # 0,8 · 8·172/365 = 3,02
        ("16/5", 1, EIGHT, [row("1/3", 3)], Status.ON_TRACK),  # 8·136/365 = 2,98
        ("17/5", 1, EIGHT, [row("1/3", 3)], Status.AT_RISK),  # 8·137/365 = 3,003
        ("31/12", 1, EIGHT, [row("1/3", 3), row("1/7", 5)], Status.MISSED),  # a phase is closed by its end
        ("31/12", 1, EIGHT, [row("1/7", 8)], Status.NO_DATA),
        ("1/6", 1, EIGHT, [], Status.NO_DATA),
        ("30/6", 2, EIGHT, [row("1/3", 8)], Status.NOT_STARTED),
        ("1/7", 2, EIGHT, [row("1/3", 4)], Status.ON_TRACK),  # 4 since the year began, 8·182/365 = 3,99
        ("2/7", 2, EIGHT, [row("1/3", 4)], Status.AT_RISK),  # 8·183/365 = 4,01
        ("1/7", 2, EIGHT, [row("1/3", 8)], Status.MET),
        ("31/12", 2, EIGHT, [row("1/3", 9)], Status.EXCEEDED),
        ("31/12", 2, EIGHT, [row("1/3", 7)], Status.MISSED),
        # decided in January: late for the target, missed for the phase, which is over
        ("15/1/2023", 2, EIGHT, [row("1/3", 7), row("10/1/2023", 1)], Status.MISSED),
        ("15/1/2023", 2, EIGHT, [row("10/1/2023", 8)], Status.NO_DATA),
        # due within the phase: late is still possible in it
        ("31/12", 2, target(at_least=8, due="30/9"), [row("1/10", 8)], Status.MET_LATE),
        ("31/12", 2, target(at_least=8, due="30/9"), [row("30/9", 8)], Status.MET),
        ("30/6", 1, RANGE, [row("1/3", 4)], Status.MET),
        ("30/6", 1, RANGE, [row("1/3", 5)], Status.EXCEEDED),
        ("31/12", 2, RANGE, [row("1/3", 9)], Status.MET),
        ("31/12", 2, RANGE, [row("1/3", 10)], Status.EXCEEDED),
        ("30/6", 1, target(more_than=5), [row("1/3", 2)], Status.MISSED),  # more than 2
        ("30/6", 1, target(more_than=5), [row("1/3", 9)], Status.MET),
        ("30/6", 1, AT_LAST, [], Status.NO_DATA),
        ("29/6", 1, AT_LAST, [], Status.NOT_DUE),
        ("31/12", 2, AT_LAST, [row("1/7", 5)], Status.NOT_ASSIGNED),
        ("31/12", 1, target(at_least=8, pace=AT_END), [row("1/3", 8)], Status.NOT_ASSIGNED),
        ("1/1", 1, target(measure=RANK, at_least=3), [row("1/1", 3, None)], Status.NOT_ASSIGNED),
        ("31/12", 2, target(measure=RANK, at_least=3), [row("1/3", 4, None)], Status.EXCEEDED),
        ("1/1", 1, target(at_least=8, start="1/7"), [], Status.NOT_ASSIGNED),
        ("28/2", 1, target(at_least=8, start="1/3"), [], Status.NOT_STARTED),
    ],
)
def test_phase(on, phase, asked, rows, expected):
    assert phase_status_on(on, phase, asked, rows) is expected


@cases(
    ("on", "phase", "rows", "expected"),
    [
        ("29/6", 1, [], Status.ON_TRACK),
        ("30/6", 1, [], Status.MET),
        ("31/12", 1, [], Status.MET),
        ("30/6", 1, [row("1/6", 1)], Status.MISSED),
        ("31/12", 1, [row("1/7", 1)], Status.MET),  # broken after the phase
        ("30/6", 2, [row("1/6", 1)], Status.NOT_STARTED),
        ("1/7", 2, [row("1/6", 1)], Status.MISSED),  # counted since the year began
        ("30/12", 2, [], Status.ON_TRACK),
        ("31/12", 2, [], Status.MET),
        ("15/1/2023", 2, [row("10/1/2023", 1)], Status.MET),
    ],
)
def test_compliance_has_its_full_goal_in_every_phase(on, phase, rows, expected):
    assert phase_status_on(on, phase, ALL_OF_TWENTY, rows, TWENTY) is expected


@cases(
    ("titled", "first"),
    [(10, Status.EXCEEDED), (9, Status.MISSED), (30, Status.EXCEEDED)],
)
def test_share_that_grows_to_all_can_be_passed_in_an_earlier_phase(titled, first):
    asked = target(measure=RATIO, at_least=100, pace=points(("30/6", "33.3")))
    assert phase_status_on("30/6", 1, asked, [row("1/3", titled)], THIRTY) is first
    second = Status.MET if titled == 30 else Status.MISSED
    assert phase_status_on("31/12", 2, asked, [row("1/3", titled)], THIRTY) is second


def spans(asked, rows, until, headcounts=()):
    found = status_spans(whole_term(asked), past(asked, rows, headcounts), AT_RISK, day(until))
    return [(f"{on.day}/{on.month}", one) for on, one in found]


def test_spans_of_a_target_that_slows_down_and_is_met():
    # 20 recorded on day 10; day 21 expects more; from day 26 on 0,8 of what is expected is more than 20
    assert spans(HUNDRED_DAYS, [row("10/1", 20), row("1/3", 80)], "31/12") == [
        ("1/1", Status.NO_DATA),
        ("10/1", Status.ON_TRACK),
        ("21/1", Status.AT_RISK),
        ("26/1", Status.OFF_TRACK),
        ("1/3", Status.MET),
    ]


def test_spans_end_on_the_last_day_asked_for():
    rows = [row("10/1", 20), row("1/3", 80)]
    assert spans(HUNDRED_DAYS, rows, "25/1")[-1] == ("21/1", Status.AT_RISK)
    assert spans(HUNDRED_DAYS, rows, "26/1")[-1] == ("26/1", Status.OFF_TRACK)
    assert spans(LATER, rows, "31/1") == []
    assert spans(HUNDRED_DAYS, [row("10/1", 20)], "1/1") == [("1/1", Status.NO_DATA)]


def test_spans_that_turn_on_the_due_day():
    assert spans(AT_LAST, [row("1/2", 4), row("5/7", 1)], "31/12") == [
        ("1/1", Status.NOT_DUE),
        ("30/6", Status.MISSED),
        ("5/7", Status.MET_LATE),
    ]
    assert spans(ALL_OF_TWENTY, [], "31/12", TWENTY) == [("1/1", Status.ON_TRACK), ("31/12", Status.MET)]


@cases(
    ("asked", "rows", "expected"),
    [
        # past the goal only after due: it stays met
        (HUNDRED_DAYS, [row("1/1", 100), row("11/4", 5)], [("1/1", Status.MET)]),
        (HUNDRED_DAYS, [row("1/1", 105), row("11/4", -5)], [("1/1", Status.EXCEEDED)]),
        # nothing expected until the end of February, without any news on the day that changes it
        (
            target(at_least=9, pace=points(("28/2", 0), ("10/3", 5))),
            [row("1/1", 1)],
            [
                ("1/1", Status.NOT_DUE),
                ("1/3", Status.ON_TRACK),  # 0,5 expected, and 1 on 2/3
                ("3/3", Status.OFF_TRACK),  # 0,8 of 1,5 is more than 1
            ],
        ),
    ],
)
def test_spans_between_two_days_of_news(asked, rows, expected):
    assert spans(asked, rows, "31/12")[: len(expected)] == expected


def test_spans_of_a_phase_know_nothing_after_its_end():
    term = phase_term(EIGHT, PHASES[0])
    assert term is not None
    found = status_spans(term, past(EIGHT, [row("1/1", 3), row("1/7", 5)]), AT_RISK, day("31/12"))
    assert list(found) == [
        (day("1/1"), Status.ON_TRACK),
        (day("17/5"), Status.AT_RISK),
        (day("21/6"), Status.OFF_TRACK),
        (day("30/6"), Status.MISSED),
    ]


def test_a_status_says_by_itself_whether_its_target_is_behind() -> None:
    assert [one for one in Status if one.behind] == [Status.AT_RISK, Status.OFF_TRACK, Status.MISSED]
    assert not any(one.behind and one.satisfied for one in Status)
