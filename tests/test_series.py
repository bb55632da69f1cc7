"""Statuses over time, targets met against targets due, and changes between two days."""

from functools import partial

from plans import AT_END, campaign, day, heads, row, target
from table_kit import cases
from thidua.figures.progress import recorded
from thidua.figures.series import MetByDay, changes, events, met_by_day, timelines
from thidua.model import Measure, Status
from thidua.pages.facts import Facts

EARLY = target("EARLY", at_least=5, due="30/6", pace=AT_END)
NORM = target("NORM", Measure.COMPLIANCE, at_least=100, start="1/2")
ROWS = [
    row("1/3", 3, target="EARLY"),
    row("5/7", 2, target="EARLY"),
    row("1/9", 1, target="NORM"),
]
PLAN = campaign([EARLY, NORM], ROWS, [heads("1/1", 10)])


def lines(until):
    return timelines(PLAN, recorded(PLAN), day(until))


def test_timelines():
    found = lines("31/12")
    assert list(found) == ["EARLY", "NORM"]
    assert found["EARLY"].days == (day("1/1"), day("30/6"), day("5/7"))
    assert found["EARLY"].statuses == (Status.NOT_DUE, Status.MISSED, Status.MET_LATE)
    assert found["NORM"].days == (day("1/2"), day("1/9"))
    assert found["NORM"].statuses == (Status.ON_TRACK, Status.MISSED)


@cases("since", ["1/1", "30/6", "1/7", "5/7", "6/7", "1/9", "31/12"])
def test_news_from_a_day_on_are_all_news_but_those_before(since):
    known = recorded(PLAN).past.histories
    every = events(lines("31/12"), known, day("31/12"))
    assert {one[0] for one in every} == {day(one) for one in ("1/1", "1/2", "1/3", "30/6", "5/7", "1/9")}
    later = [one for one in every if one[0] >= day(since)]
    assert events(lines("31/12"), known, day("31/12"), day(since)) == later


@cases(
    ("on", "early", "norm"),
    [
        ("31/12/2021", Status.NOT_STARTED, Status.NOT_STARTED),
        ("31/1", Status.NOT_DUE, Status.NOT_STARTED),
        ("29/6", Status.NOT_DUE, Status.ON_TRACK),
        ("30/6", Status.MISSED, Status.ON_TRACK),
        ("31/8", Status.MET_LATE, Status.ON_TRACK),
        ("31/12", Status.MET_LATE, Status.MISSED),
    ],
)
def test_status_of_a_day(on, early, norm):
    found = lines("31/12")
    assert (found["EARLY"].on(day(on)), found["NORM"].on(day(on))) == (early, norm)


def test_met_by_day_goes_on_to_the_end_of_the_plan():
    found = met_by_day(PLAN.plan, lines("31/8"), day("31/8"))
    assert found == [
        MetByDay(day("1/1"), 0, 0),
        MetByDay(day("30/6"), 0, 1),
        MetByDay(day("5/7"), 1, 1),
        MetByDay(day("31/8"), 1, 1),
        MetByDay(day("31/12"), 1, 2),
    ]


def test_what_is_lost_again_is_met_no_more():
    made = campaign([target("T", at_least=2)], [row("1/3", 2, target="T"), row("1/5", -1, target="T")])
    found = met_by_day(made.plan, timelines(made, recorded(made), day("1/6")), day("1/6"))
    assert [one.met for one in found] == [0, 1, 0, 0, 0]


def test_people_who_come_change_no_share_that_was_counted():
    share = target("R", Measure.RATIO, population="staff", at_least=90)
    rows = [row("1/3", 20, target="R"), row("1/7", 5, target="R")]
    made = campaign([share], rows, [heads("1/1", 30), heads("1/6", 40)])
    (one,) = changed(made, "1/4", "1/8")
    assert one.delta == 5


def changed(made, first, last):
    later = Facts.of(made, day(last))
    return list(changes(later.on(day(first)).standing, later.progress))


def test_changes_between_two_days():
    between = partial(changed, PLAN)
    assert between("1/4", "1/5") == []
    (one,) = between("1/4", "30/6")
    assert (one.target, one.before, one.after, one.delta) == (EARLY, Status.NOT_DUE, Status.MISSED, 0)
    (one,) = between("30/6", "5/7")
    assert (one.after, one.delta) == (Status.MET_LATE, 2)
    (one,) = between("31/8", "1/9")
    assert (one.target, one.delta) == (NORM, -1)  # one subject fewer without a breach
    (one,) = between("1/2", "1/4")
    assert (one.before, one.after, one.delta) == (Status.NOT_DUE, Status.NOT_DUE, None)  # a first figure


def test_nothing_recorded_leaves_nothing_to_subtract():
    lone = campaign([target(at_least=5, due="30/6", pace=AT_END)])
    (one,) = changed(lone, "1/6", "30/6")
    assert (one.after, one.delta) == (Status.NO_DATA, None)
