"""The specification from outside: a small campaign on disk, a call of the command line, and its answer."""

import hashlib
import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from table_kit import cases
from thidua.cli import main

HEADERS = {
    "units.csv": "unit_id,name,short_name",
    "headcount.csv": "date,unit_id,population,size",
    "achievements.csv": "date,target_id,unit_id,value,stage,role,evidence,note",
    "updates.csv": "date,task_id,unit_id,text,asks,answered",
    "reports.csv": "date,unit_id,period",
}
COLUMNS = HEADERS["achievements.csv"]
HEAD = """\
campaign: "2022"
title: Phong trào
phases:
  - {id: dot1, name: Đợt 1, start: 2022-01-01, end: 2022-06-30}
  - {id: dot2, name: Đợt 2, start: 2022-07-01, end: 2022-12-31}
closes: 2023-03-31
"""
LISTS = """\
populations: {staff: người}
scales:
  xl4: [Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, Hoàn thành xuất sắc nhiệm vụ]
"""
COMMON = 'clause: "1", quote: q, name: n, group: task'
GOOD = "Hoàn thành tốt nhiệm vụ"
BEST = "Hoàn thành xuất sắc nhiệm vụ"
COUNT = "measure: count, goal: {at_least: 10}"
RATIO = "measure: ratio, population: staff, goal: {at_least: 15}"
NORM = "measure: compliance, population: staff, goal: {at_least: 100}"
RANK = f"measure: rank, scale: xl4, goal: {{at_least: {GOOD}}}"
LEVEL = "measure: level, across: mean, goal: {at_least: 90}"
PERCENT = 'measure: level, across: mean, unit: "%", goal: {at_least: 90}'
FALLING = "measure: level, baseline: 5, goal: {at_most: 3}"
CUMULATIVE = "measure: count, goal: {at_least: 20}, reading: cumulative"
STAFF = ("2022-01-01,VP,staff,10", "2022-01-01,HT,staff,20")


def plan(*targets: str, more: str = "") -> str:
    """A plan whose targets are CN-03, CN-04 and so on."""
    lines = [f"  - {{id: CN-{place:02}, {COMMON}, {target}}}\n" for place, target in enumerate(targets, 3)]
    return HEAD + LISTS + "targets:\n" + "".join(lines) + more


def table(name: str, *rows: str) -> str:
    return "\n".join((HEADERS[name], *rows)) + "\n"


def row(value="3", on="2022-02-01", target="CN-03", unit="VP", stage="", **rest):
    role, evidence, note = (rest.get(column, "") for column in ("role", "evidence", "note"))
    return ",".join((on, target, unit, f'"{value}"', stage, role, f'"{evidence}"', note))


def write(data: Path, plan_text: str, name="2022", **tables: str | bytes) -> Path:
    folder = data / name
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "plan.yml": plan_text,
        **{file: table(file) for file in HEADERS},
        "units.csv": table("units.csv", "VP,Văn phòng,VPS", "HT,Phòng Hợp tác,P. HTQT"),
        "headcount.csv": table("headcount.csv", *STAFF),
        **{f"{key}.csv": text for key, text in tables.items()},
    }
    for file, content in files.items():
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    return data


@pytest.fixture
def thidua(capsys):
    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def errors(thidua, tmp_path):
    """What `check --format json` tells of errors: (file in the campaign's folder, line, column, code)."""

    def told(plan_text: str, **tables: str | bytes) -> list[tuple[str, int | None, str | None, str]]:
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        data = write(tmp_path / "data", plan_text, **tables)
        code, out, err = thidua("check", data, "--format", "json")
        found = [each for each in json.loads(out) if each["severity"] == "error"]
        assert (code, err) == (1 if found else 0, "")
        start = f"{data}/2022/"
        assert all(each["file"].startswith(start) for each in found)
        return [
            (each["file"].removeprefix(start), each["line"], each["column"], each["code"]) for each in found
        ]

    return told


# ── cells ──

COUNT_VALUES = {
    "0": None,
    "12": None,
    "12,0": None,
    "12.0": None,
    "007": None,
    "1.250.000": None,
    " 5 ": None,
    "\u00a05": None,
    "": "missing-value",
    "1.250": "not-a-number",
    "1,250": "not-a-number",
    "2,5": "not-whole",
    "2.5": "not-whole",
    "NaN": "not-a-number",
    "inf": "not-a-number",
    "1e3": "not-a-number",
    "1_000": "not-a-number",
    "0x1F": "not-a-number",
    "１２": "not-a-number",
    "N/A": "not-a-number",
    "-": "not-a-number",
    "mười": "not-a-number",
    "+5": "not-a-number",
    "1 000": "not-a-number",
    "1\u00a0000": "not-a-number",
    "12%": "not-a-number",
    "1,250,000": "not-a-number",
    "#REF!": "not-a-number",
    "5 người": "not-a-number",
}
LEVEL_VALUES = {
    "12,5": None,
    "12.5": None,
    "1.250,5": None,
    "1.250.000": None,
    "1,250": None,
    "-0,5": None,
    "0.250": None,
    "1.250": "not-a-number",
    "1,250.5": "not-a-number",
    "12%": "not-a-number",
    "1e3": "not-a-number",
}
PERCENT_VALUES = {"85": None, "85%": None, "85,5 %": None, "85%%": "not-a-number", "%": "not-a-number"}
RANK_VALUES = {
    GOOD: None,
    "HOAN THANH TOT nhiem vu": None,
    unicodedata.normalize("NFD", GOOD): None,
    "Tốt": "unknown-level",
    "3": "unknown-level",
    "": "missing-value",
}
VALUES = [
    (target, value, code)
    for target, cases in (
        (COUNT, COUNT_VALUES),
        (RATIO, COUNT_VALUES | {"1.250.000": "more-than-population"}),
        (LEVEL, LEVEL_VALUES),
        (PERCENT, PERCENT_VALUES),
        (RANK, RANK_VALUES),
    )
    for value, code in cases.items()
]


@cases(("target", "value", "code"), VALUES)
def test_value(errors, target, value, code):
    expected = [("achievements.csv", 2, "value", code)] if code else []
    assert errors(plan(target), achievements=table("achievements.csv", row(value))) == expected


CELLS = [
    *(
        ("on", day, None)
        for day in (
            "2022-06-30",
            "30/6/2022",
            "30/06/2022",
            "30.06.2022",
            "30-06-2022",
            "2022-06-30 00:00:00",
            "2022-06-30T00:00",
            "30/6/2022 0:00",
            "30/6/2022 00:00:00",
            "2022-01-01",
            "2023-03-31",
        )
    ),
    *(
        ("on", day, "bad-date")
        for day in (
            "30/6/22",
            "44742",
            "30 Jun 2022",
            "Quý II/2022",
            "30/02/2022",
            "29/2/2022",
            "2022-6-30",
            "2022/06/30",
            "06/30/2022",
            "2022-06-30 08:00",
            "30/6-2022",
            "20220630",
            "ngày 30/6/2022",
            "３０/6/2022",
        )
    ),
    ("on", "", "missing-value"),
    ("on", "2021-12-31", "outside-campaign"),
    ("on", "2023-04-01", "outside-campaign"),
    *(("target", target, None) for target in ("cn-03", "Cn-03", " CN-03 ")),
    *(
        ("target", target, "unknown-target")
        for target in ("CN-3", "CN-O3", "CN03", "CN–03", "ＣＮ-03", "XYZ")
    ),
    *(("unit", unit, None) for unit in ("vp", "VPS", "p. htqt")),
    *(("unit", unit, "unknown-unit") for unit in ("VQ", "Văn phòng")),
    ("unit", "", "missing-value"),
    *(
        ("stage", stage, None)
        for stage in ("awarded", "Đăng Ký", "dang ky", "đề nghị", "CÔNG NHẬN", "Proposed")
    ),
    ("stage", "xong", "unknown-stage"),
    *(("role", role, None) for role in ("leader", "staff", "lãnh đạo", "Khong giu chuc vu")),
    ("role", "boss", "unknown-role"),
    *(
        ("evidence", text, None)
        for text in (
            "QĐ 12/QĐ-UBND",
            "https://a.vn/b?c=1",
            "HTTP://a.vn",
            "Số: 12",
            "Quyết định:5",
            "12:30",
            "a b:c",
        )
    ),
    *(
        ("evidence", text, "bad-evidence")
        for text in (
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://a.vn",
            "mailto:a@b.vn",
            "http://u:p@a.vn/",
            "https://u@a.vn",
            "//host/x",
            "\\\\host\\x",
            "C:\\x.pdf",
            "evidence/../plan.yml",
        )
    ),
    ("evidence", "evidence/none.pdf", "missing-evidence"),
    ("note", "=1+1", None),
    ("note", "<script>", None),
    *(("note", f"a{mark}b", "control-character") for mark in "\x00\x07\t\u200b\u202e\u2066\u2069\ufeff"),
]
ENGLISH = {"on": "date", "target": "target_id", "unit": "unit_id"}


@cases(("column", "cell", "code"), CELLS)
def test_cell(errors, column, cell, code):
    expected = [("achievements.csv", 2, ENGLISH.get(column, column), code)] if code else []
    assert errors(plan(COUNT), achievements=table("achievements.csv", row(**{column: cell}))) == expected


OTHER_TABLES = [
    ("headcount", "2022-02-01,VP,STAFF,11", None),
    ("headcount", '2022-02-01,VP,staff,"12,0"', None),
    ("headcount", "2022-02-01,VP,staf,11", ("population", "unknown-population")),
    ("headcount", "2022-02-01,,staff,11", ("unit_id", "missing-value")),
    ("headcount", "2022-02-01,VP,staff,-1", ("size", "negative-size")),
    ("headcount", "2022-02-01,VP,staff,", ("size", "missing-value")),
    ("headcount", "1/1/2022,VPS,staff,11", (None, "duplicate-row")),
    ("units", "KT,Kế toán,KT", None),
    ("units", "KT,Kế toán,", None),
    (("units"), "x" * 64 + ",Kế toán,k", None),
    ("units", "vp,Kế toán,k", ("unit_id", "duplicate-id")),
    ("units", "KT,Kế toán,vps", ("short_name", "duplicate-id")),
    *(
        ("units", f"{name},Kế toán,k", ("unit_id", "bad-id"))
        for name in ("CON", "nul.txt", "COM1", "a b", "a/b", "Đ", "..", "a.", "x" * 65)
    ),
    ("updates", "2022-02-01,nv.1,VP,Đã làm,,", None),
    ("updates", "2022-02-01,NV.1,vps,,Xin,3/2/2022", None),
    ("updates", "2022-02-01,NV.2,VP,x,,", ("task_id", "unknown-task")),
    ("updates", "2022-02-01,NV.1,VP,,x,có", ("answered", "bad-date")),
    ("reports", "2022-02-01,VP,2022-01", None),
    ("reports", "2022-02-01,VP,01/2022", ("period", "bad-period")),
    ("reports", "2022-02-01,VP,2022-13", ("period", "bad-period")),
]
TASKS = "tasks:\n  - {id: NV.1, clause: III, text: Việc}\n"


@cases(("name", "line", "expected"), OTHER_TABLES)
def test_other_tables(errors, name, line, expected):
    file = f"{name}.csv"
    rows = {"units.csv": ("VP,Văn phòng,VPS", "HT,Phòng Hợp tác,P. HTQT"), "headcount.csv": STAFF}.get(
        file, ()
    )
    found = errors(plan(COUNT, more=TASKS), **{name: table(file, *rows, line)})
    assert found == ([(file, 2 + len(rows), *expected)] if expected else [])


# ── rules over rows ──

ROWS = [
    (COUNT, [row("5"), row("-2", "2022-02-02", note="sửa")], []),
    (COUNT, [row("5"), row("-2", "2022-02-02")], [(3, "value", "correction-without-note")]),
    (COUNT, [row("-2", "2022-02-02", note="sửa"), row("1")], [(2, "value", "below-zero")]),
    (COUNT, [row("-1", "2022-02-02", note="sửa"), row("1")], []),
    (COUNT, [row(), row("9", "1/2/2022", "cn-03", "vps", "công nhận")], [(3, None, "duplicate-row")]),
    (COUNT, [row(), row(evidence="QĐ 2"), row(role="leader"), row(stage="registered")], []),
    (CUMULATIVE, [row("5"), row("4", "2022-02-02")], [(3, "value", "cumulative-fall")]),
    (CUMULATIVE, [row("5"), row("4", "2022-02-02", note="sửa"), row("4", "2022-02-02", unit="HT")], []),
    (CUMULATIVE, [row("5"), row("6", evidence="b")], [(3, None, "two-rows-of-a-day")]),
    (LEVEL, [row("5", unit=""), row("4", "2022-02-02", unit="")], []),
    (LEVEL, [row("5"), row("6", evidence="b")], [(3, None, "two-rows-of-a-day")]),
    (RANK, [row(GOOD, unit=""), row(BEST, unit="", evidence="b")], [(3, None, "two-rows-of-a-day")]),
    (RATIO, [row("30")], []),
    (RATIO, [row("30"), row("1", "2022-02-02")], [(3, "value", "more-than-population")]),
    (RATIO, [row("31", stage="registered")], []),
    (NORM, [row("31")], [(2, "value", "more-than-population")]),
    (NORM, [row("1", unit="")], [(2, "unit_id", "missing-value")]),
]


@cases(("target", "rows", "expected"), ROWS)
def test_rows_together(errors, target, rows, expected):
    found = errors(plan(target), achievements=table("achievements.csv", *rows))
    assert found == [("achievements.csv", *each) for each in expected]


@cases(
    ("counted", "expected"),
    [
        (["2022-01-01,VP,staff,30"], []),
        (["2022-01-02,VP,staff,30"], [("headcount.csv", 2, "date", "missing-headcount")]),
        ([], [("headcount.csv", None, None, "missing-headcount")]),
        (["2022-01-01,VP,staff,0"], [("headcount.csv", 2, "size", "zero-population")]),
        (
            ["2022-01-01,VP,staff,30", "2022-03-01,VP,staff,3"],
            [("headcount.csv", 3, "size", "more-than-population")],
        ),
    ],
)
def test_population(errors, counted, expected):
    rows = [row("4")] if len(counted) == 2 else []
    found = errors(
        plan(RATIO), headcount=table("headcount.csv", *counted), achievements=table("achievements.csv", *rows)
    )
    assert found == expected


# ── files ──

SOUND = table("achievements.csv", row(), row(on="2022-02-02"))
VIETNAMESE = "ngày,chỉ tiêu,đơn vị,giá trị,bước,vai trò,minh chứng,ghi chú"
PLAIN = "2022-02-01,CN-03,VP,3,,,,"
TAKEN = {
    "byte order mark": SOUND.encode("utf-8-sig"),
    "UTF-16": SOUND.encode("utf-16"),
    "CRLF": SOUND.replace("\n", "\r\n"),
    "CR": SOUND.replace("\n", "\r"),
    "no last line end": SOUND.rstrip("\n"),
    "blank lines": SOUND.replace("\n", "\n\n"),
    "trailing columns": SOUND.replace("\n", ",,\n"),
    "delimiters alone": SOUND + ",,,\n",
    "header alone": COLUMNS,
    "sep line": "sep=;\r\n" + SOUND.replace(",", ";"),
    "semicolons": SOUND.replace(",", ";"),
    "tabs": SOUND.replace(",", "\t"),
    "Vietnamese": f"{VIETNAMESE}\n{PLAIN}",
    "capitals": f"{VIETNAMESE.upper()}\n{PLAIN}",
    "without diacritics": f"ngay,chi tieu,don vi,gia tri,buoc,vai tro,minh chung,ghi chu\n{PLAIN}",
    "decomposed": unicodedata.normalize("NFD", f"{VIETNAMESE}\n2022-02-01,CN-03,VP,3,Đề nghị,,,"),
    "another order": "note,value,date,target_id,unit_id,stage,role,evidence\n,3,2022-02-01,CN-03,VP,,,\n",
    "quoted newline": f'{COLUMNS}\n{PLAIN}"a\nb"\n',
    "20,000,000 bytes": (SOUND + "\n" * 20_000_000).encode()[:20_000_000],
}


@cases("case", TAKEN)
def test_file_is_taken(errors, case):
    assert errors(plan(COUNT), achievements=TAKEN[case]) == []


REFUSED = {
    "too big": (SOUND + "\n" * (20_000_001 - len(SOUND)), (None, None, "file-too-big")),
    "Windows-1258": (f"{COLUMNS}\n{PLAIN}đã sửa\n".encode("cp1258", "replace"), (2, None, "bad-encoding")),
    "UTF-16 without mark": (SOUND.encode("utf-16-le"), (1, None, "bad-encoding")),
    "workbook": (b"PK\x03\x04" + b"\0" * 40, (None, None, "wrong-file-type")),
    "web page": ("<html><table></table></html>", (None, None, "wrong-file-type")),
    "conflict": (f"{COLUMNS}\n<<<<<<< HEAD\n{PLAIN}\n", (2, None, "conflict-marker")),
    "empty": ("", (1, None, "missing-column")),
    "missing column": (COLUMNS.replace(",note", "") + "\n", (1, "note", "missing-column")),
    "double column": (f"{COLUMNS},ghi chú\n", (1, "note", "duplicate-column")),
    "unknown column": (f"{COLUMNS},foo\n", (1, "foo", "unknown-column")),
    "too many cells": (f"{COLUMNS}\n{PLAIN},x\n", (2, None, "too-many-cells")),
    "too few cells": (f"{COLUMNS}\n2022-02-01,CN-03,VP,3\n", (2, None, "too-few-cells")),
    "open quote": (f'{COLUMNS}\n{PLAIN}"abc\n', (2, None, "open-quote")),
    "rows above": (f"Báo cáo tháng 2\n\n{COLUMNS}\n", (1, None, "rows-above-header")),
    "total row": (f"{COLUMNS}\n{PLAIN}\nTổng cộng,,,3,,,,\n", (3, None, "total-row")),
    "physical line": (f'{COLUMNS}\n{PLAIN}"a\nb\nc"\n\n30/2/2022,CN-03,VP,3,,,,\n', (6, "date", "bad-date")),
    "line below sep": (f"sep=,\n{COLUMNS}\nx,CN-03,VP,3,,,,\n", (3, "date", "bad-date")),
    "Vietnamese header": (f"{VIETNAMESE}\n2022-02-01,CN-3,VP,3,,,,\n", (2, "target_id", "unknown-target")),
}


@cases("case", REFUSED)
def test_file_is_refused(errors, case):
    content, expected = REFUSED[case]
    assert errors(plan(COUNT), achievements=content) == [("achievements.csv", *expected)]


@pytest.mark.parametrize("file", ["plan.yml", *HEADERS])
@pytest.mark.parametrize("instead", ["nothing", "link", "broken link", "folder"])
def test_a_file_is_there_and_no_link_or_folder(thidua, tmp_path, file, instead):
    data = write(tmp_path / "data", plan(COUNT))
    path = data / "2022" / file
    path = path.rename(tmp_path / file) and path
    if instead == "folder":
        path.mkdir()
    elif instead != "nothing":
        path.symlink_to(tmp_path / (file if instead == "link" else "none"))
    code, out, _ = thidua("check", data, "--format", "json")
    told = [(each["file"], each["line"], each["code"]) for each in json.loads(out)]
    assert code == 1
    assert (f"{data}/2022/{file}", None, "missing-file" if instead == "nothing" else "not-a-file") in told


def test_a_campaign_folder_that_is_a_link_is_refused(thidua, tmp_path):
    real = write(tmp_path / "real", plan(COUNT)) / "2022"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2022").symlink_to(real)
    code, out, _ = thidua("check", tmp_path / "data", "--format", "json")
    assert (code, [(each["file"], each["code"]) for each in json.loads(out)]) == (
        1,
        [(f"{tmp_path}/data/2022", "not-a-file")],
    )


@cases(("link", "code"), [(None, 0), ("file", 1), ("folder", 1)])
def test_evidence_stays_inside_the_folder_of_the_campaign(thidua, tmp_path, link, code):
    data = write(
        tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", row(evidence="evidence/a.pdf"))
    )
    home, outside = data / "2022" / "evidence", tmp_path / "outside"
    outside.mkdir()
    (outside / "a.pdf").write_text("x")
    if link == "folder":
        home.symlink_to(outside)
    else:
        home.mkdir()
        if link:
            (home / "a.pdf").symlink_to(outside / "a.pdf")
        else:
            (home / "a.pdf").write_text("x")
    assert thidua("check", data)[0] == code


# ── plan.yml ──

SMALL = HEAD + f"targets:\n  - {{id: CN-03, {COMMON}, {COUNT}}}\n"
PLANS = [
    ("", "", None),
    *(
        (f"{key}: {value}\n", "", (1, key, "missing-key"))
        for key, value in (("campaign", '"2022"'), ("title", "Phong trào"), ("closes", "2023-03-31"))
    ),
    ("title: Phong trào", "title:", (2, "title", "missing-key")),
    ('"2022"', "2022", None),
    ('"2022"', '"2023"', (1, "campaign", "campaign-folder")),
    *(
        ("title: Phong trào", f"title: {text}", None)
        for text in ("no", "012", "4:30", "1e3", "&t x\ntheme: *t")
    ),
    *(("title: Phong trào", f"title: {text}", (2, "title", "yaml-tag")) for text in ("!!str x", "!x y")),
    ("title: Phong trào", "title: x\ntitle: y", (3, "title", "duplicate-key")),
    ("title: Phong trào", "title: x\ntitel: y", (3, "titel", "unknown-key")),
    ("title: Phong trào", "title: x\n<<: {theme: y}", (3, "<<", "unknown-key")),
    ("title: Phong trào", "title: Phong\ttrào\t# x", None),
    ("  - {id: dot1", "\t- {id: dot1", (4, None, "yaml-tab")),
    ("title: Phong trào", 'title: "a\\u202eb"', (2, "title", "control-character")),
    ("title: Phong trào", "title: a\u202eb", (2, None, "control-character")),
    ("title: Phong trào", "title: *t", (2, None, "yaml-alias")),
    ("title: Phong trào", "title: x\ncited: &a [*a]", (3, None, "yaml-alias")),
    ("title: Phong trào", "title: x\n---\na: b", (3, None, "yaml-documents")),
    ("end: 2022-06-30", "end: 30/6/2022", None),
    ("end: 2022-06-30", "end: 30/6/22", (4, "end", "bad-date")),
    ("start: 2022-07-01", "start: 2022-06-30", (5, "start", "phase-overlap")),
    ("end: 2022-06-30", "end: 2021-06-30", (4, "end", "phase-reversed")),
    ("2023-03-31", "2022-12-31", None),
    ("2023-03-31", "2022-12-30", (6, "closes", "closes-too-early")),
    ("dot2", "DOT1", (5, "id", "duplicate-id")),
    *(("dot2", name, None) for name in ("a.b_c-1", "x" * 64, "com10")),
    *(
        ("dot2", name, (5, "id", "bad-id"))
        for name in ("con", "nul.txt", "COM1", "a b", "Đợt2", "a/b", "x" * 65)
    ),
    *(("CN-03", name, None) for name in ("A", "007", "NO")),
    *(("CN-03", name, (8, "id", "bad-id")) for name in ("cn-03", "CN_03", "CN.03", "NUL")),
    *(
        (f", {key}: {value}", "", (8, key, "missing-key"))
        for key, value in (("quote", "q"), ("name", "n"), ("group", "task"), ("goal", "{at_least: 10}"))
    ),
]


@cases(("old", "new", "expected"), PLANS)
def test_plan(errors, old, new, expected):
    text = SMALL.replace(old, new, 1)
    found = errors(text, headcount=table("headcount.csv"))
    assert found == ([("plan.yml", *expected)] if expected else [])


def test_a_plan_of_twenty_million_bytes_is_read(errors):
    padded = SMALL.encode() + b"# x\n" + b"\n" * 20_000_000
    assert errors(padded[:20_000_000], headcount=table("headcount.csv")) == []


TARGETS = [
    ("measure: count, goal: {more_than: 10}", None),
    ("measure: count, goal: {between: [7, 9]}", None),
    ("measure: count, goal: {between: [7, 7]}", None),
    ("measure: count, goal: {at_least: 12.0}", None),
    ("measure: count, goal: {between: [9, 7]}", ("between", "goal-reversed")),
    ("measure: count, goal: {}", ("goal", "bad-goal")),
    ("measure: count, goal: {at_least: 1, more_than: 0}", ("goal", "bad-goal")),
    ("measure: count, goal: {at_least: 1.5}", ("at_least", "not-whole")),
    ("measure: count, goal: {at_least: 0}", ("at_least", "goal-equals-baseline")),
    ("measure: ratio, goal: {at_least: 15}", ("population", "missing-key")),
    ("measure: ratio, population: staf, goal: {at_least: 15}", ("population", "unknown-population")),
    ("measure: ratio, population: staff, goal: {between: [7.5, 9]}", None),
    ("measure: compliance, population: staff, goal: {more_than: 90}", None),
    ("measure: compliance, population: staff, goal: {between: [7, 9]}", ("between", "bad-goal")),
    (f"measure: rank, goal: {{at_least: {GOOD}}}", ("scale", "missing-key")),
    ("measure: rank, scale: xl4, goal: {at_least: hoan thanh tot nhiem vu}", None),
    (f"measure: rank, scale: xl4, goal: {{more_than: {GOOD}}}", ("more_than", "bad-goal")),
    ("measure: rank, scale: xl4, goal: {at_least: Tốt}", ("at_least", "unknown-level")),
    (FALLING, None),
    ("measure: level, goal: {at_most: 3}", ("baseline", "missing-key")),
    ("measure: level, baseline: 3, goal: {at_most: 3}", ("at_most", "goal-equals-baseline")),
    ('measure: level, baseline: "80,5", goal: {at_least: 90.5}', None),
    ('measure: level, unit: "%", goal: {at_least: 90%}', None),
    ("measure: level, goal: {at_least: 90%}", ("at_least", "not-a-number")),
    (f"{COUNT}, baseline: 3", ("baseline", "baseline-not-allowed")),
    (f"{COUNT}, owner: vps", None),
    (f"{COUNT}, owner: XX", ("owner", "unknown-unit")),
    (f"{COUNT}, start: 1/3/2022, due: 30.9.2022", None),
    (f"{COUNT}, due: 2021-12-31", ("due", "due-before-start")),
    (f"{COUNT}, counts: đề nghị, reading: lũy kế, pace: at_end", None),
    (f"{COUNT}, counts: done", ("counts", "unknown-stage")),
    (f"{COUNT}, pace: fast", ("pace", "unknown-word")),
    (f"{COUNT}, pace: [{{by: 2022-06-30, value: 4}}]", None),
    (f"{COUNT}, pace: [{{by: 2022-06-30, value: 11}}]", ("value", "pace-turns-back")),
    (
        f"{COUNT}, pace: [{{by: 2022-03-31, value: 5}}, {{by: 2022-06-30, value: 4}}]",
        ("value", "pace-turns-back"),
    ),
    (f"{FALLING}, pace: [{{by: 2022-06-30, value: 4}}]", None),
    (f"{FALLING}, pace: [{{by: 2022-06-30, value: 6}}]", ("value", "pace-turns-back")),
    (f"{COUNT}, ceiling: {{at_most_percent: 15, of: ZZ, cite: c}}", ("of", "unknown-target")),
]


@cases(("target", "expected"), TARGETS)
def test_target(errors, target, expected):
    assert errors(plan(target)) == ([("plan.yml", 11, *expected)] if expected else [])


# ── how problems are told ──


def test_a_sound_campaign_whose_tables_hold_their_header_alone(thidua, tmp_path):
    data = write(tmp_path / "data", SMALL, headcount=table("headcount.csv"), units=table("units.csv"))
    assert thidua("check", data, "--format", "json") == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("data", "data/"),
        ("./data", "./data/"),
        ("data/", "data/"),
        ("../{name}/data", "../{name}/data/"),
        ("{root}/data", "{root}/data/"),
    ],
)
def test_a_file_is_named_as_data_was_given(thidua, tmp_path, monkeypatch, given, shown):
    write(tmp_path / "data", SMALL, headcount="x\n")
    monkeypatch.chdir(tmp_path)
    values = {"root": tmp_path, "name": tmp_path.name}
    _, out, _ = thidua("check", given.format(**values), "--format", "json")
    assert [each["file"] for each in json.loads(out)] == [f"{shown.format(**values)}2022/headcount.csv"]


def test_json_names_every_field_and_suggests(thidua, tmp_path):
    data = write(tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", row(target="CN-3")))
    code, out, err = thidua("check", data, "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out) == [
        {
            "file": f"{data}/2022/achievements.csv",
            "line": 2,
            "column": "target_id",
            "code": "unknown-target",
            "severity": "error",
            "message": "không có chỉ tiêu “CN-3” trong kế hoạch 2022",
            "hint": "có phải CN-03?",
        }
    ]


@cases(
    ("cell", "quoted", "not_quoted"),
    [
        ("x" * 100, "x" * 59, "x" * 61),
        ("a\x07b", "aU+0007b", "\x07"),
        ('"a\nb"', "aU+000Ab", "\n"),
    ],
)
def test_a_message_quotes_what_was_typed(thidua, tmp_path, cell, quoted, not_quoted):
    data = write(
        tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", f"{cell},CN-03,VP,3,,,,")
    )
    [told] = json.loads(thidua("check", data, "--format", "json")[1])
    assert quoted in told["message"] and not_quoted not in told["message"]


def test_a_duplicate_is_told_on_the_later_line_and_names_the_earlier(thidua, tmp_path):
    data = write(tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", row(), row("4")))
    [told] = json.loads(thidua("check", data, "--format", "json")[1])
    assert (told["line"], told["message"]) == (3, "dòng này trùng với dòng 2")


def test_annotations_are_escaped(thidua, tmp_path):
    data = write(tmp_path / "da,ta:x%", plan(COUNT), achievements=table("achievements.csv", row(on="50%")))
    code, out, _ = thidua("check", data, "--format", "github")
    path = str(data).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    assert code == 1
    start = f"::error file={path}/2022/achievements.csv,line=2,title=bad-date::"
    assert out.startswith(f"{start}“50%25” không phải là ngày")


def test_a_warning_does_not_fail(thidua, tmp_path):
    late = SMALL.replace("2022", "2199").replace("2023", "2199").replace("2199-03-31", "2199-12-31")
    data = write(
        tmp_path / "data",
        late,
        "2199",
        headcount=table("headcount.csv"),
        achievements=table("achievements.csv", row(on="2199-02-01")),
    )
    code, out, _ = thidua("check", data, "--format", "json")
    assert (code, [(each["severity"], each["line"]) for each in json.loads(out)]) == (0, [("warning", 2)])


CALLS = [
    (("check", "{data}"), 0),
    (("check", "{data}", "--campaign", "2022"), 0),
    (("check", "--format", "json", "{data}"), 0),
    (("check", "{data}", "--format", "xml"), 2),
    (("check", "{data}/none"), 2),
    (("check", "{data}", "x"), 2),
    (("check", "{data}", "--campaign", "1999"), 2),
    (("status", "{data}", "--as-of", "30/6/2022"), 0),
    (("status", "{data}", "--as-of", "2022-02-30"), 2),
    (("status", "--campaign", "2022", "{data}", "--json"), 0),
    (("report", "{data}", "--phase", "dot9", "--out", "{out}"), 2),
    (("build", "{data}", "--as-of", "x"), 2),
    (("form", "{data}", "--unit", "XX", "--out", "{out}"), 2),
    (("new", "con", "{data}"), 2),
    (("new", "2022", "{data}"), 2),
    (("new", "2023", "--from", "2022", "{data}"), 0),
    (("rollback", "{data}", "--to", "{out}"), 1),
    (("frobnicate",), 2),
    ((), 2),
    (("--help",), 0),
    *(
        ((name, "--help"), 0)
        for name in (
            "check",
            "status",
            "build",
            "serve",
            "publish",
            "rollback",
            "report",
            "form",
            "import",
            "new",
        )
    ),
]


@cases(("words", "code"), CALLS)
def test_exit_code(thidua, tmp_path, words, code):
    data = write(tmp_path / "data", plan(COUNT))
    values = {"data": data, "out": tmp_path / "out"}
    assert thidua(*(word.format(**values) for word in words))[0] == code
    assert not (tmp_path / "out").exists()


def test_a_new_campaign_is_sound(thidua, tmp_path):
    (tmp_path / "data").mkdir()
    assert thidua("new", "2031", tmp_path / "data")[0] == 0
    assert thidua("check", tmp_path / "data", "--format", "json") == (0, "[]\n", "")


def test_problems_stop_every_call_and_nothing_is_written(thidua, tmp_path):
    data = write(tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", row(on="x")))
    out = tmp_path / "out"
    calls = (
        ("status", data, "--json"),
        ("build", data, "--out", out),
        ("form", data, "--unit", "VP", "--out", out),
        ("report", data, "--phase", "dot1", "--out", out),
    )
    for words in calls:
        code, said, err = thidua(*words)
        assert (code, said) == (1, "")
        assert "achievements.csv:2:1: bad-date: " in err
        assert not out.exists()


def test_a_form_comes_in_once(thidua, tmp_path):
    data = write(tmp_path / "data", plan(COUNT), achievements=table("achievements.csv", row()))
    form, rows = tmp_path / "vp.xlsx", data / "2022" / "achievements.csv"
    before = hashlib.sha256(rows.read_bytes()).hexdigest()
    assert thidua("form", data, "--unit", "vps", "--out", form)[0] == 0
    for _ in range(2):
        assert thidua("import", form, "--campaign", "2022", data)[0] == 0
        assert hashlib.sha256(rows.read_bytes()).hexdigest() == before


# ── figures ──

LIST = f"{COUNT}, pace: [{{by: 2022-06-30, value: 4}}]"
MORE = "measure: ratio, population: staff, goal: {more_than: 90}"
BETWEEN = "measure: count, goal: {between: [7, 9]}"
NONE = {"status": "not_assigned", "actual": None, "goal": None}
FIGURES = [
    (
        COUNT,
        [],
        "2022-06-30",
        {
            "status": "no_data",
            "actual": None,
            "expected": 4.958904,
            "shortfall": 10,
            "attainment": None,
            "satisfied_on": None,
            "goal": {"at_least": 10},
        },
    ),
    (f"{COUNT}, start: 2022-02-01", [], "2022-01-31", {"status": "not_started", "expected": 0.0}),
    (f"{COUNT}, pace: at_end", [], "2022-06-30", {"status": "not_due", "dot1": NONE}),
    (f"{COUNT}, pace: at_end", [], "2022-12-31", {"status": "no_data"}),
    (
        f"{COUNT}, pace: at_end",
        [row("3")],
        "2022-06-30",
        {"status": "not_due", "attainment": 0.3, "shortfall": 7},
    ),
    (
        COUNT,
        [row("5")],
        "2022-06-30",
        {
            "status": "on_track",
            "dot1": {"status": "met", "actual": {"value": 5}, "goal": 5},
            "dot2": {"status": "not_started", "actual": {"value": 5}, "goal": 10},
        },
    ),
    (COUNT, [row("4")], "2022-06-30", {"status": "at_risk"}),
    (COUNT, [row("3")], "2022-06-30", {"status": "off_track"}),
    (COUNT, [row("10")], "2022-12-31", {"status": "met", "satisfied_on": "2022-02-01", "attainment": 1.0}),
    (COUNT, [row("11")], "2022-12-31", {"status": "exceeded", "attainment": 1.1, "shortfall": 0}),
    (COUNT, [row("9")], "2022-12-31", {"status": "missed", "shortfall": 1, "satisfied_on": None}),
    (COUNT, [row("11", "2023-01-10")], "2023-01-15", {"status": "met_late", "satisfied_on": "2023-01-10"}),
    (
        COUNT,
        [row("10"), row("1", "2023-01-10")],
        "2023-01-15",
        {"status": "met", "satisfied_on": "2022-02-01"},
    ),
    (COUNT, [row("4", stage="đăng ký")], "2022-12-31", {"status": "no_data", "actual": None}),
    (BETWEEN, [row("9")], "2022-12-31", {"status": "met", "goal": {"between": [7, 9]}}),
    (BETWEEN, [row("10")], "2022-12-31", {"status": "exceeded", "attainment": 1.428571}),
    (LIST, [row("4")], "2022-06-30", {"status": "on_track", "expected": 4.0}),
    (
        LIST,
        [row("5"), row("5", "2022-08-01")],
        "2022-12-31",
        {
            "dot1": {"status": "exceeded", "actual": {"value": 5}, "goal": 4},
            "dot2": {"status": "met", "actual": {"value": 10}, "goal": 10},
        },
    ),
    (
        MORE,
        [row("27")],
        "2022-12-31",
        {
            "status": "missed",
            "actual": {"value": 27, "of": 30, "percent": 90.0},
            "goal": {"more_than": 90},
            "expected": 90.0,
            "attainment": 1.0,
            "shortfall": 1,
            "satisfied_on": None,
        },
    ),
    (
        MORE,
        [row("28")],
        "2022-12-31",
        {"status": "met", "actual": {"value": 28, "of": 30, "percent": 93.333333}},
    ),
    (
        NORM,
        [],
        "2022-06-30",
        {
            "status": "on_track",
            "actual": {"value": 30, "of": 30, "percent": 100.0},
            "shortfall": 0,
            "satisfied_on": None,
        },
    ),
    (NORM, [], "2022-12-31", {"status": "met"}),
    (NORM, [row("1")], "2022-06-30", {"status": "missed", "shortfall": 1}),
    (
        RANK,
        [row(GOOD, "2022-12-20", unit="")],
        "2022-12-31",
        {
            "status": "met",
            "actual": {"level": GOOD},
            "goal": {"at_least": GOOD},
            "attainment": None,
            "shortfall": None,
            "satisfied_on": "2022-12-20",
            "dot1": NONE,
        },
    ),
    (RANK, [row(BEST, "2022-12-20", unit="")], "2022-12-31", {"status": "exceeded"}),
    (RANK, [row("Hoàn thành nhiệm vụ", unit="")], "2022-12-30", {"status": "not_due"}),
    (FALLING, [row("3", unit="")], "2022-12-31", {"status": "met", "attainment": None, "shortfall": 0}),
    (FALLING, [row("2,5", unit="")], "2022-12-31", {"status": "exceeded", "actual": {"value": 2.5}}),
    (FALLING, [row("4", unit="")], "2022-06-30", {"status": "on_track", "expected": 4.008219}),
    (
        CUMULATIVE,
        [row("9"), row("9", unit="HT"), row("11", "2022-04-01")],
        "2022-12-31",
        {"status": "met", "actual": {"value": 20}, "satisfied_on": "2022-04-01"},
    ),
]


@cases(("target", "rows", "as_of", "expected"), FIGURES)
def test_figure(thidua, tmp_path, target, rows, as_of, expected):
    data = write(tmp_path / "data", plan(target), achievements=table("achievements.csv", *rows))
    code, out, err = thidua("status", data, "--as-of", as_of, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    [figure] = told["targets"]
    figure |= figure.pop("phases")
    assert {key: figure[key] for key in expected} == expected
    assert told["totals"] == {figure["status"]: 1}


def test_the_campaign_that_starts_last_is_told_on_the_day_it_closes(thidua, tmp_path):
    data = write(tmp_path / "data", plan(COUNT))
    write(
        data,
        plan(COUNT).replace("2022", "2021").replace("2023", "2022"),
        "2021",
        headcount=table("headcount.csv", "2021-01-01,VP,staff,9"),
    )
    told = json.loads(thidua("status", data, "--json")[1])
    assert (told["schema"], told["campaign"], told["as_of"]) == ("thidua/status/1", "2022", "2023-03-31")
    assert (told["data"]["commit"], told["data"]["illustrative"]) == (None, False)
    older = json.loads(thidua("status", data, "--json", "--campaign", "2021")[1])
    assert (older["campaign"], older["as_of"]) == ("2021", "2022-03-31")
