"""What other programs subscribe to: days as iCalendar (RFC 5545), and changes as an Atom feed (RFC 4287)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from html import escape

from thidua.model import Plan

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


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One change; ``link`` is relative to the feed's own address."""

    id: str
    on: date
    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; ``link`` is its file's own name."""

    id: str
    title: str
    author: str
    updated: date
    link: str
    language: str


def feed(of: Feed, entries: Sequence[FeedEntry]) -> bytes:
    """The feed, newest first as given; the same data give the same bytes."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{of.language}">\n',
        f"<id>{_text(of.id)}</id>\n<title>{_text(of.title)}</title>\n",
        f'<link rel="self" type="application/atom+xml" href="{escape(of.link)}"/>\n',
        f"<author><name>{_text(of.author)}</name></author>\n<updated>{_moment(of.updated)}</updated>\n",
    ]
    parts += [
        f"<entry><id>{_text(one.id)}</id><title>{_text(one.title)}</title>"
        f'<updated>{_moment(one.on)}</updated><link href="{escape(one.link)}"/>'
        f"<summary>{_text(one.text)}</summary></entry>\n"
        for one in entries
    ]
    return "".join([*parts, "</feed>\n"]).encode()


def _text(text: str) -> str:
    return escape(text, quote=False)


def _moment(day: date) -> str:
    """The end of a day is when its figures are taken; the feed says the day alone, at midnight UTC."""
    return f"{day}T00:00:00Z"


def office_key(plan: Plan) -> str:
    """What makes names that leave the site an office's own, for two may both have a campaign "2022": a short
    word told by who issued the plan, by its title where that is not said.
    """
    issuer = (plan.issuer.parent or "", plan.issuer.name) if plan.issuer else ("", plan.title)
    return sha256("\n".join(issuer).encode()).hexdigest()[:12]
