"""Changes as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape


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


def written(feed: Feed, entries: Sequence[FeedEntry]) -> bytes:
    """The feed, newest first as given; the same data give the same bytes."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{feed.language}">\n',
        f"<id>{_text(feed.id)}</id>\n<title>{_text(feed.title)}</title>\n",
        f'<link rel="self" type="application/atom+xml" href="{escape(feed.link)}"/>\n',
        f"<author><name>{_text(feed.author)}</name></author>\n<updated>{_moment(feed.updated)}</updated>\n",
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
