"""A chart's place on a page: both sizes of its drawing, its caption, its buttons, and where its data lie."""

from __future__ import annotations

from html import escape

from thidua.charts.model import Chart
from thidua.charts.svg import svg
from thidua.charts.svg_draw import NARROW, WIDE


def figure_html(chart: Chart, data: str = "") -> str:
    """The chart's figure element; ``data`` is the link to its Plotly JSON, "" for a chart that stays still.

    The stylesheet shows the size that fits. The buttons are shown by the script that makes them work.
    """
    head, controls = chart.head, chart.head.controls
    live = f' data-chart="{escape(data)}"' if data else ""
    buttons = "".join(
        f'<button type="button" data-save="{kind}">{escape(name)}</button>'
        for kind, name in (("png", controls.png), ("svg", controls.svg))
    )
    return (
        f'<figure class="td-figure" id="{escape(head.id)}"{live}>'
        f'<figcaption class="td-figure__title">{escape(head.title)}</figcaption>'
        f'<div class="td-figure__stage" data-keys="{escape(controls.keys)}">'
        f"{svg(chart, WIDE)}{svg(chart, NARROW)}</div>"
        f'<div class="td-figure__foot"><p class="td-figure__source">{escape(head.source)}</p>'
        f'<p class="td-figure__tools" hidden>{buttons}</p></div></figure>'
    )
