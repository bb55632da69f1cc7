"""The five CSV files → records; what cannot be read is told, and never becomes a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from thidua.model import Achievement, Headcount, Plan, Report, Source, Target, Unit, Update
from thidua.problems import CellError
from thidua.reading.cells import (
    ROLES,
    STAGES,
    id_key,
    parse_date,
    parse_id,
    parse_level,
    parse_number,
    parse_period,
)
from thidua.tables.csv_file import Sheet
from thidua.tables.evidence import parse_evidence
from thidua.tables.names import Names, population_names, target_names, task_names
from thidua.tables.rows import (
    UNREAD,
    Parse,
    caught,
    free_text,
    is_total,
    missing_value,
    optional,
    read_rows,
    remembered,
    required,
    total_row,
)
from thidua.text import Text, shown

_DATE = required(parse_date)


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
    parsers = {
        "unit_id": caught(required(parse_id)),
        "name": caught(required(free_text)),
        "short_name": caught(free_text),
    }
    units = Units()
    taken: dict[str, int] = {}
    for line, (id_, name, typed), _ in read_rows(sheet, parsers):
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


def read_headcount(sheet: Sheet, plan: Plan | None, units: Names | None) -> list[Headcount]:
    """The headcounts; without a plan or units, populations or units are not judged."""
    rows: list[Headcount] = []
    parsers = {
        "date": remembered(_DATE),
        "unit_id": _reference(units),
        "population": _reference(population_names(plan) if plan else None),
        "size": remembered(required(_size)),
    }
    for line, (on, unit, population, size), complete in read_rows(sheet, parsers):
        if complete:
            rows.append(Headcount(on, unit, population, size, Source(sheet.file, line)))
    return rows


def _size(cell: str) -> int:
    size = parse_number(cell, whole=True)
    if size < 0:
        raise CellError(
            "negative-size",
            Text("“{value}” nhỏ hơn 0", value=shown(cell.strip())),
            Text("ghi số người hiện có, từ 0 trở lên"),
        )
    return int(size)


def read_achievements(
    sheet: Sheet,
    plan: Plan | None,
    units: Names | None,
    exists: Callable[[str], bool],
) -> Achievements:
    """The achievements; without a plan their values are not judged. ``exists`` knows the evidence files."""
    found = Achievements()
    values = _Values()
    parsers = {
        "date": remembered(_DATE),
        "target_id": _target_reference(plan),
        "unit_id": _optional_reference(units),
        "value": caught(free_text),
        "stage": remembered(optional(STAGES.parse)),
        "role": remembered(optional(ROLES.parse)),
        "evidence": caught(lambda cell: parse_evidence(free_text(cell), exists)),
        "note": caught(free_text),
    }
    for line, cells, whole in read_rows(sheet, parsers):
        on, target, unit, value, stage, role, evidence, note = cells
        complete = whole
        if isinstance(target, Target):
            value = values.read(target, value)
            if isinstance(value, CellError):
                sheet.refuse(line, "value", value)
                complete = False
            if unit is None and not target.traits.is_state:
                sheet.refuse(line, "unit_id", missing_value())
                complete = False
        elif value == "":
            sheet.refuse(line, "value", missing_value())
        if complete and plan:
            found.rows.append(
                Achievement(
                    on,
                    target.id,
                    unit,
                    value,
                    stage or target.counts,
                    role,
                    evidence,
                    note,
                    Source(sheet.file, line),
                )
            )
        elif isinstance(target, Target):
            found.doubtful.add(target.id)
    return found


class _Values:
    """Cells of ``value`` → amounts, as the measure of their target wants them."""

    def __init__(self) -> None:
        self._parsers: dict[object, Parse] = {}

    def read(self, target: Target, cell: Any) -> Any:
        """The amount, the CellError, or UNREAD."""
        if cell is UNREAD:
            return cell
        parse = self._parsers.get(target.id)
        if parse is None:
            parse = self._parsers[target.id] = remembered(required(_value_parser(target)))
        return parse(cell)


def _value_parser(target: Target) -> Callable[[str], Fraction]:
    if target.traits.has_levels:
        return lambda cell: parse_level(cell, target.scale)
    if target.traits.counts_subjects:
        return lambda cell: parse_number(cell, whole=True)
    return lambda cell: parse_number(cell, whole=False, percent=target.unit == "%")


def read_updates(sheet: Sheet, plan: Plan | None, units: Names | None) -> list[Update]:
    """The updates; a row says something, or raises something."""
    rows: list[Update] = []
    parsers = {
        "date": remembered(_DATE),
        "task_id": _reference(task_names(plan) if plan else None),
        "unit_id": _reference(units),
        "text": caught(free_text),
        "asks": caught(free_text),
        "answered": remembered(optional(parse_date)),
    }
    for line, cells, complete in read_rows(sheet, parsers):
        on, task, unit, text, asks, answered = cells
        if text == "" and asks == "":
            sheet.refuse(line, "text", missing_value())
        elif complete:
            rows.append(Update(on, task, unit, text, asks, answered, Source(sheet.file, line)))
    return rows


def read_reports(sheet: Sheet, units: Names | None) -> list[Report]:
    """Who has reported which month."""
    rows: list[Report] = []
    parsers = {
        "date": remembered(_DATE),
        "unit_id": _reference(units),
        "period": remembered(required(parse_period)),
    }
    for line, (on, unit, period), complete in read_rows(sheet, parsers):
        if complete:
            rows.append(Report(on, unit, period, Source(sheet.file, line)))
    return rows


def _reference(names: Names | None) -> Parse:
    """The reader of ids; where the ids themselves could not be read, a reference is taken as it stands."""
    return remembered(required(names.parse if names else str.strip))


def _optional_reference(names: Names | None) -> Parse:
    return remembered(optional(names.parse if names else str.strip))


def _target_reference(plan: Plan | None) -> Parse:
    if plan is None:
        return _reference(None)
    names = target_names(plan)
    return remembered(required(lambda cell: plan.targets[names.parse(cell)]))
