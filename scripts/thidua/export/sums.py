"""Sums of the counting rows by unit and by month, for those who work with the numbers outside the site.

One pass over the rows adds them up; from ``MANY`` on pandas' engine is faster, its import counted, and is
asked where it is exact: on whole numbers (docs/decisions/0006-pandas.md). pandas is imported here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from thidua.figures.awards import exact
from thidua.model import Campaign

Amount = Fraction | int
Sum = tuple[str, str, Amount]
Sums = dict[tuple[str, str], Amount]
MANY = 1_000_000
_LARGEST = 2**62


class Counted(NamedTuple):
    """A row that counts: its month (2022-06), target, unit and exact value, and whether rows add up."""

    month: str
    target: str
    unit: str | None
    value: Amount
    adds: bool


def unit_sums(campaign: Campaign, counted: Sequence[Counted]) -> Iterator[Sum]:
    """Unit, target and what the unit contributed, from ``counting``; by unit, then as in the plan.

    Totals of a unit stand for its earlier ones. Conduct norms and ranks are not told by unit.
    """
    told = [row for row in counted if row.unit is not None]
    last: Sums = {(row.unit or "", row.target): row.value for row in told if not row.adds}
    added = _added([(row.unit or "", row.target, row.value) for row in told if row.adds])
    yield from _ordered({**added, **last}, campaign.units, campaign)


def month_sums(campaign: Campaign, counted: Sequence[Counted]) -> Iterator[Sum]:
    """Month (2022-06), target and how many were newly achieved in it; only for targets that add up."""
    added = _added([(row.month, row.target, row.value) for row in counted if row.adds])
    yield from _ordered(added, sorted({month for month, _ in added}), campaign)


def counting(campaign: Campaign, as_of: date) -> list[Counted]:
    """The rows that count on the as-of day, in order of days; values are exact."""
    targets = campaign.plan.quantities
    months = {row.on: row.on.isoformat()[:7] for row in campaign.achievements}
    return [
        Counted(months[row.on], row.target, row.unit, exact(row.value), targets[row.target].adds_up)
        for row in sorted(campaign.achievements, key=lambda row: (row.on, row.source.line))
        if row.on <= as_of and row.stage is targets[row.target].counts and targets[row.target].sums_units
    ]


def _added(rows: Sequence[Sum]) -> Sums:
    """The sum of the values by the two words before each."""
    if len(rows) >= MANY and _fits([value for _, _, value in rows]):
        return _added_at_once(rows)
    sums: Sums = {}
    for head, target, value in rows:
        sums[head, target] = sums.get((head, target), 0) + value
    return sums


def _fits(values: Sequence[Amount]) -> bool:
    """Whether no sum of the values can be more than a machine's whole number."""
    whole = [value for value in values if isinstance(value, int)]
    return len(whole) == len(values) and max(map(abs, whole)) * len(whole) < _LARGEST


def _added_at_once(rows: Sequence[Sum]) -> Sums:
    from pandas import Categorical, DataFrame, Series  # noqa: PLC0415  (see the head of this module)

    heads, targets, values = zip(*rows, strict=True)
    frame = DataFrame(
        {
            "head": Categorical(heads),
            "target": Categorical(targets),
            "value": Series(values, dtype="int64"),
        }
    )
    sums: Sums = frame.groupby(["head", "target"], observed=True, sort=False)["value"].sum().to_dict()
    return sums


def _ordered(sums: Sums, heads: Iterable[str], campaign: Campaign) -> Iterator[Sum]:
    for head in heads:
        for target in campaign.plan.targets:
            if (head, target) in sums:
                yield head, target, sums[head, target]
