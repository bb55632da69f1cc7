"""A calendar strip as SVG: a stretch of days, and the days that matter on stems of their own length.

Days of the left half hang below the strip and are read rightwards, those of the right half stand above it
and are read leftwards. Within each half the stem nearest the middle is the shortest: none crosses a label.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.charts.model import Moment, StripChart
from thidua.charts.svg_draw import Drawing, Size, dots, lines_at, num, path, rect, words_at
from thidua.charts.text_fit import width, wrap
from thidua.charts.time_layout import Plot, day_plot

_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class StripLayout:
    """The strip's place, and the days above and below it from the nearest stem to the longest."""

    plot: Plot
    late: tuple[Moment, ...]
    early: tuple[Moment, ...]
    height: float


def layout_strip(chart: StripChart, size: Size) -> StripLayout:
    """Where everything goes at a size."""
    frame = day_plot(chart.x, 4, size.width - 4)
    middle = chart.x.start.toordinal() + frame.days / 2
    moments = sorted(chart.moments, key=lambda one: one.day)
    late = tuple(one for one in moments if one.day.toordinal() > middle)
    early = tuple(one for one in reversed(moments) if one.day.toordinal() <= middle)
    top = sum(_height(one, frame, size) for one in late) + (10 if late else 2)
    bottom = top + 2 * size.line + 12
    height = bottom + sum(_height(one, frame, size) for one in early) + 10
    return StripLayout(day_plot(chart.x, frame.left, frame.right, top, bottom), late, early, height)


def draw_strip(chart: StripChart, size: Size) -> Drawing:
    """The chart at a size."""
    layout = layout_strip(chart, size)
    plot = layout.plot
    body = "".join(
        (
            *_band(chart, plot, size),
            *_days(layout.late, plot, size, above=True),
            *_days(layout.early, plot, size, above=False),
        )
    )
    return Drawing(size, layout.height, body)


def _band(chart: StripChart, plot: Plot, size: Size) -> Iterator[str]:
    """The phases by name, and the months below the names."""
    for place, period in enumerate(chart.periods):
        start, end = plot.x(period.start), plot.x(period.end)
        shade = "td-zone" if place % 2 else "td-track"
        yield rect(start, plot.top, end - start, plot.bottom - plot.top, shade)
        for name in wrap(period.name, end - start - 6, size.font, 1):
            yield words_at((start + end) / 2, plot.top + size.font + 4, name, "td-strong", "middle")
    ticks = chart.x.ticks
    edges = [plot.x(tick.day) for tick in ticks] + [plot.right]
    row = plot.bottom - 6
    top = num(row - size.font)
    yield path("".join(f"M{num(x)} {top}V{num(plot.bottom)}" for x in edges[1:-1]), "td-axis")
    for tick, x, until in zip(ticks, edges[:-1], edges[1:], strict=True):
        if width(tick.label, size.font) <= until - x:
            yield words_at((x + until) / 2, row, tick.label, "td-muted", "middle")


def _lines(moment: Moment, plot: Plot, size: Size) -> tuple[str, ...]:
    """A day's label, in the width from it to the edge it is read towards."""
    x = plot.x(moment.day)
    return wrap(moment.label, max(x - plot.left, plot.right - x) - 10, size.font, _MOST_LINES)


def _height(moment: Moment, plot: Plot, size: Size) -> float:
    return len(_lines(moment, plot, size)) * size.line + 7


def _days(moments: Iterable[Moment], plot: Plot, size: Size, *, above: bool) -> Iterator[str]:
    """Each day's stem, and its label beside the stem's end, from the nearest to the strip to the farthest."""
    edge, way = (plot.top, -1) if above else (plot.bottom, 1)
    y = edge + way * 6
    for moment in moments:
        x, height = plot.x(moment.day), _height(moment, plot, size)
        first = y - height + size.font + 4 if above else y + size.font
        yield from _stem(moment, x, edge, y + way * (height - 8))
        lines, ink = _lines(moment, plot, size), f"td-{moment.ink}-t"
        yield lines_at(x + way * 8, first, lines, size.line, ink, "end" if above else "")
        y += way * height


def _stem(moment: Moment, x: float, start: float, end: float) -> Iterator[str]:
    yield path(f"M{num(x)} {num(start)}V{num(end)}", f"td-{moment.ink}")
    yield dots(((num(x), num(start)),), f"td-dots td-{moment.ink}")
