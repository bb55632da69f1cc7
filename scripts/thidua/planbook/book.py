"""A campaign's plan → the bytes of a workbook that people edit; the same in, the same out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from thidua.entry.form import Locked
from thidua.entry.form_styles import LINE_HEIGHT, Format, Styles, height
from thidua.keyed.shapes import Either, ListOf, Record, Value, ValueType
from thidua.keyed.wanted import meaning
from thidua.office import DAY, print_wide
from thidua.planbook.base import BOOK_VERSION, SHEET, stamp_lines
from thidua.planbook.cells import displayed, fixed_words
from thidua.planbook.layout import HELP, SAID, VALUE, Column, Kind, Part
from thidua.planbook.rows import Row
from thidua.problems import CellError
from thidua.reading.numbers import parse_number
from thidua.text import shown

KEYS_ROW, HEADER_ROW = 2, 3  # counted from 0
FIRST_ROW = HEADER_ROW + 1

_SPARE = 60  # rows to add
_LONGEST_CELL, _LONGEST_PROMPT, _LONGEST_LIST = 32_767, 250, 255
_NARROW, _WIDE, _VERY_WIDE = 14, 34, 60
_HIGHEST = 7 * LINE_HEIGHT
_HINTS: Sequence[str] = SAID["hints"]


def book_bytes(
    campaign: str,
    title: str,
    start: date,
    parts: Sequence[Part],
    rows: Mapping[str, Sequence[Row]],
    files: Mapping[str, bytes],
) -> bytes:
    """The workbook of a campaign's plan; ``files`` are those that ``rows`` were read from.

    Raises CellError ``cell-too-long`` for what no cell of a workbook holds.
    """
    out = BytesIO()
    with Locked(out, {"in_memory": True, "default_date_format": DAY}) as book:
        book.set_properties({"title": title, "created": datetime.combine(start, time())})
        looks = Styles(book)
        sheets = [(part, book.add_worksheet(part.title)) for part in parts]
        guide = book.add_worksheet(HELP)
        hidden = book.add_worksheet(SHEET)
        hidden.very_hidden()
        for line, pair in enumerate(stamp_lines(campaign, files)):
            for place, text in enumerate(pair):
                hidden.write_string(line, place, text)
        maker = _Maker(looks, {part.id: (part, len(rows[part.id])) for part in parts})
        for part, sheet in sheets:
            maker.fill(sheet, part, rows[part.id], title)
        _guide(guide, parts, looks)
    return out.getvalue()


class _Maker:
    """What all sheets are made with: the looks, and how many rows each sheet has."""

    def __init__(self, looks: Styles, sizes: Mapping[str, tuple[Part, int]]) -> None:
        self._looks, self._sizes = looks, sizes

    def fill(self, sheet: Any, part: Part, rows: Sequence[Row], title: str) -> None:
        """Write one sheet."""
        looks = self._looks
        sheet.set_default_row(LINE_HEIGHT)
        sheet.write_string(0, 1, f"{part.title}: {title}", looks.title)
        sheet.write_string(1, 1, _HINTS[0], looks.hint)
        sheet.write_string(KEYS_ROW, 0, f"{BOOK_VERSION}:{part.id}", looks.plain)
        sheet.set_column(0, 0, 4, None, {"hidden": True})
        if part.kind is Kind.ONE:
            self._downwards(sheet, part, rows[0])
        else:
            self._across(sheet, part, rows)
        sheet.freeze_panes(FIRST_ROW, 2)
        print_wide(sheet, HEADER_ROW)

    def _downwards(self, sheet: Any, part: Part, row: Row) -> None:
        """What stands once: a line each, with what it means beside it."""
        looks = self._looks
        for place, (key, head, width) in enumerate(
            (
                ("", "Mục", _WIDE),
                (VALUE, "Nội dung", _VERY_WIDE),
                ("", "Giải thích", _VERY_WIDE),
            ),
            1,
        ):
            sheet.set_column(place, place, width)
            sheet.write_string(KEYS_ROW, place, key, looks.faint)
            sheet.write_string(HEADER_ROW, place, head, looks.header)
        for line, column in enumerate(part.columns, FIRST_ROW):
            text = row.cells.get(column.name, "")
            sheet.write_string(line, 0, column.name, looks.plain)
            sheet.write_string(line, 1, column.title, looks.cell)
            _write(sheet, line, 2, column, text, looks)
            sheet.write_string(line, 3, column.about.render(), looks.cell)
            self._rule(sheet, line, line, 2, column)
            sheet.set_row(line, height([(text, _VERY_WIDE), (column.about.render(), _VERY_WIDE)]))

    def _across(self, sheet: Any, part: Part, rows: Sequence[Row]) -> None:
        """A line a row, a column each of its cells; room for more below."""
        looks, last = self._looks, FIRST_ROW + len(rows) + _SPARE - 1
        widths = [_width(column, rows) for column in part.columns]
        for place, (column, width) in enumerate(zip(part.columns, widths, strict=True), 1):
            sheet.set_column(place, place, width)
            sheet.write_string(KEYS_ROW, place, column.name, looks.faint)
            sheet.write_string(HEADER_ROW, place, column.title, looks.header)
            for line in range(FIRST_ROW + len(rows), last + 1):
                sheet.write_blank(line, place, None, _look(column, looks))
            self._rule(sheet, FIRST_ROW, last, place, column)
        sheet.set_row(
            HEADER_ROW,
            height((column.title, width) for column, width in zip(part.columns, widths, strict=True)),
        )
        for line, row in enumerate(rows, FIRST_ROW):
            texts = [row.cells.get(column.name, "") for column in part.columns]
            sheet.write_string(line, 0, str(line - FIRST_ROW), looks.plain)
            for place, (column, text) in enumerate(zip(part.columns, texts, strict=True), 1):
                _write(sheet, line, place, column, text, looks)
            sheet.set_row(line, min(_HIGHEST, height(zip(texts, widths, strict=True))))

    def _rule(self, sheet: Any, first: int, last: int, place: int, column: Column) -> None:
        rule: dict[str, object] = {
            "validate": "any",
            "input_title": column.title[:32],
            "input_message": column.about.render()[:_LONGEST_PROMPT],
        }
        words = fixed_words(column.shape)
        if words and not isinstance(column.shape, Either) and len(",".join(words)) <= _LONGEST_LIST:
            rule |= {"validate": "list", "source": words}
        elif column.refers_to and not isinstance(column.shape, ListOf):
            rule |= {"validate": "list", "source": self._names(column.refers_to), "error_type": "warning"}
        elif column.shape == Value(ValueType.DAY):
            rule |= {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 1, 1),
                "maximum": date(2199, 12, 31),
                "error_title": "Không phải ngày hợp lệ",
                "error_message": "Gõ ngày/tháng/năm, ví dụ 30/06/2022.",
            }
        sheet.data_validation(first, place, last, place, rule)

    def _names(self, id_: str) -> str:
        """Where the names stand that a cell may hold: those that are there, and those to be added."""
        part, count = self._sizes[id_]
        place = [each.name for each in part.columns].index(part.identity[0].name) + 1
        letter = xl_col_to_name(place, col_abs=True)
        return (
            f"={quote_sheetname(part.title)}!{letter}${FIRST_ROW + 1}:{letter}${FIRST_ROW + count + _SPARE}"
        )


def _width(column: Column, rows: Sequence[Row]) -> int:
    longest = max((len(row.cells.get(column.name, "")) for row in rows), default=0)
    return _NARROW if longest <= _NARROW else _WIDE if longest <= 3 * _WIDE else _VERY_WIDE


def _look(column: Column, looks: Styles) -> Format:
    if column.shape == Value(ValueType.DAY):
        return looks.entry_day
    return looks.entry_decimal if _is_amount(column) else looks.entry_literal


def _is_amount(column: Column) -> bool:
    shape = column.shape
    numbers = (ValueType.NUMBER, ValueType.SHARE, ValueType.WHOLE, ValueType.AMOUNT)
    return (isinstance(shape, Record) and shape.only_one) or (
        isinstance(shape, Value) and shape.type in numbers
    )


def _write(sheet: Any, line: int, place: int, column: Column, text: str, looks: Styles) -> None:
    """A cell as a person would have typed it: days and numbers as such, all else as text."""
    look = _look(column, looks)
    if len(text) > _LONGEST_CELL:
        raise CellError("cell-too-long/in-plan", value=shown(text))
    day = meaning(text, Value(ValueType.DAY)) if column.shape == Value(ValueType.DAY) else None
    number = _number(text) if _is_amount(column) else None
    if not text:
        sheet.write_blank(line, place, None, look)
    elif isinstance(day, date):
        sheet.write_datetime(line, place, datetime.combine(day, time()), look)
    elif number is not None:
        sheet.write_number(line, place, number, look)
    else:
        sheet.write_string(line, place, displayed(text, column.shape), look)


def _number(text: str) -> float | None:
    """A number that a cell holds exactly; None for any other text."""
    try:
        exact = parse_number(text, whole=False)
    except CellError:
        return None
    return float(exact) if Fraction(f"{float(exact):.15g}") == exact else None


def _guide(sheet: Any, parts: Iterable[Part], looks: Styles) -> None:
    """The last sheet: what to do, and what every column means."""
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, 2 * _VERY_WIDE)
    sheet.write_string(0, 0, HELP, looks.title)
    line = 2
    for step in _HINTS:
        sheet.write_string(line, 1, step, looks.plain)
        line += 1
    for part in parts:
        line += 1
        sheet.write_string(line, 0, part.title, looks.strong)
        for column in part.columns:
            line += 1
            needed = " *" if column.required else ""
            sheet.write_string(line, 0, f"{column.title}{needed}", looks.cell)
            sheet.write_string(line, 1, column.about.render(), looks.cell)
            sheet.set_row(line, height([(column.about.render(), 2 * _VERY_WIDE)]))
        line += 1
