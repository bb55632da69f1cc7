"""Time the main job on the plan itself and on campaigns of 24, 240 and 2,400 targets × 12 units × 12 months.

Each line is one whole process, cold: its time, the memory of it and its children together, and the site it
left. Run by `make bench`, which prints the tables of docs/bench.md; given numbers of targets, it times those.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench_campaign import MONTHS, UNITS, add_row, commit, write_campaign

ROOT = Path(__file__).resolve().parent.parent
THIDUA = Path(sys.executable).with_name("thidua")
SIZES = (24, 240, 2400)
MANY_ROWS = 695  # targets, which make 100,080 rows
LOOK = 0.05  # seconds between two looks at a process's memory
SAVES = 7


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds, megabytes at the peak; pages, files and bytes of the site, files it wrote."""

    call: str
    seconds: float
    megabytes: float
    pages: int
    files: int
    bytes: int
    written: int


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of targets")
    sizes = parser.parse_args().sizes
    head("campaign", "call", "seconds", "MB", "pages", "ms a page", "files", "written", "MB of site")
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_folder(Path(folder, "plan"))
        bench(plan, "the plan, 28 targets")
        for size in sizes:
            home = Path(folder, str(size))
            write_campaign(home / "data" / "2022", size)
            bench(home, f"{size:,} targets, {size * UNITS * MONTHS:,} rows")
        rows = Path(folder, "rows")
        write_campaign(rows / "data" / "2022", MANY_ROWS)
        tell(f"{MANY_ROWS * UNITS * MONTHS:,} rows", timed(rows, "check", "check", "data"))
        print()
        head("a save in `thidua serve`, until the page is told to load anew", "seconds")
        print(
            f"| the plan, median and worst of {SAVES} | {' · '.join(f'{one:.2f}' for one in saves(plan))} |"
        )
    return 0


def plan_folder(home: Path) -> Path:
    """A folder with the plan of 2022 as an office has it: in a repository."""
    shutil.copytree(ROOT / "data" / "2022", home / "data" / "2022")
    commit(home)
    return home


def head(*columns: str) -> None:
    """The head of a table."""
    print(f"| {' | '.join(columns)} |")
    print(f"|{' --- |' + ' ---: |' * (len(columns) - 1)}", flush=True)


def bench(home: Path, name: str) -> None:
    """A check, a cold build, a build with nothing new, and one with a row appended."""
    build = ("build", "data", "--out", "site")
    tell(name, timed(home, "check", "check", "data"))
    tell("", timed(home, "build, cold", *build))
    tell("", timed(home, "build, nothing new", *build))
    add_row(home / "data" / "2022")
    tell("", timed(home, "build, a row more", *build))


def timed(home: Path, call: str, *words: str) -> Run:
    """Run `thidua` in a folder and measure the process; the caches of earlier calls are there."""
    began, started = time.time(), time.monotonic()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([THIDUA, *words], cwd=home, stderr=told, stdout=told)
        megabytes = peak(process)
        seconds = time.monotonic() - started
        if process.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode())
    site = [path for path in (home / "site").rglob("*") if path.is_file()]
    found = [path.stat() for path in site]
    return Run(
        call,
        seconds,
        megabytes,
        pages=sum(path.name == "index.html" for path in site),
        files=len(site),
        bytes=sum(file.st_size for file in found),
        written=sum(file.st_mtime >= began - 0.01 for file in found),
    )


def peak(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end; the most megabytes that the process and its children held together."""
    most = 0
    while True:
        try:
            process.wait(LOOK)
        except subprocess.TimeoutExpired:
            first, *others = family(process.pid)
            most = max(most, held(first) + sum(map(own, others)))
        else:
            return most / 1024


def family(pid: int) -> Iterator[int]:
    """The process and all that came of it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def held(pid: int) -> int:
    """Kilobytes of a process; 0 where it is gone."""
    return sum(memory(pid, "Rss"))


def own(pid: int) -> int:
    """Kilobytes of a process that it shares with no other: of a forked one what it did not inherit."""
    return sum(memory(pid, "Private_Clean", "Private_Dirty"))


def memory(pid: int, *kinds: str) -> Iterator[int]:
    """What the kernel tells of a process's memory, in kilobytes."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return
    for line in told.splitlines():
        name, _, size = line.partition(":")
        if name in kinds:
            yield int(size.split()[0])


def tell(name: str, run: Run) -> None:
    """One line of the table."""
    each = f"{1000 * run.seconds / run.pages:.1f}" if run.call == "build, cold" else ""
    site = (run.pages, run.files, run.written, run.bytes / 1e6) if run.files else None
    pages, files, written, size = (f"{n:,.0f}" for n in site) if site and run.call != "check" else [""] * 4
    print(
        f"| {name} | {run.call} | {run.seconds:.2f} | {run.megabytes:.0f} "
        f"| {pages} | {each} | {files} | {written} | {size} |",
        flush=True,
    )


def saves(home: Path) -> tuple[float, float]:
    """Seconds from a saved row until the preview tells its pages: the median and the longest."""
    with previewed(home) as events:
        next(events)
        waits = [wait(home / "data" / "2022", events) for _ in range(SAVES)]
    return median(waits), max(waits)


def wait(campaign: Path, events: Iterator[dict[str, object]]) -> float:
    """Save a row and wait for the word."""
    started = time.monotonic()
    add_row(campaign)
    state = next(events)
    if state["complaints"]:
        raise SystemExit(str(state))
    return time.monotonic() - started


@contextmanager
def previewed(home: Path) -> Iterator[Iterator[dict[str, object]]]:
    """`thidua serve` on a free port, and what it tells its pages."""
    process = subprocess.Popen(
        [THIDUA, "serve", "data", "--port", "0"], cwd=home, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        address = next(found[0] for line in process.stderr if (found := re.search(r"http://\S+/", line)))
        with urllib.request.urlopen(f"{address}__thidua/events", timeout=60) as stream:
            yield (json.loads(line[6:]) for line in stream if line.startswith(b"data: "))
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
