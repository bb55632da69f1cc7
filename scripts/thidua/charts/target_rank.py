"""A rank as a ladder: its levels, the one that is reached, and the one that is asked for."""

from __future__ import annotations

from thidua.charts.model import LadderChart, Rung
from thidua.charts.scene import Scene
from thidua.figures.progress import Figure


def rank_chart(scene: Scene, figure: Figure) -> LadderChart:
    """The levels from the lowest to the highest."""
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
