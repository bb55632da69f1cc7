"""One row of a league: a unit's figure and its own goal, on the scale that all its rows share."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from thidua.charts.model import ValueTick
from thidua.charts.svg_draw import num, path, rect, unheard
from thidua.model import Status

WIDTH, HEIGHT, _TOP, _THICK = 660, 20, 4.0, 11.0
_MOST_GAPS = 12  # up to so many subjects can be counted, one beside the other
_TROUBLE = (Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A unit's figure, goal and what is expected today; ``lacks`` says that the goal is still ahead.

    ``whole`` figures are subjects, which can be counted one by one.
    """

    figure: Fraction | None
    goal: Fraction
    expected: Fraction | None
    status: Status
    whole: bool
    lacks: bool


def share_bar(share: ShareBar, high: Fraction) -> str:
    """The row's drawing: the bar, a dashed gap up to the goal that is ahead, the goal, what is expected.

    Words beside it say the same, so it is hidden from those who listen. ``high`` is the scale's end.
    """
    scale = (WIDTH - 4) / float(high)
    end, tick = float(share.figure or 0) * scale, float(share.goal) * scale
    tone = f" td-{share.status.css}" if share.status in _TROUBLE else ""
    parts = [rect(0, _TOP, end, _THICK, f"td-stretch{tone}")]
    if share.lacks and tick > end:
        gap = f"M{num(end)} {num(_TOP + 0.5)}H{num(tick)}M{num(end)} {num(_TOP + _THICK - 0.5)}H{num(tick)}"
        parts.append(path(gap, "td-gap-line"))
    if share.whole and share.figure is not None and 1 < share.figure <= _MOST_GAPS:
        cuts = "".join(
            f"M{num(place * scale)} {num(_TOP)}v{num(_THICK)}" for place in range(1, int(share.figure))
        )
        parts.append(path(cuts, "td-cut"))
    parts.append(path(f"M{num(tick)} 1v{num(_THICK + 6)}", "td-tick"))
    if share.expected is not None and 0 < share.expected < share.goal:
        place = float(share.expected) * scale
        parts.append(path(f"M{num(place)} {num(_TOP + _THICK)}l4 5h-8z", "td-asked"))
    return (
        f'<svg class="td-chart td-league-bar" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
        f' aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def league_scale(ticks: Iterable[ValueTick], high: Fraction) -> str:
    """The values named above the rows, up to the scale's end."""
    named = [one for one in ticks if one.value <= high]
    places = [num(100 * float(one.value / high) * (WIDTH - 4) / WIDTH) for one in named]
    drawn = "".join(
        f'<text x="{x}%" y="12" text-anchor="{"middle" if one.value else "start"}">{one.label}</text>'
        for one, x in zip(named, places, strict=True)
    )
    return unheard("td-league-scale", "100%", 16, drawn)
