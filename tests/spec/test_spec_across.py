"""Levels and ranks told by several units, put together as `across` says."""

from __future__ import annotations

import pytest
from spec_kit import Judge, brief, office
from table_kit import cases

LEVEL = 'measure: level, unit: "%", goal: {at_least: 90}, across: '
HECTARES = "measure: level, unit: ha, goal: {at_least: 200}, across: sum"
RANK = "measure: rank, scale: xl, goal: {at_least: Khá}"
ROWS = ["1/2 T-1 A 80", "1/3 T-1 B 60"]
HEADS = ["1/1 A 10", "1/1 B 30", "1/1 C 60", "1/7 A 30"]
WEIGHTED = LEVEL + "weighted, population: staff"


@cases(
    ("target", "on", "actual"),
    [
        (LEVEL + "mean", "31/1", None),
        (LEVEL + "mean", "1/2", 80),  # of the units that have a row
        (LEVEL + "mean", "1/3", 70),
        (LEVEL + "least", "1/2", 80),
        (LEVEL + "least", "1/3", 60),
        (LEVEL + "most", "1/3", 80),
        (WEIGHTED, "1/2", 80),
        (WEIGHTED, "1/3", 65),  # (80·10 + 60·30) / 40
        (WEIGHTED, "30/6", 65),
        (WEIGHTED, "1/7", 70),  # (80·30 + 60·30) / 60
        (HECTARES, "1/2", 80),
        (HECTARES, "1/3", 140),
    ],
)
def test_a_level_of_several_units(judged: Judge, target, on, actual):
    told = brief(judged(office(target, rows=ROWS, heads=HEADS), on)["T-1"])
    assert told["actual"] == actual


def test_a_unit_of_nobody_weighs_nothing(judged: Judge):
    case = office(WEIGHTED, rows=ROWS, heads=["1/1 A 10", "1/1 B 0"])
    assert brief(judged(case, "1/3")["T-1"])["actual"] == 80


def test_each_units_latest_row_counts(judged: Judge):
    case = office(LEVEL + "mean", rows=[*ROWS, "1/4 T-1 A 100"])
    assert [judged(case, on)["T-1"]["actual"]["value"] for on in ("31/3", "1/4")] == [70, 80]


def test_a_mean_is_exact(judged: Judge):
    case = office(LEVEL + "mean", rows=["1/2 T-1 A 90", "1/2 T-1 B 90", "1/2 T-1 C 89,9"])
    told = judged(case, "31/12")["T-1"]
    assert (told["status"], told["shortfall"]) == ("missed", pytest.approx(1 / 30, abs=1e-12))
    assert told["attainment"] == 0.99963


@cases(
    ("target", "rows", "on", "level", "status"),
    [
        (RANK, ["1/2 T-1 A Tốt", "1/3 T-1 B Đạt"], "1/2", "Tốt", "exceeded"),
        (
            RANK,
            ["1/2 T-1 A Tốt", "1/3 T-1 B Đạt"],
            "1/3",
            "Đạt",
            "not_due",
        ),  # the least, where nothing is said
        (RANK, ["1/2 T-1 A Tốt", "1/3 T-1 B Đạt"], "31/12", "Đạt", "missed"),
        (RANK + ", across: least", ["1/2 T-1 A Tốt", "1/3 T-1 B Khá"], "31/12", "Khá", "met"),
        (RANK + ", across: most", ["1/2 T-1 A Tốt", "1/3 T-1 B Đạt"], "31/12", "Tốt", "exceeded"),
        (RANK, ["1/2 T-1 - Tốt", "1/3 T-1 - Đạt"], "31/12", "Đạt", "missed"),  # the latest
        (RANK, ["1/2 T-1 - Đạt", "1/3 T-1 - Khá"], "31/12", "Khá", "met"),
    ],
)
def test_a_rank_of_several_units(judged: Judge, target, rows, on, level, status):
    told = brief(judged(office(target, rows=rows), on)["T-1"])
    assert (told["actual"], told["status"]) == (level, status)


@cases(
    ("target", "last_day", "day_after"),
    [
        (LEVEL + "mean", 70, 80),
        (LEVEL + "least", 60, 80),
        (LEVEL + "most", 80, 80),
        (HECTARES, 140, 140),  # what an ended unit last said counts
        (RANK, "Đạt", "Tốt"),
    ],
)
def test_units_that_have_ended_fall_out_but_for_a_sum(judged: Judge, target, last_day, day_after):
    rows = ROWS if "level" in target else ["1/2 T-1 A Tốt", "1/3 T-1 B Đạt"]
    case = office(target, rows=rows, units=["A", "B - 30/6"])
    assert [brief(judged(case, on)["T-1"])["actual"] for on in ("30/6", "1/7")] == [last_day, day_after]


def test_nobody_in_being_has_a_row(judged: Judge):
    case = office(LEVEL + "mean", rows=["1/2 T-1 B 95"], units=["A", "B - 30/6"])
    assert judged(case, "30/6")["T-1"]["status"] == "exceeded"
    told = judged(case, "1/7")["T-1"]
    assert (told["status"], told["actual"], told["satisfied_on"]) == ("no_data", None, None)
    case = office(RANK, rows=["1/2 T-1 B Khá"], units=["A", "B - 30/6"])
    assert [judged(case, on)["T-1"]["status"] for on in ("30/6", "1/7", "31/12")] == [
        "met",
        "not_due",
        "no_data",
    ]


def test_a_mean_moves_without_a_row(judged: Judge):
    case = office(LEVEL + "mean", rows=["1/2 T-1 A 95", "1/2 T-1 B 80"], units=["A", "B - 30/6"])
    told = [brief(judged(case, on)["T-1"]) for on in ("30/6", "1/7", "1/9")]
    assert [one["actual"] for one in told] == [87.5, 95, 95]
    assert [one["satisfied_on"] for one in told] == [None, "1/7", "1/7"]  # the day after a unit's end
