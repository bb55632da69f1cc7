"""What a target's figure was at the end of each day on which it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter

from thidua.model import Achievement, Campaign, Headcount, Target


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure at the end of a day.

    ``value`` is subjects (for compliance those without a breach), a level, or a rank's place from 1;
    ``of`` is the population that day, for ratio and compliance.
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
class Steps:
    """A size that holds from each day until the next."""

    days: tuple[date, ...] = ()
    sizes: tuple[int, ...] = ()

    def on(self, day: date) -> int | None:
        """The size on a day, or None before the first step."""
        place = bisect_right(self.days, day)
        return self.sizes[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class History:
    """A target's rows of the stage that counts, by day, and one reading for each day the figure changed.

    The days are those of a row, or of a headcount where the figure is a share of a population.
    """

    rows: tuple[Achievement, ...]
    readings: tuple[Reading, ...]
    days: tuple[date, ...]
    population: Steps = Steps()

    def place(self, day: date) -> int:
        """How many readings lie on or before a day."""
        return bisect_right(self.days, day)

    def rows_until(self, day: date) -> tuple[Achievement, ...]:
        """The rows on or before a day, in order of days."""
        return self.rows[: bisect_right(self.rows, day, key=attrgetter("on"))]

    def on(self, day: date) -> Reading | None:
        """The figure at the end of a day, or None where nothing has been recorded."""
        place = self.place(day)
        return self.readings[place - 1] if place else None


def histories(campaign: Campaign) -> dict[str, History]:
    """The history of every target, in the order of the plan; it knows of no as-of day."""
    rows: defaultdict[str, list[Achievement]] = defaultdict(list)
    targets = campaign.plan.targets
    for row in campaign.achievements:
        if row.stage is targets[row.target].counts:
            rows[row.target].append(row)
    sizes = {name: population_steps(campaign.headcounts, name) for name in campaign.plan.populations}
    return {
        target.id: history(target, rows[target.id], sizes.get(target.population or "", Steps()))
        for target in targets.values()
    }


def population_steps(headcounts: Iterable[Headcount], population: str) -> Steps:
    """The size of a population over time: the sum over units of each one's last row."""
    by_day: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in headcounts:
        if row.population == population:
            by_day[row.on][row.unit] = row.size
    latest: dict[str, int] = {}
    sizes = []
    for day in sorted(by_day):
        latest |= by_day[day]
        sizes.append(sum(latest.values()))
    return Steps(tuple(sorted(by_day)), tuple(sizes))


def history(target: Target, rows: Sequence[Achievement], population: Steps = Steps()) -> History:
    """The history of one target from its rows of the stage that counts, in any order."""
    ordered = sorted(rows, key=attrgetter("on"))
    totals = dict(_totals(target, ordered))
    if target.needs_population:
        readings = tuple(_shares(target, totals, population))
    else:
        readings = tuple(Reading(day, value) for day, value in totals.items())
    return History(tuple(ordered), readings, tuple(reading.day for reading in readings), population)


def _totals(target: Target, rows: Sequence[Achievement]) -> Iterator[tuple[date, Fraction]]:
    """The total at the end of each day with a row (later pairs of one day stand for the earlier)."""
    if target.traits.has_levels:
        # Two levels on one day from two units: the lower one holds, whatever the order of the rows.
        worst: dict[date, Fraction] = {}
        for row in rows:
            worst[row.on] = min(row.value, worst.get(row.on, row.value))
        yield from worst.items()
    elif not target.adds_up:
        latest: dict[str | None, Fraction] = {}
        total = Fraction()
        for row in rows:
            total += row.value - latest.get(row.unit, 0)
            latest[row.unit] = row.value
            yield row.on, total
    else:
        count = 0  # increments are whole numbers of subjects
        for row in rows:
            count += row.value.numerator
            yield row.on, Fraction(count)


def _shares(target: Target, totals: Mapping[date, Fraction], population: Steps) -> Iterator[Reading]:
    """Totals held against the population, on every day when either changed."""
    breaches = target.traits.counts_breaches
    total = Fraction() if breaches else None
    for day in sorted({*totals, *population.days}):
        total = totals.get(day, total)
        size = population.on(day)
        if total is None or not size:
            continue
        yield Reading(day, size - total if breaches else total, size)
