"""How many subjects a population has, in all and by unit, from each day to the next (section 2)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from thidua.figures.succession import Row, Succession, holdings
from thidua.model import Headcount


@dataclass(frozen=True, slots=True)
class Steps:
    """A size that holds from each day until the next."""

    days: tuple[date, ...] = ()
    sizes: tuple[int, ...] = ()

    def on(self, day: date) -> int | None:
        """The size on a day, or None before the first step."""
        place = bisect_right(self.days, day)
        return self.sizes[place - 1] if place else None


NO_STEPS = Steps()


@dataclass(frozen=True, slots=True)
class Size:
    """A population over time, in all and by unit; a unit that inherited counts what it inherited too."""

    total: Steps = NO_STEPS
    by_unit: Mapping[str, Steps] = field(default_factory=dict)


def population_size(headcounts: Iterable[Headcount], population: str, turns: Succession) -> Size:
    """The size of a population: of each unit in being the last row, and what ended units left to it."""
    rows: list[Row] = sorted(
        ((row.on, row.unit, Fraction(row.size)) for row in headcounts if row.population == population),
        key=lambda row: row[0],
    )
    total: list[tuple[date, int]] = []
    parts: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for day, held in holdings(rows, turns, adds=False, stays=False):
        sizes = {unit: int(size) for unit, size in held.items() if unit and turns.is_in_being(unit, day)}
        if sizes or total:
            total.append((day, sum(sizes.values())))
        for unit in sorted(parts.keys() | sizes.keys()):
            _append(parts[unit], day, sizes.get(unit, 0))
    return Size(_steps(total), {unit: _steps(steps) for unit, steps in parts.items()})


def _append(steps: list[tuple[date, int]], day: date, size: int) -> None:
    if not steps or steps[-1][1] != size:
        steps.append((day, size))


def _steps(steps: Iterable[tuple[date, int]]) -> Steps:
    """The steps as two columns."""
    known = tuple(steps)
    return Steps(tuple(day for day, _ in known), tuple(size for _, size in known))
