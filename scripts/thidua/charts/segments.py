"""A status as a stretch of a bar: filled, outlined and patterned, so that it is told apart without colour.

Dark fills are final (reached, missed), pale ones are still running; the pattern tells those of a kind apart.
Every pattern is drawn once a page, by ``patterns``; stretches name it. Colours are the stylesheet's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from thidua.charts.svg_draw import num
from thidua.model import Status


class Fill(NamedTuple):
    """The palette's names for a stretch: its ground, its outline, what is written on it, its pattern."""

    ground: str
    edge: str
    ink: str
    pattern: str


_FINAL = ("paper", "paper")
FILLS: Mapping[Status, Fill] = {
    Status.EXCEEDED: Fill("met-fill", "met", *_FINAL),
    Status.MET: Fill("met-fill", "met", *_FINAL),
    Status.MET_LATE: Fill("met-fill", "met", *_FINAL),
    Status.ON_TRACK: Fill("on-fill", "on", "ink", "on"),
    Status.AT_RISK: Fill("risk-fill", "risk", "ink", "risk"),
    Status.OFF_TRACK: Fill("off-fill", "off", "ink", "off"),
    Status.MISSED: Fill("miss-fill", "miss", *_FINAL),
    Status.NO_DATA: Fill("none-fill", "none", "soft", "axis"),
    Status.NOT_DUE: Fill("paper", "axis", "soft", "axis"),
    Status.NOT_STARTED: Fill("paper", "axis", "soft", "axis"),
    Status.CANCELLED: Fill("paper", "axis", "soft", "axis"),
    Status.NOT_ASSIGNED: Fill("paper", "line", "soft", "axis"),
}

# Width and height of a tile, its turn, and the stroke in it; a stroke without length is a dot.
_TILES: Mapping[Status, tuple[int, int, int, str]] = {
    Status.EXCEEDED: (7, 7, 0, '<path d="M3.5 3.5h.01" stroke-width="2.2" stroke-linecap="round"/>'),
    Status.MET_LATE: (7, 7, 0, '<path d="M3.5 0v7" stroke-width="1.4"/>'),
    Status.AT_RISK: (8, 8, 45, '<path d="M4 0v8" stroke-width="2"/>'),
    Status.OFF_TRACK: (5, 5, -45, '<path d="M2.5 0v5" stroke-width="1.6"/>'),
    Status.MISSED: (8, 8, 45, '<path d="M4 0v8M0 4h8" stroke-width="1.4"/>'),
    Status.NO_DATA: (6, 6, 0, '<path d="M0 3h6" stroke-width="1"/>'),
    Status.NOT_STARTED: (8, 8, 0, '<path d="M4 4h.01" stroke-width="1.6" stroke-linecap="round"/>'),
    Status.CANCELLED: (14, 14, 45, '<path d="M7 0v14" stroke-width="1"/>'),
}


def patterns() -> str:
    """The patterns of all statuses and of what the law forbids, to stand once on a page; it takes no room."""
    law = _tile("law", (6, 6, 45, '<path d="M3 0v6" stroke-width="1.6"/>'), "td-law-p")
    tiles = "".join(_tile(status.css, tile, f"td-s-{status.css}") for status, tile in _TILES.items())
    drawn = f'<svg width="0" height="0" aria-hidden="true"><defs>{tiles}{law}</defs></svg>'
    # Markdown would make a paragraph of an svg that stands by itself.
    return f'<div class="td-patterns">{drawn}</div>'


def _tile(name: str, tile: tuple[int, int, int, str], css: str) -> str:
    width, height, turn, drawn = tile
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="td-p-{name}" class="{css}" width="{width}" height="{height}"'
        f' patternUnits="userSpaceOnUse"{turned}>{drawn}</pattern>'
    )


def is_patterned(status: Status) -> bool:
    """Whether a pattern lies on the status's ground."""
    return status in _TILES


def stretch(status: Status, width: str, height: float, radius: float = 2) -> Iterator[str]:
    """A status from 0 to ``width`` (pixels or percent): its ground with an outline, and its pattern on it."""
    box = f'x=".5" y=".5" width="{width}" height="{num(height - 1)}" rx="{num(radius)}"'
    yield f'<rect class="td-f" {box}/>'
    if status in _TILES:
        yield f'<rect class="td-p" fill="url(#td-p-{status.css})" {box}/>'
