"""The rows of a CSV file, each with its physical line, whatever was quoted, padded or left open in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from thidua.problems import CellError, Problem, Where
from thidua.reading.decode import control_character, has_bad_characters
from thidua.tables.columns import UNITS, Table
from thidua.tables.contents import too_long
from thidua.tables.header import Header, read_header
from thidua.text import BAD_CHARACTER, shown

MOST_PROBLEMS = 10_000  # of one file: past that, it is another file than the one meant
_LONGEST_LINE = 500_000
MOST_LINES = 1_000_000  # 20 MB of sound rows are fewer
_MOST_REWINDS = 100
_BLANK = " \t\n,;"

Row = tuple[int, list[str], frozenset[int]]

_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class Sheet:
    """A table as typed: its header understood, its rows to be read once; ``problems`` grows as they are."""

    file: str
    table: Table
    text: str
    header: Header | None
    problems: list[Problem] = field(default_factory=list)
    own: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # cells of own columns, by line
    is_odd: bool = False  # whether the header is wrong in how many cells a row should have

    def rows(self) -> Iterator[Row]:
        """(physical line, cells in the file's order, places not to be read: their problem is told already).

        Blank rows are passed over; every row has as many cells as the header.
        """
        if self.header is None:
            return
        # Between cells a tab is no cell's, unless a quoted one holds it too.
        tabs = "\t" in self.text and (self.header.delimiter != "\t" or '"' in self.text)
        hidden = tabs or has_bad_characters(self.text)
        width = len(self.header.columns)
        self.is_odd = self._is_odd(self.header.columns, len(self.header.own))
        for line, cells in self._parted(self.header):
            if len(cells) == width and not hidden:
                if cells[0].strip() or any(cell.strip() for cell in cells):
                    yield line, cells, _NONE
            elif row := self._judged(line, cells, width, hidden=hidden):
                yield row
            if len(self.problems) >= MOST_PROBLEMS:
                self._tell(line, "too-many-problems/in-table")
                return

    def refuse(self, line: int, column: str | None, error: CellError) -> None:
        """Tell what is wrong with a cell or a row."""
        self.problems.append(Where(self.file, line, column).of(error))

    def _tell(self, line: int, kind: str, /, **values: object) -> None:
        self.refuse(line, None, CellError(kind, None, None, **values))

    def _parted(self, header: Header) -> Iterator[tuple[int, list[str]]]:
        """Rows parted into cells; an open quote is told where it opens, and reading goes on below."""
        lines = _Lines(self.text, header.end, header.line)
        reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
        rewinds = 0
        while True:
            row_at, row_line = lines.at, lines.number
            try:
                for cells in reader:
                    if lines.cut:
                        self._too_long(row_line + 1, lines)
                    elif cells:
                        yield row_line + 1, cells
                    row_at, row_line = lines.at, lines.number
                return
            except csv.Error as error:
                spans_lines = lines.number > row_line + 1
                self._broken_quotes(row_line + 1, error, spans_lines=spans_lines)
                if spans_lines and rewinds < _MOST_REWINDS:
                    rewinds += 1
                    lines.go_to(self.text.find("\n", row_at) + 1, row_line + 1)
                if len(self.problems) >= MOST_PROBLEMS:
                    return

    def _judged(self, line: int, cells: list[str], width: int, *, hidden: bool) -> Row | None:
        """A row that needs a closer look: more or fewer cells than the header, or hidden characters."""
        if not any(cell.strip() for cell in cells):
            return None
        if not any(cell.strip("\0 ") for cell in cells):
            self._tell(line, "control-character/torn")
            return None
        surplus = [cell.strip() for cell in cells[width:] if cell.strip()]
        if surplus and not self.is_odd:
            self._tell(line, "too-many-cells", value=shown(surplus[0]), width=width)
        if len(cells) < width and not self.is_odd:
            self._tell(line, "too-few-cells", count=len(cells), width=width)
        if surplus or len(cells) < width:
            return line, (cells + [""] * width)[:width], frozenset(range(self._sure(), width))
        bad = frozenset(self._hidden(line, cells[:width])) if hidden else _NONE
        return line, cells[:width], bad

    def _is_odd(self, columns: Sequence[str | None], own: int) -> bool:
        """Whether a wrong header is too long or too short, not one with a wrong name for each it lacks."""
        lacking = sum(one not in columns for one in self.table.required)
        return bool(self.problems) and lacking != len(columns) - own - len({*columns} - {None})

    def _sure(self) -> int:
        """How many cells are read of a row that has more or fewer than it should: a unit's id, which rows of
        other files refer to, stands before the name whose comma is most often why."""
        return int(self.table == UNITS and self.header is not None and self.header.columns[0] == "unit_id")

    def _hidden(self, line: int, cells: list[str]) -> Iterator[int]:
        """Places of the cells that hold a hidden character or a tab; each is told."""
        columns = self.header.columns if self.header else ()
        for place, cell in enumerate(cells):
            found = BAD_CHARACTER.search(cell)
            position = found.start() if found else cell.find("\t")
            if position >= 0:
                self.problems.append(control_character(self.file, line, columns[place], cell, position))
                yield place

    def _broken_quotes(self, line: int, error: csv.Error, *, spans_lines: bool) -> None:
        if "field larger" in str(error) and not spans_lines:
            self.refuse(line, None, too_long())
            return
        self._tell(line, "open-quote")

    def _too_long(self, line: int, lines: _Lines) -> None:
        lines.cut = False
        self._tell(line, "line-too-long", count="500.000")


class _Lines:
    """The lines of a text from a place on, with their ends, for the csv reader; a far too long one is cut."""

    def __init__(self, text: str, at: int, number: int) -> None:
        self.text, self.at, self.number = text, at, number
        self.cut = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        start = self.at
        end = self.text.find("\n", start) + 1
        if not end:
            if start >= len(self.text):
                raise StopIteration
            end = len(self.text)
        self.at = end
        self.number += 1
        if end - start > _LONGEST_LINE and self.text[start:end].strip(_BLANK):
            self.cut = True
            return "\n"
        return self.text[start:end]

    def go_to(self, at: int, number: int) -> None:
        """Read on from the line after ``number``, which begins at ``at``."""
        self.at, self.number = at, number


def open_sheet(text: str, file: str, table: Table) -> Sheet:
    """The sheet of a decoded text, with the problems of its header."""
    if text.count("\n") > MOST_LINES:
        text = text.rstrip("\n")  # what Excel leaves behind, and nobody means
    if text.count("\n") > MOST_LINES:
        return Sheet(
            file,
            table,
            "",
            None,
            [Where(file).error("too-many-rows/file", count="1.000.000")],
        )
    header, problems = read_header(text, file, table)
    return Sheet(file, table, text, header, problems)
