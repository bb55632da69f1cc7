"""The sheets of a form that are filled in: headers, drop-down lists, and cells that take only what fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from thidua.entry.form_lists import Lists
from thidua.entry.form_rules import Rules
from thidua.entry.form_styles import LINE_HEIGHT, Format, Styles
from thidua.entry.sections import HEADER_ROW, Section, ValueKind
from thidua.tables.columns import FORM_COLUMNS
from thidua.tables.contents import DAY, VALUE, Content
from thidua.words import Words

ENTRY_ROWS = {ValueKind.WHOLE: 200, ValueKind.RANK: 40, ValueKind.DECIMAL: 40}


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines above the table, and the days that a result may have."""

    title: str
    lines: tuple[str, ...]
    start: date
    closes: date


def write_entry(
    sheet: Any,
    section: Section,
    heading: Heading,
    lists: Lists,
    looks: Styles,
    words: Words,
) -> None:
    """Fill one entry sheet: everything is locked but the cells to fill."""
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, heading.title, looks.title)
    for row, line in enumerate(heading.lines, 1):
        sheet.write_string(row, 0, line, looks.hint if row == len(heading.lines) else looks.plain)
    last = HEADER_ROW + ENTRY_ROWS[section.kind]
    rules = Rules(section.kind, heading.start, heading.closes, lists, words)
    for place, (column, on_form) in enumerate(FORM_COLUMNS):
        look = _look(column.content, section.kind, looks)
        sheet.set_column(place, place, on_form.width)
        sheet.write_string(HEADER_ROW, place, column.title.capitalize(), looks.header)
        for row in range(HEADER_ROW + 1, last + 1):
            sheet.write_blank(row, place, None, look)
        sheet.data_validation(HEADER_ROW + 1, place, last, place, rules.of(column.content, on_form))
    sheet.set_row(HEADER_ROW, 1.5 * LINE_HEIGHT)
    _mark_missing(sheet, last, looks)
    _lay_out(sheet, last)


def _look(content: Content, kind: ValueKind, looks: Styles) -> Format:
    if content is DAY:
        return looks.entry_day
    if content is VALUE:
        return {ValueKind.WHOLE: looks.entry_whole, ValueKind.DECIMAL: looks.entry_decimal}.get(
            kind, looks.entry_text
        )
    return looks.entry_text


def _mark_missing(sheet: Any, last: int, looks: Styles) -> None:
    """A row begun but not finished shows which of the cells that it needs, the first ones, is missing."""
    first = HEADER_ROW + 2
    end = xl_col_to_name(len(FORM_COLUMNS) - 1)
    needed = sum(not column.may_be_blank for column, _ in FORM_COLUMNS)
    sheet.conditional_format(
        HEADER_ROW + 1,
        0,
        last,
        needed - 1,
        {
            "type": "formula",
            "format": looks.missing,
            "criteria": f'=AND(COUNTA($A{first}:${end}{first})>0,A{first}="")',
        },
    )


def _lay_out(sheet: Any, last: int) -> None:
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(FORM_COLUMNS) - 1)
    sheet.set_footer("&C&P/&N")
    sheet.set_selection(HEADER_ROW + 1, 0, HEADER_ROW + 1, 0)
