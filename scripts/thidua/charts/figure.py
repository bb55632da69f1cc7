"""A chart's place on a page: both sizes of its drawing, its caption, and where its data lie."""

from __future__ import annotations

from html import escape

from thidua.charts.model import Chart
from thidua.charts.svg import svg
from thidua.charts.svg_draw import NARROW, WIDE


def figure_html(chart: Chart, data: str = "") -> str:
    """The chart's figure element; ``data`` is the link to its Plotly JSON, "" for a chart that stays still.

    The stylesheet shows the size that fits; a hidden drawing is not read out, so each is named.
    """
    head = chart.head
    live = f' data-chart="{escape(data)}"' if data else ""
    return (
        f'<figure class="td-figure" id="{escape(head.id)}"{live}>'
        f'<figcaption class="td-title">{escape(head.title, quote=False)}</figcaption>'
        f'<div class="td-stage">{svg(chart, WIDE)}{svg(chart, NARROW)}</div>'
        f'<p class="td-source">{escape(head.source, quote=False)}</p></figure>'
    )
