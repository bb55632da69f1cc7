"""One pass over a part of a workbook before anything trusts it: no DOCTYPE, no depth, a bounded size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 60
_MOST_ELEMENTS = 60_000
_MOST_ROWS = 5_000
_MOST_COLUMNS = 100
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class UnsafeXmlError(Exception):
    """The part is not to be read; ``reason`` is one of the words below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


DOCTYPE, TOO_DEEP, TOO_MUCH, TOO_WIDE, BROKEN = "doctype", "too-deep", "too-much", "too-wide", "broken"


@dataclass(slots=True)
class Scan:
    """What a part holds: how many elements, and which ranges of cells are merged."""

    elements: int = 0
    merged: list[str] = field(default_factory=list)
    _depth: int = 0
    _row: int = 0
    _column: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self.elements += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnsafeXmlError(TOO_DEEP)
        if self.elements > _MOST_ELEMENTS:
            raise UnsafeXmlError(TOO_MUCH)
        part = name.rpartition(":")[2]
        if part == "row":
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
        elif part == "c":
            self._place(attributes.get("r"))
        elif part in ("v", "is", "f") and not (self._row <= _MOST_ROWS and self._column <= _MOST_COLUMNS):
            raise UnsafeXmlError(TOO_WIDE)
        elif part == "mergeCell":
            self.merged.append(attributes.get("ref", "?")[:40])

    def end(self, name: str) -> None:
        """An element closes."""
        self._depth -= 1

    def _place(self, address: str | None) -> None:
        found = _ADDRESS.fullmatch(address or "")
        if found is None:
            self._column += 1
            return
        self._row, self._column = int(found[2]), 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - 64


def scan(content: bytes) -> Scan:
    """What the XML holds; UnsafeXmlError where it must not be read."""
    parser = expat.ParserCreate()
    found = Scan()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnsafeXmlError(BROKEN) from error
    return found


def _refuse_doctype(*_: object) -> None:
    raise UnsafeXmlError(DOCTYPE)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
