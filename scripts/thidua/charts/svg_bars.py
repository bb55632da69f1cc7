"""A bar chart as SVG: one row a target, its figure in words and its status by mark, word and colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.charts.glyphs import glyph_at
from thidua.charts.model import Bar, BarChart
from thidua.charts.svg_draw import Drawing, Size, lines_at, num, path, rect, words_at
from thidua.charts.text_fit import width, wrap

THICK = 14.0
_NAME, _GAP = 248.0, 12.0


@dataclass(frozen=True, slots=True)
class BarColumns:
    """Where bars begin and end, where figures end and statuses begin."""

    left: float
    right: float
    figure: float
    status: float

    def x(self, share: float, limit: float) -> float:
        """Where a share ends; a longer one than the limit ends with the bars' column."""
        return self.left + (self.right - self.left) * min(max(share / limit, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar's place: the middle of its bar, and the base line of its name."""

    bar: Bar
    middle: float
    names: tuple[str, ...]
    name_y: float
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Everything's place: headings by their base lines, rows, and the drawing's height."""

    columns: BarColumns
    headings: tuple[tuple[str, float], ...]
    rows: tuple[BarRow, ...]
    height: float


def layout_bars(chart: BarChart, size: Size) -> BarLayout:
    """Where everything goes: in columns on a page's width, on a telephone each row in two storeys."""
    columns = _columns(chart, size)
    headings, rows = [], []
    y = size.line + 4
    for group in chart.groups:
        headings.append((group.name, y + 8 + size.font))
        y += size.line + 14
        for bar in group.bars:
            row, y = _row(bar, columns, size, y)
            rows.append(row)
    return BarLayout(columns, tuple(headings), tuple(rows), y + 4)


def _columns(chart: BarChart, size: Size) -> BarColumns:
    words = _widest((bar.word for group in chart.groups for bar in group.bars), size)
    if not size.side:
        return BarColumns(0, 110, size.width, 122)
    status = size.width - words - 20
    values = _widest((bar.value for group in chart.groups for bar in group.bars), size)
    return BarColumns(_NAME + _GAP, status - 2 * _GAP - min(values, 112.0), status - _GAP, status)


def _widest(texts: Iterable[str], size: Size) -> float:
    return max((width(text, size.font) for text in texts), default=0.0)


def _row(bar: Bar, columns: BarColumns, size: Size, y: float) -> tuple[BarRow, float]:
    """A row that starts at ``y``, and where the next one does."""
    if size.side:
        names = wrap(bar.name, _NAME, size.font, 3)
        values = wrap(bar.value, 112, size.font, 3)
        height = max(len(names), len(values), 1) * size.line + 8
        middle = y + height / 2
        return BarRow(bar, middle, names, middle + _rise(names, size), values), y + height
    names = wrap(bar.name, size.width, size.font, 3)
    middle = y + (len(names) + 0.5) * size.line + 4
    # The figure stands under its bar where the status leaves it no room beside.
    room = columns.figure - columns.status - 28 - width(bar.word, size.font)
    beside = width(bar.value, size.font) <= room
    values = wrap(bar.value, room if beside else size.width - columns.status - 19, size.font, 1)
    extra = 0 if beside or not bar.value else size.line
    return BarRow(bar, middle, names, y + size.font, values), middle + size.line / 2 + extra + 12


def _rise(lines: tuple[str, ...], size: Size) -> float:
    """From the middle of a row to the first base line of its lines."""
    return size.font * 0.95 - len(lines) * size.line / 2


def draw_bars(chart: BarChart, size: Size) -> Drawing:
    """The chart at a size."""
    layout = layout_bars(chart, size)
    goal = layout.columns.x(1.0, float(chart.limit))
    room = width(chart.goal_label, size.font)
    start = max(0.0, min(goal - room / 2, size.width - room))
    body = [words_at(start, size.font, chart.goal_label, "td-goal-t")]
    body += [words_at(0, y, name, "td-strong") for name, y in layout.headings]
    for row in layout.rows:
        body += [
            lines_at(0, row.name_y, row.names, size.line),
            *_bar(chart, row, layout.columns),
            *_status(row, layout.columns, size),
            *_figure(row, layout.columns, size),
        ]
        mark = f"M{num(goal)} {num(row.middle - THICK / 2 - 3)}v{num(THICK + 6)}"
        body += [path(mark, "td-gap"), path(mark, "td-today")]
    return Drawing(size, layout.height, "".join(body))


def _bar(chart: BarChart, row: BarRow, columns: BarColumns) -> Iterator[str]:
    """The bar on its track; one that is cut short ends in an arrow, one without a figure is not drawn."""
    top, share, css = row.middle - THICK / 2, row.bar.share, f"td-bar td-{row.bar.status.css}"
    yield rect(columns.left, top, columns.right - columns.left, THICK, "td-track")
    if share:
        end = columns.x(float(share), float(chart.limit))
        yield rect(columns.left, top, max(end - columns.left, 2), THICK, css)
        if share > chart.limit:
            yield path(f"M{num(columns.right)} {num(top)}l6 {num(THICK / 2)}l-6 {num(THICK / 2)}z", css)


def _status(row: BarRow, columns: BarColumns, size: Size) -> Iterator[str]:
    yield glyph_at(row.bar.status.shape, row.bar.status.css, columns.status, row.middle - 7)
    yield words_at(columns.status + 19, row.middle + size.font * 0.35, row.bar.word)


def _figure(row: BarRow, columns: BarColumns, size: Size) -> Iterator[str]:
    if size.side:
        first = row.middle + _rise(row.values, size)
        yield lines_at(columns.figure, first, row.values, size.line, "", "end")
        return
    room = columns.figure - columns.status - 28 - width(row.bar.word, size.font)
    beside = width(row.bar.value, size.font) <= room
    first = row.middle + size.font * 0.35 + (0 if beside else size.line)
    yield lines_at(
        columns.figure if beside else columns.status + 19,
        first,
        row.values,
        size.line,
        "td-muted",
        "end" if beside else "",
    )
