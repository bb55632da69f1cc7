"""Pages that need not be made again: what was made from the same content stands as it is.

A batch is named, and keyed by a hash of everything its pages are made from: the engine, what stands around
the pages, and their part of the data. Only a batch with the same key and untouched files is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from thidua.page import Asset, Kept, Page

_PACKAGES = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material", "plotly")


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages and files made together; a batch without a key is made at every build."""

    name: str
    key: str
    make: Callable[[], Iterable[Page | Asset]]


def content_key(*parts: object) -> str:
    """A hash of the parts' representations, which must tell any two contents apart."""
    return sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()


def engine_key(root: Path) -> str:
    """A hash of everything but the data that a page depends on: code, templates, theme and packages."""
    found = sha256()
    folders = (Path(__file__).parent, root / "site_src")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in (*files, root / "mkdocs.yml"):
        if path.suffix != ".pyc":
            found.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    found.update(" ".join(f"{name}={version(name)}" for name in _PACKAGES).encode())
    return found.hexdigest()


class Batches:
    """What the last build made, by batch; ``remember`` is called once the new site is written."""

    def __init__(self, memory: Path, engine: str, intact: Callable[[str], bool]) -> None:
        self._memory, self._engine, self._intact = memory, engine, intact
        self._old = _recall(memory)
        self._new: dict[str, dict[str, Any]] = {}

    def contents(
        self, batches: Iterable[Batch], entry: Callable[[Page], Kept]
    ) -> Iterator[Page | Asset | Kept]:
        """Every page and file, made or kept; ``entry`` tells what is to be remembered of a page."""
        for batch in batches:
            key = content_key(self._engine, batch.key) if batch.key else ""
            kept = self._kept(batch.name, key)
            if kept is not None:
                self._new[batch.name] = self._old[batch.name]
                yield from kept
                continue
            made: list[Kept] = []
            for one in batch.make():
                made.append(entry(one) if isinstance(one, Page) else Kept(one.path))
                yield one
            if key:
                self._new[batch.name] = {"key": key, "files": [asdict(one) for one in made]}

    def remember(self) -> None:
        """Keep what this build made for the next one."""
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        aside = self._memory.with_name(self._memory.name + ".new")
        aside.write_text(json.dumps(self._new, ensure_ascii=False), encoding="utf-8")
        aside.replace(self._memory)

    def _kept(self, name: str, key: str) -> list[Kept] | None:
        old = self._old.get(name)
        if not key or old is None or old["key"] != key:
            return None
        kept = [Kept(**one) for one in old["files"]]
        return kept if all(self._intact(one.path) for one in kept) else None


def _recall(memory: Path) -> Mapping[str, dict[str, Any]]:
    """What the last build remembered; nothing where that is unknown or unreadable."""
    try:
        told = json.loads(memory.read_bytes())
        sound = all(isinstance(one["key"], str) and isinstance(one["files"], list) for one in told.values())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return told if sound else {}
