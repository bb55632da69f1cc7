"""The mark that stands beside a status's word, so that nobody needs to see its colour."""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A mark in a box of 16 × 16: its path, whether it is drawn as an outline, and Plotly's word for it."""

    path: str
    outline: bool
    symbol: str


_SHAPES = {
    "star": Shape("M8 1l2.1 4.6 5 .5-3.8 3.4 1.1 5L8 12l-4.4 2.5 1.1-5L.9 6.1l5-.5z", False, "star"),
    "check": Shape("M2.5 8.5l3.7 3.7L13.5 4", True, "square"),
    "check-late": Shape("M1.5 7.5l3.2 3.2L10.5 4M13.3 5v4.6h-3", True, "square-open"),
    "circle": Shape("M8 2.2a5.8 5.8 0 1 1 0 11.6 5.8 5.8 0 0 1 0-11.6z", False, "circle"),
    "diamond": Shape("M8 1l7 7-7 7-7-7z", False, "diamond"),
    "triangle": Shape("M8 1.8l7 12.4H1z", False, "triangle-up"),
    "cross": Shape("M3 3l10 10M13 3L3 13", True, "x"),
    "dash": Shape("M2.5 8h11", True, "line-ew-open"),
    "ring": Shape("M8 2.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8z", True, "circle-open"),
    "dot": Shape("M8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z", False, "circle-dot"),
    "none": Shape("M5.5 12.5l5-9", True, "line-ne-open"),
}


def shape(name: str) -> Shape:
    """The mark of a status's shape; KeyError for a name that no status has."""
    return _SHAPES[name]


def shape_svg(name: str, css: str) -> str:
    """The mark as a small picture to stand in a line of text; the word beside it says the same."""
    mark = _SHAPES[name]
    kind = "td-mark td-mark--line" if mark.outline else "td-mark"
    return (
        f'<svg class="{kind} td-{css}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        f' focusable="false"><path d="{mark.path}"/></svg>'
    )
