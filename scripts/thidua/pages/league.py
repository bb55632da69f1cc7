"""The units' own goals of a target, by need: who misses how much stands first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from thidua import wording
from thidua.charts.svg_league import ShareBar, share_bar
from thidua.figures.allocations import Share
from thidua.figures.progress import Figure
from thidua.model import Status
from thidua.pages.view import View, inert


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """A unit: its page, figure and goal as they are shown, its bar, and what is missing."""

    unit: str
    name: str
    full_name: str
    status: Status
    actual: str
    goal: str
    percent: str
    missing: str
    bar: Markup
    first_that_meets: bool


@dataclass(frozen=True, slots=True)
class League:
    """Every unit with a goal of its own; the sentence says how many meet theirs, the sum line adds up."""

    rows: list[LeagueRow]
    sentence: str
    sum: str


def league(view: View, figure: Figure) -> League | None:
    """The units in order of need; None where no unit has a goal of its own."""
    shares = sorted(figure.shares.values(), key=_need)
    if not shares:
        return None
    words, met = view.words, sum(one.status.satisfied for one in shares)
    counts = Counter(one.status for one in shares)
    parts = [f"{counts[status]} {words.gettext(status.label).lower()}" for status in Status if counts[status]]
    high = _scale(shares)
    return League(
        [
            _row(view, figure, one, high, starts=place > 0 and _meets(one) and not _meets(shares[place - 1]))
            for place, one in enumerate(shares)
        ],
        words.say("{met}/{n} đơn vị đã đạt mức riêng", met=met, n=len(shares)),
        words.say("{parts} = {n} đơn vị", parts=" + ".join(parts), n=len(shares)),
    )


def _meets(share: Share) -> bool:
    """Whether nothing is missing today."""
    return share.status.satisfied or share.shortfall == 0


def _need(share: Share) -> tuple[bool, Fraction, Fraction]:
    """Who misses most stands first, who is furthest beyond its goal first of those who miss nothing."""
    part = share.attainment or Fraction()
    return _meets(share), -(share.shortfall or Fraction()), -part if _meets(share) else part


def _scale(shares: Sequence[Share]) -> Fraction:
    """The end of the scale that all rows share."""
    figures = [one.actual.figure for one in shares if one.actual]
    return max([one.term.goal.lower for one in shares] + figures, default=Fraction(1)) or Fraction(1)


def _row(view: View, figure: Figure, share: Share, high: Fraction, *, starts: bool) -> LeagueRow:
    target, words = figure.target, view.words
    goal, unit = share.term.goal.lower, view.campaign.units[share.unit]
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
    return LeagueRow(
        share.unit,
        unit.short_name,
        unit.name,
        share.status,
        wording.actual_phrase(target, share.actual, words, goal),
        wording.bound(target, goal, words),
        words.percent(share.attainment * 100, places=0) if share.attainment is not None else "–",
        missing,
        inert(bar),
        starts,
    )
