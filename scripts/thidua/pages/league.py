"""The units' own goals of a target, by need: who misses how much stands first."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from thidua import wording
from thidua.charts.grid_bar import course
from thidua.charts.scale import value_ticks
from thidua.charts.svg_league import ShareBar, league_scale, share_bar
from thidua.figures.allocations import Share
from thidua.figures.progress import Figure
from thidua.model import Status
from thidua.pages import bars
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.text import mark
from thidua.words import Words


def league(view: View, figure: Figure) -> dict[str, Any] | None:
    """The units in order of need, how many meet their goals and what the others miss, and a sum that adds up.

    None where no unit has a goal of its own.
    """
    shares = sorted(figure.shares.values(), key=_need)
    if not shares:
        return None
    words, met, kept = view.words, sum(one.meets for one in shares), figure.target.is_kept
    counts = Counter(one.status for one in shares)
    parts = [f"{counts[status]} {words.gettext(status.label).lower()}" for status in Status if counts[status]]
    high = _scale(shares)
    return {
        "rows": [_row(view, figure, one, high) for one in shares],
        "lacking": len(shares) - met,
        "title": _title(view, figure, shares),
        "whole": "/".join(part for part in bars.numbers(figure, words) if part),
        "scale": _scaled(figure, high, words),
        "sentence": words.say(_COUNTED[kept], met=met, n=len(shares)),
        "sum": words.say("{parts} = {n} đơn vị", parts=" + ".join(parts), n=len(shares)),
    }


def _title(view: View, figure: Figure, shares: Sequence[Share]) -> str:
    """How many units have their own goals, and what the others miss together, where that adds up."""
    words, target, lacking = view.words, figure.target, [one for one in shares if not one.meets]
    if target.cancelled:
        return words.say("{n} đơn vị được giao mức riêng", n=len(shares))
    if not lacking:
        return words.say((_ALL if len(shares) > 1 else _ONE)[target.is_kept], n=len(shares))
    said = words.say(_SOME[target.is_kept], met=len(shares) - len(lacking), n=len(shares))
    gaps = [one.shortfall for one in lacking if one.shortfall]
    if len(gaps) < len(lacking) or not target.adds_up:
        return said
    gap = wording.distance(target, sum(gaps, Fraction()), view.campaign.plan, words)
    return words.say(_LACKING[target.is_cap], said=said, left=len(lacking), amount=gap)


# By whether the goal is a bound to be kept; the last by whether it is a cap, which is passed, not missed.
_COUNTED = (mark("{met}/{n} đơn vị đã đạt mức riêng"), mark("{met}/{n} đơn vị giữ được mức riêng"))
_ALL = (mark("Cả {n} đơn vị đã đủ mức riêng"), mark("Cả {n} đơn vị giữ được mức riêng"))
_ONE = (mark("Đơn vị được giao đã đủ mức riêng"), mark("Đơn vị được giao giữ được mức riêng"))
_SOME = (
    mark("{met} trên {n} đơn vị đã đủ mức riêng"),
    mark("{met} trên {n} đơn vị giữ được mức riêng"),
)
_LACKING = (mark("{said}; {left} đơn vị còn thiếu {amount}"), mark("{said}; {left} đơn vị vượt {amount}"))


def _scaled(figure: Figure, high: Fraction, words: Words) -> Markup:
    """The values above the bars; none where levels are no lengths."""
    if figure.target.traits.has_levels:
        return Markup()
    whole = figure.target.traits.whole_figure
    return inert(league_scale(value_ticks(Fraction(), high, words, percent=False, whole=whole), high))


def _need(share: Share) -> tuple[bool, Fraction, Fraction]:
    """Who misses most stands first, who is furthest beyond its goal first of those who miss nothing."""
    part = share.part_reached or Fraction()
    return share.meets, -(share.shortfall or Fraction()), -part if share.meets else part


def _scale(shares: Sequence[Share]) -> Fraction:
    """The end of the scale that all rows share."""
    figures = [one.actual.figure for one in shares if one.actual]
    return max([one.term.goal.lower for one in shares] + figures, default=Fraction(1)) or Fraction(1)


def _row(view: View, figure: Figure, share: Share, high: Fraction) -> dict[str, Any]:
    """A unit, its figure and goal as they are shown, its bar, and what is missing."""
    target, words = figure.target, view.words
    goal, own = share.term.goal.lower, view.facts.past.allocated[target.id][share.unit].own
    bar = ""
    if not target.traits.has_levels and high > 0:
        drawn = ShareBar(
            share.actual.figure if share.actual else None,
            goal,
            share.expected,
            share.status,
            whole=target.traits.whole_figure,
            lacks=bool(share.shortfall) and not target.is_cap,
        )
        bar = share_bar(drawn, high)
    missing = wording.distance(target, share.shortfall, view.campaign.plan, words) if share.shortfall else "–"
    above = "+" if share.shortfall and wording.is_above(share) else ""
    return {
        "share": share,
        "unit": view.campaign.units[share.unit],
        "actual": wording.actual_phrase(target, share.actual, words, goal),
        "goal": wording.bound(target, goal, words),
        "percent": "–" if (part := share.part_reached) is None else words.percent(part * 100, places=0),
        "missing": above + missing,
        "bar": inert(bar),
        "spark": inert(course(share, own, float(goal), view.campaign.plan, view.as_of)),
    }
