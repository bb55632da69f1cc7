"""What a phase asks of a target, and how it is judged once it is over."""

from __future__ import annotations

from spec_kit import Judge, office
from table_kit import cases

COUNT = "measure: count, goal: {at_least: 10}"
STAFF = ["1/1 A 7"]
NONE = {"status": "not_assigned", "actual": None, "goal": None}


def phase(judged: Judge, case, name: str, on: str) -> tuple:
    found = judged(case, on)["T-1"]["phases"][name]
    actual = found["actual"] or {}
    return found["status"], actual.get("value", actual.get("level")), found["goal"]


@cases(
    ("target", "value", "dot1"),  # half a year: 181 of 365 days
    [
        (COUNT, 4, ("missed", 4, 5)),  # 4,96 up
        (COUNT, 5, ("met", 5, 5)),
        (COUNT, 6, ("exceeded", 6, 5)),
        ("measure: count, goal: {more_than: 10}", 4, ("missed", 4, 4)),  # down: above 4,96 is above 4
        ("measure: count, goal: {more_than: 10}", 5, ("met", 5, 4)),
        ("measure: count, goal: {between: [10, 20]}", 5, ("met", 5, 5)),
        ("measure: count, goal: {between: [10, 20]}", 6, ("exceeded", 6, 5)),
        ("measure: count, goal: {between: [10, 20]}", 4, ("missed", 4, 5)),
        ("measure: ratio, population: staff, goal: {at_least: 73}", 2, ("missed", 2, 36.2)),
        ("measure: ratio, population: staff, goal: {at_least: 73}", 3, ("exceeded", 3, 36.2)),
        ("measure: ratio, population: staff, goal: {at_least: 100}", 4, ("exceeded", 4, 49.589041)),
        (COUNT + ", pace: [{by: 2022-06-30, value: 7}]", 7, ("met", 7, 7)),
        (COUNT + ", pace: [{by: 2022-06-30, value: 0}]", 7, ("not_assigned", None, None)),
        (COUNT + ", pace: at_end", 10, ("not_assigned", None, None)),
        (COUNT + ", start: 2022-07-01", 10, ("not_assigned", None, None)),
        (COUNT + ", due: 2022-06-30", 10, ("met", 10, 10)),
        (
            "measure: count, goal: {more_than: 2}",
            2,
            ("not_assigned", None, None),
        ),  # 0,99 down is where it began
        ("measure: count, goal: {more_than: 3}", 1, ("missed", 1, 1)),
        ("measure: level, goal: {at_least: 83}, baseline: 10", 45, ("missed", 45, 46.2)),
        ("measure: level, goal: {at_least: 83}, baseline: 10", 47, ("exceeded", 47, 46.2)),
        ("measure: level, goal: {at_most: 10}, baseline: 83", 46, ("met", 46, 46.8)),
        ("measure: level, goal: {at_most: 10}, baseline: 83", 47, ("missed", 47, 46.8)),
        ("measure: rank, scale: xl, goal: {at_least: Khá}", "Khá", ("not_assigned", None, None)),
        (
            "measure: rank, scale: xl, goal: {at_least: Khá}, due: 2022-06-30",
            "Tốt",
            ("exceeded", "Tốt", "Khá"),
        ),
    ],
)
def test_the_first_phase_asks_for_its_share(judged: Judge, target, value, dot1):
    unit = "-" if target.startswith(("measure: level", "measure: rank")) else "A"
    case = office(target, rows=[f"1/2 T-1 {unit} {value}"], heads=STAFF)
    assert phase(judged, case, "dot1", "30/6") == dot1


@cases(
    ("target", "value", "dot2"),
    [
        (COUNT, 10, ("met", 10, 10)),
        (COUNT, 11, ("exceeded", 11, 10)),
        ("measure: count, goal: {between: [10, 20]}", 20, ("met", 20, 10)),
        ("measure: count, goal: {between: [10, 20]}", 21, ("exceeded", 21, 10)),  # beyond its upper bound
        ("measure: ratio, population: staff, goal: {at_least: 100}", 7, ("met", 7, 100)),
        ("measure: level, goal: {at_most: 10}, baseline: 83", 9, ("exceeded", 9, 10)),
        (COUNT + ", due: 2022-06-30", 10, ("not_assigned", None, None)),
        (COUNT + ", due: 2022-07-01", 10, ("met", 10, 10)),
        (COUNT + ", due: 2023-02-01", 10, ("met", 10, 10)),  # 10 · 365 / 397 = 9,19 up
        ("measure: rank, scale: xl, goal: {at_least: Khá}", "Khá", ("met", "Khá", "Khá")),
    ],
)
def test_the_last_phase_asks_for_the_goal(judged: Judge, target, value, dot2):
    unit = "-" if target.startswith(("measure: level", "measure: rank")) else "A"
    case = office(target, rows=[f"1/2 T-1 {unit} {value}"], heads=STAFF)
    assert phase(judged, case, "dot2", "31/12") == dot2


@cases(
    ("on", "dot1", "dot2"),
    [
        ("31/12/2021", ("not_started", None, 5), ("not_started", None, 10)),
        ("1/1", ("no_data", None, 5), ("not_started", None, 10)),
        ("1/2", ("on_track", 1, 5), ("not_started", 1, 10)),  # 32 · 10 / 365 = 0,88
        ("29/6", ("off_track", 1, 5), ("not_started", 1, 10)),
        ("30/6", ("missed", 1, 5), ("not_started", 1, 10)),
        ("1/7", ("missed", 1, 5), ("off_track", 1, 10)),
        ("5/7", ("missed", 1, 5), ("on_track", 6, 10)),
        ("31/12", ("missed", 1, 5), ("missed", 6, 10)),
        ("2/1/2023", ("missed", 1, 5), ("missed", 6, 10)),
    ],
)
def test_a_phase_that_is_over_stays_as_it_was_closed(judged: Judge, on, dot1, dot2):
    case = office(COUNT, rows=["1/2 T-1 A 1", "5/7 T-1 A 5", "2/1/2023 T-1 A 4"])
    assert phase(judged, case, "dot1", on) == dot1
    assert phase(judged, case, "dot2", on) == dot2


def test_the_target_is_met_late_and_its_phase_stays_missed(judged: Judge):
    case = office(COUNT, rows=["2/1/2023 T-1 A 10"])
    told = judged(case, "2/1/2023")["T-1"]
    assert (told["status"], told["phases"]["dot2"]["status"]) == ("met_late", "no_data")


def test_figures_count_since_the_campaigns_start(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 6", "1/8 T-1 A 4"])
    assert phase(judged, case, "dot2", "31/12") == ("met", 10, 10)


def test_due_between_two_phases(judged: Judge):
    phases = ("dot1 1/1 31/5", "dot2 1/7 31/12")
    case = office(COUNT + ", due: 2022-06-15", rows=["1/2 T-1 A 10"], phases=phases)
    # 151 of 166 days: 9,1 up; beyond is more than the phase's goal
    assert phase(judged, case, "dot1", "31/12") == ("met", 10, 10)
    assert judged(case, "31/12")["T-1"]["phases"]["dot2"] == NONE


def test_met_late_in_a_phase_that_is_due_before_its_end(judged: Judge):
    case = office(COUNT + ", due: 2022-09-30", rows=["1/10 T-1 A 10"])
    assert phase(judged, case, "dot2", "1/10") == ("met_late", 10, 10)
    assert phase(judged, case, "dot2", "30/9") == ("no_data", None, 10)
