"""Writes tables into a workbook: texts that stay texts, numbers, days, and formulas with their results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from thidua.office import DAY, MADE, print_wide, repacked, serial

# No optional decimals ("0.##"): Excel would show a whole number with a decimal comma after it.
_FACES = {"day": DAY, "number": "General", "tenth": "0.0", "share": "0.0%", "text": "General"}


@dataclass(frozen=True, slots=True)
class Live:
    """A formula (without "=") and its result on the as-of day; None is an empty text."""

    formula: str
    result: SheetCell


Plain = str | int | Fraction | date | bool | None
SheetCell = Plain | Live


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: the word by which formulas find it, its title, how its cells look, its width in letters."""

    key: str
    title: str
    look: str = "text"
    width: float = 12
    is_step: bool = False  # a step of the calculation: not printed, and folded away with the outline


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

    def add(self, cells: dict[str, SheetCell], looks: dict[str, str] | None = None) -> None:
        """Write the next row; columns without a cell stay empty, ``looks`` differ from the column's own."""
        for key, cell in cells.items():
            place = self._at[key]
            look = (looks or {}).get(key, self._columns[place].look)
            self._book.write(self._sheet, (self._row, place), cell, look)
        self._row += 1

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
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook in memory; where ``live`` is false, formulas are written as their results."""

    def __init__(self, live: bool) -> None:
        self._out = BytesIO()
        self.live = live
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

    def write(self, sheet: Any, at: tuple[int, int], cell: SheetCell, look: str) -> None:
        """Write one cell; text is always written as text."""
        row, column = at
        face = self._formats[look]
        if isinstance(cell, Live) and self.live:
            sheet.write_formula(row, column, "=" + cell.formula, face, _result(cell.result))
            return
        value = cell.result if isinstance(cell, Live) else cell
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, face)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self._guarded if value[0] in "=+-@\t\r" else face)
        else:
            sheet.write_number(row, column, _result(value), face)

    def close(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return repacked(self._out.getvalue())


def _result(value: SheetCell) -> str | int | float | bool:
    if value is None or isinstance(value, Live):
        return ""
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value
