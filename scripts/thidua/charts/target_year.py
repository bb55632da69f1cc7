"""A target over its own time: one line leads, held against goal, pace and law."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from thidua.charts.model import Bracket, Curve, Head, Ink, LadderChart, Level, Rung, TimeChart
from thidua.charts.readings import points, reading_words, stage_histories
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene, as_of_moment, phase_periods
from thidua.charts.target_conduct import conduct_chart
from thidua.charts.target_lines import (
    Yard,
    goal_level,
    goal_moments,
    goal_zone,
    pace_curve,
    phase_marks,
    value_axis,
    year_before,
)
from thidua.figures.progress import Figure
from thidua.figures.rules import legal_ceiling
from thidua.figures.terms import HUNDRED
from thidua.model import Operator, Stage
from thidua.wording import STAGES, bound

_STAGE_INKS = {Stage.REGISTERED: Ink.REGISTERED, Stage.PROPOSED: Ink.PROPOSED, Stage.AWARDED: Ink.AWARDED}
_AFTERWARDS = timedelta(days=14)


def target_year_chart(scene: Scene, target_id: str) -> TimeChart | LadderChart:
    """The chart from the target's start (or first row) to its due day (or last row); KeyError if unknown."""
    figure = scene.progress.figures[target_id]
    if figure.target.traits.has_levels:
        return _rank_chart(scene, figure)
    first, last = _time(scene, figure)
    if figure.target.traits.counts_breaches:
        return conduct_chart(scene, figure, first, last)
    return _line_chart(scene, figure, first, last)


def _rank_chart(scene: Scene, figure: Figure) -> LadderChart:
    """A ladder: levels from the lowest to the highest, which one is reached, which one is asked for."""
    target, words, actual = figure.target, scene.words, figure.actual
    reached = int(actual.figure) if actual else 0
    asked = int(target.goal.lower)
    rungs = []
    for place, name in enumerate(target.scale, 1):
        notes = []
        if place == reached and actual:
            notes.append(words.say("hiện nay, từ {day}", day=words.date(actual.day)))
        if place == asked:
            notes.append(
                words.gettext("phải đạt")
                if asked == len(target.scale)
                else words.gettext("phải đạt từ mức này")
            )
        rungs.append(Rung(name, place <= reached, place == asked, "; ".join(notes)))
    return LadderChart(scene.target_head(figure), tuple(rungs))


def _line_chart(scene: Scene, figure: Figure, first: date, last: date) -> TimeChart:
    yard = Yard.of(scene, figure)
    layers = tuple(_stages(scene, figure, yard, first, last))
    curves = (
        *year_before(scene, figure, first, last),
        *layers,
        *pace_curve(scene, yard, first, last),
        _actual(scene, figure, yard, first, last, layered=bool(layers)),
    )
    levels = tuple(_levels(scene, figure, yard))
    marks = tuple(phase_marks(scene, figure, yard))
    axis = value_axis(scene, yard, curves, levels, marks)
    return TimeChart(
        _described(scene, figure),
        time_axis(first, last, scene.words),
        axis,
        curves,
        levels,
        goal_zone(figure.target, axis, yard),
        phase_periods(scene, first, last),
        (*goal_moments(scene, figure), *as_of_moment(scene, first, last)),
        marks,
        _bracket(scene, levels),
    )


def _time(scene: Scene, figure: Figure) -> tuple[date, date]:
    """The days that the chart shows: the target's own, and those of rows outside them."""
    target, as_of = figure.target, scene.progress.as_of
    days = [row.on for row in scene.rows.get(target.id, [])]
    first, last = min([target.start, *days]), target.due
    if days and max(days) > last:
        last = max(*days, min(as_of, max(days) + _AFTERWARDS))
    return first, last


def _actual(scene: Scene, figure: Figure, yard: Yard, first: date, last: date, *, layered: bool) -> Curve:
    target, words = figure.target, scene.words
    name = words.gettext(STAGES[target.counts]) if layered else words.gettext("Thực hiện")
    steps = points(scene, yard, figure.history, first, last)
    label = ""
    if figure.actual and steps:
        said = reading_words(scene, target, figure.actual)
        label = words.say("{what}: {figure}", what=name, figure=said)
    return Curve(Ink.ACTUAL, label, steps, step=True, dots=True, name=name)


def _stages(scene: Scene, figure: Figure, yard: Yard, first: date, last: date) -> Iterator[Curve]:
    """The stages before or after the one that counts, as thin lines.

    The same subject passes from stage to stage, so their numbers are laid over one another, never added.
    """
    target = figure.target
    for stage, seen, past in stage_histories(target, scene.rows.get(target.id, []), figure.history):
        steps = points(scene, replace(yard, target=seen), past, first, last)
        latest = past.on(scene.progress.as_of)
        if steps and latest:
            name = scene.words.gettext(STAGES[stage])
            label = scene.words.say("{what}: {figure}", what=name, figure=reading_words(scene, seen, latest))
            yield Curve(_STAGE_INKS[stage], label, steps, step=True, name=name)


def _levels(scene: Scene, figure: Figure, yard: Yard) -> Iterator[Level]:
    """The goal first, its upper end, then the legal ceiling where there is one."""
    target, words = figure.target, scene.words
    yield goal_level(scene, figure, yard)
    if target.goal.operator is Operator.BETWEEN and target.goal.upper is not None:
        upper = words.say("Mức trên: {n}", n=bound(target, target.goal.upper, words))
        yield Level(Ink.GOAL, yard.value(target.goal.upper), upper)
    cap = legal_ceiling(target, scene.progress)
    if cap is None:
        return
    label = words.say("Luật cho tối đa {n} {unit}", n=cap, unit=scene.plan.unit_word(target, cap))
    population = figure.history.population.on(scene.progress.as_of)
    if yard.people or not target.needs_population:
        yield Level(Ink.CEILING, Fraction(cap), label)
    elif population:
        yield Level(Ink.CEILING, HUNDRED * cap / population, label)


def _bracket(scene: Scene, levels: tuple[Level, ...]) -> Bracket | None:
    """What lies between the goal and a ceiling below it: no figure keeps both."""
    goal, *others = levels
    cap = next((one for one in others if one.ink is Ink.CEILING), None)
    if cap is None or goal.value <= cap.value:
        return None
    label = scene.words.say(
        "Thiếu {n}: không số nào đạt cả hai", n=scene.words.number(goal.value - cap.value, 1)
    )
    return Bracket(cap.value, goal.value, label)


def _described(scene: Scene, figure: Figure) -> Head:
    """The head, whose sentence says what the law allows too."""
    target, cap = figure.target, legal_ceiling(figure.target, scene.progress)
    head = scene.target_head(figure)
    if cap is None or target.ceiling is None:
        return head
    said = scene.words.say(
        "Luật cho tối đa {n} {unit} ({cite}).",
        n=cap,
        unit=scene.plan.unit_word(target),
        cite=target.ceiling.cite,
    )
    return replace(head, description=f"{head.description} {said}")
