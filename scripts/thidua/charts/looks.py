"""How each status looks: the mark beside its word, and its stretch of a bar, so that nobody needs its colour.

Beside the statuses' marks stand two that are none: what is at odds with the law, and a request that waits.
Dark fills are final (reached, missed), pale ones are still running; the pattern tells those of a kind apart.
Every pattern is drawn once a page, by ``patterns``; stretches name it. Colours are the stylesheet's.

looks.json has the colours for both palettes, by what each stands for. Text stands at 4.5:1 or more on its
ground, lines, marks and outlines at 3:1. A status has a dark tone for its mark, its word and its outline;
``-fill`` is what its segment of a bar is filled with. Final statuses are filled dark, running ones pale: so
they are told apart in grey too. ``law`` is for what the law says alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from thidua.beside import data_beside
from thidua.charts.svg_draw import num
from thidua.model import Status

LOOKS: Mapping[str, Mapping[str, Any]] = data_beside("charts", "looks.json")

LIGHT: Mapping[str, str] = {name: one["light"] for name, one in LOOKS["colours"].items()}
"""On white paper: also the colours of downloads and of Word reports."""

DARK: Mapping[str, str] = {name: one["dark"] for name, one in LOOKS["colours"].items()}
"""On the dark ground of the site's second palette."""

FORCED: Mapping[str, str] = {
    name: "GrayText"
    if name == "line"
    else "LinkText"
    if name == "link"
    else "Canvas"
    if name in ("paper", "wash", "zone", "track")
    or (name.endswith("-fill") and name not in ("met-fill", "miss-fill"))
    else "CanvasText"
    for name in LIGHT
}
"""Where the reader's own few colours hold: shapes and words carry, what is final is filled."""


def variable(name: str) -> str:
    """The CSS variable of a colour, as a chart names it; KeyError for a colour that is not in the palette."""
    return f"var(--td-{name})" if name in LIGHT else LIGHT[name]


class Glyph(NamedTuple):
    """A mark in a box of 16 × 16: its path, whether it is drawn as an outline, and Plotly's word for it."""

    path: str
    outline: bool
    symbol: str


_GLYPHS = {name: Glyph(**one) for name, one in LOOKS["glyphs"].items()}


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
    return glyph_path(name, css, f' transform="translate({num(x)} {num(y)})scale({scale})"')


def glyph_path(name: str, css: str, place: str = "") -> str:
    """The mark in a drawing whose styles say where, or at the place that an attribute gives it."""
    return f'<path class="{_classes(name, css)}"{place} d="{glyph(name).path}"/>'


def _classes(name: str, css: str) -> str:
    return f"td-mark td-mark--line td-{css}" if glyph(name).outline else f"td-mark td-{css}"


class Fill(NamedTuple):
    """The palette's names for a stretch: its ground, its outline, what is written on it, its pattern."""

    ground: str
    edge: str
    ink: str
    pattern: str


FILLS: Mapping[Status, Fill] = {Status(name): Fill(**one) for name, one in LOOKS["fills"].items()}


class Tile(NamedTuple):
    """A pattern's tile: its size, its turn, and the stroke in it; a stroke without length is a dot."""

    width: int
    height: int
    turn: int
    drawn: str


_TILES = {name: Tile(**one) for name, one in LOOKS["tiles"].items()}


def patterns() -> str:
    """The patterns of all statuses and of what the law forbids, to stand once on a page; it takes no room."""
    tiles = "".join(
        _tile(status.css, _TILES[status], f"td-s-{status.css}") for status in filter(is_patterned, Status)
    )
    law = _tile("law", _TILES["law"], "td-law-p")
    drawn = f'<svg width="0" height="0" aria-hidden="true"><defs>{tiles}{law}</defs></svg>'
    # Markdown would make a paragraph of an svg that stands by itself.
    return f'<div class="td-patterns">{drawn}</div>'


def _tile(name: str, tile: Tile, css: str) -> str:
    width, height, turn, drawn = tile
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="td-p-{name}" class="{css}" width="{width}" height="{height}"'
        f' patternUnits="userSpaceOnUse"{turned}>{drawn}</pattern>'
    )


def is_patterned(status: Status) -> bool:
    """Whether a pattern lies on the status's ground."""
    return status in _TILES


def stretch(status: Status) -> Iterator[str]:
    """A status, as large as the styles say (first.css): its ground with an outline, and its pattern on it."""
    yield '<rect class="td-f"/>'
    if is_patterned(status):
        yield f'<rect class="td-p" fill="url(#td-p-{status.css})"/>'
