"""Text of the data in downloads: it can never act as a formula, whatever program opens the file."""

from __future__ import annotations

import re

# What spreadsheets read as the start of a formula, full-width signs included: at the head of a cell, behind
# blanks, and behind a delimiter, where another program may end the cell.
_STARTS = re.compile(r"(^[\s\u00a0]*|[,;|\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])|(^)(?=[\t\r])")
_GUARD = r"\1'"


def neutral(text: str) -> str:
    """The text with an apostrophe before every sign that could start a formula; numbers are not texts."""
    return _STARTS.sub(_GUARD, text) if text else text
