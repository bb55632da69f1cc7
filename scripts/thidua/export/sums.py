"""Sums of the counting rows by unit and by month, for those who work with the numbers outside the site.

pandas is imported here alone, when the tables are asked for: all else does without its start-up time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from thidua.model import Campaign

if TYPE_CHECKING:
    from pandas import DataFrame

Sum = tuple[str, str, Fraction | int]


def unit_sums(campaign: Campaign, counted: DataFrame) -> Iterator[Sum]:
    """Unit, target and what the unit contributed, from ``counting``; by unit, then as in the plan.

    Totals of a unit stand for its earlier ones. Conduct norms and ranks are not told by unit.
    """
    frame = counted[counted["unit"].notna()]
    last = frame[~frame["adds"]].groupby(["unit", "target"], sort=False)["value"].last()
    added = frame[frame["adds"]].groupby(["unit", "target"], sort=False)["value"].sum()
    yield from _ordered({**added.to_dict(), **last.to_dict()}, list(campaign.units), campaign)


def month_sums(campaign: Campaign, counted: DataFrame) -> Iterator[Sum]:
    """Month (2022-06), target and how many were newly achieved in it; only for targets that add up."""
    added = counted[counted["adds"]].groupby(["month", "target"], sort=False)["value"].sum().to_dict()
    yield from _ordered(added, sorted({month for month, _ in added}), campaign)


def counting(campaign: Campaign, as_of: date) -> DataFrame:
    """The rows that count on the as-of day, in order of days; values are exact."""
    from pandas import DataFrame  # noqa: PLC0415  (see the head of this module)

    targets = campaign.plan.quantities
    rows = [
        (row.on.isoformat()[:7], row.target, row.unit, _exact(row.value), targets[row.target].adds_up)
        for row in sorted(campaign.achievements, key=lambda row: (row.on, row.source.line))
        if row.on <= as_of and row.stage is targets[row.target].counts and targets[row.target].sums_units
    ]
    frame = DataFrame(rows, columns=["month", "target", "unit", "value", "adds"], dtype=object)
    return frame.astype({"adds": bool})


def _exact(value: Fraction) -> Fraction | int:
    """Whole numbers as such: they are summed much faster, and just as exactly."""
    return value.numerator if value.denominator == 1 else value


def _ordered(
    sums: dict[tuple[str, str], Fraction | int], heads: list[str], campaign: Campaign
) -> Iterator[Sum]:
    for head in heads:
        for target in campaign.plan.targets:
            if (head, target) in sums:
                yield head, target, sums[head, target]
