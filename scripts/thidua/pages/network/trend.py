"""How the number of met targets has moved over the days of collecting: a chart and its table."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from thidua import charts
from thidua.charts.model import Curve, Ink, Point, TimeChart, ValueAxis
from thidua.charts.scale import time_axis, value_ticks
from thidua.charts.scene import chart_head
from thidua.pages.network.view import Counts, NetworkView
from thidua.pages.reader import inert
from thidua.text import mark


def trend(view: NetworkView, days: Sequence[tuple[date, Counts]]) -> dict[str, Any] | None:
    """The chart over the days that have figures, and for each how many are met; None of fewer than two."""
    known = [(day, _met(counts), sum(counts.values())) for day, counts in days if counts]
    if len(known) < 2:
        return None
    words = view.words
    rows = [(words.date(day), words.number(met), words.number(every)) for day, met, every in reversed(known)]
    return {"chart": inert(charts.figure_html(_chart(view, known))), "rows": rows}


def _met(counts: Counts) -> int:
    return sum(count for status, count in counts.items() if status.satisfied)


def _chart(view: NetworkView, known: Sequence[tuple[date, int, int]]) -> TimeChart:
    words = view.words
    first, last = known[0], known[-1]
    most = max(every for _, _, every in known)
    ticks = value_ticks(Fraction(), Fraction(max(most, 1)), words, percent=False, whole=True)
    title = words.say(
        "Đạt {met} trên {n} chỉ tiêu; {day} là {before}",
        met=words.number(last[1]),
        n=words.number(last[2]),
        day=words.date(first[0]),
        before=words.number(first[1]),
    )
    template = mark("Số liệu gộp đến {day}. Nguồn: {title}.")
    source = words.say(template, day=words.date(view.day), title=view.network.title)
    every = tuple(Point(day, Fraction(count)) for day, _, count in known)
    met = tuple(Point(day, Fraction(count)) for day, count, _ in known)
    return TimeChart(
        chart_head("dat-qua-cac-lan", title, title, source, words),
        time_axis(first[0], last[0], words),
        ValueAxis(ticks[0].value, ticks[-1].value, ticks, words.gettext("chỉ tiêu")),
        (
            Curve(Ink.EXPECTED, words.say("Tất cả: {n}", n=words.number(last[2])), every, step=True),
            Curve(Ink.ACTUAL, words.say("Đã đạt: {n}", n=words.number(last[1])), met, step=True, dots=True),
        ),
    )
