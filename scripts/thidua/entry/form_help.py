"""The help sheet of a form: what to fill, what not, and how to send it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.entry.form_styles import LINE_HEIGHT, Styles, height
from thidua.entry.sections import Section, ValueKind
from thidua.tables.columns import FORM_COLUMNS
from thidua.text import mark
from thidua.words import Words

_WIDTH = 104
_STEPS = (
    mark("Mỗi dòng là một kết quả. Chỉ nhập vào các ô nền vàng; các ô khác đã khóa."),
    mark("Chọn chỉ tiêu bằng mũi tên bên phải ô. Nguyên văn, mục tiêu và số đã đạt: xem trang “Chỉ tiêu”."),
    mark("Ô bị tô đỏ là ô còn thiếu: mỗi dòng phải có đủ ngày, chỉ tiêu và giá trị."),
    mark(
        "Lưu tệp (vẫn là .xlsx) rồi gửi lại. Lần sau có thể ghi tiếp vào chính tệp này: "
        "dòng đã nhập không bị cộng hai lần."
    ),
)
_KINDS = {
    ValueKind.RANK: mark("Trang “Xếp loại” dành cho các chỉ tiêu xếp loại: ở cột Giá trị chọn tên mức."),
    ValueKind.DECIMAL: mark("Trang “Mức” dành cho các chỉ tiêu theo mức: ở cột Giá trị ghi mức mới nhất."),
}
_NEVER = (
    mark("Không ghi tên người, số điện thoại, số căn cước ở bất cứ ô nào: chỉ ghi số lượng."),
    mark("Không gộp ô, không thêm dòng tiêu đề hay dòng “Tổng cộng”, không dùng công thức."),
    mark("Khi dán từ tệp khác, chọn dán giá trị (Paste Special → Values) để giữ nguyên các ô kiểm tra."),
)


def write_help(sheet: Any, found: list[Section], looks: Styles, words: Words) -> None:
    """Fill the sheet."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, _WIDTH)
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, words.gettext("Hướng dẫn điền biểu"), looks.title)
    for line, (name, text) in enumerate(_lines(found, words), 2):
        if text is None:
            sheet.write_string(line, 0, name, looks.strong)
        else:
            sheet.set_row(line, height([(text, _WIDTH)]))
            sheet.write_string(line, 0, name, looks.cell)
            sheet.write_string(line, 1, text, looks.cell)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _lines(found: list[Section], words: Words) -> Iterator[tuple[str, str | None]]:
    """(name, text) of each line; a heading has no text."""
    say = words.gettext
    yield say("Các bước"), None
    for place, step in enumerate(_STEPS, 1):
        yield str(place), say(step)
    yield say("Các cột"), None
    for column, on_form in FORM_COLUMNS:
        yield column.title.capitalize(), say(on_form.help)
    for section in found:
        if section.kind in _KINDS:
            yield section.title, say(_KINDS[section.kind])
    yield say("Không được"), None
    for place, text in enumerate(_NEVER, 1):
        yield str(place), say(text)
