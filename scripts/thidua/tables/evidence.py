"""The evidence of an achievement: free text, a web address, or a file under the campaign's ``evidence/``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from thidua.problems import CellError
from thidua.text import Text, shown

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+._-]*):(?!\s)")
_WEB = re.compile(r"https?://(?P<authority>[^/?#\\\s]+)(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_FOLDER = re.compile(r"evidence[/\\]", re.IGNORECASE)
_FREE_TEXT_HINT = Text("ghi số văn bản, một địa chỉ http(s)://…, hoặc tệp trong thư mục evidence/")


def parse_evidence(text: str, exists: Callable[[str], bool]) -> str:
    """The evidence without outer spaces; else CellError ``bad-evidence`` or ``missing-evidence``.

    ``exists`` tells whether a path such as ``evidence/qd-12.pdf`` is a file inside the campaign's folder.
    """
    cell = text.strip()
    if ":" not in cell and "/" not in cell and "\\" not in cell:
        return cell
    if scheme := _SCHEME.match(cell):
        return _web_address(cell, scheme[1])
    if cell.startswith(("//", "\\\\")):
        raise _refused(cell, Text("đường dẫn mạng không mở được trên trang; chép tệp vào thư mục evidence/"))
    if _FOLDER.match(cell):
        return _path(cell, exists)
    return cell


def name_key(path: str) -> str:
    """A file's name as it is looked up: in one normal form, with plain blanks."""
    return unicodedata.normalize("NFC", path).replace("\u00a0", " ").replace("\u202f", " ")


def _web_address(cell: str, scheme: str) -> str:
    if scheme.lower() not in ("http", "https"):
        hint = Text("chép tệp vào thư mục evidence/") if len(scheme) == 1 else _FREE_TEXT_HINT
        raise _refused(cell, hint)
    address = _WEB.fullmatch(cell)
    if address is None:
        raise _refused(cell, Text("địa chỉ phải đủ dạng https://tên-miền/đường-dẫn, không có dấu cách"))
    if "@" in address["authority"]:
        raise _refused(cell, Text("bỏ phần tài khoản, mật khẩu trước dấu @"))
    if not _HOST.fullmatch(address["authority"]):
        raise _refused(cell, Text("tên miền của địa chỉ không đúng"))
    return cell


def _path(cell: str, exists: Callable[[str], bool]) -> str:
    if "\\" in cell or ".." in cell.split("/"):
        raise _refused(cell, Text("ghi đường dẫn nằm trong thư mục evidence/, ngăn bằng dấu /"))
    if not exists(cell):
        raise CellError(
            "missing-evidence",
            Text("không có tệp “{value}” trong thư mục của phong trào", value=shown(cell)),
            Text("chép tệp vào thư mục evidence/, ghi đúng tên, đúng chữ hoa chữ thường"),
        )
    return cell


def _refused(cell: str, hint: Text) -> CellError:
    return CellError("bad-evidence", Text("không nhận minh chứng “{value}”", value=shown(cell)), hint)
