"""A frame: a page of the theme with slots, rendered once and filled for every page of its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.mkdocs_yml import SettingsError
from thidua.site.page import relative

# Entries of the navigation that a campaign may have no use for: the slots before and after each.
SPARED = {"tasks": "tasksend", "awards": "awardsend"}
SLOTS = (
    "title",
    "head",
    "campaign",
    "brand",
    "site",
    "window",
    "notice",
    "switcher",
    "languages",
    "body",
    "pager",
    "stamp",
    "css",
    "js",
    "boot",
    "plotly",
    *SPARED,
    *SPARED.values(),
)
HOME = "@@home@@/"

_TARGET = "target "
_SLOT = rf"(?P<home>(?:\.\./)*{HOME})|<!--@@(?P<block>body|{_TARGET}[^@]+)@@-->|@@(?P<name>[a-z]+)@@"
# A movable frame stands one folder below the root: its links to the site's own files begin with "..".
_PLACE = r'(?<=")(?P<root>\.\./)|(?<=")(?P<base>\.\.)(?=")'
_OPEN = {False: re.compile(_SLOT), True: re.compile(f"{_SLOT}|{_PLACE}")}


class FrameError(SettingsError):
    """An override or a hand-written page cannot be used, or MkDocs refused one, in its own words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Literal pieces of a page and, between each two, the name of the slot that goes there."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def bind(self, values: Mapping[str, str]) -> Frame:
        """The frame with the slots in ``values`` filled, and the others still open."""
        pieces, slots = [self.pieces[0]], []
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            if slot in values:
                pieces[-1] += values[slot] + piece
            else:
                slots.append(slot)
                pieces.append(piece)
        return Frame(tuple(pieces), tuple(slots))

    def pour(self, path: str, home: str, values: Mapping[str, str]) -> str:
        """The page at ``path`` of the edition at ``home`` (both from the site's root), every slot filled.

        ``values`` are HTML; where the page stands is worked out here. KeyError for a slot without a value.
        """
        filled = self.fill(path, home, values)
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += filled[slot], piece
        return "".join(parts)

    def fill(self, path: str, home: str, values: Mapping[str, str]) -> dict[str, str]:
        """What goes into each slot of that page."""
        depth = path.count("/")
        places = {
            "home": relative(path, home),
            "root": "../" * depth,
            "base": "/".join([".."] * depth) or ".",
        }
        filled = {**values, **places}
        return {slot: filled[slot] for slot in self.slots}


def token(slot: str) -> str:
    """The mark that MkDocs is given in place of a slot's content."""
    return f"<!--@@{slot}@@-->" if slot == "body" else f"@@{slot}@@"


def target_token(target: str, campaign: str = "") -> str:
    """The mark that stands where a page shows a target of a campaign, "" for the first."""
    return f"<!--@@{_TARGET}{target} {campaign}@@-->"


def asked_targets(slots: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The slots that stand for a target: its id and its campaign's."""
    words = {slot: slot.removeprefix(_TARGET).split(" ") for slot in slots if slot.startswith(_TARGET)}
    return {slot: (target, campaign) for slot, (target, campaign) in words.items()}


def split(html: str, *, movable: bool) -> Frame:
    """The frame in a page full of tokens; a movable one was rendered one folder below the site's root."""
    pieces, slots, end = [], [], 0
    for found in _OPEN[movable].finditer(html):
        pieces.append(html[end : found.start()])
        slots.append(found["name"] or found["block"] or found.lastgroup or "")
        end = found.end()
    return Frame((*pieces, html[end:]), tuple(slots))
