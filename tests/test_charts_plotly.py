"""Every chart as a Plotly figure: valid, inert, coloured by variables, and in the same places as its SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
from chart_kit import DAYS, all_charts, every_measure, hostile
from table_kit import cases
from thidua import charts
from thidua.charts import Chart, LadderChart
from thidua.charts.looks import LIGHT
from thidua.charts.svg_draw import NARROW, WIDE
from thidua.model import Campaign

MADE, ATTACK = every_measure(), hostile()


def live(made: Campaign, on: str) -> Iterator[Chart]:
    """Every chart that comes alive: a ladder stays as it is."""
    return (chart for chart in all_charts(made, on) if not isinstance(chart, LadderChart))


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every string in a figure, with the key that it stands under."""
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, str):
                yield key, one
            elif isinstance(one, list) and all(isinstance(part, str) for part in one):
                yield from ((key, part) for part in one)
            else:
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@cases("on", DAYS)
def test_plotly_takes_every_chart_in_both_sizes(on: str) -> None:
    for chart in live(MADE, on):
        figure = charts.plotly(chart)
        go.Figure(data=figure["data"], layout=figure["layout"])
        part = figure["sizes"]["narrow"]
        data = [
            trace | places
            for trace, places in zip(figure["data"], part.get("traces", [{}] * 99), strict=False)
        ]
        layout = {
            key: part[key] for key in ("xaxis", "yaxis", "shapes", "annotations", "margin") if key in part
        }
        go.Figure(data=data, layout=layout)


def test_hostile_text_is_neither_markup_nor_a_template() -> None:
    allowed = re.compile(r"<br>")
    for chart in live(ATTACK, "31/12"):
        for key, text in strings(charts.plotly(chart)):
            if key == "hovertemplate":
                assert text in ("%{text}<extra></extra>", "%{customdata}<extra></extra>")
            else:
                assert "<" not in allowed.sub("", text), (key, text)
            assert key != "texttemplate"


def test_every_colour_is_a_variable_of_the_palette() -> None:
    known = {f"var(--td-{name})" for name in LIGHT}
    keys = ("color", "fillcolor", "bgcolor", "bordercolor", "gridcolor", "linecolor", "tickcolor")
    for chart in live(MADE, "31/12"):
        colours = {text for key, text in strings(charts.plotly(chart)) if key in keys}
        assert colours <= known


def test_nothing_is_sent_anywhere_and_no_mark_is_shown() -> None:
    for chart in live(MADE, "31/12"):
        config = charts.plotly(chart)["config"]
        assert (config["showSendToCloud"], config["plotlyServerURL"], config["displaylogo"]) == (
            False,
            "",
            False,
        )


def test_numbers_and_days_are_written_the_vietnamese_way() -> None:
    figure = charts.plotly(next(live(MADE, "31/12")))
    assert (figure["layout"]["separators"], figure["layout"]["template"]) == (",.", "none")
    assert figure["config"]["locale"] == "vi"


@cases("on", DAYS)
def test_the_live_part_lies_within_the_picture(on: str) -> None:
    for chart in live(MADE, on):
        for size in (WIDE, NARROW):
            part = charts.plotly(chart)["sizes"][size.name]
            left, top, width, height = part["box"]
            drawn = re.search(r'viewBox="0 0 (\d+) ([\d.]+)"', charts.svg(chart, size))
            assert drawn is not None
            assert part["width"] == int(drawn[1])
            assert 0 <= left <= left + width <= size.width + 0.1, chart.head.id
            assert 0 <= top <= top + height <= float(drawn[2]) + 0.1, chart.head.id


def test_the_figure_is_drawn_in_steps_with_a_dot_for_each_day_of_rows() -> None:
    chart = next(one for one in live(MADE, "31/12") if one.head.id == "COUNT-ca-ky")
    actual = next(one for one in charts.plotly(chart)["data"] if one["name"] == "Thực hiện")
    assert actual["line"]["shape"] == "hv"
    assert list(zip(actual["x"], actual["y"], actual["marker"]["size"], strict=True)) == [
        ("2022-03-03", 2.0, 7),
        ("2022-05-12", 5.0, 7),
        ("2022-11-02", 8.0, 7),
        ("2022-12-31", 8.0, 0),
    ]


def test_the_ruler_is_given_words_for_every_point_of_every_line() -> None:
    chart = next(one for one in live(MADE, "31/12") if one.head.id == "COUNT-ca-ky")
    ruled = {one["name"]: one["meta"] for one in charts.plotly(chart)["data"] if "meta" in one}
    assert ruled["Thực hiện"] == {
        "said": ["2", "5", "8", "8"],
        "told": [
            "Đến hết ngày: 2 sáng kiến<br>+2 · A",
            "Đến hết ngày: 5 sáng kiến<br>+1 · B<br>+2 · C",
            "Đến hết ngày: 8 sáng kiến<br>+3 · A",
            "8 sáng kiến",
        ],
        "news": [1, 1, 1, 0],
    }
    assert ruled["Tiến độ dự kiến"]["said"][-1] == "7"


def test_a_switch_names_the_place_of_its_line_in_the_live_chart() -> None:
    for chart in live(MADE, "31/12"):
        data = charts.plotly(chart)["data"]
        for place, name in re.findall(
            r'data-series="(\d+)"[^>]*>.*?</svg>([^<]*)<', charts.drawn(chart).series
        ):
            assert data[int(place)]["name"] == name
            assert "meta" in data[int(place)]


def test_the_same_figures_give_the_same_bytes_and_few_of_them() -> None:
    first, second = (
        [json.dumps(charts.plotly(chart), ensure_ascii=False) for chart in live(every_measure(), "31/12")]
        for _ in range(2)
    )
    assert first == second
    assert max(len(text.encode()) for text in first) < 12_000
