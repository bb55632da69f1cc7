"""Places a chart in a Word document: its parts, the frame that shows them, and its numbers in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from thidua.beside import text_beside
from thidua.office import DAY, MADE, MONTH, SHORT_DAY, repacked, serial
from thidua.report.controls import digest, element, printable
from thidua.report.model import CountChart, DayChart, ReportChart

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART, _SERIES, _VALUE = f"{_DRAWN}chart", f"{_DRAWN}ser", f"{_DRAWN}v"
_NAME = re.compile(r"(?:^Biểu đồ |/bieu-do-)(\d+)(?:\.xlsx)?$")
WIDTH, BAR_HEIGHT, BARS_MARGIN, DAYS_HEIGHT = 150, 8, 6, 65  # in mm
_SHEET = "Sheet1"
_LINES = (  # width, colour, dashes
    ("28575", "000000", ""),
    ("19050", "666666", '<a:prstDash val="sysDash"/>'),
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
        chart_xml(chart),
        package,
    )
    drawing.relate_to(numbers, RELATION.PACKAGE)
    relation = document.part.relate_to(drawing, RELATION.CHART)
    size = {"width": Mm(WIDTH), "height": Mm(_height(chart))}
    frame = parse_xml(_piece("frame", number=number, relation=relation, **size))
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


def chart_xml(chart: ReportChart) -> bytes:
    """The chart's part; its relation (rId1) leads to the workbook that "Edit data" opens in Word."""
    plot = _bars(chart) if isinstance(chart, CountChart) else _days(chart)
    legend = "" if isinstance(chart, CountChart) else _piece("legend")
    drawn = _piece("chart", plot=plot, legend=legend)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{drawn}'.encode()


def _piece(name: str, /, **parts: object) -> str:
    """A piece of DrawingML as report/drawn/ has it, on one line, with other pieces in their places."""
    return _template(name).format(text=_template("text"), axis_line=_template("axis-line"), **parts)


@cache
def _template(name: str) -> str:
    lines = text_beside("report", "drawn", f"{name}.xml").splitlines()
    return "".join(map(str.strip, lines))


def chart_workbook(chart: ReportChart) -> bytes:
    """The chart's numbers as a workbook, one series a column."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import, and a template is judged without it

    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet(_SHEET)
    if isinstance(chart, CountChart):
        sheet.write_string(0, 1, chart.series)
        for row, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True), 1):
            sheet.write_string(row, 0, label)
            sheet.write_number(row, 1, value)
    else:
        day_format = book.add_format({"num_format": DAY})
        for column, (name, values) in enumerate(chart.series, 1):
            sheet.write_string(0, column, name)
            for row, number in enumerate(values, 1):
                if number is not None:
                    sheet.write_number(row, column, number)
        for row, day in enumerate(chart.days, 1):
            sheet.write_number(row, 0, serial(day), day_format)
    book.close()
    return repacked(out.getvalue())


def _bars(chart: CountChart) -> str:
    """Horizontal bars, the first on top, with their numbers."""
    texts = _kept("str", _reach("A", len(chart.labels)), list(map(escape, chart.labels)))
    labels, values = f"<c:cat>{texts}</c:cat>", _numbers("c:val", "B", chart.values)
    return _piece("bars", name=_name("B", chart.series), labels=labels, values=values)


def _days(chart: DayChart) -> str:
    """Lines over an axis of days, of months where they go beyond a year; the second line is dashed."""
    code = SHORT_DAY if chart.days[0].year == chart.days[-1].year else MONTH
    days = _numbers("c:cat", "A", [serial(day) for day in chart.days], code)
    lines = ""
    for place, (column, (name, values)) in enumerate(zip("BCDE", chart.series, strict=False)):
        width, colour, dash = _LINES[place % 2]
        look = {"width": width, "colour": colour, "dash": dash}
        told = {"name": _name(column, name), "days": days, "values": _numbers("c:val", column, values)}
        lines += _piece("line", place=place, **look, **told)
    return _piece("days", lines=lines, day=code)


def _name(column: str, name: str) -> str:
    return f"<c:tx>{_kept('str', f'{_SHEET}!${column}$1', [escape(name)])}</c:tx>"


def _numbers(tag: str, column: str, values: Sequence[int | None], code: str = "General") -> str:
    look = f"<c:formatCode>{code}</c:formatCode>"
    return f"<{tag}>{_kept('num', _reach(column, len(values)), values, look)}</{tag}>"


def _kept(kind: str, reach: str, values: Sequence[object], look: str = "") -> str:
    """Where in the workbook values stand, and what stands there: of texts (str) or numbers (num)."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:{kind}Ref><c:f>{reach}</c:f><c:{kind}Cache>{look}"
        f'<c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache></c:{kind}Ref>'
    )


def _reach(column: str, count: int) -> str:
    return f"{_SHEET}!${column}$2:${column}${count + 1}"
