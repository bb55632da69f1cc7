"""How wide a text will be, and how to break it so that it fits: SVG does neither by itself."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Widths in ems of a plain sans-serif, on the wide side: a label may end early, but never runs over.
_NARROW = dict.fromkeys("iíìỉĩịljtfrI.,:;'|!()[] ·“”", 0.36)
_WIDE = dict.fromkeys("mMWw%@—…", 0.97)
_CAPITAL, _OTHER = 0.73, 0.605


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """The width of a line of text in pixels at a font size, estimated on the wide side."""
    total = 0.0
    for letter in text:
        known = _NARROW.get(letter) or _WIDE.get(letter)
        if known is None:
            # Letters of other scripts may be as wide as they are high.
            wide = unicodedata.east_asian_width(letter) in "WF"
            known = 1.0 if wide else _CAPITAL if letter.isupper() else _OTHER
        total += known
    return total * size


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """The text broken at spaces into at most so many lines; what does not fit ends in an ellipsis."""
    done: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            done.append(line)
            line = word
        else:
            line = longer
    done.append(line)
    if len(done) > lines:
        done = [*done[: lines - 1], " ".join(done[lines - 1 :])]
    return tuple(cut(line, room, size) for line in done)


def cut(text: str, room: float, size: float) -> str:
    """The text, or as much of it as fits before an ellipsis; empty where not even that has room."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + "…" if kept else ""
