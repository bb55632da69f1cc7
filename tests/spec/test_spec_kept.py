"""Bounds to be kept: caps that are used up, shares and levels held all the time, conduct norms."""

from __future__ import annotations

from spec_kit import Judge, brief, office
from table_kit import cases

# A cap of 36,5 over 365 days: a tenth a day may have been used up.
CAP = "measure: amount, goal: {at_most: 36.5}"
CAP_AT_ANY_TIME = CAP + ", pace: at_end"
FEW = "measure: count, goal: {at_most: 12}"
STAFF = ["1/1 A 10"]
LEVEL = 'measure: level, unit: "%", goal: {at_least: 90}, hold: true'


@cases(
    ("target", "rows", "on", "status", "expected"),
    [
        (CAP, [], "31/12/2021", "not_started", 0.0),
        (CAP, [], "1/1", "no_data", 0.1),
        (CAP, [], "31/12", "no_data", 36.5),
        (CAP, ["1/1 T-1 A 0"], "1/1", "on_track", 0.1),
        (CAP, ["10/1 T-1 A 1"], "10/1", "on_track", 1.0),
        (CAP, ["10/1 T-1 A 1,01"], "10/1", "at_risk", 1.0),
        (CAP, ["10/1 T-1 A 1,01"], "11/1", "on_track", 1.1),
        (CAP, ["10/1 T-1 A 36,5"], "10/1", "at_risk", 1.0),
        (CAP, ["10/1 T-1 A 36,6"], "10/1", "missed", 1.0),  # nothing can mend it
        (CAP, ["10/1 T-1 A 36,5"], "31/12", "met", 36.5),
        (CAP, ["10/1 T-1 A 36,4"], "31/12", "exceeded", 36.5),
        (CAP_AT_ANY_TIME, [], "1/1", "no_data", 36.5),
        (CAP_AT_ANY_TIME, ["10/1 T-1 A 36,5"], "10/1", "on_track", 36.5),
        (CAP_AT_ANY_TIME, ["10/1 T-1 A 36,6"], "10/1", "missed", 36.5),
        ("measure: count, goal: {less_than: 12}", ["5/1 T-1 A 11"], "31/12", "met", 12.0),
        ("measure: count, goal: {less_than: 12}", ["5/1 T-1 A 12"], "5/1", "missed", 0.164384),
        ("measure: count, goal: {at_most: 0}", ["5/1 T-1 A 0"], "5/1", "on_track", 0.0),
        ("measure: count, goal: {at_most: 0}", ["5/1 T-1 A 1"], "5/1", "missed", 0.0),
        (CAP + ", start: 2022-03-01", ["5/1 T-1 A 40"], "28/2", "not_started", 0.0),
        (CAP + ", start: 2022-03-01", ["5/1 T-1 A 40"], "1/3", "missed", 0.119281),
    ],
)
def test_a_cap_over_the_year(judged: Judge, target, rows, on, status, expected):
    told = judged(office(target, rows=rows), on)["T-1"]
    assert (told["status"], told["expected"], told["satisfied_on"]) == (status, expected, None)


def test_a_cap_is_judged_by_its_due_day(judged: Judge):
    late = office(CAP, rows=["30/6 T-1 A 36,5", "1/1/2023 T-1 A 1"])
    told = brief(judged(late, "2/1/2023")["T-1"])
    assert (told["status"], told["actual"], told["shortfall"]) == ("met", 36.5, 0)
    mended = office(CAP, rows=["30/6 T-1 A 37", "1/1/2023 T-1 A -1 - ghi_nhầm"])
    told = brief(judged(mended, "2/1/2023")["T-1"])
    assert (told["status"], told["actual"], told["shortfall"]) == ("missed", 37, 0.5)


@cases(
    ("target", "value", "dot1", "goal1"),
    [
        (FEW, 5, "met", 5),  # 12 · 181 / 365 = 5,95, down to whole ones; beyond only where it is due
        (FEW, 4, "met", 5),
        (FEW, 6, "missed", 5),
        (FEW + ", pace: at_end", 12, "met", 12),
        (FEW + ", pace: at_end", 3, "met", 12),
        ("measure: count, goal: {less_than: 12}", 5, "met", 6),  # up: below 5,95 is below 6
        ("measure: count, goal: {less_than: 12}", 6, "missed", 6),
        (CAP, "18,1", "met", 18.1),
        (CAP, "18,2", "missed", 18.1),
    ],
)
def test_a_cap_in_the_first_phase(judged: Judge, target, value, dot1, goal1):
    phases = judged(office(target, rows=[f"1/6 T-1 A {value}"]), "30/6")["T-1"]["phases"]
    assert (phases["dot1"]["status"], phases["dot1"]["goal"]) == (dot1, goal1)


def test_a_cap_of_a_phase_is_missed_at_once_and_stays_so(judged: Judge):
    case = office(FEW, rows=["1/6 T-1 A 6", "1/12 T-1 A 5"])
    told = judged(case, "1/6")["T-1"]
    assert (told["status"], told["phases"]["dot1"]["status"]) == ("at_risk", "missed")
    told = judged(case, "31/12")["T-1"]
    assert (told["status"], told["phases"]["dot1"]["status"]) == ("exceeded", "missed")
    assert told["phases"]["dot1"]["actual"] == {"value": 6}
    assert told["phases"]["dot2"] == {"status": "exceeded", "actual": {"value": 11}, "goal": 12}


@cases(
    ("target", "value", "before", "at_due"),
    [
        (LEVEL, 89, "off_track", "missed"),
        (LEVEL, 90, "on_track", "met"),
        (LEVEL, 91, "on_track", "exceeded"),
        ("measure: level, goal: {less_than: 4.5}, hold: true", "4,5", "off_track", "missed"),
        ("measure: level, goal: {less_than: 4.5}, hold: true", "4,4", "on_track", "met"),
        ("measure: level, goal: {at_most: 4.5}, hold: true", "4,5", "on_track", "met"),
        ("measure: level, goal: {at_most: 4.5}, hold: true", "4,4", "on_track", "exceeded"),
        ("measure: level, goal: {between: [3, 4]}, hold: true", "4,1", "off_track", "missed"),
        ("measure: level, goal: {between: [3, 4]}, hold: true", "2,9", "off_track", "missed"),
        ("measure: level, goal: {between: [3, 4]}, hold: true", "3,9", "on_track", "met"),
    ],
)
def test_a_level_to_be_kept(judged: Judge, target, value, before, at_due):
    case = office(target, rows=[f"1/3 T-1 - {value}"])
    assert judged(case, "28/2")["T-1"]["status"] == "no_data"
    assert judged(case, "1/3")["T-1"]["status"] == before
    assert judged(case, "30/12")["T-1"]["status"] == before
    assert judged(case, "31/12")["T-1"]["status"] == at_due


def test_a_level_to_be_kept_may_recover_until_its_due_day(judged: Judge):
    rows = ["1/3 T-1 - 80", "1/9 T-1 - 95", "5/1/2023 T-1 - 50"]
    case = office(LEVEL, rows=rows)
    told = [judged(case, on)["T-1"] for on in ("1/3", "1/9", "31/12", "5/1/2023")]
    assert [one["status"] for one in told] == ["off_track", "on_track", "exceeded", "exceeded"]
    assert [one["expected"] for one in told] == [90.0] * 4
    assert told[-1]["actual"] == {"value": 95}
    assert told[-1]["satisfied_on"] is None
    phases = told[-1]["phases"]
    assert phases["dot1"] == {"status": "missed", "actual": {"value": 80}, "goal": 90}
    assert phases["dot2"] == {"status": "exceeded", "actual": {"value": 95}, "goal": 90}


@cases(
    ("target", "value", "status", "goal"),
    [
        (LEVEL, 95, "exceeded", 90),
        (LEVEL, 90, "met", 90),
        ("measure: level, goal: {at_most: 4.5}, hold: true", 4, "met", 4.5),  # beyond only where it is due
        ("measure: level, goal: {between: [3, 4]}, hold: true", 4, "met", 3),
        ("measure: level, goal: {between: [3, 4]}, hold: true", 5, "missed", 3),
    ],
)
def test_a_bound_has_its_full_goal_in_every_phase(judged: Judge, target, value, status, goal):
    phases = judged(office(target, rows=[f"1/3 T-1 - {value}"]), "30/6")["T-1"]["phases"]
    assert (phases["dot1"]["status"], phases["dot1"]["goal"]) == (status, goal)
    assert phases["dot2"]["status"] == "not_started"


def test_a_share_under_a_cap_is_off_track_and_may_recover(judged: Judge):
    target = "measure: ratio, population: staff, goal: {at_most: 40}"
    case = office(target, rows=["1/2 T-1 A 5"], heads=["1/1 A 10", "1/4 A 20", "1/2/2023 A 1000"])
    told = [brief(judged(case, on)["T-1"]) for on in ("31/1", "1/2", "31/3", "1/4", "31/12", "1/2/2023")]
    assert [one["status"] for one in told] == [
        "no_data",
        "off_track",
        "off_track",
        "on_track",
        "exceeded",
        "exceeded",
    ]
    assert [one["of"] for one in told] == [None, 10, 10, 20, 20, 20]  # the population of the due day
    assert [one["expected"] for one in told] == [40.0] * 6


def test_conduct_is_missed_at_the_first_breach(judged: Judge):
    target = "measure: compliance, population: staff, goal: {at_least: 95}"
    heads = ["1/1 A 20", "1/2/2023 A 100"]
    case = office(target, rows=["1/3 T-1 A 1", "1/7 T-1 A 1", "5/1/2023 T-1 A 9"], heads=heads)
    told = [brief(judged(case, on)["T-1"]) for on in ("1/1", "1/3", "30/6", "1/7", "31/12", "5/2/2023")]
    assert [one["status"] for one in told] == ["on_track", "on_track", "on_track"] + ["missed"] * 3
    assert [one["actual"] for one in told] == [20, 19, 19, 18, 18, 18]
    assert [one["expected"] for one in told] == [95.0] * 6
    assert [one["shortfall"] for one in told] == [0, 0, 0, 1, 1, 1]
    phases = told[-1]["phases"]
    assert [phases[one]["status"] for one in ("dot1", "dot2")] == ["met", "missed"]


def test_due_before_a_phase_or_begun_after_it(judged: Judge):
    early = office(LEVEL + ", due: 2022-06-30", rows=["1/3 T-1 - 90"])
    phases = judged(early, "31/12")["T-1"]["phases"]
    assert [phases[one]["status"] for one in ("dot1", "dot2")] == ["met", "not_assigned"]
    assert phases["dot2"] == {"status": "not_assigned", "actual": None, "goal": None}
    late = office(LEVEL + ", start: 2022-07-01", rows=["1/3 T-1 - 90"])
    for on in ("30/6", "1/7", "31/12"):
        assert judged(late, on)["T-1"]["phases"]["dot1"]["status"] == "not_started"
    assert judged(late, "31/12")["T-1"]["phases"]["dot2"]["status"] == "met"


def test_a_cap_that_is_a_sum(judged: Judge):
    case = office(
        "id: A-1, measure: count, goal: {at_least: 9}",
        "id: A-2, measure: count, goal: {at_least: 9}",
        "id: S-1, measure: count, goal: {at_most: 4}, from: {sum: [A-1, A-2]}",
        rows=["1/2 A-1 A 2", "1/3 A-2 A 2", "1/4 A-2 A 1"],
    )
    told = [judged(case, on)["S-1"] for on in ("28/2", "1/3", "1/4")]
    assert [one["status"] for one in told] == ["no_data", "at_risk", "missed"]
    assert [one["shortfall"] for one in told] == [None, 0, 1]
