"""The real command ended at a hundred moments of a publish, also after the switch: nothing is left to do.

By turns: SIGKILL, SIGTERM, a memory cgroup, a limit of memory, a disk that fills.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from campaigns import write_campaign
from test_publish_killed import ended, limited, publishing
from thidua.publish.release import damage
from thidua.publish.root import Root

MOMENTS = int(os.environ.get("THIDUA_MOMENTS", "100"))
CGROUP = Path(
    "/sys/fs/cgroup/memory"
)  # version 1; of version 2 the file is memory.max, and the folder one above
MEGABYTE = 1 << 20
ROOM = 200  # megabytes: enough for every release that is kept
SAID = ("không đủ bộ nhớ", "No space left on device")


@dataclass
class Place:
    """Where the office publishes: its folder, and the root on a small disk of its own."""

    folder: Path
    disk: Path

    @property
    def root(self) -> Path:
        return self.disk / "site"

    def room(self, megabytes: float) -> None:
        """Let the disk hold so much."""
        call = ["mount", "-o", f"remount,size={int(megabytes * 1024)}k", str(self.disk)]
        subprocess.run(call, check=True)

    def used(self) -> float:
        """Megabytes on the disk."""
        told = os.statvfs(self.disk)
        return (told.f_blocks - told.f_bfree) * told.f_frsize / MEGABYTE


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    disk = tmp_path / "dia"
    disk.mkdir()
    if os.getuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    call = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", str(disk)]
    if subprocess.run(call, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    write_campaign(tmp_path)
    try:
        yield Place(tmp_path, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def cgroup(megabytes: int) -> Iterator[Callable[[], None]]:
    """A memory cgroup: what a process calls to enter it."""
    group = CGROUP / f"thidua-{os.getpid()}"
    group.mkdir()
    try:
        (group / "memory.limit_in_bytes").write_text(str(megabytes * MEGABYTE))
        yield lambda: (group / "cgroup.procs").write_text(str(os.getpid())) and None
    finally:
        for _ in range(100):
            try:
                group.rmdir()
                break
            except OSError:  # a process that is ended leaves it a moment later
                time.sleep(0.05)


def test_a_hundred_moments(place: Place) -> None:
    started = time.monotonic()
    assert publishing(place.folder, place.root).wait(300) == 0
    whole, stopped = time.monotonic() - started, Counter[str]()
    kinds = [
        "SIGKILL",
        "SIGTERM",
        *(["cgroup"] if os.access(CGROUP, os.W_OK) else []),
        "ulimit -v",
        "full disk",
    ]
    for moment in range(MOMENTS):
        with (place.folder / "data/2022/achievements.csv").open("a", encoding="utf-8") as file:
            file.write(f"2022-02-20,CN-01,HT,1,,,QĐ {moment},\n")
        how, share = kinds[moment % len(kinds)], moment / MOMENTS
        before = Root(place.root).current_name()
        code, said = disturbed(place, how, share, whole * 1.1)
        current = Root(place.root).current_name()
        assert damage(Root(place.root), current or "") == [], (moment, how)
        assert code != 0 or current != before, (moment, how, said)
        assert "Traceback" not in said, (moment, how, said)
        if code and how in ("ulimit -v", "full disk"):
            assert any(words in said for words in SAID), (moment, how, said)
        stopped[how] += code != 0
        if moment % 10 == 9:
            assert publishing(place.folder, place.root).wait(300) == 0, moment
            assert not list(place.root.rglob(".new*"))
            assert not list((place.folder / "build").rglob("*.new"))
    told = ", ".join(f"{count} by {how}" for how, count in stopped.items())
    cut_off = f"{stopped.total()} cut off: {told}; none left running, damaged or to be mended by hand"
    print(f"\n  {MOMENTS} publishes disturbed at {MOMENTS} moments were survived ({cut_off})")
    assert stopped.total() > MOMENTS / 2
    assert all(stopped[how] for how in kinds)


def disturbed(place: Place, how: str, share: float, seconds: float) -> tuple[int, str]:
    """Publish and disturb it: the exit code and what was said; nothing runs any more."""
    with ExitStack() as stack:
        more: dict[str, object] = {}
        if how == "cgroup":
            more["preexec_fn"] = stack.enter_context(cgroup(int(30 + 130 * share)))
        elif how == "ulimit -v":
            more["preexec_fn"] = limited(resource.RLIMIT_AS, int((60 + 240 * share) * MEGABYTE))
        elif how == "full disk":
            place.room(place.used() + 8 * share)
            stack.callback(place.room, ROOM)
        process = publishing(place.folder, place.root, **more)
        if how in ("SIGKILL", "SIGTERM"):
            time.sleep(seconds * share)
            if process.poll() is None:
                process.send_signal(getattr(signal, how))
        _, said = process.communicate(timeout=300)
        assert ended(process) == [], how
    return process.returncode, said
