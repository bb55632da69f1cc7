"""A report's content poured into the template: its marks are replaced, its styles and fixed words stay.

Paragraphs and tables are written as XML at once: python-docx looks up every style and cell anew."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from thidua.reading.decode import in_nfc
from thidua.reading.word_file import unread
from thidua.report.controls import (
    W,
    Written,
    control,
    controls,
    digest,
    element,
    known_by,
    printable,
    remember,
    words_in,
)
from thidua.report.drawing import chart_hashes, chart_run
from thidua.report.model import BodyKind, BodyLine, Column, ReportContent, Row, Table
from thidua.report.template import Mark, Style, draw_underlines, saved
from thidua.text import SaidError

_LONGEST_PROPERTY = 255
_STYLES = {
    BodyKind.SECTION: Style.SECTION,
    BodyKind.HEADING: Style.HEADING,
    BodyKind.TEXT: Style.TEXT,
    BodyKind.BLANK: Style.BLANK,
}
_AFTER_BREAK = ("w:keepLines", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
_NUMERALS = ("I", "II", "III", "IV")
StyleIds = Mapping[Style, str]
Said = tuple[str, str]  # a key, and the text in its control
Blocks = dict[Any, Sequence[Said]]  # of paragraphs and tables of ours
_SHADED = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'
_GRID_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class TemplateError(SaidError):
    """The office's template cannot be filled; ``text`` says why and what to do, in words for the office."""


def filled(content: ReportContent, template: bytes) -> bytes:
    """The template with the content in the place of its marks; the same bytes for the same content."""
    document, day = composed(content, template), content.as_of
    title = ": ".join(filter(None, (content.kind, content.subject)))
    document.core_properties.title = printable(title)[:_LONGEST_PROPERTY]
    return saved(document, datetime(day.year, day.month, day.day))


def composed(content: ReportContent, template: bytes) -> Any:
    """The same as python-docx holds it; TemplateError: the template cannot be filled."""
    document, styles, marks = opened(template)
    for mark, text, key in _lines(content):
        if mark in marks:
            _write(marks[mark], text, key)
    _number_appendices(document, marks, content, styles)
    said: Blocks = {}
    for mark, parts in (
        (Mark.ADDRESSEE, [paragraph(line, styles[Style.ADDRESSEE]) for line in _addressed(content)]),
        (Mark.BODY, _body(document, content, styles, said)),
        (Mark.RECIPIENTS, [paragraph(line, styles[Style.RECIPIENT]) for line in content.recipients]),
        (Mark.SIGNER, [paragraph(line, styles[Style.SIGNER]) for line in content.signer]),
        (Mark.TABLE, _appendices(content, styles, said)),
    ):
        if mark in marks:
            _replace(marks[mark], parts)
    draw_underlines(document)
    _flatten_breaks(document)
    hashes = dict(_hashes(document, said))
    remember(document, Written(content.name, content.as_of.isoformat(), {**hashes, **chart_hashes(document)}))
    return document


def _hashes(document: Any, said: Blocks) -> Iterator[Said]:
    """By which each text is known again; what is ``said`` in a block of ours is not read back for it."""
    for block in document.element.body:
        if block in said:
            yield from ((known_by(key), digest(printable(text))) for key, text in said[block])
        else:
            yield from ((one.key, digest(one.text)) for one in controls(block))


def opened(template: bytes) -> tuple[Any, StyleIds, dict[Mark, Paragraph]]:
    """The template as a document, with its styles and marks; TemplateError where it cannot be filled."""
    try:
        document = Document(BytesIO(template))
        found = _checked(document)
    except TemplateError:
        raise
    except Exception as error:  # bytes of anybody's making go through three libraries here
        raise TemplateError("Mẫu báo cáo: {reason}.", reason=unread(template)) from error
    return document, *found


def _checked(document: Any) -> tuple[StyleIds, dict[Mark, Paragraph]]:
    """The template's styles and marks; TemplateError where one that cannot be done without is gone."""
    styles, marks = style_ids(document), _marks(document)
    missing = [style.value for style in Style if style not in styles]
    if missing:
        raise TemplateError(
            "Mẫu báo cáo thiếu kiểu đoạn {names}: lấy lại từ mẫu gốc.", names=", ".join(missing)
        )
    if Mark.BODY not in marks:
        raise TemplateError(
            "Mẫu báo cáo thiếu dấu {mark}: đặt lại ở chỗ của phần nội dung.", mark=Mark.BODY.value
        )
    return styles, marks


def _marks(document: Any) -> dict[Mark, Paragraph]:
    """Where the marks stand; Word may have cut one into several runs or decomposed its letters."""
    by_text = {mark.value: mark for mark in Mark}
    found: dict[Mark, Paragraph] = {}
    for node in document.element.body.iter("{*}p"):
        one = Paragraph(node, document._body)
        mark = by_text.get(in_nfc(one.text.strip()))
        if mark is not None:
            found[mark] = one
    return found


def _lines(content: ReportContent) -> tuple[tuple[Mark, str, str], ...]:
    """The marks that become one line, with the key where it is renewed."""
    head = content.letterhead
    lines = (
        (Mark.PARENT, head.parent, ""),
        (Mark.ISSUER, head.issuer, ""),
        (Mark.NUMBER, head.number, ""),
        (Mark.PLACE_DATE, head.place_and_date, ""),
        (Mark.KIND, content.kind, ""),
        (Mark.SUBJECT, content.subject, ""),
        (Mark.NOTICE, content.notice, ""),
    )
    if not content.appendices:
        return lines
    first = content.appendices[0]
    return (
        *lines,
        (Mark.APPENDIX_TITLE, first.title, ""),
        (Mark.REFERENCE, first.reference, ""),
        (Mark.AS_OF, first.note, f"{first.table.key}/so-lieu-den"),
    )


def _write(mark: Paragraph, text: str, key: str) -> None:
    """Put text in the place of a mark, in the face of its first run; without text the line goes away."""
    if not text:
        _replace(mark, [])
        return
    first, *rest = mark.runs
    first.text = printable(text)
    for run in rest:
        run._r.getparent().remove(run._r)
    if key:
        holder = parse_xml(f"<w:p {W}>{control(key, '')}</w:p>")[0]
        first._r.addprevious(holder)
        holder.find(qn("w:sdtContent"))[:] = [first._r]


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


def _body(document: Any, content: ReportContent, styles: StyleIds, said: Blocks) -> list[Any]:
    parts, charts = [], 0
    for place, part in enumerate(content.body, 1):
        if isinstance(part, BodyLine):
            # What leads to a list stays with it, and the last sentence with the signature.
            keep = part.text.endswith(":") or place == len(content.body)
            marked = part.kind is BodyKind.BLANK
            style = styles[_STYLES[part.kind]]
            parts.append(paragraph(part.text, style, part.key, marked=marked, keep=keep))
            said[parts[-1]] = [(part.key, part.text)] if part.key and part.text else ()
        elif isinstance(part, Table):
            parts += [table(part, styles, said), paragraph("", styles[Style.CELL])]
        else:
            charts += 1
            parts.append(run_holder(chart_run(document, part, charts), styles[Style.CHART]))
            caption = f"Biểu đồ {charts}. {part.title}"
            parts.append(paragraph(caption, styles[Style.CAPTION], f"bieu-do/{charts}/ten"))
    return parts


def _appendices(content: ReportContent, styles: StyleIds, said: Blocks) -> list[Any]:
    """The first appendix's table, and every further appendix on a page of its own."""
    parts: list[Any] = []
    for place, one in enumerate(content.appendices, 1):
        if place > 1:
            parts.append(paragraph(f"Phụ lục {_NUMERALS[place - 1]}", styles[Style.APPENDIX]))
            parts[-1].pPr.insert_element_before(element("w:pageBreakBefore"), *_AFTER_BREAK)
            parts.append(paragraph(one.title, styles[Style.APPENDIX_TITLE]))
            parts.append(paragraph(one.reference, styles[Style.REFERENCE]))
            parts.append(paragraph(one.note, styles[Style.REFERENCE], f"{one.table.key}/so-lieu-den"))
        parts.append(table(one.table, styles, said))
    # A table at the very end would be followed by a line of Word's own making, perhaps on a new page.
    return [*parts, paragraph("", styles[Style.CELL])]


def _number_appendices(
    document: Any, marks: Mapping[Mark, Paragraph], content: ReportContent, styles: StyleIds
) -> None:
    """Where there are several, the first one's heading has its number too."""
    title = marks.get(Mark.APPENDIX_TITLE)
    if title is None or len(content.appendices) < 2:
        return
    above = title._p.getprevious()
    if above is not None and above.tag == qn("w:p") and above.style == styles[Style.APPENDIX]:
        heading = Paragraph(above, document._body)
        if heading.runs and heading.text.strip() == "Phụ lục":
            heading.runs[-1].text += " I"


def _flatten_breaks(document: Any) -> None:
    """A line that is there for Word alone takes no room: it must not open a page that holds its number only.

    Such are the one that ends a section, and the one below a table at the end.
    """
    body = document.element.body
    lines = [
        one for one in body.findall(qn("w:p")) if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    ]
    lines += body.findall(qn("w:p"))[-1:]
    for line in lines:
        if not words_in(line).strip():
            layout = Paragraph(line, document._body).paragraph_format
            layout.space_before = layout.space_after = Pt(0)
            layout.line_spacing = Pt(1)


def style_ids(document: Any) -> dict[Style, str]:
    """The names by which the document's XML knows the report's styles; a missing style is left out."""
    known = {style.name: style.style_id for style in document.styles}
    return {style: known[style.value] for style in Style if style.value in known}


def paragraph(text: str, style: str, key: str = "", *, marked: bool = False, keep: bool = False) -> Any:
    """A paragraph in a style, its text in a control where it has a key.

    A marked one is shaded, so that its author sees what is to be written; one to keep stays with the next.
    """
    stays = "<w:keepNext/>" if keep else ""
    inside = control(key, text, _SHADED if marked else "") if text else ""
    return parse_xml(f'<w:p {W}><w:pPr><w:pStyle w:val="{escape(style)}"/>{stays}</w:pPr>{inside}</w:p>')


def table(content: Table, styles: StyleIds, said: Blocks) -> Any:
    """A table, what stands in which is ``said``; its head is repeated on every page and no row is torn."""
    titles = Row("", tuple(column.title for column in content.columns))
    head = _row(titles, content, styles[Style.CELL_HEAD], "<w:tblHeader/>")
    grid = "".join(f'<w:gridCol w:w="{Mm(column.width).twips}"/>' for column in content.columns)
    oxml_parser.feed(
        f'<w:tbl {W}><w:tblPr><w:tblW w:w="{_width(content)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_GRID_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}"
    )
    for row in content.rows:  # one after the other: thousands are tens of megabytes, for a moment four times
        oxml_parser.feed(_body_row(row, content, styles))
    oxml_parser.feed("</w:tbl>")
    made = oxml_parser.close()
    said[made] = list(_texts(content))
    return made


def _texts(content: Table) -> Iterator[Said]:
    """The texts of a table that stand in controls, by their keys."""
    for row in content.rows:
        if len(row.cells) == 1:
            yield _key(content, row), row.cells[0]
        elif row.key:
            yield from (
                (_key(content, row, column), text)
                for column, text in zip(content.columns, row.cells, strict=True)
                if text
            )


def _key(content: Table, row: Row, column: Column | None = None) -> str:
    key = f"{content.key}/{row.key}"
    return f"{key}/{column.key}" if column else key


def _width(content: Table) -> int:
    return int(Mm(sum(column.width for column in content.columns)).twips)


def _body_row(row: Row, content: Table, styles: StyleIds) -> str:
    if len(row.cells) > 1:
        return _row(row, content, styles[Style.CELL])
    text = control(_key(content, row), row.cells[0])
    style = escape(styles[Style.CELL_GROUP])
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_width(content)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(content.columns)}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:tc></w:tr>'
    )


@lru_cache
def _cell(column: Column, style: str, head: str) -> str:
    """A cell until its text: the same in every row."""
    centred = '<w:jc w:val="center"/>' if column.centred or head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{Mm(column.width).twips}" w:type="dxa"/><w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{centred}</w:pPr>'
    )


def _row(row: Row, content: Table, style: str, head: str = "") -> str:
    shown = ""
    for column, text in zip(content.columns, row.cells, strict=True):
        key = _key(content, row, column) if row.key and text else ""
        shown += f"{_cell(column, style, head)}{control(key, text)}</w:p></w:tc>"
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{shown}</w:tr>"


def run_holder(run: Any, style: str) -> Any:
    """A paragraph that holds a ready-made run."""
    found = element("w:p")
    found.get_or_add_pPr().style = style
    found.append(run)
    return found
