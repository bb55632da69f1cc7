"""The first sentence adds up to all targets, whatever their statuses are."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from table_kit import cases
from thidua.charts.status_bar import Part, status_bar
from thidua.model import Status
from thidua.pages.headline import headline
from thidua.pages.overview import MOST_MOVES, _others
from thidua.words import VIETNAMESE

KNOWN = [one for one in Status if one not in (Status.CANCELLED, Status.NOT_ASSIGNED)]
TOTALS = st.dictionaries(st.sampled_from(KNOWN), st.integers(1, 99), min_size=1)


@given(TOTALS)
def test_its_numbers_add_up(totals):
    said = headline(totals, VIETNAMESE)
    numbers = [int(number) for number in re.findall(r"\d+", said.met)]
    met, *every = [0, *numbers] if said.met.startswith("Chưa") else numbers
    rest = [int(number) for number in re.findall(r"\d+", said.rest)]
    total = sum(totals.values())
    if every:
        assert every == [total]
        assert met + sum(rest) == total
    else:
        assert (met, rest) == (total, [])
    assert 0 not in rest


def test_the_sentence_of_the_demonstration():
    totals = {
        Status.MET: 4,
        Status.ON_TRACK: 8,
        Status.AT_RISK: 1,
        Status.MISSED: 1,
        Status.NOT_DUE: 11,
        Status.NOT_STARTED: 3,
    }
    said = str(headline(totals, VIETNAMESE))
    assert said == "Đạt 4 trên 28 chỉ tiêu; 22 còn trong hạn, 1 có nguy cơ, 1 không đạt"


@given(TOTALS)
def test_the_bar_gives_each_part_its_share_of_the_whole_width(totals):
    drawn = status_bar([Part(status, count, status.value) for status, count in totals.items()])
    places = re.findall(r'class="td-seg [^"]*" x="([\d.]+)%" width="([\d.]+)%"', drawn)
    assert len(places) == len(totals)
    end = 0.0
    for left, width in places:
        assert abs(float(left) - end) < 0.01
        assert float(width) > 0
        end = float(left) + float(width)
    assert abs(end - 100) < 0.01


@cases(
    ("moved", "said"),
    [
        (0, "9 chỉ tiêu khác không đổi"),
        (MOST_MOVES, "6 chỉ tiêu khác không đổi"),
        (MOST_MOVES + 2, "và 2 thay đổi khác"),
    ],
)
def test_those_that_moved_and_are_not_named_are_counted_else_those_that_stand(moved, said):
    assert _others(*standing(9, moved)) == said


def test_nothing_is_said_where_all_that_moved_are_named():
    assert _others(*standing(MOST_MOVES, MOST_MOVES)) == ""


def standing(count: int, moved: int) -> tuple[Any, list[Any]]:
    """A view of so many targets in force, and one cancelled, and those of them that moved."""
    states = [Status.MET] * count + [Status.CANCELLED]
    figures = [SimpleNamespace(target=SimpleNamespace(id=n), status=one) for n, one in enumerate(states)]
    return SimpleNamespace(words=VIETNAMESE, figures=figures), figures[:moved]
