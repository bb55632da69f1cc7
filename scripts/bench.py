"""Time the main job on the plan itself and on campaigns of 24 to 10,000 targets × 12 or 25 units × 12 months.

Each line is one whole process, cold: its time, the memory of it and its children together, and the site it
left. Run by `make bench`, which prints the tables of docs/bench.md; given numbers of targets, it times those,
and of 10,000 a check alone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench_browser import browser_figures
from bench_campaign import MONTHS, UNITS, add_row, commit, target_of, write_campaign

ROOT = Path(__file__).resolve().parent.parent
THIDUA = Path(sys.executable).with_name("thidua")
SIZES = (24, 240, 2400)
LARGEST = 10_000, 25  # targets and units, which make 3,000,000 rows: in parts, one a month
MANY_ROWS = 695  # targets, which make 100,080 rows
LOOK = 0.05  # seconds between two looks at a process's memory
SAVES = 7


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock and of the processor, megabytes at the peak; the site it left.

    ``pages``, ``files`` and ``bytes`` are those of the site, ``written`` the files that are new in it.
    """

    call: str
    seconds: float
    cpu: float
    megabytes: float
    pages: int
    files: int
    bytes: int
    written: int


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of targets")
    asked = parser.parse_args().sizes
    head("campaign", "call", "seconds", "CPU", "MB", "pages", "ms a page", "files", "written", "MB of site")
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_folder(Path(folder, "plan"))
        bench(plan, "the plan, 28 targets")
        publishes(plan)
        for size in asked or SIZES:
            home = Path(folder, str(size))
            write_campaign(home / "data" / "2022", size)
            bench(home, f"{size:,} targets, {size * UNITS * MONTHS:,} rows")
        rows = Path(folder, "rows")
        write_campaign(rows / "data" / "2022", MANY_ROWS)
        tell(f"{MANY_ROWS * UNITS * MONTHS:,} rows", timed(rows, "check", "check", "data"))
        parts = Path(folder, "parts")
        write_campaign(parts / "data" / "2022", *LARGEST)
        tell(f"{LARGEST[0]:,} targets, 3,000,000 rows in parts", timed(parts, "check", "check", "data"))
        if not asked:
            tell("", timed(parts, "build, cold", "build", "data", "--out", "site"))
            tell("", timed(parts, "build, nothing new", "build", "data", "--out", "site"))
        print()
        page, every = "until its target's page, which is looked at, loads anew", "until all pages are made"
        head("a save in `thidua serve`", f"seconds {page}", "CPU", f"seconds {every}", "CPU")
        for home, name in ((plan, "the plan"), (Path(folder, "240"), "240 targets")):
            if home.is_dir():
                print(f"| {name}, median and worst of {SAVES} | {' | '.join(saves(home))} |", flush=True)
        print()
        head("a first visit, the browser four times slower", "KB", "ms blocked")
        for page, name in (("/2022/", "the plan's overview"), ("/2022/chi-tieu/NV-07/", "a target")):
            print(f"| {name} | {' | '.join(map(str, browser_figures(plan / 'site', page)))} |", flush=True)
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


def publishes(home: Path) -> None:
    """The same by publishing: a first release, one of the same commit, and one of a row more."""
    publish = ("publish", "data", "--to", "root")
    tell("", timed(home, "publish, the first", *publish))
    tell("", timed(home, "publish, nothing new", *publish))
    add_row(home / "data" / "2022")
    commit(home)
    tell("", timed(home, "publish, a row more", *publish))


def timed(home: Path, call: str, *words: str) -> Run:
    """Run `thidua` in a folder and measure the process; the caches of earlier calls are there."""
    began, started, before = time.time(), time.monotonic(), os.times()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([THIDUA, *words], cwd=home, stderr=told, stdout=told)
        megabytes = peak(process)
        seconds, after = time.monotonic() - started, os.times()
        if process.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode())
    folder = home / ("root/current" if words[0] == "publish" else "site")
    site = [path for path in folder.resolve().rglob("*") if path.is_file()]
    found = [path.stat() for path in site]
    return Run(
        call,
        seconds,
        sum(after[2:4]) - sum(before[2:4]),
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
        f"| {name} | {run.call} | {run.seconds:.2f} | {run.cpu:.2f} | {run.megabytes:.0f} "
        f"| {pages} | {each} | {files} | {written} | {size} |",
        flush=True,
    )


def saves(home: Path) -> Iterator[str]:
    """Seconds (of the clock, of the processor) from a saved row until its page shows it, and until all do."""
    with previewed(home) as (pid, address, events):
        state = next(events)
        waits = [wait(home / "data" / "2022", pid, address, events, state) for _ in range(SAVES)]
    for kind in zip(*waits, strict=True):
        yield f"{median(kind):.2f} · {max(kind):.2f}"


def wait(
    campaign: Path, pid: int, address: str, events: Iterator[dict[str, object]], state: dict[str, object]
) -> tuple[float, ...]:
    """Look at a target's page, save a row of it, and wait for the word, and then for all other pages."""
    fetched(address, f"2022/chi-tieu/{target_of(campaign)[0]}/")
    started, before = time.monotonic(), spent(pid)
    add_row(campaign)
    while (now := next(events))["version"] == state["version"]:
        if now["complaints"]:
            raise SystemExit(str(now))
    state["version"] = now["version"]
    shown = time.monotonic() - started, spent(pid) - before
    while f'data-version="{now["version"]}"' not in fetched(address, "404.html"):
        time.sleep(LOOK)
    return *shown, time.monotonic() - started, spent(pid) - before


def fetched(address: str, path: str) -> str:
    """A page as the preview serves it, be it the one for what is not there."""
    try:
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def spent(pid: int) -> float:
    """Seconds of the processor that a process and its ended children took."""
    times = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:15]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def previewed(home: Path) -> Iterator[tuple[int, str, Iterator[dict[str, object]]]]:
    """`thidua serve` on a free port: its process, its address, and what it tells its pages."""
    process = subprocess.Popen(
        [THIDUA, "serve", "data", "--port", "0"], cwd=home, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        address = next(found[0] for line in process.stderr if (found := re.search(r"http://\S+/", line)))
        with urllib.request.urlopen(f"{address}__thidua/events", timeout=60) as stream:
            yield (
                process.pid,
                address,
                (json.loads(line[6:]) for line in stream if line.startswith(b"data: ")),
            )
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
