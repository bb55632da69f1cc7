"""The days of a phase as one line: how much of it is over, and the days that matter, with "today" on it.

Places are in percent of whatever width the line gets. Which labels there is room for is worked out for each
of the page's widths, the weightiest first; the stylesheet shows the choice that holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from thidua.charts.svg_draw import FULL_WIDTHS, num, percent, unheard
from thidua.charts.text_fit import width

_FONT, _LINE, _HIGH = 12.0, 40, 62
_LANES = 30.0, 14.0  # base lines of labels above the line, the nearer one first


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its label and what is told of it; the first of several days gets the better place."""

    on: date
    label: str
    title: str = ""
    css: str = ""  # now, open (a deadline to come), or a day that is only remembered


@dataclass(frozen=True, slots=True)
class _Placed:
    day: Day
    at: float  # 0 to 1
    anchor: str


def phase_line(start: date, end: date, today: date, days: Sequence[Day], months: Sequence[Day]) -> str:
    """The line as SVG; hidden from those who hear the page, for whom the same stands beside it in words.

    ``days`` come in the order of their weight, ``months`` are the first days of months.
    """
    whole = (end - start).days + 1

    def at(day: date) -> float:
        return min(max((day - start).days / whole, 0.0), 1.0)

    over = min(max(((today - start).days + 1) / whole, 0.0), 1.0)
    drawn = [_bar("rest", 0, 1), _bar("over", 0, over)]
    for month in months:
        x = percent(100 * at(month.on))
        drawn.append(f'<line class="td-l-mo" x1="{x}" x2="{x}" y1="{_LINE - 5}" y2="{_LINE + 5}"/>')
        drawn.append(
            f'<svg x="{x}" overflow="visible"><text x="4" y="{_LINE + 18}">{_text(month)}</text></svg>'
        )
    placed = [_placed(day, over if day.css == "now" else at(day.on)) for day in days]
    drawn += [_dot(one) for one in placed]
    drawn += _labels(placed)
    return unheard("td-line", "100%", _HIGH, "".join(drawn))


def _placed(day: Day, at: float) -> _Placed:
    anchor = "start" if at < 0.12 else "end" if at > 0.6 else "middle"
    return _Placed(day, at, anchor)


def _bar(css: str, start: float, end: float) -> str:
    place = f'x="{percent(100 * start)}" width="{percent(100 * (end - start))}"'
    return f'<rect class="td-l-{css}" {place} y="{_LINE - 2}" height="4"/>'


def _dot(one: _Placed) -> str:
    title = f"<title>{escape(one.day.title, quote=False)}</title>" if one.day.title else ""
    shape = (
        f'<path d="M0 {_LINE - 4}l-6 -9h12z"/>' if one.day.css == "now" else f'<circle cy="{_LINE}" r="4"/>'
    )
    place = f'class="td-l-{one.day.css or "day"}" x="{percent(100 * one.at)}"'
    return f'<svg {place} overflow="visible">{title}{shape}</svg>'


def _labels(placed: Sequence[_Placed]) -> list[str]:
    """Every label in the lane that it has at each width; none where there is no room for it."""
    lanes: dict[tuple[int, int], list[str]] = {}
    for name, wide in FULL_WIDTHS.items():
        for place, lane in _fitted(placed, wide):
            lanes.setdefault((place, lane), []).append(name)
    return [_label(placed[place], lane, names) for (place, lane), names in sorted(lanes.items())]


def _fitted(placed: Sequence[_Placed], wide: float) -> list[tuple[int, int]]:
    """The place and lane of each label that fits at a width."""
    taken: list[list[tuple[float, float]]] = [[], []]
    found = []
    for place, one in enumerate(placed):
        left, right = _extent(one, wide)
        for lane in range(2):
            if left >= 0 and right <= wide and all(right < a or left > b for a, b in taken[lane]):
                taken[lane].append((left, right))
                found.append((place, lane))
                break
    return found


def _extent(one: _Placed, wide: float) -> tuple[float, float]:
    """From where to where a label reaches, with the room that keeps it apart from the next."""
    at, long = one.at * wide, width(one.day.label, _FONT * 1.1)
    left = {"start": at - 4, "end": at - long + 8, "middle": at - long / 2}[one.anchor]
    return left, left + long + 8 if one.anchor != "end" else min(at + 8, wide)


def _label(one: _Placed, lane: int, names: Sequence[str]) -> str:
    css = one.day.css if one.day.css in ("now", "due") else "word"
    only = "" if len(names) == len(FULL_WIDTHS) else " td-only " + " ".join(f"td-at-{name}" for name in names)
    dx = (
        {"start": -4, "middle": 0, "end": 4}[one.anchor] if css != "now" else {"end": -10}.get(one.anchor, 10)
    )
    anchor = "start" if css == "now" and one.anchor != "end" else one.anchor
    return (
        f'<svg class="td-l-t-{css}{only}" x="{percent(100 * one.at)}" overflow="visible"><text x="{num(dx)}"'
        f' y="{num(_LANES[lane])}" text-anchor="{anchor}">{_text(one.day)}</text></svg>'
    )


def _text(day: Day) -> str:
    return escape(day.label, quote=False)
