"""The only writer of files: a reader, a crash or a full disk finds the old bytes or the new ones.

``write_whole`` is for what can be made again, ``write_safely`` for what must survive a power cut as well:
its bytes reach the disk before a name points at them.
"""

import errno
import math
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from thidua.text import Text

_NEW_FILE, _NEW_FOLDER = 0o644, 0o755
_LOCKS = find_spec("fcntl") is not None


class ChangedMeanwhileError(Exception):
    """Somebody else wrote the file after it was read; nothing was replaced."""


def write_whole(place: Path, *content: bytes | bytearray) -> None:
    """Put a file in place in one step, piece after piece; a folder of ours that stands there goes."""
    aside = _beside(place)
    with _named(place), _begun(aside) as file:
        file.writelines(content)
    try:
        aside.replace(place)
    except OSError:
        if place.is_symlink() or not place.is_dir():
            raise
        shutil.rmtree(place)
        aside.replace(place)


def append_whole(place: Path, start: int, content: Iterable[bytes | bytearray], head: bytes) -> None:
    """Put more into a file of ours from ``start`` on, and at last a head that tells of it over its own: to
    whoever reads no farther than the head says, the file is what it was until then.
    """
    with _named(place), place.open("r+b") as file:
        file.seek(start)
        file.writelines(content)
        file.seek(0)
        file.write(head)


def write_safely(place: Path, content: bytes) -> None:
    """The same, flushed to the disk with its name; readable by all where it is new, whatever the umask."""
    with _aside(place, content) as aside:
        aside.replace(place)
    sync_path(place.parent)


def link_safely(place: Path, points_to: str) -> None:
    """Make ``place`` a symlink to ``points_to`` with rename(2), so that it always points somewhere."""
    aside = _beside(place)
    aside.unlink(missing_ok=True)
    aside.symlink_to(points_to)
    aside.replace(place)
    sync_path(place.parent)


def replace_files(files: Sequence[tuple[Path, bytes, bytes | None]]) -> None:
    """Replace each file (path, new bytes, bytes it held when it was read or None) once all new ones are safe.

    Raises ChangedMeanwhileError or OSError, and then no file is touched.
    """
    with ExitStack() as stack:
        for folder in sorted({path.parent for path, *_ in files}):
            stack.enter_context(held(folder))
        asides = [stack.enter_context(_aside(path, content)) for path, content, _ in files]
        for path, _, before in files:
            if before is not None and path.read_bytes() != before:
                raise ChangedMeanwhileError(str(path))
        for (path, *_), aside in zip(files, asides, strict=True):
            aside.replace(path)
    for folder in {path.parent for path, *_ in files}:
        sync_path(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with the files in one step; FileExistsError where something stands there."""
    if folder.exists() or folder.is_symlink():
        raise FileExistsError(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = _beside(folder)
    if aside.is_symlink():
        aside.unlink()
    aside.mkdir(exist_ok=True)  # may be left from a crash: the same names are written over
    try:
        for name, content in files.items():
            _write(aside / name, content, _NEW_FILE)
        aside.rename(folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    sync_path(folder.parent)


@contextmanager
def _aside(path: Path, content: bytes) -> Iterator[Path]:
    """The new bytes beside the file, safe on the disk; gone at the end whatever happened."""
    aside = _beside(path)
    try:
        _write(aside, content, path.stat().st_mode & 0o777 if path.exists() else _NEW_FILE)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _named(place: Path) -> Iterator[None]:
    """A full disk names no file by itself: whoever reads of it is to see which disk is meant."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(place)
        raise


def _write(path: Path, content: bytes, mode: int) -> None:
    with _named(path), _begun(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _begun(path: Path) -> BinaryIO:
    """A new file in place of what a crash has left; the bytes follow no link that was laid there."""
    try:
        return path.open("xb")
    except FileExistsError:
        path.unlink()
        return path.open("xb")


def sync_path(path: Path) -> None:
    """Flush a file's bytes, or a folder's list of names, to the disk."""
    if os.name == "nt" and path.is_dir():  # cannot open a folder, and writes its list of names at once
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folders_of(root: Path, *, topdown: bool = True) -> Iterator[tuple[Path, list[str], list[str]]]:
    """os.walk, but a folder that cannot be listed is an error and not an empty one."""

    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(root, topdown=topdown, onerror=refuse):
        yield Path(folder), folders, names


def settle_tree(root: Path) -> None:
    """Let a web server read every file and folder under ``root``, and flush them, the root last."""
    os.sync()  # one flush of everything; the fsyncs that follow find little to do, but they report errors
    for folder, _, names in folders_of(root, topdown=False):
        for name in names:
            (folder / name).chmod(_NEW_FILE)
            sync_path(folder / name)
        folder.chmod(_NEW_FOLDER)
        sync_path(folder)


def _beside(path: Path) -> Path:
    """Where new bytes wait: a hidden name, which web servers close and the next writer takes again."""
    return path.with_name(f".{path.name}.new")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the time being; what a killed process left of its own goes with the next one's."""
    with tempfile.TemporaryDirectory(prefix=_SCRATCH) as name:
        if not _LOCKS:
            yield Path(name)
            return
        with held(Path(name)):
            _sweep(Path(name).parent)
            yield Path(name)


_SCRATCH = "thidua.tmp-"
_JUST_MADE = 60  # seconds: made, and perhaps not held yet


def _sweep(home: Path) -> None:
    for path in home.glob(f"{_SCRATCH}*"):
        with suppress(OSError):
            seen = path.lstat()
            ours = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid()
            if ours and time.time() - seen.st_mtime > _JUST_MADE:
                with held(path, seconds=0):
                    shutil.rmtree(path)


@contextmanager
def held(place: Path, seconds: float = math.inf) -> Iterator[None]:
    """The kernel's lock on a folder or file, dropped with the process, so that a crash leaves none behind.

    BlockingIOError where another has it for so many seconds more. Windows locks no folders: there the last
    writer is told that a file was changed meanwhile.
    """
    if not _LOCKS:
        yield
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        _acquire(handle, time.monotonic() + seconds)
        _HELD.add(handle)
        yield
    finally:
        _HELD.discard(handle)
        os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that writes what a folder remembers; on a share that knows no locks, as on Windows.

    Whoever has to wait for another is told at once; BlockingIOError where that takes more than ten minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            try:
                stack.enter_context(held(folder, 0))
            except BlockingIOError:
                text = Text("Một lần dựng trang khác đang dùng {folder}: chờ nó xong…", folder=folder)
                sys.stderr.write(f"{text}\n")
                stack.enter_context(held(folder, _PATIENCE))
        except BlockingIOError as error:
            raise BlockingIOError(error.errno, error.strerror, str(folder)) from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield


_HELD: set[int] = set()
_POLL = 0.05  # seconds between two tries
_PATIENCE = 600
_NO_LOCKS = (errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL)


def _acquire(handle: int, deadline: float) -> None:
    import fcntl  # noqa: PLC0415 - not there on Windows

    if deadline == math.inf:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_POLL)
        else:
            return


def _let_go() -> None:
    """A forked process holds no lock: it would keep it after the one that took it was killed."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
