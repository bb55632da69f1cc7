"""Why a member's figures could not be had: the codes, their sentences and remedies. One home for all three.

A fault is kept between two runs as its code and values; values come from elsewhere, and are only ever put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.network.records import Fault, Member
from thidua.problems import Problem, Severity
from thidua.text import Text, mark, shown


@dataclass(frozen=True, slots=True)
class _Kind:
    message: str
    hint: str
    refused: bool = True


_TRY_LATER = mark("xem máy chủ và đường truyền của nơi đó, rồi thu thập lại; bản đã có vẫn giữ nguyên")
_ASK_THEM = mark("nhờ nơi đó xem lại trang đã xuất bản, hoặc sửa mục api; bản đã có vẫn giữ nguyên")

KINDS: Mapping[str, _Kind] = {
    "member-unreachable": _Kind(mark("không kết nối được: {reason}"), _TRY_LATER, refused=False),
    "member-slow": _Kind(mark("chưa trả lời xong sau {seconds} giây"), _TRY_LATER, refused=False),
    "member-http": _Kind(
        mark("máy chủ trả lời mã {status}"),
        mark(
            "401, 403: xem mã truy cập trong biến {variable}; 404: xem api và campaign; 5xx: chờ nơi đó sửa"
        ),
        refused=False,
    ),
    "member-file": _Kind(
        mark("không đọc được tệp {file}: {reason}"),
        mark("xem nơi đó đã dựng trang chưa, và đường dẫn api tính từ thư mục của khối"),
        refused=False,
    ),
    "member-certificate": _Kind(
        mark("chứng thư của máy chủ không đáng tin: {reason}"),
        mark("mạng nội bộ có chứng thư riêng thì thêm --cafile; nếu không, báo nơi đó ngay"),
    ),
    "member-redirect": _Kind(
        mark("máy chủ chuyển sang nơi khác: {place}"),
        mark("nếu đúng là địa chỉ mới thì sửa mục api; nếu không, báo nơi đó ngay"),
    ),
    "member-too-big": _Kind(mark("câu trả lời lớn hơn {size} byte"), _ASK_THEM),
    "member-not-json": _Kind(mark("câu trả lời không phải JSON: {reason}"), _ASK_THEM),
    "member-schema": _Kind(mark("câu trả lời sai cấu trúc ở {place}"), _ASK_THEM),
    "member-other": _Kind(
        mark("đây là số liệu của “{found}”, không phải “{wanted}”"),
        mark("sửa mục campaign (hoặc network), hay mục api"),
    ),
    "member-same": _Kind(
        mark("số liệu giống hệt của “{other}”: hình như nhầm địa chỉ"),
        mark("xem lại mục api của cả hai nơi"),
    ),
    "member-gone-back": _Kind(
        mark("số liệu đến {found}, cũ hơn bản đã có đến {kept}"),
        mark(
            "nhờ nơi đó xuất bản lại bản mới; nếu họ lùi ngày có chủ ý, xóa thư mục {folder} rồi thu thập lại"
        ),
    ),
    "member-clock": _Kind(
        mark("số liệu ghi đến {found}, sau hôm nay là {today}"),
        mark("đồng hồ của nơi đó hoặc của máy này chạy sai; sửa đồng hồ rồi thu thập lại"),
    ),
    "clock-back": _Kind(
        mark("hôm nay là {today}, mà lần trước đã thu thập ngày {kept}"),
        mark("đồng hồ của máy này chạy lùi; sửa đồng hồ rồi thu thập lại"),
        refused=False,
    ),
}


class CollectError(Exception):
    """A member's figures could not be had; ``code`` is one of KINDS, ``values`` go into its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: shown(str(value)) for name, value in values.items()}

    @property
    def fault(self) -> Fault:
        """It, in sentences."""
        return fault(self.code, self.values)


def fault(code: str, values: Mapping[str, str]) -> Fault:
    """The fault of a code; KeyError for a code that is none, or where a value of its sentence is missing."""
    kind = KINDS[code]
    written = {name: _written(name, value) for name, value in values.items()}
    made = Fault(code, Text(kind.message, **written), Text(kind.hint, **written), kind.refused)
    str(made.message), str(made.hint)
    return made


def _written(name: str, value: str) -> str | date | Fraction:
    """A day as a day and seconds as a number, which each language writes in its own way."""
    try:
        if name == "seconds":
            return Fraction(value)
        return date.fromisoformat(value) if len(value) == 10 else value
    except ValueError:
        return value


def fault_problem(member: Member, told: Fault) -> Problem:
    """A fault at the member's line of network.yml; a warning, for the rest goes on."""
    message = Text("{name}: {fault}", name=shown(member.name), fault=told.message)
    file, line = member.source.file, member.source.line
    return Problem(file, line, "api", told.code, message, told.hint, Severity.WARNING)
