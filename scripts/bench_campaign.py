"""Campaigns of any size to be timed on: counts, with a row for each target, unit and month."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

UNITS, MONTHS = 12, 12
MOST_ROWS = 400_000  # of one file


def write_campaign(folder: Path, targets: int, units: int = UNITS) -> None:
    """Write ``folder`` with its six files; targets × units × 12 months rows, in parts where they are many."""
    folder.mkdir(parents=True)
    (folder / "plan.yml").write_text("\n".join(_plan(targets)) + "\n", encoding="utf-8")
    names = (f"DV{number:02},Đơn vị số {number},Đơn vị {number}" for number in range(units))
    _write(folder / "units.csv", "unit_id,name,short_name", names)
    _write(folder / "headcount.csv", "date,unit_id,population,size", ())
    _write(folder / "updates.csv", "date,task_id,unit_id,text,asks,answered", ())
    _write(folder / "reports.csv", "date,unit_id,period", ())
    header = "date,target_id,unit_id,value,stage,role,evidence,note"
    rows, month = _rows(targets, units), targets * units
    if month * MONTHS < MOST_ROWS:
        _write(folder / "achievements.csv", header, rows)
        return
    (folder / "achievements").mkdir()
    for number in range(MONTHS):
        _write(folder / "achievements" / f"2022-{number + 1:02}.csv", header, islice(rows, month))


def add_row(campaign: Path) -> None:
    """One more sound row at the end of achievements.csv, unlike every other."""
    file, (target, unit) = campaign / "achievements.csv", target_of(campaign)
    with file.open("a", encoding="utf-8") as rows:
        rows.write(f"2022-12-30,{target},{unit},1,,,Biên bản bổ sung {file.stat().st_size},\n")


def target_of(campaign: Path) -> tuple[str, str]:
    """The target and the unit of that row."""
    made = "CT-0000" in (campaign / "plan.yml").read_text(encoding="utf-8")
    return ("CT-0000", "DV00") if made else ("NV-07", "VPTT")


def commit(folder: Path) -> None:
    """Make the folder a repository that holds what is in it, as an office's data are."""
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Số liệu"]):
        identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"]
        subprocess.run(["git", "-C", folder, *identity, *words], check=True)


def _plan(targets: int) -> Iterator[str]:
    yield from (
        'campaign: "2022"',
        "title: Phong trào thử nghiệm",
        "closes: 2023-03-31",
        "illustrative: true",
        "phases:",
        "  - {id: dot1, name: Đợt một, start: 2022-01-01, end: 2022-06-30}",
        "  - {id: dot2, name: Đợt hai, start: 2022-07-01, end: 2022-12-31}",
        "targets:",
    )
    for number in range(targets):
        group, least = ("collective", "individual", "task")[number % 3], 150 + number % 60
        yield (
            f'  - {{id: CT-{number:04}, clause: "II.{number}", quote: "Ít nhất {least} kết quả.",'
            f' name: "Chỉ tiêu số {number}", group: {group}, measure: count,'
            f" goal: {{at_least: {least}}}, unit: kết quả, owner: DV{number % UNITS:02}}}"
        )


def _rows(targets: int, units: int) -> Iterator[str]:
    """Month by month, as they would come in."""
    for month in range(MONTHS):
        for number in range(targets):
            for unit in range(units):
                day = date(2022, month + 1, 1 + (number + unit) % 28)
                value = (number * 7 + unit * 3 + month) % 3
                yield f"{day},CT-{number:04},DV{unit:02},{value},,,Biên bản {month + 1}/{number},"


def _write(path: Path, header: str, lines: Iterable[str]) -> None:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8", newline="")
