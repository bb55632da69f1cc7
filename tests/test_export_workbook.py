"""The workbook's formulas, recalculated by LibreOffice, give the site's figures on any as-of day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from office_kit import saved_as
from openpyxl import load_workbook
from plans import AT_END, campaign, day, heads, points, row, target
from table_kit import cases
from thidua.export.judged import is_followed
from thidua.export.tables import public_rows
from thidua.export.workbook import workbook_xlsx
from thidua.figures.progress import Figure, PhaseFigure, measure
from thidua.intake.read import load
from thidua.model import Accumulation, Campaign, Measure, Quantity, Source, Stage
from thidua.office import repacked
from thidua.words import VIETNAMESE

DATA = Path(__file__).parents[1] / "data"
SHEETS = ["Chỉ tiêu", "Kết quả", "Theo đợt", "Theo đơn vị", "Cách tính", "Quân số", "Diễn biến"]


def test_a_zip_file_packed_again_is_what_the_library_would_write() -> None:
    """Parts in order of names, the list of types first, no days; a name of other letters, an empty part."""
    parts = {
        "xl/b.xml": b"b" * 9_000,
        "xl/ảnh.xml": b"<a/>",
        "empty": b"",
        "[Content_Types].xml": b"<Types/>",
    }
    asked, expected = BytesIO(), BytesIO()
    with ZipFile(asked, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    with ZipFile(expected, "w") as made:
        for name in ("[Content_Types].xml", "empty", "xl/b.xml", "xl/ảnh.xml"):
            made.writestr(ZipInfo(name), parts[name], ZIP_DEFLATED)
    assert repacked(asked.getvalue()) == expected.getvalue()


def hard_cases() -> Campaign:
    """Every measure, operator and pace, late and lost goals, corrections, a population that moves."""
    targets = [
        target("C-1", at_least=10),
        target("C-2", between=(7, 9), pace=points(("31/3", 2), ("30/6", 2), ("30/9", 5))),
        target("C-3", at_least=3, due="15/5"),
        target("C-4", reading=Accumulation.CUMULATIVE, at_least=6, pace=AT_END),
        target("C-5", counts=Stage.REGISTERED, at_least=2),
        target("C-6", at_least=5, start="1/8", due="30/9"),
        target("N-1", at_most=0),  # nothing is allowed: there is no way to go
        target("N-2", Measure.AMOUNT, at_most=0, pace=points(("30/6", 0))),
        target("R-1", Measure.RATIO, more_than=90),
        target("R-2", Measure.RATIO, at_least="33.3", due="30/4"),
        target("R-3", Measure.RATIO, reading=Accumulation.CUMULATIVE, at_least=50),
        target("V-1", Measure.COMPLIANCE, at_least=100),
        target("V-2", Measure.COMPLIANCE, more_than=95, start="1/4", due="31/10"),
        target("K-1", Measure.RANK, at_least=3, due="30/11"),
        target("K-2", Measure.RANK, at_least=2),
        target("L-1", Measure.LEVEL, at_least="8.5", unit="%", baseline=2),
        target("L-2", Measure.LEVEL, at_most=3, baseline=10),
        target("L-3", Measure.LEVEL, at_most=3, baseline=10),
        target("A-1", Measure.AMOUNT, more_than="2.5"),
        target("E=1".replace("=", "-"), at_least=1),
    ]
    rows = [
        row("10/1", 2, target="C-1"), row("10/5", 4, "B", target="C-1"), row("1/6", -1, target="C-1"),
        row("1/10", 6, target="C-1"),
        row("20/2", 2, target="C-2"), row("1/7", 6, target="C-2"), row("1/12", 3, target="C-2"),
        row("1/5", 2, target="C-3"), row("20/5", 1, target="C-3"),
        row("1/3", 3, "A", target="C-4"), row("1/4", 3, "B", target="C-4"), row("1/8", 2, "A", target="C-4"),
        row("1/9", 5, "B", target="C-4"),
        row("5/2", 2, target="C-5", stage=Stage.REGISTERED), row("5/3", 9, target="C-5"),
        row("1/2", 0, target="N-1"), row("1/2", 0, target="N-2"), row("1/9", "0.5", target="N-2"),
        row("15/6", 27, target="R-1"), row("1/11", 1, target="R-1"),
        row("15/2", 10, target="R-2"), row("1/3", 12, "A", target="R-3"), row("1/5", 18, "A", target="R-3"),
        row("1/7", 1, target="V-1"), row("1/5", 1, target="V-2"), row("1/9", 1, target="V-2"),
        row("1/11", 1, target="V-2"),  # after it was due
        row("1/10", 2, None, target="K-1"), row("5/12", 4, None, target="K-1"),
        row("1/2", 3, "A", target="K-2"), row("1/2", 1, "B", target="K-2"),
        row("1/4", "4.25", None, target="L-1"), row("1/9", "8.5", None, target="L-1"),
        row("1/3", 8, None, target="L-2"), row("1/12", "2.5", None, target="L-2"),
        row("1/3", 5, None, target="L-3"), row("1/10", "3.1", None, target="L-3"),
        row("1/5", "0.3", target="A-1"), row("1/8", "2.2", target="A-1"),
    ]  # fmt: skip
    sizes = [
        heads("1/1", 30),
        heads("15/5", 31),
        heads("1/10", 28),
        heads("1/1", 3, "B"),
        heads("1/9", 2, "B"),
    ]
    return campaign(targets, rows, sizes, at_risk=Fraction(4, 5))


def real() -> Campaign:
    return load(DATA, None, date(2026, 1, 1)).campaigns[0]


DAYS = ("15/4", "30/6", "31/12")
CASES = {"hard": hard_cases, "2022": real}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Any]:
    """Each campaign's workbook with its as-of day changed, as LibreOffice makes it out.

    The results that were written are dropped on the way, so that all that is read was computed.
    """
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("recalculated")
    made = {
        name: workbook_xlsx(case(), measure(case(), day("10/8")), VIETNAMESE) for name, case in CASES.items()
    }
    paths = {}
    for name, data in made.items():
        for on in DAYS:
            book = load_workbook(BytesIO(data))
            book["Cách tính"]["B3"] = day(on)
            paths[name, on] = folder / f"{name}-{on.replace('/', '-')}.xlsx"
            book.save(paths[name, on])
    out = saved_as("xlsx", folder, [path.name for path in paths.values()])
    return {key: load_workbook(out / path.name, data_only=True) for key, path in paths.items()}


def lines(sheet: Any) -> Iterator[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    for cells in rows:
        yield {key: None if cell == "" else cell for key, cell in zip(head, cells, strict=True)}


def shown(value: Fraction | int | date | None) -> float | date | None:
    return value if value is None or isinstance(value, date) else pytest.approx(float(value), abs=1e-9)


def figures(line: dict[str, Any]) -> tuple[Any, ...]:
    since = line["Đạt từ ngày"]
    return (
        line["Trạng thái"],
        line["Thực hiện"],
        line["Tổng số"],
        line["Kết quả (% nếu là tỷ lệ)"],
        line["Mức xếp loại đạt được"],
        line["Tỷ lệ so với mục tiêu"],
        since.date() if isinstance(since, datetime) else since,
    )


def expected(found: Figure | PhaseFigure, figure: Figure, since: date | None) -> tuple[Any, ...]:
    actual, is_rank = found.actual, figure.target.measure is Measure.RANK
    return (
        found.status.label,
        shown(actual.value) if actual else None,
        actual.of if actual else None,
        shown(actual.figure) if actual else None,
        figure.target.level_name(actual.value) if actual and is_rank else None,
        shown(found.attainment),
        since,
    )


@pytest.mark.programs
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("on", DAYS)
def test_every_target_as_on_the_site(recalculated: dict[tuple[str, str], Any], name: str, on: str) -> None:
    progress = measure(CASES[name](), day(on))
    found = list(lines(recalculated[name, on]["Chỉ tiêu"]))
    assert [line["Mã"] for line in found] == list(progress.figures)
    for line, figure in zip(found, progress.figures.values(), strict=True):
        if not is_followed(figure, progress):
            continue  # a result of the day it was made, which tests/test_export_offices.py asks
        assert figures(line) == expected(figure, figure, figure.satisfied_on), figure.target.id
        assert line["Còn thiếu"] == shown(figure.shortfall), figure.target.id
        asked = shown(figure.expected)
        if figure.target.measure is Measure.RANK:  # as in status.json
            asked = figure.target.level_name(figure.expected) if figure.expected else None
        assert line["Mức cần có theo tiến độ"] == asked, figure.target.id


@pytest.mark.programs
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("on", DAYS)
def test_every_phase_as_on_the_site(recalculated: dict[tuple[str, str], Any], name: str, on: str) -> None:
    case = CASES[name]()
    progress = measure(case, day(on))
    found = lines(recalculated[name, on]["Theo đợt"])
    for phase in case.plan.phases:
        for figure in progress.figures.values():
            line, part = next(found), figure.phases[phase.id]
            assert (line["Mã đợt"], line["Mã"]) == (phase.id, figure.target.id)
            if not is_followed(figure, progress):
                continue
            assert figures(line)[:6] == expected(part, figure, None)[:6], (phase.id, figure.target.id)


@cases("name", CASES)
def test_results_beside_the_formulas_are_those_of_the_as_of_day(name: str) -> None:
    progress = measure(CASES[name](), day("10/8"))
    data = workbook_xlsx(progress.campaign, progress, VIETNAMESE)
    found = lines(load_workbook(BytesIO(data), data_only=True)["Chỉ tiêu"])
    for line, figure in zip(found, progress.figures.values(), strict=True):
        assert figures(line) == expected(figure, figure, figure.satisfied_on)


@pytest.fixture(scope="module")
def made() -> bytes:
    case = hard_cases()
    return workbook_xlsx(case, measure(case, day("30/6")), VIETNAMESE)


def test_sheets_and_named_cells(made: bytes) -> None:
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == SHEETS
    assert book.defined_names["NgaySoLieu"].attr_text == "'Cách tính'!$B$3"
    assert book["Cách tính"]["B3"].value.date() == day("30/6")


@cases("key", ["Thực hiện", "Tỷ lệ so với mục tiêu", "Trạng thái"])
def test_figures_are_live_formulas(made: bytes, key: str) -> None:
    for name in ("Chỉ tiêu", "Theo đợt"):
        cells = [line[key] for line in lines(load_workbook(BytesIO(made))[name]) if line["Mã"] == "C-1"]
        assert all(str(cell).startswith("=") for cell in cells), name


def test_only_functions_that_excel_2010_knows(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name)
    for newer in ("_xlfn", "MAXIFS", "MINIFS", "IFS(", "XLOOKUP", "FILTER(", "TEXTJOIN"):
        assert newer not in text.replace("SUMIFS(", "").replace("COUNTIFS(", "")


def test_by_unit_adds_up_without_conduct_norms() -> None:
    case = hard_cases()
    data = workbook_xlsx(case, measure(case, day("31/12")), VIETNAMESE)
    found = {line["Mã"]: line for line in lines(load_workbook(BytesIO(data), data_only=True)["Theo đơn vị"])}
    assert (found["C-1"]["A"], found["C-1"]["B"], found["C-1"]["C"], found["C-1"]["Cộng"]) == (7, 4, None, 11)
    assert (found["C-4"]["A"], found["C-4"]["B"]) == (2, 5)
    assert not {"V-1", "V-2", "K-1"} & set(found)


def test_text_of_the_data_never_becomes_a_formula_or_a_link() -> None:
    base = campaign([replace(target("T-1", at_least=1), name="=HYPERLINK(1)")])
    evil = row("1/2", 1)._replace(evidence="=1+1", note="http://example.org/")
    case = replace(base, achievements=(evil,))
    data = workbook_xlsx(case, measure(case, day("30/6")), VIETNAMESE)
    (line,) = lines(load_workbook(BytesIO(data))["Kết quả"])
    with ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
        rows = parts.read("xl/worksheets/sheet2.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert (line["Minh chứng"], line["Chỉ tiêu"]) == ("=1+1", "=HYPERLINK(1)")
    assert "<f>1+1" not in rows
    assert "HYPERLINK" not in rows
    assert 'quotePrefix="1"' in styles
    assert not any("rels" in name and "sheet2" in name for name in names)


def test_a_row_of_a_number_that_is_no_target_ends_with_the_next_of_its_own() -> None:
    base = campaign([target("T-1", at_least=1)], [row("1/2", 4, target="S-1"), row("1/3", 5, target="S-2")])
    numbers = {
        id_: Quantity(
            id=id_, name=id_, measure=Measure.COUNT, start=day("1/1"), source=Source("plan.yml", 1),
            reading=Accumulation.CUMULATIVE,
        )
        for id_ in ("S-1", "S-2")
    }  # fmt: skip
    case = replace(base, plan=replace(base.plan, figures=numbers))
    data = workbook_xlsx(case, measure(case, day("30/6")), VIETNAMESE)
    found = [line["Thay từ ngày"] for line in lines(load_workbook(BytesIO(data))["Kết quả"])]
    assert found[0].startswith("=IF(AND($B3=$B2,")  # their place among the targets is blank for both


def test_a_breach_points_at_nobody() -> None:
    for one in public_rows(hard_cases()):
        if one.target.startswith("V"):
            assert (one.unit, one.role, one.evidence, one.note) == (None, None, "", "")


def test_too_many_rows_become_results_without_formulas() -> None:
    case = hard_cases()
    data = workbook_xlsx(case, measure(case, day("30/6")), VIETNAMESE, live_rows=5)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Chỉ tiêu", "Theo đợt", "Theo đơn vị", "Cách tính"]
    assert not any(
        str(cell).startswith("=")
        for sheet in book
        for cells in sheet.iter_rows(values_only=True)
        for cell in cells
    )
    found = lines(book["Chỉ tiêu"])
    for line, figure in zip(found, measure(case, day("30/6")).figures.values(), strict=True):
        assert line["Trạng thái"] == figure.status.label


def test_the_same_data_give_the_same_bytes(made: bytes) -> None:
    case = hard_cases()
    assert workbook_xlsx(case, measure(case, day("30/6")), VIETNAMESE) == made
