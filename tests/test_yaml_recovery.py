"""Around a slip of syntax the rest is read: one run tells of every slip, and of none that is not there."""

from __future__ import annotations

from table_kit import cases
from test_plan_reader import PLAN
from thidua.plan.reader import read_plan


def told(text: str) -> list[tuple[str, str]]:
    """The line of each problem, as typed, and its code."""
    lines = text.split("\n")
    plan, problems = read_plan(text, "plan.yml")
    assert plan is None
    return [(lines[(each.line or 1) - 1].strip(), each.code) for each in problems]


@cases(
    ("changes", "expected"),
    [
        # one slip, and nothing made of it
        ([("goal: {at_least: 15}", "goal: {at_least: 15")], [("goal: {at_least: 15", "yaml-syntax")]),
        (
            [("    quote: Giảm sai sót.", '    quote: "Giảm sai sót.')],
            [('quote: "Giảm sai sót.', "yaml-syntax")],
        ),
        ([("  - id: TT-01\n    clause", "  - id: TT-01\n     clause")], [("clause: II.3", "yaml-syntax")]),
        ([("title: Phong", "title: Phong: ")], [("title: Phong:  trào thi đua năm 2030", "yaml-syntax")]),
        ([("closes: 31.03.2031", "closes 31.03.2031")], [("closes 31.03.2031", "yaml-syntax")]),
        (
            [("populations: {staff", "populations: {staff: [")],
            [("populations: {staff: [: người, units: phòng}", "yaml-syntax")],
        ),
        # slips in several places, and bad values between them
        (
            [("goal: {at_least: 15}", "goal: {at_least: 15"), ("goal: {at_most: 3}", "goal: {at_most: 3")],
            [("goal: {at_least: 15", "yaml-syntax"), ("goal: {at_most: 3", "yaml-syntax")],
        ),
        (
            [
                ("goal: {at_least: 15}", "goal: {at_least: 15"),
                ("measure: rank", "measure: hang"),
                ("closes: 31.03.2031", "closes: mai"),
            ],
            [
                ("closes: mai", "bad-date"),
                ("goal: {at_least: 15", "yaml-syntax"),
                ("measure: hang", "unknown-word"),
            ],
        ),
        (
            [("scales:\n", "scales: [\n"), ("    owner: VP\n", "    onwer: VP\n")],
            [("scales: [", "yaml-syntax"), ("onwer: VP", "unknown-key")],
        ),
    ],
)
def test_every_slip_is_told_once(changes, expected):
    text = PLAN
    for typed, instead in changes:
        assert text.count(typed) == 1
        text = text.replace(typed, instead)
    assert told(text) == expected


def test_what_is_no_slip_of_syntax_ends_the_reading():
    assert told(PLAN + "---\na: {\n") == [("---", "yaml-documents")]
