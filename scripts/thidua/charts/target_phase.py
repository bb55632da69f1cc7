"""A target within one phase: its figure since the campaign's start, against what the phase must reach."""

from __future__ import annotations

from thidua.charts.model import Curve, Ink, TimeChart
from thidua.charts.readings import names_itself, points, reading_words
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene, as_of_moment, review_moments
from thidua.charts.target_lines import goal_level, goal_zone, pace_curve, value_axis
from thidua.figures.progress import Figure, PhaseFigure
from thidua.wording import phase_goal_phrase


def target_phase_chart(scene: Scene, target_id: str, phase_id: str) -> TimeChart | None:
    """The chart of a target in a phase; None where the phase asks nothing of it; KeyError if unknown."""
    figure = scene.progress.figures[target_id]
    part = figure.phases[phase_id]
    if part.term is None:
        return None
    target, phase, goal = figure.target, part.phase, part.term.goal
    population = figure.history.population.on(min(scene.progress.as_of, phase.end))
    phrase = phase_goal_phrase(target, part, scene.plan, scene.words)
    level = goal_level(scene, target, goal, phrase, population)
    curves = (*pace_curve(scene, target, phase.start, phase.end), _actual(scene, figure, part))
    axis = value_axis(scene, target, goal, curves, [level])
    return TimeChart(
        scene.head(
            f"{target.id}-{phase.id}",
            f"{target.id} · {target.name} – {phase.name}",
            _description(scene, figure, part),
        ),
        time_axis(phase.start, phase.end, scene.words),
        axis,
        curves,
        (level,),
        goal_zone(target, goal, axis, level.value),
        (),
        (*as_of_moment(scene, phase.start, phase.end), *review_moments(scene, phase, Ink.REVIEW)),
    )


def _actual(scene: Scene, figure: Figure, part: PhaseFigure) -> Curve:
    steps = points(scene, figure.target, figure.history, part.phase.start, part.phase.end)
    label = reading_words(scene, figure.target, part.actual) if part.actual else ""
    if label and not names_itself(figure.target):
        label = scene.words.say("Thực hiện: {figure}", figure=label)
    return Curve(Ink.ACTUAL, label if steps else "", steps, step=True, dots=True)


def _description(scene: Scene, figure: Figure, part: PhaseFigure) -> str:
    """The chart in a sentence."""
    words, target = scene.words, figure.target
    goal = phase_goal_phrase(target, part, scene.plan, words)
    status = words.gettext(part.status.label)
    if part.actual is None:
        return words.say(
            "{phase}: phải đạt {goal}; chưa có kết quả nào được ghi. {status}.",
            phase=part.phase.name,
            goal=goal,
            status=status,
        )
    return words.say(
        "{phase}: phải đạt {goal}; đến ngày {day} được {actual}. {status}.",
        phase=part.phase.name,
        goal=goal,
        status=status,
        day=words.date(min(scene.progress.as_of, part.phase.end)),
        actual=reading_words(scene, target, part.actual),
    )
