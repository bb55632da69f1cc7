"""The workbooks of other plans: what formulas cannot follow stands in them as its result."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from campaigns import PLAN, campaign_files, read
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


def told(progress: Progress, column: str) -> dict[str, Any]:
    """What a column of the workbook says of each target."""
    data = workbook_xlsx(progress.campaign, progress, VIETNAMESE)
    head, *rows = load_workbook(BytesIO(data), data_only=True)["Chỉ tiêu"].iter_rows(values_only=True)
    return {row[head.index("Mã")]: row[head.index(column)] for row in rows}


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
    assert told(progress, "Trạng thái") == {name: one.status.label for name, one in progress.figures.items()}


def test_a_revised_goal_is_met_since_its_revision_and_a_cancelled_one_never() -> None:
    changes = "{CN-01: {goal: {at_least: 2}, quote: Có 2 sáng kiến.}, XL-01: {cancelled: true}}"
    plan = f"{PLAN}revisions:\n  - {{date: 2022-02-15, cite: QĐ 9, targets: {changes}}}\n"
    campaign, _ = read(campaign_files(plan=plan))
    assert campaign is not None
    met = {"CN-01": datetime(2022, 2, 15), "CN-03": datetime(2022, 1, 15)}
    found = told(measure(campaign, date(2022, 3, 1)), "Đạt từ ngày")
    assert {name: day for name, day in found.items() if day is not None} == met


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
