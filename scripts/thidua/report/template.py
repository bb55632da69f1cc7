"""The default template: a Word document with the report's styles, fixed words and marks to be filled.

The office may restyle it in Word; what counts are the marks in braces and the names of the styles.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm

from thidua.office import MADE, repacked
from thidua.report.model import Form
from thidua.report.ooxml import field, restart_pages, side_by_side, speak
from thidua.report.styles import Style, add_styles

LANGUAGE = "vi-VN"
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15  # margins in mm, within what the decree allows
LETTERHEAD = (72.0, 93.0)
SIGNATURE = (82.5, 82.5)
_SPARE_PARTS = ("thumbnail", "stylesWithEffects", "customXml", "numbering")
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")


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


def default_template(form: Form = Form.REPORT) -> bytes:
    """The template of a form as it is delivered; the same bytes at every call."""
    document = Document()
    _empty(document)
    add_styles(document)
    _page(document.sections[0])
    is_letter = form is Form.LETTER
    _letterhead(document, *(((Mark.SUBJECT, Style.NUMBER),) if is_letter else ()))
    title = ((Mark.KIND, Style.KIND), (Mark.SUBJECT, Style.SUBJECT), ("", Style.PART_RULE))
    for mark, style in (
        *(() if is_letter else title),
        (Mark.NOTICE, Style.NOTICE),
        (Mark.ADDRESSEE, Style.ADDRESSEE),
        (Mark.BODY, Style.TEXT),
    ):
        _line(document, mark, style)
    _signature(document)
    if form in (Form.REPORT, Form.MONTH):
        _appendix(document)
    return saved(document, MADE.replace(tzinfo=None))


def _appendix(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _page(section)
    restart_pages(section)
    for mark, style in (
        ("Phụ lục", Style.APPENDIX),
        (Mark.APPENDIX_TITLE, Style.APPENDIX_TITLE),
        (Mark.REFERENCE, Style.REFERENCE),
        (Mark.AS_OF, Style.REFERENCE),
        (Mark.TABLE, Style.CELL),
    ):
        _line(document, mark, style)


def saved(document: Any, modified: datetime) -> bytes:
    """The document's bytes; they name no moment but ``modified`` and no author."""
    properties = document.core_properties
    properties.created = properties.modified = modified
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1
    properties.language = LANGUAGE
    speak(document, LANGUAGE)
    out = BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _empty(document: Any) -> None:
    """python-docx starts from a document with parts and styles for every occasion; keep what is needed."""
    for holder in (document.part, document.part.package):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] in _SPARE_PARTS:
                holder.rels.pop(name)
    styles = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            styles.remove(style.element)


def _page(section: Any) -> None:
    """A4 portrait, the prescribed margins, the page's number in the top margin from the second page on."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.style = Style.PAGE.value
    field(number, "PAGE")
    section.first_page_header.paragraphs[0].style = Style.PAGE.value


def _line(holder: Any, text: str, style: Style) -> Any:
    return holder.add_paragraph(text, style=style.value)


def _letterhead(document: Any, *below: tuple[Mark, Style]) -> None:
    """Names above, number and day on one line below, whatever the length of the names."""
    (issuer, nation), (number, place_date) = _side_by_side(document, LETTERHEAD, rows=2)
    _fill(issuer, ((Mark.PARENT, Style.PARENT), (Mark.ISSUER, Style.ISSUER), ("", Style.PART_RULE)))
    _fill(
        nation,
        (
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style.NATION),
            ("Độc lập - Tự do - Hạnh phúc", Style.MOTTO),
            ("", Style.FULL_RULE),
        ),
    )
    _fill(number, ((Mark.NUMBER, Style.NUMBER), *below))
    _fill(place_date, ((Mark.PLACE_DATE, Style.PLACE_DATE),))


def _signature(document: Any) -> None:
    ((left, right),) = _side_by_side(document, SIGNATURE, rows=1)
    _fill(left, (("Nơi nhận:", Style.RECIPIENTS_TITLE), (Mark.RECIPIENTS, Style.RECIPIENT)))
    _fill(right, ((Mark.SIGNER, Style.SIGNER), *[("", Style.SIGNER)] * 5))


def _side_by_side(document: Any, widths: tuple[float, float], rows: int) -> list[Any]:
    table = document.add_table(rows, 2)
    side_by_side(table, widths)
    return [row.cells for row in table.rows]


def _fill(cell: Any, lines: tuple[tuple[str, Style], ...]) -> None:
    for text, style in lines:
        _line(cell, text, style)
    first = cell.paragraphs[0]  # a new cell holds an empty paragraph
    first._p.getparent().remove(first._p)
