"""A phase: its targets as bars, and its calendar."""

from __future__ import annotations

from fractions import Fraction

import pytest
from chart_kit import every_measure, scene
from plans import campaign, day, target
from thidua import charts
from thidua.model import Status

MADE = every_measure()
FIRST, SECOND = MADE.plan.phases


@pytest.mark.parametrize(
    ("phase", "on", "target_id", "share", "value", "status"),
    [
        (
            FIRST,
            "30/6",
            "COUNT",
            Fraction(5, 4),
            "5/4 sáng kiến",
            Status.EXCEEDED,
        ),  # 7 · 181/365 is 4 persons
        (FIRST, "30/6", "NORM", 1, "0 vi phạm", Status.MET),
        (SECOND, "31/12", "RATIO", Fraction(5, 6), "27/36 (75%)", Status.MISSED),
        (SECOND, "31/12", "RANK", 1, "Hoàn thành xuất sắc", Status.EXCEEDED),
        (SECOND, "1/10", "RANK", None, "", Status.NOT_DUE),
        (SECOND, "31/12", "LATE", Fraction(95, 90), "2,5%", Status.EXCEEDED),  # from 12 down to 3
        (SECOND, "31/12", "INDEX", Fraction(40, 55), "64 điểm", Status.MISSED),
        (SECOND, "31/12", "EMPTY", None, "", Status.NO_DATA),
    ],
)
def test_a_bar_is_the_way_made_towards_the_phases_goal(
    phase: object, on: str, target_id: str, share: Fraction | None, value: str, status: Status
) -> None:
    chart = charts.phase_chart(scene(MADE, on), phase)  # type: ignore[arg-type]  # a Phase, in a table of mixed cells
    assert chart is not None
    bar = next(bar for group in chart.groups for bar in group.bars if bar.key == target_id)
    assert (bar.share, bar.value, bar.status) == (share, value, status)
    assert bar.word == status.label


def test_targets_without_a_share_in_the_phase_are_left_out() -> None:
    chart = charts.phase_chart(scene(MADE, "30/6"), FIRST)
    assert chart is not None
    keys = {bar.key for group in chart.groups for bar in group.bars}
    assert keys == {"COUNT", "NORM", "NORM-90", "LATE", "INDEX", "POSTS", "EMPTY"}


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
