"""Documents through LibreOffice: no page holds its number alone, whatever ends at its foot."""

from __future__ import annotations

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Pt
from office_kit import saved_as
from plans import day
from report_samples import in_word
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.report.content import report_content

DATA = Path(__file__).parents[1] / "data"
PAGE, ROW = 728, 20  # of A4 between its margins of 20 mm, and of a row, in points
ROOM_LEFT = (3, 8, 13)  # below the table: too little for a line of text
pytestmark = pytest.mark.programs


def ending_at_the_foot(document: bytes, room: int) -> bytes:
    """The document with an appendix whose table ends so many points above the foot of its page."""
    found = Document(BytesIO(document))
    table = found.tables[-1]
    for above in list(table._tbl.itersiblings(preceding=True)):
        if above.find(f".//{qn('w:sectPr')}") is not None:
            break
        above.getparent().remove(above)
    for row in table.rows:
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.EXACTLY, Pt(ROW)
    table.rows[-1].height = Pt(PAGE - room - ROW * (len(table.rows) - 1))
    out = BytesIO()
    found.save(out)
    return out.getvalue()


def test_no_page_holds_its_number_alone(tmp_path: Path) -> None:
    campaign = load(DATA, "2022", date(2026, 1, 1)).campaigns[0]
    made = {
        f"{on}/12": in_word(report_content(measure(campaign, day(f"{on}/12")), "dot2")) for on in (28, 29, 30)
    }
    made |= {f"{room} pt": ending_at_the_foot(made["30/12"], room) for room in ROOM_LEFT}
    names = {f"{place}.docx": name for place, name in enumerate(made)}
    for file, name in names.items():
        (tmp_path / file).write_bytes(made[name])
    out = saved_as("pdf", tmp_path, list(names))
    for file, name in names.items():
        pdf = str(out / file.replace("docx", "pdf"))
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout
        pages = text.decode().split("\f")[:-1]
        assert len(pages) > 5
        assert [place for place, page in enumerate(pages, 1) if len(page.split()) < 2] == [], name
