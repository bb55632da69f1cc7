"""A time chart as SVG: figures over days, with phases behind them and labels beside them."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from thidua.charts.end_labels import bracket_x, end_labels
from thidua.charts.model import Level, Mark, Moment, TimeAxis, TimeChart
from thidua.charts.style import STRONG
from thidua.charts.svg_draw import Drawing, Size, dots, lines_at, num, path, rect, spread, words_at
from thidua.charts.text_fit import width, wrap
from thidua.charts.time_layout import (
    Plot,
    TimeLayout,
    in_every_language,
    layout_time,
    named_ticks,
    note_text,
    noted,
    phase_names,
)

_MOST_DOTS = 120  # beyond that the steps alone tell the days


def draw_time(chart: TimeChart, size: Size) -> Drawing:
    """The chart at a size."""
    layout = layout_time(chart, size)
    plot = layout.plot
    body = "".join(
        (
            *_bands(chart, layout),
            *_zone(chart, plot),
            *_forbidden(chart, plot),
            *_grid(chart, plot, size),
            _day_axis(chart.x, plot, size),
            *_key(layout, size),
            *_titles(chart, layout, size),
            *_moments(chart.moments, plot),
            *_levels(chart, plot),
            *_bracket(chart, plot),
            *_lines(chart, plot),
            *(part for mark in chart.marks for part in _mark(mark, plot)),
            *_notes(chart, layout, size),
            *_inside(chart, plot, size),
            *(_labels(chart, plot, size) if size.side else ()),
        )
    )
    return Drawing(size, layout.height, body)


def _grid(chart: TimeChart, plot: Plot, size: Size) -> Iterator[str]:
    yield path(
        "".join(f"M{num(plot.left)} {num(plot.y(tick.value))}H{num(plot.right)}" for tick in chart.y.ticks),
        "td-grid",
    )
    for tick in chart.y.ticks:
        y = plot.y(tick.value)
        yield words_at(plot.left - 6, y + size.font * 0.35, tick.label, "td-muted", "end")


@in_every_language
def _day_axis(axis: TimeAxis, plot: Plot, size: Size) -> str:
    base, first = num(plot.bottom), plot.bottom + 5 + size.font
    marks = "".join(f"M{num(plot.x(tick.day))} {base}v4" for tick in axis.ticks)
    named = [
        _under(plot.x(tick.named), first, tick.label, size) for tick in named_ticks(axis.ticks, plot, size)
    ]
    years = [
        _under(plot.x(tick.named), first + size.line, tick.year, size) for tick in axis.ticks if tick.year
    ]
    return "".join((path(f"M{num(plot.left)} {base}H{num(plot.right)}{marks}", "td-axis"), *named, *years))


def _under(x: float, y: float, text: str, size: Size) -> str:
    """A text centred under a tick, pushed in at the edges."""
    half = width(text, size.font) / 2
    return words_at(max(half, min(x, size.width - half)), y, text, "td-muted", "middle")


def _bands(chart: TimeChart, layout: TimeLayout) -> Iterator[str]:
    """Every other phase stands on a shade, from its name down, and a rule between two."""
    plot = layout.plot
    for period in chart.periods[::2]:
        start, end = plot.x(period.start), plot.x(period.end)
        yield rect(start, layout.names, end - start, plot.bottom - layout.names, "td-phase")
    rules = (plot.x(period.start) for period in chart.periods[1:])
    yield path("".join(f"M{num(x)} {num(layout.names)}V{num(plot.bottom)}" for x in rules), "td-rule")


def _titles(chart: TimeChart, layout: TimeLayout, size: Size) -> Iterator[str]:
    """The value axis's title and the phases' names."""
    if chart.y.title:
        (title,) = wrap(chart.y.title, size.width - 4, size.font, 1)
        yield words_at(0, layout.title + size.font, title, "td-muted")
    for period, lines in phase_names(chart, layout.plot, size):
        middle = (layout.plot.x(period.start) + layout.plot.x(period.end)) / 2
        yield lines_at(middle, layout.names + size.font + 3, lines, size.line, "td-muted", "middle")


def _notes(chart: TimeChart, layout: TimeLayout, size: Size) -> Iterator[str]:
    for moment, (start, row) in zip(noted(chart), layout.rows, strict=True):
        yield words_at(
            start,
            layout.notes + size.font + row * size.line,
            note_text(moment, layout.plot, size),
            f"td-{moment.ink}-t",
        )


def _moments(moments: tuple[Moment, ...], plot: Plot) -> Iterator[str]:
    for moment in moments:
        yield path(f"M{num(plot.x(moment.day))} {num(plot.top - 4)}V{num(plot.bottom)}", f"td-{moment.ink}")


def _zone(chart: TimeChart, plot: Plot) -> Iterator[str]:
    if chart.zone:
        top, bottom = plot.y(chart.zone.high), plot.y(chart.zone.low)
        yield rect(plot.left, top, plot.right - plot.left, bottom - top, "td-zone")


def _levels(chart: TimeChart, plot: Plot) -> Iterator[str]:
    for level in chart.levels:
        yield path(_held(level, plot), f"td-{level.ink}")


def _held(level: Level, plot: Plot) -> str:
    """A level's path: level, and a step where a revision set another value."""
    data = f"M{num(plot.left)} "
    for until, value in level.was:
        data += f"{num(plot.y(value))}H{num(plot.x(until))}V"
    return f"{data}{num(plot.y(level.value))}H{num(plot.right)}"


_HATCH = 10.0


def _forbidden(chart: TimeChart, plot: Plot) -> Iterator[str]:
    """What the law forbids while the plan asks for it: hatched from the ceiling up."""
    if chart.bracket is None:
        return
    left, right, top, bottom = plot.left, plot.right, plot.top, plot.y(chart.bracket.low)
    high, parts, start = bottom - top, [], left - (bottom - top)
    while start < right:
        x, end = max(start, left), min(start + high, right)
        parts.append(f"M{num(x)} {num(bottom - (x - start))}L{num(end)} {num(bottom - (end - start))}")
        start += _HATCH
    yield path("".join(parts), "td-hatch")


def _bracket(chart: TimeChart, plot: Plot) -> Iterator[str]:
    if chart.bracket:
        x, low, high = (
            bracket_x(plot),
            num(plot.y(chart.bracket.low)),
            num(plot.y(chart.bracket.high)),
        )
        yield path(f"M{num(x - 5)} {low}h10M{num(x - 5)} {high}h10M{num(x)} {low}V{high}", "td-ceiling")


def _mark(mark: Mark, plot: Plot) -> Iterator[str]:
    """A cross for a breach along a line of conduct, else a ring."""
    x, y = plot.x(mark.day), plot.y(mark.value)
    if mark.cross:
        yield path(f"M{num(x - 5)} {num(y - 5)}l10 10M{num(x + 5)} {num(y - 5)}l-10 10", f"td-{mark.ink}")
        return
    yield path(f"M{num(x - 4.5)} {num(y)}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", f"td-{mark.ink} td-ring")


def _lines(chart: TimeChart, plot: Plot) -> Iterator[str]:
    for line in chart.curves:
        if not line.points:
            continue
        days, values, *_ = zip(*line.points, strict=True)
        places = _places(plot, days, values)
        trace = _trace(places, step=line.step)
        yield path(trace, f"td-{line.ink}")
        if line.dots and len(places) <= _MOST_DOTS:
            marked = [place for place, point in zip(places, line.points, strict=True) if point.news]
            yield dots(marked, f"td-dots td-{line.ink}")


@in_every_language
def _places(plot: Plot, days: Sequence[date], values: Sequence[Fraction]) -> list[tuple[str, str]]:
    return [(num(plot.x(day)), num(plot.y(value))) for day, value in zip(days, values, strict=True)]


def _trace(places: Sequence[tuple[str, str]], *, step: bool) -> str:
    """A line's path; a step goes on level until it goes up or down."""
    (x, height), *rest = places
    parts, drawn = [f"M{x} {height}"], x
    for x, y in rest:
        if not step:
            parts.append(f"L{x} {y}")
        elif y != height:
            parts.append(f"H{x}V{y}")
            height, drawn = y, x
    if step and x != drawn:
        parts.append(f"H{x}")
    return "".join(parts)


def _inside(chart: TimeChart, plot: Plot, size: Size) -> Iterator[str]:
    """The names written inside the plot."""
    for one in end_labels(chart, plot, size):
        weight = " td-strong" if one.ink in STRONG else ""
        yield words_at(one.x, one.y + size.font * 0.35, one.text, f"td-{one.ink}-t td-halo{weight}")


def _labels(chart: TimeChart, plot: Plot, size: Size) -> Iterator[str]:
    """The other lines' names: right of the plot, each at its line's end."""
    wanted = [(plot.y(level.value), level.ink, level.label) for level in chart.levels]
    named = [one.line for one in end_labels(chart, plot, size)]
    wanted += [
        (plot.y(line.points[-1].value), line.ink, line.label)
        for line in chart.curves
        if line.points and line.label and line not in named
    ]
    texts = [wrap(label, size.side - 16, size.font, 3) for _, _, label in wanted]
    middles = spread(
        [y for y, _, _ in wanted],
        [len(text) * size.line + 3 for text in texts],
        plot.top - 8,
        plot.bottom + 8,
    )
    for (y, ink, _), text, middle in zip(wanted, texts, middles, strict=True):
        if abs(middle - y) > 3:
            lead = f"M{num(plot.right + 4)} {num(y)}L{num(plot.right + 10)} {num(middle)}"
            yield path(lead, f"td-thread td-{ink}")
        first = middle - len(text) * size.line / 2 + size.font * 0.95
        weight = " td-strong" if ink in STRONG else ""
        yield lines_at(plot.right + 12, first, text, size.line, f"td-{ink}-t{weight}")


def _key(layout: TimeLayout, size: Size) -> Iterator[str]:
    """The lines' names above a narrow plot, with a sample of each."""
    for entry in layout.key:
        yield path(f"M{num(entry.x)} {num(entry.y + size.font * 0.65)}h20", f"td-{entry.ink}")
        yield lines_at(entry.x + 26, entry.y + size.font, entry.text, size.line, f"td-{entry.ink}-t")
