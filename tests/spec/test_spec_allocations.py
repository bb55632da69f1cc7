"""What each unit has to reach: its own rows and people, judged by the same table."""

from __future__ import annotations

from spec_kit import Judge, brief, office
from table_kit import cases

# 10 · 36,5 over the year: a unit's 3,65 asks for a hundredth a day.
AMOUNT = "measure: amount, goal: {at_least: 36.5}"
COUNT = "measure: count, goal: {at_least: 10}"
RATIO = "measure: ratio, population: staff, goal: {at_least: 50}"
LEVEL = "measure: level, unit: ha, goal: {at_least: 73}, across: sum"
FALLING = "measure: level, goal: {at_most: 3}, baseline: 5, across: mean"
RANK = "measure: rank, scale: xl, goal: {at_least: Khá}"
MERGED = ["A", "B - 30/6 A"]


def share(judged: Judge, case, on: str, unit: str = "A") -> dict:
    return brief(judged(case, on)["T-1"]["units"][unit])


@cases(
    ("on", "actual", "expected", "status"),
    [
        ("1/1", None, 0.01, "no_data"),
        ("31/1", None, 0.31, "no_data"),
        ("1/2", 0.32, 0.32, "on_track"),
        ("2/2", 0.32, 0.33, "at_risk"),
        ("9/2", 0.32, 0.4, "at_risk"),  # exactly four fifths
        ("10/2", 0.32, 0.41, "off_track"),
        ("30/12", 0.32, 3.64, "off_track"),
        ("31/12", 3.65, 3.65, "met"),
        ("1/1/2023", 3.75, 3.65, "met"),  # more than its goal only after the due day
    ],
)
def test_a_unit_follows_the_pace_of_the_target(judged: Judge, on, actual, expected, status):
    rows = ["1/2 T-1 A 0,32", "5/2 T-1 B 9", "31/12 T-1 A 3,33", "1/1/2023 T-1 A 0,1"]
    told = share(judged, office(AMOUNT, rows=rows, allocations=["1/1 T-1 A 3.65"]), on)
    assert (told["goal"], told["actual"], told["expected"]) == (3.65, actual, expected)
    assert told["status"] == status


@cases(
    ("rows", "status", "shortfall", "attainment", "satisfied_on"),
    [
        (["1/2 T-1 A 3"], "missed", 1, 0.75, None),
        (["1/2 T-1 A 4"], "met", 0, 1.0, "1/2"),
        (["1/2 T-1 A 5"], "exceeded", 0, 1.25, "1/2"),
        (["1/2 T-1 A 3", "1/1/2023 T-1 A 1"], "met_late", 0, 1.0, "1/1/2023"),
        ([], "no_data", 4, None, None),
    ],
)
def test_a_unit_at_the_end(judged: Judge, rows, status, shortfall, attainment, satisfied_on):
    case = office(COUNT, rows=rows, allocations=["1/1 T-1 A 4"])
    told = share(judged, case, "1/1/2023")
    assert (told["status"], told["shortfall"], told["attainment"]) == (status, shortfall, attainment)
    assert told["satisfied_on"] == satisfied_on


def test_the_whole_is_judged_as_before(judged: Judge):
    rows = ["1/2 T-1 A 4", "1/2 T-1 B 6"]
    told = judged(office(COUNT, rows=rows, allocations=["1/1 T-1 A 5", "1/1 T-1 B 5"]), "31/12")["T-1"]
    assert (told["status"], told["goal"]) == ("met", {"at_least": 10})
    assert {unit: one["status"] for unit, one in told["units"].items()} == {"A": "missed", "B": "exceeded"}


def test_from_its_day_on_until_it_is_taken_back(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/3 T-1 A 4", "1/6 T-1 A 5", "1/9 T-1 A x"])
    assert "A" not in (judged(case, "28/2")["T-1"].get("units") or {})
    told = [share(judged, case, on) for on in ("1/3", "31/5", "1/6", "31/8")]
    assert [one["goal"] for one in told] == [4, 4, 5, 5]
    assert [one["status"] for one in told] == ["met", "met", "on_track", "on_track"]
    assert [one["satisfied_on"] for one in told] == ["1/3", "1/3", None, None]
    assert "A" not in (judged(case, "1/9")["T-1"].get("units") or {})


def test_an_allocation_that_falls_satisfies_on_its_day(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/1 T-1 A 5", "1/6 T-1 A 4"])
    assert share(judged, case, "1/9")["satisfied_on"] == "1/6"
    late = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/1 T-1 A 5", "1/2/2023 T-1 A 4"])
    assert share(judged, late, "1/2/2023")["status"] == "met_late"


@cases(
    ("bound", "goal", "value", "told"),
    [
        ("at_most: 10", 4, 5, ("missed", 1, 4.0)),
        ("at_most: 10", 4, 4, ("met", 0, 4.0)),
        ("at_most: 10", 4, 3, ("exceeded", 0, 4.0)),
        ("at_most: 10", 0, 0, ("met", 0, 0.0)),  # 0 under a cap is sound
        ("at_most: 10", 0, 2, ("missed", 2, 0.0)),
        ("at_most: 0", 0, 0, ("met", 0, 0.0)),  # the whole has no share to speak of
        ("less_than: 10", 4, 4, ("missed", 1, 4.0)),
        ("more_than: 10", 4, 4, ("missed", 1, 4.0)),
        ("more_than: 10", 4, 5, ("met", 0, 4.0)),
        ("between: [10, 12]", 4, 3, ("missed", 1, 4.0)),
        ("between: [10, 12]", 4, 4, ("met", 0, 4.0)),
        ("between: [10, 12]", 4, 99, ("met", 0, 4.0)),  # no upper one: never beyond
    ],
)
def test_the_operator_is_the_targets(judged: Judge, bound, goal, value, told):
    target = f"measure: count, goal: {{{bound}}}"
    case = office(target, rows=[f"1/2 T-1 A {value}"], allocations=[f"1/1 T-1 A {goal}"])
    found = share(judged, case, "31/12")
    assert (found["status"], found["shortfall"], found["expected"]) == told


@cases(
    ("value", "on", "status", "expected"),
    [
        (0, "10/1", "on_track", 0.1),
        ("0,1", "10/1", "on_track", 0.1),
        ("0,11", "10/1", "at_risk", 0.1),
        ("3,65", "10/1", "at_risk", 0.1),
        ("3,66", "10/1", "missed", 0.1),
    ],
)
def test_a_units_cap_is_used_up_along_the_pace(judged: Judge, value, on, status, expected):
    target = "measure: amount, goal: {at_most: 36.5}"
    case = office(target, rows=[f"1/1 T-1 A {value}"], allocations=["1/1 T-1 A 3.65"])
    told = share(judged, case, on)
    assert (told["status"], told["expected"]) == (status, expected)


def test_a_share_is_of_the_units_own_people(judged: Judge):
    heads = ["1/1 A 10", "1/1 B 90"]
    case = office(RATIO, rows=["1/2 T-1 A 4", "1/2 T-1 B 9"], heads=heads, allocations=["1/1 T-1 A 45"])
    told = share(judged, case, "31/12")
    assert (told["actual"], told["of"], told["percent"]) == (4, 10, 40.0)
    assert (told["status"], told["shortfall"], told["goal"]) == ("missed", 1, 45)


def test_a_level_has_a_baseline_of_its_own(judged: Judge):
    case = office(LEVEL, rows=["1/4 T-1 A 22"], allocations=["1/1 T-1 A 30 20"])
    told = share(judged, case, "2/7")  # day 183 of 365
    assert (told["goal"], told["expected"]) == (30, 25.013699)
    assert told["status"] == "off_track"  # 2 of 10, when 5,01 are expected
    case = office(
        FALLING, rows=["1/4 T-1 A 5", "1/4 T-1 B 9"], allocations=["1/1 T-1 A 4 6", "1/1 T-1 B 7 9"]
    )
    told = judged(case, "2/7")["T-1"]["units"]
    assert [told[unit]["status"] for unit in "AB"] == ["at_risk", "off_track"]
    assert [told[unit]["expected"] for unit in "AB"] == [4.99726, 7.99726]
    assert [told[unit]["shortfall"] for unit in "AB"] == [1, 2]


def test_a_level_that_has_not_begun_is_not_due(judged: Judge):
    case = office(
        LEVEL + ", pace: at_end", rows=["1/4 T-1 A 22"], allocations=["1/1 T-1 A 30 20", "1/1 T-1 B 9"]
    )
    told = judged(case, "2/7")["T-1"]["units"]
    assert [(told[unit]["status"], told[unit]["expected"]) for unit in "AB"] == [
        ("not_due", 20.0),
        ("not_due", 0.0),
    ]


@cases(
    ("value", "on", "status", "expected"),
    [
        ("Tốt", "1/2", "met", None),
        ("Khá", "1/2", "not_due", None),
        ("Khá", "31/12", "missed", "Tốt"),
        ("Tốt", "31/12", "met", "Tốt"),
    ],
)
def test_a_rank_of_a_unit(judged: Judge, value, on, status, expected):
    case = office(RANK, rows=[f"1/2 T-1 A {value}"], allocations=["1/1 T-1 A Tốt"])
    told = share(judged, case, on)
    assert (told["status"], told["expected"], told["goal"]) == (status, expected, "Tốt")
    assert (told["shortfall"], told["attainment"]) == (None, None)


def test_a_level_to_be_kept_by_a_unit(judged: Judge):
    target = "measure: level, goal: {at_least: 90}, hold: true, across: mean"
    case = office(target, rows=["1/2 T-1 A 80"], allocations=["1/1 T-1 A 85"])
    told = [share(judged, case, on) for on in ("31/1", "1/2", "31/12")]
    assert [one["status"] for one in told] == ["no_data", "off_track", "missed"]
    assert [one["expected"] for one in told] == [85.0] * 3


def test_a_bound_allocated_after_its_due_day(judged: Judge):
    target = "measure: count, goal: {at_most: 7}, due: 2022-06-30"
    rows = ["1/2 T-1 A 3", "1/7 T-1 A 9"]
    told = share(judged, office(target, rows=rows, allocations=["1/8 T-1 A 3"]), "1/8")
    assert (told["status"], told["actual"], told["shortfall"]) == ("met", 3, 0)
    told = share(judged, office(target, rows=rows, allocations=["1/1 T-1 A 5", "1/8 T-1 A 2"]), "1/8")
    assert (told["status"], told["actual"], told["shortfall"]) == ("missed", 3, 1)


def test_a_share_of_people_without_a_row(judged: Judge):
    case = office(RATIO, heads=["1/1 A 20"], allocations=["1/1 T-1 A 7"])
    told = share(judged, case, "1/2")
    assert (told["status"], told["actual"], told["shortfall"]) == ("no_data", None, 2)


@cases(
    ("target", "rows", "on30", "on1"),
    [
        (COUNT, ["1/2 T-1 A 2", "1/2 T-1 B 3"], 2, 5),
        (COUNT + ", reading: cumulative", ["1/2 T-1 A 2", "1/2 T-1 B 3"], 2, 5),
        (AMOUNT, ["1/2 T-1 A 2,5", "1/2 T-1 B 3"], 2.5, 5.5),
        (RATIO, ["1/2 T-1 A 2", "1/2 T-1 B 3"], 2, 5),
        (LEVEL, ["1/2 T-1 A 2", "1/2 T-1 B 3"], 2, 2),  # a level is not inherited by a unit's goal
    ],
)
def test_rows_of_an_ended_unit_count_for_its_successor(judged: Judge, target, rows, on30, on1):
    heads = ["1/1 A 10", "1/1 B 20"]
    case = office(target, rows=rows, units=MERGED, heads=heads, allocations=["1/1 T-1 A 4", "1/1 T-1 B 4"])
    assert share(judged, case, "30/6")["actual"] == on30
    assert share(judged, case, "30/6", "B")["actual"] == 3
    told = judged(case, "1/7")["T-1"]["units"]
    assert list(told) == ["A"]  # an allocation ends with its unit
    assert brief(told["A"])["actual"] == on1


def test_a_successor_speaks_for_both(judged: Judge):
    rows = ["1/2 T-1 A 2", "1/2 T-1 B 3", "10/8 T-1 A 4"]
    case = office(COUNT + ", reading: cumulative", rows=rows, units=MERGED, allocations=["1/1 T-1 A 5"])
    told = [share(judged, case, on) for on in ("30/6", "1/7", "9/8", "10/8")]
    assert [one["actual"] for one in told] == [2, 5, 5, 4]
    assert [one["satisfied_on"] for one in told] == [None, "1/7", "1/7", None]


def test_a_successor_has_the_people_too(judged: Judge):
    heads = ["1/1 A 10", "1/1 B 20", "1/8 A 25"]
    case = office(RATIO, rows=["1/2 T-1 B 3"], units=MERGED, heads=heads, allocations=["1/1 T-1 A 10"])
    told = [share(judged, case, on) for on in ("30/6", "1/7", "1/8")]
    assert [(one["actual"], one["of"]) for one in told] == [(None, None), (3, 30), (3, 25)]
    assert [one["status"] for one in told] == ["no_data", "met", "exceeded"]


def test_dates_and_operator_follow_a_revision_and_the_units_goal_does_not(judged: Judge):
    revisions = [
        "date: 2022-06-01, cite: QĐ, targets: {T-1: {goal: {more_than: 20}, quote: k, due: 2022-09-30}}"
    ]
    case = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/1 T-1 A 4"], revisions=revisions)
    told = [share(judged, case, on) for on in ("31/5", "1/6", "30/9")]
    assert [(one["goal"], one["status"]) for one in told] == [(4, "met"), (4, "on_track"), (4, "missed")]


def test_a_units_share_is_not_held_back_by_a_revision(judged: Judge):
    revisions = ["date: 2022-06-01, cite: QĐ, targets: {T-1: {goal: {at_least: 4}, quote: k}}"]
    case = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/1 T-1 A 4"], revisions=revisions)
    told = brief(judged(case, "1/7")["T-1"])
    assert told["satisfied_on"] == "1/6"
    assert brief(told["units"]["A"])["satisfied_on"] == "1/2"


def test_shares_of_a_cancelled_target(judged: Judge):
    revisions = ["date: 2022-06-01, cite: QĐ, targets: {T-1: {cancelled: true}}"]
    case = office(COUNT, rows=["1/2 T-1 A 4"], allocations=["1/1 T-1 A 4"], revisions=revisions)
    told = share(judged, case, "1/6")
    assert told["status"] == "cancelled"
    assert (told["goal"], told["actual"]) == (4, 4)
    nulls = ("expected", "attainment", "shortfall", "satisfied_on")
    assert [told[key] for key in nulls] == [None] * 4


def test_a_phase_is_judged_by_the_allocations_of_its_last_day(judged: Judge):
    case = office(
        COUNT,
        "id: M-1, measure: count, goal: {at_least: 2}, from: {units_meeting: T-1}, due: 2022-06-30",
        rows=["1/2 T-1 A 4", "1/2 T-1 B 4"],
        allocations=["1/1 T-1 A 4", "1/1 T-1 B 4", "1/7 T-1 B 9"],
    )
    phases = judged(case, "31/12")["M-1"]["phases"]
    assert phases["dot1"] == {"status": "met", "actual": {"value": 2}, "goal": 2}
    assert judged(case, "31/12")["M-1"]["status"] == "missed"
