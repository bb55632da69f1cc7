"""The named styles of a report's template, and the lines under words, as long as the decree wants them."""

import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

from thidua.beside import data_beside

DEFAULT_SIZE = 14.0  # where a restyled template leaves the size to the reader's Word
PART = 0.4  # of the line above; the decree asks for 1/3 to 1/2


class Style(StrEnum):
    """The styles' names, as the office sees them in Word."""

    PARENT = "BC Cơ quan cấp trên"
    ISSUER = "BC Cơ quan ban hành"
    NATION = "BC Quốc hiệu"
    MOTTO = "BC Tiêu ngữ"
    FULL_RULE = "BC Kẻ cả dòng"  # as long as the line above it
    PART_RULE = "BC Kẻ một phần"  # two fifths of the line above it: between 1/3 and 1/2
    NUMBER = "BC Số ký hiệu"
    PLACE_DATE = "BC Địa danh ngày"
    KIND = "BC Tên loại"
    SUBJECT = "BC Trích yếu"
    NOTICE = "BC Ghi chú"
    ADDRESSEE = "BC Kính gửi"
    SECTION = "BC Mục"
    HEADING = "BC Khoản"
    TEXT = "BC Lời văn"
    BLANK = "BC Chỗ điền"
    CHART = "BC Biểu đồ"
    CAPTION = "BC Tên biểu đồ"
    RECIPIENTS_TITLE = "BC Nơi nhận"
    RECIPIENT = "BC Danh sách nơi nhận"
    SIGNER = "BC Chức vụ người ký"
    APPENDIX = "BC Phụ lục"
    APPENDIX_TITLE = "BC Tên phụ lục"
    REFERENCE = "BC Kèm theo"
    CELL = "BC Ô bảng"
    CELL_HEAD = "BC Đầu bảng"
    CELL_GROUP = "BC Nhóm trong bảng"
    PAGE = "BC Số trang"


SHARES = {Style.FULL_RULE.value: 1.0, Style.PART_RULE.value: PART}

# Advance widths in thousandths of the font's size, each with the letters that are so wide. Vietnamese letters
# are as wide as their plain ones.
_WIDTHS: Mapping[str, str] = data_beside("report", "widths.json")
_WIDTH_OF = {letter: int(width) for width, letters in _WIDTHS.items() for letter in letters}
_UNKNOWN = 556
MM_PER_POINT = 25.4 / 72


def draw_underlines(document: Any) -> None:
    """Indent each rule so that it has its share of the width of the line above it."""
    for rule, above, room, share in _rules(document):
        length = min(bold_width(above.text, _size(above)), room) * share
        indent = Mm(max(0.0, (room - length) / 2))
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = indent


def _rules(document: Any) -> Iterator[tuple[Paragraph, Paragraph, float, float]]:
    """Each rule, the line above it, the width of its column or page in mm, and its share of the line."""
    shares = {style.style_id: SHARES.get(style.name or "") for style in document.styles}
    section = document.sections[0]
    page = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    for holder, room in _holders(document, page):
        lines = holder.paragraphs
        for above, rule in pairwise(lines):
            if share := shares.get(rule._p.style):
                yield rule, above, room, share


def _size(paragraph: Paragraph) -> float:
    """The size of a paragraph's type in points, as its style gives it."""
    size = paragraph.style.font.size if paragraph.style is not None else None
    return size.pt if size is not None else DEFAULT_SIZE


def _holders(document: Any, page: float) -> Iterator[tuple[Any, float]]:
    """The body and the cells of the tables that place things side by side."""
    yield document, page
    for table in document.tables[:2]:
        for row in table.rows:
            for cell in row.cells:
                width = cell._tc.tcPr.find(qn("w:tcW")) if cell._tc.tcPr is not None else None
                yield cell, Twips(int(width.get(qn("w:w")))) / Mm(1) if width is not None else page / 2


def bold_width(text: str, size: float) -> float:
    """The width in mm of a line set bold at ``size`` points."""
    letters = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return sum(_WIDTH_OF.get(letter, _UNKNOWN) for letter in letters) * size / 1000 * MM_PER_POINT
