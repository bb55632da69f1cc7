"""What a page or a stylesheet points at, and the names it can be pointed at by; a page is read once."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from thidua.remembered import recall, remember

_CSS_URL = re.compile(
    r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]+))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')"
)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.I)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)

_FOLLOWED = frozenset({("a", "href"), ("area", "href")})
_FETCHED = frozenset({"src", "href", "xlink:href", "data", "poster", "action", "formaction", "background"})
_TELLING = f" {' '.join(sorted(_FETCHED))} id name srcset style http-equiv "
_TELL = f"//*[self::style or @*[contains('{_TELLING}', concat(' ', name(), ' '))]]"
_NOT_FETCHED_RELS = frozenset({"canonical", "alternate", "author", "license", "help", "edit"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as written; ``fetched`` where the browser asks for it by itself."""

    address: str
    fetched: bool


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a page and the ids on it, without doubles, in order."""

    links: tuple[Reference, ...]
    ids: frozenset[str]


def read_page(source: str) -> PageLinks:
    """The links and ids of an HTML page, as a browser's parser reads them; those of its styles too."""
    from lxml import etree  # noqa: PLC0415 - only a publish reads pages

    links: dict[Reference, None] = {}
    ids: dict[str, None] = {}
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.HTML(source.encode("utf-8", errors="replace"), parser)
    telling = cast(list[Any], root.xpath(_TELL)) if root is not None else []
    for element in telling:
        found, names = _told(element.tag, *element.items())
        links.update(found)
        ids.update(names)
        if element.tag == "style" and element.text:
            links.update(dict.fromkeys(read_stylesheet(element.text)))
    return PageLinks(tuple(links), frozenset(ids))


@lru_cache(maxsize=50_000)  # the same few elements stand on every page
def _told(tag: str, *attributes: tuple[str, str]) -> tuple[dict[Reference, None], dict[str, None]]:
    """The links of an element and its names, in order."""
    told = dict(attributes)
    names = dict.fromkeys(told[name] for name in ("id", "name") if name in told)
    return dict.fromkeys(_links(tag, told)), names


def _links(tag: str, attributes: Mapping[str, str]) -> list[Reference]:
    quiet = tag == "link" and bool(_NOT_FETCHED_RELS & set(attributes.get("rel", "").lower().split()))
    found = [
        Reference(attributes[name].strip(), fetched=(tag, name) not in _FOLLOWED and not quiet)
        for name in attributes
        if name in _FETCHED and attributes[name].strip()
    ]
    if "srcset" in attributes:
        candidates = (candidate.split() for candidate in attributes["srcset"].split(","))
        found += [Reference(parts[0], fetched=True) for parts in candidates if parts]
    if attributes.get("http-equiv", "").lower() == "refresh":
        to = _REFRESH.match(attributes.get("content", ""))
        found += [Reference(to[1].strip(), fetched=True)] if to else []
    if "style" in attributes:
        found += read_stylesheet(attributes["style"])
    return found


def read_stylesheet(source: str) -> tuple[Reference, ...]:
    """What a stylesheet makes the browser fetch."""
    found = _CSS_URL.findall(_CSS_COMMENT.sub("", source))
    return tuple(dict.fromkeys(Reference(next(filter(None, groups), ""), fetched=True) for groups in found))


class PagesRead:
    """The links and ids of pages; ``remember`` keeps those that were asked for, and no others.

    ``memory`` is a file, None for none. What another version of the reader has read is not believed.
    """

    def __init__(self, memory: Path | None = None) -> None:
        import lxml  # noqa: PLC0415 - only a publish reads pages

        self._memory = memory
        self._reader = f"{_sha256(Path(__file__).read_bytes())} lxml {lxml.__version__}"
        self._old = self._recall()
        self._new: dict[str, Any] = {}

    def read(self, page: Path, poured: Callable[[str], str]) -> PageLinks:
        """The links and ids of the page in a file, and of what a browser makes of it (``poured``)."""
        source = page.read_bytes()
        key = _sha256(source)
        if key in self._old:
            self._new[key] = addresses, fetched, ids = self._old[key]
            told = zip(addresses, fetched, strict=True)
            return PageLinks(tuple(Reference(one, fetched == "1") for one, fetched in told), frozenset(ids))
        html = source.decode("utf-8", errors="replace")
        found = read_page(html)
        if more := poured(html):
            inside = read_page(more)
            found = PageLinks((*found.links, *inside.links), found.ids | inside.ids)
        fetched = "".join("01"[link.fetched] for link in found.links)
        self._new[key] = [link.address for link in found.links], fetched, sorted(found.ids)
        return found

    def remember(self) -> None:
        """Keep what was read for the next publish."""
        if self._memory is not None:
            remember(self._memory, {"reader": self._reader, "pages": self._new})

    def _recall(self) -> dict[str, Any]:
        """What the last publish remembered; nothing where that is unknown or unreadable."""
        told = recall(self._memory)
        try:
            sound = told["reader"] == self._reader and all(_is_read(one) for one in told["pages"].values())
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}
        return told["pages"] if sound else {}


def _is_read(told: list[Any]) -> bool:
    """Whether a page's entry is of our shape."""
    addresses, fetched, ids = told
    return len(addresses) == len(fetched) and isinstance(ids, list)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
