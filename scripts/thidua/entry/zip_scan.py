"""A workbook is a zip file of XML: looked over before it is opened, so that a bomb ends in a sentence.

One pass over each part before anything trusts it: no DOCTYPE, no depth, a bounded size."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thidua.office import column_of
from thidua.problems import CellError

_LARGEST_FILE = 5_000_000
_MOST_PARTS = 500
_LARGEST_XML = 40_000_000  # all of it together; a filled form has some 200,000, dragged formats make it grow
_LARGEST_UNSEEN = 4_000_000  # … of what is no sheet
_MOST_ELEMENTS = 50_000
_XML = (".xml", ".rels")
_DEEPEST = 60
_MOST_IN_A_PART = 30_000
_MOST_BLANKS = 600_000  # rows and cells that hold nothing: a format dragged down to the 40,000th row
_MOST_SHEETS = 50
_MOST_FORMULA_TEXT = 2_000_000  # a shared formula is written out anew for each of its cells
_MOST_ROWS = 5_000
_MOST_COLUMNS = 100
_NOTED = frozenset(("v", "is", "f", "sheet", "table", "mergeCell", "hyperlink"))  # by whatever prefix
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The XML parts of a workbook, each looked over: bytes and what was seen, by path in lower case."""

    parts: Mapping[str, bytes]
    scans: Mapping[str, Scan]


def unpack(content: bytes, sheets: str) -> Unpacked:
    """The XML parts of a workbook; CellError ``bad-workbook`` where it is not to be read.

    ``sheets`` is how the path of a part begins that may be large, in lower case.
    """
    if len(content) > _LARGEST_FILE:
        raise CellError("bad-workbook/large", bytes=_LARGEST_FILE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _judge(entries, sheets)
            return _unpacked(archive, [each for each in entries if _path(each).endswith(_XML)])
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise CellError("bad-workbook/broken") from error


def _path(entry: ZipInfo) -> str:
    """A part's path as Excel takes it: in any case, with either slash, from the top or not."""
    return entry.filename.replace("\\", "/").removeprefix("./").lstrip("/").lower()


def _judge(entries: list[ZipInfo], sheets: str) -> None:
    """By the list of contents alone: nothing is unpacked yet, and no more than it declares ever will be."""
    names = [_path(entry) for entry in entries]
    if len(entries) > _MOST_PARTS or len(set(names)) != len(entries):
        raise CellError("bad-workbook/parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise CellError("bad-workbook/locked")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise CellError("bad-workbook/broken")
    sizes = {name: entry.file_size for name, entry in zip(names, entries, strict=True) if name.endswith(_XML)}
    others = [size for name, size in sizes.items() if not name.startswith(sheets)]
    if (
        sum(sizes.values()) > _LARGEST_XML
        or sum(others) > 2 * _LARGEST_UNSEEN
        or max(others, default=0) > _LARGEST_UNSEEN
    ):
        raise CellError("bad-workbook/unpacked")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise CellError("bad-workbook/macro")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise CellError("bad-workbook/links")


def _unpacked(archive: ZipFile, entries: list[ZipInfo]) -> Unpacked:
    parts: dict[str, bytes] = {}
    scans: dict[str, Scan] = {}
    for entry in entries:
        path = _path(entry)
        parts[path] = archive.read(entry)
        scans[path] = scan(parts[path])
        if sum(each.elements for each in scans.values()) > _MOST_ELEMENTS:
            raise CellError("bad-workbook/cells")
    return Unpacked(parts, scans)


@dataclass(slots=True)
class Scan:
    """What a part holds: how many elements but for blank rows and cells, which ranges are merged or links."""

    elements: int = 0
    merged: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
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
            raise CellError("bad-workbook/cells")
        part = name.rpartition(":")[2] if ":" in name else name
        if part == "c":
            row, column = _placed(attributes.get("r"))
            self._row, self._column = row or self._row, column or self._column + 1
        elif part == "row":
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
        else:
            self.elements += 1
            if self.elements > _MOST_IN_A_PART:
                raise CellError("bad-workbook/cells")
            if part in _NOTED:
                self._note(part, attributes)
            return
        self._blanks += 1
        if self._blanks > _MOST_BLANKS:
            raise CellError("bad-workbook/cells")

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
                raise CellError("bad-workbook/cells")

    def _note(self, part: str, attributes: dict[str, str]) -> None:
        if part in ("v", "is", "f"):
            self._hold(part)
        elif part in ("sheet", "table"):
            self._sheets += 1
            if self._sheets > _MOST_SHEETS:
                raise CellError("bad-workbook/cells")
        else:
            ranges = self.merged if part == "mergeCell" else self.linked
            ranges.append(attributes.get("ref", "?")[:40])

    def _hold(self, part: str) -> None:
        """The cell holds something: it must stand in the sheet's reasonable corner."""
        if self._row > _MOST_ROWS or self._column > _MOST_COLUMNS:
            raise CellError("bad-workbook/cells")
        if part == "f":
            self._formula = 0
            self._formulas += 1
            if self._formulas * self._longest > _MOST_FORMULA_TEXT:
                raise CellError("bad-workbook/cells")


def _placed(address: str | None) -> tuple[int, int]:
    """Row and column of an address; nought where none is told."""
    found = _ADDRESS.fullmatch(address) if address else None
    return (int(found[2]), column_of(found[1])) if found else (0, 0)


def scan(content: bytes) -> Scan:
    """What the XML holds; CellError ``bad-workbook`` where it must not be read."""
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
        raise CellError("bad-workbook/broken") from error
    return found


def _refuse_doctype(*_: object) -> None:
    raise CellError("bad-workbook/doctype")


def _refuse_odd_encodings(version: str, encoding: str | None, standalone: int) -> None:
    # Two readers could see two different texts in any other.
    if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii", "utf-16"):
        raise CellError("bad-workbook/broken")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
