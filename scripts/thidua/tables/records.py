"""Rows of the CSV files → records; what cannot be read is told, and never becomes one. And records → rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from thidua.model import Achievement, Plan, Source, Target, Unit, Update
from thidua.problems import CellError
from thidua.reading.cells import id_key, parse_level
from thidua.reading.numbers import parse_number
from thidua.tables.columns import ACHIEVEMENTS, UPDATES, Column, Table
from thidua.tables.contents import VALUE, Known, Parse
from thidua.tables.csv_file import Sheet
from thidua.tables.rows import UNREAD, is_total, missing_value, read_rows, remembered, total_row
from thidua.text import Text, shown

_TARGET, _UNIT, _VALUE, _STAGE = map(ACHIEVEMENTS.names.index, ("target_id", "unit_id", "value", "stage"))
_TEXT, _ASKS = map(UPDATES.names.index, ("text", "asks"))


@dataclass(slots=True)
class Units:
    """The units by id, and the line of each."""

    by_id: dict[str, Unit] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Achievements:
    """The rows in the order of the file, and the targets of which a row could not be read."""

    rows: list[Achievement] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)


def read_units(sheet: Sheet) -> Units:
    """The units; one whose name could not be read is there too, so that references to it are sound.

    A unit without a short name goes by its id.
    """
    units = Units()
    taken: dict[str, int] = {}
    for line, (id_, name, typed), _ in read_rows(sheet, Known()):
        if name is not UNREAD and is_total(name):
            sheet.refuse(line, None, total_row(name))
        elif id_ is not UNREAD and not _told_twice(sheet, line, "unit_id", id_, taken):
            short_name = typed or id_
            if short_name is not UNREAD and id_key(short_name) != id_key(id_):
                _told_twice(sheet, line, "short_name", short_name, taken)
            full, short = (id_ if text is UNREAD else text for text in (name, short_name))
            units.by_id[id_] = Unit(id_, full, short)
            units.lines[id_] = line
    return units


def _told_twice(sheet: Sheet, line: int, column: str, name: str, taken: dict[str, int]) -> bool:
    """Whether an id or short name is taken already, which is told; else it is taken now."""
    earlier = taken.setdefault(id_key(name), line)
    if earlier == line:
        return False
    sheet.refuse(
        line,
        column,
        CellError(
            "duplicate-id",
            Text("“{value}” đã dùng cho đơn vị ở dòng {earlier}", value=shown(name), earlier=earlier),
            Text("mỗi đơn vị một mã và một tên viết tắt riêng; bỏ dòng thừa hoặc đổi mã"),
        ),
    )
    return True


def read_records(sheet: Sheet, known: Known) -> list[Any]:
    """The record of each row that could be read."""
    return [_record(sheet, line, cells) for line, cells, complete in read_rows(sheet, known) if complete]


def _record(sheet: Sheet, line: int, cells: list[Any]) -> Any:
    return sheet.table.record(*cells, Source(sheet.file, line))  # a record's fields stand as its columns do


def read_updates(sheet: Sheet, known: Known) -> list[Update]:
    """The updates; a row says something, or raises something."""
    rows: list[Update] = []
    for line, cells, complete in read_rows(sheet, known):
        if cells[_TEXT] == "" and cells[_ASKS] == "":
            sheet.refuse(line, "text", missing_value())
        elif complete:
            rows.append(_record(sheet, line, cells))
    return rows


def read_achievements(sheet: Sheet, known: Known) -> Achievements:
    """The achievements; without a plan there are none, but their cells are judged."""
    found = Achievements()
    values = _Values()
    targets = known.plan.targets if known.plan else {}
    for line, cells, whole in read_rows(sheet, known):
        target = targets.get(cells[_TARGET])
        if target is None:
            continue
        value = values.read(target, cells[_VALUE])
        unit_missing = cells[_UNIT] is None and not target.traits.is_state
        if refused := isinstance(value, CellError):
            sheet.refuse(line, "value", value)
        if unit_missing:
            sheet.refuse(line, "unit_id", missing_value())
        if whole and not (refused or unit_missing):
            cells[_VALUE], cells[_STAGE] = value, cells[_STAGE] or target.counts
            found.rows.append(_record(sheet, line, cells))
        else:
            found.doubtful.add(target.id)
    return found


class _Values:
    """Cells of ``value`` → amounts, as the measure of their target wants them."""

    def __init__(self) -> None:
        self._parsers: dict[str, Parse] = {}

    def read(self, target: Target, cell: Any) -> Any:
        """The amount, the CellError, or UNREAD."""
        if cell is UNREAD:
            return cell
        parse = self._parsers.get(target.id)
        if parse is None:
            parse = self._parsers[target.id] = remembered(_value_reader(target))
        return parse(cell)


def _value_reader(target: Target) -> Parse:
    def read(cell: str) -> Fraction | CellError:
        try:
            if target.traits.has_levels:
                return parse_level(cell, target.scale)
            if target.traits.counts_subjects:
                return parse_number(cell, whole=True)
            return parse_number(cell, whole=False, percent=target.unit == "%")
        except CellError as error:
            return error

    return read


def cells_of(record: Any, table: Table, plan: Plan) -> dict[str, str]:
    """The row of a record, by column, in the plainest way: ISO days, ids, plain numbers, every stage told."""
    return {column.name: _cell(column, record, plan) for column in table.columns}


def _cell(column: Column, record: Any, plan: Plan) -> str:
    value = getattr(record, column.field)
    if value is None:
        return ""
    if column.content is VALUE and (target := plan.targets[record.target]).traits.has_levels:
        return target.level_name(value)
    return column.content.write(value)
