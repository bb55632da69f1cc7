"""Records → the cells that say the same in the plainest way: ISO days, canonical ids, plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from thidua.entry.cell_text import plain_number
from thidua.model import Achievement, Headcount, Report, Target, Unit, Update
from thidua.text import period_text

Cells: TypeAlias = dict[str, str]  # by column, in English


def achievement_cells(row: Achievement, targets: Mapping[str, Target]) -> Cells:
    """A row of achievements.csv; the stage is always told."""
    target = targets[row.target]
    value = target.level_name(row.value) if target.traits.has_levels else plain_number(row.value)
    return {
        "date": row.on.isoformat(),
        "target_id": row.target,
        "unit_id": row.unit or "",
        "value": value,
        "stage": row.stage.value,
        "role": row.role.value if row.role else "",
        "evidence": row.evidence,
        "note": row.note,
    }


def headcount_cells(row: Headcount) -> Cells:
    """A row of headcount.csv."""
    return {
        "date": row.on.isoformat(),
        "unit_id": row.unit,
        "population": row.population,
        "size": str(row.size),
    }


def update_cells(row: Update) -> Cells:
    """A row of updates.csv."""
    return {
        "date": row.on.isoformat(),
        "task_id": row.task,
        "unit_id": row.unit,
        "text": row.text,
        "asks": row.asks,
        "answered": row.answered.isoformat() if row.answered else "",
    }


def report_cells(row: Report) -> Cells:
    """A row of reports.csv."""
    return {"date": row.on.isoformat(), "unit_id": row.unit, "period": period_text(row.period)}


def unit_cells(unit: Unit) -> Cells:
    """A row of units.csv."""
    return {"unit_id": unit.id, "name": unit.name, "short_name": unit.short_name}
