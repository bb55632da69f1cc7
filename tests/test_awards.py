"""Awards by stage, by unit and by post."""

from fractions import Fraction

from plans import campaign, day, row, target
from table_kit import cases
from thidua.figures.awards import (
    Shares,
    by_unit,
    has_pipeline,
    has_registrations,
    pipeline,
    rows_by_target,
    shares,
    total,
)
from thidua.model import Accumulation, Measure, Role, Stage

REGISTERED, PROPOSED, AWARDED = Stage
COUNT, AMOUNT, RATIO, COMPLIANCE, RANK, LEVEL = Measure
TOTAL = Accumulation.CUMULATIVE


def test_rows_by_target_up_to_the_day_in_order_of_days_then_lines():
    rows = [
        row("5/2", 1, line=4),
        row("1/2", 2, line=5),
        row("5/2", 3, "B", line=2),
        row("6/2", 4, line=3),
        row("1/2", 5, target="T-2", line=6),
    ]
    found = rows_by_target(rows, day("5/2"))
    assert {name: [one.value for one in own] for name, own in found.items()} == {"T-1": [2, 3, 1], "T-2": [5]}


@cases(
    ("stage", "on", "found"), [(REGISTERED, "5/2", True), (REGISTERED, "4/2", False), (AWARDED, "5/2", False)]
)
def test_whether_anything_was_registered_up_to_a_day(stage, on, found):
    made = campaign([target(at_least=1)], [row("5/2", 1, stage=stage)])
    assert has_registrations(made, day(on)) is found


@cases(
    ("asked", "rows", "expected"),
    [
        (target(at_least=5), [], None),
        (target(at_least=5), [row("1/2", 0)], 0),
        (target(at_least=5), [row("1/2", 3), row("1/3", 2, "B"), row("1/4", -1)], 4),
        (target(at_least=5, reading=TOTAL), [row("1/2", 3), row("1/3", 2, "B"), row("1/4", 5)], 7),
    ],
)
def test_total_of_a_stage(asked, rows, expected):
    assert total(asked, rows) == expected


@cases(("stages", "found"), [((), False), ((AWARDED,), False), ((REGISTERED, AWARDED), True)])
def test_rows_of_two_stages_are_a_pipeline(stages, found):
    plan = campaign([target(at_least=5)]).plan
    assert has_pipeline(plan, [row("1/2", 1, stage=one) for one in stages]) is found


def test_pipeline():
    titled = target("TITLE", award="Lao động tiên tiến", at_least=5)
    staged = target("STAGED", at_least=5)
    plain = target("PLAIN", at_least=5)
    rank = target("RANK", RANK, at_least=3, award="x")
    rows = [
        row("1/2", 6, target="STAGED", stage=REGISTERED),
        row("1/10", 5, target="STAGED", stage=PROPOSED),
        row("1/11", -1, target="STAGED", stage=PROPOSED),
        row("1/12", 3, target="STAGED"),
        row("1/12", 3, target="PLAIN"),
    ]
    plan = campaign([titled, staged, plain, rank], rows)
    found = {one.target.id: one.stages for one in pipeline(plan, rows_by_target(rows, day("31/12")))}
    assert found == {
        "TITLE": {REGISTERED: None, PROPOSED: None, AWARDED: None},
        "STAGED": {REGISTERED: 6, PROPOSED: 4, AWARDED: 3},
    }
    found = {one.target.id: one.stages for one in pipeline(plan, rows_by_target(rows, day("1/10")))}
    assert found["STAGED"] == {REGISTERED: 6, PROPOSED: 5, AWARDED: None}


@cases(
    ("asked", "rows", "expected"),
    [
        (
            target(at_least=5),
            [row("1/2", 3), row("1/3", 2, "B"), row("1/4", -1), row("1/4", 9, stage=PROPOSED)],
            {"A": 2, "B": 2},
        ),
        (target(at_least=5, reading=TOTAL), [row("1/2", 3), row("1/3", 4)], {"A": 4}),
        (target(measure=LEVEL, at_least=5), [row("1/2", 3), row("1/3", 2), row("1/3", 9, None)], {"A": 2}),
        (target(measure=RANK, at_least=3), [row("1/2", 3), row("1/3", 2)], {"A": 2}),  # places do not add up
        (target(measure=COMPLIANCE, at_least=100), [row("1/2", 1)], {}),  # would point at a person
    ],
)
def test_contributions_by_unit(asked, rows, expected):
    assert by_unit(asked, rows) == expected


def test_shares_by_post():
    two = [target("T-1", at_least=5), target("T-2", at_least=5)]
    rows = [
        row("1/12", 2, role=Role.LEADER),
        row("1/12", 4, role=Role.STAFF),
        row("2/12", -1, role=Role.STAFF),
        row("1/12", 3, target="T-2", role=Role.STAFF),
        row("1/12", 1, target="T-2"),
        row("1/10", 50, role=Role.LEADER, stage=PROPOSED),
    ]
    plan = campaign(two, rows)
    by_target = rows_by_target(rows, day("31/12"))
    found = shares(["T-1", "T-2"], plan, by_target)
    assert found == Shares(leaders=2, staff=6, unknown=1)
    assert (found.total, found.percent) == (9, 75)  # of the eight whose post is known
    assert shares(["T-1"], plan, by_target).percent == 60


def test_shares_of_totals_so_far_count_each_unit_once():
    asked = target(at_least=5, reading=TOTAL)
    rows = [row("1/6", 2, role=Role.STAFF), row("1/12", 3, role=Role.STAFF), row("1/12", 1, "B")]
    found = shares(["T-1"], campaign([asked], rows), rows_by_target(rows, day("31/12")))
    assert found == Shares(leaders=0, staff=3, unknown=1)


@cases(
    ("found", "percent"),
    [
        (Shares(4, 7, 0), Fraction(700, 11)),
        (Shares(0, 3, 9), 100),
        (Shares(0, 0, 5), None),
        (Shares(0, 0, 0), None),
    ],
)
def test_percent_without_a_post(found, percent):
    assert found.percent == percent
