"""A form that comes back → its rows, read by the rules of the CSV files, with the address of every cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.entry.dialect import csv_lines, starts
from thidua.entry.form_sheets import DELETE, Found, lay_out
from thidua.entry.grid import MOST_TOLD, Cell, cell_text, merged_problems, read_grids, stray
from thidua.entry.incoming import Incoming, Row
from thidua.entry.offer import Offer
from thidua.entry.sections import HAPPENED, NOTHING, ROW_ID, SOMETHING
from thidua.entry.stamp import ANEW, Stamp, find_stamp, judge_stamp, letter_of, meaning, told_then
from thidua.figures.discipline import period_of
from thidua.model import Campaign, Quantity, Report, Source
from thidua.office import letters_of
from thidua.problems import CellError, Problem, Where
from thidua.reading.cells import id_key
from thidua.reading.decode import decode
from thidua.reading.folding import fold
from thidua.tables.columns import ACHIEVEMENTS, REPORTS, UPDATES, Table
from thidua.tables.contents import Known
from thidua.tables.csv_file import Sheet as CsvSheet
from thidua.tables.csv_file import open_sheet
from thidua.tables.names import unit_names
from thidua.tables.records import read_achievements, read_records, read_updates
from thidua.text import shown

_LABEL = re.compile(r"(\S+)\s+[–-]\s+(.+)", re.DOTALL)
_LABELLED = ("target_id", "task_id", "population")


def read_form(
    content: bytes, file: str, campaign: Campaign, exists: Callable[[str], bool], day: date
) -> Incoming:
    """The rows of a unit's form as they stand on the day it comes in; ``campaign`` is what is recorded."""
    try:
        grids = read_grids(content)
        stamp_sheet, stamp = find_stamp(grids)
        if stamp.targets is None:
            stamp = replace(stamp, targets=told_then(grids.values(), campaign.plan))
        judge_stamp(stamp, campaign)
    except CellError as error:
        return Incoming(file, (), (Where(file).of(error),))
    layout = lay_out(grids, stamp_sheet, stamp, file, campaign)
    known = Known(campaign.plan, unit_names(campaign.units), exists)
    cells = FormCells(campaign, stamp, day)
    entries = [_Entry(found, cells) for found in layout.entries]
    rows = [row for entry in entries for row in entry.read(known)]
    letters = {entry.found.file: entry.letters for entry in entries}
    doubtful = frozenset(target for entry in entries for target in entry.doubtful)
    incoming = Incoming(file, tuple(rows), (), letters, stamp.unit, doubtful, stamp.token)
    told = [problem for entry in entries for problem in entry.told(rows)]
    return replace(incoming, problems=(*layout.problems, *(incoming.addressed(problem) for problem in told)))


@dataclass(slots=True)
class _Entry:
    """One entry sheet; what it tells is known once it was read."""

    found: Found
    cells: FormCells
    letters: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    denials: dict[int, bool] = field(default_factory=dict)  # by line, whether it says that nothing happened

    def read(self, known: Known) -> list[Row]:
        """The rows that could be read, each from the row of the sheet that it stands in."""
        grid, header_at = self.found.grid, self.found.header_at
        if grid.merged:
            self.problems.extend(merged_problems(grid, self.found.file))
            return []
        width = len(self.found.columns)
        header = [cell.value if isinstance(cell.value, str) else "" for cell in grid.rows[header_at - 1]]
        names = [*header, *[""] * width][:width]
        for place, (name, column) in enumerate(zip(names, self.found.columns, strict=True), 1):
            self.letters.setdefault(column or shown(name), letters_of(place))
        rows = list(self._rows())
        # The sheet as a CSV file: from here on one reader holds for both.
        kept = [name for name, column in zip(names, self.found.columns, strict=True) if _is_read(column)]
        # Columns that no form has, such as the day of an answer, stand between the two, blank.
        more = self._not_on_forms()
        padded = ([unit, *("" for _ in more), *texts] for _, (unit, *texts), _ in rows)
        lines = list(csv_lines([["unit_id", *more, *kept], *padded]))
        places = dict(zip(starts(lines, 1), [header_at, *(line for line, _, _ in rows)], strict=True))
        ids = {line: row_id for line, _, row_id in rows}
        records = self._records("".join(lines), places, known)
        return [Row(self.found.sheet.value.table, each, ids[each.source.line]) for each in records]

    def told(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """All that is to be said of the sheet, once every sheet was read."""
        yield from self.problems
        yield from self._denied(rows)
        grid = self.found.grid
        for line, row in enumerate(grid.rows[self.found.header_at :], self.found.header_at + 1):
            where = Where(self.found.file, line)
            if any(cell.struck and cell.value is not None for cell in row):
                yield where.warning("struck-out")
            if line in grid.hidden and self.found.is_filled(row):
                yield where.warning("hidden-row")
        for cell in grid.commented[:MOST_TOLD]:
            yield Where(f"{self.found.file}!{cell}").warning("cell-comment")

    def _denied(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """A period that is said to have brought nothing, where this very form holds results of it."""
        every = self.cells.every
        brought = {period_of(row.record.on, every) for row in rows if row.table is ACHIEVEMENTS}
        for row in rows:
            record = row.record
            if (
                isinstance(record, Report)
                and record.source.file == self.found.file
                and self.denials.get(record.source.line)
                and record.period in brought
            ):
                yield Where(self.found.file, record.source.line, HAPPENED).error("not-nothing")

    def _records(self, lines: str, places: Mapping[int, int], known: Known) -> list[Any]:
        file, table = self.found.file, self.found.sheet.value.table
        text, problems = decode(lines.encode("utf-8", "replace"), file)
        sheet = open_sheet(text or "", file, table)
        records = self._read(sheet, known)
        told = {(problem.line, problem.column) for problem in self.problems}
        for problem in problems if text is None else sheet.problems:
            moved = replace(problem, line=problem.line and places.get(problem.line))
            if problem.code == "missing-column":
                moved = self._lacking(moved)
            elif problem.code == "unknown-column" and problem.column is None:
                moved = self._nameless()
            if (moved.line, moved.column) not in told:
                self.problems.append(moved)
        lost = {line for line, _ in told}
        moved_rows = [row._replace(source=Source(file, places[row.source.line])) for row in records]
        return [row for row in moved_rows if row.source.line not in lost]

    def _lacking(self, problem: Problem) -> Problem:
        """A column that the header lacks, by the names that a form has."""
        titles = {column.name: column.title.capitalize() for column, _ in self.found.sheet.value.columns}
        title = titles.get(problem.column or "", problem.column)
        where = Where(problem.file, problem.line, problem.column)
        return where.error("missing-column/one", column=title, columns=", ".join(titles.values()))

    def _nameless(self) -> Problem:
        """A column without a name, by its place in the sheet: one was put in, or its title was taken away."""
        header, columns = self.found.grid.rows[self.found.header_at - 1], self.found.columns
        known = zip(header, columns, strict=False)
        place = next(at for at, (cell, column) in enumerate(known, 1) if not (column or cell.value))
        where = Where(f"{self.found.file}!{letters_of(place)}{self.found.header_at}")
        return where.error("unknown-column/nameless", place=place)

    def _read(self, sheet: CsvSheet, known: Known) -> list[Any]:
        if sheet.table is ACHIEVEMENTS:
            found = read_achievements(sheet, known)
            self.doubtful.update(found.doubtful)
            return list(found.rows)
        return list(read_updates(sheet, known) if sheet.table is UPDATES else read_records(sheet, known))

    def _rows(self) -> Iterator[tuple[int, list[str], str | None]]:
        """(row number, texts with the unit in front, identity) of each row with anything in it."""
        columns, seen = self.found.columns, set[str]()
        for line, row in enumerate(self.found.grid.rows[self.found.header_at :], self.found.header_at + 1):
            texts = [self._text(line, cell, place) for place, cell in enumerate(row)]
            texts.extend("" for _ in range(len(columns) - len(texts)))
            self._beside(line, row)
            texts = texts[: len(columns)]
            row_id = texts[columns.index(ROW_ID)].strip() if ROW_ID in columns else ""
            typed = [text for place, text in enumerate(texts) if columns[place] != ROW_ID]
            told = any(problem.line == line for problem in self.problems)
            if told or any(text.strip() for text in typed):
                self._note_denial(line, texts)
                own = letter_of(row_id) is not None and row_id not in seen
                seen.add(row_id)
                kept = [text for place, text in enumerate(texts) if _is_read(columns[place])]
                yield line, [self._unit(line, texts), *kept], row_id if own else None

    def _beside(self, line: int, row: Sequence[Cell]) -> None:
        """What was typed to the right of the table."""
        for place, cell in enumerate(row):
            if place >= len(self.found.columns) and str(cell.value or "").strip():
                self.problems.append(stray(self.found.file, place, line, cell, DELETE))

    def _not_on_forms(self) -> list[str]:
        ruled = self.found.sheet.value
        asked = {column.name for column, _ in ruled.columns}
        return [name for name in ruled.table.required if name not in asked and name != "unit_id"]

    def _note_denial(self, line: int, texts: Sequence[str]) -> None:
        if HAPPENED not in self.found.columns or self.found.sheet.value.table is not REPORTS:
            return
        said = fold(texts[self.found.columns.index(HAPPENED)])
        self.denials[line] = said == fold(NOTHING)
        if said not in (fold(NOTHING), fold(SOMETHING), ""):
            self._refuse(
                line,
                HAPPENED,
                CellError("unknown-word/happened", value=shown(said)),
            )

    def _unit(self, line: int, texts: Sequence[str]) -> str:
        try:
            return self.cells.unit(self.found.sheet.value.table, texts, self.found.columns)
        except CellError as error:
            self._refuse(line, "target_id", error)
            return self.cells.offer.unit

    def _text(self, line: int, cell: Cell, place: int) -> str:
        """A cell's text as the CSV reader takes it; "" where it has none to give, which is told."""
        column = self.found.columns[place] if place < len(self.found.columns) else None
        try:
            return self.cells.text(cell, column)
        except CellError as error:
            self._refuse(line, column, error)
            return ""

    def _refuse(self, line: int, column: str | None, error: CellError) -> None:
        self.problems.append(Where(self.found.file, line, column).of(error))


def _is_read(column: str | None) -> bool:
    return column not in (ROW_ID, HAPPENED)


def is_blank_form(content: bytes, campaign: Campaign) -> bool:
    """Whether the bytes are a form of ours in which nobody has entered anything yet."""
    try:
        grids = read_grids(content)
        stamp_sheet, stamp = find_stamp(grids)
    except CellError:
        return False
    layout = lay_out(grids, stamp_sheet, stamp, "", campaign)
    return not layout.problems and all(found.is_blank for found in layout.entries)


class FormCells:
    """What a form's cells mean in a campaign, for the unit of its stamp, on the day it comes in."""

    def __init__(self, campaign: Campaign, stamp: Stamp, day: date) -> None:
        self._stamp, self.offer = stamp, Offer(campaign, stamp.unit, day)
        self.every = campaign.plan.report_every
        known = {**campaign.plan.quantities, **campaign.plan.on(day).quantities}  # by the plan in force
        self._quantities = {id_key(name): each for name, each in known.items()}

    def text(self, cell: Cell, column: str | None) -> str:
        """A cell's text as a CSV file would have it; CellError where it has none to give."""
        if column == "period" and isinstance(cell.value, date):
            return f"{cell.value:%Y-%m}"  # what a spreadsheet makes of 2022-06
        text = cell_text(cell)
        if column == "target_id":
            return self._target(text)
        return _id(text) if column in _LABELLED else text

    def unit(self, table: Table, texts: Sequence[str], columns: Sequence[str | None]) -> str:
        """The unit that a row is recorded under: the form's, or "" where one figure stands for all units.

        CellError ``not-yours`` where that figure is another unit's to tell.
        """
        if table is not ACHIEVEMENTS or "target_id" not in columns:
            return self.offer.unit
        quantity = self._find(texts[columns.index("target_id")])
        if quantity is None or self.offer.by_unit(quantity):
            return self.offer.unit
        if self.offer.owns(quantity):
            return ""
        owner = self.offer.owner(quantity)
        if owner is None:
            raise CellError("not-yours/of-nobody", target=quantity.id)
        raise CellError("not-yours/of-owner", target=quantity.id, unit=owner.name)

    def _target(self, text: str) -> str:
        """The id in a label such as “CN-03 – name”; CellError where it does not mean what the form said."""
        found = _LABEL.fullmatch(text.strip())
        quantity = self._find(found[1] if found else text)
        if quantity is None:
            return found[1] if found else text
        if found and self._is_of_another(quantity, found[2]):
            raise CellError("unknown-target/id-and-name", value=shown(found[2]), target=quantity.id)
        if (self._stamp.targets or {}).get(quantity.id, meaning(quantity)) != meaning(quantity):
            raise CellError("outdated-form/target", hint=ANEW, target=quantity.id)
        return quantity.id

    def _is_of_another(self, quantity: Quantity, name: str) -> bool:
        """Whether a label joins an id and the name of another target; a name may also have changed since."""
        if _same(quantity.name, name):
            return False
        return self._stamp.targets is None or any(
            _same(each.name, name) for each in self._quantities.values()
        )

    def _find(self, text: str) -> Quantity | None:
        return self._quantities.get(id_key(text))


def _id(text: str) -> str:
    found = _LABEL.fullmatch(text.strip())
    return found[1] if found else text


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
