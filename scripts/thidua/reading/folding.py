"""Text made comparable: without case, diacritics or look-alikes; and the nearest known name to a typo."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_LONGEST_NAME = 80  # nobody means a name by a longer text, and difflib is quadratic
_SHORTEST_WORDS = 6  # with a blank at each end
_WORDS = re.compile(r"\w+")
_COMPARISONS = 60_000  # of a typo with a name: past that a file is another than the one meant
_CLOSE_ENOUGH = 0.6

_PIECE = 1_000  # letters
_D_BAR = str.maketrans({"đ": "d", "ð": "d"})
_DASHES = "‐‑‒–—―−﹘﹣－_"
_LOOK_ALIKES = str.maketrans(
    "oоοօ" + "ilіıӏι|!" + "авсенкмпртхуѕјԁ" + "αβντρ",  # noughts, ones, Cyrillic, Greek
    "0" * 4 + "1" * 8 + "abcehkmnptxysjd" + "abvtp",
    f"{_DASHES}- ./",
)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text in lower case without diacritics (đ is d), white space squeezed: “Đề  Nghị” → “de nghi”."""
    lower = text.casefold().translate(_D_BAR)
    # In pieces: to put a heap of marks in order would take for ever, and here they all go.
    pieces = (lower[start : start + _PIECE] for start in range(0, len(lower), _PIECE))
    decomposed = "".join(unicodedata.normalize("NFD", piece) for piece in pieces)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.split())


def word_key(text: str) -> str:
    """The key under which a header or a fixed word is looked up: folded, underscores as spaces."""
    return " ".join(fold(text).replace("_", " ").split())


def skeleton(text: str) -> str:
    """What an id looks like to the eye: O as 0, l as 1, Cyrillic and full-width as Latin, no dashes."""
    return fold(unicodedata.normalize("NFKC", text)).translate(_LOOK_ALIKES)


class Suggestions:
    """Known names, each with the spellings that may be meant by it; finds the nearest to a mistyped one."""

    def __init__(self, names: Iterable[str], spellings: Iterable[tuple[str, str]] = ()) -> None:
        """``spellings`` are further (spelling, name) pairs, such as a unit's full name and its id."""
        pairs = [(name, name) for name in names] + list(spellings)
        self._by_look: dict[str, str | None] = {}
        for spelling, name in pairs:
            look = skeleton(spelling)
            known = self._by_look.setdefault(look, name)
            self._by_look[look] = name if known == name else None  # two look alike: suggest neither
        self._by_fold = {fold(spelling): name for spelling, name in reversed(pairs)}
        self._comparisons_left = _COMPARISONS

    def nearest(self, text: str) -> str | None:
        """The name that ``text`` seems to mean, or None; never used to repair, only to suggest."""
        if not text or len(text) > _LONGEST_NAME:
            return None
        if look_alike := self._by_look.get(skeleton(text)):
            return look_alike
        if self._comparisons_left <= 0:
            return None
        self._comparisons_left -= len(self._by_fold)
        close = get_close_matches(fold(text), self._by_fold, n=1, cutoff=_CLOSE_ENOUGH)
        return self._by_fold[close[0]] if close else None

    def naming(self, text: str) -> list[str]:
        """The names of which a spelling holds the text as whole words: “Sáng kiến” may be any of several."""
        words = _spaced(text)
        if not _SHORTEST_WORDS <= len(words) <= _LONGEST_NAME or self._comparisons_left <= 0:
            return []
        if exact := self._by_fold.get(fold(text)):
            return [exact]
        self._comparisons_left -= len(self._by_fold)
        spellings = reversed(self._by_fold.items())
        return list(dict.fromkeys(name for spelling, name in spellings if words in _spaced(spelling)))


@lru_cache(maxsize=16384)
def _spaced(text: str) -> str:
    return f" {' '.join(_WORDS.findall(fold(text)))} "


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``text`` seems to mean, or None: for a single look-up."""
    return Suggestions(names).nearest(text)
