"""Targets by status as one bar over the full width of its place: as wide as there are many of a kind.

It is drawn once, in percent of whatever width it gets; what is written in a part is chosen for each of the
page's three widths, and the stylesheet shows the choice that holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from thidua.charts.looks import glyph_at, stretch
from thidua.charts.svg_draw import FULL_WIDTHS, num, percent, unheard
from thidua.charts.text_fit import width
from thidua.model import Status

HIGH = 32.0
_GAP = 3.0
_LEAST = 0.008  # of the whole: a part of one in hundreds is seen too
_BARE = 14.0  # nothing is written in a narrower part


@dataclass(frozen=True, slots=True)
class Part:
    """A count of one kind, in words for whoever points at it, and the link to what is counted."""

    status: Status
    count: int
    title: str
    href: str = ""


def status_bar(parts: Sequence[Part], high: float = HIGH, scale: float = 1) -> str:
    """The bar as SVG; ``scale`` enlarges what is written in it, 0 leaves it out.

    It is hidden from those who hear the page: the sentence and the key beside it say the same.
    """
    shares = _shares([one.count for one in parts])
    drawn, at = [], 0.0
    for part, share in zip(parts, shares, strict=True):
        drawn.append(_part(part, at, share, high, scale))
        at += share
    return unheard("td-bar", "100%", num(high), "".join(drawn))


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts) or 1
    wide = [max(count / total, _LEAST) for count in counts]
    return [one / sum(wide) for one in wide]


def _part(part: Part, at: float, share: float, high: float, scale: float) -> str:
    body = "".join((*stretch(part.status), *_written(part, share, high, scale)))
    title = f"<title>{escape(part.title, quote=False)}</title>"
    place = f'x="{percent(100 * at, 3)}" width="{percent(100 * share, 3)}" height="{num(high)}"'
    drawn = f'<svg class="td-seg td-s-{part.status.css}" {place}>{title}{body}</svg>'
    # The theme's script writes every plain href anew, which an SVG link does not let it do.
    return f'<a xlink:href="{escape(part.href)}" tabindex="-1">{drawn}</a>' if part.href else drawn


def _written(part: Part, share: float, high: float, scale: float) -> Iterator[str]:
    """What fits at each width: mark and number, the number alone, or nothing."""
    if not scale:
        return
    number = width(str(part.count), 16 * scale)
    whole = 20 * scale + number
    levels: dict[tuple[bool, bool], str] = {}  # with its mark, from the left edge: where that holds
    for name, least in FULL_WIDTHS.items():
        room = least * share - _GAP
        if room >= max(_BARE, number + 4):
            form = room >= whole + 4, room >= 2 * whole
            levels[form] = levels.get(form, "") + f" td-at-{name}"
    for (marked, leads), names in levels.items():
        wide = whole if marked else number
        label = _label(part, marked, 14 if leads else -wide / 2, wide, (high, scale))
        shown = "" if names.count("td-at-") == len(FULL_WIDTHS) else f' class="td-only{names}"'
        yield f'<svg x="{0 if leads else "50%"}" overflow="visible"{shown}>{label}</svg>'


def _label(part: Part, marked: bool, left: float, wide: float, size: tuple[float, float]) -> str:
    """Mark and number from ``left`` on, on a plate of the part's own colour that keeps the pattern off."""
    high, scale = size
    box = 14 * scale
    plate = (
        f'<rect class="td-plate" x="{num(left - 4)}" y="{num(5 * scale)}" width="{num(wide + 8)}"'
        f' height="{num(high - 10 * scale)}"/>'
    )
    mark = glyph_at(part.status.shape, part.status.css, left, (high - box) / 2, box) if marked else ""
    base = num(high / 2 + 5.6 * scale)
    return f'{plate}{mark}<text x="{num(left + wide)}" y="{base}" text-anchor="end">{part.count}</text>'
