"""Files of achievements, read block by block: a block that was read before, and was sound, is not read again.

Blocks end where lines end. Those at the head and at the tail of a file that are as they were are taken from
memory, what lies between is read: so a row more, or a row that is edited, costs its block. Where anything is
wrong with a block nothing of this is taken: the whole file is then read, and tells what and where.
"""

import codecs
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from thidua.model import Achievement, Rows, by_target
from thidua.model.rows import Packed, Stretch, packed
from thidua.reading.decode import MAX_BYTES, decode
from thidua.tables.columns import Table
from thidua.tables.contents import Known, Parse
from thidua.tables.csv_file import MOST_LINES, Sheet
from thidua.tables.header import Header, read_header
from thidua.tables.records import Achievements, Amounts, read_achievements, values
from thidua.tables.rows import readers

SIZE = 65_536  # bytes of a block, about
_EVIDENCE = "evidence"
_NOT_UTF_8 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class Memory(Protocol):
    """What the last build kept, by name; only what has the same key is found."""

    def found(self, name: str, key: str) -> Any:
        """The part, or None."""

    def keep(self, name: str, key: str, part: object) -> None:
        """Remember a part of texts, numbers, bytes and tuples of them."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """The rows of all files, and of each its sheet, whose rows are read, and the number of them."""

    rows: Rows
    sheets: Sequence[Sheet]
    counts: Sequence[int]


class _UnsoundError(Exception):
    """Something is wrong with a block, or it is not one to be read by itself."""


class _Block(NamedTuple):
    """A sound block: its bytes by length and hash, its lines, the evidence that must be there, its rows."""

    length: int
    digest: bytes
    lines: int
    evidence: tuple[str, ...]
    rows: Mapping[str, tuple[Any, ...]]


def read_again(
    files: Mapping[str, bytes], tables: Sequence[tuple[str, Table]], known: Known, key: str, memory: Memory
) -> ReadAgain | None:
    """What the files say, from memory as far as it is known; None where they are to be read as a whole.

    ``tables`` are the files as messages call them with what they hold, in order; ``key`` is a hash of what
    cells are understood by.
    """
    reader = _Reader(known, key, memory)
    stretches: defaultdict[str, list[Stretch]] = defaultdict(list)
    sheets, counts, place = list[Sheet](), list[int](), 0
    try:
        told = [reader.file(files.get(table.file), file, table) for file, table in tables]
    except _UnsoundError:
        return None
    for (file, table), (header, blocks) in zip(tables, told, strict=True):
        before = count = 0
        for block in blocks:
            for name, rows in block.rows.items():
                one = Packed(*rows)
                stretches[name].append(Stretch(place, file, before, one))
                count += one.size
            before += block.lines
            place += 1
        sheets.append(Sheet(file, table, "", header))
        counts.append(count)
    return ReadAgain(Rows(dict(stretches), reader.all_made), sheets, counts)


@dataclass(slots=True)
class _Reader:
    """Reads files block by block; ``made`` are the rows of the blocks that had to be read."""

    known: Known
    key: str
    memory: Memory
    made: list[Achievement] = field(default_factory=list)
    remembered: bool = False
    asked: list[str] = field(default_factory=list)  # evidence that the block asks for
    amounts: Amounts = field(default_factory=values)
    readers: dict[str, Parse] = field(default_factory=dict)
    exists: Callable[[str], bool] = field(init=False)

    def __post_init__(self) -> None:
        self.exists = self.known.exists
        self.known = replace(self.known, exists=self._asked)

    def _asked(self, path: str) -> bool:
        self.asked.append(path)
        return self.exists(path)

    @property
    def all_made(self) -> tuple[Achievement, ...] | None:
        """All rows, where none of them was remembered."""
        return None if self.remembered else tuple(self.made)

    def file(self, data: bytes | None, file: str, table: Table) -> tuple[Header | None, list[_Block]]:
        """A file's header and its blocks."""
        if data is None:
            return None, []
        header = _header(data, file, table)
        self.readers = self.readers or readers(table, self.known)
        name, key = f"blocks {table.file}", f"{self.key} {header}"
        old = self._remembered(name, key)
        head = self._same_head(data, old)
        tail = self._same_tail(data, old, len(head))
        self.remembered = self.remembered or bool(head or tail)
        start, end = (sum(one.length for one in part) for part in (head, tail))
        blocks, sheet = list(head), Sheet(file, table, "", header)
        before = sum(one.lines for one in head)
        for begin, stop in pairwise(_cuts(data, start, len(data) - end)):
            one = self._block(data[begin:stop], sheet, before, is_first=begin == 0)
            self.memory.keep(f"block {one.digest.hex()}", key, tuple(one))
            blocks.append(one)
            before += one.lines
        blocks += tail
        if sum(one.lines for one in blocks) > MOST_LINES:
            raise _UnsoundError
        self.memory.keep(name, key, [one.digest.hex() for one in blocks])
        return header, blocks

    def _remembered(self, name: str, key: str) -> list[_Block]:
        """The blocks of a file as it was read last; none where one of them is not known."""
        digests = self.memory.found(name, key) or ()
        told = [self.memory.found(f"block {digest}", key) for digest in digests]
        return [_Block(*one) for one in told] if all(told) else []

    def _block(self, data: bytes, like: Sheet, before: int, *, is_first: bool) -> _Block:
        """What a block says, before which there are so many lines of the sheet that it is ``like``."""
        text, problems = decode(data, like.file)
        marks = _NOT_UTF_8 if is_first else (*_NOT_UTF_8, codecs.BOM_UTF8)
        if text is None or like.header is None or problems or data.startswith(marks):
            raise _UnsoundError
        header = like.header if is_first else replace(like.header, line=before, end=0)
        sheet = Sheet(like.file, like.table, text, header)
        self.asked.clear()
        anew = readers(like.table, self.known, (_EVIDENCE,))  # what another block has asked is asked again
        found = Achievements(amounts=self.amounts, readers=self.readers | anew)
        read_achievements(sheet, self.known, found)
        if sheet.problems or found.doubtful:
            raise _UnsoundError
        self.made += found.rows
        rows = {name: tuple(packed(each, before)) for name, each in by_target(found.rows).items()}
        evidence = tuple(dict.fromkeys(self.asked))
        return _Block(len(data), sha256(data).digest(), text.count("\n"), evidence, rows)

    def _same_head(self, data: bytes, old: Sequence[_Block]) -> list[_Block]:
        """The first blocks that stand as they were; of a small last one more is made with what follows it."""
        found, at = list[_Block](), 0
        for one in old:
            if not self._stands(one, data, at):
                break
            found.append(one)
            at += one.length
        if found and at < len(data) and found[-1].length < SIZE:
            found.pop()
        return found

    def _same_tail(self, data: bytes, old: Sequence[_Block], head: int) -> list[_Block]:
        """The last blocks that stand as they were, behind ``head`` that do; not that of the header."""
        found, end = list[_Block](), len(data)
        least = max(1, sum(one.length for one in old[:head]))
        for one in reversed(old[max(head, 1) :]):
            start = end - one.length
            if start < least or data[start - 1 : start] != b"\n" or not self._stands(one, data, start):
                break
            found.append(one)
            end = start
        return found[::-1]

    def _stands(self, one: _Block, data: bytes, at: int) -> bool:
        """Whether the block is what stands at a place of the file, and its last line ends there."""
        end = at + one.length
        is_whole = end == len(data) or (end < len(data) and data[end - 1 : end] == b"\n")
        return (
            is_whole and sha256(data[at:end]).digest() == one.digest and all(map(self.exists, one.evidence))
        )


def _header(data: bytes, file: str, table: Table) -> Header:
    """The header of a file, from its first block."""
    text, _ = decode(data[: data.find(b"\n", SIZE) + 1 or len(data)], file)
    if text is None or len(data) > MAX_BYTES:
        raise _UnsoundError
    header, problems = read_header(text, file, table)
    if header is None or problems or not set(table.required) <= set(header.columns):
        raise _UnsoundError
    return header


def _cuts(data: bytes, start: int, end: int) -> Iterator[int]:
    """Where blocks begin and end from one place of the file to another."""
    yield start
    while end - start > SIZE * 3 // 2:
        cut = data.find(b"\n", start + SIZE, end) + 1
        if not cut:
            break
        start = cut
        yield start
    if start < end:
        yield end
