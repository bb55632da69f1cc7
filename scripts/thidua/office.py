"""Office files: their bytes depend on their contents alone; how days are counted and shown in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment that a file names as the one of its making: the same contents give the same bytes."""

DAY, SHORT_DAY = "dd/mm/yyyy", "dd/mm"
"""How cells and axes of Office files show days, in the words of Excel; ``text`` says it for people."""

_EPOCH = date(1899, 12, 30).toordinal()  # day 0 of the serial numbers of Excel from March 1900 on
_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip file can name


def repacked(data: bytes) -> bytes:
    """The same zip file with its parts in order of their names and without days of making."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        # Readers expect the list of content types first.
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = ZipInfo(name, _NO_DAY)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


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
