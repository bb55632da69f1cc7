"""What stays Vietnamese on a page in another language says so in its HTML: ``lang="vi"`` (WCAG 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import escape

from thidua.languages import ENGLISH, MAIN_LANGUAGE

_LANG = f' lang="{MAIN_LANGUAGE}"'
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<([\w-]+)")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1ea0-\u1ef9]")  # none stands in a word of our English
_VIETNAMESE = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_UNBROKEN = ("<option", "<title", "<desc")  # no element may stand inside
_DRAWN = ("<text", "<tspan")
_WORD = re.compile("[A-Za-z]")
_CELLS_END = ("<td", "<tr", "</tbody>")  # of a cell without a tag at its end
_SEPARATORS = re.compile(r"( · )")
_LONGEST = 200  # of a name that may stand within a sentence


class Marker:
    """Marks Vietnamese text in HTML of a language; ``names`` may stand within its sentences.

    Vietnamese is known by its letters: beside English by every accent, else by those that no other has.
    """

    def __init__(self, language: str, names: Iterable[str] = ()) -> None:
        self._has_letters = (_ACCENTED if language == ENGLISH else _VIETNAMESE).search
        known = {str(escape(name)) for name in names if len(name) <= _LONGEST and _ACCENTED.search(name)}
        ordered = sorted(known, key=lambda name: (-len(name), name))
        self._names = (
            re.compile(rf"((?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w))") if known else None
        )
        self._inside = lru_cache(maxsize=4096)(self._marked_text)

    def marked(self, html: str) -> str:
        """The same HTML; an element that holds nothing else is marked itself, other words get a span."""
        parts, inside, depth = _TAG.split(html), "", 0
        has_letters, before = self._has_letters, ""
        for at in range(0, len(parts), 2):
            text = parts[at]
            if at:
                before = parts[at - 1]
                if inside:
                    depth += _step(before, inside)
                    inside = inside if depth else ""
                elif _LANG in before and not before.endswith("/>"):
                    inside, depth = _name(before), 1
            if inside or not text or text.isascii() or not has_letters(text):
                continue
            found, whole = self._inside(text)
            if whole and _alone(before, parts[at + 1 : at + 2]):
                parts[at - 1] = f"{before[:-1]}{_LANG}>"
            elif not before.startswith(_UNBROKEN):
                drawn = found.replace("<span", "<tspan").replace("</span>", "</tspan>")
                parts[at] = drawn if before.startswith(_DRAWN) else found
        return "".join(parts)

    def _marked_text(self, text: str) -> tuple[str, bool]:
        """A text with its Vietnamese words in spans, and whether it has no others."""
        pieces = self._names.split(text) if self._names else [text]
        known = len(pieces) > 1
        pieces = [part for one in pieces for part in _SEPARATORS.split(one)]
        marked = "".join(_span(piece) if self._has_letters(piece) else piece for piece in pieces)
        others = any(_WORD.search(piece) and not self._has_letters(piece) for piece in pieces)
        return marked, not others if known else len(pieces) == 1


def _alone(before: str, after: list[str]) -> bool:
    """Whether a text is all that stands in one element that names no language yet; a cell may end unsaid."""
    name = _name(before)
    ended = after == [f"</{name}>"] or (name == "td" and after != [] and after[0].startswith(_CELLS_END))
    return bool(name) and ended and " lang=" not in before


def _span(text: str) -> str:
    """The words in a span, the white space around them outside."""
    core = text.strip()
    start = text.index(core)
    return f"{text[:start]}<span{_LANG}>{core}</span>{text[start + len(core) :]}"


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""


def _step(tag: str, name: str) -> int:
    """How a tag changes the depth within elements of a name."""
    if tag == f"</{name}>":
        return -1
    return int(_name(tag) == name and not tag.endswith("/>"))
