"""Pages that need not be made again: what was made from the same content stands as it is.

A batch is named, and keyed by a hash of everything its pages are made from: the engine, what stands around
the pages, and their part of the data. Only a batch with the same key and untouched files is kept.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from typing import Any, TypeVar

from thidua import mkdocs_yml
from thidua.processes import shared
from thidua.remembered import recall, remember
from thidua.site.frames import packages
from thidua.site.page import Asset, Kept, Page

Put = TypeVar("Put")


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages and files made together; a batch without a key is made at every build.

    ``ahead`` works out what other batches ask for too: once, before processes part. ``is_heavy`` is one that
    reads all that a large campaign has recorded.
    """

    name: str
    key: str
    make: Callable[[], Iterable[Page | Asset]]
    ahead: Callable[[], object] = lambda: None
    is_heavy: bool = False


def told_together(spoken: Iterable[Iterable[Batch]]) -> Iterator[Batch]:
    """The batches of every language, those of the same pages as one: what no language changes is worked out
    once. Each has a key.
    """

    def together(*alike: Batch) -> Batch:
        first, *_ = alike
        return Batch(
            first.name,
            content_key([one.key for one in alike]),
            lambda: (page for one in alike for page in one.make()),
            lambda: [one.ahead() for one in alike],
            first.is_heavy,
        )

    return starmap(together, zip(*spoken, strict=True))


def content_key(*parts: object) -> str:
    """A hash of the parts' representations, which must tell any two contents apart."""
    return sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()


def engine_key(root: Path) -> str:
    """A hash of everything but the data that a page depends on: code, templates, theme and packages."""
    found = sha256()
    folders = (Path(__file__).parents[1], root / "site_src")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in (*files, *mkdocs_yml.sources(root / mkdocs_yml.NAME)):
        if path.suffix != ".pyc":
            name = os.path.relpath(path, root)
            found.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    found.update(" ".join(packages()).encode())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class First:
    """A file that is to stand before all others; ``take`` is given what its batch makes, at once."""

    path: str
    take: Callable[[list[Page | Asset]], None]


class Batches:
    """What the last build made, by batch; ``remember`` is called once the new site is written."""

    def __init__(self, memory: Path, engine: str, intact: Callable[[str], bool]) -> None:
        self._memory, self._engine, self._intact = memory, engine, intact
        self._old = _recall(memory)
        self._new: dict[str, dict[str, Any]] = {}

    def contents(
        self,
        batches: Iterable[Batch],
        written: Callable[[Iterable[Page | Asset]], list[Kept | Asset]],
        workers: int = 1,
        first: First | None = None,
    ) -> Iterator[Asset | Kept]:
        """Every page and file, made or kept; ``written`` puts in its place what can be, where it was made.

        The batch in which the last build made ``first`` is made before all others; none where it is kept.
        """
        # A build that is cut off leaves files of its own, which must not pass for those of the one before.
        self._memory.unlink(missing_ok=True)
        every = list(batches)
        keys = [content_key(self._engine, batch.key) if batch.key else "" for batch in every]
        kept = [self._kept(batch.name, key) for batch, key in zip(every, keys, strict=True)]
        asked = [batch for batch, old in zip(every, kept, strict=True) if old is None]
        early = next((one for one in asked if first and self._has(one.name, first.path)), None)
        soon = list[Kept | Asset]()
        if first and early:
            pages = list(early.make())
            first.take(pages)
            soon = written(pages)
        making = made([one for one in asked if one is not early], workers, written)
        for batch, key, old in zip(every, keys, kept, strict=True):
            if old is not None:
                self._new[batch.name] = self._old[batch.name]
                yield from old
                continue
            fresh = soon if batch is early else next(making)
            yield from fresh
            if key:
                files = [one if isinstance(one, Kept) else Kept(one.path) for one in fresh]
                told = [(one.path, one.page, one.language, one.entry) for one in files]
                self._new[batch.name] = {"key": key, "files": told}

    def remember(self) -> None:
        """Keep what this build made for the next one."""
        remember(self._memory, self._new)

    def _has(self, name: str, path: str) -> bool:
        """Whether the last build made a file in the batch of that name."""
        return name in self._old and any(one[0] == path for one in self._old[name]["files"])

    def _kept(self, name: str, key: str) -> list[Kept] | None:
        old = self._old.get(name)
        if not key or old is None or old["key"] != key:
            return None
        kept = [Kept(*one) for one in old["files"]]
        return kept if all(self._intact(one.path) for one in kept) else None


def made(
    batches: Sequence[Batch], workers: int, put: Callable[[Iterable[Page | Asset]], list[Put]]
) -> Iterator[list[Put]]:
    """What each batch makes, in order, as ``put`` leaves it; shared among processes where there are enough
    of them to pay.

    The first is made before: what most of them ask for is then known, and every process finds it. A program
    with threads asks for one worker, see ``shared``; so does a machine that gives no processes. Where hardly
    any but heavy ones are to be made, one process makes them one after the other in any case: this one.
    """

    def make(place: int) -> list[Put]:
        return put(batches[place].make())

    if batches:
        yield make(0)
    found, others = None, range(1, len(batches))
    if workers > 1 and sum(not one.is_heavy for one in batches) >= FEWEST_TO_SHARE:
        for batch in batches:
            batch.ahead()
        gc.freeze()  # what is alive now stays: the collectors of all processes leave it alone
        heavy = {place for place, one in enumerate(others) if batches[one].is_heavy}
        found = shared(lambda place: make(others[place]), len(others), workers, heavy)
    yield from found or map(make, others)


FEWEST_TO_SHARE = 8


def _recall(memory: Path) -> Mapping[str, dict[str, Any]]:
    """What the last build remembered; nothing where that is unknown or unreadable."""
    told = recall(memory)
    try:
        sound = all(
            isinstance(one["key"], str) and all(isinstance(file, list) and file for file in one["files"])
            for one in told.values()
        )
    except (TypeError, KeyError, AttributeError):
        return {}
    return told if sound else {}
