"""A target over its own time: its figure as steps, against goal, pace and law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from thidua.charts.model import Curve, Ink, Level, TimeChart
from thidua.charts.readings import names_itself, points, reading_words, stage_histories
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene, as_of_moment, phase_periods
from thidua.charts.target_lines import goal_level, goal_zone, pace_curve, value_axis
from thidua.figures.progress import Figure
from thidua.figures.rules import legal_ceiling
from thidua.figures.terms import HUNDRED
from thidua.model import Stage
from thidua.wording import STAGES, goal_phrase, status_sentence

_STAGE_INKS = {Stage.REGISTERED: Ink.REGISTERED, Stage.PROPOSED: Ink.PROPOSED, Stage.AWARDED: Ink.AWARDED}
_AFTERWARDS = timedelta(days=14)


def target_year_chart(scene: Scene, target_id: str) -> TimeChart:
    """The chart from the target's start (or first row) to its due day (or last row); KeyError if unknown."""
    figure = scene.progress.figures[target_id]
    target = figure.target
    first, last = _time(scene, figure)
    layers = tuple(_stages(scene, figure, first, last))
    actual = _actual(scene, figure, first, last, layered=bool(layers))
    curves = (*layers, *pace_curve(scene, target, first, last), actual)
    levels = tuple(_levels(scene, figure))
    axis = value_axis(scene, target, target.goal, curves, levels)
    return TimeChart(
        scene.head(f"{target.id}-ca-ky", f"{target.id} · {target.name}", _description(scene, figure)),
        time_axis(first, last, scene.words),
        axis,
        curves,
        levels,
        goal_zone(target, target.goal, axis, levels[0].value),
        phase_periods(scene, first, last),
        as_of_moment(scene, first, last),
    )


def _time(scene: Scene, figure: Figure) -> tuple[date, date]:
    """The days that the chart shows: the target's own, and those of rows outside them."""
    target, as_of = figure.target, scene.progress.as_of
    days = [row.on for row in scene.rows.get(target.id, [])]
    first, last = min([target.start, *days]), target.due
    if days and max(days) > last:
        last = max(*days, min(as_of, max(days) + _AFTERWARDS))
    return first, last


def _actual(scene: Scene, figure: Figure, first: date, last: date, *, layered: bool) -> Curve:
    target, label = figure.target, ""
    if figure.actual:
        said = reading_words(scene, target, figure.actual)
        label = (
            said
            if names_itself(target)
            else scene.words.say(
                "{what}: {figure}",
                figure=said,
                what=scene.words.gettext(STAGES[target.counts])
                if layered
                else scene.words.gettext("Thực hiện"),
            )
        )
    return Curve(
        Ink.ACTUAL,
        label,
        points(scene, target, figure.history, first, last),
        step=True,
        dots=True,
        filled=layered,
    )


def _stages(scene: Scene, figure: Figure, first: date, last: date) -> Iterator[Curve]:
    """The stages before or after the one that counts, one behind another.

    The same subject passes from stage to stage, so their numbers are laid over one another, never added.
    """
    target = figure.target
    for stage, seen, past in stage_histories(target, scene.rows.get(target.id, []), figure.history):
        steps = points(scene, seen, past, first, last)
        latest = past.on(scene.progress.as_of)
        if steps and latest:
            said = reading_words(scene, seen, latest)
            label = scene.words.say("{what}: {figure}", what=scene.words.gettext(STAGES[stage]), figure=said)
            yield Curve(_STAGE_INKS[stage], label, steps, step=True, dots=True, filled=True)


def _levels(scene: Scene, figure: Figure) -> Iterator[Level]:
    """The goal first, then the legal ceiling where there is one."""
    target, words = figure.target, scene.words
    population = figure.history.population.on(scene.progress.as_of)
    phrase = goal_phrase(target, scene.plan, words)
    yield goal_level(scene, target, target.goal, phrase, population)
    cap = legal_ceiling(target, scene.progress)
    if cap is None:
        return
    label = words.say("Luật cho tối đa {n} {unit}", n=cap, unit=scene.plan.unit_word(target))
    if not target.needs_population:
        yield Level(Ink.CEILING, Fraction(cap), label)
    elif population:
        yield Level(Ink.CEILING, HUNDRED * cap / population, label)


def _description(scene: Scene, figure: Figure) -> str:
    """The chart in a sentence or two."""
    target, words = figure.target, scene.words
    sentence = status_sentence(figure, scene.plan, scene.progress.as_of, words)
    if legal_ceiling(target, scene.progress) is None or target.ceiling is None:
        return sentence
    cap = words.say(
        "Luật cho tối đa {n} {unit} ({cite}).",
        n=legal_ceiling(target, scene.progress),
        unit=scene.plan.unit_word(target),
        cite=target.ceiling.cite,
    )
    return f"{sentence} {cap}"
