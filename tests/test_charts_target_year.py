"""A target over its own time: what its chart shows, by case."""

from __future__ import annotations

from fractions import Fraction

from chart_kit import every_measure, scene
from plans import campaign, day, row, target
from table_kit import cases
from thidua import charts
from thidua.charts.model import Curve, Ink, TimeChart
from thidua.model import Campaign, Stage


def chart(target_id: str, on: str) -> TimeChart:
    drawn = charts.target_year_chart(scene(every_measure(), on), target_id)
    assert isinstance(drawn, TimeChart)
    return drawn


def of(made: Campaign, on: str) -> TimeChart:
    """The chart of a campaign's only target."""
    drawn = charts.target_year_chart(scene(made, on), "T-1")
    assert isinstance(drawn, TimeChart)
    return drawn


def line(drawn: TimeChart, ink: Ink) -> Curve | None:
    return next((one for one in drawn.curves if one.ink is ink), None)


@cases(
    ("target_id", "value", "label"),
    [
        ("COUNT", 7, "Mục tiêu: từ 7 đến 9 sáng kiến"),
        ("RATIO", 90, "Mục tiêu: trên 90% người"),
        ("LATE", 3, "Mục tiêu: không quá 3%"),
        ("INDEX", Fraction(131, 2), "Mục tiêu: ít nhất 65,5 điểm"),
    ],
)
def test_the_goal_stands_where_it_is_and_says_so(target_id: str, value: Fraction, label: str) -> None:
    goal = chart(target_id, "31/12").levels[0]
    assert (goal.ink, goal.value, goal.label) == (Ink.GOAL, value, label)


@cases(
    ("target_id", "on", "label"),
    [
        ("COUNT", "30/6", "Thực hiện: 5 sáng kiến"),
        ("CEILING", "31/12", "Công nhận: 4/36 người (11,1%)"),
        ("LATE", "1/10", "Thực hiện: 3,5%"),
        ("EMPTY", "31/12", ""),
    ],
)
def test_the_figure_is_named_in_words(target_id: str, on: str, label: str) -> None:
    actual = line(chart(target_id, on), Ink.ACTUAL)
    assert actual is not None
    assert actual.label == label


def test_the_figure_goes_by_steps_with_a_point_for_each_day_of_rows() -> None:
    actual = line(chart("COUNT", "31/12"), Ink.ACTUAL)
    assert actual is not None
    assert actual.step
    assert [(point.day, point.value) for point in actual.points if point.news] == [
        (day("3/3"), 2),
        (day("12/5"), 5),
        (day("2/11"), 8),
    ]
    assert actual.points[-1].day == day("31/12")  # it holds to the as-of day


def test_a_point_tells_day_figure_unit_and_evidence_of_its_rows() -> None:
    made = campaign([target(unit="sáng kiến", at_least=7)], [row("3/3", 2, "B")])
    drawn = of(made, "30/6")
    (point, _) = drawn.curves[-1].points
    assert point.hover == ("Đến hết ngày: 2 sáng kiến", "+2 · B")


def test_a_day_of_many_rows_is_one_point_that_names_four() -> None:
    made = campaign([target(unit="bài", at_least=7)], [row("3/3", 1, "B", line=at) for at in range(2, 14)])
    actual = of(made, "3/3").curves[-1]
    assert len(actual.points) == 1
    assert actual.points[0].hover[1:] == ("+1 · B",) * 4 + ("và 8 dòng khác",)


def test_nothing_recorded_is_no_line_not_a_line_at_zero() -> None:
    actual = line(chart("EMPTY", "31/12"), Ink.ACTUAL)
    assert actual is not None
    assert actual.points == ()


def test_rows_after_the_as_of_day_are_not_drawn() -> None:
    actual = line(chart("COUNT", "30/6"), Ink.ACTUAL)
    assert actual is not None
    assert max(point.day for point in actual.points) == day("30/6")


@cases(
    ("target_id", "points"),
    [
        ("COUNT", [("1/1", Fraction(7, 365)), ("31/12", 7)]),
        ("POSTS", [("1/1", Fraction(500, 181)), ("30/6", 500), ("30/9", 800), ("31/12", 1250)]),
        ("LATE", [("1/1", 12 - Fraction(9, 365)), ("31/12", 3)]),
    ],
)
def test_the_expected_pace_is_drawn_from_start_to_due(
    target_id: str, points: list[tuple[str, Fraction]]
) -> None:
    pace = line(chart(target_id, "30/6"), Ink.EXPECTED)
    assert pace is not None
    assert [(point.day, point.value) for point in pace.points] == [(day(on), value) for on, value in points]


@cases("target_id", ["RATIO", "CEILING"])
def test_what_is_judged_at_the_end_has_no_pace(target_id: str) -> None:
    assert line(chart(target_id, "30/6"), Ink.EXPECTED) is None


def test_stages_lie_over_one_another_and_are_not_added() -> None:
    drawn = chart("CEILING", "31/12")
    latest = {one.ink: one.points[-1].value for one in drawn.curves}
    # In whole people, as the law counts them.
    assert latest == {Ink.REGISTERED: 6, Ink.PROPOSED: 6, Ink.ACTUAL: 4}


def test_the_legal_ceiling_stands_beside_the_goal() -> None:
    ceiling = chart("CEILING", "31/12").levels[1]
    # 15 % of the 27 with the title: 4 of the 36 people.
    assert (ceiling.ink, ceiling.value) == (Ink.CEILING, 4)
    assert ceiling.label == "Luật cho tối đa 4 người"
    goal, bracket = chart("CEILING", "31/12").levels[0], chart("CEILING", "31/12").bracket
    assert (goal.value, goal.label) == (6, "Kế hoạch: ít nhất 6 (ít nhất 15% người)")
    assert bracket is not None
    assert (bracket.low, bracket.high, bracket.label) == (4, 6, "Thiếu 2: không số nào đạt cả hai")


@cases(
    ("target_id", "zone"),
    [("COUNT", (7, 9)), ("LATE", (0, 3)), ("RATIO", None)],
)
def test_a_band_is_shown_where_the_goal_has_two_ends_or_lies_below(
    target_id: str, zone: tuple[int, int] | None
) -> None:
    found = chart(target_id, "31/12").zone
    assert (found and (found.low, found.high)) == zone


@cases(
    ("target_id", "on", "end", "moments"),
    [
        ("COUNT", "30/6", "31/12", ["30/06"]),
        ("COUNT", "31/3/2023", "31/12", []),  # nothing happened after its due day
        ("CEILING", "31/3/2023", "26/1/2023", []),  # a late row, and two weeks after it
        ("CEILING", "12/1/2023", "12/1/2023", ["12/01"]),
    ],
)
def test_the_chart_ends_with_the_due_day_or_the_last_row(
    target_id: str, on: str, end: str, moments: list[str]
) -> None:
    drawn = chart(target_id, on)
    assert drawn.x.end == day(end)
    assert [one.label for one in drawn.moments] == moments


def test_phases_stand_behind_with_their_names() -> None:
    assert [period.name for period in chart("COUNT", "30/6").periods] == ["Đợt 1", "Đợt 2"]


def test_less_is_said_to_be_better_where_it_is() -> None:
    assert chart("LATE", "30/6").y.title == "% (thấp hơn là tốt hơn)"


def test_the_description_says_status_and_ceiling_in_sentences() -> None:
    text = chart("CEILING", "31/12").head.description
    assert text.startswith("Đến 31/12/2022 được 4/36 (11,1%), không đạt mục tiêu ít nhất 15% người")
    assert text.endswith("Luật cho tối đa 4 người (khoản 3 Điều 9).")


def test_every_stage_may_be_the_one_that_counts() -> None:
    made = campaign(
        [target(unit="hồ sơ", counts=Stage.PROPOSED, at_least=1)],
        [row("1/3", 1, stage=Stage.PROPOSED), row("1/6", 1, stage=Stage.AWARDED)],
    )
    drawn = of(made, "30/6")
    assert {one.ink: one.label for one in drawn.curves if one.ink is not Ink.EXPECTED} == {
        Ink.AWARDED: "Công nhận: 1 hồ sơ",
        Ink.ACTUAL: "Đề nghị: 1 hồ sơ",
    }
