"""The days on which a campaign is shown again: ends of months, and reviews."""

from datetime import date, timedelta

from thidua.figures.discipline import month_ends
from thidua.model import Plan

LONG = timedelta(days=550)  # a campaign of more than a year and a half


def earlier_days(plan: Plan, as_of: date) -> set[date]:
    """Ends of months and days of reviews before the as-of day, within the campaign and its late decisions.

    Of a long campaign's months those of the as-of day's year, and Decembers. None in its first month.
    """
    days = set(month_ends(plan.start, min(as_of, plan.closes)))
    if plan.end - plan.start > LONG:
        days = {day for day in days if day.month == 12 or day.year == as_of.year}
    days |= {one.held or one.last for one in plan.reviews}
    return {day for day in days if plan.start <= day < as_of}
