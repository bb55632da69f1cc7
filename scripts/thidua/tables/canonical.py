"""Records → the cells that say the same in the plainest way: ISO days, canonical ids, plain numbers."""

from __future__ import annotations

from typing import Any, TypeAlias

from thidua.model import Plan
from thidua.tables.columns import Column, Table
from thidua.tables.contents import VALUE

Cells: TypeAlias = dict[str, str]  # by column, in English


def cells(table: Table, record: Any, plan: Plan) -> Cells:
    """A row of the table, by column; the stage of an achievement is always told."""
    return {column.name: _cell(column, record, plan) for column in table.columns}


def _cell(column: Column, record: Any, plan: Plan) -> str:
    value = getattr(record, column.field)
    if value is None:
        return ""
    if column.content is VALUE and (target := plan.targets[record.target]).traits.has_levels:
        return target.level_name(value)
    return column.content.write(value)
