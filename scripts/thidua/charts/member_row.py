"""What stands in a member's row of a network: its targets as a bar, and a dot for each common line.

There may be thousands of such rows on a page, so a stretch is one path, and its pattern another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.charts.looks import is_patterned
from thidua.charts.svg_draw import num, path
from thidua.model import Status

BAR, THICK, _GAP, _LEAST = 310, 14, 1.0, 3.0
_MID, _EDGE = 10, 5.0  # of a dot's scale: its middle in pixels, its edges in percent
MOST = Fraction(6, 5)  # the end of a dot's scale: 120 % of the goal


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure as a share of its own goal; ``bad`` where less than four fifths of it are there.

    Of a cap less is better: there ``bad`` says that it is broken, or will be.
    """

    share: Fraction
    bad: bool


def member_bar(totals: Mapping[Status, int]) -> str:
    """The targets by status over the full width, which is 100 %; words beside it say the same."""
    drawn = "".join(_stretches(totals))
    box = f'viewBox="0 0 {BAR} {THICK}" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="td-mbar" focusable="false" {box}>{drawn}</svg>'


def _stretches(totals: Mapping[Status, int]) -> Iterator[str]:
    every = [(status, totals[status]) for status in Status if totals.get(status)]
    total = sum(count for _, count in every)
    wide = [max(BAR * count / total, _LEAST) for _, count in every]
    at, scale = 0.0, BAR / (sum(wide) or 1)
    for (status, _), width in zip(every, wide, strict=True):
        box = f"M{num(at + 0.5)} .5h{num(width * scale - 1 - _GAP)}v{THICK - 1}H{num(at + 0.5)}z"
        yield f'<g class="td-s-{status.css}">{path(box, "td-f")}'
        if is_patterned(status):
            yield f'<path class="td-p" fill="url(#td-p-{status.css})" d="{box}"/>'
        yield "</g>"
        at += width * scale


def dot_row(dots: Sequence[Dot]) -> str:
    """From nought to 120 % of a goal: the goal's mark, and from a lone dot a line up to it: what is missing.

    It is drawn in percent of whatever width it gets. Without a figure there is the goal alone. Words beside
    it say the same.
    """
    goal = _at(Fraction(1))
    parts = [_line("td-d-tr", _at(Fraction()), _at(MOST))]
    if len(dots) == 1 and dots[0].share < 1:
        parts.append(_line("td-d-ln", _at(dots[0].share), goal))
    parts.append(f'<line class="td-g-gl" x1="{goal}" x2="{goal}" y1="4" y2="16"/>')
    for one in dots:
        parts.append(_circle(one.bad, _at(one.share)))
        if one.share > MOST:
            parts.append(f'<svg x="{_at(MOST)}" overflow="visible">{path("M5 7l3 3-3 3", "td-d-more")}</svg>')
    return _svg("".join(parts))


def _at(share: Fraction) -> str:
    inside = float(min(max(share, Fraction()), MOST) / MOST)
    return f"{num(_EDGE + (100 - 2 * _EDGE) * inside)}%"


def _line(css: str, start: str, end: str) -> str:
    return f'<line class="{css}" x1="{start}" x2="{end}" y1="{_MID}" y2="{_MID}"/>'


def _circle(bad: bool, at: str) -> str:
    return f'<circle class="td-d-{"bad" if bad else "ok"}" cx="{at}" cy="{_MID}" r="4"/>'


def _svg(body: str) -> str:
    return f'<svg class="td-dot" height="{2 * _MID}" aria-hidden="true" focusable="false">{body}</svg>'


def dot_marks() -> dict[str, str]:
    """A small drawing of each mark, for the key."""
    tick = '<line class="td-g-gl" x1="50%" x2="50%" y1="4" y2="16"/>'
    drawn = {"ok": _circle(False, "50%"), "bad": _circle(True, "50%"), "goal": tick}
    return {name: _svg(body) for name, body in drawn.items()}
