"""Office files: their bytes depend on their contents alone; how days and columns are counted in them."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from struct import Struct
from typing import Any
from zipfile import ZipFile, ZipInfo

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment that a file names as the one of its making: the same contents give the same bytes."""

DAY, SHORT_DAY, MONTH = "dd/mm/yyyy", "dd/mm", "mm/yyyy"
"""How cells and axes of Office files show days, in the words of Excel; ``text`` says it for people."""

_EPOCH = date(1899, 12, 30).toordinal()  # day 0 of the serial numbers of Excel from March 1900 on
_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip file can name


def repacked(data: bytes) -> bytes:
    """The same zip file with its parts in order of their names and without days of making.

    A part stays deflated as it is, where a ``ZipFile`` could but deflate it once more: the office's libraries
    do that as it does, and most of what a large file costs is that.
    """
    with ZipFile(BytesIO(data)) as source:
        # Readers expect the list of content types first.
        found = sorted(
            source.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)
        )
    out, listed, place = list[bytes](), list[bytes](), 0
    for old in found:
        info = ZipInfo(old.filename, _NO_DAY)
        info.compress_type, info.CRC = old.compress_type, old.CRC
        info.compress_size, info.file_size = old.compress_size, old.file_size
        head, start = info.FileHeader(zip64=False), old.header_offset
        start += _HEAD + sum(_LENGTHS.unpack_from(data, start + _HEAD - _LENGTHS.size))
        out += head, data[start : start + info.compress_size]
        # What the list at the end has of a part is nearly all of its head, and where that stands.
        more = _MORE.pack(b"", _MODE, place)
        listed += (
            b"PK\1\2",
            bytes((info.create_version, info.create_system)),
            head[4:_HEAD],
            more,
            head[_HEAD:],
        )
        place += len(head) + info.compress_size
    count, size = len(found), sum(map(len, listed))
    return b"".join((*out, *listed, _END.pack(b"PK\5\6", 0, 0, count, count, size, place, 0)))


_HEAD = 30  # bytes at the head of a part, before its name
_LENGTHS = Struct("<2H")  # of the name and of what follows it: the last of them
_MORE, _MODE = Struct("<6s2L"), 0o600 << 16
_END = Struct("<4s4H2LH")


def print_wide(sheet: Any, header: int | None = None) -> None:
    """Print a sheet of XlsxWriter's on A4 landscape, one page wide, its header row (from 0) on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if header is not None:
        sheet.repeat_rows(header)


def serial(day: date) -> int:
    """The day as a spreadsheet holds it."""
    return day.toordinal() - _EPOCH


# What follows openpyxl has too: all of it would be imported to read a form, a third of what that takes.

WINDOWS_DAYS, MAC_DAYS = datetime(1899, 12, 30), datetime(1904, 1, 1)
_NOT_ASKED = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')  # words, colours, languages; [h] is hours
_OF_TIME = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_OF_DURATION = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


def is_time(number_format: str) -> bool:
    """Whether numbers of this format are shown as a day, a time of day or a duration."""
    return _OF_TIME.search(_NOT_ASKED.sub("", number_format.split(";", maxsplit=1)[0])) is not None


def moment(number: float, number_format: str, since: datetime) -> object:
    """What a number of such a format stands for; OverflowError where no calendar goes so far.

    ``since`` is day 0 of the workbook. Excel has a 29 February 1900: before it a day is one further.
    """
    if _OF_DURATION.search(number_format.split(";", maxsplit=1)[0]):
        long = timedelta(days=number)
        return timedelta(long.days, long.seconds, round(long.microseconds, -3))
    days, part = divmod(number, 1)
    passed = timedelta(milliseconds=round(part * 86_400_000))
    if 0 <= number < 1 and not passed.days:
        return (datetime.min + passed).time()
    if 0 < number < 60 and since == WINDOWS_DAYS:
        days += 1
    return since + timedelta(days=days) + passed


@cache
def letters_of(column: int) -> str:
    """The letters of a column, of which the first is 1: A, Z, AA."""
    before, last = divmod(column - 1, 26)
    return (letters_of(before) if before else "") + chr(65 + last)


@cache
def column_of(letters: str) -> int:
    """The number of a column by its letters, small or not."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
