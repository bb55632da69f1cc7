"""What is taken of a workbook to the last element, and what is one too many."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile, ZipInfo

import pytest
from campaigns import TODAY, campaign_files, read, write_campaign
from table_kit import cases
from test_entry_ods import cell, ods
from thidua.entry import zip_scan
from thidua.entry.containers import XLSX, kind_of_file
from thidua.entry.grid import Cell, Grid
from thidua.entry.inbox import LOG, Inbox
from thidua.entry.ods import read_ods
from thidua.entry.sections import LISTED
from thidua.entry.source import open_campaign
from thidua.entry.stamp import told_then
from thidua.entry.workbook import _Reading, _Style, _styles
from thidua.intake.unread import HEADER, line
from thidua.model import Sent
from thidua.office import WINDOWS_DAYS, is_time
from thidua.problems import CellError, DataError


def nested(depth: int) -> None:
    zip_scan.scan(b"<a>" * depth + b"</a>" * depth)


def elements(count: int) -> None:
    zip_scan.scan(b"<a>" + b"<b/>" * (count - 1) + b"</a>")


def sheets(count: int) -> None:
    zip_scan.scan(b"<a>" + b"<sheet/>" * count + b"</a>")


def blanks(count: int) -> None:
    seen = zip_scan.Scan(_blanks=count - 2)
    seen.start("row", {})
    seen.start("c", {})


def formulas(count: int) -> None:
    zip_scan.scan(b"<a><f>" + b"x" * 1_000 + b"</f>" + b"<f>x</f>" * (count - 1) + b"</a>")


def letters(count: int) -> None:
    zip_scan.scan(b"<a>" + b"<f>x</f>" * 1_999 + b"<f>" + b"x" * count + b"</f></a>")


def row(number: int) -> None:
    zip_scan.scan(b'<a><row r="%d"><c><v/></c></row></a>' % number)


def column(number: int) -> None:
    zip_scan.scan(b"<a><row>" + b"<c/>" * (number - 1) + b"<c><v/></c></row></a>")


def address(number: int) -> None:
    zip_scan.scan(b'<a><row><c r="%s5000"><v/></c></row></a>' % {100: b"CV", 101: b"CW"}[number])


def parts(count: int) -> None:
    judge(*(("x.bin", 1) for _ in range(count)))


def seen(size: int) -> None:
    judge(*(("xl/worksheets/sheet.xml", 4_000_000) for _ in range(9)), ("xl/worksheets/a.xml", size))


def unseen(size: int) -> None:
    judge(("xl/styles.xml", size))


def all_unseen(size: int) -> None:
    judge(("xl/a.xml", 4_000_000), ("xl/b.rels", 3_999_999), ("xl/c.xml", size))


def judge(*entries: tuple[str, int]) -> None:
    found = [
        ZipInfo(f"{place}/{name}" if name == "x.bin" else name) for place, (name, _) in enumerate(entries)
    ]
    for place, (info, (name, size)) in enumerate(zip(found, entries, strict=True)):
        info.file_size = size
        info.filename = name.replace("sheet.", f"sheet{place}.") if name != "x.bin" else info.filename
    zip_scan._judge(found, "xl/worksheets/")


def ods_columns(count: int) -> None:
    read_ods(ods(cell("string", "", "a", f'table:number-columns-repeated="{count}"')))


def ods_rows(count: int) -> None:
    row = f'</table:table-row><table:table-row table:number-rows-repeated="{count}">{cell("string", "", "a")}'
    read_ods(ods(row, more=""))


def ods_rows_in_all(count: int) -> None:
    row = '<table:table-row table:number-rows-repeated="{}">' + cell("string", "", "a") + "</table:table-row>"
    sheets = [5_000] * 9 + [count - 45_000]
    more = "".join(f"<table:table>{row.format(one)}</table:table>" for one in sheets)
    read_ods(ods("", more=more))


def xlsx_columns(count: int) -> None:
    """Cells without addresses: what stands beyond the last column is not taken, though nothing is told."""
    if len(xlsx("<row>" + "<c><v>1</v></c>" * count + "</row>")[0]) < count:
        raise CellError("bad-workbook/cells")


def xlsx_rows(count: int) -> None:
    if len(xlsx("<row/>" * (count - 1) + "<row><c><v>1</v></c></row>")) < count:
        raise CellError("bad-workbook/cells")


def xlsx(rows: str) -> list[tuple[Cell, ...]]:
    reading = _Reading([], [], WINDOWS_DAYS, away=False)
    return list(reading.rows(f"<sheetData>{rows}</sheetData>".encode()))


def every_part(count: int) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/a.xml", b"<a>" + b"<b/>" * 24_999 + b"</a>")
        archive.writestr("xl/b.xml", b"<a>" + b"<b/>" * (count - 25_001) + b"</a>")
    zip_scan.unpack(out.getvalue(), "xl/worksheets/")


@cases(
    ("make", "most"),
    [
        (nested, 60), (elements, 30_000), (blanks, 600_000), (sheets, 50), (formulas, 2_000),
        (letters, 1_000), (row, 5_000), (column, 100), (address, 100), (parts, 500), (seen, 4_000_000),
        (unseen, 4_000_000), (all_unseen, 1), (every_part, 50_000), (ods_columns, 100), (ods_rows, 4_999),
        (ods_rows_in_all, 50_000), (xlsx_columns, 100), (xlsx_rows, 5_000),
    ],
)  # fmt: skip
def test_the_last_that_is_taken_and_the_first_that_is_not(make: Callable[[int], None], most: int) -> None:
    make(most)
    with pytest.raises(CellError) as refused:
        make(most + 1)
    assert refused.value.code == "bad-workbook"


def test_a_cell_that_names_no_style_has_the_first_where_there_is_any() -> None:
    def read_by(styles: list[_Style], cell: str) -> list[tuple[Cell, ...]]:
        reading = _Reading([], styles, WINDOWS_DAYS, away=False)
        return list(reading.rows(f"<a><row>{cell}</row></a>".encode()))

    styles = [_Style("0", struck=True), _Style("0%")]
    assert read_by(styles, "<c><v>1</v></c>") == [(Cell(1, "n", "0", struck=True),)]
    assert read_by(styles, '<c s="1"><v>1</v></c>') == [(Cell(1, "n", "0%"),)]
    assert read_by([], "<c><v>1</v></c>") == [(Cell(1, "n"),)]
    with pytest.raises(IndexError):
        read_by([], '<c s="1"><v>1</v></c>')


def test_rows_and_cells_stand_where_they_say_else_after_the_last() -> None:
    one, two = Cell(1, "n"), Cell(2, "n")
    said = '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c><v>1</v></c></row>'
    assert xlsx(said) == [(), (Cell(), one, two), (one,)]
    for twice in ('<row r="1"/><row r="1"/>', '<row><c r="A1"/><c r="A1"/></row>'):
        with pytest.raises(ValueError, match="1"):
            xlsx(twice)
    assert zip_scan.scan(b"<a/>") == zip_scan.Scan(elements=1)
    # A number of more digits than any sheet has rows says nothing.
    assert zip_scan.scan(b'<a><row r="100000000"><c><v/></c></row></a>').elements == 2
    with pytest.raises(CellError):
        zip_scan.scan(b'<a><row r="99999999"><c><v/></c></row></a>')


@cases(("size", "told"), [(5_000_000, "bị hỏng"), (5_000_001, "lớn hơn")])
def test_a_file_is_too_large_by_a_byte(size: int, told: str) -> None:
    with pytest.raises(CellError) as refused:
        zip_scan.unpack(b"PK" + bytes(size - 2), "")
    assert told in refused.value.message.render()


@cases("width", range(12))
def test_a_list_of_targets_cut_short_tells_of_those_that_are_whole(width: int) -> None:
    campaign, _ = read(campaign_files())
    assert campaign
    cells = ["CN-01", *[""] * 6, "Số sáng kiến có thêm", "Công nhận", "", "", ""]
    grid = Grid(((Cell(LISTED, "s"),), tuple(Cell(one, "s") for one in cells[:width])), ())
    assert (told_then([grid], campaign.plan) is not None) == (width > 8)


def test_nothing_is_entered_beside_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path) / "2022"
    (folder / "allocations.csv").mkdir()  # it may be absent
    with pytest.raises(DataError) as told:
        open_campaign(folder, TODAY)
    assert [Path(one.file).name for one in told.value.problems] == ["allocations.csv"]


def test_formats_that_no_file_spells_out_are_days_in_the_dialects_of_east_asia() -> None:
    numbers = range(26, 61)
    styles = "".join(f'<xf numFmtId="{one}"/>' for one in numbers)
    root = fromstring(f"<a><cellXfs>{styles}</cellXfs></a>")
    days = [one for one, style in zip(numbers, _styles(root), strict=True) if is_time(style.number_format)]
    assert days == [*range(27, 37), 45, 46, 47, *range(50, 59)]  # three are built in, of times


@cases(("before", "is_locked"), [(99_985, True), (99_986, False)])
def test_a_password_is_looked_for_in_the_beginning_of_a_manifest(before: int, is_locked: bool) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("META-INF/manifest.xml", b" " * before + b"encryption-data")
        archive.writestr("xl/workbook.xml", b"")
    if not is_locked:
        assert kind_of_file(out.getvalue()) is XLSX
        return
    with pytest.raises(CellError) as refused:
        kind_of_file(out.getvalue())
    assert refused.value.code == "wrong-file-type"


def test_of_the_inbox_the_fifty_newest_are_told(tmp_path: Path) -> None:
    sent = Sent(TODAY, "VP", True, 1, 0, 0)
    told = [HEADER, *(line(sent, f"{number}.xlsx") for number in range(51))]
    (tmp_path / LOG).write_text("".join(f"{','.join(cells)}\n" for cells in told), "utf-8")
    forms = json.loads(Inbox(tmp_path, settle=0).status())["forms"]
    assert [one["file"] for one in forms] == [f"{number}.xlsx" for number in range(50, 0, -1)]
