"""Reporting discipline: which unit has reported which month, on time, late, or not yet."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.model import Campaign, Unit

DEFAULT_REPORT_DAY = 5


class Reported(StrEnum):
    """How a unit stands with a month's report."""

    ON_TIME = "on-time"
    LATE = "late"
    WAITING = "waiting"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MonthReport:
    """A unit's report of one month; ``on`` is None while there is none."""

    unit: Unit
    month: date
    state: Reported
    on: date | None


def months(campaign: Campaign, as_of: date) -> Iterator[date]:
    """The first days of the campaign's months that are over on the as-of day."""
    for end in month_ends(campaign.plan.start, as_of):
        if end.replace(day=1) <= campaign.plan.end:
            yield end.replace(day=1)


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of months from the month of ``first`` on, up to ``last``."""
    end = _next_month(first) - timedelta(days=1)
    while end <= last:
        yield end
        end = _next_month(end + timedelta(days=1)) - timedelta(days=1)


def due_day(campaign: Campaign, month: date) -> date:
    """The last day on which a month's report is on time: a day of the following month."""
    following = _next_month(month)
    day = campaign.plan.report_day or DEFAULT_REPORT_DAY
    return following.replace(day=min(day, monthrange(following.year, following.month)[1]))


def reports(campaign: Campaign, as_of: date) -> list[list[MonthReport]]:
    """A row of months for each unit, in the order of units.csv."""
    first: dict[tuple[str, date], date] = {}
    for report in campaign.reports:
        if report.on <= as_of:
            key = (report.unit, report.period)
            first[key] = min(report.on, first.get(key, report.on))
    over = list(months(campaign, as_of))
    return [
        [_state(campaign, unit, month, first.get((unit.id, month)), as_of) for month in over]
        for unit in campaign.units.values()
    ]


def _state(campaign: Campaign, unit: Unit, month: date, on: date | None, as_of: date) -> MonthReport:
    due = due_day(campaign, month)
    if on is not None:
        state = Reported.ON_TIME if on <= due else Reported.LATE
    else:
        state = Reported.WAITING if as_of <= due else Reported.MISSING
    return MonthReport(unit, month, state, on)


def _next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
