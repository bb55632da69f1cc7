"""Bytes of a file → its text, strictly: UTF-8, or UTF-16 that says so; everything else is refused by name."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from thidua.problems import Problem, Where
from thidua.reading.encodings import eight_bit_name, recognised
from thidua.text import BAD_CHARACTER, Text, code_point, shown

MAX_BYTES = 20_000_000

_ASCII_BAD = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:[ \t].*)?$", re.MULTILINE)
_LONG_RUN = re.compile("[^\x00-\x7f]{64,}")
_MOST_MARKS = 30  # Unicode's own limit for text that can be normalised in a stream (UAX 15)
_LONGEST_RUN = 100_000

_SAVE_CSV = Text("mở bằng Excel, chọn Save As, kiểu “CSV UTF-8 (Comma delimited)”, rồi thay tệp này")
SAVE_BOOK = Text(
    "mở tệp bằng Excel, chọn Save As (Lưu thành), kiểu “Excel Workbook (.xlsx)”, rồi gửi tệp mới"
)
_SAVE_TEXT = Text("mở bằng Notepad, chọn Save As, mục Encoding chọn “UTF-8”, rồi thay tệp này")


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file (NFC, no BOM, lines end in \\n), or None and the problems that keep it unread.

    Bad characters inside the text are not judged here: see ``bad_characters``.
    """
    if len(data) > MAX_BYTES:
        return None, [too_big(file)]
    text, problem = _to_text(data, file)
    if text is None:
        return None, [problem] if problem else []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problem = _overloaded(text, file) or _conflict(text, file)
    if problem:
        return None, [problem]
    return text if text.isascii() else unicodedata.normalize("NFC", text), []


def too_big(file: str) -> Problem:
    """The problem of a file above the cap; results may stand in several files."""
    if "achievements" in file:
        hint = Text(
            "bỏ các dòng và cột trống thừa; vẫn lớn thì chia thành các tệp theo tháng, cùng dòng tiêu đề, "
            "trong thư mục achievements: achievements/2022-01.csv, achievements/2022-02.csv …"
        )
    else:
        hint = Text("xem lại tệp: chỉ giữ các dòng số liệu, bỏ các dòng và cột trống thừa")
    return Where(file).error("file-too-big", Text("tệp lớn hơn {size} byte", size="20.000.000"), hint)


def has_bad_characters(text: str) -> bool:
    """Whether any control, invisible or reordering character stands in the text (tabs aside)."""
    if text.isascii():
        raw = text.encode("ascii")
        return len(raw.translate(None, _ASCII_BAD)) != len(raw)
    return BAD_CHARACTER.search(text) is not None


def bad_characters(text: str, file: str) -> Iterator[Problem]:
    """One problem a line that holds a control, invisible or reordering character (tabs aside)."""
    if not has_bad_characters(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := BAD_CHARACTER.search(line):
            yield control_character(file, number, None, line, found.start())


def unfit(text: str, file: str) -> Problem | None:
    """What no text file may hold, in the text of a cell of a workbook that is to come into one; its first."""
    return _overloaded(text, file) or _conflict(text, file) or next(bad_characters(text, file), None)


def control_character(file: str, line: int, column: str | None, text: str, place: int) -> Problem:
    """The problem of one such character, at ``place`` (from 0) of a line or cell."""
    around = shown(text[max(0, place - 30) :])
    return Where(file, line, column).error(
        "control-character",
        Text(
            "“{value}” có ký tự ẩn {code} ở vị trí thứ {position}",
            value=around,
            code=code_point(text[place]),
            position=place + 1,
        ),
        Text("xóa ký tự đó: xóa cả ô rồi gõ lại, đừng dán từ nơi khác"),
    )


def _to_text(data: bytes, file: str) -> tuple[str | None, Problem | None]:
    """The decoded text, or the problem that names what the bytes look like."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None, _bad_encoding(file, 1, Text("UTF-32"))
    encoding, body = _declared(data)
    if encoding == "utf-8" and (found := recognised(body)):
        if found.is_encoding:
            return None, _bad_encoding(file, 1, found.name)
        message = Text("tệp này thực ra là {kind}, chỉ được đổi tên", kind=found.name)
        return None, Where(file).error("wrong-file-type", message, _how_to_save(file))
    try:
        return body.decode(encoding), None
    except UnicodeDecodeError as error:
        line = _line_of(body, error.start, encoding)
        if encoding != "utf-8":
            return None, _bad_encoding(file, line, Text("UTF-16 bị hỏng"))
        return None, _bad_encoding(file, line, eight_bit_name(body))


def _declared(data: bytes) -> tuple[str, bytes]:
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            return encoding, data[len(bom) :]
    return "utf-8", data


def _line_of(body: bytes, position: int, encoding: str) -> int:
    head = body[:position].decode(encoding, "ignore")
    return len(re.findall(r"\r\n|\r|\n", head)) + 1


def _bad_encoding(file: str, line: int, name: Text) -> Problem:
    message = Text("tệp không ở bảng mã UTF-8, có vẻ là {encoding}", encoding=name)
    return Where(file, line).error("bad-encoding", message, _how_to_save(file))


def _how_to_save(file: str) -> Text:
    if file.lower().endswith((".xlsx", ".xls", ".ods")):
        return SAVE_BOOK
    return _SAVE_CSV if file.lower().endswith(".csv") else _SAVE_TEXT


def _conflict(text: str, file: str) -> Problem | None:
    found = _CONFLICT.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Where(file, line).error(
        "conflict-marker",
        Text("còn dấu xung đột của git: “{value}”", value=shown(found[0])),
        Text("chọn phần đúng giữa hai bản, rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"),
    )


def _overloaded(text: str, file: str) -> Problem | None:
    """Letters under a heap of marks: normalising them would take for ever, and no language writes so."""
    for run in _LONG_RUN.finditer(text):
        if run.end() - run.start() > _LONGEST_RUN or any(
            marked and sum(1 for _ in marks) > _MOST_MARKS
            for marked, marks in groupby(run[0], lambda letter: unicodedata.combining(letter) > 0)
        ):
            line = text.count("\n", 0, run.start()) + 1
            message = Text("có một chuỗi ký tự dài bất thường, không phải chữ viết")
            return Where(file, line).error("control-character", message, Text("xóa chuỗi đó"))
    return None
