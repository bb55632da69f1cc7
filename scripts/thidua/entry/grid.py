"""A spreadsheet's sheets as bounded grids, whichever program saved it; a cell as the text typed for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from thidua.entry.containers import ODS, kind_of_file
from thidua.office import letters_of
from thidua.problems import CellError, Problem, Where
from thidua.reading.folding import fold
from thidua.reading.numbers import plain_number
from thidua.text import Text, shown

_QUOTED = re.compile(r'"[^"]*"|\\.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 15
_MOST_TEXT = 10_000_000  # letters: one text may stand in every cell, and take no room in the file
MOST_ROWS = 5_000
MOST_COLUMNS = 100
AUTHOR, ADVICE = (
    "thidua",
    " → ",
)  # of the comments that an answer puts beside what is wrong: what → what to do


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a workbook holds it: its value, openpyxl's letter for its type, and the format of numbers.

    ``struck`` is whether a line goes through it: who fills in a form on paper takes a row back so.
    """

    value: object = None
    data_type: str = "n"
    number_format: str = "General"
    struck: bool = False


def cell_text(cell: Cell) -> str:
    """The cell's text: days as 2022-06-30, numbers exactly as shown, percentages with their sign.

    CellError ``formula-cell`` for a formula or an error of one, ``not-a-number`` for one too long to be kept.
    """
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise CellError("formula-cell/formula", value=shown(str(value)))
    if cell.data_type == "e":
        raise CellError("formula-cell/error", value=shown(str(value)))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number_text(value, percent="%" in _QUOTED.sub("", cell.number_format))
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else _typed(str(value))


def _typed(text: str) -> str:
    """The text as typed: a workbook writes a carriage return as _x000D_, a line's end as it likes.

    Ends of lines and tabs at either end of a cell are seen by nobody.
    """
    plain = _ESCAPED.sub(_character, text)
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip("\t\n")


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # half a character is none


def _number_text(value: float, *, percent: bool) -> str:
    # Spreadsheets keep 15 digits: the rest of a float is noise (0.1 + 0.2), but of a whole number it is lost.
    if isinstance(value, int) and abs(value) >= 10**_DIGITS and len(str(abs(value)).rstrip("0")) >= _DIGITS:
        raise CellError("not-a-number/digits-lost", value=shown(str(value)))
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return plain_number(Fraction(exact) * 100) + "%" if percent else plain_number(Fraction(exact))


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: rows of cells from A1 on, the ranges merged in it, the cells that somebody commented.

    ``hidden`` are the numbers of the rows that nobody sees: hidden, filtered away, or on a hidden sheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]
    commented: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()

    def texts(self, count: int) -> list[str]:
        """The texts in the first rows, folded: what a sheet is known by."""
        cells = (cell for row in islice(self.rows, count) for cell in row)
        return [fold(cell.value) for cell in cells if isinstance(cell.value, str)]


def read_grids(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError with the file's real name where it is no form at all."""
    from thidua.entry.ods import read_ods  # noqa: PLC0415 - each file asks for one of the two
    from thidua.entry.workbook import read_workbook  # noqa: PLC0415 - as the above

    grids = (read_ods if kind_of_file(content) is ODS else read_workbook)(content)
    cells = (cell.value for grid in grids.values() for row in grid.rows for cell in row)
    if sum(len(value) for value in (*grids, *cells) if isinstance(value, str)) > _MOST_TEXT:
        raise CellError("bad-workbook/cells")
    return grids


MOST_TOLD = 10  # of one kind and one sheet


def merged_problems(grid: Grid, file: str) -> Iterator[Problem]:
    """Ranges merged in a sheet whose rows are read; ``file`` is what messages call it."""
    for merged in grid.merged[:MOST_TOLD]:
        yield Where(f"{file}!{merged}").error("merged-cells", range=merged)


def doubled(file: str, sheet: str, other: str) -> Problem:
    """A sheet twice; ``sheet`` is its own name, ``other`` what the first of the two is called by now."""
    return Where(file).error("sheet-doubled", other=other, sheet=sheet)


def stray(file: str, place: int, line: int, cell: Cell, hint: Text) -> Problem:
    """What was typed where nobody reads."""
    text = shown(str(cell.value).removesuffix(" 00:00:00"))
    return Where(f"{file}!{letters_of(place + 1)}{line}").error("stray-cell/one", hint=hint, value=text)
