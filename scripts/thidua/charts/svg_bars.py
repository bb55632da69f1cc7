"""A bar chart as SVG: one row a target, its figure in words and its status by mark, word and colour."""

from __future__ import annotations

from thidua.charts.model import Bar, BarChart
from thidua.charts.shapes import shape
from thidua.charts.svg_draw import Drawing, Size, lines_at, num, path, rect, words_at
from thidua.charts.text_fit import cut, width, wrap

_THICK = 14.0


def draw_bars(chart: BarChart, size: Size) -> Drawing:
    """The chart at a size: on paper's width in columns, on a telephone each row in two storeys."""
    return _wide(chart, size) if size.side else _narrow(chart, size)


def _wide(chart: BarChart, size: Size) -> Drawing:
    """Columns: name, bar, figure, status."""
    status = size.width - max((width(bar.word, size.font) for bar in _all(chart)), default=0) - 24
    figure = min(120.0, max((width(bar.value, size.font) for bar in _all(chart)), default=0)) + 10
    right = status - figure - 14
    left = 250.0
    y, parts = _scale(chart, size, left, right)
    top = y
    rows = []
    for group in chart.groups:
        y += 8
        rows.append(words_at(0, y + size.font, group.name, "td-strong"))
        y += size.line + 6
        for bar in group.bars:
            names = wrap(bar.name, left - 12, size.font)
            height = max(len(names) * size.line, 20.0) + 7
            middle = y + height / 2
            first = middle - len(names) * size.line / 2 + size.font * 0.95
            base = middle + size.font * 0.35
            rows += (lines_at(0, first, names, size.line), *_bar(chart, bar, left, right, middle),
                     words_at(status - 14, base, cut(bar.value, figure, size.font), "", "end"),
                     *_status(bar, status, middle, size))
            y += height
    return Drawing(size, y + 4, "".join((*parts, _goal_line(chart, left, right, top, y), *rows)))


def _narrow(chart: BarChart, size: Size) -> Drawing:
    """Two storeys: the name above; below it the bar, the figure and the status."""
    right = 130.0
    y, parts = _scale(chart, size, 0, right)
    rows = []
    for group in chart.groups:
        y += 8
        rows.append(words_at(0, y + size.font, group.name, "td-strong"))
        y += size.line + 6
        for bar in group.bars:
            names = wrap(bar.name, size.width, size.font)
            rows.append(lines_at(0, y + size.font, names, size.line))
            y += len(names) * size.line + 2
            middle = y + size.line / 2
            rows += (*_bar(chart, bar, 0, right, middle), *_status(bar, right + 12, middle, size),
                     words_at(size.width, middle + size.font * 0.35,
                              cut(bar.value, size.width - right - 40 - width(bar.word, size.font), size.font),
                              "", "end"),
                     _goal_line(chart, 0, right, middle - 10, middle + 10))
            y += size.line + 12
    return Drawing(size, y, "".join((*parts, *rows)))


def _all(chart: BarChart) -> list[Bar]:
    return [bar for group in chart.groups for bar in group.bars]


def _place(chart: BarChart, share: float, left: float, right: float) -> float:
    return left + (right - left) * min(max(share / float(chart.limit), 0.0), 1.0)


def _scale(chart: BarChart, size: Size, left: float, right: float) -> tuple[float, list[str]]:
    """The name of the goal's line, and the scale; and where the rows begin."""
    goal = _place(chart, 1.0, left, right)
    room = width(chart.goal_label, size.font)
    start = max(0.0, min(goal - room / 2, size.width - room))
    return size.line + 4, [words_at(start, size.font, chart.goal_label, "td-goal-t")]


def _goal_line(chart: BarChart, left: float, right: float, top: float, bottom: float) -> str:
    return path(f"M{num(_place(chart, 1.0, left, right))} {num(top)}V{num(bottom)}", "td-goal")


def _bar(chart: BarChart, bar: Bar, left: float, right: float, middle: float) -> tuple[str, ...]:
    """The bar on its track; one that is cut short ends in an arrow, one without a figure is not drawn."""
    track = rect(left, middle - _THICK / 2, right - left, _THICK, "td-track")
    if bar.share is None:
        return (track,)
    end = _place(chart, float(bar.share), left, right)
    drawn = rect(left, middle - _THICK / 2, max(end - left, 1.5), _THICK, f"td-bar td-{bar.status.css}")
    if bar.share <= chart.limit:
        return track, drawn
    arrow = path(f"M{num(right)} {num(middle - 7)}l7 7l-7 7z", f"td-bar td-{bar.status.css}")
    return track, drawn, arrow


def _status(bar: Bar, x: float, middle: float, size: Size) -> tuple[str, str]:
    return status_mark(bar.status.shape, bar.status.css, x, middle - 7), words_at(
        x + 20, middle + size.font * 0.35, bar.word)


def status_mark(name: str, css: str, x: float, y: float) -> str:
    """A status's mark in a box of 14 pixels."""
    mark = shape(name)
    kind = f"td-mark td-mark--line td-{css}" if mark.outline else f"td-mark td-{css}"
    return f'<path class="{kind}" transform="translate({num(x)} {num(y)})scale(.875)" d="{mark.path}"/>'
