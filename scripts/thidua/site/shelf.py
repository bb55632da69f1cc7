"""Parts of what is published that are kept between builds, each with a hash of all that it is made from.

A file of them has parts one behind the other and then a list of where each stands; its head tells where the
list is. What a build adds goes behind them with a new list, and the head is written last: of the hundred
megabytes of a large campaign a row more writes what it made, and takes out no more than it asks for. Once
more than half is out of use the file is written anew.
"""

import marshal
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from thidua.files import append_whole, write_whole
from thidua.text import Text

Part = TypeVar("Part")
Span = tuple[int, int]  # where a part begins, and its length
_SUFFIX = ".parts"
_HEAD = struct.Struct("<IQQ")  # a sum of the whole, where it ends, where the list of parts begins
_ENCODED = "utf-8", "surrogatepass"


class _File(NamedTuple):
    """What stands in a file, but for what a build that was cut off may have left behind it; a sum of what
    stands behind the head, and where each part does.
    """

    told: memoryview
    sum: int
    spans: Mapping[str, Span]


_NOTHING = _File(memoryview(b""), 0, {})


class Shelf:
    """Parts by name: texts, numbers, lists and tuples of them. Only one of the same key is given again.

    It is kept in ``folder`` under ``name``; ``engine`` is a hash of the code that makes the parts. A file of
    it is read by Python alone: marshal is ten times as fast as JSON, and parts are megabytes.
    """

    def __init__(self, folder: Path, engine: str, name: str) -> None:
        self._file = folder / f"{_short(name)}-{_short(engine)}{_SUFFIX}"
        self._old = _recall(self._file)
        self._new: dict[str, Span] = {}
        self._made = bytearray()  # what is to stand behind what was read: one piece, given back as one
        self._start = len(self._old.told) or _HEAD.size

    def kept(self, name: str, key: str, make: Callable[[], Part]) -> Part:
        """The part of that name, made where it is not known or its key is another."""
        if (part := self.found(name, key)) is None:
            self.keep(name, key, part := make())
        found: Part = part
        return found

    def found(self, name: str, key: str) -> Any:
        """The part of that name and key, which the next build has too; None where it is not known."""
        span = self._span(f"{name} {key}")
        return span and marshal.loads(self._told(span))

    def keep(self, name: str, key: str, part: Any) -> None:
        """Have the part of that name for the next build; None is none."""
        self._put(f"{name} {key}", marshal.dumps(part))

    def joined(self, name: str, keys: Iterable[str], make: Callable[[int], str]) -> str:
        """Texts that are kept under one name, each by its key, one behind the other; ``make`` is given the
        place of one that is not known. Those that stand so in the file are taken out in one.
        """
        found, begin, end = list[str](), 0, 0
        for place, key in enumerate(keys):
            span = self._span(named := f"{name}\0{key}") or self._put(named, make(place).encode(*_ENCODED))
            if span[0] != end:
                found.append(self._text(begin, end))
                begin = span[0]
            end = sum(span)
        return "".join((*found, self._text(begin, end)))

    def has(self, name: str, key: str) -> bool:
        """Whether the last build kept the part."""
        return f"{name} {key}" in self._old.spans

    def remember(self) -> None:
        """Keep what was asked for, and no more, for the next build."""
        if self._new == self._old.spans:
            return
        used = sum(size for _, size in self._new.values())
        if self._old.told and self._start + len(self._made) <= 2 * used:
            told = self._made, _listed(self._new)
            append_whole(self._file, self._start, told, _head(told, self._old.sum, self._start))
            return
        if self._old.told:
            self._gather()
        told = self._made, _listed(self._new)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, _head(told, 0, _HEAD.size), *told)

    def _gather(self) -> None:
        """Have what was asked for stand one behind the other, and the file no longer."""
        made, spans = bytearray(), dict[str, Span]()
        for name, span in self._new.items():
            spans[name] = _HEAD.size + len(made), span[1]
            made += self._told(span)
        self._made, self._new, self._start, self._old = made, spans, _HEAD.size, _NOTHING

    def _span(self, name: str) -> Span | None:
        span = self._new.get(name) or self._old.spans.get(name)
        if span:
            self._new[name] = span
        return span

    def _put(self, name: str, told: bytes) -> Span:
        self._new[name] = span = self._start + len(self._made), len(told)
        self._made += told
        return span

    def _told(self, span: Span) -> bytearray | memoryview:
        begin, size = span
        if begin < self._start:
            return self._old.told[begin : begin + size]
        begin -= self._start
        return self._made[begin : begin + size]

    def _text(self, begin: int, end: int) -> str:
        return str(self._told((begin, end - begin)), *_ENCODED)


def sweep(folder: Path, engine: str) -> None:
    """Take away what other code has kept: no build of this one asks for it."""
    for file in folder.glob("*.*"):
        if not file.name.endswith(f"-{_short(engine)}{_SUFFIX}") and file.suffix in (_SUFFIX, ".json"):
            file.unlink(missing_ok=True)


def _short(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:16]


def _listed(spans: Mapping[str, Span]) -> bytes:
    """Where each part stands, in columns: there are many thousands."""
    begins, sizes = zip(*spans.values(), strict=True) if spans else ((), ())
    return marshal.dumps((list(spans), array("Q", begins).tobytes(), array("Q", sizes).tobytes()))


def _spans(told: memoryview) -> Mapping[str, Span]:
    names, *columns = marshal.loads(told)
    begins, sizes = (memoryview(column).cast("Q") for column in columns)
    return dict(zip(names, zip(begins, sizes, strict=True), strict=True))


def _head(told: Sequence[bytes | bytearray], before: int, start: int) -> bytes:
    """The head of a file in which what is told, a list of parts at last, stands behind what has that sum."""
    for piece in told:
        before = crc32(piece, before)
    end = start + sum(map(len, told))
    return _headed(before, end, end - len(told[-1]))


def _headed(told: int, end: int, listed: int) -> bytes:
    """It is to tell what a power failure has cut short, of many megabytes at each build."""
    ends = _HEAD.pack(0, end, listed)
    return _HEAD.pack(crc32(ends, told), end, listed)


def _recall(file: Path) -> _File:
    """What the last build kept; nothing where that is unknown, or, which is said, not as it was written."""
    try:
        with file.open("rb") as opened:
            told = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))  # of which no piece is copied
        _, end, listed = _HEAD.unpack_from(told)
        found = crc32(told[_HEAD.size : end])
        if _headed(found, end, listed) == told[: _HEAD.size]:
            return _File(told[:end], found, _spans(told[listed:end]))
    except FileNotFoundError:
        return _NOTHING
    except (OSError, ValueError, EOFError, TypeError, struct.error):
        pass
    text = Text("{file} bị hỏng: không dùng, làm lại từ đầu phần đã giữ ở đó.", file=file)
    sys.stderr.write(f"{text}\n")
    return _NOTHING
