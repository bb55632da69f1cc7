"""A form that comes back → its rows, read by the rules of the CSV files, with the address of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from thidua.entry.cell_text import Cell, cell_text
from thidua.entry.dialect import csv_lines, starts
from thidua.entry.form_cells import FormCells
from thidua.entry.incoming import Incoming
from thidua.entry.sections import HEADER_ROW, ValueKind
from thidua.entry.stamp import STAMP_SHEET, Stamp, judge_stamp, read_stamp
from thidua.entry.workbook import Grid, read_workbook
from thidua.model import Achievement, Campaign, Source
from thidua.problems import CellError, Problem, Where
from thidua.reading.decode import decode
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.names import unit_names
from thidua.tables.records import read_achievements
from thidua.text import Text, shown

_ROWS_SEARCHED = 30
_MOST_MERGED = 10


def read_form(
    content: bytes,
    file: str,
    campaign: Campaign,
    exists: Callable[[str], bool],
    earlier: Sequence[Achievement] = (),
) -> Incoming:
    """The rows of a unit's form; ``earlier`` are the rows recorded before it."""
    try:
        grids = read_workbook(content)
        stamp = _stamp(grids)
        judge_stamp(stamp, campaign)
    except CellError as error:
        return Incoming(file, (), (Where(file).of(error),))
    cells = FormCells(campaign, stamp.unit, earlier)
    entries = [
        _Entry(f"{file}[{kind.value}]", grids[kind.value], cells) for kind in ValueKind if kind.value in grids
    ]
    rows = [row for entry in entries for row in entry.read(campaign, exists)]
    incoming = Incoming(file, tuple(rows), (), {entry.file: entry.letters for entry in entries})
    problems = [incoming.addressed(problem) for entry in entries for problem in entry.problems]
    return replace(incoming, problems=tuple(problems))


def _stamp(grids: Mapping[str, Grid]) -> Stamp:
    rows = grids[STAMP_SHEET].rows[:10] if STAMP_SHEET in grids else ()
    return read_stamp({str(row[0].value): str(row[1].value or "") for row in rows if len(row) > 1})


@dataclass(slots=True)
class _Entry:
    """One entry sheet; ``letters`` is known once it was read."""

    file: str
    grid: Grid
    cells: FormCells
    letters: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, campaign: Campaign, exists: Callable[[str], bool]) -> list[Achievement]:
        """The rows that could be read, each from the row of the sheet that it stands in."""
        if self.grid.merged:
            self._tell_merged()
            return []
        header_at = self._header_row()
        if header_at is None:
            self._refuse(
                1,
                None,
                CellError(
                    "missing-column",
                    Text("không thấy dòng tiêu đề cột"),
                    Text("tạo biểu mới bằng lệnh thidua form, chép các dòng sang"),
                ),
            )
            return []
        header = [_plain(cell) for cell in self.grid.rows[header_at - 1]]
        while not header[-1].strip():
            header.pop()
        columns = [ACHIEVEMENTS.headers.find(name) for name in header]
        for place, name in enumerate(header, 1):
            self.letters.setdefault(columns[place - 1] or shown(name), get_column_letter(place))
        rows = list(self._rows(header_at, columns))
        # The sheet as a CSV file: from here on one reader holds for both. The unit stands first, so that
        # what was typed beside the table is a cell too many.
        lines = list(csv_lines([["unit_id", *header], *(texts for _, texts in rows)]))
        places = dict(zip(starts(lines, 1), [header_at, *(line for line, _ in rows)], strict=True))
        return self._read_lines("".join(lines), places, campaign, exists)

    def _read_lines(
        self,
        lines: str,
        places: Mapping[int, int],
        campaign: Campaign,
        exists: Callable[[str], bool],
    ) -> list[Achievement]:
        text, problems = decode(lines.encode("utf-8", "replace"), self.file)
        sheet = open_sheet(text or "", self.file, ACHIEVEMENTS)
        records = read_achievements(sheet, Known(campaign.plan, unit_names(campaign.units), exists)).rows
        told = {(problem.line, problem.column) for problem in self.problems}
        for problem in problems if text is None else sheet.problems:
            moved = replace(problem, line=places.get(problem.line or 0))
            if (moved.line, moved.column) not in told:
                self.problems.append(moved)
        lost = {line for line, _ in told}
        moved_rows = [replace(row, source=Source(self.file, places[row.source.line])) for row in records]
        return [row for row in moved_rows if row.source.line not in lost]

    def _rows(self, header_at: int, columns: Sequence[str | None]) -> Iterator[tuple[int, list[str]]]:
        """(row number, texts with the unit in front) of each row with anything in it."""
        for line, row in enumerate(self.grid.rows[header_at:], header_at + 1):
            texts = [self._text(line, cell, place, columns) for place, cell in enumerate(row)]
            told = any(problem.line == line for problem in self.problems)
            if told or any(text.strip() for text in texts):
                while len(texts) > len(columns) and not texts[-1].strip():
                    texts.pop()
                texts.extend("" for _ in range(len(columns) - len(texts)))
                yield line, [self.cells.unit(texts, columns), *texts]

    def _text(self, line: int, cell: Cell, place: int, columns: Sequence[str | None]) -> str:
        """A cell's text as the CSV reader takes it; "" where it has none to give, which is told."""
        column = columns[place] if place < len(columns) else None
        try:
            text = cell_text(cell)
            return self.cells.target(text) if column == "target_id" else text
        except CellError as error:
            self._refuse(line, column, error)
            return ""

    def _header_row(self) -> int | None:
        """The number of the first row in which half of the columns are named."""
        for line, row in enumerate(self.grid.rows[:_ROWS_SEARCHED], 1):
            known = {ACHIEVEMENTS.headers.find(_plain(cell)) for cell in row} - {None}
            if len(known) * 2 >= len(ACHIEVEMENTS.names):
                return line
        return None

    def _tell_merged(self) -> None:
        for merged in self.grid.merged[:_MOST_MERGED]:
            self.problems.append(
                Where(f"{self.file}!{merged}").error(
                    "merged-cells",
                    Text("các ô {range} bị gộp làm một", range=merged),
                    Text("bỏ gộp ô (Unmerge Cells), ghi đủ từng ô của mỗi dòng"),
                )
            )

    def _refuse(self, line: int, column: str | None, error: CellError) -> None:
        self.problems.append(Where(self.file, line, column).of(error))


def _plain(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else ""


def is_blank_form(content: bytes) -> bool:
    """Whether the bytes are a form of ours in which nobody has entered anything yet."""
    try:
        grids = read_workbook(content)
        _stamp(grids)
    except CellError:
        return False
    below = (
        row for kind in ValueKind if kind.value in grids for row in grids[kind.value].rows[HEADER_ROW + 1 :]
    )
    return all(cell.value is None for row in below for cell in row)
