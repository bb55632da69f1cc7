"""Reporting discipline: which unit has reported which month or quarter, on time, late, or not yet.

Only where the plan says by which day reports are owed: without it nobody owes any.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from thidua.model import Campaign, Plan, ReportEvery, Unit


class Reported(StrEnum):
    """How a unit stands with the report of a period."""

    ON_TIME = "on-time"
    LATE = "late"
    WAITING = "waiting"
    MISSING = "missing"
    NOT_OWED = "not-owed"


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """A unit's report of one period, by its first day; ``on`` is None while there is none."""

    unit: Unit
    period: date
    state: Reported
    on: date | None

    @property
    def lacks(self) -> bool:
        """Whether it is owed and has not come."""
        return self.state in (Reported.WAITING, Reported.MISSING)


def period_of(day: date, every: ReportEvery) -> date:
    """The first day of the month or quarter that a day belongs to."""
    return day.replace(
        day=1, month=(day.month - 1) // 3 * 3 + 1 if every is ReportEvery.QUARTER else day.month
    )


def period_end(first: date, every: ReportEvery) -> date:
    """The last day of the period that begins on ``first``."""
    last = first.replace(month=first.month + 2) if every is ReportEvery.QUARTER else first
    return _next_month(last) - timedelta(days=1)


def periods(plan: Plan, as_of: date) -> Iterator[date]:
    """The first days of the campaign's months or quarters that are over on a day; none where none is owed."""
    first = period_of(plan.start, plan.report_every)
    while (
        plan.report_day is not None
        and first <= plan.end
        and (end := period_end(first, plan.report_every)) <= as_of
    ):
        yield first
        first = end + timedelta(days=1)


def last_period(plan: Plan, as_of: date) -> date:
    """The first day of the campaign's newest period that is over on a day; of the running one where none is.

    Periods are told of whether reports are owed or not.
    """
    over = periods(replace(plan, report_day=1), as_of)
    return max(over, default=period_of(max(as_of, plan.start), plan.report_every))


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of months from the month of ``first`` on, up to ``last``."""
    end = _next_month(first) - timedelta(days=1)
    while end <= last:
        yield end
        end = _next_month(end + timedelta(days=1)) - timedelta(days=1)


def due_day(plan: Plan, period: date) -> date | None:
    """The last day on which a period's report is on time: a day of the month after it; None: none is owed.

    Of a month that lacks the day it is the last one. Where the plan says so, one that falls on a weekend is
    the Monday after it.
    """
    if plan.report_day is None:
        return None
    first = _next_month(period_end(period, plan.report_every))
    day = min(first + timedelta(days=plan.report_day - 1), period_end(first, ReportEvery.MONTH))
    weekend = max(day.weekday() - 4, 0) if plan.report_on_working_day else 0  # Saturday 1, Sunday 2
    return day + timedelta(days=3 - weekend if weekend else 0)


def due_days(plan: Plan) -> Iterator[tuple[date, date]]:
    """Each period that is reported, by its first day, with the last day on which its report is on time."""
    for period in periods(plan, date.max):
        if (due := due_day(plan, period)) is not None:
            yield period, due


def days_late(one: PeriodReport, plan: Plan, as_of: date) -> int:
    """By how many days a report came late, or is late on a day; 0 where it is not."""
    due = due_day(plan, one.period)
    return 0 if due is None else max(0, ((one.on or as_of) - due).days)


def reports(campaign: Campaign, as_of: date) -> list[list[PeriodReport]]:
    """A row of the campaign's periods for each unit that owes the report of any, in the order of units.csv.

    A unit owes those on whose last day it is in being; after its end its successor's report is for both.
    """
    first: dict[tuple[str, date], date] = {}
    for report in campaign.reports:
        if report.on <= as_of:
            key = (report.unit, report.period)
            first[key] = min(report.on, first.get(key, report.on))
    over = list(periods(campaign.plan, as_of))
    rows = [[_report(campaign, unit, one, first, as_of) for one in over] for unit in campaign.units.values()]
    return [row for row in rows if any(one.state is not Reported.NOT_OWED for one in row)]


@dataclass(frozen=True, slots=True)
class Reminder:
    """Why a unit is to be reminded: reports that did not come in time; its newest where that was late."""

    unit: Unit
    missing: tuple[PeriodReport, ...]
    late: PeriodReport | None


def reminders(campaign: Campaign, as_of: date) -> list[Reminder]:
    """The units that owe a report whose day is over, or were late with the newest, in the order of units.csv.

    Nobody is reminded who is not in being: what an ended unit owes its successor is asked for.
    """
    owed: dict[str, list[PeriodReport]] = {}
    newest: dict[str, PeriodReport] = {}
    for row in reports(campaign, as_of):
        unit = campaign.acting(row[0].unit.id, as_of)
        if not unit.in_being(as_of):
            continue
        judged = [one for one in row if one.state not in (Reported.NOT_OWED, Reported.WAITING)]
        owed.setdefault(unit.id, []).extend(one for one in judged if one.state is Reported.MISSING)
        if judged and row[0].unit.id == unit.id:
            newest[unit.id] = judged[-1]
    found = []
    for unit_id, missing in owed.items():
        last = newest.get(unit_id)
        late = last if last is not None and last.state is Reported.LATE else None
        if missing or late:
            found.append(Reminder(campaign.units[unit_id], tuple(missing), late))
    order = list(campaign.units)
    return sorted(found, key=lambda one: order.index(one.unit.id))


def _report(
    campaign: Campaign, unit: Unit, period: date, first: Mapping[tuple[str, date], date], as_of: date
) -> PeriodReport:
    plan = campaign.plan
    due = due_day(plan, period)
    if due is None or not unit.in_being(period_end(period, plan.report_every)):
        return PeriodReport(unit, period, Reported.NOT_OWED, None)
    line = campaign.line(unit.id, as_of)
    on = next((first[one.id, period] for one in line if (one.id, period) in first), None)
    if on is not None:
        state = Reported.ON_TIME if on <= due else Reported.LATE
    else:
        state = Reported.WAITING if as_of <= due else Reported.MISSING
    return PeriodReport(unit, period, state, on)


@lru_cache(maxsize=1024)  # asked of every unit on every day
def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
