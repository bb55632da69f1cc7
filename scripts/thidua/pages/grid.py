"""The grid of targets: a line a target, drawn and in numbers, by the plan or what needs care first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from thidua import wording
from thidua.charts.grid_bar import GridBar, GridLadder, GridNorm, grid_bar
from thidua.charts.spark import spark
from thidua.figures import awards, rules
from thidua.figures.directing import Kind, matters
from thidua.figures.distance import bounds, subjects_needed
from thidua.figures.duties import duty
from thidua.figures.history import Reading
from thidua.figures.progress import Figure
from thidua.model import Duty, PaceKind, Stage, Status, Target
from thidua.pages.view import View, inert
from thidua.words import Words

_MOST_WORDS = 2  # phases by their words; more are marks in one column


@dataclass(frozen=True, slots=True)
class GridRow:
    """A target's row: every cell as it is shown, and numbers to sort by. ``law`` is a cap that is too low,
    ``place`` that in the plan.
    """

    figure: Figure
    bar: Markup
    spark: Markup
    number: str
    of: str
    attainment: float
    missing: str
    missing_unit: str
    delta: str
    delta_value: float
    left: str
    law: int | None
    phases: str
    place: int


@dataclass(frozen=True, slots=True)
class GridGroup:
    """A titled group of rows, with a note beside the title."""

    key: str
    label: str
    rows: list[GridRow]
    note: str = ""


def grid_row(view: View, one: Figure) -> GridRow:
    """One target for the grid; drawn once for all pages of the view that show it."""
    known = view.drawn.get(one.target.id)
    if known is None:
        known = view.drawn[one.target.id] = _row(view, one)
    return known


def _row(view: View, one: Figure) -> GridRow:
    words, target = view.words, one.target
    change = view.changes.get(target.id)
    delta = change.delta if change else None
    number, of = _numbers(view, one)
    missing, unit = _missing(view, one)
    return GridRow(
        figure=one,
        bar=inert("" if one.status is Status.CANCELLED else grid_bar(_shown(view, one))),
        spark=inert(_spark(view, one)),
        number=number,
        of=of,
        attainment=float(one.attainment) if one.attainment is not None else -1.0,
        missing=missing,
        missing_unit=unit,
        delta=wording.delta_phrase(target, delta, words),
        delta_value=float(delta or 0),
        left=wording.days_left(view.as_of, target.due, words),
        law=_law(view, one),
        place=list(view.campaign.plan.targets).index(target.id),
        phases=" ".join(
            phase for phase, part in one.phases.items() if part.status is not Status.NOT_ASSIGNED
        ),
    )


def _size(view: View, one: Figure) -> int | None:
    """The population that the figure is a share of."""
    return one.actual.of if one.actual and one.actual.of else one.history.population.on(view.as_of)


def _base(view: View, one: Figure) -> Fraction | None:
    """What the goal asks for, or allows at most, in the values of rows."""
    low, high = bounds(one.term, _size(view, one))
    return high if low is None else low


def _law(view: View, one: Figure) -> int | None:
    """The most that the law allows, where the plan needs more and has not got it."""
    cap = rules.legal_ceiling(one.target, view.progress)
    need = subjects_needed(one.term, one.history.population.on(view.as_of))
    return cap if cap is not None and need is not None and need > cap and not one.status.satisfied else None


def _shown(view: View, one: Figure) -> GridBar | GridNorm | GridLadder:
    """What the row's bar shows of a figure."""
    target, goal = one.target, one.target.goal
    if target.traits.has_levels:
        reached = int(one.actual.value) if one.actual else 0
        return GridLadder(one.status, len(target.scale), int(goal.lower), reached)
    if target.traits.counts_breaches:
        return GridNorm(wording.breaches(one.actual))
    base = _base(view, one)
    if not base or (target.needs_population and not _size(view, one)):
        beyond = Fraction(4, 3) if one.actual and one.actual.value > 0 and target.is_cap else None
        return GridBar(one.status, beyond)
    paced = target.pace.kind is not PaceKind.AT_END and not one.status.satisfied
    asks = one.term.asks_by(view.as_of) if paced and (not target.is_kept or target.is_rationed) else None
    cap = rules.legal_ceiling(target, view.progress)
    upper = goal.upper
    if upper is not None and target.needs_population:
        upper = upper * (_size(view, one) or 0) / 100
    return GridBar(
        one.status,
        made=_made(one, base),
        expected=asks,
        waiting=_waiting(view, one, base),
        upper=None if upper is None else upper / base,
        cap=None if cap is None else cap / base,
        subjects=int(base) if target.traits.counts_subjects else 0,
    )


def _made(one: Figure, base: Fraction) -> Fraction | None:
    """The part of the goal that is reached: of the way from where the year began, if not at nothing."""
    if one.actual is None:
        return None
    if one.target.traits.has_baseline and not one.target.is_kept:
        return one.term.made_by(one.actual.figure)
    return one.actual.value / base


def _waiting(view: View, one: Figure, base: Fraction) -> Fraction | None:
    """The most that has been registered or proposed and does not count yet."""
    target = one.target
    if not target.traits.has_stages:
        return None
    rows = view.rows.get(target.id, [])
    others = [stage for stage in Stage if stage is not target.counts]
    found = [awards.total(target, [row for row in rows if row.stage is stage]) for stage in others]
    return max((value / base for value in found if value is not None), default=None)


def _spark(view: View, one: Figure) -> str:
    target, plan = one.target, view.campaign.plan
    pairs = zip(one.history.days, one.history.readings, strict=True)
    points = [(day, None if reading is None else float(reading.figure)) for day, reading in pairs]
    low = 94.0 if target.traits.counts_breaches else 0.0
    days = plan.start, max(plan.end, target.due), min(view.as_of, plan.closes)
    return spark(points, float(target.goal.lower), days, one.status, low)


def _numbers(view: View, one: Figure) -> tuple[str, str]:
    """The figure, and what it is held against: 19 and 31 · 7 and 7–9 · 2 and ≤ 3 · 12,5 and 20."""
    words, target = view.words, one.target
    actual, sign = one.actual, wording.goal_sign(target, words)
    if target.traits.has_levels:
        return words.number(actual.value) if actual else "–", words.number(target.goal.lower)
    if target.needs_population:
        base = _size(view, one) if target.traits.counts_breaches else _base(view, one)
        said = sign if base is None or not _size(view, one) else words.number(base)
        return words.number(actual.value) if actual else "–", f"≤ {said}" if target.is_cap else said
    shown = wording.amount(target, actual.value, words) if actual else "–"
    return shown, sign.removeprefix("≥ ")


def short_figure(target: Target, reading: Reading | None, words: Words) -> str:
    """A figure without what it is held against: 7 · 34 · 12,5 · a level's name · "–" where there is none."""
    if reading is None:
        return "–"
    return words.number(reading.value) if reading.of else wording.amount(target, reading.value, words)


def _missing(view: View, one: Figure) -> tuple[str, str]:
    """What is missing: its number and its word; "–" where nothing is, and two blanks where nobody can say."""
    words, target = view.words, one.target
    if one.status is Status.CANCELLED:
        return "", target.cancelled.cite if target.cancelled else ""
    if target.traits.counts_breaches:
        count = wording.breaches(one.actual)
        return (words.number(count), words.gettext("vi phạm")) if count else ("–", "")
    if not one.shortfall:
        said = wording.missing_amount(one, view.campaign.plan, words)
        return ("", said) if said or one.shortfall is None else ("–", "")
    number, unit = wording.distance_parts(target, one.shortfall, view.campaign.plan, words)
    return f"+{number}" if wording.is_above(one) else number, unit


def plan_groups(view: View, figures: Iterable[Figure]) -> list[GridGroup]:
    """The figures in the plan's groups, in its order; what is cancelled stands last in its group."""
    groups = view.campaign.plan.groups
    rows: dict[str, list[GridRow]] = {group: [] for group in groups}
    for one in sorted(figures, key=lambda one: one.status is Status.CANCELLED):
        rows[one.target.group].append(grid_row(view, one))
    return [
        GridGroup(group, view.words.gettext(groups[group]), found) for group, found in rows.items() if found
    ]


def care_groups(view: View) -> list[GridGroup]:
    """Every target, what needs care first: to be decided, to be done, kept, reached, cancelled."""
    words = view.words
    found = matters(view.progress, view.phase)
    urgent = {
        one.figure.target.id: one.figure for one in found if one.figure and one.kind is not Kind.REQUEST
    }
    rest: dict[Duty | None, list[Figure]] = {}
    for one in view.figures:
        if one.target.id not in urgent:
            rest.setdefault(duty(one.target, one.status), []).append(one)
    todo = sorted(rest.get(Duty.TODO, []), key=_nearness)
    parts = (
        ("urgent", words.gettext("Cần chỉ đạo"), list(urgent.values()), ""),
        ("todo", words.gettext("Phải làm"), todo, _todo_note(view, todo)),
        ("kept", words.gettext("Đang giữ"), rest.get(Duty.KEPT, []), ""),
        ("done", words.gettext("Đã đạt"), rest.get(Duty.DONE, []), ""),
        ("off", words.gettext("Thôi thực hiện"), rest.get(None, []), ""),
    )
    return [
        GridGroup(key, label, [grid_row(view, one) for one in figures], note)
        for key, label, figures, note in parts
        if figures
    ]


def _nearness(one: Figure) -> tuple[object, ...]:
    started = list(Status).index(one.status)
    return one.target.due, started, -(one.shortfall or Fraction())


def _todo_note(view: View, todo: list[Figure]) -> str:
    """By when, and that nothing of it is late."""
    if not todo:
        return ""
    first, last = todo[0].target.due, todo[-1].target.due
    day = view.words.short_date(first)
    if first == last:
        return view.words.say("đến hạn {day}, không chậm so với kế hoạch", day=day)
    return view.words.say("hạn gần nhất {day}, không chậm so với kế hoạch", day=day)


def phases_in_words(view: View) -> bool:
    """Whether each phase has a column of its own with its words; more phases share one, as marks."""
    return len(view.campaign.plan.phases) <= _MOST_WORDS
