"""Names written beside the ends of lines that stop inside the plot, where they cover as little as can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from thidua.charts.model import Curve, TimeChart
from thidua.charts.svg_draw import Size
from thidua.charts.text_fit import width
from thidua.charts.time_layout import Plot

_SHIFTS = (0.0, *(side * 4.5 * place for place in range(1, 15) for side in (-1, 1)))
_GAP = 8.0
# How bad it is for a name to lie on another, outside the plot, on a line, on the grid.
_ON_NAME, _OUTSIDE, _ON_LINE, _ON_GRID = 100, 50, 10, 1


class EndLabel(NamedTuple):
    """A line's name: where it begins, and the middle of its letters."""

    line: Curve
    x: float
    y: float


def end_labels(chart: TimeChart, plot: Plot, size: Size) -> list[EndLabel]:
    """The names of the lines that end early enough for a name to stand beside the end."""
    found: list[EndLabel] = []
    for line in chart.curves:
        if line.points and line.label and plot.right - plot.x(line.points[-1].day) > _room(line, size):
            found.append(_placed(line, chart, plot, size, found))
    return found


def _room(line: Curve, size: Size) -> float:
    return width(line.label, size.font) + _GAP + 4


def _placed(line: Curve, chart: TimeChart, plot: Plot, size: Size, taken: list[EndLabel]) -> EndLabel:
    x, end = plot.x(line.points[-1].day) + _GAP, plot.y(line.points[-1].value)
    right = x + width(line.label, size.font)
    obstacles = list(_obstacles(line, chart, plot, x, right))
    obstacles += [(_ON_NAME, other.y, size.line) for other in taken if _overlap(other, x, right, size)]

    def harm(shift: float) -> float:
        y = end + shift
        outside = not plot.top + size.font / 2 <= y <= plot.bottom - size.font / 2
        return _OUTSIDE * outside + sum(badness for badness, at, near in obstacles if abs(y - at) < near)

    return EndLabel(line, x, end + min(_SHIFTS, key=harm))


def _overlap(other: EndLabel, left: float, right: float, size: Size) -> bool:
    return other.x < right and left < other.x + width(other.line.label, size.font)


def _obstacles(
    own: Curve, chart: TimeChart, plot: Plot, left: float, right: float
) -> Iterator[tuple[int, float, float]]:
    """What a name could lie on between two edges: how bad it is, its height, and how near is too near."""
    for tick in chart.y.ticks:
        yield _ON_GRID, plot.y(tick.value), 7
    for level in chart.levels:
        yield _ON_LINE, plot.y(level.value), 9
    for line in chart.curves:
        if line is not own:
            for place in (left, (left + right) / 2, right):
                y = _height(line, plot, place)
                if y is not None:
                    yield _ON_LINE, y, 9


def _height(line: Curve, plot: Plot, x: float) -> float | None:
    """How far down a line runs at a place; None where it does not reach."""
    before = None
    for point in line.points:
        at, y = plot.x(point.day), plot.y(point.value)
        if at > x:
            if before is None:
                return None
            since, height = before
            return height if line.step else height + (y - height) * (x - since) / (at - since)
        before = at, y
    return None
