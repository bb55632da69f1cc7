"""A plan's text carried over to another campaign: id, year and days changed in place, all else as it was."""

from __future__ import annotations

import re

from thidua.keyed.nodes import Leaf, leaves
from thidua.keyed.shapes import ValueType
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.schema import PLAN
from thidua.plan.words import THE_PLAN
from thidua.problems import CellError
from thidua.reading.cells import parse_date

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")

# What belongs to the old plan alone: the new one has yet to get its own.
_EMPTIED = {("document", "number"), ("document", "date"), ("review", "held")}
_KEPT_DAYS = {("cited", "date")}
_TITLES = {
    ("plan", "title"),
    ("plan", "theme"),
    ("plan", "objective"),
    ("document", "title"),
    ("phase", "name"),
    ("phase", "objective"),
    ("review", "name"),
}


def year_of(text: str) -> int | None:
    """The year that an id or title names, or None."""
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def carried_over(text: str, campaign: str, years: int) -> str:
    """The plan's text for ``campaign``, its days ``years`` later; comments and order stay as they are."""
    root, _ = read_yaml(text, "", THE_PLAN)
    lines = text.split("\n")
    edits = {
        (leaf.node.line, leaf.node.column, leaf.node.text, new)
        for leaf in (leaves(root, PLAN) if root else ())
        if (new := _changed(leaf, campaign, years)) is not None
    }
    for line, column, old, new in sorted(edits, reverse=True):
        lines[line - 1] = _replaced(lines[line - 1], column - 1, old, new)
    return "\n".join(lines)


def _changed(leaf: Leaf, campaign: str, years: int) -> str | None:
    """What a value becomes, or None where it stays."""
    place = (leaf.record, leaf.key)
    if place == ("plan", "campaign"):
        return campaign
    if place in _EMPTIED:
        return ""
    if place == ("commemoration", "years"):
        return str(int(leaf.node.text) + years) if leaf.node.text.isdecimal() else None
    if leaf.type is ValueType.DAY and place not in _KEPT_DAYS:
        return _shifted_day(leaf.node.text, years)
    return _shifted(leaf.node.text, years) if place in _TITLES else None


def _shifted(text: str, years: int) -> str:
    return _YEAR.sub(lambda found: str(int(found.group()) + years), text)


def _shifted_day(text: str, years: int) -> str:
    """The day some years later, as it was written; a 29th of February that is not becomes the 28th."""
    later = _shifted(text, years)
    try:
        parse_date(later)
    except CellError:
        return later.replace("29", "28", 1) if text.count("29") == 1 else text
    return later


def _replaced(line: str, start: int, old: str, new: str) -> str:
    """The line with the value at ``start`` replaced; as it was where the value is not written out there."""
    quote = line[start : start + 1] if line[start : start + 1] in ("'", '"') else ""
    typed = f"{quote}{old}{quote}"
    if not line.startswith(typed, start):
        return line
    return (line[:start] + (f"{quote}{new}{quote}" if new else "") + line[start + len(typed) :]).rstrip()
