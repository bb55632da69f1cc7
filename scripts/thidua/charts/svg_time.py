"""A time chart as SVG: figures over days, with phases behind them and labels beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from thidua.charts.model import DayTick, Line, Moment, Period, Point, TimeAxis, TimeChart
from thidua.charts.svg_draw import Drawing, Size, dots, lines_at, num, path, rect, spread, words_at
from thidua.charts.text_fit import width, wrap

_MOST_DOTS = 120  # beyond that the steps alone tell the days


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days and values stand in the drawing."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    days: int
    low: float
    span: float

    def x(self, day: date) -> float:
        """How far right a day stands; days outside stand at the edge."""
        place = (day.toordinal() - self.first) / self.days
        return self.left + (self.right - self.left) * min(max(place, 0.0), 1.0)

    def y(self, value: Fraction) -> float:
        """How far down a value stands."""
        return self.bottom - (float(value) - self.low) / self.span * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing's storeys from top to bottom: key, axis title, phases' names, days' notes, plot."""

    plot: Plot
    title: float
    names: float
    notes: float
    rows: tuple[tuple[float, int], ...]
    height: float


def layout_time(chart: TimeChart, size: Size) -> Layout:
    """Where everything of the chart goes at a size."""
    left, right = _left(chart, size), size.width - (size.side or 8.0)
    title = 4.0 if size.side else _key(chart, size)[1]
    names = title + (size.line + 4 if chart.y.title else 0)
    frame = Plot(left, right, 0, 0, chart.x.start.toordinal(), (chart.x.end - chart.x.start).days, 0, 1)
    high = max((len(_name_lines(period, frame, size)) for period in chart.periods), default=0)
    notes = names + high * size.line + (5 if high else 0)
    rows = _note_rows(chart.moments, frame, size)
    top = notes + (1 + max((row for _, row in rows), default=-1)) * size.line + 6
    plot = replace(frame, top=top, bottom=top + size.plot, low=float(chart.y.low),
                   span=float(chart.y.high - chart.y.low) or 1.0)
    return Layout(plot, title, names, notes, rows, plot.bottom + 9 + size.font + size.line)


def draw_time(chart: TimeChart, size: Size) -> Drawing:
    """The chart at a size."""
    layout = layout_time(chart, size)
    plot = layout.plot
    body = "".join((
        *_bands(chart.periods, plot, layout.names), *_zone(chart, plot), *_grid(chart, plot, size),
        *day_axis(chart.x, plot, size),
        "" if size.side else _key(chart, size)[0],
        words_at(0, layout.title + size.font, chart.y.title, "td-muted") if chart.y.title else "",
        *_period_names(chart.periods, layout, size),
        *_moments(chart.moments, plot), *_levels(chart, plot), *_lines(chart, plot),
        *_notes(chart.moments, layout, size),
        *(_side_labels(chart, plot, size) if size.side else ()),
    ))
    return Drawing(size, layout.height, body)


def _left(chart: TimeChart, size: Size) -> float:
    """The room that the value axis needs; a ladder's names stand inside the plot."""
    if chart.y.ladder:
        return 4
    return max((width(tick.label, size.font) for tick in chart.y.ticks), default=0) + 8


def _grid(chart: TimeChart, plot: Plot, size: Size) -> Iterator[str]:
    yield path("".join(f"M{num(plot.left)} {num(plot.y(tick.value))}H{num(plot.right)}"
                       for tick in chart.y.ticks), "td-grid")
    for tick in chart.y.ticks:
        y = plot.y(tick.value)
        if chart.y.ladder:
            yield words_at(plot.left + 4, y - 5, tick.label, "td-muted td-halo")
        else:
            yield words_at(plot.left - 6, y + size.font * 0.35, tick.label, "td-muted", "end")


def day_axis(axis: TimeAxis, plot: Plot, size: Size) -> Iterator[str]:
    """The time axis under a plot."""
    base = num(plot.bottom)
    marks = "".join(f"M{num(plot.x(tick.day))} {base}v4" for tick in axis.ticks)
    yield path(f"M{num(plot.left)} {base}H{num(plot.right)}{marks}", "td-axis")
    shown = _thinned(axis.ticks, plot, size)
    for place, tick in enumerate(axis.ticks):
        x = plot.x(tick.day)
        if place % shown == 0:
            yield _under(x, plot.bottom + 5 + size.font, tick.label, size)
        if tick.year:
            yield _under(x, plot.bottom + 5 + size.font + size.line, tick.year, size)


def _thinned(ticks: tuple[DayTick, ...], plot: Plot, size: Size) -> int:
    """Every how many-th tick is named so that the names do not touch."""
    places = [(plot.x(tick.day), width(tick.label, size.font) + 4) for tick in ticks]
    every = 1
    while any(right - left < room for (left, room), (right, _) in
              zip(places[::every], places[every::every], strict=False)):
        every += 1
    return every


def _under(x: float, y: float, text: str, size: Size) -> str:
    """A text centred under a tick, pushed in at the edges."""
    half = width(text, size.font) / 2
    return words_at(max(half, min(x, size.width - half)), y, text, "td-muted", "middle")


def _bands(periods: tuple[Period, ...], plot: Plot, top: float) -> Iterator[str]:
    for place, period in enumerate(periods):
        start, end = plot.x(period.start), plot.x(period.end)
        if place % 2 == 0:
            yield rect(start, top, end - start, plot.bottom - top, "td-phase")


def _name_lines(period: Period, plot: Plot, size: Size) -> tuple[str, ...]:
    """A phase's name in lines that fit its band; none where the band is too narrow to read."""
    room = plot.x(period.end) - plot.x(period.start) - 8
    lines = wrap(period.name, room, size.font) if room > 0 else ()
    return lines if all(len(line) > 2 for line in lines) else ()


def _period_names(periods: tuple[Period, ...], layout: Layout, size: Size) -> Iterator[str]:
    for period in periods:
        middle = (layout.plot.x(period.start) + layout.plot.x(period.end)) / 2
        lines = _name_lines(period, layout.plot, size)
        yield lines_at(middle, layout.names + size.font + 3, lines, size.line, "td-muted", "middle")


def _note_rows(moments: tuple[Moment, ...], plot: Plot, size: Size) -> tuple[tuple[float, int], ...]:
    """Where each day's label starts and in which row it stands, so that none overlap."""
    ends: list[float] = []
    rows = []
    for moment in moments:
        x, room = plot.x(moment.day), width(moment.label, size.font)
        # Half before and half after the day's line, pushed in at either edge.
        start = max(plot.left, min(x - room / 2, max(plot.right, size.width - 4) - room))
        row = next((place for place, end in enumerate(ends) if end + 8 <= start), len(ends))
        ends[row:row + 1] = [start + room]
        rows.append((start, row))
    return tuple(rows)


def _notes(moments: tuple[Moment, ...], layout: Layout, size: Size) -> Iterator[str]:
    for moment, (start, row) in zip(moments, layout.rows, strict=True):
        yield words_at(start, layout.notes + size.font + row * size.line, moment.label, f"td-{moment.ink}-t")


def _moments(moments: tuple[Moment, ...], plot: Plot) -> Iterator[str]:
    for moment in moments:
        yield path(f"M{num(plot.x(moment.day))} {num(plot.top - 4)}V{num(plot.bottom)}", f"td-{moment.ink}")


def _zone(chart: TimeChart, plot: Plot) -> Iterator[str]:
    if chart.zone:
        top, bottom = plot.y(chart.zone.high), plot.y(chart.zone.low)
        yield rect(plot.left, top, plot.right - plot.left, bottom - top, "td-zone")


def _levels(chart: TimeChart, plot: Plot) -> Iterator[str]:
    for level in chart.levels:
        yield path(f"M{num(plot.left)} {num(plot.y(level.value))}H{num(plot.right)}", f"td-{level.ink}")


def _lines(chart: TimeChart, plot: Plot) -> Iterator[str]:
    for line in chart.lines:
        if not line.points:
            continue
        trace = _trace(line, plot)
        if line.filled:
            base = num(plot.bottom)
            first, last = line.points[0].day, line.points[-1].day
            yield path(f"M{num(plot.x(first))} {base}V{trace[1:].split(' ', 1)[1]}"
                       f"L{num(plot.x(last))} {base}Z", f"td-area td-{line.ink}-f")
        yield path(trace, f"td-{line.ink}")
        if line.dots and len(line.points) <= _MOST_DOTS:
            marks = [point for point in line.points if point.news]
            yield dots(((plot.x(mark.day), plot.y(mark.value)) for mark in marks), f"td-dots td-{line.ink}")


def _trace(line: Line, plot: Plot) -> str:
    """The line's path; a step goes on level and then up or down."""
    parts = []
    last: Point | None = None
    for point in line.points:
        x, y = num(plot.x(point.day)), num(plot.y(point.value))
        if last is None:
            parts.append(f"M{x} {y}")
        elif not line.step:
            parts.append(f"L{x} {y}")
        else:
            parts.append(f"H{x}" if last.value == point.value else f"H{x}V{y}")
        last = point
    return "".join(parts)


def _side_labels(chart: TimeChart, plot: Plot, size: Size) -> Iterator[str]:
    """The lines' names right of the plot, each at its line's end; a line that ends early is named there."""
    wanted: list[tuple[float, str, str]] = [
        (plot.y(level.value), str(level.ink), level.label) for level in chart.levels
    ]
    for line in chart.lines:
        if not line.points or not line.label:
            continue
        last = line.points[-1]
        x, y = plot.x(last.day), plot.y(last.value)
        if plot.right - x > width(line.label, size.font) + 12:
            yield words_at(x + 8, _free(y, x, chart, plot), line.label, f"td-{line.ink}-t td-halo")
        else:
            wanted.append((y, str(line.ink), line.label))
    texts = [wrap(label, size.side - 16, size.font, 3) for _, _, label in wanted]
    middles = spread([y for y, _, _ in wanted], [len(text) * size.line + 3 for text in texts],
                     plot.top - 8, plot.bottom + 8)
    for (y, ink, _), text, middle in zip(wanted, texts, middles, strict=True):
        if abs(middle - y) > 3:
            lead = f"M{num(plot.right)} {num(y)}L{num(plot.right + 9)} {num(middle)}"
            yield path(lead, f"td-lead td-{ink}")
        first = middle - len(text) * size.line / 2 + size.font * 0.95
        yield lines_at(plot.right + 12, first, text, size.line, f"td-{ink}-t")


def _free(y: float, x: float, chart: TimeChart, plot: Plot) -> float:
    """A base line beside a line's end that no other line runs through, where there is one."""
    others = [plot.y(level.value) for level in chart.levels]
    for line in chart.lines:
        later = [point for point in line.points if plot.x(point.day) > x]
        others += [plot.y(point.value) for point in later[:1]]
    for shift in (4.5, -8.0, 17.0, -22.0):
        if all(abs(y + shift - 4.5 - other) > 9 for other in others):
            return y + shift
    return y - 8.0


def _key(chart: TimeChart, size: Size) -> tuple[str, float]:
    """The lines' names above the plot with a sample of each, and where the plot may begin."""
    entries = [(str(line.ink), line.label) for line in chart.lines if line.points and line.label]
    entries += [(str(level.ink), level.label) for level in chart.levels]
    parts = []
    x, y = 0.0, 4.0
    for ink, label in entries:
        text = wrap(label, size.width - 30, size.font)
        room = 26 + max(width(line, size.font) for line in text)
        if x and x + room > size.width:
            x, y = 0.0, y + size.line + 2
        middle = y + size.font * 0.65
        parts.append(path(f"M{num(x)} {num(middle)}h20", f"td-{ink}"))
        parts.append(lines_at(x + 26, y + size.font, text, size.line, f"td-{ink}-t"))
        x += room + 14
        if len(text) > 1:
            x, y = 0.0, y + len(text) * size.line + 2
    return "".join(parts), y + (size.line if x else 0) + 6
