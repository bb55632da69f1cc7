"""A report's content poured into the template: its marks are replaced, its styles and fixed words stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any
from unicodedata import normalize

from docx import Document
from docx.text.paragraph import Paragraph

from thidua.figures.progress import Progress
from thidua.report.content import report_content
from thidua.report.drawing import chart_run
from thidua.report.model import BodyKind, BodyLine, ReportContent
from thidua.report.pieces import StyleIds, paragraph, run_holder, style_ids, table
from thidua.report.styles import Style
from thidua.report.template import Mark, default_template, saved
from thidua.report.underlines import draw_underlines
from thidua.text import Text
from thidua.words import Words

_LONGEST_PROPERTY = 255
_STYLES = {
    BodyKind.SECTION: Style.SECTION,
    BodyKind.HEADING: Style.HEADING,
    BodyKind.TEXT: Style.TEXT,
    BodyKind.BLANK: Style.BLANK,
}


class TemplateError(ValueError):
    """The office's template cannot be filled; ``text`` says why and what to do, in words for the office."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def report_docx(progress: Progress, phase_id: str, words: Words, template: bytes | None = None) -> bytes:
    """A phase's review report as a Word document. KeyError: no such phase; TemplateError: bad template."""
    return filled(report_content(progress, phase_id, words), template or _standard())


@lru_cache(maxsize=1)
def _standard() -> bytes:
    return default_template()


def filled(content: ReportContent, template: bytes) -> bytes:
    """The template with the content in the place of its marks; the same bytes for the same content."""
    document, styles, marks = opened(template)
    for mark, text in _lines(content):
        if mark in marks:
            _write(marks[mark], text)
    for mark, parts in (
        (Mark.ADDRESSEE, [paragraph(line, styles[Style.ADDRESSEE]) for line in _addressed(content)]),
        (Mark.BODY, _body(document, content, styles)),
        (Mark.RECIPIENTS, [paragraph(line, styles[Style.RECIPIENT]) for line in content.recipients]),
        (Mark.TABLE, [table(content.appendix, styles)]),
    ):
        if mark in marks:
            _replace(marks[mark], parts)
    draw_underlines(document)
    day = content.as_of
    document.core_properties.title = f"{content.kind}: {content.subject}"[:_LONGEST_PROPERTY]
    return saved(document, datetime(day.year, day.month, day.day))


def opened(template: bytes) -> tuple[Any, StyleIds, dict[Mark, Paragraph]]:
    """The template as a document, with its styles and marks; TemplateError where it cannot be filled."""
    try:
        document = Document(BytesIO(template))
        found = _checked(document)
    except TemplateError:
        raise
    except Exception as error:  # bytes of anybody's making go through three libraries here
        raise TemplateError(Text("Mẫu báo cáo không phải là tệp Word (.docx) đọc được.")) from error
    return document, *found


def _checked(document: Any) -> tuple[StyleIds, dict[Mark, Paragraph]]:
    """The template's styles and marks; TemplateError where one that cannot be done without is gone."""
    styles, marks = style_ids(document), _marks(document)
    missing = [style.value for style in Style if style not in styles]
    if missing:
        raise TemplateError(
            Text("Mẫu báo cáo thiếu kiểu đoạn {names}: lấy lại từ mẫu gốc.", names=", ".join(missing))
        )
    if Mark.BODY not in marks:
        raise TemplateError(
            Text("Mẫu báo cáo thiếu dấu {mark}: đặt lại ở chỗ của phần nội dung.", mark=Mark.BODY.value)
        )
    return styles, marks


def _marks(document: Any) -> dict[Mark, Paragraph]:
    """Where the marks stand; Word may have cut one into several runs or decomposed its letters."""
    by_text = {mark.value: mark for mark in Mark}
    found: dict[Mark, Paragraph] = {}
    for one in _paragraphs(document):
        mark = by_text.get(normalize("NFC", one.text.strip()))
        if mark is not None:
            found[mark] = one
    return found


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for found in document.element.body.iter("{*}p"):
        yield Paragraph(found, document._body)


def _lines(content: ReportContent) -> tuple[tuple[Mark, str], ...]:
    """The marks that become one line."""
    head, appendix = content.letterhead, content.appendix
    return (
        (Mark.PARENT, head.parent),
        (Mark.ISSUER, head.issuer),
        (Mark.NUMBER, head.number),
        (Mark.PLACE_DATE, head.place_and_date),
        (Mark.KIND, content.kind),
        (Mark.SUBJECT, content.subject),
        (Mark.NOTICE, content.notice),
        (Mark.SIGNER, content.signer.upper()),
        (Mark.APPENDIX_TITLE, appendix.title),
        (Mark.REFERENCE, appendix.reference),
        (Mark.AS_OF, appendix.note),
    )


def _write(mark: Paragraph, text: str) -> None:
    """Put text in the place of a mark, in the face of its first run; without text the line goes away."""
    if not text:
        _replace(mark, [])
        return
    first, *rest = mark.runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)


def _replace(mark: Paragraph, parts: list[Any]) -> None:
    """Put paragraphs or a table in the place of a mark; a cell keeps the paragraph that it must have."""
    for part in parts:
        mark._p.addprevious(part)
    holder = mark._p.getparent()
    if len(holder.findall("{*}p")) > 1:
        holder.remove(mark._p)
    else:
        for run in mark.runs:
            mark._p.remove(run._r)


def _addressed(content: ReportContent) -> list[str]:
    """One addressee stands on the line of "Kính gửi"; several stand below it, a line each."""
    names = content.addressees
    if len(names) < 2:
        return [f"Kính gửi: {name}" for name in names]
    return ["Kính gửi:", *(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]


def _body(document: Any, content: ReportContent, styles: StyleIds) -> list[Any]:
    parts, charts = [], 0
    for part in content.body:
        if isinstance(part, BodyLine):
            parts.append(paragraph(part.text, styles[_STYLES[part.kind]], marked=part.kind is BodyKind.BLANK))
            continue
        charts += 1
        parts.append(run_holder(chart_run(document, part, charts), styles[Style.CHART]))
        parts.append(paragraph(f"Biểu đồ {charts}. {part.title}", styles[Style.CAPTION]))
    return parts
