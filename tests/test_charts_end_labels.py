"""Names beside the ends of lines: none on another, nor on a line where there is a free place."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from chart_kit import scene
from plans import campaign, day, row, target
from table_kit import cases
from thidua import charts
from thidua.charts.end_labels import EndLabel, end_labels
from thidua.charts.model import Ink
from thidua.charts.svg_draw import WIDE
from thidua.charts.text_fit import width
from thidua.charts.time_layout import Plot, layout_time
from thidua.model import Phase, Stage


def placed(registered: int, proposed: int, awarded: int) -> tuple[list[EndLabel], Plot]:
    """The names of three lines that end with these values on 31/3."""
    rows = [
        row("1/2", registered, stage=Stage.REGISTERED),
        row("1/3", proposed, stage=Stage.PROPOSED),
        row("20/3", awarded, stage=Stage.AWARDED),
    ]
    made = campaign([target(unit="hồ sơ", at_least=6)], rows)
    chart = charts.target_year_chart(scene(made, "31/3"), "T-1")
    plot = layout_time(chart, WIDE).plot
    today, *names = end_labels(chart, plot, WIDE)
    assert (today.text, today.ink) == ("31/03", Ink.TODAY)
    return names, plot


@cases("values", [(5, 4, 3), (3, 3, 3), (6, 6, 6), (1, 0, 0), (0, 0, 0)])
def test_names_of_lines_that_end_together_stand_apart(values: tuple[int, int, int]) -> None:
    names, plot = placed(*values)
    assert len(names) == 3
    heights = sorted(name.y for name in names)
    assert min(b - a for a, b in pairwise(heights)) >= WIDE.font
    assert plot.top <= heights[0] <= heights[-1] <= plot.bottom


def test_a_name_stands_at_its_lines_end_where_nothing_is_in_the_way() -> None:
    names, plot = placed(9, 4, 3)
    first = names[0]
    assert first.line.label == "Đăng ký: 9 hồ sơ"
    assert abs(first.y - plot.y(first.line.points[-1].value)) < 13


def test_the_names_of_marks_leave_rings_free() -> None:
    phases = tuple(
        Phase(f"p{n}", f"P{n}", day(f"1/{n}"), day(f"1/{n + 1}") - timedelta(1)) for n in range(1, 10)
    )
    rows = [row("30/4", 9000), row("31/8", 20_000)]
    made = campaign([target(unit="hồ sơ", at_least=41_000, due="30/9")], rows, phases=phases)
    chart = charts.target_year_chart(scene(made, "31/12"), "T-1")
    plot = layout_time(chart, WIDE).plot
    for name in end_labels(chart, plot, WIDE):
        right = name.x + width(name.text, WIDE.font)
        hit = [one for one in chart.marks if name.x - 5 < plot.x(one.day) < right + 5]
        assert all(abs(name.y - plot.y(one.value)) >= 11 for one in hit), name.text


def test_a_name_leaves_the_goals_line_free() -> None:
    names, plot = placed(6, 3, 1)
    goal = plot.y(first := names[0].line.points[-1].value)
    assert first == 6
    assert abs(names[0].y - goal) >= 9
