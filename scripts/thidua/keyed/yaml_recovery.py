"""After a slip of syntax: the rest of the document, read around the piece that holds the slip.

Whoever mends one slip wants to know of the others. A piece is an item of a list under a top-level key, or all
of such a key; it is blanked, and the text is read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thidua.keyed.nodes import MapNode
from thidua.keyed.yaml_file import read_yaml
from thidua.problems import Problem

_MOST_PIECES = 8
_LONGEST_TEXT = 400_000
_TOP = re.compile(r"[^\s#\-\]}]")
_ITEM = re.compile(r"( *)- ")


@dataclass(slots=True)
class Rest:
    """What could be read: the root without the blanked pieces, whose top-level keys are ``damaged``."""

    root: MapNode | None
    problems: list[Problem]
    damaged: set[str] = field(default_factory=set)


def read_rest(text: str, file: str, problems: list[Problem]) -> Rest:
    """Every further slip of a text that read_yaml gave up with ``problems``, and what stands around them."""
    rest = Rest(None, problems)
    lines = re.split(r"\r\n|\r|\n", text)
    found, past = problems, -1
    for _ in range(_MOST_PIECES if len(text) <= _LONGEST_TEXT else 0):
        slip = found[-1]
        piece = _piece(lines, slip.line or 0) if slip.code == "yaml-syntax" else None
        if piece is None or piece.start == past:  # the slip told before had not been all of it
            return rest
        rest.damaged.update(re.findall(r"^[\"']?([\w-]+)", lines[piece.top]))
        rest.problems = [*rest.problems, *(each for each in found if each not in rest.problems)]
        lines[piece.start : piece.end] = [""] * (piece.end - piece.start)
        past = piece.end
        root, found = read_yaml("\n".join(lines), file)
        if root is not None or not found:
            rest.root = root if isinstance(root, MapNode) else None
            rest.problems += [each for each in found if each not in rest.problems]
            return rest
    return rest


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines [start, end) from 0, under the top-level key on line ``top``."""

    top: int
    start: int
    end: int


def _piece(lines: list[str], number: int) -> _Piece | None:
    """The piece that holds a line (from 1), or None where it stands under no key."""
    place = number - 1
    top = next((line for line in range(place, -1, -1) if _TOP.match(lines[line])), None)
    if top is None:
        return None
    end = next((line for line in range(place + 1, len(lines)) if _TOP.match(lines[line])), len(lines))
    first = next((found for line in range(top + 1, end) if (found := _ITEM.match(lines[line]))), None)
    if first is None:
        return _Piece(top, top, end)
    items = [line for line in range(top + 1, end) if lines[line].startswith(f"{first[1]}- ")]
    start = max((line for line in items if line <= place), default=top)
    if start == top:
        return _Piece(top, top, end)
    return _Piece(top, start, min((line for line in items if line > place), default=end))
