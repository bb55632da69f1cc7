"""The sheets of a form that are filled in: headers, drop-down lists, and cells that take only what fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.entry.form_lists import Lists
from thidua.entry.form_styles import LINE_HEIGHT, Format, Styles
from thidua.entry.sections import HEADER_ROW, HEADERS, Kind, Section
from thidua.words import Words

ENTRY_ROWS = {Kind.WHOLE: 200, Kind.RANK: 40, Kind.DECIMAL: 40}

_WIDTHS = {"date": 13, "target_id": 52, "value": 12, "stage": 13, "role": 18, "evidence": 38, "note": 34}
_LARGEST = 999_999
_LONGEST_TEXT = 1_000


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
    rules = _rules(section, heading, lists, words)
    for column, name in enumerate(HEADERS):
        look = _look(name, section.kind, looks)
        sheet.set_column(column, column, _WIDTHS[name])
        sheet.write_string(HEADER_ROW, column, HEADERS[name], looks.header)
        for row in range(HEADER_ROW + 1, last + 1):
            sheet.write_blank(row, column, None, look)
        sheet.data_validation(HEADER_ROW + 1, column, last, column, rules[name])
    sheet.set_row(HEADER_ROW, 1.5 * LINE_HEIGHT)
    _mark_missing(sheet, last, looks)
    _lay_out(sheet, last)


def _look(name: str, kind: Kind, looks: Styles) -> Format:
    if name == "date":
        return looks.entry_day
    if name == "value":
        return {Kind.WHOLE: looks.entry_whole, Kind.DECIMAL: looks.entry_decimal}.get(kind, looks.entry_text)
    return looks.entry_text


def _rules(section: Section, heading: Heading, lists: Lists, words: Words) -> Mapping[str, dict[str, object]]:
    """What each column takes, and what is said when it is entered and when it does not fit."""
    say = words.gettext
    days = words.say(
        "từ {start} đến {closes}", start=words.date(heading.start), closes=words.date(heading.closes)
    )
    long = {
        "validate": "length",
        "criteria": "<=",
        "value": _LONGEST_TEXT,
        "error_title": say("Quá dài"),
        "error_message": say("Ghi ngắn gọn, không quá 1.000 ký tự."),
    }
    return {
        "date": {
            "validate": "date",
            "criteria": "between",
            "minimum": heading.start,
            "maximum": heading.closes,
            "input_title": say("Ngày có kết quả"),
            "input_message": words.say(
                "Gõ ngày/tháng/năm, {days}. Gõ xong, xem ô có hiện đúng ngày, tháng.", days=days
            ),
            "error_title": say("Không phải ngày hợp lệ"),
            "error_message": words.say(
                "Gõ một ngày {days}, ví dụ {example}.", days=days, example=words.date(heading.start)
            ),
        },
        "target_id": _listed(
            lists.targets[section.kind],
            say("Chỉ tiêu"),
            say("Bấm mũi tên bên phải ô để chọn chỉ tiêu trong danh sách."),
            words,
        ),
        "value": _value_rule(section.kind, lists, words),
        "stage": _listed(
            lists.stages,
            say("Bước"),
            say("Để trống nếu là bước được tính của chỉ tiêu (xem trang Chỉ tiêu)."),
            words,
        ),
        "role": _listed(
            lists.roles,
            say("Vai trò"),
            say("Chỉ cần với khen thưởng, danh hiệu cá nhân; nếu không thì để trống."),
            words,
        ),
        "evidence": {
            **long,
            "input_title": say("Minh chứng"),
            "input_message": say("Số và ngày văn bản, hoặc địa chỉ https://. Không ghi tên người."),
        },
        "note": {
            **long,
            "input_title": say("Ghi chú"),
            "input_message": say("Bắt buộc khi giá trị âm (đính chính). Không ghi tên người."),
        },
    }


def _listed(source: str, title: str, message: str, words: Words) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "input_title": title,
        "input_message": message,
        "error_title": words.gettext("Không có trong danh sách"),
        "error_message": words.gettext("Bấm mũi tên bên phải ô và chọn trong danh sách."),
    }


def _value_rule(kind: Kind, lists: Lists, words: Words) -> dict[str, object]:
    say = words.gettext
    if kind is Kind.RANK and lists.levels:
        return _listed(lists.levels, say("Mức xếp loại"), say("Chọn mức được xếp."), words)
    if kind is Kind.DECIMAL:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
            "input_title": say("Mức đạt được"),
            "input_message": say("Gõ mức mới nhất, chỉ gõ số."),
            "error_title": say("Không phải số"),
            "error_message": say("Chỉ gõ số, ví dụ 12 hoặc 12,5."),
        }
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "input_title": say("Số lượng"),
        "input_message": say(
            "Số nguyên, mới có thêm kể từ lần ghi trước. Không ghi phần trăm. "
            "Chưa có kết quả thì bỏ trống cả dòng."
        ),
        "error_title": say("Không phải số nguyên"),
        "error_message": say("Ghi số người, số phòng, số việc: một số nguyên như 12, không kèm chữ hay %."),
    }


def _mark_missing(sheet: Any, last: int, looks: Styles) -> None:
    """A row begun but not finished shows which of its first three cells is missing."""
    first = HEADER_ROW + 2
    sheet.conditional_format(
        HEADER_ROW + 1,
        0,
        last,
        2,
        {
            "type": "formula",
            "format": looks.missing,
            "criteria": f'=AND(COUNTA($A{first}:$G{first})>0,A{first}="")',
        },
    )


def _lay_out(sheet: Any, last: int) -> None:
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(HEADERS) - 1)
    sheet.set_footer("&C&P/&N")
    sheet.set_selection(HEADER_ROW + 1, 0, HEADER_ROW + 1, 0)
