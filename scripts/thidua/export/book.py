"""Writes tables into a workbook: texts that stay texts, numbers, days, and formulas with their results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from thidua.export.said import SHEETS, columns_of
from thidua.model import Keep, made_anew
from thidua.office import DAY, MADE, print_wide, repacked, serial
from thidua.words import Words

# No optional decimals ("0.##"): Excel would show a whole number with a decimal comma after it.
_FACES = {"day": DAY, "number": "General", "tenth": "0.0", "share": "0.0%", "text": "General"}


@dataclass(frozen=True, slots=True)
class Live:
    """A formula (without "=") and its result on the as-of day; None is an empty text."""

    formula: str
    result: Plain


Plain = str | int | Fraction | date | bool | None
SheetCell = Plain | Live
Cells = dict[str, SheetCell]
Looks = dict[str, str]
Line = tuple[str, list[str]]  # a row's XML with a %d in the place of each text, and the texts


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: the word by which formulas find it, its title, how its cells look, its width in letters."""

    key: str
    title: str
    look: str = "text"
    width: float = 12
    is_step: bool = False  # a step of the calculation: not printed, and folded away with the outline


def book_columns(sheet: str, words: Words, **more: Iterable[BookColumn]) -> tuple[BookColumn, ...]:
    """The columns of a sheet, in a language."""

    def made(title: str, **said: Any) -> BookColumn:
        return BookColumn(title=words.gettext(title), **said)

    return columns_of(SHEETS[sheet], made, **more)


class BookSheet:
    """One sheet: a title row, then rows; addresses of its cells by column key and row."""

    def __init__(self, book: Book, name: str, columns: Sequence[BookColumn], hint: int = 0) -> None:
        self.name, self._book, self._columns = name, book, tuple(columns)
        self._at = {column.key: place for place, column in enumerate(self._columns)}
        self._sheet = book.add_sheet(name)
        self._row = 1
        for place, column in enumerate(self._columns):
            self._sheet.write_string(0, place, column.title, book.head)
            self._sheet.set_column(place, place, column.width, None, {"level": int(column.is_step)})
        self._sheet.set_row(0, 48)  # three lines of a title
        self._sheet.freeze_panes(1, hint)

    @property
    def row(self) -> int:
        """The number, as Excel shows it, of the row that comes next."""
        return self._row + 1

    def add(self, cells: Cells, looks: Looks | None = None) -> None:
        """Write the next row; columns without a cell stay empty, ``looks`` differ from the column's own."""
        for key, cell in cells.items():
            place = self._at[key]
            look = (looks or {}).get(key, self._columns[place].look)
            self._book.write(self._sheet, (self._row, place), cell, look)
        self._row += 1

    def tell(self, target: str, make: Callable[[], tuple[Cells, Looks]], part: str = "") -> None:
        """The next row, which tells of a target, or of a ``part`` of it; without formulas it may be kept."""
        if self._book.live:
            self.add(*make())
            return
        if not self._sheet.lines:
            self._book.number_formats()
        line, texts = self._book.kept(f"{self.name} {part}", target, lambda: self._line(*make()))
        self._sheet.lines.append(line % tuple(map(self._sheet.str_table._get_shared_string_index, texts)))
        self._sheet._check_dimensions(self._row, len(self._columns) - 1)
        self._row += 1

    def _line(self, cells: Cells, looks: Looks) -> Line:
        """A row of results as it stands in the file."""
        told, texts = "", []
        for place, column in enumerate(self._columns):
            value = settled(cells.get(column.key))
            if value is None or value == "":
                continue
            face = self._book.face(value, looks.get(column.key, column.look))
            at = f'<c r="{xl_col_to_name(place)}{self.row}" s="{face._get_xf_index()}"'
            if isinstance(value, str):
                texts.append(value)
                told += f'{at} t="s"><v>%d</v></c>'
            elif isinstance(value, bool):
                told += f'{at} t="b"><v>{value:d}</v></c>'
            else:
                told += f"{at}><v>{_result(value):.16G}</v></c>"
        return f'<row r="{self.row}" spans="1:{len(self._columns)}">{told}</row>', texts

    def cell(self, key: str, row: int) -> str:
        """The address of a cell for formulas on the same sheet: $R5."""
        return f"${xl_col_to_name(self._at[key])}{row}"

    def far(self, key: str, row: int) -> str:
        """The address of a cell for formulas on other sheets."""
        return f"'{self.name}'!{self.cell(key, row)}"

    def reach(self, key: str, first: int, last: int) -> str:
        """A stretch of a column for formulas on any sheet."""
        letter = xl_col_to_name(self._at[key])
        return f"'{self.name}'!${letter}${first}:${letter}${max(first, last)}"

    def name_column(self, key: str, name: str) -> None:
        """Give the rows written so far a name that formulas can use."""
        self._book.workbook.define_name(name, "=" + self.reach(key, 2, self._row))

    def finish(self) -> None:
        """Let readers filter the rows; print landscape without steps, one page wide, titles on every page."""
        printed = sum(not column.is_step for column in self._columns)
        if self._row > 1:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)
        self._sheet.print_area(0, 0, self._row - 1, printed - 1)
        print_wide(self._sheet, header=0)


class _PlainSheet(Worksheet):  # type: ignore[misc]  # the library is not typed
    """A sheet whose formulas need no rewriting: none of ours is newer than Excel 2010.

    The library tries some thirty patterns on every formula, which costs more than the rest of the file.
    ``lines`` are rows that stand after its own, as they stand in the file.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write("".join(self.lines))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook in memory; where ``live`` is false, formulas are written as their results, and ``kept`` may
    know from before the rows that tell of a target.
    """

    def __init__(self, live: bool, kept: Keep = made_anew) -> None:
        self._out = BytesIO()
        self.live, self.kept = live, kept
        self.workbook: Any = Workbook(
            self._out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.workbook.set_properties({"created": MADE})
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        self._formats = {
            look: self.workbook.add_format(font | {"num_format": code, "indent": int(look == "text")})
            for look, code in _FACES.items()
        }
        # Excel keeps a cell with this mark a text even after somebody edits it.
        self._guarded = self.workbook.add_format(font | {"quote_prefix": True, "indent": 1})
        self.head = self.workbook.add_format(
            font | {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7EEF5", "valign": "vcenter"}
        )

    def add_sheet(self, name: str) -> Any:
        """A new sheet after the others."""
        return self.workbook.add_worksheet(name, worksheet_class=_PlainSheet)

    def sheet(self, name: str, words: Words, **more: Iterable[BookColumn]) -> BookSheet:
        """An empty sheet as said.json has it."""
        title, frozen = SHEETS[name]["title"], SHEETS[name].get("frozen", 0)
        return BookSheet(self, words.gettext(title), book_columns(name, words, **more), frozen)

    def write(self, sheet: Any, at: tuple[int, int], cell: SheetCell, look: str) -> None:
        """Write one cell; text is always written as text."""
        row, column = at
        if isinstance(cell, Live) and self.live:
            sheet.write_formula(row, column, "=" + cell.formula, self._formats[look], _result(cell.result))
            return
        value = settled(cell)
        if value is None or value == "":
            return
        face = self.face(value, look)
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, face)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, face)
        else:
            sheet.write_number(row, column, _result(value), face)

    def number_formats(self) -> None:
        """Number the formats now: the library does as they are used, and a row that is kept uses none."""
        for one in (self.head, *self._formats.values(), self._guarded):
            one._get_xf_index()

    def face(self, value: Plain, look: str) -> Any:
        """The format of a cell: a text that could start a formula is guarded."""
        is_guarded = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
        return self._guarded if is_guarded else self._formats[look]

    def close(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return repacked(self._out.getvalue())


def settled(cell: SheetCell) -> Plain:
    """The cell with its result in the place of a formula."""
    return cell.result if isinstance(cell, Live) else cell


def _result(value: Plain) -> str | int | float | bool:
    if value is None:
        return ""
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value
