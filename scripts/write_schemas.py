"""Write the schemas of data/ and networks/ and the tables of docs/plan-yml.md anew from the descriptions.

The JSON Schemas (draft 7), with which editors complete, explain and check a file, are a help while typing,
not the judge: they know nothing of references or days in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
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
from thidua.model import Measure
from thidua.network.schema import MEMBER, NETWORK, SCHEMA_FILE
from thidua.plan.schema import (
    ACROSS,
    GOAL,
    MEASURES,
    PACES,
    PLAN,
    READINGS,
    REPORT_EVERY,
    RULE_KINDS,
    STAGE,
    TARGET,
    YES_OR_NO,
)
from thidua.tables.columns import TABLES, Column, Table

ROOT = Path(__file__).resolve().parent.parent
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
    ValueType.SHARE: {"type": ["number", "string"], "pattern": _NUMBER},
    ValueType.WHOLE: {"type": ["integer", "string"], "pattern": _NUMBER},
    ValueType.AMOUNT: {"type": ["number", "string"]},
}
WORDS = (MEASURES, ACROSS, STAGE, READINGS, PACES, REPORT_EVERY, RULE_KINDS, YES_OR_NO)


def main() -> None:
    """Write every file that derives from the descriptions of the data."""
    folder = ROOT / "data" / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    (ROOT / "networks" / SCHEMA_FILE).write_text(network_schema(), encoding="utf-8")
    page = ROOT / "docs" / "plan-yml.md"
    page.write_text(plan_document(page.read_text("utf-8")), encoding="utf-8")


def schema_files() -> dict[str, str]:
    """The files of data/schema/ by name, as text: plan.schema.json and a Table Schema for each CSV file."""
    schemas = {"plan.schema.json": plan_json_schema(), **table_schemas()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def table_schema(table: Table) -> Schema:
    """The Table Schema of one file, its titles and descriptions in Vietnamese."""
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_table_field(column) for column in table.columns],
        "missingValues": [""],
    }
    return schema | {"primaryKey": ["unit_id"]} if table.names[0] == "unit_id" else schema


def table_schemas() -> dict[str, Schema]:
    """Every Table Schema, by the name of its file: achievements.table.json describes achievements.csv."""
    return {f"{file.removesuffix('.csv')}.table.json": table_schema(table) for file, table in TABLES.items()}


def _table_field(column: Column) -> Schema:
    content = column.content
    found: Schema = {"name": column.name, "title": column.title, "description": column.about}
    found |= {"type": content.type, **content.limits}
    if not column.may_be_blank:
        found["constraints"] = {**found.get("constraints", {}), "required": True}
    return found


def plan_json_schema() -> Schema:
    """The JSON Schema of plan.yml."""
    return json_schema(PLAN, "plan.yml", "Kế hoạch của một phong trào thi đua", {TARGET.name: _by_measure()})


def _by_measure() -> list[Schema]:
    """What each measure needs beside it, and which operators its goal may take."""
    rules = []
    for measure in Measure:
        spellings = [word for word in MEASURES.words.words if MEASURES.words.find(word) is measure]
        taken = [key for key in GOAL.keys if key.name in measure.traits.operators]
        names = {"propertyNames": {"enum": [word for key in taken for word in key.spellings]}}
        then: Schema = {"properties": {"goal": names}}
        if measure.traits.needs:
            then["required"] = [measure.traits.needs]
        condition = {"properties": {"measure": {"enum": spellings}}, "required": ["measure"]}
        rules.append({"if": condition, "then": then})
    return rules


def plan_document(text: str) -> str:
    """docs/plan-yml.md with its tables written anew between their marks, every other word as it stands."""
    for name, lines in (
        ("keys", key_tables(PLAN)),
        ("measures", _measures()),
        ("words", word_table(WORDS)),
    ):
        before, start, rest = text.partition(f"<!-- {name}: written by scripts/write_schemas.py -->\n\n")
        _, end, after = rest.partition("<!-- end -->")
        text = before + start + "".join(f"{line}\n" for line in lines) + "\n" * (name != "keys") + end + after
    return text


def _measures() -> Iterator[str]:
    yield "| measure | operators | needs |"
    yield "| --- | --- | --- |"
    for measure in Measure:
        names = " ".join(f"`{each.value}`" for each in measure.traits.operators)
        yield f"| {measure.value} | {names} | {measure.traits.needs or ''} |"


def network_schema() -> str:
    """The JSON Schema of network.yml, as text."""
    kinds = [{"required": ["campaign"]}, {"required": ["network"]}]
    schema = json_schema(NETWORK, "network.yml", "Một khối, cụm thi đua", {MEMBER.name: [{"oneOf": kinds}]})
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


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


if __name__ == "__main__":
    main()
