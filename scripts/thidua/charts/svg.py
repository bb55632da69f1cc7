"""A chart as SVG: its figure on a page, in two sizes."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from thidua.charts.model import Chart, Head, LadderChart, Rung, StripChart, TimeChart
from thidua.charts.svg_draw import NARROW, WIDE, Drawing, Size, lines_at, num, path, rect
from thidua.charts.svg_strip import draw_strip
from thidua.charts.svg_time import draw_time
from thidua.charts.text_fit import wrap


def draw(chart: Chart, size: Size) -> Drawing:
    """The chart's drawing at a size."""
    match chart:
        case TimeChart():
            return draw_time(chart, size)
        case LadderChart():
            return draw_ladder(chart, size)
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart's head and its pictures in both sizes."""

    head: Head
    pictures: str
    series: str = ""  # the lines' names as switches, where a live chart has several


def drawn(chart: Chart) -> Drawn:
    """The chart drawn once, for every figure that shows it."""
    pictures = svg(chart, WIDE) + svg(chart, NARROW)
    return Drawn(chart.head, pictures, "".join(_series(chart)) if isinstance(chart, TimeChart) else "")


def _series(chart: TimeChart) -> Iterator[str]:
    """A switch for each line, the leading one first; its number is its place among the live chart's."""
    lines = [line for line in chart.curves if line.points]
    for place in reversed(range(len(lines))):
        line = lines[place]
        sample = '<svg class="td-chart td-sample" viewBox="0 0 22 8" aria-hidden="true">'
        yield (
            f'<button type="button" data-series="{len(chart.levels) + place}" aria-pressed="true">'
            f'{sample}<path class="td-{line.ink}" d="M0 4h22"/></svg>'
            f"{escape(line.name or line.label)}</button>"
        )


def figure_html(chart: Chart | Drawn, data: str = "", *, titled: bool = True, embed: str = "") -> str:
    """The chart's figure element; ``data`` is the link to its Plotly JSON, "" for a chart that stays still.

    The stylesheet shows the size that fits. The buttons are shown by the script that makes them work. Where
    the page's heading says the title already (not ``titled``), it is kept for ears and downloads alone.
    """
    picture = chart if isinstance(chart, Drawn) else drawn(chart)
    head, controls = picture.head, picture.head.controls
    live = f' data-chart="{escape(data)}"' if data else ""
    framed = f' data-embed="{escape(embed)}"' if embed else ""
    buttons = "".join(
        f'<button type="button" data-save="{kind}">{escape(controls[kind])}</button>'
        for kind, is_there in (("csv", data), ("png", True), ("svg", True), ("embed", embed))
        if is_there
    )
    hidden = "" if titled else " td-hidden"
    series = ""
    if data and picture.series:
        hint = f'<span class="td-figure__hint">{escape(controls["keys"])}</span>'
        series = f'<p class="td-figure__series">{picture.series}{hint}</p>'
    subtitle = f'<span class="td-figure__name">{escape(head.subtitle)}</span>' if head.subtitle else ""
    return (
        f'<figure class="td-figure" id="{escape(head.id)}"{live}{framed}>'
        f'<figcaption class="td-figure__title{hidden}"><span>{escape(head.title)}</span>{subtitle}'
        f"</figcaption>{series}"
        f'<div class="td-figure__stage" data-keys="{escape(controls["keys"])}">{picture.pictures}</div>'
        f'<div class="td-figure__foot"><p class="td-figure__source">{escape(head.source)}</p>'
        f'<p class="td-figure__tools" data-copied="{escape(controls["copied"])}" hidden>{buttons}</p>'
        "</div></figure>"
    )


def _names(chart: Chart) -> str:
    title, text = escape(chart.head.title, quote=False), escape(chart.head.description, quote=False)
    return f"<title>{title}</title><desc>{text}</desc>"


_THICK = 14.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the steps may be, and where names and notes stand; narrow, notes go under the names."""

    steps: float
    name: float
    note: float


def draw_ladder(chart: LadderChart, size: Size) -> Drawing:
    """The chart at a size."""
    columns = _Columns(220, 244, 560) if size.side else _Columns(88, 106, 106)
    y, body = 4.0, []
    for place, rung in reversed(list(enumerate(chart.rungs, 1))):
        part, height = _rung(rung, place / len(chart.rungs), columns, size, y)
        body += part
        y += height
    return Drawing(size, y + 2, "".join(body))


def _rung(rung: Rung, share: float, columns: _Columns, size: Size, y: float) -> tuple[list[str], float]:
    room = (columns.note if size.side else size.width) - columns.name - 12
    names = wrap(rung.name, room, size.font, 3)
    notes = wrap(rung.note, size.width - columns.note - 4, size.font, 2) if rung.note else ()
    below = 0 if size.side else len(names)
    lines = max(len(names), len(notes)) if size.side else len(names) + len(notes)
    first, height = y + size.font + 2, lines * size.line + 14
    weight = "td-strong" if rung.reached or rung.asked else "td-muted"
    return [
        *_step(rung, columns.steps * share, y),
        lines_at(columns.name, first, names, size.line, weight),
        lines_at(
            columns.note, first + below * size.line, notes, size.line, "td-goal-t" if rung.asked else ""
        ),
    ], height


def _step(rung: Rung, width: float, y: float) -> Iterator[str]:
    yield rect(0, y + 1, width, _THICK, "td-stretch" if rung.reached else "td-track")
    if rung.asked:
        yield path(f"M{num(width)} {num(y - 3)}v{num(_THICK + 8)}", "td-goal")
