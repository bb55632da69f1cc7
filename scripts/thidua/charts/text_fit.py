"""How wide a text will be, and how to break it so that it fits: SVG does neither by itself."""

import unicodedata
from functools import lru_cache

# Widths in ems of a plain sans-serif, on the wide side: a label may end early, but never runs over.
_NARROW = dict.fromkeys("iíìỉĩịljtfrI.,:;'|!()[] ·“”", 0.36)
_WIDE = dict.fromkeys("mMWw%@—…", 0.97)
_CAPITAL, _OTHER = 0.73, 0.605


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """The width of a line of text in pixels at a font size, estimated on the wide side."""
    return _ems(text) * size


def _ems(text: str, before: float = 0.0) -> float:
    """The width of a text in ems, after what stands before it on its line."""
    for letter in text:
        before += _em(letter)
    return before


def _em(letter: str) -> float:
    known = _NARROW.get(letter) or _WIDE.get(letter)
    if known is None:
        # Letters of other scripts may be as wide as they are high.
        wide = unicodedata.east_asian_width(letter) in "WF"
        known = 1.0 if wide else _CAPITAL if letter.isupper() else _OTHER
    return known


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """The text broken at spaces into at most so many lines; what does not fit ends in an ellipsis."""
    done: list[list[str]] = [[]]
    ems = 0.0  # of the last line
    for word in text.split():
        longer = _ems(f" {word}" if done[-1] else word, ems)
        if done[-1] and longer * size > room:
            done.append([])
            longer = _ems(word)
        done[-1].append(word)
        ems = longer
    if len(done) > lines:
        done = [*done[: lines - 1], [word for line in done[lines - 1 :] for word in line]]
    return tuple(cut(" ".join(line), room, size) for line in done)


def cut(text: str, room: float, size: float) -> str:
    """The text, or as much of it as fits before an ellipsis; empty where not even that has room."""
    if width(text, size) <= room:
        return text
    fits, ems = 0, 0.0
    for place, letter in enumerate(text, start=1):
        ems += _em(letter)
        if ems * size > room:
            break
        if (ems + _em("…")) * size <= room:
            fits = place
    return text[:fits].rstrip(" ,;:–-") + "…" if fits else ""
