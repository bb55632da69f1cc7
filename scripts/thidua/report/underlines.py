"""The rules under the motto, the issuer's name and the title, as long as the decree wants them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

from thidua.report.metrics import bold_width
from thidua.report.styles import Style

PART = 0.4  # of the line above; the decree asks for 1/3 to 1/2
SHARES = {Style.FULL_RULE.value: 1.0, Style.PART_RULE.value: PART}


def draw_underlines(document: Any) -> None:
    """Indent each rule so that it has its share of the width of the line above it."""
    for rule, above, room in _rules(document):
        share = SHARES[rule.style.name]
        size = above.style.font.size.pt
        length = min(bold_width(above.text, size), room) * share
        indent = Mm(max(0.0, (room - length) / 2))
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = indent


def _rules(document: Any) -> Iterator[tuple[Paragraph, Paragraph, float]]:
    """Each rule, the line above it, and the width of its column or page in mm."""
    section = document.sections[0]
    page = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    for holder, room in _holders(document, page):
        lines = holder.paragraphs
        for above, rule in zip(lines, lines[1:], strict=False):
            if rule.style.name in SHARES:
                yield rule, above, room


def _holders(document: Any, page: float) -> Iterator[tuple[Any, float]]:
    """The body and the cells of the tables that place things side by side."""
    yield document, page
    for table in document.tables[:2]:
        for row in table.rows:
            for cell in row.cells:
                width = cell._tc.tcPr.find(qn("w:tcW")) if cell._tc.tcPr is not None else None
                yield cell, Twips(int(width.get(qn("w:w")))) / Mm(1) if width is not None else page / 2
