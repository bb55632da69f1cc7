"""A crash, an error, a full disk at every file operation: the site stays whole, the next publish recovers."""

from __future__ import annotations

import errno
import mmap
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from publish_kit import NOON, make_site, numbered, older
from thidua.publish import PublishError
from thidua.publish.job import Job
from thidua.publish.release import damage, publish, rollback
from thidua.publish.root import Root

PUBLISHED, REFUSED, SURPRISED, KILLED = 0, 3, 4, 9
MOST_OPERATIONS = 2000
_FILE_EVENTS = ("open", "os.", "shutil.", "fcntl.")
_WRITING_EVENTS = ("os.mkdir", "os.rename", "os.symlink", "os.link", "os.truncate")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: thousands of fsyncs need no real disk."""
    if not Path("/dev/shm").is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="thidua-") as folder:
        yield Path(folder)


def put(root: Path, number: int, targets: int = 1) -> None:
    """Publish a small site; three releases are kept, so that pruning is among the operations."""
    build = partial(make_site, version=number, targets=targets)
    publish(root, Job(numbered(number), build, lambda: NOON, older, keep=3, cache=root.with_name("cache")))


def in_a_child(prepare: Callable[[], object], work: Callable[[], object]) -> int:
    """Do ``work`` in a forked process after ``prepare``: its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = SURPRISED
        try:
            prepare()
            work()
            code = PUBLISHED
        except PublishError:
            code = REFUSED
        except BaseException as error:  # the child must end here, whatever happens
            os.write(2, f"{error!r}\n".encode())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass
class Disturbance:
    """An audit hook that counts the file operations under ``root`` and disturbs the one numbered ``at``.

    ``kind``: crash ends the process, as a power cut does; error fails once; full fails every later write.
    """

    kind: str
    at: int
    root: Path
    seen: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, 4))  # shared with the forked process

    def begin(self, at: int) -> None:
        """Disturb this process from now on."""
        self.at, self.seen[:4] = at, bytes(4)
        sys.addaudithook(self)

    @property
    def count(self) -> int:
        """How many operations there were."""
        return int.from_bytes(self.seen[:4], "big")

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        paths = [os.fspath(word) for word in arguments if isinstance(word, str | os.PathLike)]
        if not any(str(self.root) in str(path) for path in paths) or not event.startswith(_FILE_EVENTS):
            return
        now = self.count
        self.seen[:4] = (now + 1).to_bytes(4, "big")
        if now == self.at and self.kind == "crash":
            os._exit(KILLED)
        if now == self.at or (now > self.at and self.kind == "full" and _writes(event, arguments)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.root))


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _WRITING_EVENTS


def assert_tidy(root: Path) -> None:
    """Nothing half-done is left, and every release is whole."""
    assert not list(root.rglob(".*"))
    names = {path.name for path in (root / "releases").iterdir()}
    assert names == {path.stem for path in (root / "manifests").iterdir()}
    assert all(damage(Root(root), name) == [] for name in names)


@pytest.mark.parametrize(("kind", "codes"), [
    ("crash", {KILLED, PUBLISHED}),
    ("error", {REFUSED, PUBLISHED}),
    ("full", {REFUSED, PUBLISHED}),
])  # fmt: skip
def test_publish_disturbed_at_every_operation(disk: Path, kind: str, codes: set[int]) -> None:
    """Each operation in turn, another one in the publish that should recover, then an undisturbed one."""
    root, hook, stopped = disk / "site", Disturbance(kind, 0, disk / "site"), 0
    for number in range(1, 5):
        put(root, number)
    for operation in range(MOST_OPERATIONS):
        for at, number in ((operation, 10 * operation + 11), (operation * 7 % 100, 10 * operation + 12)):
            before = Root(root).current_name()
            code = in_a_child(partial(hook.begin, at), partial(put, root, number))
            current = Root(root).current_name()
            assert code in codes, (operation, at)
            assert current == before or current.startswith(f"{number:06d}"), (operation, at)
            assert code != PUBLISHED or current != before, (operation, at)
            assert damage(Root(root), current) == [], (operation, at)
            stopped += code != PUBLISHED
            if at == operation:
                reached = hook.count > operation
        put(root, 10 * operation + 13)
        assert Root(root).current_name().startswith(f"{10 * operation + 13:06d}")
        assert_tidy(root)
        if not reached:
            break
    else:
        pytest.fail("more operations than expected")
    print(f"\n  {kind}: {operation} file operations, {stopped} publishes stopped")
    assert stopped > 100


@pytest.mark.parametrize("kind", ["crash", "error", "full"])
def test_rollback_disturbed_at_every_operation(disk: Path, kind: str) -> None:
    root, hook = disk / "site", Disturbance(kind, 0, disk / "site")
    for number in (1, 2, 3):
        put(root, number)
    for operation in range(MOST_OPERATIONS):
        wanted = "000002" if Root(root).current_name().startswith("000003") else "000003"
        code = in_a_child(partial(hook.begin, operation), partial(rollback, root, wanted))
        assert code != SURPRISED
        assert damage(Root(root), Root(root).current_name()) == []
        assert code != PUBLISHED or Root(root).current_name().startswith(wanted)
        if hook.count <= operation:
            break
    put(root, 4)
    assert_tidy(root)


def limit_files(size: int, *, deadly: bool) -> None:
    """What `ulimit -f` does: no file may grow beyond ``size`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("deadly", [False, True])
def test_no_room_for_a_file_at_every_size(disk: Path, deadly: bool) -> None:
    root, codes = disk / "site", []
    put(root, 1)
    largest = max(fact.size for fact in Root(root).all()[0].files.values())
    manifest = next((root / "manifests").iterdir()).stat().st_size
    for number, size in enumerate(range(0, max(largest, manifest) * 2, 61), start=10):
        before = Root(root).current_name()
        code = in_a_child(partial(limit_files, size, deadly=deadly), partial(put, root, number))
        assert code in {REFUSED, -signal.SIGXFSZ, PUBLISHED}
        current = Root(root).current_name()
        assert (current == before) is (code != PUBLISHED)
        assert damage(Root(root), current) == []
        codes.append(code)
    put(root, 5000)
    assert_tidy(root)
    assert codes[0] == (-signal.SIGXFSZ if deadly else REFUSED)
    assert codes[-1] == PUBLISHED


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "dia"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = [mount, "-t", "tmpfs", "-o", "size=192k", "tmpfs", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        root = disk / "site"
        put(root, 1)
        before = Root(root).current_name()
        with pytest.raises(PublishError, match="No space left"):
            put(root, 2, targets=60)
        assert Root(root).current_name() == before
        assert damage(Root(root), before) == []
        put(root, 3)
        assert_tidy(root)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
