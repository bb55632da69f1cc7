"""A time chart as a Plotly figure, with the same axes, lines and notes as its SVG."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.charts.model import Curve, Ink, Level, TimeChart
from thidua.charts.plotly_notes import notes
from thidua.charts.plotly_parts import HOVER, Json, assembled, base_layout, safe, size_part, told
from thidua.charts.style import SHADED, STROKES
from thidua.charts.svg_draw import NARROW, WIDE, Size
from thidua.charts.time_layout import (
    TimeLayout,
    layout_time,
    named_ticks,
)

_EDGE = 4.0  # room for half a dot at the plot's right end


def time_figure(chart: TimeChart) -> Json:
    """Data, layout and sizes."""
    lines = [line for line in chart.curves if line.points]
    return assembled(
        [*(_level(chart, level) for level in chart.levels), *(_line(line) for line in lines)],
        base_layout(dragmode="zoom", xaxis=_days(chart), yaxis=_values(chart)),
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
        "name": safe(line.label),
        "mode": "lines+markers" if line.dots else "lines",
        "x": [point.day.isoformat() for point in line.points],
        "y": [float(point.value) for point in line.points],
        "text": [told(point.hover) for point in line.points],
        "hovertemplate": HOVER,
        "line": {**_stroke(line.ink), "shape": "hv" if line.step else "linear"},
        "cliponaxis": False,
    }
    if line.dots:
        trace["marker"] = {
            "color": trace["line"]["color"],
            "size": [7 if point.news else 0 for point in line.points],
        }
    if line.filled and line.ink in SHADED:
        trace |= {"fill": "tozeroy", "fillcolor": f"var(--td-{line.ink}-soft)"}
    return trace


def _level(chart: TimeChart, level: Level) -> Json:
    return {
        "type": "scatter",
        "name": safe(level.label),
        "mode": "lines",
        "x": [chart.x.start.isoformat(), chart.x.end.isoformat()],
        "y": [float(level.value)] * 2,
        "text": [safe(level.label)] * 2,
        "hovertemplate": HOVER,
        "line": _stroke(level.ink),
    }


def _days(chart: TimeChart) -> Json:
    return {
        "type": "date",
        "range": [chart.x.start.isoformat(), chart.x.end.isoformat()],
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 4,
        "linecolor": "var(--td-axis)",
        "tickcolor": "var(--td-axis)",
        "showline": True,
        "tickangle": 0,
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
        "showticklabels": not chart.y.ladder,
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
            "tickvals": [tick.day.isoformat() for tick in (*named, *years)],
            "ticktext": [
                *(told((tick.label, tick.year)) for tick in named),
                *(told(("", tick.year)) for tick in years),
            ],
        },
        shapes=[*_bands(chart, layout), *_zone(chart), *_moments(chart)],
        annotations=list(notes(chart, layout, size)),
    )


def _bands(chart: TimeChart, layout: TimeLayout) -> Iterator[Json]:
    """Every other phase on a shade, which reaches above the plot to its name."""
    above = (layout.plot.top - layout.names) / (layout.plot.bottom - layout.plot.top)
    for period in chart.periods[::2]:
        start, end = max(period.start, chart.x.start), min(period.end, chart.x.end)
        yield {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "layer": "below",
            "line": {"width": 0},
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "y0": 0,
            "y1": round(1 + above, 4),
            "fillcolor": "var(--td-wash)",
        }


def _zone(chart: TimeChart) -> Iterator[Json]:
    if chart.zone:
        yield {
            "type": "rect",
            "xref": "paper",
            "yref": "y",
            "layer": "below",
            "line": {"width": 0},
            "x0": 0,
            "x1": 1,
            "y0": float(chart.zone.low),
            "y1": float(chart.zone.high),
            "fillcolor": "var(--td-zone)",
        }


def _moments(chart: TimeChart) -> Iterator[Json]:
    for moment in chart.moments:
        day = moment.day.isoformat()
        yield {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": day,
            "x1": day,
            "y0": 0,
            "y1": 1,
            "line": _stroke(moment.ink),
        }
