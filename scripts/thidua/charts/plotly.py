"""A chart as a Plotly figure: a plain dict, drawn in the reader's browser over the SVG of the same chart.

The live drawing covers the part of the SVG that answers to a pointer. ``sizes`` says for each size of the
drawing which part that is (``box``: left, top, width, height in its units), whether the SVG shows through
(``clear``), and which axes, notes and places differ there; data and layout hold those of the wide one.
Bars and strips are live places laid exactly over their SVG, in which names and figures stay readable.
Text from data is escaped and never stands in a template: neither markup nor a directive in it does anything.
"""

from __future__ import annotations

from typing import Any

from thidua.charts.model import Bar, BarChart, Chart, LadderChart, StripChart, TimeChart
from thidua.charts.plotly_parts import (
    HOVER,
    Json,
    assembled,
    base_layout,
    hidden_axis,
    listed,
    safe,
    size_part,
    told,
)
from thidua.charts.plotly_time import time_figure
from thidua.charts.style import STROKES
from thidua.charts.svg_bars import THICK, layout_bars
from thidua.charts.svg_draw import NARROW, WIDE, Size
from thidua.charts.svg_strip import layout_strip
from thidua.model import Status

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "locale": "vi",
    "plotlyServerURL": "",
    "responsive": False,
    "scrollZoom": False,
    "showSendToCloud": False,
}


def plotly(chart: Chart) -> dict[str, Any]:
    """The figure (data, layout, config) and what differs by size; colours are names of CSS variables."""
    return {**_figure(chart), "config": CONFIG}


def _figure(chart: Chart) -> Json:
    match chart:
        case TimeChart():
            return time_figure(chart)
        case LadderChart():
            raise TypeError("a ladder is a picture that stays still")
        case BarChart():
            return _bars(chart)
        case StripChart():
            return _strip(chart)


def _tone(status: Status) -> str:
    return f"var(--td-{status.tone})"


def _bars(chart: BarChart) -> Json:
    """Tracks that tell of each target wherever its row is touched, and on them the bars."""
    bars = [bar for group in chart.groups for bar in group.bars]
    limit = float(chart.limit)
    common = {"type": "bar", "orientation": "h", "width": THICK, "marker": {"color": "var(--td-track)"}}
    tracks = {
        **common,
        "name": safe(chart.goal_label),
        "x": [limit] * len(bars),
        "text": [told(bar.hover) for bar in bars],
        "textposition": "none",
        "hovertemplate": HOVER,
    }
    drawn = {
        **common,
        "name": safe(chart.head.title),
        "x": [_length(bar, limit) for bar in bars],
        "hoverinfo": "skip",
        "marker": {"color": [_tone(bar.status) for bar in bars]},
    }
    goal = [_goal_marks(len(bars), colour, width) for colour, width in (("paper", 4), ("ink", 1))]
    layout = base_layout(barmode="overlay", xaxis=hidden_axis(0, limit))
    return assembled([tracks, drawn, *goal], layout, _bars_size(chart, WIDE), _bars_size(chart, NARROW))


def _goal_marks(count: int, colour: str, width: int) -> Json:
    """A short upright line at the goal on every bar."""
    line = {"color": f"var(--td-{colour})", "width": width}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [1] * count,
        "hoverinfo": "skip",
        "marker": {"symbol": "line-ns", "size": THICK + 6, "line": line},
    }


def _length(bar: Bar, limit: float) -> float:
    """The bar's length as a share of the goal; 0 where there is no figure to draw."""
    return 0.0 if bar.share is None else round(min(float(bar.share), limit), 4)


def _bars_size(chart: BarChart, size: Size) -> Json:
    layout = layout_bars(chart, size)
    left, right = layout.columns.left, layout.columns.right
    top, bottom = layout.rows[0].middle - THICK, layout.rows[-1].middle + THICK
    places = listed(row.middle - top for row in layout.rows)
    return size_part(
        size,
        (0, 0, size.width, layout.height),
        (left, top, size.width - right, layout.height - bottom),
        clear=True,
        traces=[{"y": places}] * 4,
        yaxis=hidden_axis(round(bottom - top, 1), 0),
    )


def _strip(chart: StripChart) -> Json:
    """A mark for each day that matters, where its stem leaves the strip."""
    moments = sorted(chart.moments, key=lambda one: (one.day, one.label))
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": safe(chart.head.title),
        "cliponaxis": False,
        "text": [told(one.hover or (one.label,)) for one in moments],
        "hovertemplate": HOVER,
        "marker": {"color": [f"var(--td-{STROKES[one.ink].colour})" for one in moments], "size": 8},
    }
    return assembled([trace], base_layout(), _strip_size(chart, WIDE), _strip_size(chart, NARROW))


def _strip_size(chart: StripChart, size: Size) -> Json:
    layout = layout_strip(chart, size)
    edges = dict.fromkeys(layout.late, layout.plot.top) | dict.fromkeys(layout.early, layout.plot.bottom)
    moments = sorted(edges, key=lambda one: (one.day, one.label))
    places = {
        "x": listed(layout.plot.x(one.day) for one in moments),
        "y": listed(edges[one] for one in moments),
    }
    return size_part(
        size,
        (0, 0, size.width, layout.height),
        clear=True,
        traces=[places],
        xaxis=hidden_axis(0, size.width),
        yaxis=hidden_axis(round(layout.height, 1), 0),
    )
