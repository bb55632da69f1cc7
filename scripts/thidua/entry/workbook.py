"""The bytes of an .xlsx file → its sheets as grids; nothing in it is run or followed.

Only what a cell shows is read: of a part that tells anything else (printing, looks, who saved it and when)
nothing can make a file that Excel opens look broken.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from math import isfinite
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from thidua.entry.grid import AUTHOR, MOST_COLUMNS, MOST_ROWS, Cell, Grid
from thidua.entry.zip_scan import Unpacked, unpack
from thidua.office import MAC_DAYS, WINDOWS_DAYS, column_of, is_time, moment
from thidua.problems import CellError

SHEETS = "xl/worksheets/"  # where those parts stand that may be large
_EMPTY = Cell()
_YES = ("1", "true", "on")
# Numbers of formats that no file spells out: percentages, times, days also in the dialects of East Asia.
_TIMES = (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))
_FORMATS = {9: "0%", 10: "0.00%", 46: "[h]:mm:ss", **dict.fromkeys(_TIMES, "yyyy-mm-dd")}
_COLUMN = re.compile(r"[A-Za-z]{1,3}")
_LONGEST_FORMAT = 255  # letters; Excel writes no longer one


def read_workbook(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError ``bad-workbook`` where the file is unsafe or broken."""
    unpacked = unpack(content, SHEETS)
    path = next((target for _, kind, target in _related("", unpacked) if kind == "officeDocument"), "")
    if not path.endswith(".xml"):
        path = "xl/workbook.xml"
    if path not in unpacked.parts:
        raise CellError("bad-workbook/no-excel")
    try:
        return dict(_sheets(path, unpacked))
    except (ParseError, ValueError, LookupError, OverflowError, StopIteration, RuntimeError) as error:
        raise CellError("bad-workbook/unread-cells") from error


def _sheets(path: str, unpacked: Unpacked) -> Iterator[tuple[str, Grid]]:
    related = {name: (kind, target) for name, kind, target in _related(path, unpacked)}
    shared = {kind: unpacked.parts.get(target, b"<none/>") for kind, target in related.values()}
    texts, styles = (fromstring(shared.get(kind, b"<none/>")) for kind in ("sharedStrings", "styles"))
    book = fromstring(unpacked.parts[path])
    mac = any(each.get("date1904") in _YES for each in _all(book, "workbookPr"))
    epoch = MAC_DAYS if mac else WINDOWS_DAYS
    shared_texts, styled = [_text(each) for each in texts], _styles(styles)
    for sheet in _inside(book, "sheets"):
        kind, at = related[next(value for name, value in sheet.attrib.items() if name.endswith("}id"))]
        if kind != "chartsheet":
            reading = _Reading(shared_texts, styled, epoch, away=sheet.get("state", "visible") != "visible")
            rows, merged = tuple(reading.rows(unpacked.parts[at])), tuple(unpacked.scans[at].merged)
            commented, hidden = tuple(_commented(at, unpacked)), frozenset(reading.hidden)
            yield sheet.get("name", ""), Grid(rows, merged, commented, hidden)


def _related(path: str, unpacked: Unpacked) -> Iterator[tuple[str, str, str]]:
    """What a part names as belonging to it: (id, last word of its kind, path)."""
    folder, _, name = path.rpartition("/")
    beside = unpacked.parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
    for each in () if beside is None else fromstring(beside):
        target = posixpath.join(f"/{folder}", each.get("Target", "").replace("\\", "/"))
        kind = each.get("Type", "").rpartition("/")[2]
        yield each.get("Id", ""), kind, posixpath.normpath(target).lstrip("/").lower()


def _all(root: Element, name: str) -> Iterator[Element]:
    """Elements by their own name, whichever dialect of the format they are in."""
    return (each for each in root.iter() if _name(each) == name)


def _inside(root: Element, name: str) -> Iterator[Element]:
    return (each for block in _all(root, name) for each in block)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    """A text with its runs; how it is to be read aloud (rPh) is none of it."""
    runs = (each for each in element if _name(each) in ("t", "r"))
    return "".join((each.text or "") if _name(each) == "t" else _text(each) for each in runs)


@dataclass(frozen=True, slots=True)
class _Style:
    number_format: str = "General"
    struck: bool = False


def _styles(root: Element) -> list[_Style]:
    """What the cells' styles say of numbers and of lines through them; whatever else they say is looks."""
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _inside(root, "numFmts")}
    formats: dict[str | None, str] = {str(number): code for number, code in _FORMATS.items()}
    formats |= codes
    if longest := max(map(len, codes.values()), default=0) > _LONGEST_FORMAT:
        raise ValueError(longest)  # a reader that tells days reads it by pairs of signs
    struck = {
        str(place)
        for place, font in enumerate(_inside(root, "fonts"))
        if any(_name(part) == "strike" and part.get("val", "1") in _YES for part in font)
    }
    return [
        _Style(formats.get(each.get("numFmtId"), "General"), each.get("fontId") in struck)
        for each in _inside(root, "cellXfs")
    ]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the cells of a sheet are read by; ``away`` is whether all of it is hidden."""

    texts: list[str]
    styles: list[_Style]
    epoch: datetime
    away: bool
    hidden: set[int] = field(default_factory=set)

    def rows(self, sheet: bytes) -> Iterator[tuple[Cell, ...]]:
        """The rows from the first on, each up to its last cell."""
        done = 0
        for _, element in iterparse(BytesIO(sheet)):
            if _name(element) != "row":
                continue
            number = int(element.get("r") or done + 1)
            if number > MOST_ROWS:
                return  # nothing stands there: it was looked over
            if number <= done:
                raise ValueError(number)
            yield from [()] * (number - done - 1)
            yield tuple(self._cells(element))
            if self.away or element.get("hidden") in _YES:
                self.hidden.add(number)
            done = number
            element.clear()

    def _cells(self, row: Element) -> Iterator[Cell]:
        place = 0
        for element in row:
            column = _COLUMN.match(element.get("r", ""))
            at = column_of(column[0]) if column else place + 1
            if at > MOST_COLUMNS:
                return
            if at <= place:
                raise ValueError(at)
            yield from [_EMPTY] * (at - place - 1)
            yield self._cell(element)
            place = at

    def _cell(self, element: Element) -> Cell:
        said = {_name(each): each for each in element}
        kind, style = element.get("t", "n"), self._style(element.get("s"))
        if "f" in said:
            return Cell(f"={said['f'].text or ''}", "f", struck=style.struck)
        text = _text(said["is"]) if "is" in said else said["v"].text if "v" in said else ""
        if not text:
            return _EMPTY
        value, letter = self._value(text, kind, style)
        return Cell(value, letter, style.number_format, style.struck)

    def _style(self, number: str | None) -> _Style:
        place = int(number or 0)
        return self.styles[place] if self.styles or place else _Style()

    def _value(self, text: str, kind: str, style: _Style) -> tuple[object, str]:
        """What a cell holds, and openpyxl's letter for its type."""
        if kind == "s":
            return self.texts[int(text)], "s"
        if kind == "b":
            return text.strip() in _YES, "b"
        if kind == "d":
            return _iso_day(text), "d"
        if kind == "n":
            return self._number(text, style.number_format)
        return text, "e" if kind == "e" else "s"

    def _number(self, text: str, number_format: str) -> tuple[object, str]:
        value = float(text)
        if not isfinite(value):
            return text.strip(), "e"
        number = int(value) if value.is_integer() else value
        if not is_time(number_format):
            return number, "n"
        try:
            return moment(number, number_format, self.epoch), "d"
        except (ValueError, OverflowError):
            return "#VALUE!", "e"


def _iso_day(text: str) -> object:
    from openpyxl.utils.datetime import from_ISO8601  # noqa: PLC0415 - slow to import, and Excel writes none

    try:
        return from_ISO8601(text)
    except ValueError:
        return text


def _commented(path: str, unpacked: Unpacked) -> Iterator[str]:
    """The cells of a sheet that somebody put a comment on; those of our own answers are none."""
    for _, kind, target in _related(path, unpacked):
        if kind == "comments":
            root = fromstring(unpacked.parts[target])  # scanned before: no DOCTYPE, bounded
            ours = {str(n) for n, each in enumerate(_all(root, "author")) if each.text == AUTHOR}
            yield from (
                each.get("ref", "?")[:40]
                for each in _all(root, "comment")
                if each.get("authorId", "0") not in ours
            )
