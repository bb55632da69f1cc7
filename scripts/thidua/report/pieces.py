"""Paragraphs and tables for a template, built at once: python-docx looks up every style and cell anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.shared import Mm

from thidua.report.model import Appendix
from thidua.report.ooxml import element
from thidua.report.styles import Style

StyleIds = Mapping[Style, str]
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COLUMNS = (8, 14, 38, 24, 21, 21, 18, 21)  # of the appendix's table, in mm
CENTRED = (0, 1, 4, 5, 6, 7)


def style_ids(document: Any) -> dict[Style, str]:
    """The names by which the document's XML knows the report's styles; a missing style is left out."""
    known = {style.name: style.style_id for style in document.styles}
    return {style: known[style.value] for style in Style if style.value in known}


def paragraph(text: str, style: str, marked: bool = False) -> Any:
    """A paragraph in a style; a marked one is shaded, so that its author sees what is to be written."""
    found = parse_xml(f"<w:p {_NAMESPACE}>{_inside(text, style, marked=marked)}</w:p>")
    if not text:
        found.remove(found[-1])
    return found


def table(appendix: Appendix, styles: StyleIds) -> Any:
    """The appendix's table; its head is repeated on every page and no row is torn."""
    head = _row(appendix.columns, [styles[Style.CELL_HEAD]] * len(COLUMNS), "<w:tblHeader/>", centred=True)
    body = "".join(_body_row(row, styles) for row in appendix.rows)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{Mm(width).twips}"/>' for width in COLUMNS)
    return parse_xml(
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{Mm(sum(COLUMNS)).twips}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _body_row(row: tuple[str, ...], styles: StyleIds) -> str:
    if len(row) == 1:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{Mm(sum(COLUMNS)).twips}" '
            f'w:type="dxa"/><w:gridSpan w:val="{len(COLUMNS)}"/></w:tcPr>'
            f"<w:p>{_inside(row[0], styles[Style.CELL_GROUP])}</w:p></w:tc></w:tr>"
        )
    return _row(row, [styles[Style.CELL]] * len(COLUMNS), "")


def _row(cells: tuple[str, ...], styles: list[str], properties: str, centred: bool = False) -> str:
    shown = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{Mm(COLUMNS[place]).twips}" w:type="dxa"/><w:vAlign w:val="center"/>'
        f"</w:tcPr><w:p>{_inside(text, styles[place], centred=centred or place in CENTRED)}</w:p></w:tc>"
        for place, text in enumerate(cells)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{shown}</w:tr>"


def _inside(text: str, style: str, marked: bool = False, centred: bool = False) -> str:
    face = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>' if marked else ""
    place = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:pPr><w:pStyle w:val="{escape(style)}"/>{place}</w:pPr>'
        f'<w:r>{face}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def run_holder(run: Any, style: str) -> Any:
    """A paragraph that holds a ready-made run."""
    found = element("w:p")
    found.get_or_add_pPr().style = style
    found.append(run)
    return found
