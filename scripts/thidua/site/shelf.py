"""Parts of what is published that are kept between builds, each with a hash of all that it is made from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from thidua.files import write_whole

Part = TypeVar("Part")


class Shelf:
    """Parts by name: texts, and plain lists of what JSON knows. Only one of the same key is given again.

    ``file`` is where they are kept, ``engine`` a hash of the code that makes them.
    """

    def __init__(self, file: Path, engine: str) -> None:
        self._file, self._engine = file, engine
        self._old = _recall(file, engine)
        self._new: dict[str, Any] = {}

    def kept(self, name: str, key: str, make: Callable[[], Part]) -> Part:
        """The part of that name, made where it is not known or its key is another."""
        found = self._new.get(name) or self._old.get(name)
        if found is None or found[0] != key:
            found = [key, make()]
        self._new[name] = found
        part: Part = found[1]
        return part

    def has(self, name: str, key: str) -> bool:
        """Whether the last build kept the part."""
        return name in self._old and self._old[name][0] == key

    def remember(self) -> None:
        """Keep what was asked for, and no more, for the next build."""
        if self._new != self._old:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            told = {"engine": self._engine, "parts": self._new}
            write_whole(self._file, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _recall(file: Path, engine: str) -> dict[str, Any]:
    """What the last build kept; nothing where that is unknown, unreadable or another engine's."""
    try:
        told = json.loads(file.read_bytes())
        sound = told["engine"] == engine and all(len(one) == 2 for one in told["parts"].values())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return told["parts"] if sound else {}
