"""The bytes of an .ods file (LibreOffice) → its sheets as grids; nothing in it is run or followed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError, fromstring

from thidua.entry.grid import ADVICE, MOST_COLUMNS, MOST_ROWS, Cell, Grid
from thidua.entry.zip_scan import unpack
from thidua.office import letters_of
from thidua.problems import CellError

_CONTENT = "content.xml"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
_MOST_IN_ALL = 50_000  # rows: one that is repeated takes little room in the file
_EMPTY = Cell()


def read_ods(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError ``bad-workbook`` where the file is unsafe or broken."""
    unpacked = unpack(content, _CONTENT)
    if _CONTENT not in unpacked.parts:
        raise CellError("bad-workbook/unread-cells")
    try:
        # No DOCTYPE has come this far, so no entity either; depth and size are bounded.
        root = fromstring(unpacked.parts[_CONTENT])
    except ParseError as error:
        raise CellError("bad-workbook/unread-cells") from error
    grids: dict[str, Grid] = {}
    rows, styles = 0, _Styles(root)
    for table in root.iter(f"{_TABLE}table"):
        grid = grids[table.get(f"{_TABLE}name", "")] = _Reading(styles).grid(table)
        rows += len(grid.rows)
        if rows > _MOST_IN_ALL:
            raise CellError("bad-workbook/cells")
    return grids


class _Styles:
    """What the file's own styles say: which draw a line through a cell's text, which hide a sheet."""

    def __init__(self, root: Element) -> None:
        self.struck, self.hidden = set[str | None](), set[str | None]()
        for style in root.iter(f"{_STYLE}style"):
            for said in style:
                if said.get(f"{_STYLE}text-line-through-style", "none") != "none":
                    self.struck.add(style.get(f"{_STYLE}name"))
                if said.get(f"{_TABLE}display") == "false":
                    self.hidden.add(style.get(f"{_STYLE}name"))


@dataclass(slots=True)
class _Reading:
    """What one sheet is read into."""

    styles: _Styles
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def grid(self, table: Element) -> Grid:
        """The sheet as a grid."""
        blank = 0  # rows that hold nothing count only when one below them does
        away = table.get(f"{_TABLE}style-name") in self.styles.hidden
        for row in table.iter(f"{_TABLE}table-row"):
            number = len(self.rows) + blank + 1
            cells = tuple(self._cells(row, number))
            times = _times(row, "rows")
            if not cells:
                blank += times
                continue
            if number + times - 1 > MOST_ROWS:
                raise CellError("bad-workbook/cells")
            if away or row.get(f"{_TABLE}visibility", "visible") != "visible":
                self.hidden.update(range(number, number + times))
            self.rows.extend([()] * blank + [cells] * times)
            blank = 0
        return Grid(tuple(self.rows), tuple(self.merged), tuple(self.commented), frozenset(self.hidden))

    def _cells(self, row: Element, number: int) -> Iterator[Cell]:
        """The cells of a row up to the last that holds something."""
        place = blank = 0
        for element in row:
            if element.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            cell, times = _cell(element), _times(element, "columns")
            if span := _span(element, number, place + 1):
                self.merged.append(span)
            if _is_commented(element):
                self.commented.append(f"{letters_of(min(place + 1, 16_384))}{number}")
            place += times
            if cell.value is None:
                blank += times
                continue
            if place > MOST_COLUMNS:
                raise CellError("bad-workbook/cells")
            if element.get(f"{_TABLE}style-name") in self.styles.struck:
                cell = replace(cell, struck=True)
            yield from [_EMPTY] * blank + [cell] * times
            blank = 0


def _is_commented(cell: Element) -> bool:
    """Whether somebody put a comment on it; those of our own answers, whose author is lost here, are none."""
    return any(ADVICE not in "".join(note.itertext()) for note in cell.iter(f"{_OFFICE}annotation"))


def _times(element: Element, what: str) -> int:
    return max(1, _whole(element.get(f"{_TABLE}number-{what}-repeated")))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _span(element: Element, row: int, column: int) -> str | None:
    """The range that a cell is merged over; None for a cell of its own."""
    wide, high = (_whole(element.get(f"{_TABLE}number-{what}-spanned")) for what in ("columns", "rows"))
    if wide <= 1 and high <= 1:
        return None
    last = letters_of(min(column + max(wide, 1) - 1, 16_384))
    return f"{letters_of(min(column, 16_384))}{row}:{last}{row + max(high, 1) - 1}"


def _cell(element: Element) -> Cell:
    """What a cell holds, in openpyxl's words."""
    if formula := element.get(f"{_TABLE}formula"):
        return Cell(formula, "f")
    kind, text = element.get(f"{_OFFICE}value-type"), _text(element)
    value = element.get(f"{_OFFICE}value")
    try:
        if kind in ("float", "currency", "percentage") and value is not None:
            number = float(value)
            return Cell(
                int(number) if number.is_integer() else number,
                "n",
                "0%" if kind == "percentage" else "General",
            )
        if kind == "date":
            return Cell(_day(element.get(f"{_OFFICE}date-value") or text), "d")
        if kind == "boolean":
            return Cell(element.get(f"{_OFFICE}boolean-value") == "true", "b")
    except (ValueError, OverflowError):
        return Cell(text or value, "s")
    return Cell(text, "s") if text else _EMPTY


def _day(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _text(element: Element) -> str:
    """The paragraphs of a cell; what is noted beside it is none of its text."""
    return "\n".join("".join(_pieces(part)) for part in element if part.tag == f"{_TEXT}p")


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(max(1, _whole(part.get(f"{_TEXT}c"))), 1_000)
        elif part.tag == f"{_TEXT}tab":
            yield "\t"
        elif part.tag == f"{_TEXT}line-break":
            yield "\n"
        elif part.tag.startswith(_TEXT):
            yield from _pieces(part)
        yield part.tail or ""
