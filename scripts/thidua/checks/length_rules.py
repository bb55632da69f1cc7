"""Bounds on text: what nobody could read on a page is a slip, and costs everybody who builds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from thidua.checks.facts import Facts, Rule
from thidua.model import Source
from thidua.problems import Problem, at
from thidua.tables.columns import UNITS
from thidua.text import Text, shown

LONGEST_TEXT = 5_000
LONGEST_NAME = 500
LONGEST_WORD = 200
_NAMES = frozenset({"name", "short_name", "title", "unit"})


def long_texts(facts: Facts) -> Iterator[Problem]:
    """A text of the plan, or a unit's name, that is longer than a page can show."""
    for name, text in _texts(facts.plan):
        if reason := _too_long(text, LONGEST_NAME if name in _NAMES else LONGEST_TEXT):
            yield at(Source(facts.files["plan.yml"], _line_of(text, facts.plan_text))).error(
                "text-too-long", reason, Text("rút ngắn; chi tiết để ở văn bản gốc")
            )
    for unit in facts.campaign.units.values():
        for column, text in (("name", unit.name), ("short_name", unit.short_name)):
            if reason := _too_long(text, LONGEST_NAME):
                yield at(Source(facts.files[UNITS.file], facts.unit_lines[unit.id]), column).error(
                    "text-too-long", reason, Text("rút ngắn tên đơn vị")
                )


def _too_long(text: str, most: int) -> Text | None:
    if len(text) > most:
        return Text("“{value}” dài {size} ký tự, tối đa {most}", value=shown(text), size=len(text), most=most)
    if any(len(word) > LONGEST_WORD for word in text.split()):
        return Text("“{value}” có từ dài hơn {most} ký tự", value=shown(text), most=LONGEST_WORD)
    return None


def _texts(record: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record and of the records in it, with the name of its field."""
    if isinstance(record, str):
        yield name, record
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from _texts(key, "name")
            yield from _texts(value, name)
    elif isinstance(record, list | tuple | set | frozenset):
        for value in record:
            yield from _texts(value, name)
    elif is_dataclass(record) and not isinstance(record, Source):
        for one in fields(record):
            if one.compare:  # what is kept for later says nothing of its own
                yield from _texts(getattr(record, one.name), one.name)


def _line_of(text: str, plan_text: str) -> int:
    """The line of the plan where a text begins, as far as it can be told: the first with its beginning."""
    begins = text[:40].strip()
    return next((line for line, typed in enumerate(plan_text.split("\n"), 1) if begins in typed), 1)


LENGTH_RULES: tuple[Rule, ...] = (long_texts,)
