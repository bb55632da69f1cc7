"""Names written inside a plot, beside what they name, where they cover as little as can be."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from thidua.charts.model import Curve, Ink, Moment, TimeChart
from thidua.charts.style import STRONG
from thidua.charts.svg_draw import Size
from thidua.charts.text_fit import width
from thidua.charts.time_layout import Plot, in_both_sizes

_SHIFTS = (0.0, *(side * 4.5 * place for place in range(1, 15) for side in (-1, 1)))
_GAP = 9.0
# How bad it is for a name to lie on another, outside the plot, on a line, on the grid; to stand far away.
_ON_NAME, _OUTSIDE, _ON_LINE, _ON_GRID = 100, 50, 10, 1


class EndLabel(NamedTuple):
    """A name, its ink, where it begins, the middle of its letters, and the line that it names."""

    text: str
    ink: Ink
    x: float
    y: float
    line: Curve | None = None


@in_both_sizes
def end_labels(chart: TimeChart, plot: Plot, size: Size) -> list[EndLabel]:
    """The as-of day; the names of marks, of the bracket, and of lines that end early enough for one there.

    In a narrow plot the day alone: a key above it has the names.
    """
    found = [_today(one, plot, size) for one in chart.moments if one.ink is Ink.TODAY]
    if not size.side:
        return found
    if chart.bracket:
        middle = plot.y((chart.bracket.low + chart.bracket.high) / 2)
        found.append(EndLabel(chart.bracket.label, Ink.CEILING, bracket_x(plot) + 12, middle))
    for mark in chart.marks:
        if mark.label:
            room = _wide(mark.label, mark.ink, size) + 2 * _GAP
            x = plot.x(mark.day)
            left_side = mark.ink is Ink.CLOSED or plot.right - x < room
            start = max(plot.left + 2, x - room + _GAP) if left_side else x + _GAP
            wanted = EndLabel(mark.label, mark.ink, start, plot.y(mark.value))
            found.append(_placed(wanted, chart, plot, size, found))
    for line in chart.curves:
        room = _wide(line.label, line.ink, size) + _GAP + 4
        if line.points and line.label and plot.right - plot.x(line.points[-1].day) > room:
            x, end = plot.x(line.points[-1].day) + _GAP, plot.y(line.points[-1].value)
            wanted = EndLabel(line.label, line.ink, x, end, line)
            found.append(_placed(wanted, chart, plot, size, found))
    return found


def _today(moment: Moment, plot: Plot, size: Size) -> EndLabel:
    x, room = plot.x(moment.day), width(moment.label, size.font) + 5
    return EndLabel(moment.label, moment.ink, x + 5 if x + room <= plot.right else x - room, plot.bottom - 9)


def bracket_x(plot: Plot) -> float:
    """Where the bracket of plan and law stands."""
    return plot.left + (plot.right - plot.left) / 3


def _wide(text: str, ink: Ink, size: Size) -> float:
    """How wide a name is, whose letters may be bold."""
    return width(text, size.font) * (1.2 if ink in STRONG else 1)


def _placed(wanted: EndLabel, chart: TimeChart, plot: Plot, size: Size, taken: list[EndLabel]) -> EndLabel:
    """The name near its wanted place, where it does least harm."""
    x, end = wanted.x, wanted.y
    right = x + _wide(wanted.text, wanted.ink, size)
    obstacles = list(_obstacles(wanted.line, chart, plot, x, right))
    obstacles += [
        (_ON_NAME, other.y, size.line)
        for other in taken
        if other.x < right and x < other.x + _wide(other.text, other.ink, size)
    ]

    def harm(shift: float) -> float:
        y = end + shift
        outside = not plot.top + size.font / 2 <= y <= plot.bottom - size.font / 2
        return _OUTSIDE * outside + sum(badness for badness, at, near in obstacles if abs(y - at) < near)

    free = next((shift for shift in _SHIFTS if not harm(shift)), None)
    return wanted._replace(y=end + (min(_SHIFTS, key=harm) if free is None else free))


def _obstacles(
    own: Curve | None, chart: TimeChart, plot: Plot, left: float, right: float
) -> Iterator[tuple[int, float, float]]:
    """What a name could lie on between two edges: how bad it is, its height, and how near is too near."""
    for tick in chart.y.ticks:
        yield _ON_GRID, plot.y(tick.value), 7
    for level in chart.levels:
        yield _ON_LINE, plot.y(level.value), 9
    for mark in chart.marks:
        if left - 5 < plot.x(mark.day) < right + 5:
            yield _ON_LINE, plot.y(mark.value), 11
    for line in chart.curves:
        if line is not own:
            for place in (left, (left + right) / 2, right):
                y = _height(line, plot, place)
                if y is not None:
                    yield _ON_LINE, y, 9
        if line.step:
            for middle, half in _rises(line, plot, left, right):
                yield _ON_LINE, middle, half + 8


def _rises(line: Curve, plot: Plot, left: float, right: float) -> Iterator[tuple[float, float]]:
    """The middle and half the height of each step that a line takes between two edges."""
    first, last = (bisect_right(line.points, x, key=lambda point: plot.x(point.day)) for x in (left, right))
    heights = [plot.y(point.value) for point in line.points[max(first - 1, 0) : last]]
    for was, now in pairwise(heights):
        yield (was + now) / 2, abs(was - now) / 2


def _height(line: Curve, plot: Plot, x: float) -> float | None:
    """How far down a line runs at a place; None where it does not reach."""
    place = bisect_right(line.points, x, key=lambda point: plot.x(point.day))
    if not 0 < place < len(line.points):
        return None
    (since, height), (at, y) = (
        (plot.x(point.day), plot.y(point.value)) for point in line.points[place - 1 : place + 1]
    )
    return height if line.step else height + (y - height) * (x - since) / (at - since)
