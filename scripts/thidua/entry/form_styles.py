"""How the cells of a form look: one palette, one font, entry cells told by their colour and unlocked."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook

from thidua.office import DAY, print_wide

Format = Any

LINE_HEIGHT = 17  # points, of one line of text

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_GRID = {"border": 1, "border_color": "#9AA5B1", "text_wrap": True}
_ENTRY = {**_GRID, "bg_color": "#FFFBE6", "locked": False}


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        def made(**looks: object) -> Format:
            return book.add_format({**_FONT, **looks})

        self.title = made(bold=True, font_size=15, font_color="#0B3B6F")
        self.plain = made()
        self.strong = made(bold=True)
        self.hint = made(italic=True, font_color="#5A3E00")
        self.faint = made(font_size=8, font_color="#9AA5B1")
        self.header = made(
            **_GRID, bold=True, align="center", valign="vcenter", bg_color="#0B3B6F", font_color="#FFFFFF"
        )
        self.group = made(**{**_GRID, "text_wrap": False}, bold=True, bg_color="#E3ECF7")
        self.cell = made(**_GRID)
        self.number = made(**_GRID, align="right")
        self.day = made(**_GRID, align="center")
        self.entry_text = made(**_ENTRY)
        self.entry_as_typed = made(**_ENTRY, num_format="@", align="center")
        self.entry_literal = made(**_ENTRY, num_format="@")
        self.entry_day = made(**_ENTRY, num_format=DAY, align="center")
        self.entry_whole = made(**_ENTRY, num_format="0", align="right")
        self.entry_decimal = made(**_ENTRY, num_format="General", align="right")
        self.missing = book.add_format({"bg_color": "#FFD9D6"})


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
