"""The words inside a live time chart: phases, days, marks, and lines that end early."""

from collections.abc import Iterator

from thidua.charts.end_labels import end_labels
from thidua.charts.model import TimeChart
from thidua.charts.plotly_parts import Json, safe, told
from thidua.charts.style import STROKES, STRONG
from thidua.charts.svg_draw import Size
from thidua.charts.time_layout import Plot, TimeLayout, note_text, noted, phase_names


def notes(chart: TimeChart, layout: TimeLayout, size: Size) -> Iterator[Json]:
    """Every note of the chart at a size, where its SVG has it."""
    yield from _names(chart, layout, size)
    yield from _days(chart, layout, size)
    yield from _ends(chart, layout.plot, size)


def _note(text: str, colour: str, x: object, weight: int = 400, **place: object) -> Json:
    """A note at a place of its axis, shifted from the top of the live part."""
    return {
        "text": text,
        "font": {"color": f"var(--td-{colour})"} | ({"weight": weight} if weight > 400 else {}),
        "showarrow": False,
        "borderpad": 0,
        "x": x,
        "xref": "x" if isinstance(x, str) else "paper",
        "y": 1,
        "yref": "paper",
        **place,
    }


def _names(chart: TimeChart, layout: TimeLayout, size: Size) -> Iterator[Json]:
    high = round(layout.plot.top - layout.names - 1, 1)
    for period, lines in phase_names(chart, layout.plot, size):
        start, end = max(period.start, chart.x.start), min(period.end, chart.x.end)
        if lines:
            middle = (start + (end - start) / 2).isoformat()
            yield _note(told(lines), "soft", middle, yanchor="top", yshift=high)


def _days(chart: TimeChart, layout: TimeLayout, size: Size) -> Iterator[Json]:
    plot = layout.plot
    for moment, (start, row) in zip(noted(chart), layout.rows, strict=True):
        yield _note(
            safe(note_text(moment, plot, size)),
            STROKES[moment.ink].label,
            moment.day.isoformat(),
            xanchor="left",
            yanchor="top",
            xshift=round(start - plot.x(moment.day), 1),
            yshift=round(plot.top - layout.notes - row * size.line + 2, 1),
        )


def _ends(chart: TimeChart, plot: Plot, size: Size) -> Iterator[Json]:
    """The names of marks and of lines that end early, where the picture has them."""
    for one in end_labels(chart, plot, size):
        yield _note(
            safe(one.text),
            STROKES[one.ink].label,
            0,
            600 if one.ink in STRONG else 400,
            xanchor="left",
            yanchor="middle",
            xshift=round(one.x - plot.left, 1),
            yshift=round(plot.top - one.y, 1),
        )
