"""What a report says, in the order it is read, before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
BodyPart = BodyLine | CountChart | DayChart


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The first lines of the document; the number and the day are left for the clerk to fill in."""

    parent: str
    issuer: str
    number: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """The table of all targets: column titles, and rows of one cell a column or of a group's name alone."""

    title: str
    reference: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report, in words."""

    letterhead: Letterhead
    kind: str
    subject: str
    notice: str  # said under the title where the data are made up; "" otherwise
    addressees: tuple[str, ...]
    body: tuple[BodyPart, ...]
    recipients: tuple[str, ...]
    signer: str
    appendix: Appendix
    as_of: date
