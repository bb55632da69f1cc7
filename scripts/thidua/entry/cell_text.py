"""A cell of a spreadsheet → the text that a person would type for it; it is judged like any other cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from thidua.problems import CellError
from thidua.reading.numbers import plain_number
from thidua.text import Text, shown

_QUOTED = re.compile(r'"[^"]*"|\\.')
UNDERSCORE = "\ue05f"  # stands for one that begins no code: “_x000D_” as somebody typed it
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a workbook holds it: its value, openpyxl's letter for its type, and the format of numbers."""

    value: object = None
    data_type: str = "n"
    number_format: str = "General"


def cell_text(cell: Cell) -> str:
    """The cell's text: days as 2022-06-30, numbers exactly as shown, percentages with their sign.

    CellError ``formula-cell`` for a formula or an error of one.
    """
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise CellError(
            "formula-cell",
            Text("ô chứa công thức “{value}”", value=shown(str(value))),
            Text("gõ kết quả của công thức vào ô, hoặc dán giá trị (Paste Values)"),
        )
    if cell.data_type == "e":
        raise CellError(
            "formula-cell", Text("ô báo lỗi “{value}”", value=shown(str(value))), Text("xóa ô rồi gõ lại")
        )
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
    plain = _ESCAPED.sub(_character, text).replace(UNDERSCORE, "_")
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip("\t\n")


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # half a character is none


def _number_text(value: float, *, percent: bool) -> str:
    # Excel itself keeps 15 digits: the rest of the float is noise (0.1 + 0.2).
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return plain_number(Fraction(exact) * 100) + "%" if percent else plain_number(Fraction(exact))
