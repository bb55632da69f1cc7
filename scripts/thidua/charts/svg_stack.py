"""A stacked bar as SVG: parts of a whole, each with its number, and below them their words."""

from __future__ import annotations

from html import escape

from thidua.charts.glyphs import glyph_at
from thidua.charts.model import Segment, StackChart
from thidua.charts.style import NUMBER
from thidua.charts.svg_draw import Drawing, Size, num, rect, words_at
from thidua.charts.text_fit import width

HIGH = 34.0
_GAP = 2.0
_LEAST = 5.0


def layout_stack(chart: StackChart, size: Size) -> tuple[tuple[Segment, float, float], ...]:
    """Each part with where it begins and how wide it is; even the smallest can be seen."""
    total = sum(part.count for part in chart.segments) or 1
    room = size.width - _GAP * max(len(chart.segments) - 1, 0)
    widths = [max(room * part.count / total, _LEAST) for part in chart.segments]
    scale = room / sum(widths) if widths else 1.0
    x, placed = 0.0, []
    for part, wide in zip(chart.segments, widths, strict=True):
        placed.append((part, x, wide * scale))
        x += wide * scale + _GAP
    return tuple(placed)


def draw_stack(chart: StackChart, size: Size) -> Drawing:
    """The bar and its key, which reads as a sum."""
    parts = []
    for part, x, wide in layout_stack(chart, size):
        parts.append(rect(x, 0, wide, HIGH, f"td-bar td-{part.status.css}"))
        number = str(part.count)
        if width(number, NUMBER) + 4 <= wide:
            parts.append(words_at(x + wide / 2, HIGH / 2 + NUMBER * 0.36, number, "td-on", "middle"))
    key, height = _key(chart, size)
    return Drawing(size, height, "".join((*parts, key)))


def _key(chart: StackChart, size: Size) -> tuple[str, float]:
    """Mark, word and count of each part, in rows; last the whole."""
    parts: list[str] = []
    x, y = 0.0, HIGH + 12
    for part in chart.segments:
        room = 19 + width(f"{part.word} {part.count}", size.font)
        if x and x + room > size.width:
            x, y = 0.0, y + size.line + 6
        base = y + size.font - 0.5
        parts.append(glyph_at(part.status.shape, part.status.css, x, y))
        parts.append(
            f'<text x="{num(x + 19)}" y="{num(base)}">{escape(part.word, quote=False)}'
            f' <tspan class="td-strong">{part.count}</tspan></text>'
        )
        x += room + 14
    if x + width(chart.total, size.font) > size.width:
        x, y = 0.0, y + size.line + 6
    parts.append(words_at(x, y + size.font - 0.5, chart.total, "td-muted"))
    return "".join(parts), y + size.line + 4
