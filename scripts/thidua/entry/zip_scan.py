"""A workbook is a zip file: looked over before it is opened, so that a bomb ends in a sentence."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thidua.entry.xml_scan import BROKEN, DOCTYPE, Scan, UnsafeXmlError, scan
from thidua.problems import CellError
from thidua.text import Text

SIGNATURE = b"PK\x03\x04"

_LARGEST_FILE = 5_000_000
_MOST_PARTS = 500
_LARGEST_PART = 4_000_000
_LARGEST_XML = 8_000_000  # all of it together; a filled form has some 200,000
_MOST_ELEMENTS = 50_000
_WORKBOOK = "xl/workbook.xml"
_AGAIN = Text("tạo lại biểu bằng lệnh thidua form, chép số liệu vào đó")


def scan_workbook(content: bytes) -> Mapping[str, Scan]:
    """What each XML part of an .xlsx file holds, by its path; else CellError ``bad-workbook``."""
    if len(content) > _LARGEST_FILE:
        raise bad_workbook(Text("tệp lớn hơn {size} byte", size="5.000.000"))
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _judge(parts)
            return _scanned(archive, [part for part in parts if part.filename.endswith((".xml", ".rels"))])
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise bad_workbook(Text("tệp bị hỏng, không mở được")) from error


def bad_workbook(reason: Text, hint: Text = _AGAIN) -> CellError:
    """The problem of a workbook that is not read at all."""
    return CellError("bad-workbook", reason, hint)


def _judge(parts: list[ZipInfo]) -> None:
    """By the list of contents alone: nothing is unpacked yet, and no more than it declares ever will be."""
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or len(names) != len(parts):
        raise bad_workbook(Text("tệp nén có quá nhiều phần, không phải một biểu nhập"))
    if _WORKBOOK not in names:
        raise bad_workbook(
            Text("tệp không phải bảng tính Excel (.xlsx)"),
            Text("mở tệp bằng Excel, chọn Save As, kiểu “Excel Workbook (.xlsx)”"),
        )
    if any(part.flag_bits & 1 for part in parts):
        raise bad_workbook(Text("tệp có mật khẩu"), Text("bỏ mật khẩu rồi lưu lại"))
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise bad_workbook(Text("tệp bị hỏng, không mở được"))
    xml = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(xml) > _LARGEST_XML or max(xml) > _LARGEST_PART:
        raise bad_workbook(Text("tệp giải nén ra lớn bất thường, không phải một biểu nhập"))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise bad_workbook(Text("tệp có macro"), Text("lưu lại kiểu “Excel Workbook (.xlsx)”"))
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise bad_workbook(
            Text("tệp có liên kết đến bảng tính khác"),
            Text("chép số liệu sang một biểu mới, chỉ dán giá trị (Paste Values)"),
        )


def _scanned(archive: ZipFile, parts: list[ZipInfo]) -> Mapping[str, Scan]:
    scans: dict[str, Scan] = {}
    for part in parts:
        try:
            scans[part.filename] = scan(archive.read(part))
        except UnsafeXmlError as error:
            raise bad_workbook(_REASONS.get(error.reason, _TOO_LARGE)) from error
        if sum(each.elements for each in scans.values()) > _MOST_ELEMENTS:
            raise bad_workbook(_TOO_LARGE)
    return scans


_TOO_LARGE = Text("bảng tính có quá nhiều ô, không phải một biểu nhập")
_REASONS = {
    DOCTYPE: Text("tệp có khai báo DOCTYPE, có thể gây hại"),
    BROKEN: Text("tệp bị hỏng, không mở được"),
}
