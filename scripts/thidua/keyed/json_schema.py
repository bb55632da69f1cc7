"""A description of keys → JSON Schema (draft 7), with which editors complete, explain and check a file.

It is a help while typing, not the judge: it knows nothing of references, days in order or free capitals.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    records,
)

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
