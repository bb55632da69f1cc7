"""A chart as a Plotly figure: a plain dict, drawn in the reader's browser over the SVG of the same chart.

The live drawing covers the part of the SVG that answers to a pointer. ``sizes`` says for each size of the
drawing which part that is (``box``: left, top, width, height in its units), whether the SVG shows through
(``clear``), and which axes, notes and places differ there; data and layout hold those of the wide one.
A strip is live places laid exactly over its SVG, in which names and figures stay readable.
Text from data is escaped and never stands in a template: neither markup nor a directive in it does anything.
"""

from typing import Any

from thidua.charts.model import Chart, LadderChart, StripChart, TimeChart
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
from thidua.charts.svg_draw import NARROW, WIDE, Size
from thidua.charts.svg_strip import layout_strip

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
        case StripChart():
            return _strip(chart)


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
