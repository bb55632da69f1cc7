"""The bytes of a filled form → its sheets as bounded grids of cells, whichever program saved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from thidua.entry.cell_text import Cell
from thidua.entry.containers import ODS, kind_of_file
from thidua.reading.folding import fold

MOST_ROWS = 5_000
MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: rows of cells from A1 on, and the ranges merged in it."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]

    def texts(self, count: int) -> list[str]:
        """The texts in the first rows, folded: what a sheet is known by."""
        cells = (cell for row in islice(self.rows, count) for cell in row)
        return [fold(cell.value) for cell in cells if isinstance(cell.value, str)]


def read_grids(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError with the file's real name where it is no form at all."""
    from thidua.entry.ods import read_ods  # noqa: PLC0415 - each file asks for one of the two
    from thidua.entry.workbook import read_workbook  # noqa: PLC0415 - openpyxl is slow to import

    return (read_ods if kind_of_file(content) is ODS else read_workbook)(content)
