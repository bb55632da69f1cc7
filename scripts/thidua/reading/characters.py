"""Characters that nobody sees, and how a message shows them."""

from __future__ import annotations

import re

# Control characters but the line end, invisible and text-reordering ones, Unicode's own line breaks, and
# halves of characters. A tab is judged by those who know whether it parts cells.
BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile(f"{BAD_CHARACTER.pattern}|[\t\n]")


def made_visible(text: str) -> str:
    """The text with each invisible character as U+XXXX."""
    return _INVISIBLE.sub(lambda found: code_point(found[0]), text)


def code_point(character: str) -> str:
    """A character by its number: U+200B."""
    return f"U+{ord(character):04X}"
