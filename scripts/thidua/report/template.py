"""A template: a Word document with styles, fixed words and marks to be filled; and a document's last touch.

The office may restyle one in Word; what counts are the marks in braces and the names of the styles. Those
that are delivered stand in site_src/documents/.
"""

from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn

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
