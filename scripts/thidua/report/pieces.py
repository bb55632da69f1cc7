"""Paragraphs and tables for a template, built at once: python-docx looks up every style and cell anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.shared import Mm

from thidua.report.controls import W, control
from thidua.report.model import Row, Table
from thidua.report.ooxml import element
from thidua.report.styles import Style

StyleIds = Mapping[Style, str]
_SHADED = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'
_GRID_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


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


def table(content: Table, styles: StyleIds) -> Any:
    """A table; its head is repeated on every page and no row is torn."""
    titles = Row("", tuple(column.title for column in content.columns))
    head = _row(titles, content, styles[Style.CELL_HEAD], "<w:tblHeader/>")
    body = "".join(_body_row(row, content, styles) for row in content.rows)
    grid = "".join(f'<w:gridCol w:w="{Mm(column.width).twips}"/>' for column in content.columns)
    return parse_xml(
        f'<w:tbl {W}><w:tblPr><w:tblW w:w="{_width(content)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_GRID_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _width(content: Table) -> int:
    return int(Mm(sum(column.width for column in content.columns)).twips)


def _body_row(row: Row, content: Table, styles: StyleIds) -> str:
    if len(row.cells) > 1:
        return _row(row, content, styles[Style.CELL])
    text = control(f"{content.key}/{row.key}", row.cells[0])
    style = escape(styles[Style.CELL_GROUP])
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_width(content)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(content.columns)}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:tc></w:tr>'
    )


def _row(row: Row, content: Table, style: str, head: str = "") -> str:
    shown = ""
    for column, text in zip(content.columns, row.cells, strict=True):
        key = f"{content.key}/{row.key}/{column.key}" if row.key and text else ""
        centred = '<w:jc w:val="center"/>' if column.centred or head else ""
        shown += (
            f'<w:tc><w:tcPr><w:tcW w:w="{Mm(column.width).twips}" w:type="dxa"/><w:vAlign w:val="center"/>'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{centred}</w:pPr>{control(key, text)}'
            "</w:p></w:tc>"
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{shown}</w:tr>"


def run_holder(run: Any, style: str) -> Any:
    """A paragraph that holds a ready-made run."""
    found = element("w:p")
    found.get_or_add_pPr().style = style
    found.append(run)
    return found
