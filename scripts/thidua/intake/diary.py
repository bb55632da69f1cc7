"""The inbox's diary: a line for each form that came in. The inbox writes it, the Dữ liệu page shows it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from thidua.model import Sent
from thidua.text import Text

HEADER = ("ngay", "tep", "don_vi", "ket_qua", "dong_moi", "dong_sua", "loi")
TAKEN, ANSWERED = str(Text("đã nhập")), str(Text("trả lại"))


def line(sent: Sent, file: str) -> tuple[str, ...]:
    """The cells of a line; ``file`` is what the form was called."""
    counts = (sent.new, sent.changed, sent.errors)
    word = TAKEN if sent.taken else ANSWERED
    return (sent.on.isoformat(), file, sent.unit, word, *map(str, counts))


def rows(content: bytes) -> Iterator[tuple[Sent, str]]:
    """What came in, oldest first, each with the file's name; a line that is none of ours is passed over."""
    for cells in csv.reader(StringIO(content.decode("utf-8-sig", "replace"))):
        if len(cells) == len(HEADER) and cells[3] in (TAKEN, ANSWERED) and all(map(str.isdecimal, cells[4:])):
            try:
                on = date.fromisoformat(cells[0])
            except ValueError:
                continue
            new, changed, errors = map(int, cells[4:])
            yield Sent(on, cells[2], cells[3] == TAKEN, new, changed, errors), cells[1]
