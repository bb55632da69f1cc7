"""The plan as it was changed: each day is judged by the plan in force on it."""

from __future__ import annotations

from spec_kit import Judge, brief, office
from table_kit import cases

COUNT = "measure: count, goal: {at_least: 10}"
NULLS = ("expected", "attainment", "shortfall", "satisfied_on")


def revised(keys: str, on: str = "2022-08-05", target: str = "T-1") -> str:
    return f"date: {on}, cite: QĐ {on}, targets: {{{target}: {{{keys}}}}}"


def test_a_goal_is_changed_from_its_day_on(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 8"], revisions=[revised("goal: {at_least: 8}, quote: k")])
    before, after = (brief(judged(case, on)["T-1"]) for on in ("4/8", "5/8"))
    assert (before["goal"], before["status"], before["shortfall"]) == ({"at_least": 10}, "on_track", 2)
    assert before.get("revised") in (None, [])
    assert before["satisfied_on"] is None
    assert (after["goal"], after["status"], after["shortfall"]) == ({"at_least": 8}, "met", 0)
    assert after["satisfied_on"] == "5/8"  # not before the revision that set the goal in force
    assert after["revised"] == [
        {"date": "2022-08-05", "cite": "QĐ 2022-08-05", "was": {"goal": {"at_least": 10}, "quote": "q"}}
    ]


def test_a_goal_is_raised(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 10"], revisions=[revised("goal: {more_than: 12}, quote: k")])
    told = [brief(judged(case, on)["T-1"]) for on in ("4/8", "5/8")]
    assert [one["status"] for one in told] == ["met", "on_track"]
    assert [one["shortfall"] for one in told] == [0, 3]
    assert [one["expected"] for one in told] == [5.917808, 7.134247]  # days 216 and 217


def test_several_revisions_oldest_first(judged: Judge):
    revisions = [  # not in order in the file
        revised("goal: {at_least: 6}, quote: c", "2022-09-01"),
        revised("goal: {at_least: 8}, quote: b", "2022-03-01"),
        revised("due: 2022-11-30", "2022-10-01"),
    ]
    case = office(COUNT, rows=["1/2 T-1 A 8"], revisions=revisions)
    told = [brief(judged(case, on)["T-1"]) for on in ("28/2", "1/3", "31/8", "1/9", "1/10")]
    assert [one["goal"]["at_least"] for one in told] == [10, 8, 8, 6, 6]
    assert [one["satisfied_on"] for one in told] == [None, "1/3", "1/3", "1/9", "1/9"]
    assert [one["date"] for one in told[-1]["revised"]] == ["2022-03-01", "2022-09-01", "2022-10-01"]
    assert [one["was"] for one in told[-1]["revised"]] == [
        {"goal": {"at_least": 10}, "quote": "q"},
        {"goal": {"at_least": 8}, "quote": "b"},
        {"due": "2022-12-31"},
    ]


def test_lateness_is_judged_without_the_revisions_day(judged: Judge):
    case = office(
        COUNT,
        rows=["1/2 T-1 A 8", "1/3 T-1 A 2"],
        revisions=[revised("goal: {at_least: 8}, quote: k", "2023-02-01")],
    )
    told = brief(judged(case, "1/2/2023")["T-1"])
    assert (told["status"], told["satisfied_on"]) == ("exceeded", "1/2/2023")
    late = office(
        COUNT, rows=["2/1/2023 T-1 A 8"], revisions=[revised("goal: {at_least: 8}, quote: k", "2023-02-01")]
    )
    assert judged(late, "1/2/2023")["T-1"]["status"] == "met_late"


def test_a_due_moved_on_after_it_has_passed_revives_a_missed_target(judged: Judge):
    target = COUNT + ", due: 2022-06-30"
    case = office(target, rows=["1/2 T-1 A 8", "1/9 T-1 A 2"], revisions=[revised("due: 2022-10-31")])
    told = [judged(case, on)["T-1"] for on in ("30/6", "4/8", "5/8", "1/9", "31/12")]
    assert [one["status"] for one in told] == ["missed", "missed", "on_track", "met", "met"]
    assert [one["phases"]["dot1"]["status"] for one in told] == ["missed"] * 5
    assert [one["phases"]["dot1"]["goal"] for one in told] == [10] * 5
    assert [one["phases"]["dot2"]["status"] for one in told] == [
        "not_assigned",
        "not_assigned",
        "on_track",
        "met",
        "met",
    ]


@cases(("on", "goal"), [("2022-06-30", 8), ("2022-07-01", 5)])
def test_a_revision_of_the_last_day_of_a_phase_counts_for_it(judged: Judge, on, goal):
    case = office(COUNT, rows=["1/2 T-1 A 7"], revisions=[revised("goal: {at_least: 16}, quote: k", on)])
    for day in ("1/7", "31/12"):
        assert judged(case, day)["T-1"]["phases"]["dot1"]["goal"] == goal  # 181 · 16 / 365 = 7,93


def test_a_phase_that_is_over_stays_as_it_was_closed(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 5"], revisions=[revised("cancelled: true")])
    told = judged(case, "31/12")["T-1"]
    assert told["phases"]["dot1"] == {"status": "met", "actual": {"value": 5}, "goal": 5}
    assert told["phases"]["dot2"]["status"] == "cancelled"
    assert judged(case, "4/8")["T-1"]["phases"]["dot2"]["status"] == "at_risk"  # 5 of 5,92 expected


def test_a_pace_is_changed(judged: Judge):
    case = office(COUNT, rows=["1/2 T-1 A 1"], revisions=[revised("pace: at_end")])
    told = [judged(case, on)["T-1"] for on in ("4/8", "5/8")]
    assert [one["status"] for one in told] == ["off_track", "not_due"]
    assert told[-1]["revised"][0]["was"] == {"pace": "even"}
    points = office(
        COUNT + ", pace: [{by: 2022-06-30, value: 4}]", rows=[], revisions=[revised("pace: even")]
    )
    told = judged(points, "5/8")["T-1"]
    assert told["revised"][0]["was"] == {"pace": [{"by": "2022-06-30", "value": 4}]}


def test_owner_name_and_defaults_of_what_was(judged: Judge):
    keys = "owner: B, name: tên mới, clause: k, interpretation: cách hiểu"
    case = office(COUNT, revisions=[revised(keys), revised("cancelled: true", "2022-09-01")])
    told = judged(case, "1/9")["T-1"]
    assert told["owner"] == "B"
    assert [one["was"] for one in told["revised"]] == [
        {"owner": None, "name": "n", "clause": "1", "interpretation": None},
        {"cancelled": False},
    ]
    assert judged(case, "4/8")["T-1"].get("owner") is None


def test_a_target_is_cancelled(judged: Judge):
    case = office(COUNT, COUNT, rows=["1/2 T-1 A 8"], revisions=[revised("cancelled: true")])
    before, after = judged(case, "4/8"), judged(case, "5/8")
    assert (before[""]["totals"], before[""]["cancelled"]) == ({"on_track": 1, "no_data": 1}, [])
    assert (after[""]["totals"], after[""]["cancelled"]) == ({"no_data": 1}, ["T-1"])
    told = after["T-1"]
    assert (told["status"], told["actual"], told["goal"]) == ("cancelled", {"value": 8}, {"at_least": 10})
    assert [told[key] for key in NULLS] == [None] * 4


def test_cancelled_before_it_began(judged: Judge):
    case = office(COUNT + ", start: 2022-10-01", revisions=[revised("cancelled: true")])
    told = judged(case, "5/8")["T-1"]
    assert told["status"] == "cancelled"
    assert told["phases"]["dot1"]["status"] == "not_assigned"
    assert told["phases"]["dot2"]["status"] == "cancelled"


def test_a_target_is_added(judged: Judge):
    case = office(
        COUNT,
        "measure: count, goal: {at_least: 4}",
        rows=["1/2 T-2 A 4"],
        revisions=["date: 2022-08-05, cite: QĐ 5, adds: [T-2]"],
    )
    before, after = judged(case, "4/8"), judged(case, "5/8")
    assert sorted(before) == ["", "T-1"]
    assert sum(before[""]["totals"].values()) == 1
    assert sum(after[""]["totals"].values()) == 2
    told = brief(after["T-2"])
    assert (told["status"], told["actual"]) == ("met", 4)  # rows dated earlier count
    assert told["expected"] == 0.026846  # its start is the revision's day: 4 / 149
    assert told["satisfied_on"] == "5/8"
    assert told["revised"] == [{"date": "2022-08-05", "cite": "QĐ 5", "was": None}]
    assert told["phases"]["dot1"] == {"status": "not_assigned", "actual": None, "goal": None}
    assert told["phases"]["dot2"]["status"] == "met"


def test_a_target_added_with_a_start_of_its_own(judged: Judge):
    case = office(COUNT + ", start: 2022-10-01", revisions=["date: 2022-08-05, cite: QĐ, adds: [T-1]"])
    assert [judged(case, on)["T-1"]["status"] for on in ("5/8", "30/9", "1/10")] == [
        "not_started",
        "not_started",
        "no_data",
    ]


def test_a_bound_to_be_kept_that_was_added_is_not_assigned_in_phases_before(judged: Judge):
    target = "measure: level, goal: {at_least: 90}, hold: true"
    case = office(target, rows=["1/2 T-1 - 95"], revisions=["date: 2022-07-01, cite: QĐ, adds: [T-1]"])
    phases = judged(case, "31/12")["T-1"]["phases"]
    assert [phases[one]["status"] for one in ("dot1", "dot2")] == ["not_assigned", "exceeded"]


def test_a_bound_to_be_kept_follows_its_due(judged: Judge):
    target = "measure: level, goal: {at_least: 90}, hold: true, due: 2022-06-30"
    case = office(target, rows=["1/2 T-1 - 95", "1/7 T-1 - 80"], revisions=[revised("due: 2022-12-31")])
    told = [judged(case, on)["T-1"] for on in ("4/8", "5/8")]
    assert [(one["status"], one["actual"]["value"]) for one in told] == [("exceeded", 95), ("off_track", 80)]


def test_was_of_a_ceiling_and_a_range(judged: Judge):
    case = office(
        COUNT.replace("at_least: 10", "between: [7, 9]"),
        "measure: count, goal: {at_least: 5}, ceiling: {at_most_percent: 15, of: T-1, cite: Điều 9}",
        revisions=[
            "date: 2022-08-05, cite: QĐ, targets: {T-1: {goal: {between: [5, 6]}, quote: k}, "
            "T-2: {ceiling: {at_most_percent: 20, of: T-1, cite: Điều 10}}}"
        ],
    )
    told = judged(case, "5/8")
    assert told["T-1"]["revised"][0]["was"] == {"goal": {"between": [7, 9]}, "quote": "q"}
    assert told["T-2"]["revised"][0]["was"] == {
        "ceiling": {"at_most_percent": 15, "of": "T-1", "cite": "Điều 9"}
    }
