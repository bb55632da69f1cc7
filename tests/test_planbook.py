"""A campaign's plan as a workbook and back: only what was changed is written, each problem has a cell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from campaigns import PLAN, UNITS, write_campaign
from entry_kit import NEW_YEAR, Desk, opened
from office_kit import saved_as
from table_kit import cases
from thidua.keyed.edit import edited
from thidua.keyed.nodes import MapNode
from thidua.keyed.wanted import Item, Items
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.new_campaign import TEMPLATES
from thidua.plan.schema import PLAN as PLAN_KEYS
from thidua.plan.schema import TARGET, THE_PLAN
from thidua.planbook.back import wanted_of
from thidua.planbook.cells import cells_of, under
from thidua.planbook.layout import TITLES
from thidua.problems import CellError

ROOT = Path(__file__).resolve().parent.parent
KEYS, FIRST = 3, 5  # rows of a sheet

RICH = """\
# Đầu tệp
campaign: "2022"
title: Phong trào thi đua   # tên đầy đủ
document:
  number:             # chưa có số
  place: Hà Tĩnh
phases:
  - id: dot1          # đợt đầu
    name: Đợt 1
    start: 2022-01-01
    end: 2022-06-30
  - {id: dot2, name: Đợt 2, start: 2022-07-01, end: 2022-12-31}
closes: 2023-03-31
scales:
  xl4: [Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ]
populations: {staff: người, families: {name: gia đình, unit: hộ}}
targets:
  # --- cá nhân
  - id: CN-01
    clause: "1"
    quote: "Có 10 sáng kiến: ít nhất."
    name: Sáng kiến
    group: individual
    measure: count
    goal: {at_least: 10}
    pace:             # mốc minh họa
      - {by: 2022-03-31, value: 1}   # quý I
      - {by: 2022-06-30, value: 4}
    owner: VP

  # --- tập thể
  - {id: XL-01, clause: "4", quote: Xếp loại tốt., name: Xếp loại, group: collective, measure: rank,
     goal: {at_least: Hoàn thành tốt nhiệm vụ}, scale: xl4}
  - id: MUC-01
    clause: "5"
    quote: |-
      Đạt 90%.
      Cả năm.
    name: Hài lòng
    group: task
    measure: level
    unit: "%"
    goal: {at_least: 90}
    baseline: 0
revisions:
  - date: 2022-08-05
    cite: QĐ 9        # văn bản
    targets:
      CN-01: {goal: {at_least: 12}, quote: Có 12 sáng kiến.}
milestones:
  # tổng kết
  - {phase: dot1, before: 2022-06-30}
  - {id: KN-1, name: Ngày 3/2, date: 2022-02-03}
recipients: [Chi bộ, "Lưu: VT"]
"""
FEW = {
    "plan.yml": RICH,
    "achievements": "date,target_id,unit_id,value,stage,role,evidence,note\n",
    "updates": "date,task_id,unit_id,text,asks,answered\n",
    "allocations": "date;target_id;unit_id;goal;baseline;note\r\n"
    "2022-01-01;CN-01;VP;3;;\r\n2022-01-01;CN-01;HT;7;;\r\n",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    write_campaign(
        tmp_path, **{"plan": RICH, **{key: text for key, text in FEW.items() if key != "plan.yml"}}
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    found = Desk(tmp_path, capsys)

    def write(path: Path) -> None:
        assert found.run("plan", "--to", path)[0] == 0

    found.made("so.xlsx", "plan", write)
    return found


class Book:
    """A workbook in the hands of a person: cells by sheet, row and column."""

    def __init__(self, path: Path | str = "so.xlsx") -> None:
        self.book = opened(path)

    def sheet(self, title: str) -> Any:
        return self.book[title]

    def row(self, title: str, name: str) -> int:
        page = self.book[title]
        return next(line for line in range(FIRST, page.max_row + 2) if page.cell(line, 2).value == name)

    def column(self, title: str, key: str) -> int:
        return next(cell.column for cell in self.book[title][KEYS] if cell.value == key)

    def put(self, title: str, name: str, key: str, value: object) -> None:
        self.book[title].cell(self.row(title, name), self.column(title, key)).value = value  # type: ignore[arg-type]

    def once(self, key: str, value: object) -> None:
        page = self.book["Kế hoạch"]
        line = next(line for line in range(FIRST, 80) if page.cell(line, 1).value == key)
        page.cell(line, 3).value = value  # type: ignore[arg-type]

    def add(self, title: str, **cells: object) -> int:
        page = self.book[title]
        line = next(line for line in range(FIRST, page.max_row + 2) if page.cell(line, 2).value is None)
        for key, value in cells.items():
            page.cell(line, self.column(title, key)).value = value  # type: ignore[arg-type]
        return line

    def save(self, path: str = "so.xlsx") -> None:
        self.book.save(path)


Changes = list[tuple[Callable[[Book], object], str]]  # what a person does, and what is told of it


def take(desk: Desk, change: Callable[[Book], object]) -> tuple[int, str, str]:
    book = Book()
    change(book)
    book.save()
    return desk.run("plan", "--from", "so.xlsx")


def texts(desk: Desk) -> dict[str, str]:
    folder = desk.folder / "data" / "2022"
    return {path.name: path.read_bytes().decode() for path in folder.iterdir() if path.is_file()}


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


# ── nothing changed ──


@pytest.mark.parametrize(
    "source",
    ["data/2022", "tests/offices/chupah-2024", "tests/offices/nong-thon-2021-2025"],
)
def test_a_workbook_as_it_was_made_changes_nothing(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in {source, "tests/offices/nong-thon-2016-2020"}:  # which another is compared with
        shutil.copytree(ROOT / each, tmp_path / "data" / Path(each).name)
    monkeypatch.chdir(tmp_path)
    desk, which = Desk(tmp_path, capsys), ("--campaign", Path(source).name)
    assert desk.run("plan", "--to", "so.xlsx", *which)[0] == 0
    first, before = (tmp_path / "so.xlsx").read_bytes(), desk.hashes()
    assert desk.run("plan", "--to", "so.xlsx", *which)[0] == 0
    assert (tmp_path / "so.xlsx").read_bytes() == first
    code, out, err = desk.run("plan", "--from", "so.xlsx", *which)
    assert (code, err) == (0, "")
    assert "Không có gì đổi" in out
    assert desk.hashes() == before
    assert set(Book().book.sheetnames) >= set(TITLES.values())


@pytest.mark.programs
def test_saved_again_by_libreoffice_it_still_changes_nothing_else(desk: Desk) -> None:
    book = Book()
    book.put("Chỉ tiêu", "CN-01", "goal", 12)
    book.save()
    saved = saved_as("ods", desk.folder, ["so.xlsx"]) / "so.ods"
    before = texts(desk)["plan.yml"]
    code, _, err = desk.run("plan", "--from", saved)
    assert (code, [line for line in err.splitlines() if "cảnh báo" not in line]) == (0, []), err
    assert texts(desk)["plan.yml"] == before.replace("goal: {at_least: 10}", "goal: {at_least: 12}")


# ── what is changed, and what stays ──


def test_cells_change_in_place_and_every_comment_stays(desk: Desk) -> None:
    before = texts(desk)

    def change(book: Book) -> None:
        book.once("document.number", "12/KH")
        book.once("title", "Phong trào: thi đua #1")
        book.once("recipients", "Chi bộ\nĐoàn thể\nLưu: VT")
        book.put("Chỉ tiêu", "CN-01", "pace@dot1", 5)
        book.put("Chỉ tiêu", "CN-01", "owner", "HT")
        book.put("Chỉ tiêu", "CN-01", "start", date(2022, 2, 1))
        book.put("Chỉ tiêu", "MUC-01", "baseline", None)
        book.put("Chỉ tiêu", "MUC-01", "goal", 92.5)
        book.put("Chỉ tiêu", "MUC-01", "goal:", "trên")
        book.put("Đợt", "dot2", "review_before", "30/12/2022")
        book.put("Đối tượng", "staff", "unit", "người lao động")
        book.put("Thang xếp loại", "xl4", "levels", "Yếu\nHoàn thành nhiệm vụ\nHoàn thành tốt nhiệm vụ")
        page = book.sheet("Nội dung điều chỉnh")
        page.cell(FIRST, book.column("Nội dung điều chỉnh", "goal")).value = 13
        book.put("Giao chỉ tiêu", datetime_of(book), "goal", 6)

    code, out, err = take(desk, change)
    assert (code, err) == (0, ""), err
    assert "Chỉ tiêu CN-01, Đơn vị chủ trì: VP → HT" in out
    assert "  Kế hoạch, Tên phong trào thi đua: " in out
    gone, new = lines_changed(before["plan.yml"], texts(desk)["plan.yml"])
    assert new == [
        'title: "Phong trào: thi đua #1"   # tên đầy đủ',
        "  number: 12/KH             # chưa có số",
        "  - {id: dot2, name: Đợt 2, start: 2022-07-01, end: 2022-12-31, review_before: 2022-12-30}",
        "  xl4: [Yếu, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ]",
        "populations: {staff: {name: người, unit: người lao động}, families: {name: gia đình, unit: hộ}}",
        "    start: 2022-02-01",
        "      - {by: 2022-06-30, value: 5}",
        "    owner: HT",
        "    goal: {more_than: 92.5}",
        "      CN-01: {goal: {at_least: 13}, quote: Có 12 sáng kiến.}",
        'recipients: [Chi bộ, Đoàn thể, "Lưu: VT"]',
    ]
    assert len(gone) == 11
    assert texts(desk)["allocations.csv"] == FEW["allocations"].replace("VP;3", "VP;6")
    after = desk.hashes()
    assert "Không có gì đổi" in desk.run("plan", "--from", "so.xlsx")[1]
    assert desk.hashes() == after


def datetime_of(book: Book) -> Any:
    return book.sheet("Giao chỉ tiêu").cell(FIRST, 2).value


def test_rows_come_go_and_are_put_in_order(desk: Desk) -> None:
    def change(book: Book) -> None:
        page = book.sheet("Chỉ tiêu")
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST, max_row=FIRST + 2)]
        for line, row in enumerate([rows[2], rows[0], rows[1]], FIRST):
            for place, value in enumerate(row, 1):
                page.cell(line, place).value = value
        book.add(
            "Nhiệm vụ", id="III.2.1", clause="III.2.1", text="Học tập\nvà làm theo", targets="CN-01, MUC-01"
        )
        book.add(
            "Chỉ tiêu",
            **{
                "id": "CN-09",
                "clause": "9",
                "quote": "Có 2 đề tài",
                "name": "Đề tài",
                "group": "individual",
                "measure": "số lượng",
                "goal:": "ít nhất",
                "goal": 2,
                "pace@dot1": 1,
            },
        )
        book.add("Đơn vị", unit_id="MOI", name="Phòng mới")
        book.sheet("Giao chỉ tiêu").delete_rows(FIRST + 1)
        book.sheet("Ngày kỷ niệm").delete_rows(FIRST)
        book.add("Ngày kỷ niệm", id="KN-2", name="Ngày 2/9", date="02/09/2022")

    code, out, err = take(desk, change)
    assert code == 0, err
    assert "  + Đơn vị: MOI" in out and "  - Ngày kỷ niệm: KN-1" in out
    plan = texts(desk)["plan.yml"]
    order = [line.strip("- {").split(",")[0] for line in plan.splitlines() if "id: " in line]
    assert order[2:6] == ["id: MUC-01", "id: CN-01", "id: XL-01", "id: CN-09"]
    assert plan.count("#") == RICH.count("#")
    assert "    text: |-\n      Học tập\n      và làm theo\n    targets: [CN-01, MUC-01]\n" in plan
    assert "    pace: [{by: 2022-06-30, value: 1}]\n" in plan
    assert "  - {id: KN-2, name: Ngày 2/9, date: 2022-09-02}" in plan
    assert texts(desk)["units.csv"].endswith("MOI,Phòng mới,\n")
    assert texts(desk)["allocations.csv"].count("\r\n") == 2
    after = desk.hashes()
    assert "Không có gì đổi" in desk.run("plan", "--from", "so.xlsx")[1]
    assert desk.hashes() == after


def test_rows_sorted_without_their_hidden_numbers_and_ids_passed_on_are_taken_once(desk: Desk) -> None:
    def sort(book: Book) -> None:
        sheet = book.sheet("Chỉ tiêu")
        for column in range(2, sheet.max_column + 1):
            one, other = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
            one.value, other.value = other.value, one.value
        book.put("Chỉ tiêu", "CN-01", "name", "Tên mới")

    code, out, err = take(desk, sort)
    assert code == 0, err
    assert "CN-01, Tên ngắn" in out and out.count("→") == 1
    assert "  Chỉ tiêu: các dòng đứng theo thứ tự của sổ" in out
    after = desk.hashes()
    assert "Không có gì đổi" in desk.run("plan", "--from", "so.xlsx")[1]
    assert desk.hashes() == after

    def pass_on(book: Book) -> None:
        book.add("Ngày kỷ niệm", id="KN-2", name="Ngày 2/9", date="02/09/2022")

    def chain(book: Book) -> None:
        book.put("Ngày kỷ niệm", "KN-2", "id", "KN-3")
        book.put("Ngày kỷ niệm", "KN-1", "id", "KN-2")

    assert take(desk, pass_on)[0] == 0
    assert desk.run("plan", "--to", "so.xlsx", "--force")[0] == 0
    assert take(desk, chain)[0] == 0
    after = desk.hashes()
    assert "Không có gì đổi" in desk.run("plan", "--from", "so.xlsx")[1]
    assert desk.hashes() == after


# ── what is wrong is told at its cell, and nothing is written ──


AS_TYPED: Changes = [
    (lambda book: book.put("Chỉ tiêu", "MUC-01", "goal", "=2+3"), "so.xlsx[Chỉ tiêu]!I7: formula-cell"),
    (lambda book: book.put("Chỉ tiêu", "CN-01", "name", "a\u202eb"), "[Chỉ tiêu]!E5: control-character"),
    (lambda book: book.sheet("Đợt").cell(5, 40, "ghi chú"), "so.xlsx[Đợt]!AN5: stray-cell"),
    (lambda book: book.sheet("Đợt").cell(1, 6, 5), "so.xlsx[Đợt]!F1: stray-cell"),
    (lambda book: book.sheet("Kế hoạch").cell(70, 2, "Ghi thêm"), "so.xlsx[Kế hoạch]!B70: stray-cell"),
]
IN_CELLS: Changes = [
    (lambda book: book.put("Chỉ tiêu", "CN-01", "goal", "mười"), "so.xlsx[Chỉ tiêu]!I5: not-a-number"),
    (lambda book: book.put("Chỉ tiêu", "CN-01", "due", "31/2/2022"), "so.xlsx[Chỉ tiêu]!Y5: bad-date"),
    (lambda book: book.put("Đợt", "dot1", "end", "44742"), "so.xlsx[Đợt]!F5: bad-date"),
    (lambda book: book.once("closes", "hôm nay"), "so.xlsx[Kế hoạch]!C"),
]
IN_MEANING: Changes = [
    (
        lambda book: book.put("Chỉ tiêu", "CN-01", "quote", None),
        "[Chỉ tiêu]!D5: missing-key: thiếu mục “quote” (nguyên văn trong kế hoạch) — điền ô của mục “quote”",
    ),
    (lambda book: book.put("Chỉ tiêu", "CN-01", "owner", "XX"), "so.xlsx[Chỉ tiêu]!U5: unknown-unit"),
    (lambda book: book.put("Đợt", "dot2", "end", "31/12/2021"), "so.xlsx[Đợt]!"),
    (
        lambda book: book.add("Đơn vị", unit_id="VP", name="Trùng"),
        "so.xlsx[Đơn vị]!B7: duplicate-id: “VP” đã dùng cho đơn vị ở dòng 5",
    ),
    (
        lambda book: book.put("Chỉ tiêu", "MUC-01", "id", "CN-01"),
        "so.xlsx[Chỉ tiêu]!B7: duplicate-id: mã “CN-01” đã dùng ở dòng 5 (",
    ),
    (
        lambda book: book.add("Nội dung điều chỉnh", date="5/8/2022", **{"*": "CN-99"}, cancelled="có"),
        "so.xlsx[Nội dung điều chỉnh]!C6: unknown-target",
    ),
    (
        lambda book: book.sheet("Nội dung điều chỉnh").cell(5, 7, "hơn hẳn"),
        "so.xlsx[Nội dung điều chỉnh]!G5: unknown-key: không có mục “hơn hẳn” ở đây — ghi một trong",
    ),
]
IN_ROWS: Changes = [
    (lambda book: book.put("Chỉ tiêu", "MUC-01", "goal:", None), "so.xlsx[Chỉ tiêu]!I7: missing-value"),
    (lambda book: book.sheet("Nội dung điều chỉnh").cell(5, 2, "6/8/2022"), "!B5: unknown-revision"),
]
PACED: Changes = [
    (lambda book: book.put("Chỉ tiêu", "CN-01", "pace", "đều"), "so.xlsx[Chỉ tiêu]!Z5: bad-pace"),
]
IN_USE: Changes = [
    (lambda book: book.put("Đơn vị", "VP", "unit_id", "VX"), "so.xlsx[Đơn vị]!B5: id-in-use: “VP”"),
]
IN_SHEETS: Changes = [
    (lambda book: book.sheet("Chỉ tiêu").delete_cols(9), "missing-column: thiếu cột “Mức (goal)”"),
    (lambda book: book.book.remove(book.sheet("Tổng kết")), "sheet-missing: không thấy trang “Tổng kết”"),
    (lambda book: book.book.copy_worksheet(book.sheet("Đơn vị")), "sheet-doubled"),
    (lambda book: book.sheet("Đợt").merge_cells("B5:B6"), "so.xlsx[Đợt]!B5:B6: merged-cells"),
]
NO_STAMP: Changes = [(lambda book: book.book.remove(book.sheet("_thidua")), "so.xlsx: wrong-form")]


@pytest.mark.parametrize(
    "changes", [AS_TYPED, IN_CELLS, IN_MEANING, IN_ROWS, PACED, IN_USE, IN_SHEETS, NO_STAMP]
)
def test_a_problem_is_told_at_its_cell_and_nothing_is_written(desk: Desk, changes: Changes) -> None:
    before = desk.hashes()
    code, _, err = take(desk, lambda book: [change(book) for change, _ in changes])
    assert code == 1
    assert [told for _, told in changes if told not in err] == []
    assert err.count(" — ") >= len(changes)
    assert desk.hashes() == before


def test_a_workbook_of_another_campaign_a_form_and_a_wrong_call_are_refused(desk: Desk) -> None:
    shutil.copytree("data/2022", "data/2021")
    plan = desk.folder / "data/2021/plan.yml"
    plan.write_text(RICH.replace('"2022"', '"2021"'), "utf-8")
    assert "của phong trào “2022”" in desk.run("plan", "--from", "so.xlsx", "--campaign", "2021")[2]
    desk.form(name="bieu.xlsx")
    assert "không phải sổ kế hoạch" in desk.run("plan", "--from", "bieu.xlsx", "--campaign", "2022")[2]
    code, _, told = desk.run("plan", "--from", "mat.xlsx", "--campaign", "2022")
    assert (code, told) == (2, "thidua: gọi sai: không có tệp mat.xlsx\n")
    assert desk.run("plan")[0] == 2
    Book().save("khac.xlsx")
    code, _, err = desk.run("plan", "--to", "khac.xlsx", "--campaign", "2022")
    assert (code, "--force" in err) == (2, True)
    code, _, err = desk.run("plan", "--to", "thu.xlsx", "--dry-run", "--campaign", "2022")
    assert (code, "--dry-run" in err, Path("thu.xlsx").exists()) == (2, True, False)
    code, _, err = desk.run("plan", "--to", "so.csv", "--campaign", "2022")
    assert (code, "phải kết thúc bằng .xlsx" in err, Path("so.csv").exists()) == (2, True, False)
    assert desk.run("new", "2030", "--workbook", "khong/co/so.xlsx")[0] == 2
    assert not Path("data/2030").exists()


# ── when the files have changed too ──


def test_changes_in_other_places_come_together_and_of_one_cell_are_refused(desk: Desk) -> None:
    plan = desk.folder / "data/2022/plan.yml"
    plan.write_text(
        RICH.replace("value: 4", "value: 3").replace("closes: 2023-03-31", "closes: 2023-04-30"), "utf-8"
    )
    before = desk.hashes()
    code, _, err = take(desk, lambda book: book.put("Chỉ tiêu", "CN-01", "pace@dot1", 5))
    assert (code, desk.hashes()) == (1, before)
    assert "so.xlsx[Chỉ tiêu]!AA5: plan-conflict" in err
    assert "lúc đó “4”, nay “3”" in err
    code, _, _ = take(
        desk,
        lambda book: (
            book.put("Chỉ tiêu", "CN-01", "pace@dot1", 3),
            book.put("Chỉ tiêu", "CN-01", "name", "Sáng kiến mới"),
        ),
    )
    assert code == 0
    text = texts(desk)["plan.yml"]
    assert "closes: 2023-04-30" in text and "name: Sáng kiến mới" in text and "value: 3" in text
    assert desk.run("plan", "--to", "so.xlsx", "--force")[0] == 0
    units = desk.folder / "data/2022/units.csv"
    units.write_bytes(units.read_bytes() + "MOI,Phòng mới,\n".encode())
    assert desk.run("plan", "--to", "so.xlsx", "--force")[0] == 0
    units.write_bytes(units.read_bytes().replace("Phòng mới".encode(), "Phòng khác".encode()))
    code, _, err = take(desk, lambda book: book.sheet("Đơn vị").delete_rows(book.row("Đơn vị", "MOI")))
    assert code == 1
    assert "dòng “MOI” bị bỏ khỏi sổ, mà “Tên đơn vị” trong tệp đã đổi: lúc đó “Phòng mới”, nay" in err


def test_the_same_workbook_edited_on_is_taken_again(desk: Desk) -> None:
    assert (
        take(
            desk,
            lambda book: (
                book.put("Chỉ tiêu", "CN-01", "goal", 12),
                book.add("Đơn vị", unit_id="M1", name="Một"),
            ),
        )[0]
        == 0
    )
    code, _, err = take(
        desk,
        lambda book: (
            book.put("Chỉ tiêu", "CN-01", "goal", 13),
            book.put("Đơn vị", "M1", "name", "Phòng Một"),
        ),
    )
    assert code == 0, err
    assert "so.xlsx[Giao chỉ tiêu]!E6: allocations-below-goal: cảnh báo" in err
    assert "goal: {at_least: 13}" in texts(desk)["plan.yml"]
    assert "M1,Phòng Một," in texts(desk)["units.csv"]
    (desk.folder / "data/2022/form-rows.csv").unlink()
    code, _, err = take(desk, lambda book: book.put("Chỉ tiêu", "CN-01", "goal", 14))
    assert (code, "plan-conflict" in err) == (1, True)


def test_a_trial_run_writes_nothing(desk: Desk) -> None:
    before = desk.hashes()
    book = Book()
    book.put("Chỉ tiêu", "CN-01", "goal", 12)
    book.save()
    code, out, _ = desk.run("plan", "--from", "so.xlsx", "--dry-run")
    assert (code, "10 → 12" in out, desk.hashes()) == (0, True, before)


# ── the text ──


def tree(text: str) -> MapNode:
    root, problems = read_yaml(text, "plan.yml", THE_PLAN)
    assert isinstance(root, MapNode) and not problems
    return root


@cases("end", ["\n", "\r\n", "\r"])
@cases("start", ["", "\ufeff"])
def test_line_ends_and_marks_of_a_text_stay(end: str, start: str) -> None:
    text = start + RICH.replace("\n", end)
    wanted = {"title": "Mới", "recipients": Items((Item("Chi bộ", 0), Item("Đoàn"))), "theme": "Một\nHai"}
    found = edited(text, tree(text), PLAN_KEYS, wanted)
    new = RICH.replace("title: Phong trào thi đua ", "title: Mới ").replace(', "Lưu: VT"]', ", Đoàn]")
    new = new.replace("# tên đầy đủ\n", "# tên đầy đủ\n\ntheme: |-\n  Một\n  Hai\n")
    assert found == start + new.replace("\n", end)


def test_groups_of_ids_stay_as_they_are_written_where_a_cell_says_the_same() -> None:
    text, key = 'from: {percent: [["B", A], [A, "C", D]]}\n', TARGET.key("from")
    assert key is not None
    node = under(tree(text), key, TARGET)
    cells = dict(cells_of(node, key))
    assert edited(text, tree(text), TARGET, {"from": wanted_of(cells, key, node)}) == text
    less = wanted_of({**cells, "from": "B, A; A, C"}, key, node)
    assert edited(text, tree(text), TARGET, {"from": less}) == text.replace(", D]", "]")


def test_what_stands_in_two_places_is_changed_by_nobody() -> None:
    text = PLAN.replace("{staff: người, families: gia đình}", "{staff: &a người, families: *a}")
    wanted = {
        "populations": Items((Item("người", 0, "staff"), Item("gia đình", 1, "families")), is_table=True)
    }
    with pytest.raises(CellError, match="plan-by-hand"):
        edited(text, tree(text), PLAN_KEYS, wanted)


def test_a_new_campaign_starts_from_a_workbook(desk: Desk) -> None:
    code, out, _ = desk.run("new", "2023", "--workbook", "moi.xlsx")
    assert (code, "thidua plan --from moi.xlsx" in out) == (0, True)
    assert desk.run("plan", "--from", "moi.xlsx", "--campaign", "2023")[0] == 0
    assert desk.run("new", "2023", "--workbook", "moi.xlsx")[0] == 2
    book = Book()
    book.once("title", "Phong trào năm 2024")
    book.put("Chỉ tiêu", "CN-01", "goal", 11)
    book.sheet("Nội dung điều chỉnh").delete_rows(FIRST)
    book.sheet("Điều chỉnh").delete_rows(FIRST)
    book.save("day.xlsx")
    assert desk.run("new", "2024", "--workbook", "day.xlsx") == (
        0,
        "Đã tạo data/2024. Sửa data/2024/plan.yml, rồi chạy “thidua check”.\n",
        "day.xlsx được ghi từ phong trào “2022”: ngày tháng giữ nguyên như ở đó, xem lại.\n",
    )
    text = (desk.folder / "data/2024/plan.yml").read_text("utf-8")
    assert 'campaign: "2024"' in text and "title: Phong trào năm 2024   # tên đầy đủ" in text
    assert "revisions" not in text and (desk.folder / "data/2024/units.csv").read_text() == UNITS
    assert (desk.folder / "data/2024/achievements.csv").read_text().count("\n") == 1
    book.put("Chỉ tiêu", "CN-01", "goal", "mười")
    book.save("sai.xlsx")
    code, _, err = desk.run("new", "2025", "--workbook", "sai.xlsx")
    assert (code, "sai.xlsx[Chỉ tiêu]!I5" in err, (desk.folder / "data/2025").exists()) == (1, True, False)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_has_a_workbook_of_its_own(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    assert desk.run("new", "2031", "--template", template)[0] == 0
    assert desk.run("plan", "--to", "so.xlsx")[0] == 0
    text = (tmp_path / "data/2031/plan.yml").read_text("utf-8")

    def change(book: Book) -> None:
        book.once("title", "Tên mới")
        book.once("issuer.name", "Sở Ngoại vụ")
        book.add("Đơn vị", unit_id="VP", name="Văn phòng")

    code, _, err = take(desk, change)
    assert (code, err) == (0, ""), err
    after = (tmp_path / "data/2031/plan.yml").read_text("utf-8")
    gone, new = lines_changed(text, after)
    assert new == ["title: Tên mới", "issuer: Sở Ngoại vụ"] and len(gone) == 1
