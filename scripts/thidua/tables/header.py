"""The header of a CSV file: where it stands, which sign parts the cells, and what each column is."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.problems import Problem, Where
from thidua.reading.cells import did_you_mean
from thidua.reading.decode import control_character
from thidua.reading.folding import nearest
from thidua.tables.columns import Table
from thidua.text import BAD_CHARACTER, shown

DELIMITERS = (",", ";", "\t")

_SEP_LINE = re.compile(r'"?sep=.?"?[,;\t ]*', re.IGNORECASE)
_OWN = re.compile(r"x_\w{1,60}", re.ASCII)
_BLANK_LINE = re.compile(r'[\s,;"]*')
_LONGEST_HEADER = 5_000
_LINES_SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Header:
    """``columns`` in the order of the file, None for an unknown one; the first row begins at ``end``.

    ``own`` are the office's own columns (x_…), by their places among those: nothing is computed from them.
    """

    columns: tuple[str | None, ...]
    delimiter: str
    line: int
    end: int
    own: Mapping[int, str] = field(default_factory=dict)

    def own_cells(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What a row holds in the office's own columns, where it is not blank."""
        return tuple((name, cells[place].strip()) for place, name in self.own.items() if cells[place].strip())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be the header, parted by the delimiter under which most columns are known."""

    line: int
    end: int
    delimiter: str
    cells: tuple[str, ...]
    columns: tuple[str | None, ...]

    @property
    def known(self) -> int:
        return len({column for column in self.columns if column})


def read_header(text: str, file: str, table: Table) -> tuple[Header | None, list[Problem]]:
    """The header, or None where the rows cannot be understood without it; and every problem in it."""
    candidates: list[_Candidate] = []
    for line, end, content in _first_lines(text):
        if len(content) > _LONGEST_HEADER:
            if not candidates:
                return None, [Where(file, line).error("too-many-columns")]
            break
        candidates.append(_candidate(line, end, content, table))
        if _is_header(candidates[-1], table):
            break
    header = _choose(candidates, table)
    if header is None:
        return None, [_no_header(file, candidates, table)]
    problems = list(_column_problems(header, file, table))
    if (first := candidates[0].line) != header.line:
        problems.insert(0, Where(file, first).error("rows-above-header", line=header.line))
    own = {place: cell for place, cell in enumerate(header.cells) if _is_own(cell, table)}
    return Header(header.columns, header.delimiter, header.line, header.end, own), problems


def _is_own(cell: str, table: Table) -> bool:
    return table.takes_own and _OWN.fullmatch(cell) is not None


def _first_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Number, end and content of the first lines that are neither blank nor Excel's ``sep=`` line."""
    start = found = number = 0
    while start < len(text) and found < _LINES_SEARCHED:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        content = text[start:end]
        is_sep = not found and len(content) < 100 and _SEP_LINE.fullmatch(content.strip())
        if not is_sep and not _BLANK_LINE.fullmatch(content):
            found += 1
            yield number, min(end + 1, len(text)), content
        start = end + 1


def _candidate(line: int, end: int, content: str, table: Table) -> _Candidate:
    readings = []
    for delimiter in DELIMITERS:
        cells = [cell.strip() for cell in next(csv.reader([content], delimiter=delimiter), [])]
        while cells and not cells[-1]:
            cells.pop()
        columns = tuple(table.headers.find(BAD_CHARACTER.sub("", cell)) for cell in cells)
        readings.append(_Candidate(line, end, delimiter, tuple(cells), columns))
    return max(readings, key=lambda reading: (reading.known, len(reading.cells)))


def _is_header(candidate: _Candidate, table: Table) -> bool:
    """Whether a line names at least half of the columns."""
    return candidate.known * 2 >= len(table.required)


def _choose(candidates: Sequence[_Candidate], table: Table) -> _Candidate | None:
    """The header, which no line is looked at behind; else the first line if it names a column."""
    if candidates and _is_header(candidates[-1], table):
        return candidates[-1]
    return candidates[0] if candidates and candidates[0].known else None


def _column_problems(header: _Candidate, file: str, table: Table) -> Iterator[Problem]:
    """Columns that are double, unknown or missing, and hidden characters in their names."""
    absent = [column for column in table.names if column not in header.columns]
    seen: set[str] = set()
    for place, (cell, column) in enumerate(zip(header.cells, header.columns, strict=True), 1):
        if hidden := BAD_CHARACTER.search(cell):
            yield control_character(file, header.line, column or shown(cell), cell, hidden.start())
        elif column is None and _is_own(cell, table):
            if cell in header.cells[: place - 1]:
                yield _twice(cell, cell, file, header.line)
        elif column is None:
            yield _unknown_column(cell, place, absent, file, header.line)
        elif column in seen:
            yield _twice(cell, column, file, header.line)
        if column:
            seen.add(column)
    for column in table.required:
        if column in header.columns:
            continue
        where, columns = Where(file, header.line, column), ",".join(table.required)
        yield where.error("missing-column/one", column=column, columns=columns)


def _twice(cell: str, column: str, file: str, line: int) -> Problem:
    return Where(file, line, column).error("duplicate-column", value=shown(cell))


def _unknown_column(cell: str, place: int, absent: Sequence[str], file: str, line: int) -> Problem:
    if not cell:
        return Where(file, line).error("unknown-column/nameless", place=place)
    hint, where = did_you_mean(nearest(cell, absent)), Where(file, line, shown(cell))
    return where.error("unknown-column/name", hint=hint, value=shown(cell))


def _no_header(file: str, candidates: Sequence[_Candidate], table: Table) -> Problem:
    kind = "missing-column/no-header" if candidates else "missing-column/no-line"
    where = Where(file, candidates[0].line if candidates else 1)
    return where.error(kind, columns=",".join(table.required))
