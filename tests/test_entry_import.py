"""A form goes out, is filled, and comes back into achievements.csv: every row, once, or nothing at all."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from itertools import count

import pytest
from campaigns import ACHIEVEMENTS, PLAN, TODAY, campaign_files, read, write_campaign
from entry_kit import FIRST_ROW, NEW_YEAR, OWNED, Desk, fill, opened
from table_kit import cases
from thidua.entry.form_reader import FormCells
from thidua.entry.grid import Cell
from thidua.entry.stamp import stamp_for
from thidua.problems import CellError
from thidua.tables.columns import ACHIEVEMENTS as ACHIEVEMENTS_TABLE

GOOD = {"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3}


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


def added(desk: Desk) -> list[str]:
    """The lines that stand below those that were there."""
    text = desk.achievements.read_text(encoding="utf-8")
    assert text.startswith(ACHIEVEMENTS)
    return text.removeprefix(ACHIEVEMENTS).splitlines()


def test_a_filled_form_becomes_rows_and_figures(desk):
    path = desk.filled(
        {
            "date": datetime(2022, 2, 20),
            "target": "CN-01 – Sáng kiến",
            "value": 3,
            "stage": "Công nhận",
            "role": "Lãnh đạo",
            "evidence": "QĐ 7, ngày 20/2",
            "note": "đợt “hai”",
        },
        {
            "date": date(2022, 2, 21),
            "target": "CN-03 – Chiến sĩ thi đua",
            "value": 2.0,
            "stage": "đăng ký",
            "role": "Không giữ chức vụ",
        },
        {"date": "22/2/2022", "target": "kl-01", "value": "1", "note": "chấp hành\nnội quy"},
    )
    code, out, err = desk.run("import", path.name)
    assert (code, err) == (0, "")
    assert added(desk) == [
        '2022-02-20,CN-01,VP,3,awarded,leader,"QĐ 7, ngày 20/2",đợt “hai”',
        "2022-02-21,CN-03,VP,2,registered,staff,,",
        '2022-02-22,KL-01,VP,1,awarded,,,"chấp hành',
        'nội quy"',
    ]
    assert "vp.xlsx: 3 dòng mới, 0 dòng đã có." in out
    assert "  + 2022-02-21,CN-03,VP,2,registered,staff,," in out
    assert "Đã thêm 3 dòng vào data/2022/achievements.csv." in out
    _, figures, _ = desk.run("status", "--json", "--as-of", "2022-02-28")
    actual = {target["id"]: target["actual"] for target in json.loads(figures)["targets"]}
    assert (actual["CN-01"]["value"], actual["KL-01"]["value"]) == (5, 29)


@pytest.mark.parametrize(
    ("sheet", "row", "line"),
    [
        (
            "Xếp loại",
            {"date": date(2022, 2, 28), "target": "XL-01 – Xếp loại", "value": "hoan thanh nhiem vu"},
            "2022-02-28,XL-01,,Hoàn thành nhiệm vụ,awarded,,,",
        ),  # recorded for the whole office before
        (
            "Mức",
            {"date": date(2022, 2, 28), "target": "MUC-01 – Hài lòng", "value": (0.905, "0.0%")},
            "2022-02-28,MUC-01,,90.5,awarded,,,",
        ),
        (
            "Mức",
            {"date": date(2022, 2, 28), "target": "MUC-02 – Số ngày", "value": 0.1 + 0.2},
            "2022-02-28,MUC-02,,0.3,awarded,,,",
        ),
        (
            "Mức",
            {"date": date(2022, 2, 28), "target": "MUC-02 – Số ngày", "value": 4.125},
            "2022-02-28,MUC-02,,4.1250,awarded,,,",
        ),  # 4.125 could be read as thousands
        (
            "Kết quả",
            {"date": date(2022, 2, 28), "target": "LK-01 – Tin bài", "value": 7},
            "2022-02-28,LK-01,VP,7,awarded,,,",
        ),
        (
            "Kết quả",
            {"date": "2022-02-28", "target": "CN-01", "value": 12.0, "note": 5},
            "2022-02-28,CN-01,VP,12,awarded,,,5",
        ),
        (
            "Kết quả",
            {"date": date(2022, 2, 28), "target": "CN-01", "value": -1, "note": "đính chính"},
            "2022-02-28,CN-01,VP,-1,awarded,,,đính chính",
        ),
    ],
)
def test_a_value_of_each_kind(desk, sheet, row, line):
    desk.filled(row, sheet=sheet)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err) == (0, "")
    assert added(desk) == [line]


SPOILT = [
    ({**GOOD, "value": "=1+2"}, "C7: formula-cell: ô chứa công thức “=1+2”"),
    ({**GOOD, "value": "#N/A"}, "C7: formula-cell: ô báo lỗi “#N/A”"),
    ({**GOOD, "value": 2.5}, "C7: not-whole: “2.5” không phải là số nguyên"),
    ({**GOOD, "value": 1.125}, "C7: not-whole"),
    ({**GOOD, "value": (0.9, "0%")}, "C7: not-a-number: “90%” không phải là số"),
    ({**GOOD, "value": True}, "C7: not-a-number: “TRUE” không phải là số"),
    ({**GOOD, "value": "1.250"}, "C7: not-a-number: “1.250” đọc được thành hai số"),
    ({**GOOD, "value": "mười"}, "C7: not-a-number"),
    ({**GOOD, "value": date(2022, 2, 3)}, "C7: not-a-number: “2022-02-03” không phải là số"),
    ({**GOOD, "value": None}, "C7: missing-value"),
    ({**GOOD, "value": -1}, "C7: correction-without-note"),
    ({**GOOD, "date": None}, "A7: missing-value"),
    ({**GOOD, "date": (44742, "General")}, "A7: bad-date: “44742” không phải là ngày"),
    ({**GOOD, "date": 99_999_999}, "A7: formula-cell: ô báo lỗi “#VALUE!”"),  # as Excel shows it: ########
    ({**GOOD, "date": datetime(2022, 2, 3, 8, 30)}, "A7: bad-date: “2022-02-03 08:30:00”"),
    ({**GOOD, "date": time(8, 30)}, "A7: bad-date"),
    ({**GOOD, "date": date(2021, 2, 3)}, "A7: outside-campaign"),
    ({**GOOD, "target": "CN-04"}, "B7: unknown-target"),
    ({**GOOD, "target": "CN-O3 – Chiến sĩ thi đua"}, "B7: unknown-target: … — có phải CN-03?"),
    (
        {**GOOD, "target": "CN-03 – Sáng kiến"},
        "B7: unknown-target: “Sáng kiến” không phải là tên của chỉ tiêu CN-03",
    ),
    ({**GOOD, "target": None}, "B7: missing-value"),
    ({**GOOD, "stage": "trao"}, "D7: unknown-stage"),
    ({**GOOD, "role": "sếp"}, "E7: unknown-role"),
    ({**GOOD, "evidence": "javascript:alert(1)"}, "F7: bad-evidence"),
    ({**GOOD, "evidence": "evidence/khong-co.pdf"}, "F7: missing-evidence"),
    ({**GOOD, "note": "ẩn\u200b"}, "G7: control-character"),
    ({**GOOD, "note": "a\tb"}, "G7: control-character"),
    ({"date": date(2022, 1, 10), "target": "CN-01", "value": 4, "role": "nhân viên"}, "E7: unknown-role"),
]
SUMMED = [
    ({**GOOD, "value": -9, "note": "đính chính"}, "C7: below-zero"),
    ({**GOOD, "target": "KL-01", "value": 31}, "C7: more-than-population"),
    (
        {"date": date(2022, 1, 10), "target": "CN-01", "value": 4, "role": "staff", "evidence": "QĐ 1"},
        "A7: duplicate-row: dòng này trùng với dòng 2 của data/2022/achievements.csv",
    ),
]


def _is_told(told: str, line: str) -> bool:
    start, _, end = told.partition("…")
    return line.startswith(start) and end in line


@pytest.mark.parametrize("cases", [SPOILT[:12], SPOILT[12:24], SPOILT[24:], SUMMED])
def test_what_is_wrong_is_told_by_the_cell(desk, cases):
    desk.filled(*(row for row, _ in cases))
    before = desk.hashes()
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, desk.hashes()) == (1, before)
    said = [line.removeprefix("vp.xlsx[Kết quả]!") for line in err.splitlines() if "xlsx" in line]
    wanted = [told[0] + str(line) + told[2:] for line, (_, told) in zip(count(FIRST_ROW), cases)]
    left = [told for told in wanted if not any(_is_told(told, one) for one in said)]
    assert (left, len(said)) == ([], len(cases)), said  # one message a row
    assert err.endswith("Chưa thêm dòng nào vào data/2022/achievements.csv.\n")


def test_another_units_total_of_the_day_is_no_row_twice(desk):
    desk.filled({"date": date(2022, 2, 2), "target": "LK-01", "value": 4})
    assert "Đã thêm 1 dòng" in desk.run("import", "vp.xlsx")[1]


def test_every_problem_of_every_file_is_told_at_once(desk):
    desk.filled({**GOOD, "value": "x"}, GOOD, {**GOOD, "stage": "?", "role": "?"}, name="vp.xlsx")
    desk.filled({**GOOD, "date": "30/2/2022"}, unit="HT", name="ht.xlsx")
    before = desk.hashes()
    code, out, err = desk.run("import", "vp.xlsx", "ht.xlsx")
    assert code == 1
    assert [line.split(": ")[0] for line in err.splitlines() if "xlsx" in line] == [
        "vp.xlsx[Kết quả]!C7",
        "vp.xlsx[Kết quả]!D9",
        "vp.xlsx[Kết quả]!E9",
        "ht.xlsx[Kết quả]!A7",
    ]
    assert (out, desk.hashes()) == ("", before)


def test_two_rows_alike_in_one_form_are_one_row_twice(desk):
    desk.filled(GOOD, GOOD)
    code, _, err = desk.run("import", "vp.xlsx")
    assert code == 1
    assert "vp.xlsx[Kết quả]!A8: duplicate-row: dòng này trùng với dòng 7 của vp.xlsx[Kết quả]" in err
    assert added(desk) == []


def test_the_same_file_twice_adds_nothing_and_says_so(desk):
    desk.filled(GOOD)
    desk.run("import", "vp.xlsx")
    before = desk.hashes()
    code, out, err = desk.run("import", "vp.xlsx")
    assert (code, err, desk.hashes()) == (0, "", before)
    assert "vp.xlsx: 0 dòng mới, 1 dòng đã có." in out
    assert "Không có dòng nào mới: data/2022/achievements.csv giữ nguyên." in out


def test_a_form_filled_further_adds_only_what_is_new(desk):
    path = desk.filled(GOOD)
    desk.run("import", "vp.xlsx")
    fill(path, [GOOD, {**GOOD, "date": date(2022, 2, 25), "value": 1}])
    code, out, _ = desk.run("import", "vp.xlsx")
    assert (code, added(desk)[1:]) == (0, ["2022-02-25,CN-01,VP,1,awarded,,,"])
    assert "vp.xlsx: 1 dòng mới, 1 dòng đã có." in out


def test_a_copy_of_a_form_in_the_same_call_adds_nothing(desk):
    path = desk.filled(GOOD)
    (desk.folder / "copy.xlsx").write_bytes(path.read_bytes())
    code, out, _ = desk.run("import", "vp.xlsx", "copy.xlsx")
    assert (code, len(added(desk))) == (0, 1)
    assert "copy.xlsx: 0 dòng mới, 1 dòng đã có." in out


def test_a_dry_run_shows_and_writes_nothing(desk):
    desk.filled(GOOD)
    before = desk.hashes()
    code, out, _ = desk.run("import", "vp.xlsx", "--dry-run")
    assert (code, desk.hashes()) == (0, before)
    assert "  + 2022-02-20,CN-01,VP,3,awarded,,,\n" in out
    assert "Chạy thử: sẽ thêm 1 dòng; chưa ghi gì vào data/2022/achievements.csv." in out


def test_a_warning_about_a_new_row_is_told_and_stops_nothing(desk):
    desk.filled({**GOOD, "date": date(2022, 3, 15)})
    code, _, err = desk.run("import", "vp.xlsx")
    assert code == 0
    assert "vp.xlsx[Kết quả]!A7: " in err and "after-today" in err
    assert added(desk) == ["2022-03-15,CN-01,VP,3,awarded,,,"]


def test_an_empty_form_adds_nothing(desk):
    desk.form()
    code, out, err = desk.run("import", "vp.xlsx")
    assert (code, err) == (0, "")
    assert "vp.xlsx: 0 dòng mới, 0 dòng đã có." in out


def test_merged_cells_are_refused_by_their_range(desk):
    path = desk.filled(GOOD)
    book = opened(path)
    book["Kết quả"].merge_cells("B8:B9")
    book.save(path)
    code, _, err = desk.run("import", "vp.xlsx")
    assert code == 1
    assert "vp.xlsx[Kết quả]!B8:B9: merged-cells: các ô B8:B9 bị gộp làm một" in err


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("C6", "Số", "vp.xlsx[Kết quả]!C6: unknown-column"),
        ("C6", None, "missing-column: thiếu cột “Giá trị”"),
        ("C6", "Bước", "duplicate-column"),
        ("I6", "Số 2", "vp.xlsx[Kết quả]!I6: unknown-column"),
        ("I7", "thừa", "vp.xlsx[Kết quả]!I7: stray-cell: “thừa” nằm ở chỗ không được đọc"),
    ],
)
def test_a_table_changed_by_hand_is_refused(desk, cell, value, told):
    path = desk.filled(GOOD)
    book = opened(path)
    book["Kết quả"][cell] = value
    book.save(path)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (1, [])
    assert told in err


def test_a_column_put_in_before_the_table_is_told_once_and_by_its_place(desk):
    path = desk.filled(GOOD)
    book = opened(path)
    book["Kết quả"].insert_cols(1)
    book.save(path)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err.splitlines()[1:2]) == (1, ["1 lỗi."])
    assert err.startswith("vp.xlsx[Kết quả]!A6: unknown-column: cột thứ 1 không có tên — ")


def test_a_form_without_its_header_is_refused(desk):
    path = desk.filled(GOOD)
    book = opened(path)
    book["Kết quả"].delete_rows(6)
    book.save(path)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, "missing-column: không thấy dòng tiêu đề cột" in err) == (1, True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Có 10 sáng kiến.", "Có 12 sáng kiến.", None),
        ("goal: {at_least: 10}", "goal: {at_least: 12}", None),  # a row means what it did
        (
            "goal: {at_least: 10}, owner",
            "goal: {at_least: 10}, reading: cumulative, owner",
            "vp.xlsx[Kết quả]!B7: outdated-form: cách ghi của chỉ tiêu CN-01 đã đổi",
        ),
        ("title: Phong trào", "# ghi chú\ntitle: Phong trào", None),
        (
            "tasks:",
            "milestones:\n  reviews:\n    - {phase: dot1, before: 2022-06-30, held: 2022-06-28}\ntasks:",
            None,
        ),
    ],
)
def test_a_form_of_an_older_plan_is_refused_where_a_row_means_something_else(desk, old, new, told):
    desk.filled(GOOD)
    (desk.folder / "data/2022/plan.yml").write_text(OWNED.replace(old, new), encoding="utf-8")
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, told is None or told in err) == (1 if told else 0, True)


def restamp(path, key, value):
    """Write another word on the form's hidden sheet."""
    book = opened(path)
    for row in book["_thidua"].iter_rows(max_col=2):
        if row[0].value == key:
            row[1].value = value
    book.save(path)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("form", "thidua/form/0", "outdated-form: biểu được tạo bởi một bản khác"),
        ("campaign", "2021", "wrong-form: biểu này của phong trào “2021”, không phải 2022"),
        ("unit", "XX", "wrong-form: biểu này của đơn vị “XX”"),
        ("plan", None, "wrong-form: tệp không phải biểu do thidua tạo ra"),
        ("form", "thidua/plan/1", "wrong-form: đây là sổ kế hoạch, không phải biểu nhập"),
    ],
)
def test_a_form_of_something_else_is_refused(desk, key, value, told):
    path = desk.filled(GOOD)
    restamp(path, key, value)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, told in err, added(desk)) == (1, True, [])


def test_a_form_of_another_campaign_comes_in_only_when_it_is_named(desk):
    """Without --campaign the one that starts last is meant, and the form is of an earlier one."""
    desk.filled(GOOD)
    assert desk.run("new", "2023")[0] == 0
    before = desk.hashes()
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, desk.hashes()) == (1, before)
    assert "wrong-form: biểu này của phong trào “2022”, không phải 2023" in err
    assert "gọi lại với --campaign 2022" in err
    assert desk.run("import", "vp.xlsx", "--campaign", "2022")[0] == 0
    assert len(added(desk)) == 1


@cases(
    ("typed", "id_"),
    [
        ("CN-01 – Văn hóa - văn nghệ", "CN-01"),
        ("cn-01 - văn hóa -  văn nghệ ", "CN-01"),
        ("CN-01", "CN-01"),
        ("CN-99 – Văn hóa", "CN-99"),  # the id alone is judged, and a near one suggested
        ("Văn hóa - văn nghệ", "Văn hóa - văn nghệ"),
    ],
)
def test_a_label_is_read_back_as_its_id(typed, id_):
    files = campaign_files(plan=PLAN.replace("name: Sáng kiến", "name: Văn hóa - văn nghệ"))
    campaign, _ = read(files)
    assert cells_of_form(campaign).text(Cell(typed, "s"), "target_id").strip() == id_


def cells_of_form(campaign, unit="VP"):
    return FormCells(campaign, stamp_for(campaign, unit, TODAY, "K"), TODAY)


@cases(
    ("target", "owner", "earlier", "unit"),
    [
        ("CN-01", "HT", [], "VP"),  # counts go by unit
        ("MUC-01", "VP", [], ""),  # the unit in charge tells the figure of the whole office
        ("MUC-01", "HT", [], None),  # and no other
        ("MUC-01", None, [], None),
        ("MUC-01", "HT", [None], None),
        ("XL-01", "HT", ["HT"], "VP"),  # a rank that was recorded by units
        ("XL-01", "VP", [None], ""),
    ],
)
def test_for_whom_a_row_speaks(target, owner, earlier, unit):
    told = f", owner: {owner}" if owner else ""
    plan = PLAN.replace("goal: {at_least: 90}}", f"goal: {{at_least: 90}}{told}}}")
    plan = plan.replace("scale: xl4}", f"scale: xl4{told}}}")
    value = "85" if target == "MUC-01" else "Hoàn thành nhiệm vụ"
    rows = "".join(f"2022-02-01,{target},{each or ''},{value},,,,\n" for each in earlier)
    campaign, _ = read(campaign_files(plan=plan, achievements=ACHIEVEMENTS.split("\n")[0] + "\n" + rows))
    texts, columns = ["2022-02-02", target], ["date", "target_id"]
    if unit is None:
        with pytest.raises(CellError, match="not-yours"):
            cells_of_form(campaign).unit(ACHIEVEMENTS_TABLE, texts, columns)
    else:
        assert cells_of_form(campaign).unit(ACHIEVEMENTS_TABLE, texts, columns) == unit


def test_unsound_data_take_nothing_in(desk):
    desk.filled(GOOD)
    desk.achievements.write_text(ACHIEVEMENTS + "2022-01-01,CN-99,VP,1,,,,\n", encoding="utf-8")
    before = desk.hashes()
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, desk.hashes()) == (1, before)
    assert "data/2022/achievements.csv:7:12: unknown-target" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import", "khong-co.xlsx"], "không có tệp khong-co.xlsx"),
        (["import"], "còn thiếu"),
        (["import", "data"], "cần ít nhất một tệp"),
        (["import", "vp.csv", "--campaign", "1999"], "không có phong trào “1999”"),
        (["import", "vp.csv", "--data", "nowhere"], "không có thư mục nowhere"),
        (["import", "vp.csv", "vp.csv"], "được ghi hai lần"),
    ],
)
def test_a_wrong_call(desk, words, told):
    (desk.folder / "vp.csv").write_text(ACHIEVEMENTS, encoding="utf-8")
    code, _, err = desk.run(*words)
    assert (code, told in err) == (2, True)


def test_data_may_stand_among_the_files(desk):
    desk.filled(GOOD)
    assert desk.run("import", "vp.xlsx", "data")[0] == 0
    assert len(added(desk)) == 1


@pytest.mark.parametrize(
    "content",
    [
        "Ngày;Chỉ tiêu;Đơn vị;Giá trị;Bước;Vai trò;Minh chứng;Ghi chú\r\n"
        '20/2/2022;cn-01;P. HTQT;3;Công nhận;;"QĐ; 7";\r\n',
        'sep=;\nDATE;target_id;unit_id;value;note;stage;role;evidence\n20.02.2022;CN-01;ht;3,0;;;;"QĐ; 7"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plain_csv_file_comes_in_too(desk, content, encoding):
    (desk.folder / "ht.csv").write_bytes(content.encode(encoding))
    code, _, err = desk.run("import", "ht.csv")
    assert (code, err) == (0, "")
    assert added(desk) == ["2022-02-20,CN-01,HT,3,awarded,,QĐ; 7,"]
    assert desk.run("import", "ht.csv")[1].startswith("ht.csv: 0 dòng mới, 1 dòng đã có.")


def test_problems_of_a_csv_file_name_its_lines(desk):
    (desk.folder / "ht.csv").write_text(ACHIEVEMENTS + "2022-02-20,CN-01,HT,x,,,,\n", encoding="utf-8")
    code, _, err = desk.run("import", "ht.csv")
    assert code == 1
    assert "ht.csv:7:21: not-a-number" in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong-file-type"),
        (b"", "wrong-file-type"),
        (b"PK\x03\x04", "bad-workbook"),
        (b"%PDF-1.7", "wrong-file-type"),
        ("họ tên".encode("utf-16-le"), "bad-encoding"),
    ],
)
def test_a_file_of_another_kind_is_refused(desk, content, told):
    (desk.folder / "vp.xlsx").write_bytes(content)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, told in err, added(desk)) == (1, True, [])
