"""Twelve publishers at once, each with its own commit: whatever the order, the newest commit is published."""

from __future__ import annotations

import json
import os
import random
import subprocess
import threading
from pathlib import Path

from push_kit import THIDUA, Office, set_up
from thidua.publish.release import damage
from thidua.publish.root import Root

PUBLISHERS = 12


def test_the_newest_of_twelve_racing_publishers_wins(tmp_path: Path) -> None:
    office = set_up(tmp_path / "may-chu")
    commits = [office.commit(office.row(number)) for number in range(100, 100 + PUBLISHERS)]
    clones = []
    for number, commit in enumerate(commits):
        clone = tmp_path / f"ban-{number}"
        office.git("clone", "-q", str(office.clone), str(clone), where=tmp_path)
        office.git("checkout", "-q", "--detach", commit, where=clone)
        clones.append(clone)
    root = tmp_path / "site"
    seen, stop = [], threading.Event()
    watcher = threading.Thread(target=_watch, args=(Root(root), seen, stop))
    watcher.start()
    order = random.Random(2022).sample(clones, PUBLISHERS)
    running = [
        subprocess.Popen([THIDUA, "publish", "data", "--to", root, "--keep", "20"], cwd=clone,
                         env=office.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for clone in order
    ]  # fmt: skip
    ends = [(process.communicate(timeout=550), process.returncode) for process in running]
    stop.set()
    watcher.join(10)

    assert Root(root).current_name().startswith(commits[-1][:12])
    assert damage(Root(root), Root(root).current_name()) == []
    status = json.loads((root / "current/api/v1/2022/status.json").read_text("utf-8"))
    assert status["data"]["commit"] == commits[-1]
    numbers = [[commit[:12] for commit in commits].index(name[:12]) for name in seen]
    assert numbers == sorted(numbers)  # never an older one after a newer one
    for (_, said), code in ends:
        assert code == 0 or "bản cũ không thay được bản mới" in said, said
    published = sum(code == 0 for _, code in ends)
    print(f"\n  {published} of {PUBLISHERS} published, the others were older by then")


def _watch(root: Root, seen: list[str], stop: threading.Event) -> None:
    while not stop.is_set():
        name = root.current_name()
        if name and (not seen or seen[-1] != name):
            seen.append(name)
        stop.wait(0.001)


def test_twelve_pushes_at_once_leave_the_last_one_taken(tmp_path: Path) -> None:
    """git takes one of them at a time and refuses those that lost the race; what it took is what is shown."""
    office = set_up(tmp_path / "may-chu")
    clones = []
    for number in range(PUBLISHERS):
        clone = tmp_path / f"ban-{number}"
        office.git("clone", "-q", str(office.bare), str(clone), where=tmp_path)
        office.row(number)(clone)
        office.git("commit", "-qam", f"bản {number}", where=clone)
        clones.append(clone)
    running = [
        subprocess.Popen(["git", "-C", clone, "push", "-q", "origin", "main"], env=office.environment,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for clone in clones
    ]  # fmt: skip
    codes = [process.wait(300) for process in running]
    assert codes.count(0) == 1  # all of them started from one commit
    assert Root(office.root).current_name().startswith(office.tip()[:12])


def test_pushes_and_timers_at_once(tmp_path: Path) -> None:
    office = set_up(tmp_path / "may-chu")
    lines = (office.folder / "thidua.env").read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines)
    timers = [
        subprocess.Popen([THIDUA, "hook", event], env=os.environ | office.environment | settings,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for event in ("rebuild", "verify") * 2
    ]  # fmt: skip
    commit = _pushed(office)
    said = [timer.communicate(timeout=300)[1] for timer in timers]
    assert [timer.returncode for timer in timers] == [0] * 4, said
    assert Root(office.root).current_name().startswith(commit[:12])


def _pushed(office: Office) -> str:
    commit = office.commit(office.row(500))
    office.push()
    return commit
