"""Tells when files change, by looking: it works on shared folders and with every editor's way of saving."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

Stamps = dict[str, tuple[int, int]]


def changes(
    paths: Iterable[Path], stop: Event, before: Stamps | None = None, every: float = 0.05
) -> Iterator[None]:
    """One item each time something under ``paths`` has changed and come to rest; ends once ``stop`` is set.

    ``before`` is how they stood when it was last known; else it is how they stand now.
    At rest: the same at two looks (``every`` seconds apart), so that a file half saved is not read.
    """
    watched = list(paths)
    told = seen = stamps(watched) if before is None else before
    while not stop.wait(every):
        now = stamps(watched)
        if now == seen and now != told:
            told = now
            yield
        seen = now


def stamps(paths: Iterable[Path]) -> Stamps:
    """Size and time of every file under the paths; editors' lock and swap files are nobody's change."""
    found: Stamps = {}
    for path in paths:
        with suppress(OSError):
            if path.is_dir():
                _look(str(path), found)
            elif path.is_file():
                told = path.stat()
                found[str(path)] = (told.st_size, told.st_mtime_ns)
    return found


def _look(folder: str, found: Stamps) -> None:
    """Look at every file under a folder; what cannot be looked at is the same as not there.

    Folders that are links are passed over: they may lead round in a circle, and `check` refuses them.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.name.endswith("~"):
                    continue
                with suppress(OSError):  # gone since, or a link to nowhere
                    if entry.is_dir(follow_symlinks=False):
                        _look(entry.path, found)
                    else:
                        told = entry.stat()
                        found[entry.path] = (told.st_size, told.st_mtime_ns)
    except (OSError, RecursionError):
        return
