"""How the cells of a form look: one palette, one font, entry cells told by their colour and unlocked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from thidua.office import DAY, print_wide

Format = Any

LINE_HEIGHT = 17  # points, of one line of text

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_GRID = {"border": 1, "border_color": "#9AA5B1", "text_wrap": True}
_ENTRY = {**_GRID, "bg_color": "#FFFBE6", "locked": False}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook."""

    title: Format
    plain: Format
    strong: Format
    hint: Format
    faint: Format
    header: Format
    group: Format
    cell: Format
    number: Format
    day: Format
    entry_text: Format
    entry_as_typed: Format
    entry_literal: Format
    entry_day: Format
    entry_whole: Format
    entry_decimal: Format
    missing: Format


def styles(book: Workbook) -> Styles:
    """The formats, made in a workbook."""

    def made(**looks: object) -> Format:
        return book.add_format({**_FONT, **looks})

    return Styles(
        title=made(bold=True, font_size=15, font_color="#0B3B6F"),
        plain=made(),
        strong=made(bold=True),
        hint=made(italic=True, font_color="#5A3E00"),
        faint=made(font_size=8, font_color="#9AA5B1"),
        header=made(
            **_GRID, bold=True, align="center", valign="vcenter", bg_color="#0B3B6F", font_color="#FFFFFF"
        ),
        group=made(**{**_GRID, "text_wrap": False}, bold=True, bg_color="#E3ECF7"),
        cell=made(**_GRID),
        number=made(**_GRID, align="right"),
        day=made(**_GRID, align="center"),
        entry_text=made(**_ENTRY),
        entry_as_typed=made(**_ENTRY, num_format="@", align="center"),
        entry_literal=made(**_ENTRY, num_format="@"),
        entry_day=made(**_ENTRY, num_format=DAY, align="center"),
        entry_whole=made(**_ENTRY, num_format="0", align="right"),
        entry_decimal=made(**_ENTRY, num_format="General", align="right"),
        missing=book.add_format({"bg_color": "#FFD9D6"}),
    )


def begin(sheet: Any, title: str, looks: Styles) -> None:
    """Begin a sheet of a form with its title."""
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, title, looks.title)


def finish(sheet: Any, header: int | None = None) -> None:
    """Lock a sheet of a form but for its cells to fill, and say how it is printed."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    print_wide(sheet, header)


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row that shows all of its wrapped texts, each with its column's width in characters."""
    # Programs other than Excel do not measure rows when they open a file. A letter is narrower than a digit.
    lines = max((1 + int(len(text) * 0.9 / width) for text, width in texts), default=1)
    return LINE_HEIGHT * lines
