"""What a report says, in the order it is read, before it becomes a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.beside import data_beside


class Form(StrEnum):
    """The form that a document follows: the name of its template in data/templates/, without its ending."""

    REPORT = "bao-cao"
    MONTH = "bao-cao-thang"
    LETTER = "cong-van"
    REGISTER = "dang-ky-thi-dua"

    @property
    def file(self) -> str:
        """The template's file."""
        return f"{self.value}.docx"


class BodyKind(StrEnum):
    """What a line of the body is; each has a style of its own in the template."""

    SECTION = "section"
    HEADING = "heading"
    TEXT = "text"
    BLANK = "blank"  # left to a person: a judgement, a cause, a plan for the time to come


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One paragraph of the body."""

    kind: BodyKind
    text: str
    key: str = ""  # by which a renewed document knows it again; "" where a person writes, or nothing changes


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its key, title, width in mm, and whether its cells are centred."""

    key: str
    title: str
    width: float
    centred: bool = True


def columns_of(name: str) -> tuple[Column, ...]:
    """Columns of a table, as columns.json has them."""
    return tuple(Column(**said) for said in _COLUMNS[name])


_COLUMNS: Mapping[str, Any] = data_beside("report", "columns.json")


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its key: a cell a column, or one cell alone, a heading across the table."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures; together, its key and those of a row and a column name each cell."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CountChart:
    """How many there are of each kind, in order."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    series: str


@dataclass(frozen=True, slots=True)
class DayChart:
    """Numbers by day; every series has a value for each day, None where it is not known yet."""

    title: str
    days: tuple[date, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]


ReportChart = CountChart | DayChart
BodyPart = BodyLine | CountChart | DayChart | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The first lines of the document; the number and the day are left for the clerk to fill in."""

    parent: str
    issuer: str
    number: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """A table on a page of its own, tied to the document by its reference."""

    title: str
    reference: str
    note: str
    table: Table


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole document, in words; its name tells what it is of, so that no other renews it."""

    form: Form
    name: str
    letterhead: Letterhead
    kind: str
    subject: str
    notice: str  # said under the title where the data are made up; "" otherwise
    addressees: tuple[str, ...]
    body: tuple[BodyPart, ...]
    recipients: tuple[str, ...]
    signer: tuple[str, ...]  # a line each: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC
    appendices: tuple[Appendix, ...]
    as_of: date
