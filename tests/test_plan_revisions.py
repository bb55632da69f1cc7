"""Revisions of plan.yml: what is typed, what the plan in force then says, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from table_kit import cases
from test_plan_reader import PLAN, told
from thidua.model import Amendment, Ceiling, Goal, Operator, Pace, PaceKind, Plan
from thidua.plan.reader import read_plan

POINTS = ((date(2030, 6, 30), Fraction(3)), (date(2030, 9, 30), Fraction(6)))


def revised(*entries: str) -> str:
    """The sound plan with these revisions; an entry is its lines."""
    lines = "".join("  - " + entry.replace("\n", "\n    ") + "\n" for entry in entries)
    return f"{PLAN}revisions:\n{lines}"


def plan_of(*entries: str) -> Plan:
    plan, problems = read_plan(revised(*entries), "plan.yml", "2030")
    assert problems == []
    assert plan is not None
    return plan


def test_each_key_is_read_as_the_plan_reads_it():
    plan = plan_of(
        "date: 5/8/2030\ncite: QĐ 12\ntargets:\n"
        "  cn-03:\n"
        "    goal: {trên: 20}\n    due: 30/11/2030\n    pace: at_end\n    owner: LS\n    name: Tên mới\n"
        "    quote: Trên 20%.\n    clause: II.1 mới\n    interpretation: Hiểu khác\n"
        "    ceiling: {at_most_percent: 25, of: cn-04, cite: Điều 10}"
    )
    (revision,) = plan.revisions
    assert (revision.on, revision.cite, revision.adds) == (date(2030, 8, 5), "QĐ 12", ())
    assert revision.changes == {
        "CN-03": {
            "goal": Goal(Operator.MORE_THAN, Fraction(20)),
            "due": date(2030, 11, 30),
            "pace": Pace(PaceKind.AT_END),
            "owner": "LS",
            "name": "Tên mới",
            "quote": "Trên 20%.",
            "clause": "II.1 mới",
            "interpretation": "Hiểu khác",
            "ceiling": Ceiling(Fraction(25), "CN-04", "Điều 10"),
        }
    }
    assert plan.on(date(2030, 8, 4)).targets["CN-03"].goal == Goal(Operator.AT_LEAST, Fraction(15))
    assert plan.on(date(2030, 8, 5)).targets["CN-03"].goal == Goal(Operator.MORE_THAN, Fraction(20))


def test_revisions_are_laid_oldest_first_wherever_they_stand():
    plan = plan_of(
        "{date: 2030-10-01, cite: b, targets: {CN-03: {due: 2030-10-31}}}",
        "{date: 2030-08-01, cite: a, targets: {CN-03: {due: 2030-11-30}}}",
    )
    assert [each.cite for each in plan.revisions] == ["a", "b"]
    days = [(2030, 7, 31), (2030, 8, 1), (2030, 9, 30), (2030, 10, 1)]
    assert [plan.on(date(*day)).targets["CN-03"].due for day in days] == [
        date(2030, 12, 31),
        date(2030, 11, 30),
        date(2030, 11, 30),
        date(2030, 10, 31),
    ]


def test_an_added_target_starts_on_its_day_unless_it_says_so():
    plan = plan_of("{date: 2030-08-05, cite: a, adds: [TT-01, md-01]}")
    assert "TT-01" not in plan.on(date(2030, 8, 4)).targets
    added = plan.on(date(2030, 8, 5)).targets["TT-01"]
    assert (added.start, added.added) == (date(2030, 8, 5), Amendment(date(2030, 8, 5), "a"))
    text = revised("{date: 2030-08-05, cite: a, adds: [TT-01]}")
    text = text.replace("    scale: xl\n", "    scale: xl\n    start: 2030-02-01\n")
    plan, problems = read_plan(text, "plan.yml")
    assert problems == []
    assert plan is not None
    assert plan.targets["TT-01"].start == date(2030, 2, 1)


def test_a_cancelled_target_stays_and_says_so():
    plan = plan_of("{date: 2030-08-05, cite: QĐ 3, targets: {CN-04: {cancelled: có}}}")
    assert plan.on(date(2030, 8, 4)).targets["CN-04"].cancelled is None
    assert plan.on(date(2030, 8, 5)).targets["CN-04"].cancelled == Amendment(date(2030, 8, 5), "QĐ 3")


def test_a_share_that_becomes_a_cap_loses_its_pace():
    text = revised("{date: 2030-08-05, cite: a, targets: {CN-03: {goal: {at_most: 10}, quote: Không quá.}}}")
    text = text.replace("    owner: VPTT\n", "    owner: VPTT\n    pace: at_end\n")
    assert told(text) == []


A_DAY = "date: 2030-08-05\ncite: a\n"
# What is typed as revisions, and what is told: the text that marks the line, the column, the code.
REFUSED = [
    (["{date: 2030-08-05, targets: {CN-03: {owner: X}}}"], [("2030-08-05", "cite", "missing-key")]),
    (["{cite: a, targets: {CN-03: {owner: X}, CN-O4: {owner: X}}}"], [
        ("cite: a,", "date", "missing-key"),
        ("cite: a,", "targets", "unknown-target"),
    ]),
    (["{date: 5/8/30, cite: a, adds: [CN-9]}"], [
        ("5/8/30", "date", "bad-date"),
        ("5/8/30", "adds", "unknown-target"),
    ]),
    (["{date: 2030-08-05, cite: a, adds: []}"], [("2030-08-05", "revisions", "nothing-revised")]),
    (["{date: 2030-08-05, cite: a, targets: {}}"], [("2030-08-05", "revisions", "nothing-revised")]),
    (["{date: 2030-08-05, cite: a, targets: {CN-03: {}}}"], [("2030-08-05", "targets", "nothing-revised")]),
    (["{date: 2030-08-05, cite: a, targets: {CN-03: {cancelled: không}}}"], [
        ("2030-08-05", "targets", "nothing-revised"),
    ]),
    ([A_DAY + "targets:\n  CN-03:"], [("  CN-03:", "targets", "missing-key")]),
    ([A_DAY + "adds: [CN-03]\ntargets:\n  CN-03: {due: 2030-11-30}"], [
        ("CN-03: {due", "targets", "added-target"),
    ]),
    (
        ["{date: 2030-08-05, cite: a, adds: [CN-03]}", "{date: 2030-09-05, cite: a, adds: [CN-03]}"],
        [("2030-09-05", "adds", "added-target")],
    ),
    (
        [
            "{date: 2030-08-05, cite: a, adds: [CN-03]}",
            "{date: 2030-07-05, cite: a, targets: {CN-03: {due: 2030-12-01}}}",
        ],
        [("2030-07-05", "targets", "unknown-target")],
    ),
    (
        [
            "{date: 2030-08-05, cite: a, targets: {CN-03: {due: 2030-11-30}}}",
            "{date: 2030-09-05, cite: a, targets: {CN-03: {due: 2030-11-30}}}",
        ],
        [("2030-09-05", "targets", "nothing-revised")],
    ),
    ([A_DAY + "targets:\n  MD-01: {goal: {at_least: 20}, quote: Ít nhất.}"], []),
    ([A_DAY + "targets:\n  MD-01: {goal: {dưới: 12.5}, quote: Dưới.}"], [
        ("dưới", "less_than", "goal-equals-baseline"),
    ]),
    # the first point lies before the day on which the target is added
    (
        [
            "{date: 2030-08-05, cite: a, targets: {CN-03: {cancelled: true}}}",
            "{date: 2030-09-05, cite: a, targets: {CN-03: {owner: X}}}",
        ],
        [("2030-09-05", "targets", "cancelled-target")],
    ),
    (
        [
            "{date: 2030-08-05, cite: a, targets: {CN-03: {owner: X}}}",
            "{date: 5/8/2030, cite: a, targets: {TT-01: {owner: X}}}",
        ],
        [("5/8/2030", "date", "duplicate-revision")],
    ),
    ([A_DAY + "targets:\n  CN-03: {goal: {at_least: 20}}"], [("at_least: 20", "goal", "goal-without-quote")]),
    (["{date: 2030-08-05, cite: a, adds: [CN-04]}"], [("{by: 2030-06-30", "by", "bad-pace")]),
    # the goal itself stands at the due day: what stood at the last point is another then
    ([A_DAY + "targets:\n  CN-04: {due: 2030-09-30}"], [("CN-04: {due", "pace", "revision-needs-pace")]),
    ([A_DAY + "targets:\n  CN-04: {goal: {at_least: 3}, quote: Ba.}"], [
        ("CN-04: {goal", "pace", "revision-needs-pace"),
    ]),
    ([A_DAY + "targets:\n  TT-01: {pace: even}"], [("TT-01: {pace", "pace", "key-not-allowed")]),
    ([A_DAY + "targets:\n  CN-03: {ceiling: {at_most_percent: 5, of: CN-03, cite: a}}"], [
        ("at_most_percent: 5", "of", "bad-ceiling"),
    ]),
    ([A_DAY + "targets:\n  CN-03: {ceiling: {at_most_percent: 5, of: CN-O4, cite: a}}"], [
        ("at_most_percent: 5", "of", "unknown-target"),
    ]),
    ([A_DAY + "targets:\n  CN-04: {ceiling: {at_most_percent: 5, off: CN-03, cite: a}}"], [
        ("at_most_percent: 5", "off", "unknown-key"),
    ]),
]  # fmt: skip


@cases(("entries", "expected"), REFUSED)
def test_what_is_refused(entries, expected):
    plan = revised(*entries)
    assert told(plan) == sorted(
        ((place(mark, plan), key, code) for mark, key, code in expected), key=lambda each: each[0]
    )


def place(mark: str, plan: str) -> int:
    """The line of a mark among the revisions, or above them where it is none of theirs."""
    found = plan.find(mark, plan.index("revisions:"))
    return plan[: found if found >= 0 else plan.index(mark)].count("\n") + 1


def test_a_source_cannot_become_a_bound_to_be_kept():
    text = revised(
        "{date: 2030-08-05, cite: a, targets: {CN-04: {goal: {at_most: 9}, quote: Nhiều nhất 9.}}}"
    )
    text = text.replace(
        "    baseline: 12,5%\n    goal: {at_most: 3}",
        "    goal: {at_least: 3}\n    from: {percent: [CN-04, CN-03]}",
    )
    assert [(column, code) for _, column, code in told(text)] == [
        ("goal", "bad-source"),
    ]
