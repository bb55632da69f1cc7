"""The published figures: the specification's example, each measure's form, rounding, and the schema."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema
from plans import AT_END, campaign, day, heads, points, row, target
from table_kit import cases
from thidua.api import campaigns_json, data_sha256, status_json
from thidua.figures.progress import measure
from thidua.model import DataFile, Measure

COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
SCHEMA = json.loads(Path(__file__).parents[1].joinpath("site_src/api/status.schema.json").read_text("utf-8"))
HASH = "0" * 64
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def published(on, *targets, rows=(), headcounts=()):
    found = status_json(measure(campaign(targets, rows, headcounts), day(on)), HASH)
    VALIDATOR.validate(found)
    return json.loads(json.dumps(found, allow_nan=False))


def published_target(on, asked, rows=(), headcounts=()):
    (found,) = published(on, asked, rows=rows, headcounts=headcounts)["targets"]
    return found


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_example_of_the_specification():
    found = published(
        "31/12",
        target("CN-04", RATIO, more_than=90, pace=AT_END),
        rows=[row("20/12", 27, target="CN-04")],
        headcounts=[heads("1/1", 30)],
    )
    assert found == {
        "schema": "thidua/status/1",
        "campaign": "2022",
        "as_of": "2022-12-31",
        "data": {"commit": None, "sha256": HASH, "illustrative": False},
        "totals": {"missed": 1},
        "cancelled": [],
        "targets": [
            {
                "id": "CN-04",
                "status": "missed",
                "actual": {"value": 27, "of": 30, "percent": 90.0},
                "goal": {"more_than": 90},
                "expected": 90.0,
                "attainment": 1.0,
                "shortfall": 1,
                "satisfied_on": None,
                "phases": {
                    "dot1": {"status": "not_assigned", "actual": None, "goal": None},
                    "dot2": {
                        "status": "missed",
                        "actual": {"value": 27, "of": 30, "percent": 90.0},
                        "goal": 90,
                    },
                },
            }
        ],
    }


@cases(
    ("asked", "rows", "actual", "goal", "expected", "attainment"),
    [
        (target(at_least=10), [], None, {"at_least": 10}, 5.013699, None),
        (target(at_least=10), [row("1/7", 4)], {"value": 4}, {"at_least": 10}, 5.013699, 0.4),
        (target(between=(7, 9)), [row("1/7", 1)], {"value": 1}, {"between": [7, 9]}, 3.509589, 0.142857),
        (
            target(measure=RATIO, at_least="33.3"),
            [row("1/7", 1)],
            {"value": 1, "of": 3, "percent": 33.333333},
            {"at_least": 33.3},
            16.695616,
            1.001001,
        ),
        (
            target(measure=COMPLIANCE, at_least=100),  # one always has a figure
            [],
            {"value": 3, "of": 3, "percent": 100.0},
            {"at_least": 100},
            100.0,  # a norm is asked for in full, every day
            1.0,
        ),
        (
            target(measure=COMPLIANCE, at_least=100),
            [row("1/3", 1)],
            {"value": 2, "of": 3, "percent": 66.666667},
            {"at_least": 100},
            100.0,  # a norm is asked for in full, every day
            0.666667,
        ),
        (
            target(measure=RANK, at_least=3),
            [row("1/7", 4, None)],
            {"level": "Hoàn thành xuất sắc"},
            {"at_least": "Hoàn thành tốt"},
            None,  # no level is asked for before due
            None,
        ),
        (
            target(measure=LEVEL, at_most="2.5", baseline=5, pace=AT_END),
            [row("1/7", "3.1234567", None)],
            {"value": 3.1234567},  # as typed; only what is computed is rounded
            {"at_most": 2.5},
            5,
            None,
        ),
        (
            target(measure=LEVEL, at_most=0, baseline=5, pace=AT_END),
            [row("1/7", "-0.0000001", None)],
            {"value": -1e-7},
            {"at_most": 0},
            5,
            None,
        ),
    ],
)
def test_figures_of_every_measure(asked, rows, actual, goal, expected, attainment):
    found = published_target("2/7", asked, rows, [heads("1/1", 3)])
    assert (found["actual"], found["goal"], found["expected"], found["attainment"]) == (
        actual,
        goal,
        expected,
        attainment,
    )


@cases(
    ("asked", "goals"),
    [
        (target(at_least=8), [4, 8]),
        (target(measure=RATIO, at_least=15), [7.438356, 15]),
        (target(measure=RANK, at_least=3), [None, "Hoàn thành tốt"]),
        (target(measure=COMPLIANCE, more_than=95), [95, 95]),
        (target(between=(7, 9)), [4, 7]),
        (target(measure=LEVEL, at_most=3, baseline=10, pace=points(("30/6", "6.5"))), [6.5, 3]),
    ],
)
def test_goals_of_phases(asked, goals):
    found = published_target("31/12", asked, [], [heads("1/1", 30)])
    assert [phase["goal"] for phase in found["phases"].values()] == goals


def test_rank_when_due_asks_for_its_level():
    found = published_target("31/12", target(measure=RANK, at_least=3), [row("1/7", 3, None)])
    assert (found["status"], found["expected"], found["satisfied_on"]) == (
        "met",
        "Hoàn thành tốt",
        "2022-07-01",
    )
    assert found["shortfall"] is None
    assert found["phases"]["dot2"]["actual"] == {"level": "Hoàn thành tốt"}


def test_status_never_comes_from_a_rounded_number():
    asked = target(measure=RATIO, more_than=90)
    size = 3_000_000_000
    found = published_target("31/12", asked, [row("1/7", 2_700_000_001)], [heads("1/1", size)])
    assert (found["actual"]["percent"], found["attainment"], found["status"]) == (90.0, 1.0, "met")


def test_totals_name_only_what_there_is_in_the_order_of_statuses():
    found = published(
        "31/12", target("B", at_least=1), target("A", at_least=1), rows=[row("1/3", 2, target="A")]
    )
    assert list(found["totals"].items()) == [("exceeded", 1), ("no_data", 1)]
    assert [one["id"] for one in found["targets"]] == ["B", "A"]


def test_hash_of_the_data_is_that_of_all_files_whatever_their_order():
    files = (DataFile("units.csv", "x", "b" * 64, 1), DataFile("plan.yml", "x", "a" * 64, 1))
    both = [replace(campaign([]), files=order) for order in (files, files[::-1])]
    listed = f"{'a' * 64}  plan.yml\n{'b' * 64}  units.csv\n"
    assert {data_sha256(one) for one in both} == {sha256(listed.encode()).hexdigest()}
    changed = replace(campaign([]), files=(files[0], replace(files[1], sha256="c" * 64)))
    assert data_sha256(changed) != data_sha256(both[0])


def test_list_of_campaigns():
    found = campaigns_json([measure(campaign([]), day("31/12"))])
    assert found == {
        "schema": "thidua/campaigns/1",
        "campaigns": [
            {
                "campaign": "2022",
                "title": "Kế hoạch",
                "start": "2022-01-01",
                "end": "2022-12-31",
                "as_of": "2022-12-31",
                "status": "2022/status.json",
            }
        ],
    }


def edited(**change):
    found = published("31/12", target(at_least=1), rows=[row("1/3", 1)])
    found["targets"][0] |= change
    return found


@cases(
    "wrong",
    [
        edited(status="done"),
        edited(status="not_assigned"),  # of a phase only
        edited(actual=1),
        edited(actual={"value": 1, "of": 3}),
        edited(actual={"value": "1"}),
        edited(goal={"at_least": 1, "at_most": 2}),
        edited(goal={"between": [1]}),
        edited(goal={}),
        edited(shortfall=-1),
        edited(shortfall="0.5"),
        edited(satisfied_on="1/3/2022"),
        edited(extra=1),
        edited(phases={"dot1": {"status": "not_assigned", "actual": None, "goal": 3}}),
        edited(phases={"dot1": {"status": "met", "actual": None, "goal": None}}),
        edited() | {"as_of": "31/12/2022"},
        edited() | {"totals": {"met": 0}},
        edited() | {"totals": {"not_assigned": 1}},
        edited() | {"schema": "thidua/status/2"},
    ],
)
def test_schema_refuses(wrong):
    assert not VALIDATOR.is_valid(wrong)
    assert VALIDATOR.is_valid(edited())
