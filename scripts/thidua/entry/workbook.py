"""The bytes of an .xlsx file → its sheets as grids; nothing in it is run or followed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_STORED, ZipFile

import openpyxl

from thidua.entry.grid import AUTHOR, MOST_COLUMNS, MOST_ROWS, UNDERSCORE, Cell, Grid
from thidua.entry.zip_scan import Scan, Unpacked, bad_workbook, unpack
from thidua.text import Text

_EMPTY = Cell()
_TYPES, _WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
# Strict Open XML says the same by other names; openpyxl knows the usual ones.
_STRICT = b"http://purl.oclc.org/ooxml/"
# A typed “_x000D_” is written “_x005F_x000D_”; openpyxl drops the mark that tells it from a line's end.
_QUOTED = b"_x005F_"
_USUAL = (
    (_STRICT + b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def read_workbook(content: bytes) -> Mapping[str, Grid]:
    """The sheets by name, hidden ones too; CellError ``bad-workbook`` where the file is unsafe or broken."""
    unpacked = unpack(content, "xl/worksheets/")
    if not any(path.lower() == _WORKBOOK for path in unpacked.parts):
        raise bad_workbook(
            Text("tệp không phải bảng tính Excel (.xlsx)"),
            Text("mở tệp bằng Excel, chọn Save As, kiểu “Excel Workbook (.xlsx)”"),
        )
    scans = {path.lower(): scan for path, scan in unpacked.scans.items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features that openpyxl does not keep are none of ours
            usual = BytesIO(_usual(content, unpacked))
            book = openpyxl.load_workbook(usual, read_only=True, keep_links=False)
            return {sheet.title: _grid(sheet, scans, unpacked.parts) for sheet in book.worksheets}
    except Exception as error:
        # openpyxl trusts its input: what is malformed inside sound XML ends in any error at all.
        raise bad_workbook(Text("tệp bị hỏng, không đọc được các ô")) from error


def _usual(content: bytes, unpacked: Unpacked) -> bytes:
    """The workbook in the dialect and spelling that openpyxl knows; the same bytes where it is in them."""
    other = any(_STRICT in part or _QUOTED in part for part in unpacked.parts.values())
    if not other and _spelt_as_told(unpacked):
        return content
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as target:
        for path, part in unpacked.parts.items():
            name = _TYPES if path.lower() == _TYPES.lower() else path.lower()
            target.writestr(name, _in_usual_words(name, part))
    return out.getvalue()


def _spelt_as_told(unpacked: Unpacked) -> bool:
    """Whether every part that the list of contents names stands under that very name: case counts in zip."""
    types = unpacked.parts.get(_TYPES, b"")
    return all(
        f'"/{path}"'.encode() in types
        for path in unpacked.parts
        if path.startswith("xl/") and "_rels" not in path
    )


def _in_usual_words(name: str, part: bytes) -> bytes:
    for strict, usual in (*_USUAL, (_QUOTED, UNDERSCORE.encode())):
        part = part.replace(strict, usual)
    if name == _TYPES:
        return _lowered(part, b'PartName="')
    return _lowered(part, b'Target="') if name.endswith(".rels") else part


def _lowered(part: bytes, before: bytes) -> bytes:
    """The values of an attribute in lower case, as the parts' names now are."""
    head, *rest = part.split(before)
    values = (piece.split(b'"', 1) for piece in rest)
    return before.join([head, *(b'"'.join([value[0].lower(), *value[1:]]) for value in values)])


def _grid(sheet: Any, scans: Mapping[str, Scan], parts: Mapping[str, bytes]) -> Grid:
    # Only this private name tells which part a sheet is read from.
    path = sheet._worksheet_path.lower()
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    return Grid(
        tuple(tuple(map(_cell, row)) for row in rows),
        tuple(scans[path].merged),
        tuple(_commented(path, parts)),
    )


def _commented(path: str, parts: Mapping[str, bytes]) -> Iterator[str]:
    """The cells of a sheet that somebody put a comment on; those of our own answers are none."""
    folder, _, name = path.rpartition("/")
    lowered = {part.lower(): content for part, content in parts.items()}
    beside = lowered.get(f"{folder}/_rels/{name}.rels", b"").lower()
    for part, content in lowered.items():
        if "comments" in part and f'{part.rpartition("/")[2]}"'.encode() in beside:
            root = fromstring(content)  # scanned before: no DOCTYPE, bounded
            authors = [each.text for each in root.findall(".//{*}author")]
            for each in root.findall(".//{*}comment"):
                if authors[int(each.get("authorId", 0))] != AUTHOR:
                    yield each.get("ref", "?")[:40]


def _cell(cell: Any) -> Cell:
    """A cell of openpyxl, made our own: it looks up formats late, and fails where there is none."""
    if cell.value is None:
        return _EMPTY
    return Cell(
        cell.value, str(cell.data_type), str(cell.number_format), bool(cell.font and cell.font.strike)
    )
