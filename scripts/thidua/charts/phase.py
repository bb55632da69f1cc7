"""A phase: how far each of its targets is, and the days that matter in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.charts.model import Bar, BarChart, BarGroup, Ink, Moment, Period, StripChart
from thidua.charts.readings import reading_words
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene, as_of_moment, review_moments
from thidua.figures.progress import Figure, PhaseFigure
from thidua.model import Phase, Status
from thidua.text import lowered
from thidua.wording import breaches, phase_goal_phrase

_LEAST, _MOST = Fraction(6, 5), Fraction(8, 5)


def phase_chart(scene: Scene, phase: Phase) -> BarChart | None:
    """Every target that the phase asks something of, by group; None where it asks nothing of any."""
    figures = [one for one in scene.progress.figures.values() if one.phases[phase.id].term is not None]
    if not figures:
        return None
    words = scene.words
    groups = tuple(
        BarGroup(words.gettext(heading), tuple(bars))
        for group, heading in scene.plan.groups.items()
        if (bars := [_bar(scene, one, one.phases[phase.id]) for one in figures if one.target.group == group])
    )
    shares = [bar.share for group in groups for bar in group.bars if bar.share is not None]
    reached = sum(one.phases[phase.id].status.satisfied for one in figures)
    title = words.say("{phase}: kết quả so với mục tiêu của đợt", phase=phase.name)
    text = words.say(
        "{met} trên {n} chỉ tiêu của {phase} đã đạt mục tiêu của đợt.",
        met=reached,
        n=len(figures),
        phase=phase.name,
    )
    return BarChart(
        scene.head(f"{phase.id}-chi-tieu", title, text),
        groups,
        words.gettext("Mục tiêu của đợt = 100%"),
        min(max([*shares, _LEAST]), _MOST),
    )


def _bar(scene: Scene, figure: Figure, part: PhaseFigure) -> Bar:
    words, target = scene.words, figure.target
    word = words.gettext(part.status.label)
    told = [
        f"{target.id} · {target.name}",
        words.say("Phải đạt: {goal}", goal=phase_goal_phrase(target, part, scene.plan, words)),
    ]
    if part.actual:
        told.append(words.say("Thực hiện: {figure}", figure=reading_words(scene, target, part.actual)))
    return Bar(
        target.id,
        f"{target.id} {target.name}",
        _share(figure, part),
        _value(scene, figure, part),
        part.status,
        word,
        (*told, word),
    )


def _share(figure: Figure, part: PhaseFigure) -> Fraction | None:
    """How far the figure is on its way to the phase's goal; None where there is no way to measure.

    A level is measured from where the year started; a rank has no distances, so it is there or not.
    """
    target, goal = figure.target, part.goal
    if part.actual is None or goal is None or part.status is Status.NOT_STARTED:
        return None
    if target.traits.has_levels:
        return Fraction(1) if part.status.satisfied else None
    if target.traits.has_baseline:
        return max(Fraction(), (part.actual.figure - target.baseline) / (goal - target.baseline))
    return part.attainment


def _value(scene: Scene, figure: Figure, part: PhaseFigure) -> str:
    """The figure against the phase's goal, in the fewest signs."""
    words, target = scene.words, figure.target
    if part.actual is None or part.goal is None:
        return ""
    if target.traits.counts_breaches:
        return words.say("{n} vi phạm", n=breaches(part.actual))
    if target.needs_population or target.traits.is_state:
        return reading_words(scene, target, part.actual).replace(f" {scene.plan.unit_word(target)} (", " (")
    unit = scene.plan.unit_word(target)
    return f"{words.number(part.actual.value)}/{words.number(part.goal)} {unit}".rstrip()


def phase_calendar(scene: Scene, phase: Phase) -> StripChart:
    """The phase's days: its review, its commemorations with a date, and the as-of day while it lasts."""
    moments = sorted(
        (one for one in _moments(scene, phase) if phase.start <= one.day <= phase.end),
        key=lambda one: (one.day, one.label),
    )
    title = scene.words.say("Lịch {phase}", phase=lowered(phase.name))
    text = "; ".join(moment.label for moment in moments)
    return StripChart(
        scene.head(f"{phase.id}-lich", title, text),
        time_axis(phase.start, phase.end, scene.words),
        (Period(phase.start, phase.end, phase.name),),
        tuple(moments),
    )


def _moments(scene: Scene, phase: Phase) -> Iterator[Moment]:
    words = scene.words
    yield from as_of_moment(scene, phase.start, phase.end)
    yield from review_moments(scene, phase, Ink.GOAL)
    for one in scene.plan.commemorations:
        if one.on is not None:
            label = words.say("{day}: {what}", day=words.short_date(one.on), what=one.name)
            yield Moment(one.on, Ink.DAY, label, (words.date(one.on), one.name))
