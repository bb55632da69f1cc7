"""A workbook made to do harm ends in a sentence, soon and in little memory; nothing is written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from campaigns import write_campaign
from entry_kit import NEW_YEAR, Desk, opened
from thidua.entry import reply
from thidua.entry.form import form_bytes
from thidua.entry.grid import read_grids
from thidua.entry.reply import marked_form
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.problems import CellError, Where
from thidua.words import VIETNAMESE
from yardstick import in_time, within

SHEET, STRINGS, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MOST_SECONDS, MOST_MEGABYTES = 2, 200


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A blank form, made once."""
    data = write_campaign(tmp_path_factory.mktemp("blank"))
    campaign = load(data, None, date(2022, 3, 1)).campaigns[0]
    return form_bytes(measure(campaign, date(2022, 3, 1)), "VP", VIETNAMESE)


def changed(form: bytes, part: str, old: str, new: str) -> bytes:
    """The form with one part rewritten."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(form)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert re.search(old, text.decode())
                text = re.sub(old, lambda _: new, text.decode(), count=1).encode("utf-8")
            target.writestr(name, text)
    return out.getvalue()


def with_parts(form: bytes, parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The form with parts more."""
    out = BytesIO(form)
    with zipfile.ZipFile(out, "a", kind, compresslevel=1) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


@cache
def made(name: str, form: bytes) -> bytes:
    """A hostile workbook, which two tests ask for."""
    return HOSTILE[name](form)


def rows(count: int, cell: str) -> str:
    return (
        "<sheetData>"
        + "".join(f'<row r="{n}">' + cell.format(n=n) + "</row>" for n in range(1, count + 1))
        + "</sheetData>"
    )


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]>'
BILLION = (
    "<!DOCTYPE a ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    + "]>"
)
XML = r"<\?xml[^>]*\?>"

HOSTILE = {
    "doctype in a sheet": lambda form: changed(form, SHEET, XML, DOCTYPE),
    "billion laughs in the strings": lambda form: changed(form, STRINGS, XML, BILLION),
    "doctype in the relations": lambda form: changed(form, "xl/_rels/workbook.xml.rels", XML, DOCTYPE),
    "doctype in UTF-16": lambda form: with_parts(
        form, {"xl/x.xml": (DOCTYPE.replace("?>", ' encoding="utf-16"?>', 1) + "<a/>").encode("utf-16")}
    ),
    "an encoding nobody knows": lambda form: changed(form, SHEET, 'encoding="UTF-8"', 'encoding="UTF-99"'),
    "an encoding that hides a doctype": lambda form: with_parts(
        form, {"xl/x.xml": f'<?xml version="1.0" encoding="cp037"?>{DOCTYPE[21:]}<a/>'.encode("cp037")}
    ),
    "a part that unpacks to a hundred megabytes": lambda form: with_parts(
        form, {"xl/x.xml": bytes(100_000_000)}
    ),
    "many parts": lambda form: with_parts(form, {f"xl/{n}.xml": b"<a/>" for n in range(5_000)}),
    "a part twice": lambda form: with_parts(form, {SHEET: b"<worksheet/>"}),
    "packed by LZMA": lambda form: with_parts(form, {"xl/x.xml": b"<a/>"}, zipfile.ZIP_LZMA),
    "macros": lambda form: with_parts(form, {"xl/vbaProject.bin": b"x"}),
    "links to other workbooks": lambda form: with_parts(
        form, {"xl/externalLinks/externalLink1.xml": b"<a/>"}
    ),
    "a cell at the far end": lambda form: changed(
        form, SHEET, "<sheetData>", '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "a hundred thousand cells": lambda form: changed(
        form, SHEET, "<sheetData>.*</sheetData>", rows(100_000, '<c r="A{n}"><v>1</v></c>')
    ),
    "rows without numbers": lambda form: changed(
        form,
        SHEET,
        "<sheetData>.*</sheetData>",
        "<sheetData>" + "<row><c><v>1</v></c></row>" * 6_000 + "</sheetData>",
    ),
    "a cell wider than the sheet": lambda form: changed(
        form, SHEET, "<sheetData>", '<sheetData><row r="1">' + "<c><v>1</v></c>" * 200 + "</row>"
    ),
    "merged to the far end": lambda form: changed(
        form, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a deep nest": lambda form: changed(
        form, SHEET, "<sheetData>.*</sheetData>", "<a>" * 9_000 + "</a>" * 9_000
    ),
    "broken XML": lambda form: changed(form, SHEET, "</sheetData>", ""),
    "an unknown string": lambda form: changed(
        form, SHEET, "<sheetData>", '<sheetData><row r="1"><c r="A1" t="s"><v>999999</v></c></row>'
    ),
    "a style that is not there": lambda form: changed(
        form, SHEET, "<sheetData>", '<sheetData><row r="1"><c r="A1" s="99999"><v>1</v></c></row>'
    ),
    "styles taken away": lambda form: changed(
        form,
        "xl/styles.xml",
        "<cellXfs.*?</cellXfs>",
        '<cellXfs count="1"><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs>',
    ),
    "formulas to be written out anew in every row": lambda form: changed(
        form,
        SHEET,
        "<sheetData>.*</sheetData>",
        '<sheetData><row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A4000">'
        + "A1+" * 2_000
        + "1</f></c></row>"
        + "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 4_000))
        + "</sheetData>",
    ),
    "a format of numbers that is read by pairs of its signs": lambda form: changed(
        form, "xl/styles.xml", 'formatCode="[^"]*"', f'formatCode="{"[" * 200_000}"'
    ),
    "a long text in every cell": lambda form: changed(
        changed(form, STRINGS, "<si>", f"<si><t>{'x' * 100_000}</t></si><si>"),
        SHEET,
        "<sheetData>.*</sheetData>",
        rows(1_000, "".join(f'<c r="{column}{{n}}" t="s"><v>0</v></c>' for column in "ABFG")),
    ),
    "thousands of sheets": lambda form: changed(
        form,
        WORKBOOK,
        "</sheets>",
        "".join(f'<sheet name="x{n}" sheetId="{n + 99}" r:id="rId1"/>' for n in range(5_000)) + "</sheets>",
    ),
    "no such sheet part": lambda form: changed(form, WORKBOOK, 'r:id="rId1"', 'r:id="rId99"'),
    "not a workbook": lambda form: with_parts(BytesIO(b"").getvalue(), {"word/document.xml": b"<a/>"}),
    "cut short": lambda form: form[: len(form) // 2],
    "a wrong checksum": lambda form: form.replace(b"PK\x01\x02", b"PK\x01\x03", 1),
    "empty": lambda form: b"PK\x03\x04",
    "six megabytes": lambda form: form + b"\0" * 6_000_000,
}

# These are read as far as they make sense: no harm comes of them.
HARMLESS = {"merged to the far end"}
OTHER_KIND = {"not a workbook": "wrong-file-type"}


ODD = {
    "a day nobody knows when it was saved": ("docProps/core.xml", 'W3CDTF">[^<]*', 'W3CDTF">25/11/2022'),
    "a colour of its own": ("xl/styles.xml", r'rgb="\w+"', 'rgb="#FFF"'),
    "a line drawn as no line is": ("xl/styles.xml", "<left/>", '<left style="wavy"/>'),
    "a font of a family of its own": ("xl/styles.xml", r'<family val="\d"/>', '<family val="99"/>'),
    "a window that is nowhere": (WORKBOOK, "<workbookView ", '<workbookView visibility="odd" '),
    "a structure locked": (WORKBOOK, "<bookViews>", '<workbookProtection lockStructure="x"/><bookViews>'),
    "paper of its own": (SHEET, "<pageSetup ", '<pageSetup pageOrder="odd" '),
    "a rule that nobody knows": (SHEET, r'<dataValidation type="\w+"', '<dataValidation type="odd"'),
}  # fmt: skip


@pytest.mark.parametrize("name", [*ODD, "paths with the other slash"])
def test_what_no_cell_shows_does_not_break_a_form(blank, name):
    """Other programs write such files, and Excel opens them."""
    before, found = read_grids(blank), BytesIO()
    with zipfile.ZipFile(BytesIO(blank)) as source, zipfile.ZipFile(found, "w") as target:
        for path in source.namelist():
            text = source.read(path)
            if name in ODD and path == ODD[name][0]:
                text = re.sub(ODD[name][1], ODD[name][2], old := text.decode()).encode()
                assert text.decode() != old
            target.writestr(path if name in ODD else path.replace("/", "\\"), text)
    assert read_grids(found.getvalue()) == before


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys, whole=True)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_ends_in_a_sentence_and_nothing_is_written(desk, blank, name):
    content = made(name, blank)
    with within(MOST_SECONDS):
        try:
            read_grids(content)
            refused = None
        except CellError as error:
            refused = error.code
    assert refused == (None if name in HARMLESS else OTHER_KIND.get(name, "bad-workbook"))
    (desk.folder / "vp.xlsx").write_bytes(content)
    before = desk.hashes()
    code, _, err = desk.run("import", "vp.xlsx")
    assert desk.hashes() == before
    assert code == 1 or name in HARMLESS
    assert "Traceback" not in err


def test_a_merged_sheet_is_refused_by_its_range(desk, blank, monkeypatch):
    (desk.folder / "vp.xlsx").write_bytes(HOSTILE["merged to the far end"](blank))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, "vp.xlsx[Kết quả]!A1:XFD1048576: merged-cells" in err) == (1, True)
    # Nor is it answered in red: openpyxl would make each of these cells.
    wrong = [Where("vp.xlsx[Kết quả]!A7").error("bad-workbook/parts")]
    assert marked_form((desk.folder / "vp.xlsx").read_bytes(), wrong) is None
    monkeypatch.setattr(reply, "_cells_spread", lambda content: 50_000)
    marked = marked_form(blank, wrong)
    assert marked is not None
    with zipfile.ZipFile(BytesIO(marked)) as archive:
        drawings = [archive.read(name) for name in archive.namelist() if name.endswith(".vml")]
    assert any(b"width:320px;height:110px" in one for one in drawings)
    monkeypatch.setattr(reply, "_cells_spread", lambda content: 50_001)
    assert marked_form(blank, wrong) is None


def test_a_link_over_all_of_a_sheet_is_not_answered_in_red(blank):
    """openpyxl would make each of these cells."""
    wrong = [Where("vp.xlsx[Kết quả]!A7").error("bad-workbook/parts")]
    link = '</sheetData><hyperlinks><hyperlink ref="{}" location="A1"/></hyperlinks>'
    few, many = (changed(blank, SHEET, "</sheetData>", link.format(to)) for to in ("A1:B9", "A1:XFD1048576"))
    assert read_grids(few) == read_grids(many) == read_grids(blank)
    assert marked_form(few, wrong)
    assert marked_form(many, wrong) is None


@pytest.mark.parametrize(
    "name",
    [
        "a part that unpacks to a hundred megabytes",
        "billion laughs in the strings",
        "a hundred thousand cells",
        "formulas to be written out anew in every row",
        "merged to the far end",
    ],
)
def test_the_worst_stay_below_the_limits_of_time_and_memory(desk, blank, measured, name):
    (desk.folder / "vp.xlsx").write_bytes(made(name, blank))
    seconds, megabytes, code = measured(desk.folder)
    assert code == 1
    assert megabytes < MOST_MEGABYTES
    in_time(seconds, MOST_SECONDS)


# In a process of its own, that has read nothing but the package, and divides for each folder that it is told.
MEASURED = """
import json, os, sys, time
from pathlib import Path
import thidua.commands.import_rows, thidua.entry.merge
from thidua.cli import main
for line in sys.stdin:
    if os.fork():
        os.wait()
        continue
    answer = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.chdir(line.rstrip())
    started = time.process_time()
    code = main(["import", "vp.xlsx"])
    # The process's own peak: ru_maxrss would begin with that of the test run it was forked from.
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    told = [time.process_time() - started, peak, code]
    os.write(answer, json.dumps(told).encode() + b"\\n")
    os._exit(0)
"""


@pytest.fixture(scope="module")
def measured():
    """Seconds and megabytes that an import takes in a folder, and its exit code."""
    with subprocess.Popen(
        [sys.executable, "-c", MEASURED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL,
        env={
            "PYTHONPATH": str(Path(__file__).parent.parent / "scripts"),
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": NEW_YEAR,
        },
    ) as reader:  # fmt: skip

        def ask(folder):
            print(folder, file=reader.stdin, flush=True)
            return json.loads(reader.stdout.readline())

        yield ask
        reader.stdin.close()


def test_the_largest_form_that_is_taken_is_read_in_time(desk):
    """Full to the last row, with long texts: still far from the limits."""
    path = desk.form()
    book = opened(path)
    page = book["Kết quả"]
    for line in range(7, 207):
        for column, value in zip("ABCFG", ["20/2/2022", "CN-01", 1, f"QĐ {line}", "x" * 900], strict=True):
            page[f"{column}{line}"] = value
    book.save(path)
    with within(MOST_SECONDS):
        code, out, _ = desk.run("import", "vp.xlsx")
    assert (code, "Đã thêm 200 dòng" in out) == (0, True)


# ── the same for .ods ──

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELL = '<table:table-cell{more} office:value-type="string"><text:p>x</text:p></table:table-cell>'


def ods(body: str, head: str = "", tables: str = "") -> bytes:
    """An .ods file with one table of these rows, or with these tables."""
    inner = tables or f'<table:table table:name="a">{body}</table:table>'
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content {_NAMES}><office:body><office:spreadsheet>'
        f"{inner}</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", content)
    return out.getvalue()


def row_of(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


WIDE = CELL.format(more=' table:number-columns-repeated="90"')
HOSTILE_ODS = {
    "billion laughs": lambda: ods("", BILLION),
    "a file from outside": lambda: ods(
        row_of(CELL.format(more="").replace("x", "&b;")),
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ),
    "a cell repeated a billion times": lambda: ods(
        row_of(CELL.format(more=' table:number-columns-repeated="1000000000"'))
    ),
    "a row repeated a billion times": lambda: ods(row_of(CELL.format(more=""), 10**9)),
    "a row below a billion blank ones": lambda: ods(row_of("", 10**9) + row_of(CELL.format(more=""))),
    "spaces by the billion": lambda: ods(
        row_of(CELL.format(more="").replace("x", '<text:s text:c="1000000000"/>' * 5_000))
    ),
    "ten thousand full sheets": lambda: ods(
        "", tables=f'<table:table table:name="a">{row_of(WIDE, 4_000)}</table:table>' * 10_000
    ),
    "a deep nest": lambda: ods(
        row_of(CELL.format(more="").replace("x", "<text:span>" * 9_000 + "</text:span>" * 9_000))
    ),
    "fifty megabytes": lambda: ods(" " * 50_000_000),
    "broken XML": lambda: ods("<table:table-row>"),
}


@pytest.mark.parametrize("name", HOSTILE_ODS)
def test_a_hostile_ods_ends_in_a_sentence(desk, name):
    (desk.folder / "vp.ods").write_bytes(HOSTILE_ODS[name]())
    before = desk.hashes()
    with within(2 * MOST_SECONDS):  # tracing takes its time
        tracemalloc.start()
        code, _, err = desk.run("import", "vp.ods")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MOST_MEGABYTES * 1_000_000
    assert (code, desk.hashes()) == (1, before)
    assert "Traceback" not in err and "root:" not in err
