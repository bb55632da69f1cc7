"""Bytes of a file → its text, strictly: UTF-8, or UTF-16 that says so; what else they look like is named."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from thidua.problems import Problem, Where
from thidua.text import BAD_CHARACTER, Text, code_point, shown

_SAMPLE = 200_000
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
_ANOTHER = Text(
    "trong tệp loại này không có bảng để đọc: lấy lại đúng tệp, hoặc chép số liệu vào tệp đúng loại"
)
_SAVE_TEXT = Text("mở bằng Notepad, chọn Save As, mục Encoding chọn “UTF-8”, rồi thay tệp này")


@dataclass(frozen=True, slots=True)
class Foreign:
    """The name of what was recognised, and whether it is text in another encoding or no text at all.

    What Excel cannot open, such as a scan, no program saves as a table.
    """

    name: Text
    is_encoding: bool = False
    opens_in_excel: bool = True


_NO_TABLE = _PDF, _RTF, _PACKED, _PICTURE = (
    Text("tệp PDF"),
    Text("tệp văn bản RTF"),
    Text("tệp nén"),
    Text("tệp hình ảnh"),
)
_SIGNATURES = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), Text("tệp Excel (.xlsx) hoặc tệp nén zip")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), Text("tệp Excel hoặc Word đời cũ (.xls, .doc)")),
    (re.compile(rb"%PDF-"), _PDF),
    (re.compile(rb"\{\\rtf"), _RTF),
    (re.compile(rb"\x1f\x8b|Rar!|7z\xbc\xaf"), _PACKED),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), _PICTURE),
    (
        re.compile(
            rb"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
        ),
        Text("trang web (.html)"),
    ),
    (re.compile(rb"\s*<\?xml\b", re.I), Text("tệp XML")),
)

# Each writes a letter and its tone its own way: two bytes in Windows-1258 and VNI, a sign in TCVN3.
_CP1258_MARKS = re.compile(
    rb"[AEIOUYaeiouy\xc2\xca\xd4\xc3\xd5\xdd\xe2\xea\xf4\xe3\xf5\xfd][\xcc\xd2\xde\xec\xf2]"
)
_VNI_MARKS = re.compile(
    rb"[aA][\xe8-\xeb\xfa\xfc]|[aeoAEO][\xe0-\xe5]|[aeouyAEOUY\xf4\xf6][\xef\xf5\xf8\xf9\xfb]"
    rb"|\xf1[a-z\xf4\xf6]"
)
_TCVN3_MARKS = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbf\xc6]|\xae[a-z\xa8-\xae\xb5-\xb9]")


def recognised(data: bytes) -> Foreign | None:
    """What else than UTF-8 text the bytes are by their first bytes, or None where nothing gives them away."""
    head = data[:4096]
    for signature, name in _SIGNATURES:
        if signature.match(head):
            return Foreign(name, opens_in_excel=name not in _NO_TABLE)
    if _half_zero(head):
        return Foreign(Text("UTF-16 không có dấu BOM"), is_encoding=True)
    return None


def _half_zero(head: bytes) -> bool:
    """Plain letters in UTF-16 leave a zero in every other byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    many, few = max(even, odd), min(even, odd)
    return len(head) >= 4 and many > len(head) // 5 and few * 4 < many


def eight_bit_name(data: bytes) -> Text:
    """The Vietnamese 8-bit encoding that the bytes most look like; Windows-1252 where none shows."""
    sample = data[:_SAMPLE]
    scores = (
        (len(_CP1258_MARKS.findall(sample)), Text("Windows-1258")),
        (len(_TCVN3_MARKS.findall(sample)), Text("TCVN3 (phông .Vn)")),
        (len(_VNI_MARKS.findall(sample)), Text("VNI (phông VNI-)")),
    )
    best, name = max(scores, key=lambda score: score[0])
    return name if best else Text("Windows-1252")


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
    return Where(file).error("file-too-big", hint=hint, bytes=MAX_BYTES)


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
        "control-character/in-cell", value=around, code=code_point(text[place]), position=place + 1
    )


def _to_text(data: bytes, file: str) -> tuple[str | None, Problem | None]:
    """The decoded text, or the problem that names what the bytes look like."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None, _bad_encoding(file, 1, Text("UTF-32"))
    encoding, body = _declared(data)
    if encoding == "utf-8" and (found := recognised(body)):
        if found.is_encoding:
            return None, _bad_encoding(file, 1, found.name)
        hint = _how_to_save(file) if found.opens_in_excel else _ANOTHER
        return None, Where(file).error("wrong-file-type/renamed", hint=hint, kind=found.name)
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
    return Where(file, line).error("bad-encoding", hint=_how_to_save(file), encoding=name)


def _how_to_save(file: str) -> Text:
    if file.lower().endswith((".xlsx", ".xls", ".ods", ".fods", ".xml")):
        return SAVE_BOOK
    return _SAVE_CSV if file.lower().endswith(".csv") else _SAVE_TEXT


def _conflict(text: str, file: str) -> Problem | None:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:  # a tenth of what the expression costs line by line
        return None
    found = _CONFLICT.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Where(file, line).error("conflict-marker", value=shown(found[0]))


def _overloaded(text: str, file: str) -> Problem | None:
    """The problem of letters under a heap of marks: no language writes so."""
    place = heap_in(text)
    if place is None:
        return None
    return Where(file, text.count("\n", 0, place) + 1).error("control-character/heap")


def heap_in(text: str) -> int | None:
    """Where letters stand under a heap of marks: normalising them would take for ever."""
    for run in () if text.isascii() else _LONG_RUN.finditer(text):
        if run.end() - run.start() > _LONGEST_RUN or any(
            marked and sum(1 for _ in marks) > _MOST_MARKS
            for marked, marks in groupby(map(bool, map(unicodedata.combining, run[0])))
        ):
            return run.start()
    return None


def in_nfc(text: str) -> str:
    """The text in NFC; one with a heap of marks as it is."""
    return text if heap_in(text) is not None else unicodedata.normalize("NFC", text)
