"""All targets at once: by status, and met by each day."""

from __future__ import annotations

from chart_kit import every_measure, met_chart
from plans import day

MADE = every_measure()


def test_targets_met_end_with_the_as_of_day_and_those_due_go_on() -> None:
    due, met = met_chart(MADE, "30/6").curves
    assert (due.points[-1].day, due.points[-1].value) == (day("31/12"), 10)
    assert met.points[-1].day == day("30/6")
    assert met.label == f"Đã đạt: {met.points[-1].value}"
