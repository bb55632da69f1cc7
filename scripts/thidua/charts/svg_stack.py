"""A stacked bar as SVG: parts of a whole, each with its number, and below them their words."""

from __future__ import annotations

from thidua.charts.model import StackChart
from thidua.charts.svg_bars import status_mark
from thidua.charts.svg_draw import Drawing, Size, num, rect, words_at
from thidua.charts.text_fit import width

_HIGH = 34.0
_GAP = 2.0


def draw_stack(chart: StackChart, size: Size) -> Drawing:
    """The bar and its key, which reads as a sum."""
    total = sum(part.count for part in chart.parts) or 1
    room = size.width - _GAP * (len(chart.parts) - 1)
    x, parts = 0.0, []
    for part in chart.parts:
        wide = room * part.count / total
        parts.append(rect(x, 0, wide, _HIGH, f"td-bar td-{part.status.css}"))
        number = str(part.count)
        if width(number, size.font) + 4 <= wide:
            parts.append(words_at(x + wide / 2, _HIGH / 2 + size.font * 0.36, number, "td-on", "middle"))
        x += wide + _GAP
    key, height = _key(chart, size)
    return Drawing(size, height, "".join((*parts, key)))


def _key(chart: StackChart, size: Size) -> tuple[str, float]:
    """Mark, word and count of each part, in rows; last the whole."""
    parts: list[str] = []
    x, y = 0.0, _HIGH + 10
    for part in chart.parts:
        text = f"{part.word} {part.count}"
        room = 20 + width(text, size.font)
        if x and x + room > size.width:
            x, y = 0.0, y + size.line + 6
        parts.append(status_mark(part.status.shape, part.status.css, x, y + 1))
        parts.append(f'<text x="{num(x + 20)}" y="{num(y + size.font - 0.5)}">{_marked(part.word)}'
                     f' <tspan class="td-strong">{part.count}</tspan></text>')
        x += room + 18
    if x + width(chart.total, size.font) > size.width:
        x, y = 0.0, y + size.line + 6
    parts.append(words_at(x, y + size.font - 0.5, chart.total, "td-muted"))
    return "".join(parts), y + size.line + 4


def _marked(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
