"""What LibreOffice writes of a cell: days, percentages, merged and repeated cells; what is no such file."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from table_kit import cases
from thidua.entry.grid import Cell
from thidua.entry.ods import read_ods
from thidua.entry.zip_scan import scan
from thidua.problems import CellError

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(row: str, name: str = "content.xml", sheet: str = "", more: str = "") -> bytes:
    body = f'<table:table table:name="T" {sheet}><table:table-row>{row}</table:table-row></table:table>{more}'
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, f"<office:document-content {NAMES}>{body}</office:document-content>")
    return out.getvalue()


def cell(kind: str, value: str = "", text: str = "", more: str = "") -> str:
    said = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {value} {more}>{said}</table:table-cell>'


@cases(
    ("typed", "found"),
    [
        (cell("float", 'office:value="3"', "3"), Cell(3, "n")),
        (cell("float", 'office:value="2.5"', "2,5"), Cell(2.5, "n")),
        (cell("percentage", 'office:value="0.9"', "90%"), Cell(0.9, "n", "0%")),
        (cell("date", 'office:date-value="2022-02-20"', "20/2"), Cell(date(2022, 2, 20), "d")),
        (cell("date", 'office:date-value="2022-02-20T00:00:00"'), Cell(datetime(2022, 2, 20), "d")),
        (cell("date", 'office:date-value="2022-02-31"', "31/2"), Cell("31/2", "s")),
        (cell("boolean", 'office:boolean-value="true"', "ĐÚNG"), Cell(True, "b")),
        (cell("string", "", "QĐ <text:s text:c='2'/>7"), Cell("QĐ   7", "s")),
        (
            cell("string", "", "a<text:tab/>b<text:line-break/>c<text:span>d</text:span>e"),
            Cell("a\tb\ncde", "s"),
        ),
        (cell("string", 'office:value="3"', "ba"), Cell("ba", "s")),
        (cell("float", "", "3"), Cell("3", "s")),
        (cell("string", "", "<text:s text:c='99999999'/>"), Cell(" " * 1_000, "s")),
        (cell("string", "", "<text:s text:c='100000000'/>"), Cell(" ", "s")),
        (cell("float", 'office:value="3"', "3", 'table:formula="of:=1+2"'), Cell("of:=1+2", "f")),
    ],
)
def test_a_cell_of_libreoffice(typed: str, found: Cell) -> None:
    assert read_ods(ods(typed))["T"].rows == ((found,),)


def test_cells_that_are_repeated_and_merged_stand_where_they_are() -> None:
    row = (
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell("string", "", "a", 'table:number-columns-repeated="2"')
        + cell("string", "", "b", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
    )
    for wide, high in ((1, 1), (2, 1), (1, 2)):
        spans = f'table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
        row += cell("string", "", "c", spans)
    grid = read_ods(ods(row))["T"]
    assert [one.value for one in grid.rows[0]] == [None, None, "a", "a", "b", "c", "c", "c"]
    assert grid.merged == ("E1:F3", "G1:H1", "H1:H2")


STYLES = "".join(
    f'<style:style style:name="{name}"><style:x-properties {said}/></style:style>'
    for name, said in (
        ("gone", 'style:text-line-through-style="solid"'),
        ("kept", 'style:text-line-through-style="none"'),
        ("away", 'table:display="false"'),
    )
)


@cases(
    ("sheet", "third", "hidden"),
    [("", "collapse", {3}), ("", "filter", {3}), ("", "visible", set()), ("away", "visible", {1, 3})],
)
def test_a_line_through_a_cell_a_comment_and_what_nobody_sees(
    sheet: str, third: str, hidden: set[int]
) -> None:
    noted = "<table:table-cell><office:annotation><text:p>{}</text:p></office:annotation></table:table-cell>"
    row = "".join(cell("string", "", "a", f'table:style-name="{name}"') for name in ("gone", "kept"))
    row += noted.format("hỏi lại") + noted.format("sai → sửa") + "</table:table-row><table:table-row/>"
    row += f'<table:table-row table:visibility="{third}">{cell("string", "", "c")}'
    grid = read_ods(ods(row, sheet=f'table:style-name="{sheet}"', more=STYLES))["T"]
    assert [[one.struck for one in line] for line in grid.rows] == [[True, False], [], [False]]
    assert (grid.commented, grid.hidden) == (("C1",), hidden)


def test_a_zip_without_its_content_is_no_workbook() -> None:
    with pytest.raises(CellError, match="bad-workbook"):
        read_ods(ods("", "mimetype.xml"))


@cases(("place", "fits"), [("A5000", True), ("A5001", False), ("CV1", True), ("CW1", False)])
def test_what_stands_far_away_is_not_read(place: str, fits: bool) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    content = f'<sheetData><row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    if fits:
        assert scan(content).elements == 2
    else:
        with pytest.raises(CellError, match="bad-workbook"):
            scan(content)


def test_what_stands_beyond_the_last_column_is_told_at_the_last() -> None:
    far = '<table:table-cell table:number-columns-repeated="16384"/>'
    note = "<office:annotation><text:p>x</text:p></office:annotation>"
    noted = f'<table:table-cell table:number-columns-spanned="2">{note}</table:table-cell>'
    grid = read_ods(ods(far + noted))["T"]
    assert (grid.commented, grid.merged) == (("XFD1",), ("XFD1:XFD1",))
