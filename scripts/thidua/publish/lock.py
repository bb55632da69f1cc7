"""One publisher at a time. The kernel drops the lock with the process, so a crash leaves none behind."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.publish.errors import PublishError
from thidua.text import Text

POLL_SECONDS = 0.05


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file at ``path``; PublishError after ``wait`` seconds of another one holding it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(handle, wait)
        _HELD.add(handle)
        yield
    finally:
        _HELD.discard(handle)
        os.close(handle)


_HELD: set[int] = set()


def _let_go() -> None:
    """A forked process holds no lock: it would keep it after the one that took it was killed."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _acquire(handle: int, wait: float) -> None:
    # Windows has no flock; the other commands must start there all the same.
    import fcntl  # noqa: PLC0415

    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise PublishError(
                    Text(
                        "Một lần xuất bản khác đang chạy và chưa xong sau {seconds} giây. Hãy thử lại sau.",
                        seconds=round(wait),
                    )
                ) from None
            time.sleep(POLL_SECONDS)
        else:
            return
