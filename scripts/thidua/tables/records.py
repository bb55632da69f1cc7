"""Rows of the CSV files → records, amounts as the plan wants them, none where unread; and records → rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from thidua.model import Achievement, Allocation, Plan, Quantity, Source, Unit, Update
from thidua.problems import CellError
from thidua.reading.cells import id_key, parse_level
from thidua.reading.numbers import parse_number
from thidua.tables.columns import ACHIEVEMENTS, ALLOCATIONS, UPDATES, Table
from thidua.tables.contents import Known, Parse, is_taken_back
from thidua.tables.csv_file import Sheet
from thidua.tables.names import unit_names
from thidua.tables.rows import UNREAD, is_total, missing_value, read_rows, remembered, total_row
from thidua.text import shown

_TARGET, _UNIT, _VALUE, _STAGE = map(ACHIEVEMENTS.names.index, ("target_id", "unit_id", "value", "stage"))
_ASSIGNED, _GOAL, _BASELINE = map(ALLOCATIONS.names.index, ("target_id", "goal", "baseline"))
_SAYS = [*map(UPDATES.names.index, ("text", "asks", "state"))]


class Amounts:
    """The reader of one column's amounts; ``of`` gives the parser of a target's cells.

    Each text is parsed once per target: a hundred thousand rows hold few different numbers.
    """

    def __init__(self, of: Callable[[Quantity], Parse]) -> None:
        self._of = of
        self._parsers: dict[str, Parse] = {}

    def read(self, quantity: Quantity, cell: Any) -> Any:
        """The amount, the CellError, or what is no text as it stands: UNREAD, or None of a blank cell."""
        if cell is UNREAD or cell is None:
            return cell
        parse = self._parsers.get(quantity.id)
        if parse is None:
            parse = self._parsers[quantity.id] = remembered(_giving_errors(self._of(quantity)))
        return parse(cell)


def _giving_errors(parse: Parse) -> Parse:
    def read(cell: str) -> Any:
        try:
            return parse(cell)
        except CellError as error:
            return error

    return read


def values() -> Amounts:
    """What a row records: whole subjects, an amount, a level; a rank's place on its scale."""
    return Amounts(lambda one: lambda cell: _amount(one, cell, whole=one.traits.counts_subjects))


def goals() -> Amounts:
    """A unit's goal, in the target's own terms: percent for a ratio, a level's name for a rank; or None."""
    return Amounts(lambda one: lambda cell: None if is_taken_back(cell) else goal_amount(one, cell))


def baselines() -> Amounts:
    """Where a unit's year starts; of a target without one it is not read, since it is refused."""
    return Amounts(lambda one: lambda cell: goal_amount(one, cell) if one.traits.has_baseline else Fraction())


def goal_amount(one: Quantity, cell: str) -> Fraction:
    """An amount as a goal has it; else CellError."""
    if one.traits.is_share and cell.rstrip().endswith("%"):
        raise CellError("not-a-number/percent", value=shown(cell.strip()))
    return _amount(one, cell, whole=one.traits.whole_figure)


def _amount(one: Quantity, cell: str, *, whole: bool) -> Fraction:
    if one.traits.has_levels:
        return parse_level(cell, one.scale)
    return parse_number(cell, whole=whole, percent=not one.traits.counts_subjects and one.unit == "%")


@dataclass(slots=True)
class Units:
    """The units by id, and the line of each."""

    by_id: dict[str, Unit] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Achievements:
    """The rows in the order of the files, and the targets of which a row could not be read."""

    rows: list[Achievement] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    amounts: Amounts = field(default_factory=values)
    readers: Mapping[str, Parse] | None = None  # of the cells, where several sheets share them


def read_units(sheet: Sheet) -> Units:
    """The units; one whose name could not be read is there too, so that references to it are sound.

    A unit without a short name goes by its id. A successor that is no unit is told, and is then none; nor is
    there one where the end before it could not be read.
    """
    units = Units()
    taken: dict[str, int] = {}
    for line, (id_, name, typed, start, end, successor), _ in read_rows(sheet, Known()):
        if name is not UNREAD and is_total(name):
            sheet.refuse(line, None, total_row(name))
        elif id_ is not UNREAD and not _told_twice(sheet, line, "unit_id", id_, taken):
            short_name = typed or id_
            if short_name is not UNREAD and id_key(short_name) != id_key(id_):
                _told_twice(sheet, line, "short_name", short_name, taken)
            full, short = (id_ if text is UNREAD else text for text in (name, short_name))
            begins, ends = (None if day is UNREAD else day for day in (start, end))
            heir = None if UNREAD in (end, successor) else successor
            units.by_id[id_] = Unit(id_, full, short, begins, ends, heir)
            units.lines[id_] = line
    _resolve_successors(sheet, units)
    return units


def _resolve_successors(sheet: Sheet, units: Units) -> None:
    names = unit_names(units.by_id)
    for unit in units.by_id.values():
        if unit.successor is not None:
            try:
                heir = names.parse(unit.successor)
            except CellError as error:
                sheet.refuse(units.lines[unit.id], "successor", error)
                heir = None
            units.by_id[unit.id] = replace(unit, successor=heir)


def _told_twice(sheet: Sheet, line: int, column: str, name: str, taken: dict[str, int]) -> bool:
    """Whether an id or short name is taken already, which is told; else it is taken now."""
    earlier = taken.setdefault(id_key(name), line)
    if earlier == line:
        return False
    sheet.refuse(
        line,
        column,
        CellError("duplicate-id/unit", value=shown(name), earlier=earlier),
    )
    return True


def read_records(sheet: Sheet, known: Known) -> list[Any]:
    """The record of each row that could be read."""
    return [_record(sheet, line, cells) for line, cells, complete in read_rows(sheet, known) if complete]


def _record(sheet: Sheet, line: int, cells: list[Any]) -> Any:
    return sheet.table.record(*cells, Source(sheet.file, line))  # a record's fields stand as its columns do


def read_updates(sheet: Sheet, known: Known) -> list[Update]:
    """The updates; a row says something, raises something, or tells how the task stands."""
    rows: list[Update] = []
    for line, cells, complete in read_rows(sheet, known):
        if all(cells[place] in ("", None) for place in _SAYS):
            sheet.refuse(line, "text", missing_value())
        elif complete:
            rows.append(_record(sheet, line, cells))
    return rows


def read_achievements(sheet: Sheet, known: Known, before: Achievements | None = None) -> Achievements:
    """The achievements, below those of the parts ``before`` it; a row of a target that could not be read is
    none, but its cells are judged.
    """
    found = before or Achievements()
    amounts, quantities = found.amounts, known.quantities
    for line, cells, whole in read_rows(sheet, known, found.readers):
        target = quantities.get(cells[_TARGET])
        if target is None:
            continue
        value = amounts.read(target, cells[_VALUE])
        unit_missing = cells[_UNIT] is None and not target.traits.is_state
        if refused := isinstance(value, CellError):
            sheet.refuse(line, "value", value)
        if unit_missing:
            sheet.refuse(line, "unit_id", missing_value())
        if whole and not (refused or unit_missing):
            cells[_VALUE], cells[_STAGE] = value, cells[_STAGE] or target.counts
            record = _record(sheet, line, cells)
            found.rows.append(record._replace(own=sheet.own[line]) if line in sheet.own else record)
        else:
            found.doubtful.add(target.id)
    return found


def read_allocations(sheet: Sheet, known: Known) -> list[Allocation]:
    """What the units have to reach; a row of a target that could not be read is none, but is judged."""
    rows: list[Allocation] = []
    readers = ((_GOAL, "goal", goals()), (_BASELINE, "baseline", baselines()))
    quantities = known.quantities
    for line, cells, complete in read_rows(sheet, known):
        target = quantities.get(cells[_ASSIGNED])
        if target is None:
            continue
        refused = False
        for place, column, amounts in readers:
            cells[place] = amounts.read(target, cells[place])
            if isinstance(cells[place], CellError):
                sheet.refuse(line, column, cells[place])
                refused = True
        if complete and not refused:
            rows.append(_record(sheet, line, cells))
    return rows


def cells_of(record: Any, table: Table, plan: Plan) -> dict[str, str]:
    """The row of a record, by column, in the plainest way: ISO days, ids, plain numbers, every stage told."""
    row = {}
    for column in table.columns:
        value = getattr(record, column.field or column.name)
        content = column.content
        row[column.name] = content.none if value is None else content.write(value, record, plan)
    return row | dict(record.own) if table.takes_own else row
