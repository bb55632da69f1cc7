"""What people do to a form: nothing typed is lost in silence, and nothing counts twice."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from datetime import date
from io import BytesIO

import pytest
from campaigns import ACHIEVEMENTS, UPDATES, write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk, fill, opened
from openpyxl.comments import Comment
from openpyxl.styles import Font
from thidua.entry import merge
from thidua.entry.containers import kind_of_file
from thidua.problems import CellError

GOOD = {"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3, "evidence": "QĐ 7"}
LINE = "2022-02-20,CN-01,VP,3,awarded,,QĐ 7,"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


def added(desk: Desk) -> list[str]:
    text = desk.achievements.read_text(encoding="utf-8")
    assert text.startswith(ACHIEVEMENTS)
    return text.removeprefix(ACHIEVEMENTS).splitlines()


def edit(path, change):
    book = opened(path)
    change(book)
    book.save(path)


def old(book) -> None:
    """Make a form what those of the first version were: no identities, nothing said of sheets or targets."""
    stamp = book["_thidua"]
    for row in stamp.iter_rows(max_col=2):
        if row[0].value == "form":
            row[1].value = "thidua/form/1"
        elif row[0].value not in ("campaign", "plan", "unit"):
            row[0].value = row[1].value = None
    for name in ("Báo cáo tháng", "Tiến độ - khó khăn", "Quân số", "Đã ghi"):
        del book[name]
    for name in ("Kết quả", "Xếp loại", "Mức"):
        book[name].delete_cols(8)
    book["Chỉ tiêu"].delete_cols(7, 2)  # what a unit was given, what is missing


# ── sheets are known by what they hold ──


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Tháng 6", lambda book: None),
        (unicodedata.normalize("NFD", "Kết quả"), old),
        (" kết QUẢ ", lambda book: None),
        ("Kết quả - Table 1", old),  # as Numbers exports it
        ("Sheet1", lambda book: None),
        ("Sheet1", old),
    ],
)
def test_a_sheet_under_any_name_is_read(desk, name, version):
    path = desk.filled(GOOD)

    def rename(book):
        version(book)
        book["Kết quả"].title = name
        book["_thidua"].title = "_thidua - Table 1"
        book["Chỉ tiêu"].title = "x"

    edit(path, rename)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err, added(desk)) == (0, "", [LINE])


@pytest.mark.parametrize("version", [old, lambda book: None], ids=["old", "new"])
def test_a_copy_of_a_sheet_is_told_by_its_name(desk, version):
    path = desk.form()

    def copy(book):
        version(book)
        copied = book.copy_worksheet(book["Kết quả"])
        copied.title = "Kết quả (2)"
        for letter, value in zip("ABC", (date(2022, 2, 20), "CN-01", 3), strict=True):
            copied[f"{letter}7"] = value

    edit(path, copy)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (1, [])
    assert "vp.xlsx[Kết quả (2)]: sheet-doubled: trang này là bản sao của trang Kết quả" in err


def test_a_sheet_that_is_missing_is_named(desk):
    path = desk.filled(GOOD)
    edit(path, lambda book: book.remove(book["Mức"]))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (1, [])
    assert "vp.xlsx: sheet-missing: không thấy trang “Mức” của biểu" in err


def test_a_line_through_a_row_and_a_comment_are_told(desk):
    path = desk.filled(GOOD, {**GOOD, "evidence": "QĐ 8"})

    def strike(book):
        for author, cell in (("thidua", "A7"), ("Hạnh", "B7")):
            book["Kết quả"][cell].comment = Comment("bỏ?", author)
        book["Kết quả"]["C8"].font = Font(strike=True)
        book["Kết quả"]["H6"] = None  # the hidden header of what the rows are known by
        for line in (8, 9):  # nothing was entered in the second
            book["Kết quả"].row_dimensions[line].hidden = True

    edit(path, strike)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, len(added(desk)), err.splitlines()[-1]) == (0, 2, "Không có lỗi, 3 cảnh báo.")
    assert "vp.xlsx[Kết quả]!A8: hidden-row: cảnh báo: dòng đang bị ẩn hoặc bị lọc mà vẫn được nhập" in err
    struck, comment = "dòng bị gạch ngang mà vẫn được nhập", "chú thích (Comment) gắn vào ô không được nhập"
    assert f"vp.xlsx[Kết quả]!A8: struck-out: cảnh báo: {struck}" in err
    assert f"vp.xlsx[Kết quả]!B7: cell-comment: cảnh báo: {comment}" in err


STRAYS = [
    ("Kết quả", "C3", 5, "vp.xlsx[Kết quả]!C3: stray-cell: “5” nằm ở chỗ không được đọc"),
    ("Kết quả", "A5", date(2022, 2, 3), "vp.xlsx[Kết quả]!A5: stray-cell: “2022-02-03”"),
    ("Mức", "A5", "15/8/2022", "vp.xlsx[Mức]!A5: stray-cell: “15/8/2022”"),
    ("Chỉ tiêu", "F6", 7, "vp.xlsx[Chỉ tiêu]!F6: stray-cell: “7”"),
    ("Chỉ tiêu", "L6", "bảy", "vp.xlsx[Chỉ tiêu]!L6: stray-cell: “bảy”"),
    ("Đã ghi", "D6", 7, "vp.xlsx[Đã ghi]!D6: stray-cell: “7”"),
    ("Hướng dẫn", "C4", "7 sáng kiến", "vp.xlsx[Hướng dẫn]!C4: stray-cell"),
]


def test_what_is_typed_where_nobody_reads_is_told(desk):
    path = desk.filled(GOOD)

    def type_them(book):
        for sheet, cell, value, _ in STRAYS:
            book[sheet][cell] = value

    edit(path, type_them)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (1, [])
    assert [told for *_, told in STRAYS if told not in err] == []
    assert err.count("stray-cell") == len(STRAYS)


def test_a_sheet_of_ones_own_is_told_and_its_figures_are_not_lost(desk):
    path = desk.filled(GOOD)
    edit(path, lambda book: book.create_sheet("Nháp").append(["ghi chú riêng"]))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (0, [LINE])
    assert "vp.xlsx[Nháp]: sheet-not-read: cảnh báo: trang này không thuộc biểu, không được đọc" in err
    edit(path, lambda book: book["Nháp"].append(["CN-01", 4]))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, "vp.xlsx[Nháp]: stray-cell" in err) == (1, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Đơn vị: Phòng Hợp tác quốc tế (HT)", "A3: unit-mismatch: dòng này ghi “Đơn vị: Phòng Hợp tác"),
        (None, "[Kết quả]: unit-mismatch: không còn dòng “Đơn vị: Văn phòng - Thanh tra (VP)”"),
    ],
)
def test_the_unit_in_the_title_is_the_one_the_rows_go_to(desk, line, told):
    path = desk.filled(GOOD)
    edit(path, lambda book: book["Kết quả"].__setitem__("A3", line))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk), told in err) == (1, [], True)


def test_a_figure_of_the_whole_office_comes_from_its_owner_alone(desk):
    path = desk.form(unit="HT", name="ht.xlsx")
    assert "MUC-01" not in str(opened(path)["Chỉ tiêu"]["A6"].value)
    assert "Mức" not in opened(path).sheetnames
    fill(path, [{"date": date(2022, 2, 28), "target": "MUC-01", "value": 1}])
    code, _, err = desk.run("import", "ht.xlsx")
    assert (code, added(desk)) == (1, [])
    assert "ht.xlsx[Kết quả]!B7: not-yours: MUC-01 là số liệu của cả cơ quan" in err
    assert "do Văn phòng - Thanh tra ghi trong biểu của mình" in err


def test_bad_cells_hide_no_other_problem(desk):
    """A day outside the campaign in one row, a word that is no number in another: both are told."""
    desk.filled({**GOOD, "value": "x"}, {**GOOD, "date": date(2021, 2, 3), "evidence": "QĐ 8"})
    code, _, err = desk.run("import", "vp.xlsx")
    assert code == 1
    assert [line.split(": ")[:2] for line in err.splitlines() if line.startswith("vp.xlsx")] == [
        ["vp.xlsx[Kết quả]!C7", "not-a-number"],
        ["vp.xlsx[Kết quả]!A8", "outside-campaign"],
    ]


def test_a_sum_is_not_judged_where_one_of_its_rows_could_not_be_read(desk):
    desk.filled({**GOOD, "value": "x"}, {**GOOD, "value": -9, "note": "đính chính", "evidence": "QĐ 8"})
    _, _, err = desk.run("import", "vp.xlsx")
    assert "below-zero" not in err


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("quote: Có 12 sáng kiến.", None),
        ("quote: Có 10 sáng kiến., unit: sáng kiến", None),
        (
            "quote: Có 10 sáng kiến., reading: cumulative",
            "vp.xlsx[Kết quả]!B7: outdated-form: cách ghi của chỉ tiêu CN-01 đã đổi",
        ),
    ],
)
def test_a_form_of_the_first_version_is_judged_by_what_its_own_list_says(desk, now, told):
    path = desk.filled(GOOD)
    edit(path, old)
    plan = OWNED.replace("quote: Có 10 sáng kiến.", now)
    (desk.folder / "data/2022/plan.yml").write_text(plan, encoding="utf-8")
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == ((1, []) if told else (0, [LINE]))
    assert told is None or told in err


# ── a row that comes back changed ──

# Of rows that differ in day, value and evidence, one cell each: column, value, what is told, the line then.
CHANGES = [
    (
        "date",
        date(2022, 2, 20),
        "A7",
        "ngày: 01/02/2022 → 20/02/2022",
        "2022-02-20,CN-01,VP,1,awarded,,QĐ 1,",
    ),
    ("target", "CN-03", "B8", "chỉ tiêu: CN-01 → CN-03", "2022-02-02,CN-03,VP,2,awarded,,QĐ 2,"),
    ("value", 9, "C9", "giá trị: 3 → 9", "2022-02-03,CN-01,VP,9,awarded,,QĐ 3,"),
    ("stage", "Đề nghị", "D10", "bước: Công nhận → Đề nghị", "2022-02-04,CN-01,VP,4,proposed,,QĐ 4,"),
    ("role", "Lãnh đạo", "E11", "vai trò: – → Lãnh đạo", "2022-02-05,CN-01,VP,5,awarded,leader,QĐ 5,"),
    ("evidence", "QĐ 9", "F12", "minh chứng: QĐ 6 → QĐ 9", "2022-02-06,CN-01,VP,6,awarded,,QĐ 9,"),
    ("note", "sửa", "G13", "ghi chú: – → sửa", "2022-02-07,CN-01,VP,7,awarded,,QĐ 7,sửa"),
]


@pytest.mark.parametrize("version", [old, lambda book: None], ids=["old", "new"])
def test_a_row_edited_after_it_came_in_is_a_change(desk, version):
    typed = [
        {"date": date(2022, 2, at), "target": "CN-01 – Sáng kiến", "value": at, "evidence": f"QĐ {at}"}
        for at in range(1, 8)
    ]
    lines = [f"2022-02-0{at},CN-01,VP,{at},awarded,,QĐ {at}," for at in range(1, 8)]
    path = desk.filled(*typed)
    edit(path, version)
    assert desk.run("import", "vp.xlsx")[0] == 0
    assert added(desk) == lines
    before = desk.hashes()
    fill(path, [{column: value} for column, value, *_ in CHANGES])
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, desk.hashes()) == (1, before)
    for _, _, cell, told, _ in CHANGES:
        (said,) = [line for line in err.splitlines() if f"vp.xlsx[Kết quả]!{cell}: changed-row: " in line]
        assert told in said
        assert "nếu đúng là sửa thì nhập lại với --update" in said
    code, out, err = desk.run("import", "vp.xlsx", "--update")
    assert (code, err, added(desk)) == (0, "", [line for *_, line in CHANGES])
    assert all(f"  - {line}\n  + {now}\n" in out for line, (*_, now) in zip(lines, CHANGES, strict=True))
    assert "vp.xlsx: 0 dòng mới, 7 dòng sửa, 0 dòng đã có." in out
    assert "Đã sửa 7 dòng của data/2022/achievements.csv." in out
    assert desk.run("import", "vp.xlsx")[0] == 0
    assert added(desk) == [line for *_, line in CHANGES]


def test_everything_of_a_row_may_change_where_it_has_an_identity(desk):
    path = desk.filled(GOOD)
    desk.run("import", "vp.xlsx")
    fill(path, [{"date": date(2022, 2, 25), "target": "CN-03", "value": 1, "evidence": "QĐ 9"}])
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk)) == (1, [LINE])
    assert "changed-row: dòng này đã nhập (dòng 7 của achievements.csv)" in err


def test_a_row_taken_out_of_a_form_is_told_and_stays(desk, monkeypatch):
    """Cleared or deleted: what was recorded stays, and nobody is left to think that it is gone."""
    path = desk.filled(GOOD, {**GOOD, "value": 2, "evidence": "QĐ 8"})
    assert desk.run("import", "vp.xlsx")[0] == 0
    before = added(desk)
    monkeypatch.setattr(merge, "MOST_TOLD", 2)
    for change, lines in (
        (lambda book: [book["Kết quả"].__setitem__(f"{letter}7", None) for letter in "ABCF"], "7"),
        (lambda book: book["Kết quả"].delete_rows(8), "7, 8"),
    ):
        edit(path, change)
        code, _, err = desk.run("import", "vp.xlsx")
        assert (code, added(desk)) == (0, before)
        assert f"vp.xlsx: row-withdrawn: cảnh báo: dòng đã nhập từ biểu này (dòng {lines} của achiev" in err
    monkeypatch.setattr(merge, "MOST_TOLD", 1)
    assert "(dòng 7, … của" in desk.run("import", "vp.xlsx")[2]
    assert "row-withdrawn" not in desk.run("import", desk.filled(GOOD, name="moi.xlsx"))[2]  # another form


def test_rows_moved_within_a_form_are_the_rows_they_were(desk):
    other = {**GOOD, "evidence": "QĐ 8", "date": date(2022, 2, 22)}
    path = desk.filled(GOOD, other)
    desk.run("import", "vp.xlsx")
    fill(path, [other, {**GOOD, "evidence": "QĐ 9", "date": date(2022, 2, 27)}])
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err.count("row-withdrawn"), "(dòng 7 của achievements.csv)" in err) == (0, 1, True)
    assert added(desk)[2:] == ["2022-02-27,CN-01,VP,3,awarded,,QĐ 9,"]
    nothing = {"date": None, "target": None, "value": None, "evidence": None}
    fill(path, [other, nothing, {**GOOD, "evidence": "QĐ 9", "date": date(2022, 2, 28)}])
    code, _, err = desk.run("import", "vp.xlsx")  # cut out, put into another line and changed
    assert (code, len(added(desk)), "row-withdrawn" in err) == (1, 3, False)
    assert "vp.xlsx[Kết quả]!A9: changed-row: dòng này có vẻ là dòng 9 của achievements.csv" in err


def test_a_row_corrected_in_the_table_is_not_added_again_by_its_form(desk):
    path = desk.filled(GOOD)
    desk.run("import", "vp.xlsx")
    text = desk.achievements.read_text(encoding="utf-8").replace(LINE, LINE.replace(",3,", ",2,"))
    desk.achievements.write_text(text, encoding="utf-8")
    for words in ((), ("--update",)):
        code, _, err = desk.run("import", path.name, *words)
        assert (code, added(desk)) == (1, [LINE.replace(",3,", ",2,")])
        assert "changed-row: dòng này đã nhập trước đây, rồi bản ghi được sửa trong achievements.csv" in err


def test_the_identities_are_written_nowhere_but_beside_the_tables(desk):
    desk.filled(GOOD)
    desk.run("import", "vp.xlsx")
    told = (desk.folder / "data/2022/form-rows.csv").read_text(encoding="utf-8")
    assert re.fullmatch(r"row,sha256\nK[0-9a-f]{8}-001,[0-9a-f]{24}\n", told)
    assert desk.run("check")[0] == 0


def test_two_results_alike_but_for_the_day_are_two_where_identities_are_known(desk):
    row = {"date": date(2022, 2, 20), "target": "CN-01", "value": 1}
    desk.filled(row, {**row, "date": date(2022, 2, 25)})
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err, len(added(desk))) == (0, "", 2)


# ── each form on its own ──


def test_sound_forms_go_in_and_unsound_ones_come_back(desk):
    desk.filled({**GOOD, "value": "x"}, name="vp.xlsx")
    desk.filled({**GOOD, "evidence": "QĐ 9"}, unit="HT", name="ht.xlsx")
    code, out, err = desk.run("import", "vp.xlsx", "ht.xlsx")
    assert (code, added(desk)) == (1, ["2022-02-20,CN-01,HT,3,awarded,,QĐ 9,"])
    assert "vp.xlsx[Kết quả]!C7: not-a-number" in err
    assert "Các tệp có lỗi ở trên chưa được nhập" in err
    assert "ht.xlsx: 1 dòng mới" in out


def test_or_all_or_none(desk):
    desk.filled({**GOOD, "value": "x"}, name="vp.xlsx")
    desk.filled(GOOD, unit="HT", name="ht.xlsx")
    before = desk.hashes()
    code, out, err = desk.run("import", "vp.xlsx", "ht.xlsx", "--all-or-none")
    assert (code, out, desk.hashes()) == (1, "", before)
    assert "Chưa thêm dòng nào" in err


def test_a_folder_and_a_pattern_are_expanded_and_owner_files_passed_over(desk):
    (desk.folder / "nop").mkdir()
    desk.filled(GOOD, name="nop/vp.xlsx")
    desk.filled(GOOD, unit="HT", name="nop/ht.xlsx")
    (desk.folder / "nop/~$vp.xlsx").write_bytes(b"\x06Nguoi A" + b" " * 158)
    (desk.folder / "nop/.DS_Store").write_bytes(b"x")
    (desk.folder / "nop/doc.txt").write_bytes(b"x")
    code, out, err = desk.run("import", "nop")
    assert (code, len(added(desk))) == (0, 2)
    (desk.folder / "nop/.~vp.xlsx").write_bytes(b"\x06Nguoi A" + b" " * 158)  # as WPS writes it
    assert "nop/.~vp.xlsx: tệp tạm của Excel" in desk.run("import", "nop/.~vp.xlsx", "nop/vp.xlsx")[2]
    assert err == "nop/~$vp.xlsx: tệp tạm của Excel (có người đang mở biểu), bỏ qua.\n"
    (desk.folder / "nop/qd.pdf").write_bytes(b"%PDF-1.7")
    (desk.folder / "nop/cu").mkdir()
    (desk.folder / "nop/cu.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le")
    )
    code, out, err = desk.run("import", "nop")
    passed = [line.partition(":")[0] for line in err.splitlines() if "không phải biểu" in line]
    assert (code, passed) == (1, ["nop/cu", "nop/qd.pdf"])
    assert "nop/cu.xls: wrong-file-type: tệp Excel kiểu cũ (.xls)" in err
    (desk.folder / "nop/zero.xlsx").write_bytes(b"")
    (desk.folder / "nop/._vp.xlsx").write_bytes(b"\0\5\x16\7\0\2Mac OS X")
    (desk.folder / "nop/drm.xlsx").write_bytes(b".DRMONE \xe9 encrypted")
    code, out, err = desk.run("import", "nop/*.xlsx", "nop/._vp.xlsx")
    assert (code, out.count("0 dòng mới, 1 dòng đã có")) == (1, 2)
    assert "nop/._vp.xlsx: tệp phụ của máy Mac, bỏ qua." in err
    assert err.count("wrong-file-type: tên là bảng tính, nhưng bên trong trống, chép dở") == 2


# ── the whole month ──


def test_a_month_from_one_form(desk):
    path = desk.filled(GOOD)
    report = {"A7": date(2022, 3, 1), "B7": "2022-02", "C7": "Có phát sinh"}
    update = {"A7": date(2022, 2, 3), "B7": "NV.1 – Học tập và làm theo.", "C7": "Đã học", "E7": "Xong"}
    people = {"A7": date(2022, 2, 1), "B7": "staff – người", "C7": 11}

    def month(book):
        for sheet, cells in (("Báo cáo tháng", report), ("Tiến độ - khó khăn", update), ("Quân số", people)):
            for cell, value in cells.items():
                book[sheet][cell] = value

    edit(path, month)
    code, out, err = desk.run("import", "vp.xlsx")
    assert (code, err, added(desk)) == (0, "", [LINE])
    home = desk.folder / "data/2022"
    assert (home / "reports.csv").read_text().splitlines()[-1] == "2022-03-01,VP,2022-02"
    assert (home / "headcount.csv").read_text().splitlines()[-1] == "2022-02-01,VP,staff,11"
    lines = (home / "updates.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == UPDATES.split("\n")[0] + ",state"
    assert lines[-1] == "2022-02-03,NV.1,VP,Đã học,,,done"
    assert "  + reports.csv: 2022-03-01,VP,2022-02\n" in out
    before = desk.hashes()
    assert (desk.run("import", "vp.xlsx")[0], desk.hashes()) == (0, before)
    # Answered since: what the form does not ask stays.
    text = (home / "updates.csv").read_text(encoding="utf-8")
    (home / "updates.csv").write_text(text.replace("HT,,Xin", "HT,,Xin"), encoding="utf-8")
    edit(path, lambda book: book["Quân số"].__setitem__("C7", 12))
    assert desk.run("import", "vp.xlsx")[0] == 1
    assert desk.run("import", "vp.xlsx", "--update")[0] == 0
    assert (home / "headcount.csv").read_text().splitlines()[-1] == "2022-02-01,VP,staff,12"


def test_an_answer_given_since_stays_when_the_text_is_corrected(desk):
    path = desk.form()
    cells = {"A7": date(2022, 2, 3), "B7": "NV.1", "D7": "Xin thêm người"}

    def raise_it(book):
        for cell, value in cells.items():
            book["Tiến độ - khó khăn"][cell] = value

    edit(path, raise_it)
    assert desk.run("import", "vp.xlsx")[0] == 0
    file = desk.folder / "data/2022/updates.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Xin thêm người,", "Xin thêm người,2022-02-09"), encoding="utf-8")
    assert desk.run("import", "vp.xlsx")[1].startswith("vp.xlsx: 0 dòng mới, 1 dòng đã có.")
    edit(path, lambda book: book["Tiến độ - khó khăn"].__setitem__("D7", "Xin thêm hai người"))
    assert desk.run("import", "vp.xlsx", "--update")[0] == 0
    assert (
        file.read_text(encoding="utf-8").splitlines()[-1]
        == "2022-02-03,NV.1,VP,,Xin thêm hai người,2022-02-09"
    )


def test_a_period_that_is_said_to_have_brought_nothing(desk):
    path = desk.filled(GOOD)
    cells = {"A7": date(2022, 3, 1), "B7": date(2022, 2, 1), "C7": "Không phát sinh"}

    def deny(book):
        for cell, value in cells.items():
            book["Báo cáo tháng"][cell] = value

    edit(path, deny)
    code, _, err = desk.run("import", "vp.xlsx")
    assert code == 1
    assert "vp.xlsx[Báo cáo tháng]!C7: not-nothing: ghi “Không phát sinh”" in err
    edit(path, lambda book: book["Kết quả"].__setitem__("A7", date(2022, 1, 20)))
    assert desk.run("import", "vp.xlsx")[0] == 0


# ── files as programs leave them ──


def rewritten(content: bytes, change) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", 8) as target,
    ):
        for name in source.namelist():
            target.writestr(*change(name, source.read(name)))
    return out.getvalue()


def in_capitals(name: str, part: bytes) -> tuple[str, bytes]:
    return name.replace("sharedStrings", "SharedStrings").replace("workbook.xml", "Workbook.xml"), part


def strict(name: str, part: bytes) -> tuple[str, bytes]:
    part = part.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return name, part.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


def dragged_down(name: str, part: bytes) -> tuple[str, bytes]:
    """Empty cells with a format to the 40,000th row."""
    if name == "xl/worksheets/sheet2.xml":
        blanks = "".join(
            f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "AG") + "</row>"
            for row in range(300, 40_001)
        )
        part = part.replace(b"</sheetData>", blanks.encode() + b"</sheetData>")
    return name, part


@pytest.mark.parametrize("change", [in_capitals, strict, dragged_down])
def test_a_workbook_in_another_dialect_is_read(desk, change):
    path = desk.filled(GOOD)
    path.write_bytes(rewritten(path.read_bytes(), change))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err, added(desk)) == (0, "", [LINE])


def as_excel_writes_it(name: str, part: bytes) -> tuple[str, bytes]:
    return name, part.replace(b"MOT_x000D_HAI", b"m_x005F_x000D_t")


def test_what_looks_like_a_code_of_the_file_is_what_was_typed(desk):
    """Excel writes a typed “_x000D_” as _x005F_x000D_, and a carriage return as _x000D_."""
    path = desk.filled({**GOOD, "note": "MOT_x000D_HAI"})
    path.write_bytes(rewritten(path.read_bytes(), as_excel_writes_it))
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, err, added(desk)) == (0, "", [f"{LINE}m_x000D_t"])


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            COMPOUND + "EncryptedPackage\0".encode("utf-16-le"),
            "tệp có mật khẩu, không mở được — mở tệp",
        ),
        (
            COMPOUND + "Workbook\0".encode("utf-16-le"),
            "tệp Excel kiểu cũ (.xls) — mở tệp bằng Excel",
        ),
        (COMPOUND + "WordDocument\0".encode("utf-16-le"), "đây là tệp Word"),
        (COMPOUND, "tệp Office kiểu cũ, hoặc có mật khẩu"),
        (
            b"<html><table><tr><td>1</td></tr></table>",
            "tệp này thực ra là trang web (.html), chỉ được đổi tên — mở",
        ),
        (b"%PDF-1.7", "đây là tệp PDF, không phải bảng tính — mở biểu"),
        (b"\xff\xd8\xff\xe0", "đây là tệp hình ảnh, không phải bảng tính — mở biểu"),
    ],
)
def test_a_file_that_is_no_form_is_called_by_its_name(desk, content, told):
    (desk.folder / "vp.xlsx").write_bytes(content)
    code, _, err = desk.run("import", "vp.xlsx")
    assert (code, added(desk), f"vp.xlsx: wrong-file-type: {told}" in err) == (1, [], True)
    assert "Notepad" not in err
    with pytest.raises(CellError) as found:
        kind_of_file(content)  # as the inbox and the plan's workbook ask
    assert f"{found.value.message} — {found.value.hint}".startswith(told)


def test_a_sheet_of_a_form_saved_as_csv_is_one_problem(desk):
    (desk.folder / "vp.csv").write_text("Biểu nhập kết quả thi đua,,\nNgày,id,x\n", "utf-8")
    code, _, err = desk.run("import", "vp.csv")
    assert (code, err.count("wrong-form: đây là một trang của biểu nhập"), err.count(" — ")) == (1, 1, 1)


@pytest.mark.parametrize("words", [["report", "--phase", "dot1"], ["export"]])
def test_no_document_is_written_over_one_that_a_person_may_have_edited(desk, words):
    out = desk.folder / "x.bin"
    out.write_bytes(b"edited")
    code, _, err = desk.run(*words, "--out", "x.bin")
    assert (code, out.read_bytes()) == (2, b"edited")
    assert "tệp x.bin đã có, có thể đã có người sửa; chọn tên khác, hoặc thêm --force" in err
    assert desk.run(*words, "--out", "x.bin", "--force")[0] == 0
    made = out.read_bytes()
    assert made != b"edited"
    assert (desk.run(*words, "--out", "x.bin")[0], out.read_bytes()) == (0, made)
