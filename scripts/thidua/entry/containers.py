"""What a file handed in really is, whatever its name says: a workbook, an old .xls, one with a password …"""

import re
from collections.abc import Collection
from io import BytesIO
from zipfile import ZipFile

from thidua.problems import CellError
from thidua.reading.decode import SAVE_BOOK, recognised
from thidua.reading.zip_parts import UNREADABLE, start_of
from thidua.text import Text

XLSX, ODS = "xlsx", "ods"

_ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # an Office file before 2007, or one with a password


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are to be read as a form and not as a CSV file."""
    return content.startswith((_ZIP, _COMPOUND))


def is_owner_name(name: str) -> bool:
    """Whether a file is the trace that an office program leaves while somebody has the real one open."""
    return name.startswith(("~$", ".~"))


def foreign(content: bytes) -> CellError | None:
    """What else than text or a workbook the bytes are, such as a scan; None where nothing gives them away."""
    found = recognised(content)
    if found is None or found.is_encoding:
        return None
    if found.opens_in_excel:
        return CellError("wrong-file-type/renamed", hint=SAVE_BOOK, kind=found.name)
    return CellError("wrong-file-type/other", kind=found.name)


def kind_of_file(content: bytes) -> str:
    """XLSX or ODS; CellError that calls anything else by its name."""
    if content.startswith(_COMPOUND):
        raise _compound(content)
    if not content.startswith(b"PK"):
        raise foreign(content) or CellError("wrong-file-type/no-book", hint=SAVE_BOOK)
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            kind = start_of(archive, "mimetype")
            locked = b"encryption-data" in start_of(archive, "META-INF/manifest.xml")
    except UNREADABLE:
        return XLSX  # whoever unpacks it tells what is broken
    if locked:
        raise CellError("wrong-file-type/locked")
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return ODS
    if (real := _zipped(names, kind)) is not None:
        raise CellError("wrong-file-type/other", kind=real)
    return XLSX


def _compound(content: bytes) -> CellError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return CellError("wrong-file-type/locked")
    if any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return CellError("wrong-file-type/old-excel", hint=SAVE_BOOK)
    if "WordDocument".encode("utf-16-le") in content:
        return CellError("wrong-file-type/word")
    return CellError("wrong-file-type/old-or-locked", hint=SAVE_BOOK)


def _zipped(names: Collection[str], mimetype: bytes) -> Text | None:
    """What another kind of zip file is; None where it may be a workbook."""
    folders = {re.split(r"[/\\]", name.lower())[0] for name in names}
    if "xl" in folders:
        return None
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text") or "word" in folders:
        return Text("tệp văn bản (Word)")
    if "ppt" in folders:
        return Text("tệp trình chiếu")
    if any(name.lower().endswith((".xlsx", ".xls", ".ods")) for name in names):
        return Text("tệp nén (giải nén, rồi gửi từng biểu bên trong)")
    if any(name.endswith(".iwa") for name in names):
        return Text("tệp Numbers của máy Mac (trong Numbers chọn File → Export To → Excel)")
    return None
