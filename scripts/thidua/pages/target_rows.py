"""The rows that a target's figure is made of: what each added, and the total so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.model import Achievement, Stage, Target
from thidua.pages.view import View
from thidua.text import mark
from thidua.wording import row_value
from thidua.words import Words

SHOWN = 30  # beyond that the earlier rows are folded


@dataclass(frozen=True, slots=True)
class Row:
    """A row, its value as it is shown, and the total after it ("" for a stage that does not count)."""

    row: Achievement
    value: str
    total: str


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
    told = _told(target, rows, words)
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


def _told(target: Target, rows: Sequence[Achievement], words: Words) -> list[Row]:
    """Each row with what it adds, and the running total of those that count."""
    total, found = Fraction(), []
    for row in rows:
        value = row_value(target, row, words)
        if not target.adds_up or row.stage is not target.counts:
            found.append(Row(row, value, ""))
            continue
        total += row.value
        found.append(Row(row, f"+{value}" if row.value > 0 else value, words.exact(total)))
    return found


def _value_label(target: Target) -> str:
    if target.traits.counts_breaches:
        return mark("Số vi phạm mới")
    if target.traits.has_levels:
        return mark("Mức xếp loại")
    return mark("Thêm") if target.adds_up else mark("Giá trị")
