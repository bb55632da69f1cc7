"""Rows written as CSV: canonically, or added to a file in its own encoding, delimiter and line ends."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from thidua.reading.decode import decode
from thidua.tables.columns import Table
from thidua.tables.header import read_header

_LINE_END = re.compile("\r\n|\r|\n")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def canonical_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The whole file: UTF-8 without BOM, commas, LF, these columns."""
    lines = csv_lines([columns, *([row[column] for column in columns] for row in rows)])
    return "".join(lines).encode()


def appended(content: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> tuple[bytes, list[int]]:
    """The file with the rows below its last, every byte of it kept; and the line on which each row begins.

    ``content`` is a sound file of the table.
    """
    text, _ = decode(content, table.file)
    header, _ = read_header(text or "", table.file, table)
    if text is None or header is None:
        raise ValueError(f"{table.file} is not sound")
    encoding = _UTF_16.get(content[:2], "utf-8")
    ends = _LINE_END.findall(content.decode(encoding))
    line_end = ends[-1] if ends else "\n"
    missing_end = "" if text.endswith("\n") else "\n"
    cells = ([row[column or ""] for column in header.columns] for row in rows)
    added = list(csv_lines(cells, header.delimiter))
    first = text.count("\n") + len(missing_end) + 1
    new = (missing_end + "".join(added)).replace("\n", line_end)
    return content + new.encode(encoding), starts(added, first)


def csv_lines(rows: Iterable[Sequence[str]], delimiter: str = ",") -> Iterator[str]:
    """Each row as text that ends in \\n; a quoted cell may hold further line ends."""
    for row in rows:
        out = StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(row)
        yield out.getvalue()


def starts(lines: Iterable[str], first: int) -> list[int]:
    """The physical line on which each row begins, where the first begins on line ``first``."""
    found = []
    for line in lines:
        found.append(first)
        first += line.count("\n")
    return found
