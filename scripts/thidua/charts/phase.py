"""A phase: how many of its targets were reached by when, and the days that matter in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from thidua.charts.model import Curve, Ink, Level, Moment, Period, StripChart, TimeChart, ValueAxis
from thidua.charts.overview import counted
from thidua.charts.scale import count_ticks, time_axis
from thidua.charts.scene import Scene, as_of_moment, review_moments
from thidua.figures.history import History
from thidua.figures.series import Reached, reached_changes
from thidua.figures.terms import Term
from thidua.model import Phase
from thidua.text import lowered, mark


def phase_chart(scene: Scene, phase: Phase) -> TimeChart | None:
    """How many of the targets that the phase asks for were reached by each of its days, against all of them.

    None before the phase and where it asks nothing.
    """
    words, as_of = scene.words, scene.progress.as_of
    asked = [
        (part.term, one.history)
        for one in scene.progress.figures.values()
        if (part := one.phases[phase.id]).is_assigned and one.target.cancelled is None
    ]
    if not asked or as_of < phase.start:
        return None
    until = min(as_of, phase.end)
    spans = partial(scene.reached, phase.id)
    curve = counted(scene, _reached(asked, phase.start, until, spans), mark("Đạt: {n} chỉ tiêu"))
    reached = int(curve[-1].value)
    ticks = count_ticks(len(asked), words)
    text = words.say(
        "{met} trên {n} chỉ tiêu của {phase} đã đạt mục tiêu của đợt, tính đến ngày {day}.",
        met=reached,
        n=len(asked),
        phase=phase.name,
        day=words.date(until),
    )
    title = words.say("Đạt {met} trên {n} chỉ tiêu mà đợt giao", met=reached, n=len(asked))
    return TimeChart(
        scene.head(f"{phase.id}-dat-theo-ngay", title, text),
        time_axis(phase.start, phase.end, words),
        ValueAxis(ticks[0].value, ticks[-1].value, ticks, words.gettext("chỉ tiêu")),
        (Curve(Ink.ACTUAL, words.say("Đã đạt: {n}", n=reached), curve, step=True, dots=True),),
        (Level(Ink.GOAL, Fraction(len(asked)), words.say("Đợt giao: {n}", n=len(asked))),),
        moments=(*as_of_moment(scene, phase.start, phase.end), *review_moments(scene, phase, Ink.REVIEW)),
    )


def _reached(
    asked: list[tuple[Term, History]], first: date, until: date, spans: Reached
) -> Iterator[tuple[date, int]]:
    """The number reached on the first day, on each day that changed it, and on the last."""
    changes = reached_changes(asked, until, spans)
    yield first, sum(by for day, by in changes.items() if day <= first)
    total = 0
    for day, by in changes.items():
        total += by
        if day > first:
            yield day, total
    yield until, total


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
    for today in as_of_moment(scene, phase.start, phase.end):
        yield replace(today, label=words.say("Số liệu đến {day}", day=words.date(today.day)))
    yield from review_moments(scene, phase, Ink.GOAL)
    for one in scene.plan.commemorations:
        if one.on is not None:
            label = words.say("{day}: {what}", day=words.short_date(one.on), what=one.name)
            yield Moment(one.on, Ink.DAY, label, (words.date(one.on), one.name))
