"""Both sides of each bound, for every measure and operator, on the due day (section 2 and the table)."""

from __future__ import annotations

import pytest
from spec_kit import Judge, brief, office
from table_kit import cases

TEN = ["1/1 A 10"]

# measure and goal, the value recorded on 30/12, and on 31/12: status, shortfall, attainment
COUNTS = [
    ("at_least: 4", 3, "missed", 1, 0.75),
    ("at_least: 4", 4, "met", 0, 1.0),
    ("at_least: 4", 5, "exceeded", 0, 1.25),
    ("more_than: 4", 4, "missed", 1, 1.0),
    ("more_than: 4", 5, "met", 0, 1.25),
    ("more_than: 4", 9, "met", 0, 2.25),
    ("at_most: 4", 5, "missed", 1, None),
    ("at_most: 4", 4, "met", 0, None),
    ("at_most: 4", 3, "exceeded", 0, None),
    ("at_most: 4", 0, "exceeded", 0, None),
    ("at_most: 0", 0, "met", 0, None),
    ("at_most: 0", 2, "missed", 2, None),
    ("less_than: 4", 3, "met", 0, None),
    ("less_than: 4", 0, "met", 0, None),
    ("less_than: 4", 4, "missed", 1, None),
    ("less_than: 4", 6, "missed", 3, None),
    ("between: [3, 5]", 2, "missed", 1, 0.666667),
    ("between: [3, 5]", 3, "met", 0, 1.0),
    ("between: [3, 5]", 5, "met", 0, 1.666667),
    ("between: [3, 5]", 6, "exceeded", 0, 2.0),
]
AMOUNTS = [
    ("at_least: 4", "3,9", "missed", 0.1, 0.975),
    ("at_least: 4", "4", "met", 0, 1.0),
    ("at_least: 4", "4,1", "exceeded", 0, 1.025),
    ("more_than: 4", "4", "missed", 0, 1.0),  # touched: nothing is missing, and it is not more
    ("more_than: 4", "3,5", "missed", 0.5, 0.875),
    ("more_than: 4", "4,01", "met", 0, 1.0025),
    ("at_most: 4", "4,1", "missed", 0.1, None),
    ("at_most: 4", "4", "met", 0, None),
    ("at_most: 4", "3,9", "exceeded", 0, None),
    ("less_than: 4", "3,99", "met", 0, None),
    ("less_than: 4", "4", "missed", 0, None),
    ("less_than: 4", "4,5", "missed", 0.5, None),
    ("between: [3, 4]", "2,9", "missed", 0.1, 0.966667),
    ("between: [3, 4]", "3", "met", 0, 1.0),
    ("between: [3, 4]", "4", "met", 0, 1.333333),
    ("between: [3, 4]", "4,1", "exceeded", 0, 1.366667),
]
RATIOS = [  # of ten
    ("at_least: 40", 3, "missed", 1, 0.75),
    ("at_least: 40", 4, "met", 0, 1.0),
    ("at_least: 40", 5, "exceeded", 0, 1.25),
    ("at_least: 100", 9, "missed", 1, 0.9),
    ("at_least: 100", 10, "met", 0, 1.0),
    ("more_than: 40", 4, "missed", 1, 1.0),
    ("more_than: 40", 5, "met", 0, 1.25),
    ("at_most: 40", 5, "missed", 1, None),
    ("at_most: 40", 4, "met", 0, None),
    ("at_most: 40", 3, "exceeded", 0, None),
    ("at_most: 45", 6, "missed", 2, None),  # 4 are allowed
    ("less_than: 40", 4, "missed", 1, None),
    ("less_than: 40", 3, "met", 0, None),
    ("between: [40, 60]", 3, "missed", 1, 0.75),
    ("between: [40, 60]", 6, "met", 0, 1.5),
    ("between: [40, 60]", 7, "exceeded", 0, 1.75),
    ("at_least: 40 | hold: true", 3, "missed", 1, 0.75),
    ("at_least: 40 | hold: true", 4, "met", 0, 1.0),
    ("at_least: 40 | hold: true", 5, "exceeded", 0, 1.25),
    ("between: [40, 60] | hold: true", 3, "missed", 1, 0.75),
    ("between: [40, 60] | hold: true", 4, "met", 0, 1.0),
    ("between: [40, 60] | hold: true", 6, "met", 0, 1.5),
    ("between: [40, 60] | hold: true", 9, "missed", 3, 2.25),
]
LEVELS = [
    ("at_least: 4", "3,9", "missed", 0.1, 0.975),
    ("at_least: 4", "4", "met", 0, 1.0),
    ("at_least: 4", "4,1", "exceeded", 0, 1.025),
    ("more_than: 4", "4", "missed", 0, 1.0),
    ("more_than: 4", "4,5", "met", 0, 1.125),
    ("at_most: 3 | baseline: 5", "3,5", "missed", 0.5, None),
    ("at_most: 3 | baseline: 5", "3", "met", 0, None),
    ("at_most: 3 | baseline: 5", "2,5", "exceeded", 0, None),
    ("less_than: 3 | baseline: 5", "3", "missed", 0, None),
    ("less_than: 3 | baseline: 5", "2,9", "met", 0, None),
    ("less_than: 3 | baseline: 5", "3,2", "missed", 0.2, None),
    ("between: [3, 4]", "2", "missed", 1, 0.666667),
    ("between: [3, 4]", "4,5", "exceeded", 0, 1.5),
    ('at_least: 100 | unit: "%"', "105", "exceeded", 0, 1.05),  # no ratio: 105 % of a plan is more
    ("at_least: 4 | hold: true", "3,5", "missed", 0.5, 0.875),
    ("at_least: 4 | hold: true", "4", "met", 0, 1.0),
    ("at_least: 4 | hold: true", "5", "exceeded", 0, 1.25),
    ("more_than: 4 | hold: true", "4", "missed", 0, 1.0),
    ("more_than: 4 | hold: true", "5", "met", 0, 1.25),
    ("at_most: 4 | hold: true", "4,5", "missed", 0.5, None),
    ("at_most: 4 | hold: true", "4", "met", 0, None),
    ("at_most: 4 | hold: true", "3", "exceeded", 0, None),
    ("at_most: 0 | hold: true", "0", "met", 0, None),
    ("less_than: 4 | hold: true", "4", "missed", 0, None),
    ("less_than: 4 | hold: true", "3,9", "met", 0, None),
    ("between: [3, 4] | hold: true", "2,5", "missed", 0.5, 0.833333),
    ("between: [3, 4] | hold: true", "3", "met", 0, 1.0),
    ("between: [3, 4] | hold: true", "4", "met", 0, 1.333333),
    ("between: [3, 4] | hold: true", "4,5", "missed", 0.5, 1.5),
]
COMPLIANCES = [  # breaches among ten
    ("at_least: 90", 2, "missed", 1, 0.888889),
    ("at_least: 90", 1, "met", 0, 1.0),
    ("at_least: 90", 0, "met", 0, 1.111111),
    ("more_than: 90", 1, "missed", 1, 1.0),
    ("more_than: 90", 0, "met", 0, 1.111111),
    ("at_least: 100", 1, "missed", 1, 0.9),
]
RANKS = [
    ("at_least: Khá", "Đạt", "missed", None, None),
    ("at_least: Khá", "Khá", "met", None, None),
    ("at_least: Khá", "Tốt", "exceeded", None, None),
]
MEASURES = {
    "count": COUNTS,
    "amount": AMOUNTS,
    "ratio, population: staff": RATIOS,
    "level": LEVELS,
    "compliance, population: staff": COMPLIANCES,
    "rank, scale: xl": RANKS,
}


def written(measure: str, goal: str) -> str:
    """The target; behind a bar stand further keys."""
    bound, _, further = goal.partition(" | ")
    return f"measure: {measure}, goal: {{{bound}}}" + (f", {further}" if further else "")


CASES = [(written(measure, goal), *rest) for measure, cases in MEASURES.items() for goal, *rest in cases]


@cases(("target", "value", "status", "shortfall", "attainment"), CASES)
def test_a_bound_on_the_due_day(judged: Judge, target, value, status, shortfall, attainment):
    unit = "-" if target.startswith(("measure: level", "measure: rank")) else "A"
    case = office(target, rows=[f"30/12 T-1 {unit} {value}"], heads=TEN)
    told = brief(judged(case, "31/12")["T-1"])
    assert (told["status"], told["attainment"]) == (status, attainment)
    assert told["shortfall"] == (shortfall if shortfall is None else pytest.approx(shortfall, abs=1e-12))


@cases(
    ("target", "expected", "shortfall"),
    [
        ("measure: count, goal: {at_least: 4}", 4, 4),
        ("measure: count, goal: {more_than: 4}", 4, 5),
        ("measure: count, goal: {at_most: 4}", 4, 0),  # taken as 0: nothing is above the cap
        ("measure: amount, goal: {at_least: 4.5}", 4.5, 4.5),
        ("measure: amount, goal: {less_than: 4.5}", 4.5, 0),
        ("measure: ratio, population: staff, goal: {at_least: 35}", 35, 4),
        ("measure: ratio, population: staff, goal: {at_most: 35}", 35, 0),
        ("measure: level, goal: {at_least: 4}", 4, None),
        ("measure: level, goal: {at_least: 4}, hold: true", 4, None),
        ("measure: rank, scale: xl, goal: {at_least: Khá}", "Khá", None),
    ],
)
def test_without_a_row_on_the_due_day(judged: Judge, target, expected, shortfall):
    told = judged(office(target, heads=TEN), "31/12")["T-1"]
    assert (told["status"], told["actual"], told["attainment"]) == ("no_data", None, None)
    assert (told["expected"], told["shortfall"]) == (expected, shortfall)


def test_compliance_always_has_a_figure(judged: Judge):
    case = office("measure: compliance, population: staff, goal: {at_least: 100}", heads=TEN)
    told = judged(case, "31/12")["T-1"]
    assert (told["status"], told["actual"]) == ("met", {"value": 10, "of": 10, "percent": 100.0})
