"""A chart as a Plotly figure: a plain dict, drawn in the reader's browser over the SVG of the same chart.

The live drawing covers the part of the SVG that answers to a pointer. ``sizes`` says for each size of the
drawing which part that is (``box``: left, top, width, height in its units), whether the SVG shows through
(``clear``), and which axes, notes and places differ there; data and layout hold those of the wide one.
Text from data is escaped and never stands in a template: neither markup nor a directive in it does anything.
"""

from __future__ import annotations

from typing import Any

from thidua.charts.model import BarChart, Chart, StackChart, StripChart, TimeChart
from thidua.charts.plotly_parts import Json
from thidua.charts.plotly_places import bars_figure, stack_figure, strip_figure
from thidua.charts.plotly_time import time_figure

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
        case BarChart():
            return bars_figure(chart)
        case StripChart():
            return strip_figure(chart)
        case StackChart():
            return stack_figure(chart)
