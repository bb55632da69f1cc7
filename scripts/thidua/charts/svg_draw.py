"""The few SVG elements that charts are made of, and the two sizes they are drawn in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's width, its font size, the height of a plot and the room kept right of it for labels.

    Without such room the labels stand above the plot, as a key.
    """

    name: str
    width: int
    font: float
    plot: int
    side: int

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return 16.0


WIDE = Size("wide", 872, 12, 264, 190)
"""For a page's column, a printed page, a download."""

NARROW = Size("narrow", 358, 12, 220, 0)
"""For a telephone of 390 pixels, whose page leaves 358."""

FULL_WIDTHS = {"n": 328.0, "m": 660.0, "w": 1160.0}
"""The least width of what is as wide as its page: on a phone, on a tablet or on paper, on a screen."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart looks like at a size: elements in order, and how high they stand."""

    size: Size
    height: float
    body: str


@lru_cache(maxsize=16384)  # charts on the same axes have the same places
def num(value: float) -> str:
    """A length with at most one decimal: the same on every machine, and short."""
    return f"{value + 0.0:.1f}".removesuffix(".0")  # a nought below zero is one above it


def percent(value: float, places: int = 2) -> str:
    """A place or length in percent of the drawing's width, just as short."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".") + "%"


def unheard(css: str, width: float | str, height: float | str, body: str) -> str:
    """A drawing that is hidden from those who hear the page, for whom words beside it say the same."""
    size = f'width="{width}" height="{height}"'
    return f'<svg class="{css}" {size} aria-hidden="true" focusable="false">{body}</svg>'


def words_at(x: float, y: float, text: str, css: str = "", anchor: str = "") -> str:
    """A line of text, escaped; ``y`` is its base line."""
    kind = f' class="{css}"' if css else ""
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{num(x)}" y="{num(y)}"{kind}{place}>{escape(text, quote=False)}</text>'


def lines_at(x: float, y: float, lines: Sequence[str], step: float, css: str = "", anchor: str = "") -> str:
    """Several lines of text under one another; ``y`` is the first one's base line."""
    return "".join(words_at(x, y + step * place, line, css, anchor) for place, line in enumerate(lines))


def rect(x: float, y: float, width: float, height: float, css: str) -> str:
    """A rectangle; nothing where it has no area."""
    if width <= 0 or height <= 0:
        return ""
    return f'<rect class="{css}" x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"/>'


def path(data: str, css: str) -> str:
    """A path; nothing where there is nothing to draw."""
    return f'<path class="{css}" d="{data}"/>' if data else ""


def dots(places: Iterable[tuple[str, str]], css: str) -> str:
    """Round dots as one path of strokes without length, which takes a fraction of the bytes of circles."""
    return path("".join(f"M{x} {y}h.01" for x, y in places), css)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels near the wanted ones (their middles) that do not overlap, between low and high.

    They keep their order from top to bottom; where there is no room for all they run over ``high``.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    edge = low
    for place in order:
        found[place] = max(wanted[place], edge + heights[place] / 2)
        edge = found[place] + heights[place] / 2
    edge = max(high, low + sum(heights))
    for place in reversed(order):
        found[place] = min(found[place], edge - heights[place] / 2)
        edge = found[place] - heights[place] / 2
    return found
