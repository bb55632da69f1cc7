"""All targets at once: by status, and met by each day."""

from __future__ import annotations

import pytest
from chart_kit import DAYS, TARGETS, every_measure, scene
from plans import day
from thidua import charts
from thidua.figures.progress import recorded
from thidua.figures.series import timelines
from thidua.model import Status

MADE = every_measure()


@pytest.mark.parametrize("on", DAYS)
def test_the_bar_adds_up_to_every_target(on: str) -> None:
    bar = charts.status_bar(scene(MADE, on))
    assert sum(part.count for part in bar.segments) == len(TARGETS)
    assert bar.total == "= 10 chỉ tiêu"


def test_a_part_says_its_word_and_names_its_targets() -> None:
    bar = charts.status_bar(scene(MADE, "31/12"))
    assert [
        (part.word, part.count, part.hover[1:]) for part in bar.segments if part.status is Status.NO_DATA
    ] == [
        ("Chưa có số liệu", 1, ("EMPTY EMPTY",)),
    ]


def test_targets_met_end_with_the_as_of_day_and_those_due_go_on() -> None:
    due, met = charts.met_by_day_chart(
        scene(MADE, "30/6"), timelines(MADE, recorded(MADE), day("30/6"))
    ).curves
    assert (due.points[-1].day, due.points[-1].value) == (day("31/12"), 10)
    assert met.points[-1].day == day("30/6")
    assert met.label == f"Đã đạt: {met.points[-1].value}"
