"""The sheets of a form that are filled in: headers, drop-down lists, and cells that take only what fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from thidua.entry.form_rules import Lists, Rule, Rules
from thidua.entry.form_sheets import ROW_ID
from thidua.entry.form_styles import LINE_HEIGHT, Format, Styles, begin, finish
from thidua.entry.sections import HAPPENED, HEADER_ROW, Ruled, Sheet
from thidua.entry.stamp import Stamp
from thidua.tables.contents import DAY, PERIOD, VALUE, Content
from thidua.words import Words

_ON_ONE_PAGE, _WIDE = 13, 120  # rows that are printed in any case; more where the page is shrunk to its width


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines above the table, and the days that a result may have."""

    title: str
    lines: tuple[str, ...]
    start: date
    closes: date


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    look: Format
    rule: Rule
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """What all sheets of one form are made with."""

    stamp: Stamp
    lists: Lists
    looks: Styles
    words: Words


def write_entry(sheet: Any, kind: Sheet, heading: Heading, maker: Maker) -> None:
    """Fill one entry sheet: everything is locked but the cells to fill."""
    ruled, looks, words = kind.value, maker.looks, maker.words
    begin(sheet, heading.title, looks)
    for row, line in enumerate(heading.lines, 1):
        sheet.write_string(row, 0, line, looks.hint if row == len(heading.lines) else looks.plain)
    last = HEADER_ROW + ruled.rows
    columns = _columns(kind, Rules(kind, heading.start, heading.closes, maker.lists, words), looks, words)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROW, place, column.title, looks.header)
        for row in range(HEADER_ROW + 1, last + 1):
            sheet.write_blank(row, place, None, column.look)
        sheet.data_validation(HEADER_ROW + 1, place, last, place, column.rule)
    sheet.set_row(HEADER_ROW, 1.5 * LINE_HEIGHT)
    _name_rows(sheet, ruled, len(columns), maker.stamp, looks)
    _mark_missing(sheet, last, columns, looks)
    _lay_out(sheet, words)


def print_area(sheet: Ruled, name: str) -> str:
    """A formula for what is printed: the first page, and as much more as is filled."""
    first, last = HEADER_ROW + 2, HEADER_ROW + 1 + sheet.rows
    quoted = quote_sheetname(name)
    columns = len(sheet.columns) + (1 if sheet is Sheet.REPORT.value else 0)
    width = sum(on_form.width for _, on_form in sheet.columns)
    least = min(_ON_ONE_PAGE + (7 if width > _WIDE else 0), sheet.rows)
    rows = f"MAX({least},COUNTA({quoted}!$A${first}:$A${last}))+{HEADER_ROW + 1}"
    return f"=OFFSET({quoted}!$A$1,0,0,{rows},{columns})"


def _columns(kind: Sheet, rules: Rules, looks: Styles, words: Words) -> list[_Column]:
    columns = [
        _Column(
            column.title.capitalize(),
            on_form.width,
            _look(column.content, kind, looks),
            rules.of(column.content, on_form),
            not column.may_be_blank,
        )
        for column, on_form in kind.value.columns
    ]
    if kind is Sheet.REPORT:
        columns.append(
            _Column(words.gettext(HAPPENED), 20, looks.entry_text, rules.happened(), is_needed=False)
        )
    return columns


def _look(content: Content, kind: Sheet, looks: Styles) -> Format:
    if content is DAY:
        return looks.entry_day
    if content is VALUE:
        return {Sheet.COUNTS: looks.entry_whole, Sheet.LEVELS: looks.entry_decimal}.get(
            kind, looks.entry_text
        )
    # A spreadsheet makes a day of 2022-06 unless the cell says that it is text.
    return looks.entry_as_typed if content is PERIOD else looks.entry_text


def _name_rows(sheet: Any, ruled: Ruled, place: int, stamp: Stamp, looks: Styles) -> None:
    """Each row's identity, in a column that nobody sees: by it a row that comes back is known again."""
    sheet.set_column(place, place, 16, None, {"hidden": True})
    sheet.write_string(HEADER_ROW, place, ROW_ID, looks.plain)
    for row in range(1, ruled.rows + 1):
        sheet.write_string(HEADER_ROW + row, place, stamp.row_id(ruled, row), looks.plain)


def _mark_missing(sheet: Any, last: int, columns: list[_Column], looks: Styles) -> None:
    """A row begun but not finished shows which of the cells that it needs is missing."""
    first = HEADER_ROW + 2
    end = xl_col_to_name(len(columns) - 1)
    for place, column in enumerate(columns):
        if column.is_needed:
            cell = xl_col_to_name(place)
            sheet.conditional_format(
                HEADER_ROW + 1,
                place,
                last,
                place,
                {
                    "type": "formula",
                    "format": looks.missing,
                    "criteria": f'=AND(COUNTA($A{first}:${end}{first})>0,{cell}{first}="")',
                },
            )


def _lay_out(sheet: Any, words: Words) -> None:
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    finish(sheet, HEADER_ROW)
    sheet.set_margins(bottom=1.2)
    made_by, head = words.gettext("Người lập biểu"), words.gettext("Trưởng đơn vị")
    room = "\n" * 3  # to sign
    sheet.set_footer(f"&L{made_by}{room}&C&P/&N&R{head}{room}", {"margin": 0.3})
    sheet.set_selection(HEADER_ROW + 1, 0, HEADER_ROW + 1, 0)
