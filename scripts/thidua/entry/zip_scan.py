"""A workbook is a zip file: looked over before it is opened, so that a bomb ends in a sentence."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thidua.entry.xml_scan import BROKEN, DOCTYPE, Scan, UnsafeXmlError, scan
from thidua.problems import CellError
from thidua.text import Text

_LARGEST_FILE = 5_000_000
_MOST_PARTS = 500
_LARGEST_XML = 40_000_000  # all of it together; a filled form has some 200,000, dragged formats make it grow
_LARGEST_UNSEEN = 4_000_000  # … of what is no sheet
_MOST_ELEMENTS = 50_000
_XML = (".xml", ".rels")
_AGAIN = Text("tải biểu mới, chép số liệu vào đó")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The XML parts of a workbook, each looked over: their bytes and what was seen, by their paths."""

    parts: Mapping[str, bytes]
    scans: Mapping[str, Scan]


def unpack(content: bytes, sheets: str) -> Unpacked:
    """The XML parts of a workbook; CellError ``bad-workbook`` where it is not to be read.

    ``sheets`` is how the path of a part begins that may be large, in lower case.
    """
    if len(content) > _LARGEST_FILE:
        raise bad_workbook(Text("tệp lớn hơn {size} byte", size="5.000.000"))
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _judge(entries, sheets)
            return _unpacked(archive, [each for each in entries if each.filename.lower().endswith(_XML)])
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise bad_workbook(Text("tệp bị hỏng, không mở được")) from error


def bad_workbook(reason: Text, hint: Text = _AGAIN) -> CellError:
    """The problem of a workbook that is not read at all."""
    return CellError("bad-workbook", reason, hint)


def _judge(entries: list[ZipInfo], sheets: str) -> None:
    """By the list of contents alone: nothing is unpacked yet, and no more than it declares ever will be."""
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > _MOST_PARTS or len(set(names)) != len(entries):
        raise bad_workbook(Text("tệp nén có quá nhiều phần, không phải một biểu nhập"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise bad_workbook(Text("tệp có mật khẩu"), Text("bỏ mật khẩu rồi lưu lại"))
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise bad_workbook(Text("tệp bị hỏng, không mở được"))
    sizes = {name: entry.file_size for name, entry in zip(names, entries, strict=True) if name.endswith(_XML)}
    others = [size for name, size in sizes.items() if not name.startswith(sheets)]
    if (
        sum(sizes.values()) > _LARGEST_XML
        or sum(others) > 2 * _LARGEST_UNSEEN
        or max(others, default=0) > _LARGEST_UNSEEN
    ):
        raise bad_workbook(Text("tệp giải nén ra lớn bất thường, không phải một biểu nhập"))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise bad_workbook(Text("tệp có macro"), Text("lưu lại kiểu “Excel Workbook (.xlsx)”"))
    if any(name.startswith("xl/externallinks/") for name in names):
        raise bad_workbook(
            Text("tệp có liên kết đến bảng tính khác"),
            Text("chép số liệu sang một biểu mới, chỉ dán giá trị (Paste Values)"),
        )


def _unpacked(archive: ZipFile, entries: list[ZipInfo]) -> Unpacked:
    parts: dict[str, bytes] = {}
    scans: dict[str, Scan] = {}
    for entry in entries:
        parts[entry.filename] = archive.read(entry)
        try:
            scans[entry.filename] = scan(parts[entry.filename])
        except UnsafeXmlError as error:
            raise bad_workbook(_REASONS.get(error.reason, _TOO_LARGE)) from error
        if sum(each.elements for each in scans.values()) > _MOST_ELEMENTS:
            raise bad_workbook(_TOO_LARGE)
    return Unpacked(parts, scans)


_TOO_LARGE = Text("bảng tính có quá nhiều ô, không phải một biểu nhập")
_REASONS = {
    DOCTYPE: Text("tệp có khai báo DOCTYPE, có thể gây hại"),
    BROKEN: Text("tệp bị hỏng, không mở được"),
}
