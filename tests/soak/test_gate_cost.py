"""The gate costs what changed: one row more, with twenty thousand files of evidence beside it and without."""

from __future__ import annotations

from pathlib import Path

from push_kit import Office, children_seconds, set_up
from yardstick import in_time

FILES = 20_000
MOST_SECONDS = 1.0


def cost(office: Office, number: int) -> float:
    """What pushing one row costs, on the server's side: the smallest of three."""
    found = []
    for once in range(3):
        office.commit(office.row(10 * number + once))
        before = children_seconds()
        office.push()
        found.append(children_seconds() - before)
    return min(found)


def evidence(clone: Path) -> None:
    folder = clone / "data/2022/evidence"
    folder.mkdir(exist_ok=True)
    for number in range(FILES):
        (folder / f"qd-{number}.txt").write_text(f"Quyết định {number}\n", "utf-8")


def test_a_row_costs_a_row_whatever_lies_beside_it(tmp_path: Path) -> None:
    office = set_up(tmp_path / "may-chu")
    without = cost(office, 10)
    office.commit(evidence)
    before = children_seconds()
    office.push()
    at_once = children_seconds() - before
    beside = cost(office, 20)
    print(
        f"\n  a push of {FILES} files: {at_once:.1f} s; then a row: {beside:.1f} s, without: {without:.1f} s"
    )
    in_time(beside - without, MOST_SECONDS)
