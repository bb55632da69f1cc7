"""Every chart as SVG: well formed, inert, within its frame, small, quick, and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from chart_kit import DAYS, HOSTILE, all_charts, every_measure, hostile
from table_kit import cases
from thidua.charts import Chart, svg
from thidua.charts.svg import figure_html
from thidua.charts.svg_draw import NARROW, WIDE, Size, spread
from thidua.charts.text_fit import width
from yardstick import within

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
MADE, ATTACK = every_measure(), hostile()


def texts(chart: Chart, size: Size) -> Iterator[tuple[float, float, float, str]]:
    """Left, right and base line of every text in the drawing, with the text."""
    drawing = ElementTree.fromstring(svg(chart, size))
    for text in drawing.iter("text"):
        written = "".join(text.itertext())
        room = width(written, size.font)
        x, y = float(text.get("x", "nan")), float(text.get("y", "nan"))
        left = x - {"end": room, "middle": room / 2}.get(text.get("text-anchor", ""), 0)
        yield left, left + room, y, written


@SIZES
@cases("on", DAYS)
def test_every_chart_is_named_described_and_well_formed(on: str, size: Size) -> None:
    for chart in all_charts(MADE, on):
        drawing = ElementTree.fromstring(svg(chart, size))
        assert drawing.get("role") == "img"
        assert drawing.findtext("title") == chart.head.title != ""
        assert drawing.findtext("desc") == chart.head.description != ""


@SIZES
def test_hostile_text_is_shown_and_does_nothing(size: Size) -> None:
    for chart in all_charts(ATTACK, "31/12"):
        drawing = ElementTree.fromstring(svg(chart, size))
        assert {element.tag for element in drawing.iter()} <= {
            "svg",
            "title",
            "desc",
            "path",
            "rect",
            "text",
            "tspan",
        }
        names = {name for element in drawing.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on") or name in ("href", "style")]


def test_hostile_text_stays_whole_in_the_title() -> None:
    titles = [
        ElementTree.fromstring(svg(chart)).findtext("title") or "" for chart in all_charts(ATTACK, "31/12")
    ]
    assert any(HOSTILE in title for title in titles)


def test_a_hostile_figure_element_closes_what_it_opens() -> None:
    for chart in all_charts(ATTACK, "31/12"):
        figure = ElementTree.fromstring(figure_html(chart, 'x"><script>').replace(" hidden>", ' hidden="">'))
        assert figure.get("data-chart") == 'x"><script>'
        assert not list(figure.iter("script"))


@SIZES
@cases("on", DAYS)
def test_no_text_leaves_the_drawing(on: str, size: Size) -> None:
    for made in (MADE, ATTACK):
        for chart in all_charts(made, on):
            for left, right, _, written in texts(chart, size):
                assert left >= -1, (chart.head.id, written)
                assert right <= size.width + 1, (chart.head.id, written)


@SIZES
@cases("on", DAYS)
def test_no_text_lies_on_another(on: str, size: Size) -> None:
    for chart in all_charts(MADE, on):
        found = list(texts(chart, size))
        for at, (left, right, y, written) in enumerate(found):
            for other_left, other_right, other_y, other in found[at + 1 :]:
                apart = right <= other_left + 0.5 or other_right <= left + 0.5
                assert apart or abs(y - other_y) >= size.font * 0.8, (chart.head.id, written, other)


@SIZES
def test_the_same_figures_give_the_same_bytes(size: Size) -> None:
    first, second = ([svg(chart, size) for chart in all_charts(every_measure(), "31/12")] for _ in range(2))
    assert first == second


@SIZES
def test_a_chart_is_a_few_kilobytes(size: Size) -> None:
    for chart in all_charts(MADE, "31/12"):
        assert len(svg(chart, size).encode()) < 7_000, chart.head.id


def test_a_chart_takes_less_than_a_millisecond() -> None:
    drawn = list(all_charts(MADE, "31/12"))
    for chart in drawn:
        svg(chart)
    with within(0.001 * len(drawn)):  # 0.12 ms each were measured
        for chart in drawn:
            svg(chart)


@cases(
    ("wanted", "heights", "found"),
    [
        ([10, 50], [10, 10], [10, 50]),  # room for both where they are
        ([10, 12], [10, 10], [10, 20]),  # the second gives way
        ([98, 99], [10, 10], [85, 95]),  # and both at the edge
        ([12, 10], [10, 10], [20, 10]),  # in the order of their places
        ([5, 5, 5], [40, 40, 40], [20, 60, 100]),  # without room for all none lies on another
    ],
)
def test_labels_make_room_for_one_another(
    wanted: list[float], heights: list[float], found: list[float]
) -> None:
    assert spread(wanted, heights, 0, 100) == found
