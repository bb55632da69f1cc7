"""The CSV files as Frictionless Table Schemas, for those who read the data with other tools."""

from __future__ import annotations

from typing import Any

from thidua.tables.columns import TABLES, Column, Table

Schema = dict[str, Any]


def table_schema(table: Table) -> Schema:
    """The Table Schema of one file, its titles and descriptions in Vietnamese."""
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    return schema | {"primaryKey": ["unit_id"]} if table.names[0] == "unit_id" else schema


def table_schemas() -> dict[str, Schema]:
    """Every Table Schema, by the name of its file: achievements.table.json describes achievements.csv."""
    return {f"{file.removesuffix('.csv')}.table.json": table_schema(table) for file, table in TABLES.items()}


def _field(column: Column) -> Schema:
    content = column.content
    found: Schema = {"name": column.name, "title": column.title, "description": column.about}
    found |= {"type": content.type, **content.limits}
    if not column.may_be_blank:
        found["constraints"] = {**found.get("constraints", {}), "required": True}
    return found
