"""What a target's chart tells beside its lines: closed phases, revisions, ranges, the year before."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from chart_kit import scene
from plans import campaign, day, row, target
from table_kit import cases
from thidua import charts
from thidua.charts import Scene, TimeChart
from thidua.charts.model import Ink
from thidua.figures.awards import rows_by_target
from thidua.figures.progress import measure, recorded
from thidua.model import Campaign, Goal, Operator, Revision, Source
from thidua.words import VIETNAMESE


def drawn(made: Campaign, on: str) -> TimeChart:
    chart = charts.target_year_chart(scene(made, on), "T-1")
    assert isinstance(chart, TimeChart)
    return chart


def test_a_closed_phase_that_fell_short_has_what_was_asked_and_what_was_there() -> None:
    made = campaign([target(unit="hồ sơ", at_least=7)], [row("1/5", 2), row("15/7", 5)])
    asked, there = drawn(made, "15/11").marks
    assert (asked.ink, asked.day, asked.value, asked.label) == (
        Ink.CLOSED,
        day("30/6"),
        4,
        "mức đợt 1: 4",  # 7 · 181/365
    )
    assert (there.ink, there.day, there.value, there.label) == (
        Ink.BREACH,
        day("30/6"),
        2,
        "2/4 khi đợt kết thúc",
    )


def test_a_closed_phase_that_was_reached_has_only_what_was_asked() -> None:
    made = campaign([target(unit="hồ sơ", at_least=7)], [row("1/5", 4)])
    assert [one.ink for one in drawn(made, "15/11").marks] == [Ink.CLOSED]


def test_a_phase_that_runs_has_no_mark() -> None:
    made = campaign([target(unit="hồ sơ", at_least=7)], [row("1/5", 2)])
    assert drawn(made, "30/6").marks == ()


def revised() -> Campaign:
    to = Goal(Operator.AT_LEAST, Fraction(12))
    revision = Revision(day("1/5"), "NQ 12", {"T-1": {"goal": to}}, (), Source("plan.yml", 9))
    return campaign([target(unit="xã", at_least=10)], [row("1/3", 4)], revisions=(revision,))


@cases(
    ("on", "value", "was", "notes"),
    [
        ("30/4", 10, (), []),
        ("1/5", 12, ((day("30/4"), 10),), ["10 → 12 (NQ 12)"]),
    ],
)
def test_a_revised_goal_steps_on_its_day_with_its_decision(
    on: str, value: int, was: tuple[object, ...], notes: list[str]
) -> None:
    chart = drawn(revised(), on)
    assert (chart.levels[0].value, chart.levels[0].was) == (value, was)
    assert [one.label for one in chart.moments if one.ink is Ink.REVIEW] == notes
    assert max(tick.value for tick in chart.y.ticks) >= 12 or on == "30/4"


def test_a_range_has_both_its_ends_and_the_band_between() -> None:
    chart = drawn(campaign([target(unit="hồ sơ", between=(7, 9))], [row("1/3", 4)]), "30/6")
    assert [(one.value, one.label) for one in chart.levels] == [
        (7, "Mục tiêu: từ 7 đến 9 hồ sơ"),
        (9, "Mức trên: 9"),
    ]
    assert chart.zone is not None
    assert (chart.zone.low, chart.zone.high) == (7, 9)


def test_whole_numbers_are_named_up_to_one_above_the_highest() -> None:
    chart = drawn(campaign([target(unit="hồ sơ", at_least=7)], [row("1/3", 9)]), "30/6")
    assert [tick.label for tick in chart.y.ticks] == [str(place) for place in range(11)]


def test_a_cap_is_shaded_from_below() -> None:
    chart = drawn(campaign([target(unit="vụ", at_most=19)], [row("1/3", 4)]), "30/6")
    assert chart.zone is not None
    assert (chart.zone.low, chart.zone.high) == (0, 19)


def test_the_year_before_lies_over_this_years_days() -> None:
    before = campaign([target(unit="xã", at_least=5)], [row("1/4/2021", 3), row("1/12/2021", 2)])
    plan = replace(
        before.plan,
        campaign="2021",
        phases=tuple(
            replace(one, start=one.start.replace(year=2021), end=one.end.replace(year=2021))
            for one in before.plan.phases
        ),
        closes=day("31/12/2021"),
        targets={
            "T-1": replace(before.plan.targets["T-1"], start=day("1/1/2021"), due=day("31/12/2021")),
        },
    )
    made = replace(
        campaign([target(unit="xã", at_least=10)], [row("1/3", 4)]),
        before=replace(before, plan=plan),
    )
    known, on = recorded(made), day("30/6")
    assert known.before is not None
    histories = known.before.histories(plan)
    progress = measure(made, on, known)
    rows = rows_by_target(made.achievements, on)
    chart = charts.target_year_chart(Scene(progress, VIETNAMESE, rows, histories), "T-1")
    assert isinstance(chart, TimeChart)
    line = next(one for one in chart.curves if one.ink is Ink.BEFORE)
    assert line.label == "Năm 2021"
    assert [(point.day, point.value) for point in line.points] == [
        (day("1/4"), 3),
        (day("1/12"), 5),
        (day("31/12"), 5),
    ]
