"""Sheets of a form whose heads were changed, each told from its own cells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from campaigns import TODAY, campaign_files, read
from table_kit import cases
from thidua.entry.containers import _zipped
from thidua.entry.form_reader import FormCells, _Entry
from thidua.entry.form_sheets import (
    TITLE,
    Found,
    _above,
    _entry,
    _identified,
    _kind,
    _other_unit,
    _unread_width,
)
from thidua.entry.grid import Cell, Grid
from thidua.entry.incoming import Incoming
from thidua.entry.sections import HAPPENED, HELP, LISTED, RECORDED, ROW_ID, Sheet
from thidua.entry.stamp import stamp_for
from thidua.problems import Where
from thidua.tables.columns import ACHIEVEMENTS


def row(*texts: str | None) -> tuple[Cell, ...]:
    return tuple(Cell() if one is None else Cell(one, "s") for one in texts)


@cases("sheet", [Sheet.COUNTS, Sheet.UPDATES, Sheet.HEADCOUNT, Sheet.REPORT])
def test_a_header_names_more_than_half_of_the_columns(sheet: Sheet) -> None:
    headers = [column.title for column, _ in sheet.value.columns]
    for named in range(1, len(headers) + 1):
        found = _entry("Tờ 1", Grid((row("x"), row(*headers[:named])), ()), "a.xlsx")
        assert (found is not None and found.header_at == 2) == (2 * named > len(headers)), named


@cases(("above", "found"), [(29, True), (30, False)])
def test_a_header_is_looked_for_in_the_first_thirty_rows(above: int, found: bool) -> None:
    header = row(*(column.title for column, _ in Sheet.COUNTS.value.columns))
    assert (_entry("Tờ 1", Grid((row("x"),) * above + (header,), ()), "a.xlsx") is not None) is found


@cases(
    ("columns", "at", "found"),
    [
        ((None, "date"), 0, (ROW_ID, "date")),
        (("date",), 1, ("date", ROW_ID)),
        (("date",), 3, ("date", None, None, ROW_ID)),
        (("date", "value"), 1, ("date", "value")),  # somebody's own column stands there
        ((ROW_ID, "date"), 1, (ROW_ID, "date")),
    ],
)
def test_identities_are_known_without_their_header(
    columns: tuple[str | None, ...], at: int, found: tuple[str | None, ...]
) -> None:
    typed = row(*[None] * at, "K3f9a2c01-001")
    assert _identified(columns, [row("x"), typed]) == found


@cases(
    ("name", "title", "kind"),
    [
        (Sheet.RANKS.value.title, "", Sheet.RANKS),
        ("Tờ 1", f"{TITLE}: {Sheet.RANKS.value.about}", Sheet.RANKS),
        ("Tờ 1", f"{TITLE}: {Sheet.LEVELS.value.about}", Sheet.LEVELS),
        ("Tờ 1", f"{TITLE}: khác", Sheet.COUNTS),
    ],
)
def test_a_sheet_of_results_is_known_by_its_name_or_its_title(name: str, title: str, kind: Sheet) -> None:
    assert _kind(name, Grid((row(title),), ()), ("date",)) is kind
    below = Grid((row("x"), row(title)), ())
    assert _kind(name, below, ("date",)) is (kind if name == kind.value.title else Sheet.COUNTS)


def test_a_sheet_is_known_by_the_identities_of_its_rows_whatever_row_is_short() -> None:
    grid = Grid((row("x"), row(None, "M3f9a2c01-001")), ())
    assert _kind(Sheet.RANKS.value.title, grid, ("date", ROW_ID)) is Sheet.LEVELS


@cases(("title", "width"), [(LISTED, 11), (RECORDED, 8), (HELP, 2), (TITLE, 0)])
def test_what_is_only_to_be_looked_at_is_known_by_its_first_row(title: str, width: int) -> None:
    assert _unread_width(Grid((row(title),), ())) == width
    assert _unread_width(Grid((row(), row(title)), ())) == 0


def test_the_lines_of_a_form_may_stand_before_a_table_that_was_moved() -> None:
    made, _ = read(campaign_files())
    assert made is not None
    above = row(TITLE), row(None, f"{made.plan.title} ấy"), row(None, None, "dài hơn mười hai chữ cái")
    grid = Grid((*above, row(None, "Ngày")), ())
    found = _above(Found(Sheet.COUNTS, "a.xlsx", grid, 4, (None, "date")), made)
    assert [one.file for one in found] == ["a.xlsx!C3"]


def test_a_row_without_a_target_is_the_form_s_own_unit_s() -> None:
    form: Any = SimpleNamespace(offer=SimpleNamespace(unit="VP"))
    assert FormCells.unit(form, ACHIEVEMENTS, [], ("date",)) == "VP"


def test_only_a_report_says_that_nothing_happened() -> None:
    for sheet, columns in ((Sheet.REPORT, ("period",)), (Sheet.COUNTS, (HAPPENED,))):
        form: Any = SimpleNamespace(found=SimpleNamespace(sheet=sheet, columns=columns), denials={})
        _Entry._note_denial(form, 7, ["Không phát sinh"])
        assert form.denials == {}


def test_a_problem_without_a_line_has_no_cell() -> None:
    form = Incoming("a.xlsx", (), (), {"a.xlsx[Kết quả]": {"value": "D"}})
    places = ("a.xlsx[Kết quả]", None), ("a.xlsx[Kết quả]", 7), ("b.csv", 7)
    told = [Where(file, line, "value").error("baseline-not-allowed/of-unit") for file, line in places]
    found = [(one.file, one.line) for one in map(form.addressed, told)]
    assert found == [places[0], ("a.xlsx[Kết quả]!D7", None), places[2]]


@cases(
    ("name", "told"),
    [("xl/workbook.xml", None), ("word/a.xml", "Word"), ("ppt/a.xml", "trình chiếu"), ("a.iwa", "Numbers")],
)
def test_a_zip_of_another_program_is_called_by_its_name(name: str, told: str | None) -> None:
    found = _zipped(["docProps/app.xml", name], b"")
    assert found is None if told is None else found is not None and told in found.render()


@cases(
    ("header", "columns", "place"),
    [
        (("Ngày", ""), ("date", None), 2),
        (("Ngày", "Ghi riêng", "", ""), ("date", None, None, None), 3),  # somebody's own column has a name
        (("", "Ngày", ""), (ROW_ID, "date", None), 3),
    ],
)
def test_a_column_without_a_name_is_told_by_its_place(
    header: tuple[str, ...], columns: tuple[str | None, ...], place: int
) -> None:
    found = Found(Sheet.COUNTS, "a.xlsx[Kết quả]", Grid((row("x"), row(*header)), ()), 2, columns)
    entry: Any = SimpleNamespace(found=found)
    assert _Entry._nameless(entry).file == f"a.xlsx[Kết quả]!{'ABC'[place - 1]}2"


@cases(
    ("above", "first", "told"),
    [
        ((row("Đơn vị: Văn phòng (VP)"),), 0, None),
        ((row(), row("Đơn vị: Văn phòng (VP)")), 0, None),  # nothing stands in the first row
        ((row(None), row(None, "Đơn vị: Văn phòng (VP)")), 1, None),  # a column was put in before
        ((row("Đơn vị: Phòng khác (HT)"),), 0, "a.xlsx!A1"),
        ((row(None), row(None, "Đơn vị: Phòng khác (HT)")), 1, "a.xlsx!B2"),
        ((row("x"),), 0, "a.xlsx"),
    ],
)
def test_the_unit_above_a_table_is_the_forms(
    above: tuple[tuple[Cell, ...], ...], first: int, told: str | None
) -> None:
    made, _ = read(campaign_files())
    assert made is not None
    below = row("Đơn vị: Văn phòng (VP)"), row(None, "Đơn vị: Văn phòng (VP)")
    grid = Grid((*above, row(*[None] * first, "Ngày"), *below), ())
    entry = Found(Sheet.COUNTS, "a.xlsx", grid, len(above) + 1, (*[None] * first, "date"))
    found = [one.file for one in _other_unit(entry, stamp_for(made, "VP", TODAY, ""), made)]
    assert found == ([] if told is None else [told])
