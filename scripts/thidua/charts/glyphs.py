"""The mark that stands beside a status's word, so that nobody needs to see its colour."""

from __future__ import annotations

from typing import NamedTuple

from thidua.charts.svg_draw import num


class Glyph(NamedTuple):
    """A mark in a box of 16 × 16: its path, whether it is drawn as an outline, and Plotly's word for it."""

    path: str
    outline: bool
    symbol: str


_GLYPHS = {
    "star": Glyph("M8 1l2.1 4.6 5 .5-3.8 3.4 1.1 5L8 12l-4.4 2.5 1.1-5L.9 6.1l5-.5z", False, "star"),
    "check": Glyph("M2.5 8.5l3.7 3.7L13.5 4", True, "square"),
    "check-late": Glyph("M1.5 7.5l3.2 3.2L10.5 4M13.3 5v4.6h-3", True, "square-open"),
    "circle": Glyph("M8 2.2a5.8 5.8 0 1 1 0 11.6 5.8 5.8 0 0 1 0-11.6z", False, "circle"),
    "diamond": Glyph("M8 1l7 7-7 7-7-7z", False, "diamond"),
    "triangle": Glyph("M8 1.8l7 12.4H1z", False, "triangle-up"),
    "cross": Glyph("M3 3l10 10M13 3L3 13", True, "x"),
    "dash": Glyph("M2.5 8h11", True, "line-ew-open"),
    "ring": Glyph("M8 2.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8z", True, "circle-open"),
    "dot": Glyph("M8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z", False, "circle-dot"),
    "slash": Glyph("M8 2.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8zM4 12L12 4", True, "circle-x-open"),
    "none": Glyph("M5.5 12.5l5-9", True, "line-ne-open"),
}


def glyph(name: str) -> Glyph:
    """The mark of a status's shape; KeyError for a name that no status has."""
    return _GLYPHS[name]


def glyph_svg(name: str, css: str) -> str:
    """The mark as a small picture to stand in a line of text; the word beside it says the same."""
    return (
        f'<svg class="{_classes(name, css)}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        f' focusable="false"><path d="{glyph(name).path}"/></svg>'
    )


def glyph_at(name: str, css: str, x: float, y: float) -> str:
    """The mark in a drawing, in a box of 14 pixels."""
    place = f"translate({num(x)} {num(y)})scale(.875)"
    return f'<path class="{_classes(name, css)}" transform="{place}" d="{glyph(name).path}"/>'


def _classes(name: str, css: str) -> str:
    return f"td-mark td-mark--line td-{css}" if glyph(name).outline else f"td-mark td-{css}"
