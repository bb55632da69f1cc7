"""Who owes which report: periods of months and quarters, units that begin and end, and days on both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from campaigns import campaign_files, read
from table_kit import cases
from thidua.figures.discipline import Reported, due_day, period_end, period_of, periods, reports
from thidua.model import Report, ReportEvery, Source, Unit

MONTH, QUARTER = ReportEvery.MONTH, ReportEvery.QUARTER
LINE = Source("reports.csv", 2)


def campaign(*filed, units=(), every=MONTH, report_day=5):
    found, _ = read(campaign_files())
    plan = replace(found.plan, report_day=report_day, report_every=every)
    rows = tuple(Report(on, unit, period, LINE) for on, unit, period in filed)
    known = {unit.id: unit for unit in units} or found.units
    return replace(found, plan=plan, reports=rows, units=known)


def states(found, on):
    return {row[0].unit.id: [one.state.value for one in row] for row in reports(found, on)}


@cases(
    ("day", "every", "first", "end"),
    [
        (date(2022, 2, 28), MONTH, date(2022, 2, 1), date(2022, 2, 28)),
        (date(2022, 12, 31), MONTH, date(2022, 12, 1), date(2022, 12, 31)),
        (date(2022, 3, 31), QUARTER, date(2022, 1, 1), date(2022, 3, 31)),
        (date(2022, 5, 15), QUARTER, date(2022, 4, 1), date(2022, 6, 30)),
        (date(2022, 12, 31), QUARTER, date(2022, 10, 1), date(2022, 12, 31)),
        (date(2022, 8, 31), QUARTER, date(2022, 7, 1), date(2022, 9, 30)),
    ],
)
def test_the_period_of_a_day(day, every, first, end):
    assert (period_of(day, every), period_end(first, every)) == (first, end)


def test_periods_that_are_over():
    monthly, quarterly = campaign().plan, campaign(every=QUARTER).plan
    assert list(periods(monthly, date(2022, 2, 27))) == [date(2022, 1, 1)]
    assert list(periods(monthly, date(2022, 2, 28))) == [date(2022, 1, 1), date(2022, 2, 1)]
    assert list(periods(quarterly, date(2022, 6, 29))) == [date(2022, 1, 1)]
    assert list(periods(quarterly, date(2023, 6, 30)))[-1] == date(2022, 10, 1)
    assert len(list(periods(monthly, date(2023, 6, 30)))) == 12
    a_day_longer = replace(
        monthly, phases=(*monthly.phases[:-1], replace(monthly.phases[-1], end=date(2023, 1, 1)))
    )
    assert list(periods(a_day_longer, date(2023, 6, 30)))[-1] == date(2023, 1, 1)


def test_the_last_day_for_a_report():
    assert due_day(campaign().plan, date(2022, 1, 1)) == date(2022, 2, 5)
    ends = [due_day(campaign(report_day=30).plan, date(2024, month, 1)) for month in (1, 3, 12)]
    assert ends == [date(2024, 2, 29), date(2024, 4, 30), date(2025, 1, 30)]
    assert due_day(campaign(report_day=31).plan, date(2022, 3, 1)) == date(2022, 4, 30)
    assert due_day(campaign(every=QUARTER, report_day=28).plan, date(2022, 10, 1)) == date(2023, 1, 28)


@cases(
    ("period", "day", "due"),
    [("2022-01", 5, "2022-02-07"), ("2022-02", 6, "2022-03-07"), ("2022-03", 4, "2022-04-04"),
     ("2022-03", 1, "2022-04-01"), ("2022-09", 1, "2022-10-03"), ("2022-12", 28, "2023-01-30")],
)  # fmt: skip
def test_a_report_day_on_a_weekend_is_the_monday_after_where_the_plan_says_so(period, day, due):
    plan = replace(campaign(report_day=day).plan, report_on_working_day=True)
    assert due_day(plan, date.fromisoformat(f"{period}-01")) == date.fromisoformat(due)


def test_without_a_day_nobody_owes_any():
    found = campaign((date(2022, 2, 3), "VP", date(2022, 1, 1)), report_day=None)
    assert reports(found, date(2022, 12, 31)) == []
    assert list(periods(found.plan, date(2022, 12, 31))) == []
    assert due_day(found.plan, date(2022, 1, 1)) is None


@cases(
    ("on", "expected"),
    [
        (date(2022, 3, 30), {}),
        (date(2022, 3, 31), {"VP": ["waiting"], "HT": ["waiting"]}),
        (date(2022, 4, 5), {"VP": ["on-time"], "HT": ["waiting"]}),
        (date(2022, 4, 6), {"VP": ["on-time"], "HT": ["late"]}),
        (date(2022, 7, 6), {"VP": ["on-time", "missing"], "HT": ["late", "missing"]}),
    ],
)
def test_quarters(on, expected):
    first = date(2022, 1, 1)
    found = campaign((date(2022, 4, 5), "VP", first), (date(2022, 4, 6), "HT", first), every=QUARTER)
    assert states(found, on) == expected


MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


@cases(
    ("end", "filed", "expected"),
    [
        (date(2022, 6, 30), [], {"A": ["missing"] * 6 + ["not-owed"], "B": ["missing"] * 7}),
        (date(2022, 6, 29), [], {"A": ["missing"] * 5 + ["not-owed"] * 2, "B": ["missing"] * 7}),
        # after the end the successor's report is for both
        (
            date(2022, 6, 30),
            [(date(2022, 7, 4), "B", JUNE)],
            {"A": ["missing"] * 5 + ["on-time", "not-owed"], "B": ["missing"] * 5 + ["on-time", "missing"]},
        ),
        (date(2021, 12, 31), [], {"B": ["missing"] * 7}),
    ],
)
def test_a_unit_owes_what_ends_while_it_is_there(end, filed, expected):
    units = (Unit("A", "a", "a", None, end, "B"), Unit("B", "b", "b"))
    assert states(campaign(*filed, units=units), date(2022, 8, 6)) == expected


def test_a_report_of_a_successor_that_has_ended_itself_is_still_for_both():
    units = (
        Unit("A", "a", "a", None, date(2022, 6, 30), "B"),
        Unit("B", "b", "b", None, date(2022, 7, 31), "C"),
        Unit("C", "c", "c", date(2022, 8, 1)),
    )
    found = campaign((date(2022, 7, 4), "B", JUNE), units=units)
    assert states(found, date(2022, 7, 31))["A"] == ["missing"] * 5 + ["on-time", "not-owed"]
    assert states(found, date(2022, 8, 1))["A"] == ["missing"] * 5 + ["on-time", "not-owed"]


def test_a_unit_that_begins_owes_nothing_from_before():
    found = campaign(units=(Unit("A", "a", "a", MAY.replace(day=31)),))
    assert states(found, date(2022, 6, 30)) == {"A": ["not-owed"] * 4 + ["missing", "waiting"]}
    (row,) = reports(found, date(2022, 6, 30))
    assert [one.lacks for one in row] == [False] * 4 + [True, True]
    assert Reported.NOT_OWED in {one.state for one in row}
