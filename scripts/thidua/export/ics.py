"""The calendar as iCalendar (RFC 5545): whole days that Outlook and phones can subscribe to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MOST_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day of the calendar; ``id`` never changes, so that a reader's calendar knows it again."""

    id: str
    on: date
    title: str
    detail: str = ""


def calendar(name: str, days: Iterable[Day], stamp: date) -> bytes:
    """The file; ``stamp`` is the day of the data, so that the same data give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thidua//VI", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_escaped(name)}"]
    for day in days:
        lines += _event(day, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(day: Day, stamp: date) -> list[str]:
    event = [
        "BEGIN:VEVENT",
        f"UID:{day.id}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(day.title)}",
    ]
    if day.detail:
        event.append(f"DESCRIPTION:{_escaped(day.detail)}")
    return [*event, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _escaped(text: str) -> str:
    """A text value: commas, semicolons, backslashes and line ends say nothing of their own."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a letter; the later ones begin with a space."""
    told, start, lead = line.encode(), 0, ""
    while len(told) - start > (room := _MOST_OCTETS - len(lead)):
        end = start + room
        while told[end] & 0b1100_0000 == 0b1000_0000:  # within a letter
            end -= 1
        yield lead + told[start:end].decode()
        start, lead = end, " "
    yield lead + told[start:].decode()
