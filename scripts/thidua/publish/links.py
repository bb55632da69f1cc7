"""What a page or a stylesheet points at, and the names it can be pointed at by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

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
