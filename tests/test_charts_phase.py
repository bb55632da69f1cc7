"""A phase: its targets reached by day, and its calendar."""

from __future__ import annotations

from dataclasses import replace

from chart_kit import every_measure, scene
from plans import campaign, day, target
from table_kit import cases
from thidua import charts
from thidua.model import Campaign, Phase, Revision, Source, Status

MADE = every_measure()
FIRST, SECOND = MADE.plan.phases
_CANCEL = {next(iter(MADE.plan.targets)): {"cancelled": True}}
_CUT = Revision(day("1/9"), "QĐ 9", _CANCEL, (), Source("plan.yml", 1))
CUT = replace(MADE, plan=replace(MADE.plan, revisions=(_CUT,)))  # a phase that is over stays as it was


@cases("phase", MADE.plan.phases)
@cases("on", ["15/3", "30/6", "1/10", "31/12"])
@cases("made", [MADE, CUT])
def test_a_phase_counts_its_targets_day_by_day_as_its_statuses_do(
    phase: Phase, on: str, made: Campaign
) -> None:
    drawn = scene(made, on)
    chart = charts.phase_chart(drawn, phase)
    if day(on) < phase.start:
        assert chart is None
        return
    assert chart is not None
    until = min(day(on), phase.end)
    parts = [one.phases[phase.id] for one in scene(made, f"{until:%d/%m}").progress.figures.values()]
    asked = [part for part in parts if part.is_assigned and part.status is not Status.CANCELLED]
    (curve,), (goal,) = chart.curves, chart.levels
    assert goal.value == len(asked)
    assert (curve.points[-1].day, curve.points[-1].value) == (
        until,
        sum(one.status.satisfied for one in asked),
    )
    assert curve.points[0].day == phase.start


def test_what_was_reached_in_the_first_phase_is_told() -> None:
    chart = charts.phase_chart(scene(MADE, "30/6"), FIRST)
    assert chart is not None
    assert (chart.levels[0].label, chart.curves[0].label) == ("Đợt giao: 7", "Đã đạt: 4")


def test_a_phase_that_asks_nothing_has_no_chart() -> None:
    made = campaign([target(start="1/8", at_least=3)])
    assert charts.phase_chart(scene(made, "30/6"), made.plan.phases[0]) is None


def test_the_calendar_has_the_review_and_the_commemorations_with_a_date() -> None:
    strip = charts.phase_calendar(scene(MADE, "31/5"), FIRST)
    assert [(one.day, one.label) for one in strip.moments] == [
        (day("3/2"), "03/02: Ngày thành lập Đảng Cộng sản Việt Nam"),
        (day("30/4"), "30/04: Ngày giải phóng miền Nam, thống nhất đất nước"),
        (day("31/5"), "Số liệu đến 31/05/2022"),
        (day("30/6"), "Tổng kết trước 30/06/2022"),  # held on the 28th, which nobody knows yet
    ]


def test_a_review_that_was_held_says_when() -> None:
    strip = charts.phase_calendar(scene(MADE, "30/6"), FIRST)
    assert (strip.moments[2].day, strip.moments[2].label) == (day("28/6"), "Đã tổng kết 28/06/2022")


def test_a_review_to_come_says_before_which_day() -> None:
    strip = charts.phase_calendar(scene(MADE, "31/5"), SECOND)
    assert [(one.day, one.label) for one in strip.moments] == [(day("31/12"), "Tổng kết trước 31/12/2022")]
