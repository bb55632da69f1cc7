"""The inbox's diary: a line for each form that came in. The inbox writes it, the Dữ liệu page shows it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

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
    for text in content.decode("utf-8-sig", "replace").splitlines():
        try:
            (cells,) = csv.reader([text])
            on, (file, unit, word), counts = date.fromisoformat(cells[0]), cells[1:4], cells[4:]
            new, changed, errors = map(int, counts)
        except (csv.Error, ValueError, IndexError):
            continue
        if word in (TAKEN, ANSWERED) and all(map(str.isdecimal, counts)):
            yield Sent(on, unit, word == TAKEN, new, changed, errors), file
