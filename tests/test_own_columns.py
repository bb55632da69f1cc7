"""Columns of the office's own (x_…) in achievements.csv: nothing is computed from them, and none is lost."""

from __future__ import annotations

from datetime import date

from campaigns import campaign_files, read
from table_kit import cases
from thidua.entry.dialect import edited, tidied
from thidua.export.csvs import csv_files
from thidua.export.tables import tables
from thidua.figures.progress import measure
from thidua.intake.assemble import Folder
from thidua.tables.columns import ACHIEVEMENTS
from thidua.words import VIETNAMESE

HEAD = "date,target_id,unit_id,value,stage,role,evidence,note"
ROWS = (
    "2022-01-20,CN-01,VP,1,,,QĐ 1,,{}",
    "2022-02-04,KL-01,VP,1,,,,,{}",
)


def told(head: str, *own: str) -> tuple[dict[str, bytes], list[str]]:
    files = campaign_files()
    lines = [head, *(row.format(cell) for row, cell in zip(ROWS, own, strict=False))]
    files["achievements.csv"] = ("\n".join(lines) + "\n").encode()
    return files, [problem.code for problem in read(files)[1]]


@cases(
    ("head", "codes"),
    [
        (f"{HEAD},x_hoso", []),
        (f"{HEAD},X_hoso", ["unknown-column"]),
        (f"{HEAD},hoso", ["unknown-column"]),
        (f"{HEAD},x_hồ sơ", ["unknown-column"]),
        (f"{HEAD},x_", ["unknown-column"]),
        (f"x_a,{HEAD}", []),
    ],
)
def test_only_a_marked_column_is_the_offices_own(head: str, codes: list[str]) -> None:
    files, _ = told(head)
    assert [problem.code for problem in read(files)[1]] == codes


def test_a_column_that_stands_twice_or_in_another_table_is_refused() -> None:
    files, codes = told(f"{HEAD},x_a,x_a")
    assert codes == ["duplicate-column"]
    files = campaign_files()
    files["reports.csv"] = files["reports.csv"].replace(b"period", b"period,x_a", 1)
    assert "unknown-column" in [problem.code for problem in read(files)[1]]


def test_it_goes_into_the_downloads_but_for_a_breach_and_starts_no_formula() -> None:
    files, codes = told(f"{HEAD},x_hoso", "=1+1", "hồ sơ 7")
    assert codes == []
    campaign, _ = read(files)
    progress = measure(campaign, date(2022, 12, 31))
    made = csv_files(tables(campaign, progress, VIETNAMESE), VIETNAMESE)["achievements.csv"].decode()
    head, *rows = made.splitlines()
    assert head.endswith(',"note","x_hoso"')
    assert [row.rpartition(",")[2] for row in rows] == ['"\'=1+1"', ""]


def test_tidying_and_importing_keep_it() -> None:
    files, _ = told(f"{HEAD},x_hoso", "A1", "A2")
    campaign, _ = read(files)
    folder = Folder("2022", "data/2022", files, lambda path: False)
    assert tidied(folder, campaign, "achievements.csv").decode().splitlines()[0].endswith(",note,x_hoso")
    assert b",A1\n" in tidied(folder, campaign, "achievements.csv")
    row = dict.fromkeys(ACHIEVEMENTS.names, "") | {"date": "2022-01-20", "target_id": "CN-01", "value": "2"}
    content, _, _ = edited(files["achievements.csv"], ACHIEVEMENTS, {2: row}, [{**row, "x_khac": "B"}])
    assert content.decode().splitlines() == [
        f"{HEAD},x_hoso,x_khac",
        "2022-01-20,CN-01,,2,,,,,A1,",
        "2022-02-04,KL-01,VP,1,,,,,A2,",
        "2022-01-20,CN-01,,2,,,,,,B",
    ]
