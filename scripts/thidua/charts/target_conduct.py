"""Conduct over time: a thin line that is whole, and a cross for each breach. It never fills a bar."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from thidua.charts.model import Curve, Ink, Mark, Point, TimeChart, ValueAxis
from thidua.charts.readings import reading_words
from thidua.charts.scale import time_axis
from thidua.charts.scene import Scene, as_of_moment, phase_periods
from thidua.figures.history import Reading
from thidua.figures.progress import Figure
from thidua.wording import actual_phrase, breaches

_ROW = Fraction(1, 4)  # crosses of one day stand above one another
_MOST = 3


def conduct_chart(scene: Scene, figure: Figure, first: date, last: date) -> TimeChart:
    """The days on which a breach was found, along the time in which there should be none."""
    readings = [one for one in figure.history.readings if one is not None]
    until = min(last, scene.progress.as_of)
    return TimeChart(
        scene.target_head(figure),
        time_axis(first, last, scene.words),
        ValueAxis(Fraction(), Fraction(2), (), _rule(scene, figure)),
        (_line(scene, figure, readings, first, until),),
        periods=phase_periods(scene, first, last),
        moments=as_of_moment(scene, first, last),
        marks=tuple(_crosses(scene, [one for one in readings if one.day <= until], first)),
    )


def _rule(scene: Scene, figure: Figure) -> str:
    """What is allowed, in whole subjects."""
    need, population = figure.needed, figure.population
    allowed = 0 if need is None or population is None else max(0, population - need)
    if not allowed:
        return scene.words.gettext("Phải giữ: không có vi phạm")
    unit = scene.plan.unit_word(figure.target)
    return scene.words.say("Phải giữ: không quá {n} {unit} vi phạm", n=allowed, unit=unit)


def _line(scene: Scene, figure: Figure, readings: list[Reading], first: date, until: date) -> Curve:
    seen = [one for one in readings if one.day <= until]
    name = scene.words.gettext("Không vi phạm")
    if not seen or until < first:
        return Curve(Ink.KEPT, "", (), step=True, name=name)
    points = [_point(scene, figure, one, max(one.day, first)) for one in seen]
    known = {point.day: point for point in points}
    known[until] = _point(scene, figure, seen[-1], until)
    label = scene.words.say(
        "{share}: {n}",
        share=actual_phrase(figure.target, seen[-1], scene.words),
        n=reading_words(scene, figure.target, seen[-1]),
    )
    return Curve(Ink.KEPT, label, tuple(known[day] for day in sorted(known)), step=True, name=name)


def _point(scene: Scene, figure: Figure, reading: Reading, day: date) -> Point:
    said = actual_phrase(figure.target, reading, scene.words)
    return Point(day, Fraction(1), (reading_words(scene, figure.target, reading),), said=said)


def _crosses(scene: Scene, readings: list[Reading], first: date) -> Iterator[Mark]:
    before = 0
    for reading in readings:
        new = breaches(reading) - before
        before = breaches(reading)
        if new <= 0:
            continue
        label = scene.words.say("{day}: {n} vi phạm", day=scene.words.short_date(reading.day), n=new)
        for place in range(min(new, _MOST)):
            height = 1 + _ROW * place
            yield Mark(Ink.BREACH, max(reading.day, first), height, "" if place else label, cross=True)
