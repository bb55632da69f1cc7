"""A plan's text carried over to another campaign: ids and days changed in place, every word as it was."""

import calendar
import re
from datetime import date

from thidua.keyed.nodes import Leaf, MapNode, leaves
from thidua.keyed.shapes import ValueType
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.schema import PLAN, THE_PLAN
from thidua.problems import CellError
from thidua.reading.cells import parse_date

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_WRITTEN_DAY = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_WRITTEN_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})")

# What belongs to the old plan alone: the new one has yet to get its own.
_EMPTIED = {
    ("document", "number"),
    ("document", "date"),
    ("review", "held"),
    ("plan", "as_of"),
    ("target", "previous"),
    ("figure", "previous"),
}
_KEPT_DAYS = {("cited", "date")}
_DROPPED = "revisions"


def year_of(text: str) -> int | None:
    """The year that an id names, the first of several; or None."""
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def moved(day: date, months: int) -> date:
    """The same day of the month some months later, and the last one of a month for the last one.

    Between full years the day stays: only a 29th of February that is not becomes the 28th.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1] and months % 12 != 0
    return date(year, month + 1, last if is_last else min(day.day, last))


def carried_over(text: str, campaign: str, months: int, previous: str) -> str:
    """The plan's text for ``campaign``, its days ``months`` later, to be compared with ``previous``.

    Comments and order stay as they are; what revisions had changed is dropped with them.
    """
    root, _ = read_yaml(text, "", THE_PLAN)
    lines = text.split("\n")
    edits = {
        (leaf.node.line, leaf.node.column, leaf.node.text, new)
        for leaf in (leaves(root, PLAN) if root else ())
        if (new := _changed(leaf, campaign, months, previous)) is not None
    }
    for line, column, old, new in sorted(edits, reverse=True):
        lines[line - 1] = _replaced(lines[line - 1], column - 1, old, new)
    if isinstance(root, MapNode) and not root.flow:
        _without_revisions(root, lines)
        _compare_with(previous, root, lines)
    return "\n".join(lines)


def _changed(leaf: Leaf, campaign: str, months: int, previous: str) -> str | None:
    """What a value becomes, or None where it stays."""
    place = (leaf.record, leaf.key)
    if place == ("plan", "campaign"):
        return campaign
    if place == ("plan", "previous"):
        return previous
    if place in _EMPTIED:
        return ""
    if place == ("commemoration", "years") and months % 12 == 0:
        return str(int(leaf.node.text) + months // 12) if leaf.node.text.isdecimal() else None
    is_day = leaf.type is ValueType.DAY and place not in _KEPT_DAYS
    return _moved_as_written(leaf.node.text, months) if is_day else None


def _moved_as_written(text: str, months: int) -> str | None:
    """The day some months later, in the way in which it was written."""
    try:
        later = moved(parse_date(text), months)
    except CellError:
        return None
    found = _WRITTEN_DAY.search(text) or _WRITTEN_DAY_FIRST.search(text)
    if found is None:
        return None
    for part, number in sorted(
        (("y", later.year), ("m", later.month), ("d", later.day)), key=lambda each: -found.start(each[0])
    ):
        start, end = found.span(part)
        text = f"{text[:start]}{number:0{end - start}d}{text[end:]}"
    return text


def _compare_with(previous: str, root: MapNode, lines: list[str]) -> None:
    """Name the campaign to compare with, below the campaign's own name, where the plan named none."""
    if any(name.text == "previous" for name, _ in root.items):
        return
    keys = (place for place, line in enumerate(lines) if line.startswith("campaign:"))
    place = next(keys, len(lines) - 1)
    lines.insert(place + 1, f'previous: "{previous}"')


def _without_revisions(root: MapNode, lines: list[str]) -> None:
    """Blank the revisions, up to the comments above what follows them."""
    starts = [name.line for name, _ in root.items]
    for place, (name, _) in enumerate(root.items):
        if name.text != _DROPPED:
            continue
        end = starts[place + 1] - 1 if place + 1 < len(starts) else len(lines)
        while end > name.line and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        del lines[name.line - 1 : end]


def _replaced(line: str, start: int, old: str, new: str) -> str:
    """The line with the value at ``start`` replaced; as it was where the value is not written out there."""
    quote = line[start : start + 1] if line[start : start + 1] in ("'", '"') else ""
    typed = f"{quote}{old}{quote}"
    if not line.startswith(typed, start):
        return line
    return (line[:start] + (f"{quote}{new}{quote}" if new else "") + line[start + len(typed) :]).rstrip()
