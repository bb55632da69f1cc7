"""The bars of the grid and the runs of a year: what is drawn, where, and that it adds up."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

from table_kit import cases
from thidua.charts.grid_bar import GOAL, GridBar, grid_bar, ladder_bar, norm_bar, spark
from thidua.charts.looks import FILLS, patterns, stretch
from thidua.charts.year_runs import Month, month_heads, phase_feet, places, year_runs
from thidua.model import Status

WORDS = {status: [status.label] for status in Status}


def drawn(shown):
    return ElementTree.fromstring(grid_bar(shown) if isinstance(shown, GridBar) else shown)


def lines(root, css):
    return [one for one in root.iter("line") if one.get("class") == f"td-g-{css}"]


@cases(
    "shown",
    [
        GridBar(Status.ON_TRACK, Fraction(1, 2), subjects=8),
        GridBar(Status.EXCEEDED, Fraction(9), upper=Fraction(9, 7)),
        GridBar(Status.NO_DATA),
        norm_bar(40),
        ladder_bar(Status.MET, 4, 3, 3),
        ladder_bar(Status.MISSED, 2, 2, 0),
    ],
)
def test_the_goal_stands_at_the_same_place_and_nothing_leaves_the_width(shown):
    root = drawn(shown)
    (goal,) = lines(root, "gl")
    assert goal.get("x1") == f"{GOAL:g}%"
    ends = [float(one.get("x", "0").rstrip("%")) + float(one.get("width", "0").rstrip("%")) for one in root]
    assert all(end <= 100.01 for end in ends)


def test_people_can_be_counted_up_to_twelve():
    assert len(lines(drawn(GridBar(Status.ON_TRACK, Fraction(3, 8), subjects=8)), "gp")) == 7
    assert lines(drawn(GridBar(Status.ON_TRACK, Fraction(3, 13), subjects=13)), "gp") == []


def test_a_breach_is_a_cross_and_never_a_bar():
    root = drawn(norm_bar(2))
    assert sum("td-g-xx" in (one.get("class") or "") for one in root.iter("path")) == 2
    assert list(root.iter("rect")) == []


def test_only_trouble_has_a_colour_of_its_own():
    for status in Status:
        css = {one.get("class") for one in drawn(GridBar(status, Fraction(1, 2))).iter("rect")}
        own = {"td-g-risk", "td-g-off", "td-g-miss"} & css
        assert bool(own) is status.behind


def test_what_waits_is_a_line_beyond_the_bar():
    root = drawn(GridBar(Status.NOT_DUE, Fraction(1, 3), waiting=Fraction(4, 3)))
    (line,) = lines(root, "wt")
    assert (line.get("x1"), line.get("x2")) == ("25%", "100%")
    assert lines(drawn(GridBar(Status.MET, Fraction(1), waiting=Fraction(1, 2))), "wt") == []


def test_months_of_one_status_join_and_a_phase_parts_them():
    months = [Month(f"T{n}", n == 7, Status.ON_TRACK if n < 10 else None, n >= 10) for n in range(1, 13)]
    runs = re.findall(r'class="td-run td-s-on-track" x="[\d.]+%"', year_runs(months, WORDS))
    assert len(runs) == 2
    assert year_runs(months, WORDS).count("td-y-co") == 3
    assert month_heads(months, None).count("td-y-ph") == 1
    phases = [("Đợt 1", "Đợt 1, kết thúc 30/06"), ("Đợt 2", "Đợt 2, kết thúc 31/12")]
    assert re.findall(r'anchor="(\w+)">([^<]+)', phase_feet(months, phases)) == [
        ("end", "Đợt 1, kết thúc 30/06"),
        ("start", "Đợt 2"),
    ]
    left, width = places(months)[-1]
    assert abs(left + width - 100) < 1e-9
    years = [Month("2021" if n == 4 else f"T{n}") for n in range(40)]
    assert re.findall(r'anchor="(\w+)"[^>]*>(\w+)', month_heads(years, 38)) == [
        *(("start", name) for name in ("2021", "T10", "T16", "T22", "T28")),
        ("end", "T38"),  # T34 would lie under it
    ]
    slim = year_runs([Month("T1", False, status) for status in (Status.MET, *[Status.MISSED] * 40)], WORDS)
    assert (slim.count("td-run"), slim.count('class="td-mark')) == (2, 1)


def test_a_year_nobody_may_speak_of_ends_without_a_dash():
    months = [Month("T1", False, Status.ON_TRACK), Month("T2"), Month("T3")]  # cancelled in February
    assert year_runs(months, WORDS).count("<rect") == year_runs(months[:1], WORDS).count("<rect")


def test_every_pattern_that_is_named_is_drawn_once():
    known = re.findall(r'pattern id="([^"]+)"', patterns())
    assert len(known) == len(set(known))
    for status in FILLS:
        for name in re.findall(r"url\(#([^)]+)\)", "".join(stretch(status))):
            assert name in known


def test_a_sparkline_ends_today_and_begins_again_after_a_gap():
    days = date(2022, 1, 1), date(2022, 12, 31), date(2022, 7, 2)
    values = ((2, 1.0), (3, None), (5, 2.0), (9, 9.0))
    points = [(date(2022, month, 1), value) for month, value in values]
    line = re.search(r'td-g-li" d="([^"]+)"', spark(points, 4, days, Status.ON_TRACK))
    assert line is not None
    assert line[1].count("M") == 2
    assert line[1].endswith("H40")
