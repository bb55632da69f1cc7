"""Units that begin, end and merge: what stays counted, for whom, and until when."""

from __future__ import annotations

from spec_kit import Judge, brief, office
from table_kit import cases

RATIO = "measure: ratio, population: staff, goal: {at_least: 50}"
COUNT = "measure: count, goal: {at_least: 20}"
CUMULATIVE = COUNT + ", reading: cumulative"
HECTARES = "measure: level, unit: ha, goal: {at_least: 20}, across: sum"
MERGED = ["A", "B - 30/6 A"]
GONE = ["A", "B - 30/6"]


def series(judged: Judge, case, key: str, *days: str) -> list:
    return [brief(judged(case, on)["T-1"])[key] for on in days]


@cases(
    ("units", "heads", "sizes"),  # on 30/6, 1/7, 31/7, 1/8
    [
        (MERGED, ["1/1 A 10", "1/1 B 20"], [30, 30, 30, 30]),
        (GONE, ["1/1 A 10", "1/1 B 20"], [30, 10, 10, 10]),
        (MERGED, ["1/1 A 10", "1/1 B 20", "1/8 A 25"], [30, 30, 30, 25]),  # speaks for both
        (MERGED, ["1/1 A 10", "1/1 B 20", "1/7 A 25"], [30, 25, 25, 25]),
        (MERGED, ["1/1 A 10", "1/1 B 20", "30/6 A 12"], [32, 32, 32, 32]),  # both were in being
        (["A", "B - 30/6 C", "C 1/7"], ["1/1 A 10", "1/1 B 20"], [30, 30, 30, 30]),
        (["A", "B - 30/6 C", "C 1/7"], ["1/1 A 10", "1/1 B 20", "1/8 C 5"], [30, 30, 30, 15]),
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/1 A 10", "1/1 B 20"], [30, 30, 30, 30]),
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/1 A 10", "1/1 B 20", "10/7 C 18"], [30, 30, 28, 28]),
        (["A", "B - 30/6 C", "C 1/7 31/7"], ["1/1 A 10", "1/1 B 20", "10/7 C 18"], [30, 30, 28, 10]),
        (["A", "C 1/7"], ["1/1 A 10", "1/7 C 7"], [10, 17, 17, 17]),
        (["A - 30/6 C", "B - 30/6 C", "C 1/7"], ["1/1 A 10", "1/1 B 20"], [30, 30, 30, 30]),
        (["A - 30/6 C", "B - 31/7 C", "C 1/7"], ["1/1 A 10", "1/1 B 20", "15/7 C 11"], [30, 30, 31, 31]),
    ],
)
def test_the_population_counts_units_in_being(judged: Judge, units, heads, sizes):
    case = office(RATIO, rows=["1/2 T-1 A 5"], units=units, heads=heads)
    assert series(judged, case, "of", "30/6", "1/7", "31/7", "1/8") == sizes


def test_a_share_moves_with_a_units_end(judged: Judge):
    case = office(RATIO, rows=["1/2 T-1 A 5"], units=GONE, heads=["1/1 A 10", "1/1 B 10"])
    assert series(judged, case, "percent", "30/6", "1/7") == [25.0, 50.0]
    assert series(judged, case, "satisfied_on", "30/6", "1/7", "1/9") == [None, "1/7", "1/7"]


def test_a_share_moves_with_a_units_beginning(judged: Judge):
    rows = ["1/2 T-1 A 5"]
    case = office(RATIO, rows=rows, units=["A", "B 1/7"], heads=["1/1 A 10", "1/7 B 10"])
    assert series(judged, case, "percent", "30/6", "1/7") == [50.0, 25.0]
    assert series(judged, case, "satisfied_on", "30/6", "1/7") == ["1/2", None]


def test_increments_of_an_ended_unit_stay_counted(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 3", "30/6 T-1 B 5", "1/8 T-1 A 1"], units=GONE)
    assert series(judged, case, "actual", "29/6", "30/6", "1/7", "1/8") == [3, 8, 8, 9]


def test_breaches_of_an_ended_unit_stay_counted(judged: Judge):
    target = "measure: compliance, population: staff, goal: {at_least: 90}"
    case = office(target, rows=["1/2 T-1 B 1"], units=GONE, heads=["1/1 A 10", "1/1 B 10"])
    told = [judged(case, on)["T-1"]["actual"] for on in ("30/6", "1/7")]
    assert told == [
        {"value": 19, "of": 20, "percent": 95.0},
        {"value": 9, "of": 10, "percent": 90.0},
    ]


@cases("target", [CUMULATIVE, HECTARES, CUMULATIVE.replace("count", "amount")])
@cases(
    ("units", "rows", "sums"),  # on 30/6, 1/7, 9/8, 10/8
    [
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5"], [8, 8, 8, 8]),
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "10/8 T-1 A 9"], [8, 8, 8, 9]),  # speaks for both
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "30/6 T-1 A 4"], [9, 9, 9, 9]),
        (MERGED, ["1/2 T-1 B 5"], [5, 5, 5, 5]),
        (MERGED, ["1/2 T-1 B 5", "1/7 T-1 A 6"], [5, 6, 6, 6]),
        (GONE, ["1/2 T-1 A 3", "1/2 T-1 B 5", "10/8 T-1 A 9"], [8, 8, 8, 14]),  # nobody speaks for B
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/2 T-1 A 3", "1/2 T-1 B 5"], [8, 8, 8, 8]),
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/2 T-1 B 5", "20/7 T-1 C 7"], [5, 5, 7, 7]),
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/2 T-1 B 5", "10/8 T-1 A 6"], [5, 5, 5, 6]),
    ],
)
def test_what_an_ended_unit_last_said_counts_until_its_successor_speaks(
    judged: Judge, target, units, rows, sums
):
    case = office(target, rows=rows, units=units)
    assert series(judged, case, "actual", "30/6", "1/7", "9/8", "10/8") == sums


@cases(
    ("units", "on", "owner"),
    [
        (["A", "B - 30/6 A"], "30/6", "B"),
        (["A", "B - 30/6 A"], "1/7", "A"),
        (["A", "B - 30/6 C", "C - 31/7 A"], "31/7", "C"),
        (["A", "B - 30/6 C", "C - 31/7 A"], "1/8", "A"),
        (["A", "B - 30/6"], "1/7", "B"),  # with no successor the last one stays
        (["A", "B - 30/6 C", "C - 31/7"], "1/8", "C"),
    ],
)
def test_the_successor_acts_as_owner(judged: Judge, units, on, owner):
    assert judged(office(COUNT + ", owner: B", units=units), on)["T-1"]["owner"] == owner
