"""Time the main job on campaigns of 24, 240 and 2,400 targets × 12 units × 12 months, and on the plan itself.

Each figure is a whole process, cold: time, memory, files and bytes written. Run by `make bench`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

UNITS, MONTHS = 12, 12
SIZES = (24, 240, 2400)


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process: seconds, megabytes at its peak, files and bytes of the site, files it wrote."""

    name: str
    seconds: float
    megabytes: float
    files: int
    bytes: int
    written: int


def main() -> int:
    """Print a line a run; the exit code says whether every process ended well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of targets")
    sizes = parser.parse_args().sizes
    print(f"{'campaign':<28}{'seconds':>9}{'MB':>8}{'files':>8}{'MB site':>9}{'written':>9}{'ms/page':>9}")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copytree("data/2022", here / "plan" / "2022")
        for run in bench(here / "plan", "the plan, 28 targets"):
            report(run)
        for size in sizes:
            data = here / f"data{size}"
            write_campaign(data / "2022", size)
            for run in bench(data, f"{size} targets, {size * UNITS * MONTHS} rows"):
                report(run)
    return 0


def bench(data: Path, name: str) -> Iterator[Run]:
    """A check, a cold build, a build with nothing new, and one with a row appended."""
    yield timed(data, name + ": check", "check", str(data))
    call = ("build", str(data), "--out", "site")
    shutil.rmtree(data.parent / "build", ignore_errors=True)
    shutil.rmtree(data.parent / "site", ignore_errors=True)
    yield timed(data, name + ": cold", *call)
    yield timed(data, name + ": again", *call)
    with (data / "2022" / "achievements.csv").open("a", encoding="utf-8") as rows:
        rows.write(one_more_row(data))
    yield timed(data, name + ": a row more", *call)


def timed(data: Path, name: str, *call: str) -> Run:
    """Run `thidua` in the folder of the data and measure the process."""
    thidua = Path(sys.executable).with_name("thidua")
    site = data.parent / "site"
    began = time.time()
    started = time.monotonic()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([thidua, *call], cwd=data.parent, stderr=told, stdout=told)
        _, code, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        if code:
            told.seek(0)
            raise SystemExit(told.read().decode())
    peak = used.ru_maxrss / 1024
    files = [path.stat() for path in site.rglob("*") if path.is_file()] if site.is_dir() else []
    written = sum(file.st_mtime >= began - 0.01 for file in files)
    return Run(name, seconds, peak, len(files), sum(file.st_size for file in files), written)


def report(run: Run) -> None:
    """One line of the table."""
    per_page = 1000 * run.seconds / max(run.files, 1)
    print(
        f"{run.name:<28.60}{run.seconds:>9.2f}{run.megabytes:>8.0f}{run.files:>8}"
        f"{run.bytes / 1e6:>9.1f}{run.written:>9}{per_page:>9.2f}",
        flush=True,
    )


def write_campaign(folder: Path, targets: int) -> None:
    """A campaign of counts, one row for each target, unit and month."""
    folder.mkdir(parents=True)
    lines = [
        'campaign: "2022"',
        "title: Phong trào thử nghiệm",
        "closes: 2023-03-31",
        "illustrative: true",
        "phases:",
        "  - {id: dot1, name: Đợt một, start: 2022-01-01, end: 2022-06-30}",
        "  - {id: dot2, name: Đợt hai, start: 2022-07-01, end: 2022-12-31}",
        "targets:",
    ]
    for number in range(targets):
        group = ("collective", "individual", "task")[number % 3]
        lines.append(
            f'  - {{id: CT-{number:04}, clause: "II.{number}", quote: "Ít nhất {150 + number % 60} kết quả.",'
            f' name: "Chỉ tiêu số {number}", group: {group}, measure: count,'
            f" goal: {{at_least: {150 + number % 60}}}, unit: kết quả, owner: DV{number % UNITS:02}}}"
        )
    (folder / "plan.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    units = [f"DV{number:02},Đơn vị số {number},Đơn vị {number}" for number in range(UNITS)]
    write(folder / "units.csv", "unit_id,name,short_name", units)
    write(folder / "headcount.csv", "date,unit_id,population,size", [])
    write(folder / "updates.csv", "date,task_id,unit_id,text,asks,answered", [])
    write(folder / "reports.csv", "date,unit_id,period", [])
    header = "date,target_id,unit_id,value,stage,role,evidence,note"
    write(folder / "achievements.csv", header, rows(targets))


def rows(targets: int) -> Iterator[str]:
    """Achievements, month by month."""
    for month in range(MONTHS):
        for number in range(targets):
            for unit in range(UNITS):
                day = date(2022, month + 1, 1 + (number + unit) % 28)
                value = (number * 7 + unit * 3 + month) % 3
                yield f"{day},CT-{number:04},DV{unit:02},{value},,,Biên bản {month + 1}/{number},"


def one_more_row(data: Path) -> str:
    """A sound row that the campaign does not hold yet."""
    text = (data / "2022" / "plan.yml").read_text(encoding="utf-8")
    target, unit = ("CT-0000", "DV00") if "CT-0000" in text else ("NV-07", "VPTT")
    return f"2022-12-30,{target},{unit},1,,,Biên bản bổ sung,\n"


def write(path: Path, header: str, lines: Iterator[str] | list[str]) -> None:
    """A CSV file as machines write them."""
    path.write_text("\n".join([header, *lines]) + os.linesep, encoding="utf-8", newline="")


if __name__ == "__main__":
    sys.exit(main())
