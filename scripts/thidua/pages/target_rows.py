"""The rows that a target's figure is made of: what each added, and the total so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.model import Achievement, Stage, Target
from thidua.pages.view import View
from thidua.text import mark
from thidua.wording import row_value

SHOWN = 30  # beyond that the earlier rows are folded


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is shown: its day and unit, its value, the total after it ("" for a stage that does not
    count), file and line, and commit and day of its last change (None where git does not know them).
    """

    row: Achievement
    value: str
    total: str
    day: str
    unit: str
    place: str
    change: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """A target's rows, the latest last, which of their columns say something, and a note below them.

    ``earlier`` are those that are folded where there are many.
    """

    earlier: list[Row]
    found: list[Row]
    units: bool
    stages: bool
    roles: bool
    evidence: bool
    notes: bool
    totals: bool
    value_label: str
    note: str


def target_rows(view: View, target: Target) -> Rows:
    """Of a breach the day and number alone, as in the downloads: more could point at a person."""
    rows: list[Achievement] = view.rows.get(target.id, [])
    open_to_all = target.traits.shows_people
    words = view.words
    note = words.gettext(
        "Vi phạm chỉ được công bố theo ngày và số lượng, không kèm đơn vị, minh chứng hay ghi chú, "
        "để không ai bị nhận ra."
    )
    told = _told(view, target, rows)
    return Rows(
        earlier=told[:-SHOWN],
        found=told[-SHOWN:],
        units=open_to_all and any(row.unit for row in rows),
        stages={target.counts, *(row.stage for row in rows)} != {Stage.AWARDED},
        roles=open_to_all and any(row.role for row in rows),
        evidence=open_to_all and any(row.evidence for row in rows),
        notes=open_to_all and any(row.note for row in rows),
        totals=target.adds_up and open_to_all,
        value_label=words.gettext(_value_label(target)),
        note="" if open_to_all else note,
    )


def _told(view: View, target: Target, rows: Sequence[Achievement]) -> list[Row]:
    """Each row with what it adds, and the running total of those that count."""
    words, total, found = view.words, Fraction(), []
    units = {unit: view.unit_name(unit) for unit in {row.unit for row in rows}}
    for row in rows:
        value, so_far = row_value(target, row, words), ""
        if target.adds_up and row.stage is target.counts:
            total += row.value
            value, so_far = f"+{value}" if row.value > 0 else value, words.exact(total)
        change = view.origin(row)
        found.append(
            Row(
                row,
                value,
                so_far,
                words.date(row.on),
                units[row.unit],
                f"{row.source.name}:{row.source.line}",
                f"{change[0]} · {change[1]}" if change else None,
            )
        )
    return found


def _value_label(target: Target) -> str:
    if target.traits.counts_breaches:
        return mark("Số vi phạm mới")
    if target.traits.has_levels:
        return mark("Mức xếp loại")
    return mark("Thêm") if target.adds_up else mark("Giá trị")
