"""A description of keys → tables in Markdown: the data dictionary for those who maintain the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from thidua.keyed.shapes import (
    Either,
    Key,
    ListOf,
    OneOf,
    Record,
    Shape,
    TableOf,
    Value,
    Variants,
    inside,
    records,
)


def key_tables(root: Record[Any]) -> Iterator[str]:
    """The lines of a table for each record, in the order in which a reader meets them."""
    for record in records(root):
        yield f"## {record.name}\n"
        yield "| key | holds | required | default | meaning |"
        yield "| --- | --- | --- | --- | --- |"
        for key in record.keys:
            yield _row(key)
        yield ""


def word_table(sets: Iterable[OneOf]) -> Iterator[str]:
    """The lines of a table of fixed words."""
    yield "| | taken |"
    yield "| --- | --- |"
    for each in sets:
        yield f"| {each.name} | {' · '.join(each.words.words)} |"


def _row(key: Key) -> str:
    required = "yes" if key.required else ""
    names = ", ".join(f"`{word}`" for word in key.spellings)
    return f"| {names} | {_holds(key.shape)} | {required} | {key.default} | {key.meaning} |"


def _holds(shape: Shape) -> str:
    match shape:
        case Value(kind):
            return kind.value
        case OneOf(name):
            return name
        case ListOf(item):
            return f"list of {_holds(item)}"
        case TableOf(item):
            return f"any names, each with {_holds(item)}"
        case Record(name):
            return f"[{name}](#{name})"
        case Variants(_, having, otherwise):
            return f"{_holds(having)} or {_holds(otherwise)}"
        case Either():
            return ", or ".join(_holds(each) for each in inside(shape))
