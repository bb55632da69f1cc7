"""The few pieces of Word's XML that python-docx has no calls for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm


def element(tag: str, **attributes: str | int) -> Any:
    """An element of Word's own namespace: element("w:top", val="single", sz=4)."""
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), str(value))
    return found


def bottom_rule(style: Any) -> None:
    """Give a paragraph style a thin line under it, drawn between the paragraph's indents."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=6, space=1, color="000000"))
    properties = style.element.get_or_add_pPr()
    # The schema fixes the order of a paragraph's properties; borders stand before spacing.
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders) if spacing is not None else properties.append(borders)


def field(paragraph: Any, instruction: str) -> None:
    """Append a field that Word computes, such as the page's number."""
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        if kind is None:
            text = element("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def restart_pages(section: Any) -> None:
    """Count the section's pages from 1."""
    # The schema fixes the order of a section's properties: the count stands after the margins.
    section._sectPr.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))


def side_by_side(table: Any, widths: tuple[float, ...]) -> None:
    """Make a table one that only places things: no lines, no margins, columns of fixed widths in mm."""
    properties = table._tbl.tblPr
    for old in ("w:tblW", "w:tblBorders", "w:tblLayout", "w:tblCellMar"):
        for found in properties.findall(qn(old)):
            properties.remove(found)
    total = sum(Mm(width).twips for width in widths)
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="none", sz=0, space=0))
    margins = element("w:tblCellMar")
    margins.append(element("w:left", w=0, type="dxa"))
    margins.append(element("w:right", w=0, type="dxa"))
    look = properties.find(qn("w:tblLook"))
    width = element("w:tblW", w=total, type="dxa")
    for part in (width, borders, element("w:tblLayout", type="fixed"), margins):
        look.addprevious(part) if look is not None else properties.append(part)
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Mm(size)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, size in zip(row.cells, widths, strict=True):
            cell.width = Mm(size)


def speak(document: Any, language: str) -> None:
    """Say in which language the document is written: Word then spells and hyphenates it, not English."""
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("lang"))
    for found in styles.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            found.set(qn(name), language)
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), language)
        found.attrib.pop(qn("w:eastAsia"), None)
