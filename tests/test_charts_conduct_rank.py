"""Conduct as a whole line with a cross for each breach, and a rank as a ladder."""

from __future__ import annotations

from chart_kit import every_measure, scene
from plans import campaign, day, heads, target
from table_kit import cases
from thidua import charts
from thidua.charts import LadderChart, TimeChart, svg
from thidua.charts.model import Ink
from thidua.model import Campaign, Measure


def conduct(target_id: str, on: str, made: Campaign | None = None) -> TimeChart:
    drawn = charts.target_year_chart(scene(made or every_measure(), on), target_id)
    assert isinstance(drawn, TimeChart)
    return drawn


def test_each_breach_is_a_cross_on_its_day_and_none_is_put_to_a_unit() -> None:
    drawn = conduct("NORM-90", "31/12")
    assert [(one.day, one.ink, one.cross) for one in drawn.marks] == [(day("3/8"), Ink.BREACH, True)] * 2
    assert [one.label for one in drawn.marks] == ["03/08: 2 vi phạm", ""]
    told = [text for one in drawn.curves for point in one.points for text in point.hover]
    assert "2 trường hợp vi phạm" in told
    assert not any(" A" in text for text in told)


def test_the_line_stays_whole_whatever_was_found() -> None:
    (line,) = conduct("NORM-90", "31/12").curves
    assert {point.value for point in line.points} == {1}
    assert line.label == "34/36 (94,4%): 2 trường hợp vi phạm"
    assert line.points[-1].day == day("31/12")


@cases(
    ("target_id", "rule"),
    # 33 of 36 are more than 90 %, 32 are not.
    [("NORM", "Phải giữ: không có vi phạm"), ("NORM-90", "Phải giữ: không quá 3 người vi phạm")],
)
def test_what_must_be_kept_is_said_in_whole_subjects(target_id: str, rule: str) -> None:
    assert conduct(target_id, "31/12").y.title == rule


def test_no_breach_is_no_cross_and_no_headcount_is_no_line() -> None:
    assert conduct("NORM", "31/12").marks == ()
    made = campaign([target(measure=Measure.COMPLIANCE, at_least=100)], [], [heads("1/7", 30)])
    (line,) = conduct("T-1", "30/6", made).curves
    assert line.points == ()


def test_nothing_of_conduct_is_drawn_as_a_bar() -> None:
    assert "<rect" not in svg(conduct("NORM-90", "31/12")).replace('<rect class="td-phase"', "")


def rank(on: str) -> LadderChart:
    drawn = charts.target_year_chart(scene(every_measure(), on), "RANK")
    assert isinstance(drawn, LadderChart)
    return drawn


def test_a_rank_is_a_ladder_of_its_own_names() -> None:
    assert [(one.name, one.reached, one.asked) for one in rank("31/12").rungs] == [
        ("Không hoàn thành", True, False),
        ("Hoàn thành", True, False),
        ("Hoàn thành tốt", True, True),
        ("Hoàn thành xuất sắc", True, False),
    ]
    assert [one.note for one in rank("31/12").rungs][2:] == ["phải đạt từ mức này", "hiện nay, từ 12/12/2022"]


def test_before_a_rank_is_given_no_step_is_reached() -> None:
    assert not any(one.reached for one in rank("30/6").rungs)


def test_the_highest_level_stands_on_top() -> None:
    drawing = svg(rank("31/12"))
    assert drawing.index("Hoàn thành xuất sắc") < drawing.index(">Không hoàn thành")
