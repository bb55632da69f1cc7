"""The caret of the terminal points at what was typed."""

from __future__ import annotations

from table_kit import cases
from thidua.keyed.yaml_file import with_spans
from thidua.problems import Problem
from thidua.tables.excerpts import with_excerpts
from thidua.text import Text


def pointed_at(line: str, key: str | None, code: str = "bad-date") -> str | None:
    problem = Problem("plan.yml", 2, key, code, Text("sai"), Text("sửa"))
    (told,) = with_spans(with_excerpts([problem], f"# đầu\n{line}\n"))
    assert told.excerpt == line
    if told.span is None:
        return None
    start, length = told.span
    return line[start - 1 :][:length]


@cases(
    ("line", "key", "value"),
    [
        ("closes: 32/1/2030", "closes", "32/1/2030"),
        ("closes: 32/1/2030   # khóa", "closes", "32/1/2030"),
        ("  - {id: dot2, start: 32/7/2030, end: 31/12/2030}", "start", "32/7/2030"),
        ("  - {id: dot2, start: 32/7/2030, end: 31/12/2030}", "end", "31/12/2030"),
        ('campaign: "con"', "campaign", '"con"'),
        ("    goal: {at_least: 15}", "goal", "{at_least: 15}"),
        ("    between: [9, 7]", "between", "[9, 7]"),
        ("  - id: TT-01", "name", None),  # the key is not there: the whole line is meant
        ("    review_before: x", "before", None),
        ("  - id: TT-01", None, None),
    ],
)
def test_the_value_of_the_key_is_pointed_at(line, key, value):
    assert pointed_at(line, key) == value


def test_an_unknown_key_is_pointed_at_itself():
    assert pointed_at("titel: Phong trào", "titel", "unknown-key") == "titel"
