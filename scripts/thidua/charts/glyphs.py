"""The mark that stands beside a status's word, so that nobody needs to see its colour.

Beside the statuses stand two marks that are none: what is at odds with the law, and a request that waits.
"""

from __future__ import annotations

from typing import NamedTuple

from thidua.charts.svg_draw import num


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
