"""The real command, ended from outside or left without what it needs: nothing stays, the next one works."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from campaigns import FIRST_MONTH, small, write_campaign
from push_kit import THIDUA
from sharing import warm
from thidua.publish.release import damage
from thidua.publish.root import Root

EARLY = os.environ | {"SOURCE_DATE_EPOCH": FIRST_MONTH}  # what is not to be killed is soon done
pytestmark = pytest.mark.skipif(not Path("/proc/thread-self/children").exists(), reason="looks into /proc")


def running(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = stat.read_text("utf-8").rpartition(") ")[2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, its_session = facts.split()[:4]
        if int(its_session) == session and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def publishing(folder: Path, root: Path, **more: object) -> subprocess.Popen[str]:
    """`thidua publish` in a session of its own."""
    call = [str(THIDUA), "publish", "data", "--to", str(root), "--wait", "0"]
    return subprocess.Popen(
        call, cwd=folder, start_new_session=True, text=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, **more,
    )  # fmt: skip


def ended(process: subprocess.Popen[str], seconds: float = 3) -> list[int]:
    """What still runs of a killed command after a moment."""
    process.wait(600)
    for _ in range(int(seconds / 0.05)):
        if not running(process.pid):
            break
        time.sleep(0.05)
    return running(process.pid)


def children(process: int) -> list[int]:
    """The processes that one has started, and that have not ended."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += [int(name) for name in task.read_text("utf-8").split()]
    return found


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Wait until the command has processes to help it: children of a child, which git has none of."""
    deadline = time.monotonic() + 60
    found: list[int] = []
    while not found and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
        found = [worker for child in children(process.pid) for worker in children(child)]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where publishes are ended one after the other, until one is left alone."""
    found = tmp_path_factory.mktemp("killed")
    write_campaign(found, **small())
    warm(found / "build" / "cache")
    return found


def test_a_killed_publish_leaves_nothing_running(folder: Path) -> None:
    root = folder / "site"
    for how in (signal.SIGKILL, signal.SIGTERM):
        process = publishing(folder, root)
        assert workers(process)
        os.kill(process.pid, how)
        assert ended(process) == []
    process = publishing(folder, root)  # and where a worker is killed, that is what is told
    os.kill(workers(process)[0], signal.SIGKILL)
    _, said = process.communicate(timeout=600)
    assert (process.returncode, "không đủ bộ nhớ" in said) == (1, True), said
    assert "Traceback" not in said
    assert ended(process) == []


def limited(megabytes: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def bare_size() -> int:
    """Megabytes of addresses that an interpreter takes by itself, by what is mapped on this machine."""
    asked = "print(open('/proc/self/status').read().split('VmSize:')[1].split()[0])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    return int(told.stdout) // 1024


def test_a_machine_without_memory_is_told_so(folder: Path) -> None:
    """Too little for the catalogue, for a library, for the pages: one sentence, and nothing hangs."""
    bare, codes = bare_size(), list[int]()
    for more in (34, 50, 54):  # 22 are too few for the command itself, 63 are enough for all
        process = publishing(folder, folder / "site", env=EARLY, preexec_fn=limited(bare + more))
        _, said = process.communicate(timeout=600)
        codes.append(process.returncode)
        assert process.returncode == 0 or "không đủ bộ nhớ" in said, (more, said)
        # What a library's callback raises, the interpreter tells by itself: nothing of ours stands in that.
        assert "scripts/thidua/" not in said, (more, said)
        assert ended(process) == []
    assert codes[:2] == [1, 1]  # or the limits have become too wide to test anything


def hidden(folder: Path, kept: Path, call: str) -> str:
    """The call in this folder where /dev/shm cannot be written to; folder and checkout may stand in there."""
    here = Path(__file__).resolve().parents[1]
    steps = list[str]()
    for number, place in enumerate((here, folder)):
        (kept / str(number)).mkdir()
        steps.append(f"mount --bind {place} {kept / str(number)}")
    steps.append("mount -t tmpfs tmpfs /dev/shm")
    for number, place in enumerate((here, folder)):
        steps += [f"mkdir -p {place}", f"mount --bind {kept / str(number)} {place}"]
    return " && ".join((*steps, "mount -o remount,ro /dev/shm", f"cd {folder}", f"exec {call}"))


@pytest.fixture
def kept() -> Iterator[Path]:
    """Where folders are mounted meanwhile."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        yield Path(name)


def test_the_next_publish_has_nothing_to_mend(folder: Path, kept: Path) -> None:
    """And needs no shared memory, which is hidden from it where we may."""
    root = folder / "site"
    call = f"{THIDUA} publish data --to {root}"
    without = ["unshare", "--mount", "sh", "-c", hidden(folder, kept, call)]
    may_hide = os.getuid() == 0 and shutil.which("unshare")
    for words in [without, call.split()] if may_hide else [call.split()]:
        done = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, check=False, timeout=600, env=EARLY
        )
        if "unshare" not in done.stderr and "mount" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr
    assert damage(Root(root), Root(root).current_name()) == []
    assert not list(root.rglob(".new"))
