"""Where a member's figures are: an https address, or a path; anything else is refused with its reason."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from thidua.problems import CellError
from thidua.text import BAD_CHARACTER, Text, shown

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST = 2_000


def is_remote(api: str) -> bool:
    """Whether an address that ``parse_address`` gave is asked of the network, not of the disk."""
    return api.startswith(("https://", "http://"))


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine: the only one that may be asked without TLS."""
    return host in _LOOPBACK


def parse_address(text: str) -> str:
    """The address or path of an ``api/v1/``, "/" at its end; else CellError ``bad-address``."""
    api = text.strip()
    if reason := _path_fault(api) if not _SCHEME.match(api) else _address_fault(api):
        raise CellError(
            "bad-address",
            Text("“{value}” không dùng làm nơi đọc số liệu được: {reason}", value=shown(api), reason=reason),
            Text(
                "ghi địa chỉ https của thư mục api/v1/, ví dụ https://thidua.soyte.intranet/api/v1/, "
                "hoặc đường dẫn tính từ thư mục của khối, ví dụ ../../soyte/api/v1/"
            ),
        )
    return api if api.endswith("/") else f"{api}/"


def _path_fault(api: str) -> Text | None:
    if BAD_CHARACTER.search(api) or len(api) > _LONGEST:
        return Text("có ký tự điều khiển, hoặc quá dài")
    return Text("đường dẫn ngăn bằng dấu /") if "\\" in api else None


def _address_fault(api: str) -> Text | None:
    if BAD_CHARACTER.search(api) or " " in api or not api.isascii() or len(api) > _LONGEST:
        return Text("địa chỉ có dấu cách, chữ có dấu hoặc ký tự điều khiển")
    try:
        parts = urlsplit(api)
        port = parts.port
    except ValueError:
        return Text("địa chỉ viết sai")
    if parts.scheme.lower() not in ("https", "http"):
        return Text("chỉ đọc bằng https")
    if not parts.hostname or port == 0 or "\\" in api:
        return Text("địa chỉ viết sai")
    if parts.username is not None or parts.password is not None:
        return Text("không ghi tên và mật khẩu vào địa chỉ; mã truy cập đặt trong biến môi trường")
    if parts.query or parts.fragment or "?" in api or "#" in api:
        return Text("địa chỉ của một thư mục không có dấu ? và #")
    if parts.scheme.lower() == "http" and not is_loopback(parts.hostname):
        return Text("http không mã hóa, ai trên đường truyền cũng sửa được số liệu")
    return None
