"""A description of keys told to others: comments of the file itself, tables in Markdown, JSON Schema.

The schema (draft 7) is a help while typing, not the judge: it knows nothing of references or days in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    Variants,
    inside,
    next_records,
    records,
)

_EXAMPLES = {ValueType.DAY: "31/12/2030", ValueType.NUMBER: "15", ValueType.WHOLE: "5", ValueType.AMOUNT: "5"}
# What a commented file is filled with: text for a value, a mapping for a record, a list of them for a list.
Sample = str | Mapping[str, "Sample"] | list["Sample"]
Schema = dict[str, Any]
_NUMBER = r"^-?[0-9][0-9.]*(,[0-9]+)?$"
_VALUES: dict[ValueType, Schema] = {
    ValueType.TEXT: {"type": ["string", "number", "boolean"]},
    ValueType.ID: {"type": ["string", "number"], "pattern": "^[A-Za-z0-9._-]{1,64}$"},
    ValueType.TARGET_ID: {"type": "string", "pattern": "^[A-Z0-9-]{1,64}$"},
    ValueType.REFERENCE: {"type": ["string", "number"]},
    ValueType.DAY: {
        "type": "string",
        "pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{4})([ T]0?0:00(:00)?)?$",
    },
    ValueType.NUMBER: {"type": ["number", "string"], "pattern": _NUMBER},
    ValueType.WHOLE: {"type": ["integer", "string"], "pattern": _NUMBER},
    ValueType.AMOUNT: {"type": ["number", "string"]},
}


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


def json_schema(
    root: Record[Any], title: str, description: str, rules: Mapping[str, list[Schema]] | None = None
) -> Schema:
    """The JSON Schema of a file, its descriptions in Vietnamese.

    ``rules`` holds, by record, conditions across its keys (allOf).
    """
    definitions = {each.name: _record(each) for each in records(root)[1:]}
    for name, conditions in (rules or {}).items():
        definitions[name]["allOf"] = conditions
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
        **_record(root),
        "definitions": dict(sorted(definitions.items())),
    }


def _shape(shape: Shape) -> Schema:
    match shape:
        case Value(kind):
            return dict(_VALUES[kind])
        case OneOf(_, words):
            listed: Schema = {"enum": list(words.words)}
            is_yes_or_no = isinstance(words.find(words.words[0]), bool)
            return {"anyOf": [{"type": "boolean"}, listed]} if is_yes_or_no else listed
        case ListOf(item, least):
            items: Schema = {"type": "array", "items": _shape(item)}
            return {**items, "minItems": least} if least else items
        case TableOf(item):
            return {"type": "object", "additionalProperties": _shape(item)}
        case Record(name):
            return {"$ref": f"#/definitions/{name}"}
        case Variants(key, having, otherwise):
            return {"if": {"required": [key]}, "then": _shape(having), "else": _shape(otherwise)}
        case Either():
            return {"anyOf": [_shape(each) for each in inside(shape)]}


def _record(record: Record[Any]) -> Schema:
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {word: _property(key) for key in record.keys for word in key.spellings},
    }
    if required := [key.name for key in record.keys if key.required]:
        schema["required"] = required
    if record.only_one:
        schema |= {"minProperties": 1, "maxProperties": 1}
    return schema


def _property(key: Key) -> Schema:
    shape = _shape(key.shape)
    about = {"description": f"{key.about[:1].upper()}{key.about[1:]}."}
    # Draft 7 ignores whatever stands beside a $ref.
    return {**about, "allOf": [shape]} if "$ref" in shape else {**about, **shape}
