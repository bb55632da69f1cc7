"""How each status looks: the mark beside its word, and its stretch of a bar, so that nobody needs its colour.

Beside the statuses' marks stand two that are none: what is at odds with the law, and a request that waits.
Dark fills are final (reached, missed), pale ones are still running; the pattern tells those of a kind apart.
Every pattern is drawn once a page, by ``patterns``; stretches name it. Colours are the stylesheet's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from thidua.charts.svg_draw import num
from thidua.model import Status


class Glyph(NamedTuple):
    """A mark in a box of 16 × 16: its path, whether it is drawn as an outline, and Plotly's word for it."""

    path: str
    outline: bool
    symbol: str


_RING = "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z"
_GLYPHS = {
    "star": Glyph("M8 1.2l2 4.4 4.8.5-3.6 3.2 1 4.7L8 11.6 3.8 14l1-4.7L1.2 6.1 6 5.6z", False, "star"),
    "check": Glyph("M3 8.6l3.3 3.3L13 4.8", True, "square"),
    "check-late": Glyph("M3.6 6.4l3 3L12.4 3M3 13.4h10", True, "square-open"),
    "circle": Glyph("M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z", False, "circle"),
    "diamond": Glyph("M8 1.6L14.4 8 8 14.4 1.6 8z", False, "diamond"),
    "triangle": Glyph("M8 2.4l6.4 11.2H1.6z", False, "triangle-up"),
    "cross": Glyph("M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8", True, "x"),
    "dash": Glyph("M2.8 8h10.4", True, "line-ew-open"),
    "ring": Glyph(_RING, True, "circle-open"),
    "dot": Glyph("M8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z", False, "circle-dot"),
    "ring-slash": Glyph(f"{_RING}M4.6 11.4l6.8-6.8", True, "circle-x-open"),
    "en-dash": Glyph("M5.2 8h5.6", True, "line-ne-open"),
    "law": Glyph("M2 2h12v12H2zM5 6.4h6M5 9.6h6M10.2 4.2L5.8 11.8", True, "square-x-open"),
    "letter": Glyph("M1.8 3.4h12.4v9.2H1.8zM1.8 4l6.2 5 6.2-5", True, "square-cross-open"),
}


def glyph(name: str) -> Glyph:
    """The mark of a status's shape; KeyError for a name that is no mark."""
    return _GLYPHS[name]


def glyph_svg(name: str, css: str) -> str:
    """The mark as a small picture to stand in a line of text; the word beside it says the same."""
    return (
        f'<svg class="{_classes(name, css)}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        f' focusable="false"><path d="{glyph(name).path}"/></svg>'
    )


def glyph_at(name: str, css: str, x: float, y: float, size: float = 14) -> str:
    """The mark in a drawing, in a box of so many pixels."""
    scale = f"{size / 16:.3f}".rstrip("0").rstrip(".").removeprefix("0")
    place = f"translate({num(x)} {num(y)})scale({scale})"
    return f'<path class="{_classes(name, css)}" transform="{place}" d="{glyph(name).path}"/>'


def _classes(name: str, css: str) -> str:
    return f"td-mark td-mark--line td-{css}" if glyph(name).outline else f"td-mark td-{css}"


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
