"""Time `thidua network` on 20, 200 and 2,000 members × 40 targets, and play a country on N runners.

Run by `make bench`; given numbers of members, it times those. The country is played from what was measured
here, and from what a runner needs before it starts, which is the forge's (RUNNER).
"""

from __future__ import annotations

import heapq
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from bench import head, plan_folder, tell, timed
from thidua.model import Source, Status
from thidua.network.kept_file import LAST_TRY, Attempt, attempt_file, day_file
from thidua.network.load import COLLECTED
from thidua.network.records import Answer, Figure, Member

TARGETS = 40
SIZES = (20, 200, 2000)
PROVINCES, DEPARTMENTS = 34, 20
RUNNER = 30.0  # seconds for a container, a clone and an install from a cache of packages
COLLECT = 0.01  # seconds a member, as measured with 2,000 of them (docs/bench.md)
DAY = date(2022, 11, 16)
_LINES = {"sang-kien": "Sáng kiến cơ sở", "lao-dong": "Lao động tiên tiến", "gia-dinh": "Gia đình văn hóa"}
_STATUSES = (
    *[Status.MET] * 8, *[Status.ON_TRACK] * 15, *[Status.NOT_DUE] * 11, Status.EXCEEDED, Status.AT_RISK,
    Status.OFF_TRACK, Status.OFF_TRACK, Status.NO_DATA, Status.MISSED,
)  # fmt: skip


def main() -> int:
    """Print the tables."""
    sizes = [int(one) for one in sys.argv[1:]] or SIZES
    head("network", "call", "seconds", "CPU", "MB", "pages", "ms a page", "files", "written", "MB of site")
    build = ("network", "khoi", "--out", "site")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            home = Path(folder, str(size))
            write_network(home / "khoi", size)
            tell(f"{size:,} members × {TARGETS} targets", timed(home, "build, cold", *build))
            tell("", timed(home, "build, nothing new", *build))
            collect(home / "khoi", 0, "noi-0000", shift=1)
            tell("", timed(home, "build, one member changed", *build))
        print()
        parts = measured(Path(folder))
    told = f"department {parts.department:.1f} s, province {parts.province:.1f} s"
    print(f"{told}, country {parts.country:.1f} s\n")
    head("runners", "minutes")
    for runners in (1, 4, 16, 34, 68, 136, 340, 680, 1360):
        print(f"| {runners:,} | {play(runners, parts) / 60:.1f} |")
    return 0


@dataclass(frozen=True, slots=True)
class Parts:
    """Seconds of a runner for a department, for a province's network and for the country's."""

    department: float
    province: float
    country: float


def measured(folder: Path) -> Parts:
    """Each part timed once, on a runner that keeps nothing: the plan of 2022, and two sizes of network."""
    plan = plan_folder(folder / "department")
    department = timed(plan, "", "build", "data", "--out", "site").seconds
    networks = []
    for size in (DEPARTMENTS, PROVINCES):
        home = folder / f"of-{size}"
        write_network(home / "khoi", size)
        seconds = timed(home, "", "network", "khoi", "--out", "site").seconds
        networks.append(RUNNER + COLLECT * size + seconds)
    return Parts(RUNNER + department, *networks)


def play(runners: int, parts: Parts) -> float:
    """Seconds until the country's page, where every department commits at once.

    Any free runner takes the next job. A province's network starts when its last department is published,
    and goes before departments that wait; the country's starts after the last province.
    """
    free = [0.0] * runners
    heapq.heapify(free)
    waiting = [PROVINCES * DEPARTMENTS - number for number in range(PROVINCES * DEPARTMENTS)]
    ready: list[float] = []  # when a province can begin
    last = 0.0
    done: Counter[int] = Counter()
    ends: dict[int, float] = {}
    while waiting or ready:
        now = heapq.heappop(free)
        if ready and (ready[0] <= now or not waiting):
            last = max(last, end := max(now, heapq.heappop(ready)) + parts.province)
        else:
            province = (waiting.pop() - 1) // DEPARTMENTS
            end = now + parts.department
            done[province] += 1
            ends[province] = max(ends.get(province, 0.0), end)
            if done[province] == DEPARTMENTS:
                heapq.heappush(ready, ends[province])
        heapq.heappush(free, end)
    return last + parts.country


def write_network(folder: Path, members: int, days: int = 1) -> None:
    """Write ``folder``, named as the network, with network.yml and what was collected on so many days."""
    folder.mkdir(parents=True)
    names = [f"noi-{number:04}" for number in range(members)]
    (folder / "network.yml").write_text("\n".join(_network(folder.name, names)) + "\n", encoding="utf-8")
    for number, name in enumerate(names):
        collect(folder, number, name, days)


def collect(folder: Path, number: int, name: str, days: int = 1, shift: int = 0) -> None:
    """What is kept of one member; another ``shift`` makes other figures."""
    member = Member(name, "", "", Source("network.yml", 1), campaign="2022")
    place = folder / COLLECTED / name
    place.mkdir(parents=True, exist_ok=True)
    if number % 20 == 19:
        last = Attempt(DAY, "https://example.invalid/", code="member-slow", values={"seconds": "20"})
        (place / LAST_TRY).write_bytes(attempt_file(last))
        return
    for back in range(days):
        day = DAY - timedelta(days=30 * back)
        answer = _answer(number, day - timedelta(days=18 if number % 10 == 3 else 1), shift + back)
        (place / f"{day}.json").write_bytes(day_file(answer, member, day))
    (place / LAST_TRY).write_bytes(attempt_file(Attempt(DAY, "https://example.invalid/", collected=DAY)))


def _network(name: str, members: list[str]) -> Iterator[str]:
    yield from (f"network: {name}", "title: Khối thi đua thử nghiệm", "lead: Sở Nội vụ", "illustrative: true")
    yield from ("period: {start: 2022-01-01, end: 2022-12-31}", "members:")
    for number, member in enumerate(members):
        api = f"https://thidua.{member}.example.invalid/api/v1/"
        yield f'  - {{id: {member}, name: Sở số {number + 1}, api: "{api}", campaign: "2022"}}'
    yield "common:"
    for place, (line, title) in enumerate(_LINES.items()):
        asked = ", ".join(f"{member}: CT-{place:02}" for member in members)
        yield f'  - {{id: {line}, name: {title}, unit: "%", members: {{{asked}}}}}'


def _answer(number: int, day: date, shift: int) -> Answer:
    figures = {one.target: one for one in (_figure(number, place, shift) for place in range(TARGETS))}
    counts = Counter(one.status for one in figures.values())
    totals = {status: counts[status] for status in Status if counts[status]}
    return Answer(day, illustrative=False, totals=totals, figures=figures)


def _figure(number: int, place: int, shift: int) -> Figure:
    """Of 50 subjects, so many that the goal of 40 to 59 % is missed by some and passed by others."""
    goal, value = 40 + (number + place) % 20, 12 + (number * 7 + place * 5 + shift) % 20
    status = _STATUSES[(number * (3 + number % 5) + place * (1 + number % 3) + shift) % len(_STATUSES)]
    share = Fraction(2 * value, goal)
    actual = None if status is Status.NO_DATA else {"value": value, "of": 50, "percent": 2 * value}
    missing = max(Fraction(goal, 2) - value, Fraction())
    reached = None if actual is None else share
    return Figure(f"CT-{place:02}", status, actual, {"at_least": goal}, reached, missing)


if __name__ == "__main__":
    sys.exit(main())
