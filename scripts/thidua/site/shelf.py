"""Parts of what is published that are kept between builds, each with a hash of all that it is made from."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast
from zlib import crc32

from thidua.files import write_whole
from thidua.text import Text

Part = TypeVar("Part")
_SUFFIX = ".parts"
_SUM = 4  # bytes of the sum at the head of a file: what is not as it was written is not looked into


class Shelf:
    """Parts by name: texts, numbers, lists and tuples of them. Only one of the same key is given again.

    It is kept in ``folder`` under ``name``; ``engine`` is a hash of the code that makes the parts. A file of
    it is read by Python alone: marshal is ten times as fast as JSON, and parts are megabytes.
    """

    def __init__(self, folder: Path, engine: str, name: str) -> None:
        self._file = folder / f"{_short(name)}-{_short(engine)}{_SUFFIX}"
        self._old = _recall(self._file)
        self._new: dict[str, Any] = {}

    def kept(self, name: str, key: str, make: Callable[[], Part]) -> Part:
        """The part of that name, made where it is not known or its key is another."""
        if (part := self.found(name, key)) is None:
            self.keep(name, key, part := make())
        found: Part = part
        return found

    def found(self, name: str, key: str) -> Any:
        """The part of that name and key, which the next build has too; None where it is not known."""
        found = self._new.get(name) or self._old.get(name)
        if found is None or found[0] != key:
            return None
        self._new[name] = found
        return found[1]

    def keep(self, name: str, key: str, part: object) -> None:
        """Have the part of that name for the next build; None is none."""
        self._new[name] = (key, part)

    def together(self, name: str, keys: Sequence[str], make: Callable[[int], Part]) -> list[Part]:
        """Parts that are kept under one name, each by its key, since there are many; ``make`` is given the
        place of one that is not known.
        """
        known, found = self._old.get(name, {}), self._new.setdefault(name, {})
        for place, key in enumerate(keys):
            if key not in found:
                found[key] = known[key] if key in known else make(place)
        return [found[key] for key in keys]

    def has(self, name: str, key: str) -> bool:
        """Whether the last build kept the part."""
        return name in self._old and self._old[name][0] == key

    def remember(self) -> None:
        """Keep what was asked for, and no more, for the next build."""
        if self._new != self._old:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            told = marshal.dumps(self._new)
            write_whole(self._file, _sum(told), told)


def sweep(folder: Path, engine: str) -> None:
    """Take away what other code has kept: no build of this one asks for it."""
    for file in folder.glob("*.*"):
        if not file.name.endswith(f"-{_short(engine)}{_SUFFIX}") and file.suffix in (_SUFFIX, ".json"):
            file.unlink(missing_ok=True)


def _sum(told: bytes | memoryview) -> bytes:
    """It is to tell what a power failure has cut short, of many megabytes at each build."""
    return crc32(told).to_bytes(_SUM)


def _short(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:16]


def _recall(file: Path) -> dict[str, Any]:
    """What the last build kept; nothing where that is unknown, or, which is said, not as it was written."""
    try:
        told = memoryview(file.read_bytes())  # megabytes, of which no piece is copied
        if _sum(told[_SUM:]) == told[:_SUM]:
            return cast(dict[str, Any], marshal.loads(told[_SUM:]))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, EOFError, TypeError):
        pass
    text = Text("{file} bị hỏng: không dùng, làm lại từ đầu phần đã giữ ở đó.", file=file)
    sys.stderr.write(f"{text}\n")
    return {}
