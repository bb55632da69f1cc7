"""The keys of plan.yml explained in Vietnamese, as comments of the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thidua.keyed.shapes import Either, Field, Kind, ListOf, Record, Shape, TableOf, Value, Variants
from thidua.plan.schema import PLAN
from thidua.reading.cells import Vocabulary

MODELINE = "# yaml-language-server: $schema=../schema/plan.schema.json"

GUIDE_TITLE = "# GIẢI THÍCH CÁC MỤC"

_EXAMPLES = {Kind.DAY: "31/12/2030", Kind.NUMBER: "15", Kind.WHOLE: "5", Kind.AMOUNT: "5"}

# What a commented file is filled with: text for a value, a mapping for a record, a list of them for a list.
Sample = str | Mapping[str, "Sample"] | list["Sample"]


def guide() -> list[str]:
    """Every key with its meaning, as comment lines: for a plan that comes with comments of its own."""
    return [GUIDE_TITLE, *_guide(PLAN, "")]


def _guide(record: Record, indent: str) -> Iterator[str]:
    for each in record.fields:
        yield f"# {indent}{each.key}: {_about(each)}"
        for inner in _records(each.shape):
            yield from _guide(inner, indent + "  ")


def _records(shape: Shape) -> list[Record]:
    match shape:
        case Record():
            return [shape]
        case ListOf(item) | TableOf(_, item):
            return _records(item)
        case Variants(_, having, otherwise):
            return [having, otherwise]
        case Either(_, items, mapping):
            # A list of records is how it is best written; the mapping says the same.
            inner = _records(items) if items else []
            return inner or (_records(mapping) if mapping else [])
    return []


def _about(each: Field) -> str:
    required = " (bắt buộc)" if each.required else ""
    words = f" — {' | '.join(each.shape.words)}" if isinstance(each.shape, Vocabulary) else ""
    return f"{each.about}{words}{required}"


def commented(values: Mapping[str, Sample]) -> list[str]:
    """A plan with the given values, each key explained above it and every other key as a comment."""
    return [MODELINE, *_commented(PLAN, values, "")]


def _commented(record: Record, values: Mapping[str, Sample], indent: str) -> Iterator[str]:
    for each in record.fields:
        yield f"{indent}# {_about(each)}"
        if each.key in values:
            yield from _filled(each, values[each.key], indent)
        else:
            yield from (f"{indent}# {line}" for line in _left_out(each))


def _left_out(each: Field) -> Iterator[str]:
    """A key as it would be written, with what stands below it explained beside it."""
    records = _records(each.shape)
    if not records:
        yield f"{each.key}: {each.default if _is_word(each.default) else _example(each.shape)}"
        return
    yield f"{each.key}:"
    dash = "- " if _is_list(each.shape) else ""
    for record in records:
        for place, inner in enumerate(record.fields):
            start = dash if place == 0 else " " * len(dash)
            yield f"  {start}{inner.key}: {_example(inner.shape)}   # {_about(inner)}"


def _is_list(shape: Shape) -> bool:
    return isinstance(shape, ListOf) or (isinstance(shape, Either) and shape.items is not None)


def _is_word(default: str) -> bool:
    return bool(default) and " " not in default


def _filled(each: Field, value: Sample, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{indent}{each.key}: {value}"
        return
    yield f"{indent}{each.key}:"
    records = _records(each.shape)
    if isinstance(value, Mapping):
        if records:
            yield from _commented(records[0], value, indent + "  ")
        else:
            yield from (f"{indent}  {key}: {text}" for key, text in value.items())
        return
    for place, item in enumerate(value):
        if place == 0 and records and isinstance(item, Mapping):
            yield from _as_item(_commented(records[0], item, indent + "    "), indent + "    ")
        elif isinstance(item, Mapping):
            pairs = [f"{indent}    {key}: {text}" for key, text in item.items()]
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
        case ListOf(item, least) if least > 1:
            return f"[{', '.join([_example(item)] * least)}]"
        case ListOf(item) if not _records(item):
            return f"[{_example(item)}]"
        case Either(text, _, _) if text is not None:
            return _example(text)
        case Vocabulary():
            return shape.words[0]
    return "…"
