"""Where everything of a time chart stands at a size: both renderers ask here, so that they agree."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import eq, is_
from typing import ParamSpec, TypeVar

from thidua.charts.model import DayTick, Ink, Moment, Period, TimeAxis, TimeChart
from thidua.charts.svg_draw import Size
from thidua.charts.text_fit import cut, width, wrap

_LOW = 72.0  # a plot whose heights say nothing


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days and values stand in the drawing."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    days: int
    low: float = 0.0
    span: float = 1.0

    def x(self, day: date) -> float:
        """How far right a day stands; days outside stand at the edge."""
        place = (day.toordinal() - self.first) / self.days
        if not 0.0 <= place <= 1.0:
            place = 0.0 if place < 0.0 else 1.0
        return self.left + (self.right - self.left) * place

    def y(self, value: Fraction) -> float:
        """How far down a value stands."""
        height = value.numerator / value.denominator  # what float(value) is, in a third of its time
        return self.bottom - (height - self.low) / self.span * (self.bottom - self.top)


Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def lately(
    count: int, same: Callable[[object, object], bool]
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """Has a function know what it made the last times of what is the ``same``."""

    def knowing(make: Callable[Asked, Found]) -> Callable[Asked, Found]:
        known: list[tuple[tuple[object, ...], Found]] = []

        def told(*asked: Asked.args, **more: Asked.kwargs) -> Found:
            for before, found in known:
                if all(map(same, before, asked)):
                    return found
            found = make(*asked, **more)
            known[:] = [(asked, found), *known[: count - 1]]
            return found

        return told

    return knowing


in_both_sizes = lately(2, is_)  # the live chart asks what the picture did
# Lines stand where those of the language before do, axes where those of the target before do.
in_every_language = lately(16, eq)


def day_plot(axis: TimeAxis, left: float, right: float, top: float = 0.0, bottom: float = 0.0) -> Plot:
    """The days' places between two edges."""
    return Plot(left, right, top, bottom, axis.start.toordinal(), (axis.end - axis.start).days)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line's sample and name in the key above a narrow plot."""

    ink: Ink
    text: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TimeLayout:
    """The drawing's storeys from top to bottom: key, axis title, phases' names, days' notes, plot."""

    plot: Plot
    key: tuple[KeyEntry, ...]
    title: float
    names: float
    notes: float
    rows: tuple[tuple[float, int], ...]
    height: float


@in_both_sizes
def layout_time(chart: TimeChart, size: Size) -> TimeLayout:
    """Where everything of the chart goes at a size."""
    frame = day_plot(chart.x, _left(chart, size), size.width - (size.side or 8.0))
    key, title = ((), 4.0) if size.side else _key(chart, size)
    names = title + (size.line + 4 if chart.y.title else 0)
    high = max((len(lines) for _, lines in phase_names(chart, frame, size)), default=0)
    notes = names + high * size.line + (5 if high else 0)
    rows = _note_rows(noted(chart), frame, size)
    top = notes + (1 + max((row for _, row in rows), default=-1)) * size.line + 6
    plot = replace(
        frame,
        top=top,
        bottom=top + (size.plot if chart.y.ticks else _LOW),
        low=float(chart.y.low),
        span=float(chart.y.high - chart.y.low) or 1.0,
    )
    years = size.line if any(tick.year for tick in chart.x.ticks) else 0
    return TimeLayout(plot, key, title, names, notes, rows, plot.bottom + 9 + size.font + years)


def noted(chart: TimeChart) -> tuple[Moment, ...]:
    """The days that are told above the plot; the as-of day is named at its foot."""
    return tuple(one for one in chart.moments if one.ink is not Ink.TODAY)


def _left(chart: TimeChart, size: Size) -> float:
    """The room that the value axis needs; none where heights say nothing."""
    if not chart.y.ticks:
        return 4.0
    return max((width(tick.label, size.font) for tick in chart.y.ticks), default=0.0) + 8


def phase_names(chart: TimeChart, plot: Plot, size: Size) -> list[tuple[Period, tuple[str, ...]]]:
    """Each phase with its name in lines; none is named where half of many could not be."""
    named = [(period, _name_lines(period, plot, size)) for period in chart.periods]
    nameless = sum(not lines for _, lines in named)
    return [(period, ()) for period, _ in named] if nameless > 1 and 2 * nameless >= len(named) else named


def _name_lines(period: Period, plot: Plot, size: Size) -> tuple[str, ...]:
    """A phase's name in lines that fit its band, or its short one; none where neither does whole."""
    room = plot.x(period.end) - plot.x(period.start) - 8
    for name in (period.name, period.short):
        lines = wrap(name, room, size.font) if room > 0 else ()
        if lines and " ".join(lines) == " ".join(name.split()):
            return lines
    return ()


def note_text(moment: Moment, plot: Plot, size: Size) -> str:
    """What is written above a day, as much of it as the plot has room for."""
    return cut(moment.label, plot.right - plot.left, size.font)


def _note_rows(moments: tuple[Moment, ...], plot: Plot, size: Size) -> tuple[tuple[float, int], ...]:
    """Where each day's label starts and in which row it stands, so that none overlap."""
    ends: list[float] = []
    rows = []
    for moment in moments:
        x, room = plot.x(moment.day), width(note_text(moment, plot, size), size.font)
        # Half before and half after the day's line, pushed in at either edge.
        start = max(plot.left, min(x - room / 2, plot.right - room))
        row = next((place for place, end in enumerate(ends) if end + 8 <= start), len(ends))
        ends[row : row + 1] = [start + room]
        rows.append((start, row))
    return tuple(rows)


@in_every_language
def named_ticks(ticks: tuple[DayTick, ...], plot: Plot, size: Size) -> tuple[DayTick, ...]:
    """The ticks that are named: every one, or every second, third …, so that their names do not touch."""
    places = [(plot.x(tick.named), width(tick.label, size.font) + 4) for tick in ticks]
    every = 1
    while any(
        right - left < room
        for (left, room), (right, _) in zip(places[::every], places[every::every], strict=False)
    ):
        every += 1
    return ticks[::every]


def _key(chart: TimeChart, size: Size) -> tuple[tuple[KeyEntry, ...], float]:
    """The key's entries, in rows, and where the storey below it begins."""
    named = [(line.ink, line.label) for line in chart.curves if line.points and line.label]
    named += [(level.ink, level.label) for level in chart.levels]
    entries = []
    x, y, high = 0.0, 4.0, 0.0
    for ink, label in named:
        text = wrap(label, size.width - 30, size.font)
        room = 26 + max(width(line, size.font) for line in text)
        if x and x + room > size.width:
            x, y, high = 0.0, y + high, 0.0
        entries.append(KeyEntry(ink, text, x, y))
        x += room + 14
        high = max(high, len(text) * size.line + 2)
    return tuple(entries), y + high + 4
