"""A chart as SVG: its figure on a page, in two sizes, and a picture that stands by itself."""

from __future__ import annotations

from functools import cache
from html import escape

from thidua.charts.model import BarChart, Chart, StripChart, TimeChart
from thidua.charts.style import file_rules
from thidua.charts.svg_bars import draw_bars
from thidua.charts.svg_draw import NARROW, WIDE, Drawing, Size, lines_at, num, rect
from thidua.charts.svg_strip import draw_strip
from thidua.charts.svg_time import draw_time
from thidua.charts.text_fit import wrap


def draw(chart: Chart, size: Size) -> Drawing:
    """The chart's drawing at a size."""
    match chart:
        case TimeChart():
            return draw_time(chart, size)
        case BarChart():
            return draw_bars(chart, size)
        case StripChart():
            return draw_strip(chart, size)


def svg(chart: Chart, size: Size = WIDE) -> str:
    """The chart for a page: named and described for those who cannot see it, coloured by the stylesheet."""
    drawing = draw(chart, size)
    box = f"0 0 {size.width} {num(drawing.height)}"
    return (
        f'<svg class="td-chart td-chart--{size.name}" role="img" viewBox="{box}">'
        f"{_names(chart)}{drawing.body}</svg>"
    )


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


def svg_file(chart: Chart) -> str:
    """The chart as a file of its own, with its title, its as-of day and its source in the picture."""
    drawing = draw(chart, WIDE)
    title = wrap(chart.head.title, WIDE.width, 17, 3)
    source = wrap(chart.head.source, WIDE.width, 12, 3)
    top = 24 * len(title) + 8
    width, height = WIDE.width + 32, top + drawing.height + 18 * len(source) + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="td-chart" role="img" width="{width}"'
        f' height="{num(height)}" viewBox="0 0 {width} {num(height)}">'
        f"{_names(chart)}<style>{_file_style()}</style>{rect(0, 0, width, height, 'td-paper')}"
        f'<g transform="translate(16 16)"><g font-size="17">{lines_at(0, 16, title, 24, "td-strong")}</g>'
        f'<g transform="translate(0 {top})">{drawing.body}</g>'
        f'<g font-size="12">{lines_at(0, top + drawing.height + 20, source, 18, "td-muted")}</g></g></svg>\n'
    )


def _names(chart: Chart) -> str:
    title, text = escape(chart.head.title, quote=False), escape(chart.head.description, quote=False)
    return f"<title>{title}</title><desc>{text}</desc>"


@cache
def _file_style() -> str:
    return file_rules()
