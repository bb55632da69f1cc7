"""CSV for Vietnamese Excel (UTF-8 with BOM, ";", decimal comma) and for machines (RFC 4180).

datapackage.json describes the files for programs that load them (Frictionless)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any

from thidua.export.tables import PublicTable, Said, TableField, TableValue
from thidua.figures.progress import Progress
from thidua.model import Keep, Late, made_anew
from thidua.text import mark, neutral
from thidua.words import Words

PLACES = 6  # decimals, as in the published JSON
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written."""

    delimiter: str
    decimal: str
    day: str
    start: str


MACHINE = Dialect(",", ".", "%Y-%m-%d", "")
OFFICE = Dialect(";", ",", "%d/%m/%Y", "\ufeff")


def csv_files(found: Iterable[PublicTable], words: Words, kept: Keep = made_anew) -> dict[str, bytes]:
    """Every table twice, by file name: for machines, and with words and titles for the office.

    ``kept`` may know the lines of a target's rows from before.
    """
    files: dict[str, list[bytes]] = {}
    for table in found:
        names = [field.name for field in table.fields]
        titles = [words.gettext(field.title) for field in table.fields]
        writers = {table.name: _Writer(MACHINE), table.office_name: _Writer(OFFICE)}
        for (name, writer), head in zip(writers.items(), (names, titles), strict=True):
            files[f"{name}.csv"] = [writer.head(head)]
        for one in table.parts:
            rows = Late(one.rows)  # of both files, and gone with them
            for name, writer in writers.items():
                made = partial(writer.lines, rows)
                files[f"{name}.csv"].append(kept(name, one.target, made) if one.target else made())
    return {path: b"".join(lines) for path, lines in files.items()}


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[TableValue]], dialect: Dialect) -> bytes:
    """One file; every text is quoted and can start no formula, numbers and days stay bare."""
    writer = _Writer(dialect)
    return writer.head(head) + writer.lines(rows)


class _Writer:
    """Writes the lines of one file."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        # Codes, units, days and numbers come again and again, what proves a row does not.
        self._cell = lru_cache(maxsize=4096)(partial(_cell, dialect))

    def head(self, titles: Sequence[str]) -> bytes:
        """The beginning of the file."""
        return self._dialect.start.encode() + self.lines([titles])

    def lines(self, rows: Iterable[Sequence[TableValue | Said]]) -> bytes:
        """The lines of some rows."""
        delimiter, cell = self._dialect.delimiter, self._cell
        return "".join([delimiter.join(map(cell, row)) + "\r\n" for row in rows]).encode()


def _cell(dialect: Dialect, cell: TableValue | Said) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Said):
        cell = cell.word if dialect is OFFICE else cell.code
    if isinstance(cell, str):
        return '"' + neutral(cell).replace('"', '""') + '"' if cell else ""
    if isinstance(cell, date):
        return cell.strftime(dialect.day)
    return bare_number(cell, dialect.decimal)


def bare_number(value: int | Fraction, decimal: str) -> str:
    """A number without grouping, with at most six decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**PLACES)
    whole, part = divmod(abs(scaled), 10**PLACES)
    decimals = f"{part:0{PLACES}d}".rstrip("0")
    return ("-" if scaled < 0 else "") + str(whole) + (decimal + decimals if decimals else "")


def datapackage_json(
    progress: Progress, found: Iterable[PublicTable], words: Words, files: Mapping[str, bytes]
) -> bytes:
    """The description of those of ``files`` that csv_files makes of the tables; paths are relative to it."""
    campaign, plan = progress.campaign, progress.campaign.plan
    described = {
        "$schema": PROFILE,
        "name": f"thidua-{campaign.id.lower()}",
        "title": plan.title,
        "description": words.say("Số liệu đến ngày {day}.", day=words.date(progress.as_of))
        + (" " + words.gettext("Số liệu minh họa.") if plan.illustrative else "")
        + " "
        + words.gettext(_GUARDED),
        "resources": list(_resources(found, words, files)),
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


_GUARDED = mark(
    "Văn bản bắt đầu bằng = + - @ được thêm dấu nháy đơn ở trước để không bảng tính nào coi là công thức."
)


def _resources(
    found: Iterable[PublicTable], words: Words, files: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    for table in found:
        for name, dialect in ((table.name, MACHINE), (table.office_name, OFFICE)):
            path = f"{name}.csv"
            if path not in files:
                continue
            yield {
                "name": name,
                "type": "table",
                "title": table.title,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[path]),
                "hash": "sha256:" + sha256(files[path]).hexdigest(),
                "dialect": {"delimiter": dialect.delimiter, "lineTerminator": "\r\n", "doubleQuote": True},
                "schema": {"fields": [_field(field, dialect, words) for field in table.fields]},
            }


def _field(field: TableField, dialect: Dialect, words: Words) -> dict[str, Any]:
    title = words.gettext(field.title)
    found: dict[str, Any] = {"name": field.name if dialect is MACHINE else title, "title": title}
    found["type"] = field.type
    if field.type == "date":
        found["format"] = dialect.day
    if field.type == "number" and dialect.decimal != ".":
        found["decimalChar"] = dialect.decimal
    return found
