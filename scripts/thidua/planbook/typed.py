"""A workbook that comes back → its rows by sheet, and every problem of the sheets as such."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from thidua.entry.grid import MOST_ROWS, MOST_TOLD, Cell, Grid, cell_text, doubled, merged_problems, stray
from thidua.office import letters_of
from thidua.planbook.base import ANEW, BOOK_VERSION
from thidua.planbook.layout import HELP, VALUE, Kind, Part
from thidua.planbook.merge import Typed
from thidua.problems import CellError, Problem, Where
from thidua.reading.decode import in_nfc, unfit
from thidua.text import Text

_SEARCHED = 20


@dataclass(slots=True)
class TypedSheet:
    """One sheet: its rows, what messages call it, each column's letter (or the row, of what stands once)."""

    part: Part
    name: str
    file: str
    rows: list[Typed] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def where(self, line: int | None, column: str) -> Where:
        """The place of a cell: so.xlsx[Chỉ tiêu]!D7; the sheet alone where no row is meant."""
        sheet = f"{self.file}[{self.name}]"
        line = self.lines.get(column, line) if self.part.kind is Kind.ONE else line
        if line is None:
            return Where(sheet)
        letter = self.letters.get(VALUE if self.part.kind is Kind.ONE else column, "B")
        return Where(f"{sheet}!{letter}{line}")


@dataclass(slots=True)
class TypedBook:
    """All sheets by what they hold, and what is wrong with them."""

    sheets: dict[str, TypedSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_book(grids: Mapping[str, Grid], hidden: str, file: str, parts: Sequence[Part]) -> TypedBook:
    """The sheets, whatever they are called by now; one missing or doubled, or lacking a column, is told."""
    book = TypedBook()
    known = {part.id: part for part in parts}
    for title, grid in grids.items():
        name = in_nfc(title).strip()
        found = _anchor(grid, known)
        if found is not None:
            part, at, column = found
            sheet = TypedSheet(part, name, file)
            if part.id in book.sheets:
                book.problems.append(doubled(f"{file}[{name}]", part.title, book.sheets[part.id].name))
                continue
            book.sheets[part.id] = sheet
            _Reader(sheet, grid, at, column, book.problems).read()
        elif (
            title != hidden
            and name != HELP
            and any(cell.value is not None for row in grid.rows for cell in row)
        ):
            book.problems.append(Where(f"{file}[{name}]").warning("sheet-not-read/book"))
    for part in parts:
        if part.id not in book.sheets:
            book.problems.append(Where(file).error("sheet-missing/of-book", hint=ANEW, sheet=part.title))
    return book


def _anchor(grid: Grid, known: Mapping[str, Part]) -> tuple[Part, int, int] | None:
    """Which sheet it is, and the row (from 0) and column that tell so."""
    for at, row in enumerate(grid.rows[:_SEARCHED]):
        for column, cell in enumerate(row):
            version, _, id_ = str(cell.value).rpartition(":")
            if version == BOOK_VERSION and id_ in known:
                return known[id_], at, column
    return None


@dataclass(slots=True)
class _Reader:
    """Reads one sheet below the row of its keys."""

    sheet: TypedSheet
    grid: Grid
    at: int
    column: int
    problems: list[Problem]

    def read(self) -> None:
        """The rows, and what is wrong with the sheet."""
        self.problems.extend(merged_problems(self.grid, self._file))
        keys = {str(cell.value): place for place, cell in enumerate(self.grid.rows[self.at]) if cell.value}
        one = self.sheet.part.kind is Kind.ONE
        asked = [VALUE] if one else [each.name for each in self.sheet.part.columns]
        places = {name: keys[name] for name in asked if name in keys}
        self.sheet.letters = {name: letters_of(place + 1) for name, place in places.items()}
        for name in asked:
            if name not in places:
                self._tell(Where(self._file, self.at + 1), "missing-column/of-sheet", name=self._called(name))
        if len(self.grid.rows) >= MOST_ROWS:
            self._tell(Where(self._file), "too-many-rows/sheet", count=MOST_ROWS)
        if one and places:
            self._downwards(places[VALUE])
            self._strays({*range(self.column, places[VALUE] + 2)}, {*self.sheet.lines.values()})
        elif len(places) == len(asked):
            self.sheet.rows = [*self._across(places)]
            self._strays({*places.values(), self.column})

    @property
    def _file(self) -> str:
        return f"{self.sheet.file}[{self.sheet.name}]"

    def _called(self, name: str) -> str:
        """A column as people see it, and the key in the hidden row."""
        title = next((each.title for each in self.sheet.part.columns if each.name == name), None)
        return name if title is None else f"{title} ({name})"

    def _tell(self, where: Where, kind: str, /, **values: object) -> None:
        self.problems.append(where.error(kind, ANEW, **values))

    def _downwards(self, place: int) -> None:
        cells: dict[str, str] = {}
        known = {each.name for each in self.sheet.part.columns}
        for line, row in enumerate(self.grid.rows[self.at + 1 :], self.at + 2):
            name = str(row[self.column].value) if len(row) > self.column else ""
            if name in known:
                self.sheet.lines[name] = line
                cells[name] = self._text(row[place] if len(row) > place else Cell(), line, name)
        for name in sorted(known - cells.keys()):
            self._tell(Where(self._file), "missing-key/row", name=self._called(name))
        self.sheet.rows = [Typed(cells, 0, 0)]

    def _across(self, places: Mapping[str, int]) -> Iterator[Typed]:
        seen: set[int] = set()
        for line, row in enumerate(self.grid.rows[self.at + 2 :], self.at + 3):
            cells = {
                name: self._text(row[place], line, name) for name, place in places.items() if place < len(row)
            }
            if not any(cells.values()):
                continue
            told = cell_of(row, self.column)
            base = int(told) if told.isdecimal() and int(told) not in seen else None
            if base is not None:
                seen.add(base)
            yield Typed(cells, line, base)

    def _strays(self, read: set[int], lines: set[int] | None = None) -> None:
        """What was typed where nobody reads: beside the columns, above them, on lines that are none of ours.

        Above them stand two lines of our own, each in one cell.
        """
        own, first = self.column + 1, self.at + 3
        strays = (
            stray(self._file, place, line, cell, Text("xóa ô đó, hoặc ghi vào một cột của trang"))
            for line, row in enumerate(self.grid.rows, 1)
            for place, cell in enumerate(row)
            if cell.value is not None
            if (
                place not in read or (lines is not None and line not in lines)
                if line >= first
                else line <= self.at and (place != own or not isinstance(cell.value, str))
            )
        )
        self.problems.extend(islice(strays, MOST_TOLD))

    def _text(self, cell: Cell, line: int, name: str) -> str:
        try:
            text = cell_text(cell)
            if found := unfit(text, self._file):
                raise CellError(found.code, found.message, found.hint)
            return in_nfc(text).strip()
        except CellError as error:
            self.problems.append(self.sheet.where(line, name).of(error))
            return ""


def cell_of(row: Sequence[Cell], place: int) -> str:
    """A cell's value as text; "" where there is none."""
    return str(row[place].value) if place < len(row) and row[place].value is not None else ""
