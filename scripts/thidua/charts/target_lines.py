"""What a target's lines are drawn against: its yard, its goal as it was on each day, and the axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from thidua.charts.model import Curve, Ink, Level, Mark, Moment, Point, ValueAxis, Zone
from thidua.charts.scale import value_ticks
from thidua.charts.scene import Scene
from thidua.figures.distance import subjects_needed
from thidua.figures.history import Reading
from thidua.figures.progress import Figure
from thidua.figures.terms import HUNDRED, expected, is_satisfied
from thidua.model import Goal, Operator, PaceKind, Status, Target
from thidua.text import lowered, mark
from thidua.wording import amount, bound, goal_bounds, goal_phrase

_MOST_WHOLE = 12  # beyond that not every whole number is named


@dataclass(frozen=True, slots=True)
class Yard:
    """What heights stand for: the figure itself, or whole subjects of a share, where the law counts them."""

    target: Target
    people: int | None = None

    @classmethod
    def of(cls, scene: Scene, figure: Figure) -> Yard:
        """Subjects where plan and law are held against one another in them, on the as-of day."""
        target = figure.target
        counted = target.ceiling is not None and target.needs_population
        return cls(target, figure.history.population.on(scene.progress.as_of) if counted else None)

    def place(self, reading: Reading) -> Fraction:
        """Where a reading stands."""
        return reading.value if self.people else reading.figure

    def value(self, value: Fraction) -> Fraction:
        """Where a value of the goal's own measure stands."""
        return value * self.people / HUNDRED if self.people else value


def pace_curve(scene: Scene, yard: Yard, first: date, last: date) -> tuple[Curve, ...]:
    """The pace between two days; none where all is judged at the end, which a goal says by itself."""
    target = yard.target
    if target.pace.kind is PaceKind.AT_END or target.cancelled:
        return ()
    if target.is_kept and not target.is_rationed:
        return ()
    start, end = max(first, target.start), min(last, target.due)
    if start >= end:
        return ()
    bends = {day for day, _ in target.pace.points if start < day < end}
    days = sorted({start, end, *bends})
    name = scene.words.gettext("Tiến độ dự kiến")
    return (Curve(Ink.EXPECTED, name, tuple(_asked(scene, yard, day) for day in days), name=name),)


def _asked(scene: Scene, yard: Yard, day: date) -> Point:
    value = expected(yard.target, day)
    said = amount(yard.target, value, scene.words)
    return Point(day, yard.value(value), (scene.words.say("Dự kiến: {value}", value=said),), said=said)


def goal_level(scene: Scene, figure: Figure, yard: Yard) -> Level:
    """The goal, and what it was before each revision of it."""
    target, words = figure.target, scene.words
    label = words.say("Mục tiêu: {goal}", goal=goal_phrase(target, scene.plan, words))
    place = _goal_place(figure, yard)
    if yard.people:
        label = words.say(
            "Kế hoạch: ít nhất {n} ({goal})",
            n=words.number(place, 0),
            goal=goal_phrase(target, scene.plan, words),
        )
    was = tuple((on - timedelta(days=1), yard.value(goal.lower)) for on, _, goal in earlier_goals(figure))
    return Level(Ink.GOAL, place, label, was)


def _goal_place(figure: Figure, yard: Yard) -> Fraction:
    need = subjects_needed(figure.term, yard.people) if yard.people else None
    return yard.value(figure.target.goal.lower) if need is None else Fraction(need)


def earlier_goals(figure: Figure) -> Iterator[tuple[date, str, Goal]]:
    """Each revision of the goal: its day, its decision, and the goal before it."""
    for change in figure.changes:
        was = (change.was or {}).get("goal")
        if isinstance(was, Goal):
            yield change.on, change.cite, was


def goal_moments(scene: Scene, figure: Figure) -> Iterator[Moment]:
    """The days on which a revision set another goal, with its decision."""
    goals = [*earlier_goals(figure)]
    after = [*(goal for _, _, goal in goals[1:]), figure.target.goal][: len(goals)]
    for (on, cite, was), now in zip(goals, after, strict=True):
        old, new = goal_bounds(figure.target, was, now, scene.words)
        label = scene.words.say("{old} → {new} ({cite})", old=old, new=new, cite=cite)
        yield Moment(on, Ink.REVIEW, label, (scene.words.date(on), label))


def phase_marks(scene: Scene, figure: Figure, yard: Yard) -> Iterator[Mark]:
    """Where each closed phase asked for more than its close had: what was asked, and what was there."""
    target, words = figure.target, scene.words
    closed = [
        part
        for part in figure.phases.values()
        if part.is_assigned and not part.term.final and part.phase.end < scene.progress.as_of
    ]
    if target.is_kept or target.cancelled:
        return
    for part in closed:
        goal = part.term.goal.lower
        asked = bound(target, goal, words) if target.traits.whole_figure else amount(target, goal, words)
        said = words.say("mức {phase}: {goal}", phase=_short(scene, part.phase.id), goal=asked)
        last = part is closed[-1]
        yield Mark(Ink.CLOSED, part.phase.end, yard.value(goal), said if last else "")
        if part.status is Status.MISSED and part.actual and not is_satisfied(part.term, part.actual.figure):
            template = (
                mark("{actual}/{goal} khi đợt kết thúc")
                if target.traits.whole_figure
                else mark("{actual} khi đợt kết thúc")
            )
            told = words.say(
                template,
                actual=amount(target, part.actual.figure, words, goal),
                goal=asked,
            )
            yield Mark(Ink.BREACH, part.phase.end, yard.place(part.actual), told if last else "")


def _short(scene: Scene, phase_id: str) -> str:
    phase = next(one for one in scene.plan.phases if one.id == phase_id)
    place = scene.plan.phases.index(phase) + 1
    short = phase.short or ""  # "Đợt 1" is said in a sentence, "Feb" and "Q.III" are names
    return (lowered(short) if " " in short else short) or scene.words.say("đợt {n}", n=place)


def goal_zone(target: Target, axis: ValueAxis, yard: Yard) -> Zone | None:
    """The values that satisfy the goal, where that is not simply "from the line upwards"."""
    goal = target.goal
    if goal.operator is Operator.BETWEEN and goal.upper is not None:
        return Zone(yard.value(goal.lower), yard.value(goal.upper))
    return Zone(axis.low, yard.value(goal.lower)) if target.is_cap else None


def value_axis(
    scene: Scene, yard: Yard, curves: Iterable[Curve], levels: Iterable[Level], marks: Iterable[Mark]
) -> ValueAxis:
    """The axis that holds all that is drawn: from zero, but for a level that stays far from it."""
    target = yard.target
    values = [point.value for curve in curves for point in curve.points]
    values += [level.value for level in levels] + [value for level in levels for _, value in level.was]
    values += [one.value for one in marks]
    values += [yard.value(target.baseline), yard.value(target.goal.upper or target.goal.lower)]
    low, high = _range(yard, values)
    percent = target.is_percentage and not yard.people
    whole = target.traits.counts_subjects and not percent
    most = _MOST_WHOLE if whole and high - low <= _MOST_WHOLE else 5
    ticks = value_ticks(low, high, scene.words, percent=percent, whole=whole, most=most)
    return ValueAxis(ticks[0].value, ticks[-1].value, ticks, _axis_title(scene, yard))


def _range(yard: Yard, values: list[Fraction]) -> tuple[Fraction, Fraction]:
    target = yard.target
    # Comparing Fractions costs three times that.
    low, *_, high = sorted(values, key=lambda value: value.numerator / value.denominator)
    if target.traits.is_state and low > 0 and high - low < low / 2:
        room = (high - low) / 10 or high / 10
        return low - room, high + room
    percent = target.is_percentage and not yard.people
    if percent and HUNDRED * Fraction(95, 100) <= high <= HUNDRED:
        return min(low, Fraction()), HUNDRED
    if target.traits.counts_subjects and not percent and high < _MOST_WHOLE:
        return min(low, Fraction()), Fraction(int(high) + 1)
    return min(low, Fraction()), high * Fraction(21, 20) or Fraction(1)


def _axis_title(scene: Scene, yard: Yard) -> str:
    target, unit = yard.target, scene.plan.unit_word(yard.target)
    counted = target.needs_population and not yard.people
    title = scene.words.say("% tổng số {unit}", unit=unit) if counted else unit or "%"
    if target.is_cap:
        return scene.words.say("{unit} (thấp hơn là tốt hơn)", unit=title)
    return title


def year_before(scene: Scene, figure: Figure, first: date, last: date) -> tuple[Curve, ...]:
    """The same figure a year before, laid over this year's days; none where nothing is compared."""
    past, found = scene.before.get(figure.target.id), figure.previous
    if past is None or found is None:
        return ()
    years = scene.progress.as_of.year - found.as_of.year
    steps = [
        (_later(reading.day, years), reading)
        for reading in past.readings
        if reading is not None and _later(reading.day, years) <= last
    ]
    shown = [(max(day, first), reading) for day, reading in steps]
    points = [
        Point(day, reading.figure, said=amount(figure.target, reading.figure, scene.words))
        for day, reading in dict(shown).items()
    ]
    if not points:
        return ()
    if points[-1].day < last:
        points.append(Point(last, points[-1].value, news=False, said=points[-1].said))
    name = _year_named(scene, found.as_of)
    return (Curve(Ink.BEFORE, name, tuple(points), step=True, name=name),)


def _later(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if leap else day.day)


def _year_named(scene: Scene, day: date) -> str:
    """What the time before is called: a year, or the years that the campaign took."""
    before = scene.progress.campaign.before
    if before is None or before.plan.start.year == before.plan.end.year:
        return scene.words.say("Năm {year}", year=day.year)
    return scene.words.say("Kỳ {first}–{last}", first=before.plan.start.year, last=before.plan.end.year)
