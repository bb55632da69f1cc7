"""A target within one phase: its figure since the campaign's start, against what the phase must reach."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.charts.model import Ink, Level, Line, Moment, TimeChart
from thidua.charts.readings import names_itself, points, reading_words
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene
from thidua.charts.target_lines import (
    as_of_moment,
    drawn_values,
    expected_line,
    goal_label,
    goal_value,
    goal_zone,
    value_axis,
)
from thidua.figures.progress import Figure, PhaseFigure
from thidua.model import Phase, Review
from thidua.wording import phase_goal_phrase


def target_phase_chart(scene: Scene, target_id: str, phase_id: str) -> TimeChart | None:
    """The chart of a target in a phase; None where the phase asks nothing of it; KeyError if unknown."""
    figure = scene.progress.figures[target_id]
    part = figure.phases[phase_id]
    if part.term is None:
        return None
    target, phase, goal = figure.target, part.phase, part.term.goal
    population = figure.history.population.on(min(scene.progress.as_of, phase.end))
    level = Level(
        Ink.GOAL,
        goal_value(target, goal, population),
        goal_label(scene, target, phase_goal_phrase(target, part, scene.plan, scene.words), population),
    )
    pace = expected_line(scene, target, phase.start, phase.end)
    lines = (*([pace] if pace else []), _actual(scene, figure, part))
    held = [] if target.traits.counts_breaches else [target.baseline, goal.upper or goal.lower]
    axis = value_axis(scene, target, [*drawn_values(lines, [level]), *held])
    return TimeChart(
        scene.head(
            f"{target.id}-{phase.id}",
            f"{target.id} · {target.name} – {phase.name}",
            _description(scene, figure, part),
        ),
        time_axis(phase.start, phase.end, scene.words),
        axis,
        lines,
        (level,),
        goal_zone(target, goal, axis, level.value),
        (),
        (*as_of_moment(scene, phase.start, phase.end), *_review(scene, phase)),
    )


def _actual(scene: Scene, figure: Figure, part: PhaseFigure) -> Line:
    steps = points(scene, figure.target, figure.history, part.phase.start, part.phase.end)
    label = reading_words(scene, figure.target, part.actual) if part.actual else ""
    if label and not names_itself(figure.target):
        label = scene.words.say("Thực hiện: {figure}", figure=label)
    return Line(Ink.ACTUAL, label if steps else "", steps, step=True, dots=True)


def _review(scene: Scene, phase: Phase) -> Iterator[Moment]:
    for review in scene.plan.reviews:
        if review.phase == phase.id:
            day = review.held_by(scene.progress.as_of) or review.before
            if phase.start <= day <= phase.end:
                yield Moment(day, Ink.REVIEW, review_label(scene, review))


def review_label(scene: Scene, review: Review) -> str:
    """A review as its day is named: when it was held, or before which day it must be."""
    held = review.held_by(scene.progress.as_of)
    if held:
        return scene.words.say("Đã tổng kết {day}", day=scene.words.date(held))
    return scene.words.say("Tổng kết trước {day}", day=scene.words.date(review.before))


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
