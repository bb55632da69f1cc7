"""The entry form: what stands on its sheets, what its cells take, and that it is made the same again."""

from __future__ import annotations

from datetime import date

import pytest
from campaigns import ACHIEVEMENTS, PLAN, write_campaign
from entry_kit import NEW_YEAR, OWNED, Desk, fill, opened
from office_kit import saved_as


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path, plan=OWNED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys, whole=True)


@pytest.fixture
def book(desk):
    return opened(desk.form())


def column(sheet, letter: str, first: int, last: int) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


def test_its_sheets_and_which_of_them_are_hidden(book):
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Báo cáo tháng", "visible"),
        ("Kết quả", "visible"),
        ("Xếp loại", "visible"),
        ("Mức", "visible"),
        ("Tiến độ - khó khăn", "visible"),
        ("Quân số", "visible"),
        ("Đã ghi", "visible"),
        ("Chỉ tiêu", "visible"),
        ("Hướng dẫn", "visible"),
        ("_thidua", "veryHidden"),
    ]
    assert book.active.title == "Báo cáo tháng"
    assert book.security.lockStructure


def test_the_heads_of_the_entry_sheet(book):
    sheet = book["Kết quả"]
    assert column(sheet, "A", 1, 5) == [
        "Biểu nhập kết quả thi đua",
        "Phong trào thi đua",
        "Đơn vị: Văn phòng - Thanh tra (VP)",
        "Kỳ: Đợt 1 (01/01/2022 – 30/06/2022) · nhận kết quả có ngày từ 01/01/2022 đến 31/03/2023",
        "Chỉ nhập vào ô nền vàng, mỗi dòng một kết quả mới. Không ghi tên người. Xem trang “Hướng dẫn”.",
    ]
    assert [cell.value for cell in sheet[6]] == [
        "Ngày",
        "Chỉ tiêu",
        "Giá trị",
        "Bước",
        "Vai trò",
        "Minh chứng",
        "Ghi chú",
        "id",
    ]
    assert sheet.column_dimensions["H"].hidden
    assert sheet["H7"].protection.locked
    assert sheet.freeze_panes == "A7"


ENTERED = {
    "Báo cáo tháng": (12, "ABC"),
    "Kết quả": (200, "ABCDEFG"),
    "Xếp loại": (40, "ABCDEFG"),
    "Mức": (40, "ABCDEFG"),
    "Tiến độ - khó khăn": (60, "ABCDE"),
    "Quân số": (13, "ABC"),
}


def test_only_the_cells_to_fill_are_unlocked(book):
    for sheet in book:
        if sheet.title != "_thidua":
            assert sheet.protection.sheet
            unlocked = {
                cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
            }
            rows, letters = ENTERED.get(sheet.title, (0, ""))
            assert unlocked == {f"{letter}{row}" for letter in letters for row in range(7, 7 + rows)}


def listed(book, rule) -> list[object]:
    """The words of a drop-down list, from the hidden sheet."""
    cells = book["_thidua"][rule.formula1.split("!")[1].replace("$", "")]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


def rules(book, sheet: str) -> dict[str, object]:
    return {str(rule.sqref)[0]: rule for rule in book[sheet].data_validations.dataValidation}


def test_what_the_cells_take(book):
    found = rules(book, "Kết quả")
    assert [(letter, found[letter].type) for letter in "ABCDEFG"] == [
        ("A", "date"),
        ("B", "list"),
        ("C", "whole"),
        ("D", "list"),
        ("E", "list"),
        ("F", "textLength"),
        ("G", "textLength"),
    ]
    assert listed(book, found["B"]) == [
        "CN-01 – Sáng kiến",
        "CN-03 – Chiến sĩ thi đua",
        "KL-01 – Kỷ luật",
        "LK-01 – Tin bài",
    ]
    assert listed(book, found["D"]) == ["Đăng ký", "Đề nghị", "Công nhận"]
    assert listed(book, found["E"]) == ["Lãnh đạo", "Không giữ chức vụ"]
    assert found["A"].errorTitle == "Không phải ngày hợp lệ"
    assert found["A"].error == "Gõ một ngày từ 01/01/2022 đến 31/03/2023, ví dụ 01/01/2022."
    assert found["C"].errorTitle == "Không phải số nguyên"
    assert all(rule.showErrorMessage and rule.errorStyle in (None, "stop") for rule in found.values())
    levels = rules(book, "Xếp loại")["C"]
    assert listed(book, levels)[0] == "Hoàn thành xuất sắc nhiệm vụ"
    assert rules(book, "Mức")["C"].type == "decimal"
    assert listed(book, rules(book, "Mức")["B"]) == ["MUC-01 – Hài lòng", "MUC-02 – Số ngày"]


def test_the_targets_it_owns_come_first_with_quote_goal_and_figure(book):
    rows = [[cell.value for cell in row] for row in book["Chỉ tiêu"].iter_rows(min_row=4)]
    assert rows[0] == [
        "Mã",
        "Nguyên văn trong kế hoạch",
        "Mục tiêu",
        "Hạn",
        "Đã đạt đến nay",
        "Riêng đơn vị",
        "Giao cho đơn vị",
        "Còn thiếu",
        "Tình trạng",
        "Cách ghi giá trị",
        "Bước được tính",
    ]
    assert [row[0] for row in rows[1:]] == [
        "Chỉ tiêu đơn vị chủ trì",
        "CN-01",
        "XL-01",
        "MUC-01",
        "MUC-02",
        "Chỉ tiêu khác mà đơn vị có thể đóng góp",
        "CN-03",
        "KL-01",
        "LK-01",
    ]
    assert rows[2] == [
        "CN-01",
        "Có 10 sáng kiến.",
        "ít nhất 10",
        "31/12/2022",
        "2",
        "2",
        "–",
        "8",
        "Đúng tiến độ",
        "Số kết quả có thêm kể từ lần ghi trước",
        "Công nhận",
    ]
    assert rows[7][4:6] == ["5/30 (16,7%)", "–"]


def test_what_the_hidden_sheet_tells(book):
    told = dict(book["_thidua"].iter_rows(max_row=4, max_col=2, values_only=True))
    assert {key: told[key] for key in ("form", "campaign", "unit")} == {
        "form": "thidua/form/2",
        "campaign": "2022",
        "unit": "VP",
    }
    assert len(told["plan"]) == 64


def test_no_cell_of_the_form_is_a_formula_whatever_the_plan_says(desk):
    evil = PLAN.replace("name: Sáng kiến", "name: '=HYPERLINK(\"http://x\")'").replace(
        "quote: Có 10 sáng kiến.", "quote: '@SUM(1+1)'"
    )
    (desk.folder / "data/2022/plan.yml").write_text(evil, encoding="utf-8")
    book = opened(desk.form())
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Chỉ tiêu"]["B6"].value == "@SUM(1+1)"


def test_the_same_data_make_the_same_bytes(desk):
    first, second = desk.form(name="a.xlsx"), desk.form(name="b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_a_unit_may_be_named_by_its_short_name(desk):
    code, out, _ = desk.run("form", "--unit", "p. htqt", "--out", "ht.xlsx")
    assert (code, out) == (0, "Đã tạo biểu của đơn vị Phòng Hợp tác quốc tế: ht.xlsx\n")


def test_of_a_unit_that_has_ended_its_successor_is_named(desk):
    units = (
        "unit_id,name,short_name,start,end,successor\nVP,Văn phòng,VPTTr,,,\nHT,Hợp tác,P. HT,,30/6/2022,VP\n"
    )
    (desk.folder / "data/2022/units.csv").write_text(units, "utf-8")
    call = ["form", "--unit", "HT", "--out", "ht.xlsx", "--as-of"]
    assert desk.run(*call, "30/6/2022")[2] == ""
    told = "Đơn vị này chỉ có đến 30/06/2022.\nTừ hôm sau Văn phòng báo cáo: lấy biểu của Văn phòng.\n"
    assert desk.run(*call, "1/7/2022")[2] == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--unit", "Phòng Hợp tác quốc tế", "--out", "x.xlsx"], "có phải HT?"),
        (["--unit", "XX", "--out", "x.xlsx"], "không có đơn vị “XX”"),
        (["--unit", "VP", "--out", "nowhere/x.xlsx"], "không có thư mục nowhere"),
        (["--unit", "VP"], "--out"),
        (
            ["--all", "--out", "data/2022/units.csv"],
            "units.csv là một tệp: với --all",
        ),
        (["--all", "--out", "x", "--as-of", "1/2/22"], "“1/2/22” không phải là ngày — ghi đủ bốn chữ số"),
        (["--unit", "VP", "--out", "x.xlsx", "--campaign", "2021"], "không có phong trào “2021”"),
    ],
)
def test_a_wrong_call(desk, words, told):
    code, _, err = desk.run("form", *words)
    assert (code, told in err, (desk.folder / "x.xlsx").exists()) == (2, True, False)


def test_unsound_data_make_no_form(desk):
    desk.achievements.write_text(ACHIEVEMENTS + "x,CN-01,VP,1,,,,\n", encoding="utf-8")
    code, _, err = desk.run("form", "--unit", "VP", "--out", "x.xlsx")
    assert (code, "bad-date" in err, (desk.folder / "x.xlsx").exists()) == (1, True, False)


def test_a_filled_form_is_never_written_over(desk):
    path = desk.filled({"value": 3})
    before = path.read_bytes()
    code, _, err = desk.run("form", "--unit", "VP", "--out", "vp.xlsx")
    assert (code, path.read_bytes()) == (2, before)
    assert "tệp vp.xlsx đã có, có thể đã có người sửa; chọn tên khác, hoặc thêm --force" in err
    assert desk.run("form", "--unit", "VP", "--out", "vp.xlsx", "--force")[0] == 0


def test_a_blank_form_is_made_anew(desk):
    path = desk.form()
    desk.achievements.write_text(ACHIEVEMENTS + "2022-02-03,CN-01,VP,4,,,,\n", encoding="utf-8")
    assert desk.run("form", "--unit", "VP", "--out", "vp.xlsx")[0] == 0
    assert opened(path)["Chỉ tiêu"]["E6"].value == "6"


@pytest.mark.programs
def test_an_ods_of_libreoffice_comes_in_and_so_does_its_way_back(desk):
    desk.form()
    rows = [{"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3, "note": "một\nhai"}]
    fill(desk.folder / "vp.xlsx", rows)
    saved_as("ods", desk.folder, ["vp.xlsx"])
    code, out, err = desk.run("import", "as-ods/vp.ods")
    assert (code, err) == (0, "")
    assert '  + 2022-02-20,CN-01,VP,3,awarded,,,"một\nhai"\n' in out
    saved_as("xlsx", desk.folder, ["as-ods/vp.ods"])
    assert desk.run("import", "as-xlsx/vp.xlsx")[1].startswith("as-xlsx/vp.xlsx: 0 dòng mới, 1 dòng đã có.")


@pytest.mark.programs
def test_libreoffice_keeps_the_form_whole(desk):
    """Opened and saved by LibreOffice, the form still locks, checks, and is known for what it is."""
    desk.form()
    saved = saved_as("xlsx", desk.folder, ["vp.xlsx"]) / "vp.xlsx"
    book = opened(saved)
    assert [sheet.title for sheet in book] == [
        *ENTERED,
        "Đã ghi",
        "Chỉ tiêu",
        "Hướng dẫn",
        "_thidua",
    ]
    assert book["_thidua"].sheet_state != "visible"
    assert sorted(rule.type for rule in book["Kết quả"].data_validations.dataValidation) == [
        "date",
        "list",
        "list",
        "list",
        "textLength",
        "textLength",
        "whole",
    ]
    fill(saved, [{"date": date(2022, 2, 20), "target": "CN-01 – Sáng kiến", "value": 3}])
    code, out, err = desk.run("import", "as-xlsx/vp.xlsx")
    assert (code, err) == (0, "")
    assert "  + 2022-02-20,CN-01,VP,3,awarded,,," in out


def test_where_no_report_is_owed_no_form_speaks_of_any(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_campaign(
        tmp_path,
        plan=OWNED.replace("report_day: 5\n", ""),
        reports="date,unit_id,period\n2022-02-01,VP,2022-01\n",
    )
    book = opened(Desk(tmp_path, capsys).form())
    assert "Báo cáo tháng" not in book.sheetnames
    assert "Báo cáo" not in [cell.value for cell in book["Đã ghi"]["A"]]
