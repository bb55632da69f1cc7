"""What a file of keys is to say instead, and how a value of it is written in YAML so that it reads back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from thidua.keyed.shapes import OneOf, Shape, Value, ValueType
from thidua.keyed.values import parsed
from thidua.problems import CellError
from thidua.reading.cells import id_key
from thidua.reading.numbers import parse_number
from thidua.text import BAD_CHARACTER


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, or of a table by its ``name``; ``origin`` is its place in the text, None if new."""

    wanted: Wanted
    origin: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """All items of a list or of a table, in order."""

    items: tuple[Item, ...]
    is_table: bool = False


# A value, the keys of a record (those not named stay, one that is None goes), or all items of a list.
Wanted = str | Mapping[str, "Wanted | None"] | Items


def meaning(text: str, shape: Shape) -> object:
    """What a value says, so that two ways to write it are one; the text itself where it says nothing."""
    text = unicodedata.normalize("NFC", text).strip()
    try:
        match shape:
            case OneOf():
                return parsed(text, shape)
            case Value(ValueType.DAY | ValueType.NUMBER | ValueType.SHARE | ValueType.WHOLE):
                return parsed(text, shape)
            case Value(ValueType.AMOUNT):
                return parse_number(text, whole=False)
            case Value(ValueType.REFERENCE):
                return id_key(text)
    except CellError:
        pass
    return text


def flow(wanted: Wanted) -> str:
    """A value, list or record on one line."""
    if isinstance(wanted, str):
        return scalar(wanted, flow=True)
    if isinstance(wanted, Items):
        texts = ", ".join(named(each, flow(each.wanted), flow=True) for each in wanted.items)
        return f"{{{texts}}}" if wanted.is_table else f"[{texts}]"
    return f"{{{', '.join(f'{key}: {flow(each)}' for key, each in wanted.items() if each is not None)}}}"


def named(item: Item, text: str, *, flow: bool) -> str:
    """An item of a table behind its name; one of a list as it is."""
    return f"{scalar(item.name, flow=flow)}: {text}" if item.name else text


def block(wanted: Mapping[str, Wanted | None], indent: int) -> Iterator[str]:
    """The keys of a record, a line each; lists of records as lines too, everything deeper on one line."""
    for key, each in wanted.items():
        if each is None:
            continue
        if isinstance(each, str):
            yield from f"{' ' * indent}{key}: {scalar(each, indent=indent + 2)}".split("\n")
        elif isinstance(each, Items) and indent <= 2 and _is_long(each):
            yield f"{' ' * indent}{key}:"
            for item in each.items:
                yield from block_item(item, indent + 2)
        elif isinstance(each, Mapping) and indent == 0:
            yield f"{key}:"
            yield from block(each, indent + 2)
        else:
            yield f"{' ' * indent}{key}: {flow(each)}"


def block_item(item: Item, indent: int) -> Iterator[str]:
    """An item of a list or table on lines of its own."""
    if item.name:
        yield f"{' ' * indent}{named(item, flow(item.wanted), flow=False)}"
    elif isinstance(item.wanted, Mapping):
        first, *rest = block(item.wanted, indent + 2)
        yield f"{first[:indent]}- {first[indent + 2 :]}"
        yield from rest
    else:
        text = scalar(item.wanted) if isinstance(item.wanted, str) else flow(item.wanted)
        yield f"{' ' * indent}- {text}"


def _is_long(wanted: Items) -> bool:
    return wanted.is_table or any(isinstance(each.wanted, Mapping) for each in wanted.items)


def scalar(text: str, *, flow: bool = False, quoted: bool = False, indent: int | None = None) -> str:
    """A value as it is best written: plain, in a block (where there is room for one), or between quotes."""
    if "\n" in text and indent is not None and not flow and _fits_block(text):
        lines = (f"{' ' * indent}{line}" if line else "" for line in text.split("\n"))
        return "\n".join(["|-", *lines])
    if not quoted and _is_plain(text, "k: [{}]" if flow else "k: {}"):
        return text
    return json.dumps(text, ensure_ascii=False)


def _fits_block(text: str) -> bool:
    ends_well = text == text.strip() and not any(line != line.rstrip() for line in text.split("\n"))
    return ends_well and not BAD_CHARACTER.search(text) and "\t" not in text


def _is_plain(text: str, place: str) -> bool:
    """Whether YAML reads the text as itself without quotes."""
    if not text or "\n" in text or text != text.strip():
        return False
    try:
        events = [*yaml.parse(place.format(text), Loader=yaml.SafeLoader)]
    except yaml.YAMLError:
        return False
    scalars = [each for each in events if isinstance(each, yaml.ScalarEvent)]
    plain = len(scalars) == 2 and scalars[1].value == text and scalars[1].style is None
    return plain and scalars[1].tag is None and scalars[1].anchor is None
