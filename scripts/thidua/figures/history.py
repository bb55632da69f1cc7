"""What a figure was at the end of each day on which it changed (section 2)."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, overload

from thidua.figures.succession import (
    NO_STEPS,
    Held,
    Row,
    Size,
    Steps,
    Succession,
    holdings,
    latest,
    population_size,
    succession,
)
from thidua.model import Achievement, Across, Campaign, Late, Made, Quantity, Unit, by_target
from thidua.model.rows import number

NO_SIZE = Size()


class Reading(NamedTuple):
    """A figure at the end of a day.

    ``value`` is subjects (for compliance those without a breach), an amount, a level, or a rank's place
    from 1; ``of`` is the population that day, for ratio and compliance.
    """

    day: date
    value: Fraction
    of: int | None = None

    @property
    def figure(self) -> Fraction:
        """What is held against the goal: percent of the population, or the value itself."""
        if self.of is None:
            return self.value
        return Fraction(self.value.numerator * 100, self.value.denominator * self.of)


@dataclass(frozen=True, slots=True)
class History:
    """The rows of the stage that counts, by day, and what the figure was from each day on which it changed.

    ``days`` and ``readings`` belong together; a reading is None from a day on which there is no figure any
    more. The days are those of a row or headcount, of a unit's start, or the first after its end.
    """

    rows: Sequence[Achievement]
    readings: Sequence[Reading | None]
    days: tuple[date, ...]
    population: Steps = NO_STEPS

    @classmethod
    def of(
        cls, rows: Iterable[Achievement], told: Iterable[tuple[date, Reading | None]], population: Steps
    ) -> History:
        """Rows, and a reading for each day on which it changed."""
        known = tuple(told)
        readings = tuple(reading for _, reading in known)
        return cls(tuple(rows), readings, tuple(day for day, _ in known), population)

    def place(self, day: date) -> int:
        """How many readings lie on or before a day."""
        return bisect_right(self.days, day)

    def rows_until(self, day: date) -> Sequence[Achievement]:
        """The rows on or before a day, in order of days."""
        return self.rows[: bisect_right(self.rows, day, key=attrgetter("on"))]

    def on(self, day: date) -> Reading | None:
        """The figure at the end of a day, or None where nothing has been recorded."""
        place = self.place(day)
        return self.readings[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Past:
    """Everything recorded, by what it says of each quantity; it knows of no as-of day and no goal."""

    histories: Mapping[str, History]
    turns: Succession
    sizes: Mapping[str, Size]


Plain = tuple[Any, ...]  # of readings the days' ordinals, the values, the populations
Keep = Callable[[Quantity, Callable[[], bytes]], bytes]  # the same as marshal writes it, a third as large


class Readings(Sequence[Reading | None]):
    """Readings told in plain values, each made when it is first asked for: many days ask for the same."""

    def __init__(self, told: Plain) -> None:
        self._told = told
        self._made: dict[int, Reading | None] = {}

    def __len__(self) -> int:
        return len(self._told[0])

    def __iter__(self) -> Iterator[Reading | None]:
        return map(_reading, *self._told)

    @overload
    def __getitem__(self, place: int) -> Reading | None: ...
    @overload
    def __getitem__(self, place: slice) -> Readings: ...
    def __getitem__(self, place: int | slice) -> Reading | Readings | None:
        if isinstance(place, slice):
            return Readings(tuple([one[place] for one in self._told]))
        if place not in self._made:
            self._made[place] = _reading(*[one[place] for one in self._told])
        return self._made[place]


def _reading(day: int, made: int, of: int, size: int | None) -> Reading | None:
    return Reading(_day(day), number(made, of), size) if of else None


_day = cache(date.fromordinal)  # thousands of readings are of a few hundred days


def _packed(told: History) -> bytes:
    """The readings in plain values; one that is None has no denominator."""
    values = [one.value.as_integer_ratio() if one else (0, 0) for one in told.readings]
    plain: Plain = (
        [day.toordinal() for day in told.days],
        [made for made, _ in values],
        [of for _, of in values],
        [one.of if one else None for one in told.readings],
    )
    return marshal.dumps(plain, 2)  # of this version the same values are the same bytes


def past(campaign: Campaign, kept: Keep | None = None) -> Past:
    """The history of every target and number with rows of its own, each made when it is asked for.

    ``kept`` may know the readings of one from before; else it has them made.
    """
    plan = campaign.plan.agreed or campaign.plan
    quantities = {**plan.targets, **plan.figures}
    rows = by_target(campaign.achievements)
    turns = succession(campaign.units)
    sizes = {name: population_size(campaign.headcounts, name, turns) for name in plan.populations}

    def made(name: str) -> History:
        one, size = quantities[name], sizes.get(quantities[name].population or "", NO_SIZE)

        def counted() -> list[Achievement]:
            return [row for row in rows.get(name, ()) if row.stage is one.counts]

        fresh: list[History] = []

        def packed() -> bytes:
            fresh.append(history(one, counted(), size, turns))
            return _packed(fresh[0])

        if kept is None:
            return history(one, counted(), size, turns)
        known = kept(one, packed)
        if fresh:
            return fresh[0]
        told: Plain = marshal.loads(known)
        ordered = Late(lambda: sorted(counted(), key=attrgetter("on")))
        days = tuple(map(_day, told[0]))
        return History(ordered, Readings(told), days, size.total)

    return Past(Made((one.id for one in quantities.values() if one.derived is None), made), turns, sizes)


def history(
    quantity: Quantity, rows: Sequence[Achievement], size: Size = NO_SIZE, turns: Succession | None = None
) -> History:
    """The history of one quantity from its rows of the stage that counts, in any order."""
    ordered = sorted(rows, key=attrgetter("on"))
    turns = succession({}) if turns is None else turns
    told = list(totals(quantity, ordered, size, turns))
    if quantity.needs_population:
        readings = list(_shares(quantity, told, size.total))
    else:
        readings = [(day, None if value is None else Reading(day, value)) for day, value in told]
    return History.of(ordered, _changes(readings), size.total)


def _changes(
    readings: Iterable[tuple[date, Reading | None]],
) -> Iterator[tuple[date, Reading | None]]:
    """The last reading of each day, without gaps before the first figure or beside another gap."""
    known = False
    for day, reading in dict(readings).items():
        if reading is not None or known:
            yield day, reading
        known = reading is not None


def totals(
    quantity: Quantity, rows: Sequence[Achievement], size: Size, turns: Succession
) -> Iterator[tuple[date, Fraction | None]]:
    """The total at the end of each day on which it may have changed; None where there is none any more."""
    if quantity.adds_up:
        yield from _increments(quantity, rows)
        return
    given: list[Row] = [(row.on, row.unit, row.value) for row in rows]
    if not quantity.traits.is_state or quantity.across is Across.SUM:
        for day, held in holdings(given, turns, adds=False):
            yield day, sum(held.values(), Fraction()) if held else None
        return
    for day, held in (
        _weighed(given, turns, size) if quantity.across is Across.WEIGHTED else latest(given, turns)
    ):
        yield day, _put_together(quantity, held, size, day)


def _increments(quantity: Quantity, rows: Iterable[Achievement]) -> Iterator[tuple[date, Fraction]]:
    """The running total; of whole subjects it is counted in integers, which is faster."""
    if not quantity.traits.counts_subjects:
        amount = Fraction()
        for row in rows:
            amount += row.value
            yield row.on, amount
    else:
        count = 0
        for row in rows:
            count += row.value.numerator
            yield row.on, _whole(count)


_whole = lru_cache(maxsize=65536)(Fraction)  # one of each: a total is held for every row


def _weighed(rows: Sequence[Row], turns: Succession, size: Size) -> Iterator[tuple[date, Held]]:
    """The latest rows, on their days and on those of a headcount, which weighs them anew."""
    by_day = {day: dict(held) for day, held in latest(rows, turns)}
    known: Held = {}
    for day in sorted({*by_day, *size.total.days}):
        known = by_day.get(day, known)
        yield day, known


def _put_together(quantity: Quantity, held: Held, size: Size, day: date) -> Fraction | None:
    """One figure from the units' latest rows, as ``across`` says; the whole office's row is the figure."""
    if not held:
        return None
    if None in held:
        return held[None]
    return _ACROSS[quantity.across or Across.LEAST](held, size, day)


def _mean(held: Held, size: Size, day: date) -> Fraction:
    return sum(held.values(), Fraction()) / len(held)


def _weighted(held: Held, size: Size, day: date) -> Fraction | None:
    weights = {unit: size.by_unit.get(unit or "", NO_STEPS).on(day) or 0 for unit in held}
    whole = sum(weights.values())
    return (
        sum((held[unit] * weight for unit, weight in weights.items()), Fraction()) / whole if whole else None
    )


def gone(quantity: Quantity, rows: Iterable[Achievement], units: Mapping[str, Unit], day: date) -> list[Unit]:
    """The units whose rows up to a day say nothing of it any more, as they have ended (section 2)."""
    if not quantity.traits.is_state or quantity.across is Across.SUM:
        return []
    told = {row.unit: None for row in rows if row.unit and row.stage is quantity.counts and row.on <= day}
    return [units[unit] for unit in told if unit and not units[unit].in_being(day)]


_ACROSS: Mapping[Across, Callable[[Held, Size, date], Fraction | None]] = {
    Across.MEAN: _mean,
    Across.WEIGHTED: _weighted,
    Across.LEAST: lambda held, size, day: min(held.values()),
    Across.MOST: lambda held, size, day: max(held.values()),
}


def _shares(
    quantity: Quantity, totals: Iterable[tuple[date, Fraction | None]], population: Steps
) -> Iterator[tuple[date, Reading | None]]:
    """Totals held against the population, on every day when either changed."""
    breaches = quantity.traits.counts_breaches
    by_day = dict(totals)
    total = Fraction() if breaches else None
    for day in sorted({*by_day, *population.days}):
        total = by_day.get(day, total)
        size = population.on(day)
        if total is None or not size:
            yield day, None
        else:
            yield day, Reading(day, size - total if breaches else total, size)
