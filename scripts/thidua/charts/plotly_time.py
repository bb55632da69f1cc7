"""A time chart as a Plotly figure, with the same axes, lines and notes as its SVG."""

from collections.abc import Iterator

from thidua.charts.end_labels import bracket_x
from thidua.charts.model import Curve, Ink, Level, TimeChart
from thidua.charts.plotly_notes import notes
from thidua.charts.plotly_parts import Json, all_told, assembled, base_layout, safe, size_part, told
from thidua.charts.style import STROKES
from thidua.charts.svg_draw import NARROW, WIDE, Size
from thidua.charts.time_layout import TimeLayout, layout_time, named_ticks

_EDGE = 4.0  # room for half a dot at the plot's right end


def time_figure(chart: TimeChart) -> Json:
    """Data, layout and sizes."""
    lines = [line for line in chart.curves if line.points]
    return assembled(
        [
            *(_level(chart, level) for level in chart.levels),
            *(_line(line) for line in lines),
            *_marks(chart),
        ],
        base_layout(dragmode="zoom", hovermode=False, xaxis=_days(chart), yaxis=_values(chart)),
        _size(chart, WIDE),
        _size(chart, NARROW),
    )


def _stroke(ink: Ink) -> Json:
    stroke = STROKES[ink]
    dash = ",".join(f"{part}px" for part in stroke.dash) or "solid"
    return {"color": f"var(--td-{stroke.colour})", "width": stroke.width, "dash": dash}


def _line(line: Curve) -> Json:
    trace: Json = {
        "type": "scatter",
        "name": safe(line.name or line.label),
        "mode": "lines+markers" if line.dots else "lines",
        "x": [point.day.isoformat() for point in line.points],
        "y": [point.value.numerator / point.value.denominator for point in line.points],
        "hoverinfo": "none",
        "line": {**_stroke(line.ink), "shape": "hv" if line.step else "linear"},
        "cliponaxis": False,
        "meta": _ruled(line),
    }
    if line.dots:
        trace["marker"] = {
            "color": trace["line"]["color"],
            "size": [7 if point.news else 0 for point in line.points],
        }
    return trace


def _ruled(line: Curve) -> Json:
    """What the ruler tells of a line: its values in words, and beside them what made each."""
    return {
        "said": all_told((point.said,) for point in line.points),
        "told": all_told(point.hover for point in line.points),
        "news": [int(point.news) for point in line.points],
    }


def _level(chart: TimeChart, level: Level) -> Json:
    days = [chart.x.start, *(until for until, _ in level.was), chart.x.end]
    values = [*(value for _, value in level.was), level.value, level.value]
    return {
        "type": "scatter",
        "name": safe(level.label),
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": [float(value) for value in values],
        "hoverinfo": "skip",
        "line": {**_stroke(level.ink), "shape": "hv"},
    }


def _marks(chart: TimeChart) -> Iterator[Json]:
    """Rings and crosses, which stay where the picture has them."""
    for mark in chart.marks:
        colour = f"var(--td-{STROKES[mark.ink].colour})"
        yield {
            "type": "scatter",
            "mode": "markers",
            "name": safe(mark.label),
            "x": [mark.day.isoformat()],
            "y": [float(mark.value)],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "symbol": "x-thin" if mark.cross else "circle",
                "size": 10 if mark.cross else 9,
                "color": "var(--td-paper)",
                "line": {"color": colour, "width": 2.5 if mark.cross else 2},
            },
        }


def _days(chart: TimeChart) -> Json:
    return {
        "type": "date",
        "range": [chart.x.start.isoformat(), chart.x.end.isoformat()],
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": 4,
        "linecolor": "var(--td-axis)",
        "showline": True,
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "tickfont": {"color": "var(--td-soft)"},
        "tickmode": "array",
    }


def _values(chart: TimeChart) -> Json:
    ticks = chart.y.ticks
    return {
        "range": [float(chart.y.low), float(chart.y.high)],
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": "var(--td-line)",
        "tickfont": {"color": "var(--td-soft)"},
        "tickmode": "array",
        "tickvals": [float(tick.value) for tick in ticks],
        "ticktext": [safe(tick.label) for tick in ticks],
        "showticklabels": bool(ticks),
        "ticklabelstandoff": 5,
    }


def _size(chart: TimeChart, size: Size) -> Json:
    """The live part runs from the phases' names to the days' axis, as far right as the plot."""
    layout = layout_time(chart, size)
    plot = layout.plot
    box = (0.0, layout.names, plot.right + _EDGE, layout.height - layout.names)
    margin = (plot.left, plot.top - layout.names, _EDGE, layout.height - plot.bottom)
    named = named_ticks(chart.x.ticks, plot, size)
    years = [tick for tick in chart.x.ticks if tick.year and tick not in named]
    return size_part(
        size,
        box,
        margin,
        xaxis={
            "minor": {
                "ticks": "outside",
                "ticklen": 4,
                "tickcolor": "var(--td-axis)",
                "tickmode": "array",
                "tickvals": [tick.day.isoformat() for tick in chart.x.ticks],
            },
            "tickvals": [tick.named.isoformat() for tick in (*named, *years)],
            "ticktext": [
                *(told((tick.label, tick.year)) for tick in named),
                *(told(("", tick.year)) for tick in years),
            ],
        },
        shapes=[*_bands(chart, layout), *_zone(chart), *_bracket(chart, layout), *_moments(chart)],
        annotations=list(notes(chart, layout, size)),
    )


def _bands(chart: TimeChart, layout: TimeLayout) -> Iterator[Json]:
    """Every other phase on a shade, which reaches above the plot to its name, and a rule between two."""
    above = (layout.plot.top - layout.names) / (layout.plot.bottom - layout.plot.top)
    high, rule = round(1 + above, 4), {"color": "var(--td-axis)", "width": 1}
    for period in chart.periods[::2]:
        start, end = max(period.start, chart.x.start), min(period.end, chart.x.end)
        yield _shade(("x", "paper"), (start.isoformat(), end.isoformat()), (0, high), "wash")
    for period in chart.periods[1:]:
        yield {**_upright(period.start.isoformat(), high), "layer": "below", "line": rule}


def _shade(axes: tuple[str, str], x: tuple[object, object], y: tuple[float, float], colour: str) -> Json:
    """A rectangle below the figures; ``axes`` says what its places are counted on."""
    box = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "fillcolor": f"var(--td-{colour})"}
    plain = {"layer": "below", "line": {"width": 0}}
    return {"type": "rect", "xref": axes[0], "yref": axes[1], **plain, **box}


def _upright(day: str, high: float) -> Json:
    """A line on a day from the foot of the plot to a part of its height."""
    return {"type": "line", "xref": "x", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": high}


_ACROSS = ("paper", "y"), (0, 1)  # over the whole width, between two values


def _bracket(chart: TimeChart, layout: TimeLayout) -> Iterator[Json]:
    """What the law forbids on a shade, and a line between the two values that cannot both be kept."""
    if chart.bracket is None:
        return
    plot, low, high = layout.plot, float(chart.bracket.low), float(chart.bracket.high)
    place = round((bracket_x(plot) - plot.left) / (plot.right - plot.left), 4)
    yield {**_shade(*_ACROSS, (low, float(chart.y.high)), "law"), "opacity": 0.08}
    axes = {"type": "line", "xref": "paper", "yref": "y", "layer": "below"}
    line = {"color": "var(--td-law)", "width": 2}
    yield {**axes, "line": line, "x0": place, "x1": place, "y0": low, "y1": high}


def _zone(chart: TimeChart) -> Iterator[Json]:
    if chart.zone:
        yield _shade(*_ACROSS, (float(chart.zone.low), float(chart.zone.high)), "zone")


def _moments(chart: TimeChart) -> Iterator[Json]:
    for moment in chart.moments:
        yield {**_upright(moment.day.isoformat(), 1), "line": _stroke(moment.ink)}
