"""Sums of the counting rows by unit and by month, for those who work with the numbers outside the site.

One pass over the rows adds them up; from ``MANY`` on pandas' engine is faster, its import counted, and is
asked where it is exact: on whole numbers (docs/decisions/0006-pandas.md). pandas is imported here alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import NamedTuple

from thidua.figures.awards import exact
from thidua.model import Achievement, Campaign, Keep, by_target

Amount = Fraction | int
Sum = tuple[str, str, Amount]
Sums = dict[tuple[str, str], Amount]
Found = dict[str, list[Sum]]  # by unit or month, as in the plan
Plain = tuple[list[tuple[str, int, int]], ...]
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
    yield from _ordered(_by_unit(counted), campaign.units, campaign)


def _by_unit(counted: Sequence[Counted]) -> Sums:
    told = [row for row in counted if row.unit is not None]
    last: Sums = {(row.unit or "", row.target): row.value for row in told if not row.adds}
    return _added([(row.unit or "", row.target, row.value) for row in told if row.adds]) | last


def month_sums(campaign: Campaign, counted: Sequence[Counted]) -> Iterator[Sum]:
    """Month (2022-06), target and how many were newly achieved in it; only for targets that add up."""
    added = _by_month(counted)
    yield from _ordered(added, sorted({month for month, _ in added}), campaign)


def _by_month(counted: Sequence[Counted]) -> Sums:
    return _added([(row.month, row.target, row.value) for row in counted if row.adds])


def sums_of(
    campaign: Campaign, as_of: date, kept: Keep | None = None
) -> tuple[tuple[Sum, ...], tuple[Sum, ...]]:
    """The sums by unit and by month; ``kept`` may know those of a target from before."""
    if kept is None or len(campaign.achievements) >= MANY:
        counted = counting(campaign, as_of)
        return tuple(unit_sums(campaign, counted)), tuple(month_sums(campaign, counted))
    rows, units, months = by_target(campaign.achievements), Found(), Found()
    for name in campaign.plan.targets:
        if name in rows:
            told = kept("sums", name, partial(_told, campaign, as_of, rows, name))
            for found, plain in zip((units, months), told, strict=True):
                for head, made, of in plain:
                    found.setdefault(head, []).append((head, name, made if of == 1 else Fraction(made, of)))
    by_unit = chain(*(units.get(one, ()) for one in campaign.units))
    return tuple(by_unit), tuple(chain(*(months[one] for one in sorted(months))))


def _told(campaign: Campaign, as_of: date, rows: Mapping[str, Sequence[Achievement]], name: str) -> Plain:
    """A target's sums by unit and by month in plain values."""
    counted = counting(campaign, as_of, rows[name])
    return tuple(
        [(head, *value.as_integer_ratio()) for (head, _), value in sums.items()]
        for sums in (_by_unit(counted), _by_month(counted))
    )


def counting(campaign: Campaign, as_of: date, rows: Sequence[Achievement] | None = None) -> list[Counted]:
    """The rows that count on the as-of day, all or some, in order of days; values are exact."""
    rows = campaign.achievements if rows is None else rows
    months = {day: day.isoformat()[:7] for day in {row.on for row in rows}}
    targets = {name: campaign.plan.quantities[name] for name in {row.target for row in rows}}
    told = {name: (one.counts if one.sums_units else None, one.adds_up) for name, one in targets.items()}
    return [
        Counted(months[row.on], row.target, row.unit, exact(row.value), told[row.target][1])
        for row in sorted(rows, key=lambda row: (row.on, row.source.line))
        if row.on <= as_of and row.stage is told[row.target][0]
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
