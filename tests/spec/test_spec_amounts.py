"""Amounts: decimals that add up exactly, by increments or as running totals, and their way to the goal."""

from __future__ import annotations

from spec_kit import Judge, brief, office
from table_kit import cases

# 36,5 in a year of 365 days: a tenth a day is expected.
YEAR = "measure: amount, unit: tỷ đồng, goal: {at_least: 36.5}"
ROWS = ["15/1 T-1 A 1,2", "31/1 T-1 B 1,3", "10/2 T-1 A 1,6"]


@cases(
    ("on", "actual", "expected", "status"),
    [
        ("31/12/2021", None, 0.0, "not_started"),
        ("1/1", None, 0.1, "no_data"),
        ("14/1", None, 1.4, "no_data"),
        ("15/1", 1.2, 1.5, "at_risk"),  # exactly four fifths
        ("16/1", 1.2, 1.6, "off_track"),
        ("31/1", 2.5, 3.1, "at_risk"),  # 2,48 is enough
        ("10/2", 4.1, 4.1, "on_track"),  # exactly what is expected
        ("11/2", 4.1, 4.2, "at_risk"),
        ("30/12", 4.1, 36.4, "off_track"),
        ("31/12", 4.1, 36.5, "missed"),
    ],
)
def test_the_way_through_the_year(judged: Judge, on, actual, expected, status):
    told = brief(judged(office(YEAR, rows=ROWS), on)["T-1"])
    assert (told["actual"], told["expected"], told["status"]) == (actual, expected, status)


def test_what_is_missing_is_told_in_the_unit(judged: Judge):
    told = judged(office(YEAR, rows=ROWS), "31/1")["T-1"]
    assert (told["shortfall"], told["attainment"]) == (34, 0.068493)


def test_decimals_add_up_exactly(judged: Judge):
    case = office(
        "measure: amount, goal: {at_least: 0.3}", rows=["1/2 T-1 A 0,1", "2/2 T-1 A 0,1", "3/2 T-1 A 0,1"]
    )
    told = brief(judged(case, "3/2")["T-1"])
    assert (told["actual"], told["status"], told["satisfied_on"]) == (0.3, "met", "3/2")
    assert brief(judged(case, "2/2")["T-1"])["status"] == "on_track"


def test_running_totals_count_each_units_latest(judged: Judge):
    rows = ["1/2 T-1 A 1,5", "5/2 T-1 B 0,5", "1/3 T-1 A 2"]
    case = office("measure: amount, goal: {at_least: 9}, reading: cumulative", rows=rows)
    told = [judged(case, on)["T-1"]["actual"]["value"] for on in ("4/2", "5/2", "1/3")]
    assert told == [1.5, 2, 2.5]


def test_a_stage_that_does_not_count_is_no_row(judged: Judge):
    rows = ["1/2 T-1 A 5 proposed", "2/2 T-1 A 3"]
    case = office(YEAR, rows=rows)
    assert judged(case, "1/2")["T-1"]["status"] == "no_data"
    assert judged(case, "2/2")["T-1"]["actual"] == {"value": 3}
    case = office(YEAR + ", counts: proposed", rows=rows)
    assert judged(case, "1/2")["T-1"]["actual"] == {"value": 5}
    assert judged(case, "2/2")["T-1"]["actual"] == {"value": 8}  # an empty stage is the one that counts


def test_a_phase_of_an_amount_is_not_rounded(judged: Judge):
    told = judged(office(YEAR, rows=["30/6 T-1 A 18,1"]), "30/6")["T-1"]["phases"]
    assert told["dot1"] == {"status": "met", "actual": {"value": 18.1}, "goal": 18.1}
    assert told["dot2"] == {"status": "not_started", "actual": {"value": 18.1}, "goal": 36.5}


def test_met_late_and_met_in_time(judged: Judge):
    case = office(YEAR, rows=["31/12 T-1 A 36,4", "1/1/2023 T-1 A 0,1"])
    assert brief(judged(case, "31/12")["T-1"])["status"] == "missed"
    told = brief(judged(case, "1/1/2023")["T-1"])
    assert (told["status"], told["satisfied_on"]) == ("met_late", "1/1/2023")
    case = office(YEAR, rows=["31/12 T-1 A 36,5", "1/1/2023 T-1 A 5"])
    told = brief(judged(case, "1/1/2023")["T-1"])  # beyond only after the due day
    assert (told["status"], told["satisfied_on"], told["actual"]) == ("met", "31/12", 41.5)


def test_satisfied_on_is_the_start_of_the_stretch_that_lasts(judged: Judge):
    rows = ["1/2 T-1 A 5", "1/3 T-1 A -1 - ghi_nhầm", "1/4 T-1 A 1"]
    case = office("measure: amount, goal: {at_least: 5}", rows=rows)
    told = [brief(judged(case, on)["T-1"])["satisfied_on"] for on in ("28/2", "1/3", "1/4", "1/5")]
    assert told == ["1/2", None, "1/4", "1/4"]
