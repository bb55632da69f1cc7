"""Every file of data/schema/, as text."""

from __future__ import annotations

import json

from thidua.plan.json_schema import plan_json_schema
from thidua.tables.schema import table_schemas


def schema_files() -> dict[str, str]:
    """Schema files by name: plan.schema.json and a Table Schema for each CSV file."""
    schemas = {"plan.schema.json": plan_json_schema(), **table_schemas()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}
