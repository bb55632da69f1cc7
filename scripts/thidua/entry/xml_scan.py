"""One pass over a part of a workbook before anything trusts it: no DOCTYPE, no depth, a bounded size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 60
_MOST_ELEMENTS = 30_000
_MOST_BLANKS = 600_000  # rows and cells that hold nothing: a format dragged down to the 40,000th row
_MOST_SHEETS = 50
_MOST_FORMULA_TEXT = 2_000_000  # a shared formula is written out anew for each of its cells
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
    """What a part holds: how many elements but for blank rows and cells, and which ranges are merged."""

    elements: int = 0
    merged: list[str] = field(default_factory=list)
    _blanks: int = 0
    _depth: int = 0
    _row: int = 0
    _column: int = 0
    _sheets: int = 0
    _formulas: int = 0
    _formula: int | None = None  # characters of the formula that is open
    _longest: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnsafeXmlError(TOO_DEEP)
        part = name.rpartition(":")[2]
        if part == "row":
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
            self._blanks += 1
        elif part == "c":
            self._place(attributes.get("r"))
            self._blanks += 1
        else:
            self.elements += 1
            self._note(part, attributes)
        if self.elements > _MOST_ELEMENTS or self._blanks > _MOST_BLANKS or self._sheets > _MOST_SHEETS:
            raise UnsafeXmlError(TOO_MUCH)

    def end(self, name: str) -> None:
        """An element closes."""
        self._depth -= 1
        self._formula = None

    def text(self, text: str) -> None:
        """Text stands in an element; only that of formulas is measured."""
        if self._formula is not None:
            self._formula += len(text)
            self._longest = max(self._longest, self._formula)
            if self._formulas * self._longest > _MOST_FORMULA_TEXT:
                raise UnsafeXmlError(TOO_MUCH)

    def _note(self, part: str, attributes: dict[str, str]) -> None:
        if part in ("v", "is", "f"):
            self._hold(part)
        elif part in ("sheet", "table"):
            self._sheets += 1
        elif part == "mergeCell":
            self.merged.append(attributes.get("ref", "?")[:40])

    def _hold(self, part: str) -> None:
        """The cell holds something: it must stand in the sheet's reasonable corner."""
        if self._row > _MOST_ROWS or self._column > _MOST_COLUMNS:
            raise UnsafeXmlError(TOO_WIDE)
        if part == "f":
            self._formula = 0
            self._formulas += 1
            if self._formulas * self._longest > _MOST_FORMULA_TEXT:
                raise UnsafeXmlError(TOO_MUCH)

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
    parser.XmlDeclHandler = _refuse_odd_encodings
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two for odd encodings
        raise UnsafeXmlError(BROKEN) from error
    return found


def _refuse_doctype(*_: object) -> None:
    raise UnsafeXmlError(DOCTYPE)


def _refuse_odd_encodings(version: str, encoding: str | None, standalone: int) -> None:
    # Two readers could see two different texts in any other.
    if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii", "utf-16"):
        raise UnsafeXmlError(BROKEN)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
