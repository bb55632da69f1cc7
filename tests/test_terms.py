"""Goals, what reaches them and goes past them, and what a phase asks."""

from fractions import Fraction

from plans import AT_END, PHASES, day, points, target
from table_kit import cases
from thidua.figures.terms import expected, is_beyond, is_satisfied, phase_term, progress, whole_term
from thidua.model import Measure, Phase

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
FIRST, SECOND = PHASES


@cases(
    ("asked", "figure", "reached"),
    [
        (target(at_least=90), Fraction(2700, 30), True),
        (target(at_least=90), Fraction(2699, 30), False),
        (target(more_than=90), Fraction(2700, 30), False),  # 27 of 30 is not more than 90 %
        (target(more_than=90), Fraction(2800, 30), True),
        (target(more_than=90), Fraction(9004, 100), True),
        (target(at_most=3), 3, True),
        (target(at_most=3), Fraction(301, 100), False),
        (target(between=(7, 9)), 6, False),
        (target(between=(7, 9)), 7, True),
        (target(between=(7, 9)), 10, True),  # above the range is past it, not short of it
        (target(at_least=0), 0, True),
    ],
)
def test_is_satisfied(asked, figure, reached):
    assert is_satisfied(whole_term(asked), Fraction(figure)) is reached


@cases(
    ("asked", "figure", "past"),
    [
        (target(at_least=8), 8, False),
        (target(at_least=8), 9, True),
        (target(at_least=100), 101, True),  # a hundred subjects are not 100 %
        (target(measure=RATIO, at_least=100), 100, False),
        (target(measure=RATIO, at_least=99), 100, True),
        (target(measure=LEVEL, at_least=100, unit="%"), 120, True),  # growth is no share of a whole
        (target(measure=LEVEL, at_least=100, unit="ha"), 120, True),
        (target(measure=LEVEL, at_least=110, unit="%"), 120, True),
        (target(more_than=5), 50, False),
        (target(between=(7, 9)), 8, False),
        (target(between=(7, 9)), 9, False),
        (target(between=(7, 9)), 10, True),
        (target(measure=LEVEL, between=(7, 9), hold=True), 10, False),  # a range to be kept is only kept
        (target(less_than=5), 1, False),
        (target(at_most=5), 1, True),  # what is left of a cap, in the year in which it is due
        (target(measure=LEVEL, at_most=3, baseline=10), 3, False),
        (target(measure=LEVEL, at_most=3, baseline=10), 2, True),
        (target(measure=RANK, at_least=3), 3, False),
        (target(measure=RANK, at_least=3), 4, True),
    ],
)
def test_is_beyond(asked, figure, past):
    assert is_beyond(whole_term(asked), Fraction(figure)) is past


@cases(
    ("asked", "first", "second"),
    [
        (target(at_least=8), 4, 8),  # 3,97 rounded up to whole subjects
        (target(more_than=5), 2, 5),  # a whole number more than 2,48 is a whole number more than 2
        (target(between=(7, 9)), 4, 7),
        (target(at_least=1), 1, 1),
        (target(at_least=8, pace=AT_END), None, 8),
        (target(at_least=8, pace=points(("30/6", 4))), 4, 8),
        (target(at_least=8, pace=points(("30/6", 0))), None, 8),
        (target(at_least=8, due="30/6"), 8, None),  # due before the second phase starts
        (target(at_least=8, due="1/7"), 8, 8),
        (target(at_least=8, start="1/7"), None, 8),
        (target(at_least=8, start="30/6", due="3/7"), 2, 8),
        (target(measure=RATIO, at_least=73), Fraction(181, 5), 73),  # a percentage is not rounded
        (target(measure=RANK, at_least=3), None, 3),
        (target(measure=COMPLIANCE, at_least=100), 100, 100),  # conduct holds in every phase
        (target(measure=COMPLIANCE, more_than=95, pace=AT_END), 95, 95),
        (target(measure=COMPLIANCE, at_least=100, due="30/6"), 100, None),
        (target(measure=LEVEL, at_most=3, baseline=10, pace=points(("30/6", 5))), 5, 3),
        (target(measure=LEVEL, at_least=40, baseline=20, pace=AT_END), None, 40),
    ],
)
def test_goal_of_a_phase(asked, first, second):
    terms = [phase_term(asked, phase) for phase in PHASES]
    assert [term and term.goal.lower for term in terms] == [first, second]


def test_a_cap_that_allows_nothing_has_no_way_to_go():
    assert progress(Fraction(0), Fraction(0), Fraction(0)) == 1
    assert expected(target(at_most=0, pace=points(("30/6", 0))), day("15/5")) == 0


def test_dates_of_a_phase():
    term = phase_term(target(at_least=8, start="1/3", due="30/9"), FIRST)
    assert term is not None
    assert (term.start, term.due, term.last, term.final) == (day("1/3"), day("30/6"), day("30/6"), False)
    term = phase_term(target(at_least=8, start="1/3", due="30/9"), SECOND)
    assert term is not None
    assert (term.start, term.due, term.last, term.final) == (day("1/7"), day("30/9"), day("31/12"), True)


@cases(
    ("phase", "figure", "past"),
    [
        (FIRST, 4, False),
        (FIRST, 5, True),  # before it is due, a range is passed at the phase's own goal
        (SECOND, 9, False),
        (SECOND, 10, True),  # where it is due, at its upper bound
    ],
)
def test_range_is_passed_at_its_upper_bound_only_where_it_is_due(phase, figure, past):
    asked = target(between=(7, 9))
    term = phase_term(asked, phase)
    assert term is not None
    assert is_beyond(term, Fraction(figure)) is past


def test_due_in_a_gap_between_phases_belongs_to_neither():
    early = Phase("a", "a", day("1/1"), day("31/5"))
    late = Phase("b", "b", day("1/7"), day("31/12"))
    asked = target(between=(7, 9), due="15/6")
    term = phase_term(asked, early)
    assert term is not None
    assert not term.final
    assert term.goal.upper is None
    assert phase_term(asked, late) is None
