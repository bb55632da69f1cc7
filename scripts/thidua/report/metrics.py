"""How wide a line of bold Times New Roman is, so that a rule under it can have the prescribed length."""

from __future__ import annotations

import unicodedata

# Advance widths in thousandths of the font's size. Vietnamese letters are as wide as their plain ones.
_WIDTHS = {
    220: "|",
    250: " ,.\u00a0",
    278: "'/\\il",
    333: "!()-:;[]`fjt",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    520: "~",
    555: '"',
    556: "Sbdhknpquđ",
    570: "+<=>",
    581: "^",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQ",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_UNKNOWN = 556
MM_PER_POINT = 25.4 / 72


def bold_width(text: str, size: float) -> float:
    """The width in mm of a line set bold at ``size`` points."""
    letters = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return sum(_WIDTH_OF.get(letter, _UNKNOWN) for letter in letters) * size / 1000 * MM_PER_POINT
