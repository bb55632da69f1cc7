"""What stands around a page, as HTML for the slots of its frame: notice, switchers, neighbours, footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from markupsafe import escape

from thidua.languages import MAIN_LANGUAGE, folder, name_of
from thidua.site.frame import SPARED
from thidua.site.own_pages import OwnPage
from thidua.site.page import Edition, Link, Page, relative
from thidua.site.vietnamese import Marker


class Macros(Protocol):
    """The macros of site_src/templates/shell.html, in the language of the page."""

    def site(self, name: str) -> str: ...
    def head(self, description: str, previous: Link | None, next: Link | None) -> str: ...
    def notice(self, text: str, old: str, path: str) -> str: ...
    def switcher(self, campaigns: list[Choice], days: list[Choice]) -> str: ...
    def languages(self, twins: list[Twin]) -> str: ...
    def pager(self, previous: Link | None, next: Link | None) -> str: ...
    def stamp(self, as_of: str, version: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page in another language."""

    language: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A campaign to go to; ``here`` marks the one the page belongs to."""

    path: str
    title: str
    here: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What all pages share: the site's name by language, its editions by home, each language's macros, and
    the slots that were filled before and are the same on other pages.
    """

    names: Mapping[str, str]
    editions: Mapping[str, Edition]
    macros: Mapping[str, Macros]
    filled: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)


def slots(page: Page, edition: Edition, around: Around) -> dict[str, str]:
    """The HTML of every slot that depends on the page or its edition; links are relative to the page."""
    previous, next_ = _from(page, page.previous), _from(page, page.next)
    macros, others = around.macros[edition.language], twins(page, edition, around.editions)
    return {
        **_shared(edition, around),
        **_dated(page, edition, around),
        **_marked(edition, {"pager": macros.pager(previous, next_).strip()}),
        "title": str(escape(page.title)),
        "body": page.body,
        "languages": macros.languages(others).strip(),
        "head": macros.head(page.description, previous, next_).strip(),
    }


def _dated(page: Page, edition: Edition, around: Around) -> dict[str, str]:
    """The campaigns and days to choose from. Where other days have no such page, it is the same on all pages
    in a folder.
    """
    folder_of_it = page.path.rstrip("/").rpartition("/")[0]
    # A root lies in itself: its links go another way than those of the folders in it.
    alike = page.path if edition.whole_days else f"{folder_of_it} {page.path.count('/')}"
    key = (edition.home, alike, "lone" if page.lone else "")
    if key in around.filled:
        return around.filled[key]
    macros, days = around.macros[edition.language], _days(page, edition)
    here = next((one for one in days if one.here), None)
    old = here if here is not None and here is not days[0] else None  # the newest day comes first
    told = old.title if old else "", days[0].path if old else ""
    switcher = macros.switcher(_choices(page, edition), days).strip()
    found = _marked(edition, {"switcher": switcher})
    found["notice"] = macros.notice(edition.notice, *told).strip()
    if not edition.whole_days:
        around.filled[key] = found
    return found


def own_slots(path: str, edition: Edition, others: list[Twin], around: Around) -> dict[str, str]:
    """The same for a hand-written page, which has no days, neighbours or campaign of its own."""
    macros = around.macros[edition.language]
    choices = _choices(Page(path, section="", title="", body=""), edition)
    return {
        **_shared(edition, around),
        "window": str(escape(around.names.get(edition.language) or edition.brand or edition.title)),
        "head": "",
        "switcher": macros.switcher(choices, []).strip(),
        "languages": macros.languages(others).strip(),
        "pager": "",
    }


def _shared(edition: Edition, around: Around) -> dict[str, str]:
    """What pages of an edition have in common. The site's name is told where the campaign's is without it."""
    if found := around.filled.get((edition.home,)):
        return found
    macros, brand = around.macros[edition.language], edition.brand or edition.title
    name = around.names.get(edition.language, "")
    name = "" if name.casefold() in f"{brand} {edition.title}".casefold() else name
    around.filled[edition.home,] = {
        **_marked(edition, {"brand": str(escape(brand)), "site": macros.site(name).strip()}),
        "campaign": str(escape(edition.title)),
        "window": str(escape(f"{brand} – {name}" if name else brand)),
        "notice": macros.notice(edition.notice, "", "").strip(),
        "stamp": macros.stamp(edition.as_of, edition.version).strip(),
        **{start: "<!--" if start in edition.unused else "" for start in SPARED},
        **{end: "-->" if start in edition.unused else "" for start, end in SPARED.items()},
    }
    return around.filled[edition.home,]


def _marked(edition: Edition, html: dict[str, str]) -> dict[str, str]:
    """HTML of slots, with what stays Vietnamese marked where the edition speaks another language."""
    if edition.language == MAIN_LANGUAGE:
        return html
    return {slot: _marker(edition.language).marked(text) for slot, text in html.items()}


_marker = lru_cache(maxsize=None)(Marker)  # what it knows of a text it tells at the next page too


def own_twins(page: OwnPage, pages: Iterable[OwnPage]) -> list[Twin]:
    """A hand-written page in each other language in which somebody wrote it."""
    return [
        Twin(other.language, name_of(other.language), relative(page.url, other.url))
        for other in pages
        if other.language != page.language and other.plain == page.plain
    ]


def twins(page: Page, edition: Edition, editions: Mapping[str, Edition]) -> list[Twin]:
    """The page in each other language in which its edition is published.

    A second language is a tree of the same pages under a folder of its name: ``en/2022/…`` beside ``2022/…``.
    """
    return [
        Twin(
            other.language,
            name_of(other.language),
            relative(page.path, folder(other.language) + _plain(page.path, edition)),
        )
        for other in editions.values()
        if other.language != edition.language and _plain(other.home, other) == _plain(edition.home, edition)
    ]


def _plain(path: str, edition: Edition) -> str:
    """The path without the folder of its language."""
    return path.removeprefix(folder(edition.language))


def _from(page: Page, link: Link | None) -> Link | None:
    return None if link is None else Link(relative(page.path, link.path), link.title)


def _choices(page: Page, edition: Edition) -> list[Choice]:
    """The campaigns to choose from; an edition as of an earlier day lies inside its campaign's folder."""
    return [
        Choice(relative(page.path, campaign.path), campaign.title, edition.home.startswith(campaign.path))
        for campaign in edition.campaigns
    ]


def _days(page: Page, edition: Edition) -> list[Choice]:
    """The same page on other days; a page that stands alone leads to the day's first page."""
    stands_in_it = page.path.startswith(edition.home) and not page.lone  # the entrance stands above it
    inside = page.path.removeprefix(edition.home) if stands_in_it else ""
    elsewhere = inside if edition.whole_days else ""
    return [
        Choice(
            relative(page.path, day.path + (inside if day.path == edition.home else elsewhere)),
            day.title,
            day.path == edition.home,
        )
        for day in edition.days
    ]
