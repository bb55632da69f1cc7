"""Values of plan.yml as the cells of a row, and cells as the values that plan.yml is to hold."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from thidua.keyed.nodes import MapNode, Node, TextNode, chosen, is_empty
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, Value, ValueType
from thidua.keyed.wanted import meaning
from thidua.planbook.layout import AT_PHASE, OPERATOR, Column
from thidua.problems import CellError
from thidua.text import day_text

Cells = Mapping[str, str]

_BETWEEN, WITHIN, _TO = "; ", ", ", ": "  # items; items of an item; the two values of a point
_TEXT, _DAY, _AMOUNT = Value(), Value(ValueType.DAY), Value(ValueType.AMOUNT)


# ── from the file to the row ──


def cells_of(node: Node | None, key: Key, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The cells of a key, by column; those that are blank are left out."""
    name = f"{prefix}{key.name}"
    if node is None or is_empty(node):
        return
    shape = key.shape
    best = shape.best if isinstance(shape, Either) else shape
    if isinstance(best, Record) and isinstance(node, MapNode):
        if best.only_one:
            for word, value in node.items[:1]:
                kind = best.key(word.text)
                yield f"{name}{OPERATOR}", kind.name if kind else word.text
                yield name, list_text(value, kind.shape if kind else _TEXT)
            return
        for inner in best.keys:
            yield from cells_of(under(node, inner, best), inner, f"{name}.")
    elif isinstance(best, Record) and isinstance(shape, Either) and isinstance(node, TextNode):
        yield f"{name}.{shape.short}", node.text.strip()
    else:
        yield name, list_text(node, shape)


def under(node: Node | None, key: Key, record: Record[Any]) -> Node | None:
    """The value of a key in a mapping, however its name is written."""
    for name, value in node.items if isinstance(node, MapNode) else ():
        if record.key(name.text) == key:
            return value
    return None


def list_text(node: Node, shape: Shape, within: str = "") -> str:
    """A value, or all of a list, in one cell."""
    fitting = chosen(node, shape)
    if isinstance(node, TextNode):
        return node.text.strip()
    if isinstance(node, MapNode):
        return _TO.join(list_text(value, _TEXT) for _, value in node.items)
    item = fitting.item if isinstance(fitting, ListOf) else _TEXT
    joined = within or ("\n" if item == _TEXT or isinstance(item, Record) else _BETWEEN)
    return joined.join(list_text(each, item, WITHIN) for each in node.items)


# ── what a cell says ──


def said(text: str, column: Column) -> object:
    """What a cell says, so that two ways to write it are one."""
    return said_as(text, column.shape)


def said_as(text: str, shape: Shape) -> object:
    """The same, by what the cell holds."""
    if isinstance(shape, Record):
        return _operand(text)
    if isinstance(shape, Either):
        if isinstance(shape.text, OneOf) and shape.text.words.find(text) is not None:
            return meaning(text, shape.text)
        shape = shape.items or shape.text or _TEXT
    if not isinstance(shape, ListOf):
        return meaning(text, shape)
    if isinstance(shape.item, Record):
        types = [key.shape for key in shape.item.keys]
        return tuple(tuple(map(meaning, point(each), types)) for each in split(text, "\n")) or ""
    return tuple(said_as(each, shape.item) for each in items(text, shape)) or ""


def _operand(text: str) -> object:
    """What stands beside an operator: a number or a word, or ids, perhaps in two groups."""
    groups = split(text, "[;\n]")
    if len(groups) == 1 and isinstance(meaning(groups[0], _AMOUNT), str):
        groups = split(groups[0], "[,+]")
    parts = (meaning(each, _AMOUNT) for each in groups)
    return tuple(each if not isinstance(each, str) else tuple(split(each, "[,+]")) for each in parts) or ""


def items(text: str, shape: ListOf) -> list[str]:
    """The items of a list in a cell."""
    if shape.item == _TEXT:
        return split(text, "\n")
    if isinstance(shape.item, Either):
        return split(text, "[;\n]")
    is_amount = shape.item == _AMOUNT
    return split(text, "[;\n]" if is_amount else "[;,+\n]")


def split(text: str, by: str) -> list[str]:
    """The pieces of a text that are not blank."""
    return [each.strip() for each in re.split(by, text) if each.strip()]


def point(text: str) -> tuple[str, str]:
    """The two values of a point: 2022-06-30: 3."""
    first, _, second = text.partition(":")
    return first.strip(), second.strip()


def fixed_words(shape: Shape) -> list[str]:
    """The words to choose from, one for each meaning: the Vietnamese one."""
    if isinstance(shape, Either):
        shape = shape.text or _TEXT
    if not isinstance(shape, OneOf):
        return []
    best: dict[object, str] = {}
    for word in sorted(shape.words.words, key=str.isascii):
        best.setdefault(shape.words.find(word), word)
    return [best[each] for each in dict.fromkeys(map(shape.words.find, shape.words.words))]


def displayed(text: str, shape: Shape) -> str:
    """A cell's text for people: Vietnamese words, days as 30/06/2022; it says the same."""
    if isinstance(shape, Either | OneOf):
        words = fixed_words(shape)
        one_of = shape.text if isinstance(shape, Either) else shape
        same = (word for word in words if one_of and meaning(word, one_of) == meaning(text, one_of))
        if word := next(same, None):
            return word
        listed = shape.items if isinstance(shape, Either) else None
        if listed is not None and isinstance(listed.item, Record):
            pairs = ((meaning(day, _DAY), value) for day, value in map(point, split(text, "\n")))
            return "\n".join(
                f"{day_text(day) if isinstance(day, date) else day}{_TO}{value}" for day, value in pairs
            )
    return text


# ── what a phase must reach ──


def parted(cells: Cells, ends: Mapping[str, date]) -> dict[str, str]:
    """The cells with each point of the pace that lies at the end of a phase in the column of that phase."""
    rest: list[str] = []
    own: dict[str, str] = {}
    for line in split(cells.get("pace", ""), "\n"):
        day, value = point(line)
        phase = next((id_ for id_, end in ends.items() if value and meaning(day, _DAY) == end), None)
        if phase is None or f"{AT_PHASE}{phase}" in own:
            rest.append(line)
        else:
            own[f"{AT_PHASE}{phase}"] = value
    return {**cells, "pace": "\n".join(rest), **own}


def joined(cells: Cells, ends: Mapping[str, date]) -> dict[str, str]:
    """The cells with the goals of phases among the points of the pace, by day.

    Raises CellError where the pace is a word, which leaves no room for them.
    """
    own = {
        id_: text.strip()
        for name, text in cells.items()
        if name.startswith(AT_PHASE) and text.strip() and (id_ := name.removeprefix(AT_PHASE)) in ends
    }
    points = split(cells.get("pace", ""), "\n")
    if own and any(":" not in each for each in points):
        raise CellError("bad-pace/of-phases", pace=cells["pace"].strip())
    points += [f"{ends[id_].isoformat()}{_TO}{value}" for id_, value in own.items()]
    days = {each: meaning(point(each)[0], _DAY) for each in points}
    if own:
        points.sort(key=lambda each: day if isinstance(day := days[each], date) else date.max)
    kept = {name: text for name, text in cells.items() if not name.startswith(AT_PHASE)}
    return {**kept, "pace": "\n".join(points)}
