"""A template: a Word document with styles, fixed words and marks to be filled; and a document's last touch.

The office may restyle one in Word; what counts are the marks in braces and the names of the styles. Those
that are delivered stand in site_src/documents/.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

from thidua.beside import data_beside
from thidua.office import repacked
from thidua.report.controls import element

LANGUAGE = "vi-VN"


class Mark(StrEnum):
    """The marks of the template, each in a paragraph of its own."""

    PARENT = "{{cơ quan cấp trên}}"
    ISSUER = "{{cơ quan ban hành}}"
    NUMBER = "{{số, ký hiệu}}"
    PLACE_DATE = "{{địa danh, ngày}}"
    KIND = "{{tên loại}}"
    SUBJECT = "{{trích yếu}}"
    NOTICE = "{{ghi chú}}"
    ADDRESSEE = "{{kính gửi}}"
    BODY = "{{nội dung}}"
    RECIPIENTS = "{{danh sách nơi nhận}}"
    SIGNER = "{{chức vụ người ký}}"
    APPENDIX_TITLE = "{{tên phụ lục}}"
    REFERENCE = "{{kèm theo}}"
    AS_OF = "{{số liệu đến ngày}}"
    TABLE = "{{bảng chỉ tiêu}}"


def saved(document: Any, modified: datetime) -> bytes:
    """The document's bytes; they name no moment but ``modified`` and no author."""
    properties = document.core_properties
    properties.created = properties.modified = modified
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1
    properties.language = LANGUAGE
    speak(document)
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def speak(document: Any) -> None:
    """Say in which language a document is written: Word then spells and hyphenates it so, not as English."""
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("w:lang"))
    for found in styles.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            found.set(qn(name), LANGUAGE)
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), LANGUAGE)
        found.attrib.pop(qn("w:eastAsia"), None)


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
