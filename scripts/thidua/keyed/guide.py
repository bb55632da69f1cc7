"""The keys of a file explained in Vietnamese, as comments of the file itself."""

from collections.abc import Iterator, Mapping
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
    ValueType,
    next_records,
)

_EXAMPLES = {ValueType.DAY: "31/12/2030", ValueType.NUMBER: "15", ValueType.WHOLE: "5", ValueType.AMOUNT: "5"}
_EXAMPLES[ValueType.SHARE] = "0.8"
# What a commented file is filled with: text for a value, a mapping for a record, a list of them for a list.
Sample = str | Mapping[str, "Sample"] | list["Sample"]


def guide(record: Record[Any], indent: str = "") -> Iterator[str]:
    """Every key with its meaning, as comment lines: for a file that comes with comments of its own."""
    for key in record.keys:
        yield f"# {indent}{key.name}: {_about(key)}"
        for inner in next_records(key.shape):
            yield from guide(inner, indent + "  ")


def _about(key: Key) -> str:
    required = " (bắt buộc)" if key.required else ""
    words = f" — {' | '.join(key.shape.words.words)}" if isinstance(key.shape, OneOf) else ""
    return f"{key.about}{words}{required}"


def commented(record: Record[Any], values: Mapping[str, Sample], indent: str = "") -> Iterator[str]:
    """A file with the given values, each key explained above it and every other key as a comment."""
    for key in record.keys:
        yield f"{indent}# {_about(key)}"
        if key.name in values:
            yield from _filled(key, values[key.name], indent)
        else:
            yield from (f"{indent}# {line}" for line in _left_out(key))


def _left_out(key: Key) -> Iterator[str]:
    """A key as it would be written, with what stands below it explained beside it."""
    inner = next_records(key.shape)
    if not inner:
        yield f"{key.name}: {key.typed_default or _example(key.shape)}"
        return
    yield f"{key.name}:"
    best = key.shape.best if isinstance(key.shape, Either) else key.shape
    if isinstance(best, TableOf):
        needed = ", ".join(f"{each.name}: …" for each in inner[0].keys if each.required)
        yield f"  ma-1: {{{needed}}}"
        return
    dash = "- " if isinstance(best, ListOf) else ""
    for record in inner:
        for place, each in enumerate(record.keys):
            start = dash if place == 0 else " " * len(dash)
            yield f"  {start}{each.name}: {each.typed_default or _example(each.shape)}   # {_about(each)}"


def _filled(key: Key, value: Sample, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{indent}{key.name}: {value}"
        return
    yield f"{indent}{key.name}:"
    inner = next_records(key.shape)
    if isinstance(value, Mapping):
        if inner and not isinstance(key.shape, TableOf):
            yield from commented(inner[0], value, indent + "  ")
        else:
            yield from (f"{indent}  {name}: {text}" for name, text in value.items())
        return
    for place, item in enumerate(value):
        if place == 0 and inner and isinstance(item, Mapping):
            yield from _as_item(commented(inner[0], item, indent + "    "), indent + "    ")
        elif isinstance(item, Mapping):
            pairs = [f"{indent}    {name}: {text}" for name, text in item.items()]
            yield from _as_item(iter(pairs), indent + "    ")


def _as_item(lines: Iterator[str], indent: str) -> Iterator[str]:
    """The lines with a dash before the first that is no comment."""
    pending = True
    for line in lines:
        if pending and not line.lstrip().startswith("#"):
            yield f"{indent[:-2]}- {line[len(indent) :]}"
            pending = False
        else:
            yield line


def _example(shape: Shape) -> str:
    match shape:
        case Value(kind):
            return _EXAMPLES.get(kind, "…")
        case OneOf(_, words):
            return words.words[0]
        case ListOf(item, least) if least > 1:
            return f"[{', '.join([_example(item)] * least)}]"
        case ListOf(item) if not next_records(item):
            return f"[{_example(item)}]"
        case Either(text) if text is not None:
            return _example(text)
    return "…"
