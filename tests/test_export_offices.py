"""The workbooks of other plans: what formulas cannot follow stands in them as its result."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from table_kit import cases
from thidua.export.judged import is_followed
from thidua.export.workbook import workbook_xlsx
from thidua.figures.progress import Progress, measure
from thidua.intake.read import load
from thidua.words import VIETNAMESE

OFFICES = Path(__file__).parent / "offices"


def on(office: str, day: date) -> Progress:
    (campaign,) = load(OFFICES, office, day).campaigns
    return measure(campaign, day)


@cases(
    ("office", "day"),
    [
        ("chupah-2024", date(2024, 9, 30)),
        ("va-fy2024", date(2024, 3, 31)),
        ("nong-thon-2021-2025", date(2023, 12, 31)),
    ],
)
def test_every_target_has_the_status_of_the_site(office: str, day: date) -> None:
    progress = on(office, day)
    data = workbook_xlsx(progress.campaign, progress, VIETNAMESE)
    rows = list(load_workbook(BytesIO(data), data_only=True)["Chỉ tiêu"].iter_rows(values_only=True))
    head = rows[0]
    found = {row[head.index("Mã")]: row[head.index("Trạng thái")] for row in rows[1:]}
    assert found == {name: one.status.label for name, one in progress.figures.items()}


def test_a_bound_to_be_kept_and_what_is_derived_are_settled() -> None:
    progress = on("chupah-2024", date(2024, 9, 30))
    settled = {name for name, one in progress.figures.items() if not is_followed(one, progress)}
    data = workbook_xlsx(progress.campaign, progress, VIETNAMESE)
    sheet = load_workbook(BytesIO(data))["Chỉ tiêu"]
    rows = list(sheet.iter_rows(values_only=True))
    head = rows[0]
    live = {row[head.index("Mã")] for row in rows[1:] if str(row[head.index("Trạng thái")]).startswith("=")}
    assert settled
    assert live == progress.figures.keys() - settled
