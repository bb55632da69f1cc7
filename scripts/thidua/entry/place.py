"""Putting files on the disk whole: a reader, a crash or a full disk finds the old bytes or the new ones."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

_NEW_FILE = 0o644


class ChangedMeanwhileError(Exception):
    """Somebody else wrote the file after it was read; nothing was replaced."""


def replace_files(files: Sequence[tuple[Path, bytes, bytes | None]]) -> None:
    """Replace each file (path, new bytes, bytes it held when it was read or None) once all new ones are safe.

    Raises ChangedMeanwhileError or OSError, and then no file is touched.
    """
    with ExitStack() as stack:
        for folder in sorted({path.parent for path, *_ in files}):
            stack.enter_context(_alone_in(folder))
        asides = [stack.enter_context(_aside(path, content)) for path, content, _ in files]
        for path, _, before in files:
            if before is not None and path.read_bytes() != before:
                raise ChangedMeanwhileError(str(path))
        for (path, *_), aside in zip(files, asides, strict=True):
            aside.replace(path)
    for folder in {path.parent for path, *_ in files}:
        _sync_folder(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with the files in one step; FileExistsError where something stands there."""
    if folder.exists() or folder.is_symlink():
        raise FileExistsError(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.new")
    aside.mkdir(exist_ok=True)  # may be left from a crash: the same names are written over
    try:
        for name, content in files.items():
            _write(aside / name, content, _NEW_FILE)
        aside.rename(folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    _sync_folder(folder.parent)


@contextmanager
def _aside(path: Path, content: bytes) -> Iterator[Path]:
    """The new bytes beside the file, safe on the disk; gone at the end whatever happened."""
    aside = path.with_name(f".{path.name}.new")
    try:
        _write(aside, content, path.stat().st_mode & 0o777 if path.exists() else _NEW_FILE)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _write(path: Path, content: bytes, mode: int) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One writer at a time; the kernel drops the lock with the process. Windows locks no folders."""
    if os.name == "nt":
        yield
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # cannot open a folder, and writes its list of names at once
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
