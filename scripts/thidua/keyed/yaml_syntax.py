"""The YAML parser's complaints, told in plain Vietnamese at the line where the slip most likely is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from thidua.problems import Problem, Where
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What a complaint means: told where it arose, or where the thing that it is about was opened."""

    pattern: re.Pattern[str]
    message: Text
    hint: Text
    code: str = "yaml-syntax"
    where_opened: bool = False


_OPEN_QUOTE_MESSAGE = Text("dấu nháy mở ở dòng này không có dấu đóng")
_OPEN_QUOTE_HINT = Text("thêm dấu nháy đóng ở cuối giá trị")

# Looked up in the parser's own words; libyaml and the pure parser share these.
_BY_COMPLAINT = (
    _Complaint(
        re.compile("tag"),
        Text("dấu “!” ở đầu giá trị bị hiểu là thẻ kiểu YAML"),
        Text("bỏ dấu “!”, hoặc đặt cả giá trị trong dấu nháy kép"),
        code="yaml-tag",
    ),
    _Complaint(
        re.compile("flow"),
        Text("dấu ngoặc “{{” hoặc “[” mở ở dòng này không được đóng đúng chỗ"),
        Text("thêm “}}” hoặc “]”, và ngăn các phần bằng dấu phẩy"),
        where_opened=True,
    ),
    _Complaint(
        re.compile("quoted scalar.*end of|document separator"),
        _OPEN_QUOTE_MESSAGE,
        _OPEN_QUOTE_HINT,
        where_opened=True,
    ),
    _Complaint(
        re.compile("escape|hexdecimal"),
        Text("dấu “\\” trong cặp nháy kép bị hiểu là ký hiệu đặc biệt"),
        Text("dùng cặp nháy đơn thay cho nháy kép, hoặc gõ “\\\\”"),
    ),
    _Complaint(
        re.compile("block scalar"),
        Text("sau dấu “|” hoặc “>” còn có chữ"),
        Text("xuống dòng rồi mới viết nội dung; nếu dấu đó là nội dung thì đặt giá trị trong nháy"),
    ),
    _Complaint(
        re.compile("alias|anchor|next token|directive"),
        Text("giá trị bắt đầu bằng một dấu mà YAML dành riêng (@ ` % * &)"),
        Text("đặt cả giá trị trong dấu nháy kép"),
    ),
)

# Looked up in the lines around, where the parser only says that it did not expect what it met.
_BY_LINE = (
    _Complaint(
        re.compile(r"\s*(?:- +)*[A-Za-z_]+:[^\s/]"),
        Text("thiếu dấu cách sau dấu hai chấm"),
        Text("ghi “tên: giá trị”, có một dấu cách sau dấu hai chấm"),
    ),
    _Complaint(
        re.compile(r"\s*-[^\s-]"),
        Text("thiếu dấu cách sau dấu gạch đầu dòng"),
        Text("ghi “- nội dung”, có một dấu cách sau dấu gạch"),
    ),
)
_OPEN_QUOTE = re.compile(r"""[^"'#]*[:\-,{\[]\s+(?:"[^"]*|'[^']*)$""")
_AFTER_QUOTE = re.compile(r"""[^"'#]*[:\-]\s+(?:"[^"]*"|'[^']*')\s*[^\s#,}\]]""")
_TWO_COLONS = re.compile(r"[^'\"#]*?:\s.*?:(?:\s|$)")

_FURTHEST = 200  # lines above the complaint that may hold its cause

_QUOTE_ENDED = (
    Text("sau dấu nháy đóng còn có chữ"),
    Text("đặt cả giá trị trong một cặp nháy đơn, hoặc dùng dấu nháy cong “…” ở bên trong"),
)
_NO_COLON = (Text("dòng này thiếu dấu hai chấm sau tên mục"), Text("ghi thành “tên: giá trị”"))
_COLON_INSIDE = (
    Text("giá trị chứa dấu hai chấm nên bị hiểu thành hai mục"),
    Text("đặt cả giá trị (phần sau dấu hai chấm đầu tiên) trong dấu nháy kép"),
)
_BAD_INDENT = (
    Text("dòng này thụt không khớp với các dòng quanh nó, hoặc không phải dạng “tên: giá trị”"),
    Text("các mục cùng cấp phải thụt vào bằng nhau; mỗi cấp thêm 2 dấu cách"),
)


def syntax_problem(error: yaml.YAMLError, lines: Sequence[str], file: str) -> Problem:
    """The parser's error as one problem; ``lines`` is the text, for a look at what was typed there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Where(file).error(
            "yaml-syntax",
            Text("tệp không đọc được như một văn bản YAML"),
            Text("mở lại tệp, lưu theo mã UTF-8 rồi kiểm tra lại"),
        )
    what = f"{error.context or ''} {error.problem or ''}"
    number = _written(error.problem_mark.line + 1 if error.problem_mark else 1, lines)
    opened = _written(error.context_mark.line + 1, lines) if error.context_mark else number
    if (quote := _left_open(number, lines)) is not None:
        return Where(file, quote).error("yaml-syntax", _OPEN_QUOTE_MESSAGE, _OPEN_QUOTE_HINT)
    for complaint in _BY_COMPLAINT:
        if complaint.pattern.search(what):
            line = opened if complaint.where_opened else number
            return Where(file, line).error(complaint.code, complaint.message, complaint.hint)
    line, message, hint = _slip(what, number, opened, lines)
    return Where(file, line).error("yaml-syntax", message, hint)


def _left_open(number: int, lines: Sequence[str]) -> int | None:
    """The line above on which a quote was opened that the next quote, on this line, has closed by mistake."""
    for above in range(number - 1, max(0, number - _FURTHEST), -1):
        if _OPEN_QUOTE.match(lines[above - 1]):
            kind = '"' if '"' in lines[above - 1] else "'"
            return above if kind in lines[number - 1] else None
    return None


def _slip(what: str, number: int, opened: int, lines: Sequence[str]) -> tuple[int, Text, Text]:
    """Line, message and hint of a slip that only the lines around can tell."""
    for suspect in (number, _written(number - 1, lines)):
        for complaint in _BY_LINE:
            if complaint.pattern.match(lines[suspect - 1]):
                return suspect, complaint.message, complaint.hint
    for suspect in range(number, opened - 1, -1):
        if _OPEN_QUOTE.match(lines[suspect - 1]):
            return suspect, _OPEN_QUOTE_MESSAGE, _OPEN_QUOTE_HINT
    if _AFTER_QUOTE.match(lines[number - 1]):
        return number, *_QUOTE_ENDED
    if "could not find expected ':'" in what:
        return opened, *_NO_COLON
    if "mapping values" in what and _TWO_COLONS.match(lines[number - 1]):
        return number, *_COLON_INSIDE
    return number, *_BAD_INDENT


def _written(number: int, lines: Sequence[str]) -> int:
    """The line itself or, where it is past the end, blank or a comment, the last written one above it."""
    number = min(number, len(lines))
    while number > 1 and (not lines[number - 1].strip() or lines[number - 1].lstrip().startswith("#")):
        number -= 1
    return max(number, 1)
