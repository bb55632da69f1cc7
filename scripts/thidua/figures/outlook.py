"""Where a target would stand on its due day if it went on as it has: a range, never a promise."""

from datetime import date, timedelta
from fractions import Fraction

from thidua.figures.progress import Figure
from thidua.figures.terms import HUNDRED
from thidua.model import PaceKind

RECENT_DAYS = 90
FEWEST_DAYS = 60
FEWEST_READINGS = 3


def outlook(figure: Figure, as_of: date) -> tuple[Fraction, Fraction] | None:
    """The figure on the due day, low and high, of a target that grows towards it; None: too little is known.

    It goes on by the pace since the start, and by that of the last days; in percent for percentages. Nothing
    is said of norms, ranks and what is judged only at the end, nor from fewer than three readings or sixty
    days, nor where the target is met already.
    """
    target, actual = figure.target, figure.actual
    if target.is_kept or target.traits.has_levels or target.pace.kind is PaceKind.AT_END:
        return None
    gone, left = (as_of - target.start).days + 1, (target.due - as_of).days
    readings = figure.history.place(as_of)
    if actual is None or left <= 0 or gone < FEWEST_DAYS or readings < FEWEST_READINGS:
        return None
    if figure.status.satisfied:
        return None
    since_start = (actual.figure - target.baseline) / gone
    window = min(RECENT_DAYS, gone)
    before = figure.history.on(as_of - timedelta(days=window))
    recent = (actual.figure - (before.figure if before else target.baseline)) / window
    reached = [_bounded(figure, actual.figure + rate * left) for rate in (since_start, recent)]
    return min(reached), max(reached)


def _bounded(figure: Figure, value: Fraction) -> Fraction:
    """No share above the whole and nothing below nothing, unless a level sets out or is to arrive there."""
    target = figure.target
    start, goal = target.baseline, target.goal.lower
    if min(start, goal) >= 0:
        value = max(value, Fraction())
    is_part = target.traits.is_share or (target.is_percentage and max(start, goal) < HUNDRED)
    return min(value, HUNDRED) if is_part else value
