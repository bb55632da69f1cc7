"""The help sheet of a form: what to fill, what not, and how to send it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.entry.form_styles import LINE_HEIGHT, Styles, height
from thidua.entry.sections import HELP, Sheet
from thidua.text import mark
from thidua.words import Words

_WIDTH = 104
_STEPS = (
    mark("Chỉ nhập vào các ô nền vàng; các ô khác đã khóa. Mỗi dòng là một kết quả, một việc."),
    mark(
        "Chọn chỉ tiêu, nhiệm vụ bằng mũi tên bên phải ô. Nguyên văn, mục tiêu và cách ghi: trang “Chỉ tiêu”."
    ),
    mark("Ô bị tô đỏ là ô còn thiếu. Dòng chưa dùng đến thì để trống cả dòng; để trống không phải là 0."),
    mark("Lưu tệp (vẫn là .xlsx hoặc .ods) rồi gửi lại. Biểu in ra có chỗ ký ở cuối trang."),
    mark(
        "Lần sau dùng biểu mới tải về; hoặc ghi tiếp vào các dòng trống của chính tệp này: "
        "dòng đã nhập không bị cộng hai lần."
    ),
    mark(
        "Ghi nhầm? Sửa ngay dòng đó trong chính tệp đã gửi rồi gửi lại, nói rõ là sửa: máy nhận ra dòng cũ "
        "và hỏi lại. Đừng xóa dòng cũ để ghi việc khác vào chỗ đó."
    ),
    mark("Trang “Đã ghi” cho xem những gì đã ghi nhận của đơn vị; chỉ để xem."),
)
_ABOUT = {
    Sheet.REPORT: mark(
        "Mỗi kỳ một dòng: ngày báo cáo, kỳ. Không có kết quả gì mới trong kỳ thì chọn “Không phát sinh”."
    ),
    Sheet.COUNTS: mark("Các chỉ tiêu tính bằng số người, số đơn vị, số việc: luôn là số nguyên."),
    Sheet.RANKS: mark("Các chỉ tiêu xếp loại: ở cột Giá trị chọn tên mức."),
    Sheet.LEVELS: mark("Các chỉ tiêu theo mức (ghi mức mới nhất) hoặc theo khối lượng: được có số lẻ."),
    Sheet.UPDATES: mark("Việc đã làm theo từng nhiệm vụ, khó khăn và kiến nghị với lãnh đạo."),
    Sheet.HEADCOUNT: mark("Số người, số gia đình, số phòng của đơn vị; chỉ ghi khi có thay đổi."),
}
_NEVER = (
    mark("Không ghi tên người, số điện thoại, số căn cước ở bất cứ ô nào: chỉ ghi số lượng."),
    mark("Không gộp ô, không thêm trang, dòng tiêu đề hay dòng “Tổng cộng”, không dùng công thức."),
    mark("Khi dán từ tệp khác, chọn dán giá trị (Paste Special → Values) để giữ nguyên các ô kiểm tra."),
)


def write_help(sheet: Any, found: list[Sheet], looks: Styles, words: Words) -> None:
    """Fill the sheet."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, _WIDTH)
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, words.gettext(HELP), looks.title)
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


def _lines(found: list[Sheet], words: Words) -> Iterator[tuple[str, str | None]]:
    """(name, text) of each line; a heading has no text."""
    say = words.gettext
    yield say("Các bước"), None
    for place, step in enumerate(_STEPS, 1):
        yield str(place), say(step)
    for sheet in found:
        yield words.say("Trang “{sheet}”", sheet=say(sheet.value.title)), None
        yield "", say(_ABOUT[sheet])
        if sheet not in (Sheet.RANKS, Sheet.LEVELS):
            for column, on_form in sheet.value.columns:
                yield column.title.capitalize(), say(on_form.help)
    yield say("Không được"), None
    for place, text in enumerate(_NEVER, 1):
        yield str(place), say(text)
