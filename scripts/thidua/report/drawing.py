"""Places a chart in a Word document: its parts, the frame that shows them, and its numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from thidua.report.chart_xml import chart_workbook, chart_xml
from thidua.report.controls import digest, printable
from thidua.report.model import CountChart, ReportChart
from thidua.report.ooxml import element

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART, _SERIES, _VALUE = f"{_DRAWN}chart", f"{_DRAWN}ser", f"{_DRAWN}v"
_NAME = re.compile(r"(?:^Biểu đồ |/bieu-do-)(\d+)(?:\.xlsx)?$")
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
    frame.find("{*}docPr").set("descr", printable(chart_in_words(chart)))
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
        part = document.part.related_parts.get(chart.get(qn("r:id"), ""))
        if part is None:
            continue
        # Word keeps the drawing's name, LibreOffice that of the workbook.
        names = [about.get("name", ""), *(str(one.partname) for one in _workbooks(part))]
        number = next(filter(None, map(_NAME.search, names)), None)
        if number is not None:
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


def renew_charts(
    document: Any, fresh: Any, before: Mapping[str, str]
) -> Iterator[tuple[str, str, bool | None]]:
    """Put the fresh numbers into the document's charts, whose looks stay.

    Of each chart: key, hash of the fresh numbers, and whether a person's numbers were kept (None: no change).
    """
    known = {key: (frame, part) for key, frame, part in charts_of(document)}
    for key, frame, part in charts_of(fresh):
        source = parse_xml(part.blob)
        wanted = digest(numbers_in(source))
        if key not in known:
            yield key, wanted, None
            continue
        old_frame, old_part = known[key]
        drawing = parse_xml(old_part.blob)
        found = digest(numbers_in(drawing))
        if found == wanted:
            yield key, wanted, None
        elif found != before.get(key) or not _renumbered(drawing, source):
            yield key, wanted, True
        else:
            old_part._blob = serialize_part_xml(drawing)
            for old_book, book in zip(_workbooks(old_part), _workbooks(part), strict=False):
                old_book._blob = book.blob
            about = frame.find(qn("wp:docPr"))
            old_frame.find(qn("wp:docPr")).set("descr", about.get("descr"))
            yield key, wanted, False


def _renumbered(drawing: Any, source: Any) -> bool:
    """Take names, days and numbers of each series from the source; False where the series are others."""
    old, new = list(drawing.iter(_SERIES)), list(source.iter(_SERIES))
    if len(old) != len(new):
        return False
    for series, other in zip(old, new, strict=True):
        for name in ("tx", "cat", "val"):
            here, there = series.find(f"{_DRAWN}{name}"), other.find(f"{_DRAWN}{name}")
            if here is None or there is None:
                return False
            series.replace(here, there)
    return True


def _workbooks(part: Any) -> list[Any]:
    return [one.target_part for one in part.rels.values() if one.reltype == RELATION.PACKAGE]


def _height(chart: ReportChart) -> int:
    return BAR_HEIGHT * len(chart.labels) + BARS_MARGIN if isinstance(chart, CountChart) else DAYS_HEIGHT


def chart_in_words(chart: ReportChart) -> str:
    """The title and the numbers, for a reader who cannot see the chart: of a line, its last number."""
    if isinstance(chart, CountChart):
        pairs = zip(chart.labels, chart.values, strict=True)
        return f"{chart.title}: " + "; ".join(f"{label} {value}" for label, value in pairs)
    known = ((name, [one for one in values if one is not None]) for name, values in chart.series)
    return f"{chart.title}: " + "; ".join(f"{name} {values[-1]}" for name, values in known if values)
