"""What is expected by a day: even, at the end, and by points."""

from fractions import Fraction

from plans import AT_END, day, points, target
from table_kit import cases
from thidua.figures.terms import expected, expected_progress, progress
from thidua.model import Measure

HUNDRED_DAYS = target(at_least=100, due="10/4")  # day k of the year asks for k
MONTH = {"start": "1/6", "due": "30/6"}
FALLING = target(measure=Measure.LEVEL, at_most=2, baseline=12, due="10/4")


@cases(
    ("asked", "on", "figure"),
    [
        (HUNDRED_DAYS, "31/12/2021", 0),
        (HUNDRED_DAYS, "1/1", 1),  # both ends are counted: the first day asks for a day's share
        (HUNDRED_DAYS, "19/2", 50),
        (HUNDRED_DAYS, "9/4", 99),
        (HUNDRED_DAYS, "10/4", 100),
        (HUNDRED_DAYS, "11/4", 100),
        (HUNDRED_DAYS, "31/3/2023", 100),
        (target(at_least=8), "30/6", Fraction(8 * 181, 365)),
        (target(between=(7, 9)), "30/6", Fraction(7 * 181, 365)),  # on the lower bound
        (target(more_than=5), "30/6", Fraction(5 * 181, 365)),
        (target(at_least=5, start="1/5", due="1/5"), "30/4", 0),  # a target of one day
        (target(at_least=5, start="1/5", due="1/5"), "1/5", 5),
        (target(at_least=6, pace=AT_END, **MONTH), "29/6", 0),
        (target(at_least=6, pace=AT_END, **MONTH), "30/6", 6),
        (target(measure=Measure.RANK, at_least=3, **MONTH), "29/6", 0),  # a rank is always at the end
        (target(measure=Measure.RANK, at_least=3, **MONTH), "30/6", 3),
        (target(measure=Measure.COMPLIANCE, at_least=100, due="10/4"), "19/2", 100),  # kept all the time
        (target(at_most=19), "30/6", Fraction(19 * 181, 365)),  # a cap is used up along its pace
        (target(at_most=19, pace=AT_END), "30/6", 19),
        (target(measure=Measure.LEVEL, at_least=9, hold=True), "1/2", 9),
        (FALLING, "31/12/2021", 12),
        (FALLING, "19/2", 7),
        (FALLING, "10/4", 2),
        (target(measure=Measure.LEVEL, at_least=40, baseline=20, pace=AT_END, **MONTH), "29/6", 20),
    ],
)
def test_expected(asked, on, figure):
    assert expected(asked, day(on)) == figure


@cases(
    ("pace", "on", "figure"),
    [
        (points(("30/6", 4)), "31/12/2021", 0),
        (points(("30/6", 4)), "1/1", Fraction(4, 181)),  # the line starts on the day before start
        (points(("30/6", 4)), "30/6", 4),
        (points(("30/6", 4)), "1/7", 4 + Fraction(6, 184)),  # then on to the goal at due
        (points(("30/6", 4)), "31/12", 10),
        (points(("31/3", 0), ("10/4", 5)), "31/3", 0),  # nothing asked for in the first quarter
        (points(("31/3", 0), ("10/4", 5)), "5/4", Fraction(5, 2)),
        (points(("1/1", 1), ("31/12", 10)), "1/1", 1),
        (points(("30/6", 10)), "1/9", 10),  # the whole goal early, and level from there
    ],
)
def test_expected_by_points(pace, on, figure):
    assert expected(target(at_least=10, pace=pace), day(on)) == figure


def test_points_of_a_falling_level():
    falling = target(measure=Measure.LEVEL, at_most=2, baseline=12, pace=points(("30/6", 8)))
    assert expected(falling, day("30/6")) == 8
    assert expected_progress(falling, day("30/6")) == Fraction(2, 5)


@cases(
    ("figure", "made"),
    [(12, 0), (7, Fraction(1, 2)), (2, 1), (0, Fraction(6, 5)), (13, Fraction(-1, 10))],
)
def test_progress_on_the_way_down(figure, made):
    assert progress(Fraction(figure), Fraction(12), Fraction(2)) == made
