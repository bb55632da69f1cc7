"""A goal and its figure as rows of tables show them: drawn as a bar, in numbers, and what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from markupsafe import Markup

from thidua import wording
from thidua.charts.grid_bar import GridBar, grid_bar, ladder_bar, norm_bar
from thidua.figures import awards, rules
from thidua.figures.distance import bounds
from thidua.figures.held import Held
from thidua.figures.history import Reading
from thidua.figures.terms import progress
from thidua.figures.year_before import Previous
from thidua.model import Achievement, PaceKind, Stage, Status, Target
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.words import Words


@dataclass(eq=False)
class GoalRow:
    """A goal as a row of a table. Each cell is made when it is asked for: a row that is kept asks for none.

    ``rows_of`` gives the target's rows that may hold what does not count yet, ``law_of`` the law's cap where
    it is too low, ``note_of`` what stands beside the status.
    """

    view: View
    held: Held
    rows_of: Callable[[], Sequence[Achievement]] = tuple
    law_of: Callable[[], Fraction | None] = lambda: None
    note_of: Callable[[], str] = str

    @property
    def target(self) -> Target:
        """The target whose goal it is, or part of whose."""
        return self.held.target

    @property
    def status(self) -> Status:
        """The status against the goal."""
        return self.held.status

    @cached_property
    def bar(self) -> Markup:
        """The figure against the goal, drawn."""
        cap = None if self.held.term.of_unit else law_cap(self.view, self.target)
        return goal_bar(self.view, self.held, self.rows_of(), cap)

    @cached_property
    def numbers(self) -> tuple[str, str]:
        """The figure, and what it is held against."""
        return numbers(self.held, self.view.words)

    @property
    def percent(self) -> str:
        """How much of the goal is reached; "" where nobody can say."""
        part = self.held.part_reached
        return "" if part is None else self.view.words.percent(part * 100, Fraction(100), places=0)

    @cached_property
    def missing(self) -> tuple[str, str]:
        """How much is missing, and in what that is counted."""
        return missing(self.view, self.held)

    @cached_property
    def law(self) -> Fraction | None:
        """A cap by law that is too low."""
        return self.law_of()

    @cached_property
    def note(self) -> str:
        """What stands beside the status."""
        return self.note_of()


def goal_bar(view: View, one: Held, rows: Sequence[Achievement] = (), cap: Fraction | None = None) -> Markup:
    """The bar of a row; ``rows`` may hold what does not count yet, ``cap`` is the law's.

    "" of what is cancelled.
    """
    target = one.target
    if one.status is Status.CANCELLED:
        return Markup()
    if target.traits.has_levels:
        reached = int(one.actual.value) if one.actual else 0
        return inert(ladder_bar(one.status, len(target.scale), int(one.term.goal.lower), reached))
    if target.traits.counts_breaches:
        return inert(norm_bar(wording.breaches(one.actual)))
    return inert(grid_bar(_shown(view, one, rows, cap)))


def _size(one: Held) -> int | None:
    """The population that the figure is a share of."""
    return one.actual.of if one.actual and one.actual.of else one.population


def _base(one: Held) -> Fraction | None:
    """What the goal asks for, or allows at most, in the values of rows."""
    low, high = bounds(one.term, _size(one))
    return high if low is None else low


def _shown(view: View, one: Held, rows: Sequence[Achievement], cap: Fraction | None) -> GridBar:
    """What the row's bar shows."""
    target, goal = one.target, one.term.goal
    base, size = _base(one), _size(one)
    if not base or (target.needs_population and not size):
        beyond = Fraction(4, 3) if one.actual and one.actual.value > 0 and target.is_cap else None
        return GridBar(one.status, beyond)
    upper = goal.upper
    if upper is not None and size and target.needs_population:
        upper = upper * size / 100
    return GridBar(
        one.status,
        made=_made(one, base),
        expected=_expected(view, one),
        waiting=_waiting(target, rows, base),
        upper=None if upper is None else upper / base,
        cap=None if cap is None else cap / base,
        subjects=int(base) if target.traits.counts_subjects else 0,
    )


def _expected(view: View, one: Held) -> Fraction | None:
    """The part of the way that is asked for today; None where none is, and of what is reached."""
    target, term = one.target, one.term
    paced = target.pace.kind is not PaceKind.AT_END and not one.status.satisfied
    if not paced or (target.is_kept and not target.is_rationed):
        return None
    return progress(term.expected(view.as_of), term.baseline, term.goal.lower)


def _made(one: Held, base: Fraction) -> Fraction | None:
    """The part of the goal that is reached: of the way from where the year began, if not at nothing."""
    if one.actual is None:
        return None
    if one.target.traits.has_baseline and not one.target.is_kept:
        return progress(one.actual.figure, one.term.baseline, one.term.goal.lower)
    return one.actual.value / base


def _waiting(target: Target, rows: Sequence[Achievement], base: Fraction) -> Fraction | None:
    """The most that has been registered or proposed and does not count yet."""
    if not target.traits.has_stages:
        return None
    others = [stage for stage in Stage if stage is not target.counts]
    found = [awards.total(target, [row for row in rows if row.stage is stage]) for stage in others]
    return max((value / base for value in found if value is not None), default=None)


def numbers(one: Held, words: Words) -> tuple[str, str]:
    """The figure, and what it is held against: 19 and 31 · 7 and 7–9 · 2 and ≤ 3 · 12,5 and 20."""
    target, actual, goal = one.target, one.actual, one.term.goal
    sign = wording.held_sign(one, words)
    if target.traits.has_levels:
        return (words.number(actual.value), words.number(goal.lower)) if actual else ("–", "")
    if target.needs_population:
        return words.number(actual.value) if actual else "–", subjects_asked(one, words) or sign
    shown = wording.amount(target, actual.value, words, goal.lower) if actual else "–"
    return shown, sign.removeprefix("≥ ")


def subjects_asked(one: Held, words: Words) -> str:
    """How many subjects a share asks for or allows: 19 · ≤ 3 · 6–10 · of conduct all · "" of no whole."""
    size = _size(one)
    if not size:
        return ""
    low, high = bounds(one.term, size)
    if one.target.traits.counts_breaches:
        low = Fraction(size)
    said = "–".join(words.number(bound) for bound in (low, high) if bound is not None)
    return f"≤ {said}" if low is None else said


def given(view: View, target: Target, value: Fraction) -> str:
    """What a unit gave to a figure; of a share the subjects that it has, which are no per cent."""
    return view.words.number(value) if target.needs_population else wording.amount(target, value, view.words)


def short_figure(target: Target, reading: Reading | None, words: Words) -> str:
    """A figure without what it is held against: 7 · 34 · 12,5 · a level's name · "–" where there is none."""
    if reading is None:
        return "–"
    return words.number(reading.value) if reading.of else wording.amount(target, reading.value, words)


def year_before(found: Previous | None, words: Words) -> str:
    """The figure of the year before in its own terms: 12,5 · 90% · a level's name · "–" for none."""
    if found is None:
        return "–"
    quantity, reading = found.target, found.actual
    if quantity.traits.has_levels:
        return quantity.level_name(reading.value)
    return words.percent(reading.figure) if quantity.is_percentage else words.number(reading.figure, 2)


def missing(view: View, one: Held) -> tuple[str, str]:
    """What is missing: its number and its word; "–" where nothing is, and two blanks where nobody can say."""
    words, target, plan = view.words, one.target, view.campaign.plan
    if one.status is Status.CANCELLED:
        return "", target.cancelled.cite if target.cancelled else ""
    if target.traits.counts_breaches:
        count = wording.breaches(one.actual)
        return breach_parts(count, words) if count else ("–", "")
    if not one.shortfall:
        said = wording.missing_amount(one, plan, words)
        return ("", said) if said or one.shortfall is None else ("–", "")
    number, unit = wording.distance_parts(target, one.shortfall, plan, words)
    return f"+{number}" if wording.is_above(one) else number, unit


def breach_parts(count: int, words: Words) -> tuple[str, str]:
    """A number of breaches, and its word."""
    number, _, word = words.say("{n} vi phạm", n=count).partition(" ")
    return number, word


def law_cap(view: View, target: Target) -> Fraction | None:
    """The most that the law allows of a target, as a bar shows it."""
    cap = rules.legal_ceiling(target, view.progress)
    return None if cap is None else Fraction(cap)
