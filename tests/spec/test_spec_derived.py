"""Targets that are worked out from others: sums, shares, and how many units satisfy theirs."""

from __future__ import annotations

import pytest
from spec_kit import Judge, brief, office
from table_kit import cases

A1 = "id: A-1, measure: amount, unit: ha, goal: {at_least: 9}"
A2 = "id: A-2, measure: amount, unit: ha, goal: {at_least: 9}, reading: cumulative"
SUM = "id: S-1, measure: amount, unit: ha, goal: {at_least: 10}, from: {sum: [A-1, A-2]}"
SHARE = 'id: S-1, measure: level, unit: "%", goal: {at_least: 60}, from: {percent: [A-1, A-2]}'
COUNT = "id: C-1, measure: count, goal: {at_least: 9}"
MEETING = "id: M-1, measure: count, goal: {at_least: 2}, from: {units_meeting: C-1}"
MEETING_SHARE = "id: M-1, measure: ratio, population: homes, goal: {at_least: 75}, from: {units_meeting: C-1}"
SHARES = ["1/1 C-1 A 3", "1/1 C-1 B 3", "1/1 C-1 C 3"]
METS = ["1/2 C-1 A 3", "1/3 C-1 B 2", "1/4 C-1 C 4", "1/5 C-1 B 1"]


def test_a_sum_is_unknown_until_every_source_has_a_row(judged: Judge):
    rows = ["1/2 A-1 A 4,5", "1/3 A-2 A 5", "1/4 A-2 A 5,5"]
    case = office(A1, A2, SUM, rows=rows)
    told = [brief(judged(case, on)["S-1"]) for on in ("1/2", "28/2", "1/3", "1/4")]
    assert [one["status"] for one in told] == ["no_data", "no_data", "on_track", "met"]
    assert [one["actual"] for one in told] == [None, None, 9.5, 10]
    assert [one["shortfall"] for one in told] == [None, None, 0.5, 0]
    assert [one["satisfied_on"] for one in told] == [None, None, None, "1/4"]
    assert told[-1]["from"] == {"sum": ["A-1", "A-2"]}


def test_a_sum_at_the_end_is_not_due_while_unknown(judged: Judge):
    case = office(A1, A2, SUM + ", pace: at_end", rows=["1/2 A-1 A 4,5"])
    assert [judged(case, on)["S-1"]["status"] for on in ("1/3", "31/12")] == ["not_due", "no_data"]


def test_a_sum_of_counts_misses_whole_ones(judged: Judge):
    case = office(
        COUNT,
        COUNT.replace("C-1", "C-2"),
        "id: S-1, measure: count, goal: {more_than: 10}, from: {sum: [C-1, C-2]}",
        rows=["1/2 C-1 A 4", "1/2 C-2 B 6"],
    )
    told = judged(case, "31/12")["S-1"]
    assert (told["status"], told["shortfall"], told["attainment"]) == ("missed", 1, 1.0)


def test_a_source_of_the_wrong_stage_has_no_row(judged: Judge):
    case = office(A1, A2, SUM, rows=["1/2 A-1 A 4 proposed", "1/2 A-2 A 6"])
    assert judged(case, "1/3")["S-1"]["actual"] is None


@cases(
    ("rows", "actual"),
    [
        (["1/2 A-1 A 4,5"], None),
        (["1/2 A-1 A 4,5", "1/2 A-2 A 0"], None),  # unknown while the whole is 0
        (["1/2 A-1 A 4,5", "1/2 A-2 A 9"], 50),
        (["1/2 A-1 A 9", "1/2 A-2 A 4,5"], 200),
        (["1/2 A-1 A 0", "1/2 A-2 A 4,5"], 0),
    ],
)
def test_a_share_of_two_figures(judged: Judge, rows, actual):
    assert brief(judged(office(A1, A2, SHARE, rows=rows), "1/3")["S-1"])["actual"] == actual


def test_a_share_is_exact(judged: Judge):
    rows = ["1/2 A-1 A 2", "1/2 A-2 A 3"]
    told = judged(office(A1, A2, SHARE.replace("60", "66.7"), rows=rows), "31/12")["S-1"]
    assert (told["status"], told["shortfall"]) == ("missed", pytest.approx(1 / 30, abs=1e-12))
    rows = ["1/2 A-1 A 3", "1/2 A-2 A 5"]
    told = judged(office(A1, A2, SHARE.replace("at_least: 60", "more_than: 60"), rows=rows), "31/12")["S-1"]
    assert (told["status"], told["actual"], told["shortfall"]) == ("missed", {"value": 60}, 0)
    assert judged(office(A1, A2, SHARE, rows=rows), "31/12")["S-1"]["status"] == "met"


def test_lists_are_added(judged: Judge):
    share = SHARE.replace("[A-1, A-2]", "[A-1, [A-1, A-2]]")
    told = brief(judged(office(A1, A2, share, rows=["1/2 A-1 A 3", "1/2 A-2 A 1"]), "1/3")["S-1"])
    assert (told["actual"], told["from"]) == (75, {"percent": ["A-1", ["A-1", "A-2"]]})
    part = SHARE.replace("[A-1, A-2]", "[[A-1, A-2], A-1]")
    assert (
        brief(judged(office(A1, A2, part, rows=["1/2 A-1 A 2", "1/2 A-2 A 1"]), "1/3")["S-1"])["actual"]
        == 150
    )


def test_ratios_give_their_subjects(judged: Judge):
    case = office(
        "id: A-1, measure: ratio, population: staff, goal: {at_least: 50}",
        COUNT,
        SHARE.replace("[A-1, A-2]", "[A-1, C-1]"),
        rows=["1/2 A-1 A 3", "1/2 C-1 A 6"],
        heads=["1/1 A 100"],
    )
    assert brief(judged(case, "1/3")["S-1"])["actual"] == 50


def test_a_figure_may_be_a_source(judged: Judge):
    case = office(
        A1,
        SHARE.replace("[A-1, A-2]", "[A-1, G-1]"),
        more="figures:\n  - {id: G-1, name: Tổng, measure: amount, unit: ha}\n",
        rows=["1/2 A-1 A 3", "1/2 G-1 A 4"],
    )
    told = judged(case, "1/3")
    assert brief(told["S-1"])["actual"] == 75
    assert sorted(told) == ["", "A-1", "S-1"]
    assert sum(told[""]["totals"].values()) == 2


@cases(
    ("on", "met", "status"),
    [
        ("31/1", None, "no_data"),
        ("1/2", 1, "on_track"),
        ("1/3", 1, "on_track"),  # one of two is expected on 1/7
        ("1/4", 2, "met"),
        ("1/5", 3, "exceeded"),
    ],
)
def test_units_that_satisfy_their_allocation(judged: Judge, on, met, status):
    told = brief(judged(office(COUNT, MEETING, rows=METS, allocations=SHARES), on)["M-1"])
    assert (told["actual"], told["status"]) == (met, status)


def test_the_share_of_units_that_have_an_allocation(judged: Judge):
    case = office(
        COUNT, MEETING_SHARE, rows=METS, allocations=[*SHARES, "1/6 C-1 D 9"], units=["A", "B", "C", "D"]
    )
    told = [judged(case, on)["M-1"] for on in ("31/1", "1/4", "1/5", "1/6")]
    assert [one["actual"] for one in told] == [
        None,
        {"value": 2, "of": 3, "percent": 66.666667},
        {"value": 3, "of": 3, "percent": 100.0},
        {"value": 3, "of": 4, "percent": 75.0},
    ]
    assert [one["shortfall"] for one in told] == [None, 1, 0, 0]
    assert [one["status"] for one in told] == ["no_data", "on_track", "exceeded", "met"]
    assert [brief(one)["satisfied_on"] for one in told] == [None, None, "1/5", "1/5"]


def test_each_day_is_judged_by_its_allocations(judged: Judge):
    case = office(
        COUNT, MEETING, rows=["1/2 C-1 A 3", "1/2 C-1 B 3"], allocations=["1/1 C-1 A 3", "1/6 C-1 B 3"]
    )
    assert [brief(judged(case, on)["M-1"])["actual"] for on in ("31/5", "1/6")] == [1, 2]
    assert brief(judged(case, "1/9")["M-1"])["satisfied_on"] == "1/6"
    lowered = office(
        COUNT, MEETING, rows=["1/2 C-1 A 3"], allocations=["1/1 C-1 A 4", "1/6 C-1 A 3", "1/9 C-1 A x"]
    )
    assert [brief(judged(lowered, on)["M-1"])["actual"] for on in ("31/5", "1/6", "31/8", "1/9")] == [
        0,
        1,
        1,
        0,
    ]


def test_a_unit_that_met_it_late_counts(judged: Judge):
    source = COUNT + ", due: 2022-03-31"
    case = office(source, MEETING, rows=METS, allocations=SHARES)
    assert brief(judged(case, "1/5")["M-1"])["actual"] == 3


def test_a_unit_that_ended_no_longer_counts(judged: Judge):
    case = office(
        COUNT, MEETING_SHARE, rows=METS[:1], allocations=SHARES[:2], units=["A - 30/6 B", "B"], heads=[]
    )
    told = [judged(case, on)["M-1"]["actual"] for on in ("30/6", "1/7")]
    assert told == [
        {"value": 1, "of": 2, "percent": 50.0},
        {"value": 1, "of": 1, "percent": 100.0},  # B has A's three now
    ]


def test_a_source_cancelled_or_not_yet_added_leaves_it_unknown(judged: Judge):
    rows = ["1/2 A-1 A 4", "1/2 A-2 A 6"]
    case = office(
        A1, A2, SUM, rows=rows, revisions=["date: 2022-06-01, cite: QĐ, targets: {A-1: {cancelled: true}}"]
    )
    told = [judged(case, on)["S-1"] for on in ("31/5", "1/6")]
    assert [one["status"] for one in told] == ["met", "no_data"]
    assert [one["actual"] for one in told] == [{"value": 10}, None]
    case = office(A1, A2, SUM, rows=rows, revisions=["date: 2022-06-01, cite: QĐ, adds: [A-1]"])
    told = [judged(case, on)["S-1"] for on in ("31/5", "1/6")]
    assert [one["status"] for one in told] == ["no_data", "met"]
    assert [brief(one)["satisfied_on"] for one in told] == [None, "1/2"]
