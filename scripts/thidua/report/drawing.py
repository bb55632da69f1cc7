"""Places a chart in a Word document: its parts, the frame that shows them, and its numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from thidua.report.chart_xml import chart_workbook, chart_xml
from thidua.report.controls import digest
from thidua.report.model import CountChart, ReportChart
from thidua.report.ooxml import element

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART, _SERIES, _VALUE = f"{_DRAWN}chart", f"{_DRAWN}ser", f"{_DRAWN}v"
_NAME = re.compile(r"Biểu đồ (\d+)")
WIDTH, BAR_HEIGHT, BARS_MARGIN, DAYS_HEIGHT = 150, 8, 6, 65  # in mm

_FRAME = (
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:docPr id="{number}" name="Biểu đồ {number}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{relation}"/>'
    "</a:graphicData></a:graphic></wp:inline>"
)


def chart_run(document: Any, chart: ReportChart, number: int) -> Any:
    """Add the chart's parts to the document; gives the run that shows it. Charts are numbered from 1."""
    package = document.part.package
    numbers = Part(
        PackURI(f"/word/embeddings/bieu-do-{number}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        chart_workbook(chart),
        package,
    )
    # The relation's name is known before the drawing is written: it is the part's only one.
    drawing = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        chart_xml(chart, "rId1"),
        package,
    )
    drawing.relate_to(numbers, RELATION.PACKAGE)
    relation = document.part.relate_to(drawing, RELATION.CHART)
    frame = parse_xml(
        _FRAME.format(width=Mm(WIDTH), height=Mm(_height(chart)), number=number, relation=relation)
    )
    frame.find("{*}docPr").set("descr", chart_in_words(chart))
    run, holder = element("w:r"), element("w:drawing")
    holder.append(frame)
    run.append(holder)
    return run


def charts_of(document: Any) -> Iterator[tuple[str, Any, Any]]:
    """The charts of a document as chart_run made them: key, frame, and the part that draws it."""
    for frame in document.element.body.iter(qn("wp:inline"), qn("wp:anchor")):
        about, chart = frame.find(qn("wp:docPr")), next(frame.iter(_CHART), None)
        if about is None or chart is None:
            continue
        number = _NAME.fullmatch(about.get("name", ""))
        part = document.part.related_parts.get(chart.get(qn("r:id"), ""))
        if number and part is not None:
            yield f"bieu-do/{number[1]}", frame, part


def chart_hashes(document: Any) -> dict[str, str]:
    """By which the numbers of each chart are known again."""
    return {key: digest(numbers_in(parse_xml(part.blob))) for key, _, part in charts_of(document)}


def numbers_in(chart: Any) -> str:
    """The words and numbers of a chart's series, however a program writes a number."""
    found = []
    for one in chart.iter(_SERIES):
        for value in one.iter(_VALUE):
            text = value.text or ""
            try:
                found.append(f"{float(text):g}")
            except ValueError:
                found.append(text)
    return "; ".join(found)


def _height(chart: ReportChart) -> int:
    return BAR_HEIGHT * len(chart.labels) + BARS_MARGIN if isinstance(chart, CountChart) else DAYS_HEIGHT


def chart_in_words(chart: ReportChart) -> str:
    """The title and the numbers, for a reader who cannot see the chart: of a line, its last number."""
    if isinstance(chart, CountChart):
        pairs = zip(chart.labels, chart.values, strict=True)
        return f"{chart.title}: " + "; ".join(f"{label} {value}" for label, value in pairs)
    known = ((name, [one for one in values if one is not None]) for name, values in chart.series)
    return f"{chart.title}: " + "; ".join(f"{name} {values[-1]}" for name, values in known if values)
