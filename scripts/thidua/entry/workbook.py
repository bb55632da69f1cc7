"""The bytes of an .xlsx file → its sheets as bounded grids of cells; nothing in it is run or followed."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl

from thidua.entry.cell_text import Cell
from thidua.entry.xml_scan import Scan
from thidua.entry.zip_scan import bad_workbook, scan_workbook
from thidua.text import Text

_ROWS = 5_000
_COLUMNS = 100
_EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: rows of cells from A1 on, and the ranges merged in it."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]


def read_workbook(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError ``bad-workbook`` where the file is unsafe or broken."""
    scans = scan_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features that openpyxl does not keep are none of ours
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
            return {sheet.title: _grid(sheet, scans) for sheet in book.worksheets}
    except Exception as error:
        # openpyxl trusts its input: what is malformed inside sound XML ends in any error at all.
        raise bad_workbook(Text("tệp bị hỏng, không đọc được các ô")) from error


def _grid(sheet: Any, scans: Mapping[str, Scan]) -> Grid:
    # Only this private name tells which part a sheet is read from.
    merged = scans[sheet._worksheet_path].merged
    rows = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS)
    return Grid(tuple(tuple(map(_cell, row)) for row in rows), tuple(merged))


def _cell(cell: Any) -> Cell:
    """A cell of openpyxl, made our own: it looks up formats late, and fails where there is none."""
    if cell.value is None:
        return _EMPTY
    return Cell(cell.value, str(cell.data_type), str(cell.number_format))
