"""What stays Vietnamese on a page in another language says so in its HTML: ``lang="vi"`` (WCAG 3.1.2)."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from markupsafe import escape

from thidua.languages import ENGLISH, MAIN_LANGUAGE

_LANG = f' lang="{MAIN_LANGUAGE}"'
_NAME = re.compile(r"<([\w-]+)")
_ACCENTED = r"\u00c0-\u024f\u1ea0-\u1ef9"  # none stands in a word of our English
_VIETNAMESE = r"\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
# With what stands around it; most texts have no such letter, and are read once, which "*+" sees to.
_TEXT = "(?P<tag><[^>]*+>)(?P<text>[^<{letters}]*+[{letters}][^<]*)(?=(?P<after><[^>]*>)?)"
_MARKED = f"(?P<marked><[^>]*{_LANG}(?:>|[^>]*[^/]>))|"
_UNBROKEN = ("<option", "<title", "<desc")  # no element may stand inside
_DRAWN = ("<text", "<tspan")
_WORD = re.compile("[A-Za-z]")
_CELLS_END = ("<td", "<tr", "</tbody>")  # of a cell without a tag at its end
_SEPARATORS = re.compile(r"( · )")
_WORD_END = re.compile(r"(?!\w)")
_BEGINNING = 8  # letters of a name
_LONGEST = 200  # of a name that may stand within a sentence


class Marker:
    """Marks Vietnamese text in HTML of a language; ``names`` may stand within its sentences.

    Vietnamese is known by its letters: beside English by every accent, else by those that no other has.
    """

    def __init__(self, language: str, names: Iterable[str] = ()) -> None:
        letters = _ACCENTED if language == ENGLISH else _VIETNAMESE
        self._has_letters, text = re.compile(f"[{letters}]").search, _TEXT.format(letters=letters)
        self._texts, self._texts_beside_marked = re.compile(text), re.compile(_MARKED + text)
        known = {
            str(escape(name)) for name in names if len(name) <= _LONGEST and re.search(f"[{_ACCENTED}]", name)
        }
        self._names = _Names(known)
        self._inside = lru_cache(maxsize=4096)(self._marked_text)

    def marked(self, html: str) -> str:
        """The same HTML; an element that holds nothing else is marked itself, other words get a span."""
        whole = f"<>{html}"  # what stands before the first tag has one too
        if _LANG not in html:
            return self._texts.sub(self._told, whole)[2:]
        until = 0

        def told(found: re.Match[str]) -> str:
            nonlocal until
            if found.start() >= until and found["marked"]:
                until = _end(whole, found)
            return found[0] if found.start() < until else self._told(found)

        return self._texts_beside_marked.sub(told, whole)[2:]

    def _told(self, found: re.Match[str]) -> str:
        """A text with the tag before it."""
        tag, text, after = found.group("tag", "text", "after")
        told, whole = self._inside(text)
        if whole and _alone(tag, after or ""):
            return f"{tag[:-1]}{_LANG}>{text}"
        if tag.startswith(_UNBROKEN):
            return f"{tag}{text}"
        if tag.startswith(_DRAWN):
            told = told.replace("<span", "<tspan").replace("</span>", "</tspan>")
        return f"{tag}{told}"

    def _marked_text(self, text: str) -> tuple[str, bool]:
        """A text with its Vietnamese words in spans, and whether it has no others."""
        pieces = self._names.part(text)
        known = len(pieces) > 1
        pieces = [part for one in pieces for part in _SEPARATORS.split(one)]
        marked = "".join(_span(piece) if self._has_letters(piece) else piece for piece in pieces)
        others = any(_WORD.search(piece) and not self._has_letters(piece) for piece in pieces)
        return marked, not others if known else len(pieces) == 1


class _Names:
    """Names, to be found in sentences. A pattern of thousands would take longer to read than all of these."""

    def __init__(self, names: Set[str]) -> None:
        self._names = names
        self._longest = max(map(len, names), default=0)
        self._short = max((len(name) for name in names if len(name) < _BEGINNING), default=0)
        self._begins = {name[:_BEGINNING] for name in names}
        letters = "".join(map(re.escape, sorted({name[0] for name in names})))
        self._starts = re.compile(rf"(?<!\w)[{letters}]" if names else r"(?!)")

    def part(self, text: str) -> list[str]:
        """The text parted at the names in it, which stand at odd places; where two begin, at the longer."""
        pieces, done = list[str](), 0
        for found in self._starts.finditer(text):
            start = found.start()
            if start >= done and (end := self._end(text, start)):
                pieces += text[done:start], text[start:end]
                done = end
        return [*pieces, text[done:]]

    def _end(self, text: str, start: int) -> int:
        """Where the name ends that begins there; 0 where none does."""
        is_long = text[start : start + _BEGINNING] in self._begins
        last = start + (self._longest if is_long else self._short)
        ends = [found.start() for found in _WORD_END.finditer(text, start + 1, last + 1)]
        return next((end for end in reversed(ends) if end <= last and text[start:end] in self._names), 0)


@lru_cache(maxsize=4096)
def _alone(before: str, after: str) -> bool:
    """Whether a text is all that stands in one element that names no language yet; a cell may end unsaid."""
    name = _name(before)
    ended = after == f"</{name}>" or (name == "td" and after.startswith(_CELLS_END))
    return bool(name) and ended and " lang=" not in before


def _span(text: str) -> str:
    """The words in a span, the white space around them outside."""
    core = text.strip()
    start = text.index(core)
    return f"{text[:start]}<span{_LANG}>{core}</span>{text[start + len(core) :]}"


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""


def _end(html: str, tag: re.Match[str]) -> int:
    """Where the element ends that a tag begins."""
    name, depth = _name(tag[0]), 1
    for one in re.compile(rf"</{name}>|<{name}(?![\w-])[^>]*>").finditer(html, tag.end()):
        if not one[0].endswith("/>"):
            depth += -1 if one[0].startswith("</") else 1
        if not depth:
            return one.start()
    return len(html)
