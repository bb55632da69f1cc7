"""The cells of a row as the values that plan.yml is to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thidua.keyed.nodes import ListNode, MapNode, Node
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, Value, ValueType
from thidua.keyed.wanted import Item, Items, Wanted, meaning
from thidua.planbook.cells import WITHIN, Cells, items, list_text, point, said_as, split, under
from thidua.planbook.layout import OPERATOR, operators
from thidua.problems import CellError
from thidua.reading.cells import parse_date
from thidua.text import Text

_TEXT, _DAY = Value(), Value(ValueType.DAY)


def wanted_of(cells: Cells, key: Key, node: Node | None = None, prefix: str = "") -> Wanted | None:
    """The value that a row's cells give a key; None where they are blank. ``node`` is what stands there now.

    Raises CellError ``missing-value`` where one of two cells that belong together is blank.
    """
    name, shape = f"{prefix}{key.name}", key.shape
    best = shape.best if isinstance(shape, Either) else shape
    if isinstance(best, Record) and best.only_one:
        return _one_key(cells, name, best, node)
    if isinstance(best, Record):
        inner = {each.name: wanted_of(cells, each, under(node, each, best), f"{name}.") for each in best.keys}
        return in_short(inner, shape, node)
    return _value(cells.get(name, "").strip(), shape, node)


def in_short(inner: Mapping[str, Wanted | None], shape: Shape, node: Node | None) -> Wanted | None:
    """A record as it is best written: none where all is blank, its one value where that says it all."""
    told = [name for name, each in inner.items() if each is not None]
    if isinstance(shape, Either) and told == [shape.short] and not isinstance(node, MapNode):
        return inner[shape.short]
    return inner if told else None


def _one_key(cells: Cells, name: str, record: Record[Any], node: Node | None) -> Wanted | None:
    operator, text = cells.get(f"{name}{OPERATOR}", "").strip(), cells.get(name, "").strip()
    if not operator and not text:
        return None
    if not operator or not text:
        raise CellError(
            "missing-value",
            Text("hai ô “{name}” phải cùng ghi hoặc cùng để trống", name=name),
            Text("ghi ô còn trống, hoặc xóa ô kia"),
        )
    word = meaning(operator, operators(record))
    key = record.key(str(word))
    if key is None:
        return {operator: text}
    return {key.name: _value(text, key.shape, under(node, key, record))}


def _value(text: str, shape: Shape, node: Node | None) -> Wanted | None:
    if not text:
        return None
    if isinstance(shape, Either):
        if shape.text is not None and not isinstance(node, ListNode):
            has_points = shape.items is not None and isinstance(shape.items.item, Record)
            single = ":" not in text if has_points else not shape.items or len(items(text, shape.items)) == 1
            if single:
                return _value(text, shape.text, node)
        shape = shape.items or _TEXT
    if not isinstance(shape, ListOf):
        return _typed(text, shape)
    there = node.items if isinstance(node, ListNode) else ()
    if isinstance(shape.item, Record):
        keys = shape.item.keys
        points = [point(each) for each in split(text, "\n")]
        new: list[Wanted] = [
            {key.name: _typed(each, key.shape) for key, each in zip(keys, point, strict=False)}
            for point in points
        ]
        names = [list_text(each.items[0][1], _TEXT) for each in there if isinstance(each, MapNode)]
        return _placed(new, [point[0] for point in points], names, keys[0].shape)
    texts = items(text, shape)
    new = [_value(each, shape.item, None) or "" for each in texts]
    return _placed(new, texts, [list_text(each, shape.item, WITHIN) for each in there], shape.item)


def _placed(new: Sequence[Wanted], names: Sequence[str], there: Sequence[str], shape: Shape) -> Items:
    """The items, each with the place of the one that it was: the same, else the next of those left."""
    free = list(range(len(there)))
    origins: list[int | None] = []
    for name in names:
        same = next((place for place in free if said_as(there[place], shape) == said_as(name, shape)), None)
        if same is not None:
            free.remove(same)
        origins.append(same)
    if len(names) == len(there):
        origins = [free.pop(0) if each is None else each for each in origins]
    return Items(tuple(Item(each, origin) for each, origin in zip(new, origins, strict=True)))


def _typed(text: str, shape: Shape) -> str:
    """A value as plan.yml best has it: days as 2022-06-30, fixed words in English."""
    if isinstance(shape, OneOf):
        found = shape.words.find(text)
        plain = (word for word in shape.words.words if word.isascii() and shape.words.find(word) == found)
        return next(plain, text) if found is not None else text
    if shape == _DAY:
        try:
            return parse_date(text).isoformat()
        except CellError:
            return text
    return text
