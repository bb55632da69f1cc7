"""Rules on units that begin and end, beside those of tests/spec/test_spec_refused.py."""

from __future__ import annotations

from datetime import date

import pytest
from spec_kit import call, office
from table_kit import cases

COUNT = "measure: count, goal: {at_least: 10}"
RATIO = "measure: ratio, population: staff, goal: {at_least: 15}"
CUMULATIVE = COUNT + ", reading: cumulative"
MERGED = ["A", "B - 30/6 A"]
GONE = ["A", "B - 30/6"]


@pytest.fixture
def told(tmp_path, capsys):
    """(file, line, column, code) of errors, and of warnings, but for what every empty campaign is told."""

    def ask(case):
        import json  # noqa: PLC0415

        folder = case.write(tmp_path / "data")
        _, out = call(["check", folder.parent, "--format", "json"], capsys)
        found = {"error": [], "warning": []}
        for each in json.loads(out):
            file = each["file"].removeprefix(f"{folder}/")
            found[each["severity"]].append((file, each["line"], each["column"], each["code"]))
        return found["error"], [one for one in found["warning"] if one[-1] != "no-rows-past-due"]

    return ask


@cases(
    ("units", "heads", "warned"),
    [
        (["A", "B 1/7"], ["1/1 A 10", "1/1 B 20"], []),  # counts from the start on
        (GONE, ["1/1 A 10", "30/6 B 20"], []),
        (GONE, ["1/1 A 10", "1/7 B 20"], [("headcount.csv", 3, "date", "outside-unit")]),
    ],
)
def test_a_headcount_may_be_older_than_its_unit(told, units, heads, warned):
    assert told(office(RATIO, units=units, heads=heads)) == ([], warned)


def test_people_who_are_not_there_yet_are_no_population(told):
    case = office(RATIO, units=["A 1/2"], heads=["1/1 A 10"])
    assert told(case) == ([("headcount.csv", 2, "date", "missing-headcount")], [])


@cases(
    ("units", "heads", "rows", "expected"),
    [
        # 12 of 20, then 12 of 10: on the day after the end of those who were there no more
        (GONE, ["1/1 A 10", "1/1 B 10"], ["1/2 T-1 A 10", "1/2 T-1 B 2"], ("units.csv", 3, "end")),
        (MERGED, ["1/1 A 10", "1/1 B 10"], ["1/2 T-1 A 10", "1/2 T-1 B 2"], None),
        (MERGED, ["1/1 A 10", "1/1 B 10", "1/7 A 11"], ["1/2 T-1 A 12"], ("headcount.csv", 4, "size")),
        (GONE, ["1/1 A 10", "1/1 B 10"], ["1/2 T-1 A 10", "1/8 T-1 A 1"], ("achievements.csv", 3, "value")),
    ],
)
def test_more_subjects_than_the_population_after_a_units_end(told, units, heads, rows, expected):
    errors, _ = told(office(RATIO, units=units, heads=heads, rows=rows))
    assert errors == ([(*expected, "more-than-population")] if expected else [])


def test_a_population_may_end_with_its_units(told):
    errors, _ = told(office(RATIO, units=["A - 30/6"], heads=["1/1 A 10"]))
    assert errors == [("units.csv", 2, "end", "zero-population")]
    assert told(office(RATIO, units=["A - 31/3/2023"], heads=["1/1 A 10"])) == ([], [])  # the last day


WEIGHTED = "measure: level, goal: {at_least: 90}, across: weighted, population: staff"


@cases(
    ("heads", "expected"),
    [
        (["1/1 A 10", "1/2 B 5"], []),
        (["1/1 A 10", "2/2 B 5"], [("achievements.csv", 3, "unit_id", "unit-without-headcount")]),
        (["1/1 A 10", "1/1 B 5 homes"], [("achievements.csv", 3, "unit_id", "unit-without-headcount")]),
        (["1/1 A 10", "1/1 B 0"], []),  # nobody weighs nothing, while others do
        (["1/1 A 0", "1/1 B 0"], [("headcount.csv", 3, "size", "zero-population")]),
    ],
)
def test_a_weighted_mean_needs_the_people_of_each_unit(told, heads, expected):
    errors, _ = told(office(WEIGHTED, heads=heads, rows=["1/2 T-1 A 80", "1/2 T-1 B 90"]))
    assert errors == expected


@cases(
    ("units", "rows", "errors", "warnings"),
    [
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "1/8 T-1 A 8"], [], []),
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "1/8 T-1 A 7"], [], [4]),  # less than both had
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "1/8 T-1 A 7 - sửa"], [], []),
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "1/8 T-1 A 2"], [4], []),  # less than its own
        (MERGED, ["1/2 T-1 B 5", "1/8 T-1 A 4"], [], [3]),
        (MERGED, ["1/2 T-1 B 5", "1/8 T-1 A 5"], [], []),
        (MERGED, ["1/2 T-1 A 3", "1/2 T-1 B 5", "30/6 T-1 A 4"], [], []),
        (GONE, ["1/2 T-1 A 3", "1/2 T-1 B 5", "1/8 T-1 A 3"], [], []),
        (["A", "B - 30/6 C", "C 1/7 31/7 A"], ["1/2 T-1 B 5", "1/8 T-1 A 4"], [], [3]),
    ],
)
def test_a_successor_that_says_less_than_it_inherited(told, units, rows, errors, warnings):
    found = told(office(CUMULATIVE, units=units, rows=rows))
    told_lines = [("achievements.csv", line, "value", "cumulative-fall") for line in errors]
    assert found == (
        told_lines,
        [("achievements.csv", line, "value", "cumulative-fall") for line in warnings],
    )


REVISED = "revisions:\n  - date: {on}\n    cite: a\n    targets:\n      T-1:\n        owner: {owner}\n"
TASK = "tasks:\n  - {id: V-1, clause: a, text: b, owner: B}\n"


@cases(
    ("target", "more", "warned"),
    [
        (COUNT + ", owner: B", "", True),
        (COUNT + ", owner: PB", "", True),
        (COUNT + ", owner: B, due: 2022-06-30", "", False),
        (COUNT + ", owner: B, due: 2022-07-01", "", True),
        (COUNT + ", owner: B", REVISED.format(on="2022-07-01", owner="A"), False),
        (COUNT + ", owner: B", REVISED.format(on="2022-07-02", owner="A"), True),
        (COUNT + ", owner: A", REVISED.format(on="2022-08-01", owner="PB"), True),
        (COUNT, TASK, True),
        (COUNT, "figures:\n  - {id: G-1, name: x, measure: count, owner: B}\n", True),
    ],
)
def test_an_owner_that_ended_while_there_is_something_to_do(told, target, more, warned):
    _, warnings = told(office(target, units=GONE, more=more))
    assert [one[2:] for one in warnings] == ([("owner", "owner-ended")] if warned else [])


@cases(
    ("units", "codes"),
    [
        (["A", "B - 30/6", "C - 30/6 D", "D - 30/6 C"], ["successor-circle", "successor-circle"]),
        (["A", "B - 30/6", "C 1/1 2/2 X"], ["unknown-unit"]),
    ],
)
def test_nothing_is_said_of_owners_while_it_is_not_known_who_follows_whom(told, units, codes):
    errors, warnings = told(office(COUNT + ", owner: B", units=units))
    assert ([one[3] for one in errors], warnings) == (codes, [])


def test_an_unknown_owner_in_a_revision(told):
    case = office(COUNT, more=REVISED.format(on="2022-07-01", owner="X"))
    ((file, line, column, code),), _ = told(case)
    assert (file, column, code) == ("plan.yml", "owner", "unknown-unit")
    assert case.plan().splitlines()[line - 1].strip() == "owner: X"


def test_an_owner_in_a_revision_by_its_short_name_is_the_unit(tmp_path):
    from thidua.intake.read import load  # noqa: PLC0415

    folder = office(COUNT, more=REVISED.format(on="2022-07-01", owner="pb")).write(tmp_path / "data")
    (campaign,) = load(folder.parent, None, date(2022, 1, 1)).campaigns
    assert campaign.plan.on(date(2022, 7, 1)).targets["T-1"].owner == "B"


@cases(
    ("more", "expected"),
    [
        ("", ["T-1"]),
        ("revisions:\n  - {date: 2022-08-01, cite: a, targets: {T-1: {cancelled: true}}}\n", []),
        ("revisions:\n  - {date: 2022-08-01, cite: a, targets: {T-1: {due: 2099-01-01}}}\n", []),
    ],
)
def test_who_is_told_to_have_no_rows_past_the_due_day(tmp_path, capsys, more, expected):
    summed = "id: S-1, measure: count, goal: {at_least: 9}, from: {sum: [T-1, T-2]}"
    folder = office(COUNT, COUNT, summed, rows=["1/2 T-2 A 3"], more=more).write(tmp_path / "data")
    _, out = call(["check", folder.parent], capsys)
    lines = [line for line in out.splitlines() if "no-rows-past-due" in line]
    assert [line.split("cảnh báo: ")[1].split()[0] for line in lines] == expected


def test_rows_of_numbers_that_are_no_targets_follow_the_same_rules(told):
    figures = "figures:\n  - {id: G-1, name: x, measure: amount}\n  - {id: G-2, name: y, measure: level}\n"
    rows = ["1/2 G-1 A -1,5", "1/2 G-2 A 3", "2/2 G-2 - 4", "2/2 G-2 - 5"]
    errors, _ = told(office(COUNT, more=figures, rows=rows))
    assert errors == [
        ("achievements.csv", 2, "value", "correction-without-note"),
        ("achievements.csv", 2, "value", "below-zero"),
        ("achievements.csv", 4, "unit_id", "mixed-units"),
        ("achievements.csv", 5, None, "two-rows-of-a-day"),
        ("achievements.csv", 5, "unit_id", "mixed-units"),
    ]
