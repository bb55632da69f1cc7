"""plan_schema → JSON Schema (draft 7), with which editors complete, explain and check plan.yml.

It is a help while typing, not the judge: it knows nothing of references, days in order or free capitals.
"""

from __future__ import annotations

from typing import Any

from thidua.keyed.shapes import Either, Field, Kind, ListOf, Record, Shape, TableOf, Value, Variants
from thidua.model import Measure
from thidua.plan.schema import PLAN, TARGET
from thidua.plan.words import MEASURES

Schema = dict[str, Any]

_NUMBER = r"^-?[0-9][0-9.]*(,[0-9]+)?$"
_VALUES: dict[Kind, Schema] = {
    Kind.TEXT: {"type": ["string", "number", "boolean"]},
    Kind.ID: {"type": ["string", "number"], "pattern": "^[A-Za-z0-9._-]{1,64}$"},
    Kind.TARGET_ID: {"type": "string", "pattern": "^[A-Z0-9-]{1,64}$"},
    Kind.REFERENCE: {"type": ["string", "number"]},
    Kind.DAY: {
        "type": "string",
        "pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{4})([ T]0?0:00(:00)?)?$",
    },
    Kind.NUMBER: {"type": ["number", "string"], "pattern": _NUMBER},
    Kind.WHOLE: {"type": ["integer", "string"], "pattern": _NUMBER},
    Kind.AMOUNT: {"type": ["number", "string"]},
}


def plan_json_schema() -> Schema:
    """The JSON Schema of plan.yml, its descriptions in Vietnamese."""
    definitions: Schema = {}
    root = _record(PLAN, definitions)
    definitions[TARGET.name]["allOf"] = _by_measure()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "plan.yml",
        "description": "Kế hoạch của một phong trào thi đua",
        **root,
        "definitions": dict(sorted(definitions.items())),
    }


def _shape(shape: Shape, definitions: Schema) -> Schema:
    match shape:
        case Value(kind):
            return dict(_VALUES[kind])
        case ListOf(item, least):
            items: Schema = {"type": "array", "items": _shape(item, definitions)}
            return {**items, "minItems": least} if least else items
        case TableOf(_, item):
            return {"type": "object", "additionalProperties": _shape(item, definitions)}
        case Record():
            return _reference(shape, definitions)
        case Variants(key, having, otherwise):
            return {
                "if": {"required": [key]},
                "then": _reference(having, definitions),
                "else": _reference(otherwise, definitions),
            }
        case Either(single, several, table):
            chosen = [each for each in (single, several, table) if each is not None]
            return {"anyOf": [_shape(each, definitions) for each in chosen]}
    words: Schema = {"enum": list(shape.words)}
    return {"anyOf": [{"type": "boolean"}, words]} if isinstance(shape.find(shape.words[0]), bool) else words


def _reference(record: Record, definitions: Schema) -> Schema:
    if record.name not in definitions:
        definitions[record.name] = {}
        definitions[record.name] = _record(record, definitions)
    return {"$ref": f"#/definitions/{record.name}"}


def _record(record: Record, definitions: Schema) -> Schema:
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.key: _property(each, definitions) for each in record.fields},
    }
    if required := [each.key for each in record.fields if each.required]:
        schema["required"] = required
    if record.only_one:
        schema |= {"minProperties": 1, "maxProperties": 1}
    return schema


def _property(field: Field, definitions: Schema) -> Schema:
    shape = _shape(field.shape, definitions)
    about = {"description": f"{field.about[:1].upper()}{field.about[1:]}."}
    # Draft 7 ignores whatever stands beside a $ref.
    return {**about, "allOf": [shape]} if "$ref" in shape else {**about, **shape}


def _by_measure() -> list[Schema]:
    """What each measure needs beside it, and which operators its goal may take."""
    rules = []
    for measure in Measure:
        spellings = [word for word in MEASURES.words if MEASURES.find(word) is measure]
        names = {"propertyNames": {"enum": [each.value for each in measure.traits.operators]}}
        then: Schema = {"properties": {"goal": names}}
        if measure.traits.needs:
            then["required"] = [measure.traits.needs]
        condition = {"properties": {"measure": {"enum": spellings}}, "required": ["measure"]}
        rules.append({"if": condition, "then": then})
    return rules
