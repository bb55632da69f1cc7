"""Units that end and begin, what each holds on a day; how many subjects a population has (section 2)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from heapq import merge
from itertools import groupby
from operator import itemgetter

from thidua.model import Headcount, Unit

ONE_DAY = timedelta(days=1)
Held = dict[str | None, Fraction]
Row = tuple[date, str | None, Fraction]


@dataclass(frozen=True, slots=True)
class Succession:
    """The turns of a campaign's units: the first day of each that begins, and the first without each."""

    units: Mapping[str, Unit]
    ends: tuple[tuple[date, str], ...]
    starts: tuple[tuple[date, str], ...]

    def is_in_being(self, unit: str | None, day: date) -> bool:
        """Whether a unit is there on a day; the whole office (no unit) always is, and who is not known."""
        known = self.units.get(unit or "")
        return known is None or known.in_being(day)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which a unit begins or is no more."""
        return tuple(sorted({day for day, _ in (*self.ends, *self.starts)}))


def succession(units: Mapping[str, Unit]) -> Succession:
    """The turns of the units, each in order of days; of one day, as units.csv has them."""
    ends = ((unit.end + ONE_DAY, unit.id) for unit in units.values() if unit.end is not None)
    starts = ((unit.start, unit.id) for unit in units.values() if unit.start is not None)
    return Succession(units, tuple(sorted(ends, key=itemgetter(0))), tuple(sorted(starts, key=itemgetter(0))))


def holdings(rows: Sequence[Row], turns: Succession, *, adds: bool) -> Iterator[tuple[date, Held]]:
    """What each unit holds at the end of each day on which that may have changed, in order of days.

    ``rows`` are in order of days. A row is what its unit holds from then on, or is added to it (``adds``).
    After a unit's end its successor holds as well what it held, until the successor's next row, which speaks
    for both. Without a successor it is still held under the unit's own name.
    The dict is the same each time: look, and let it be.
    """
    held: Held = {}
    yield from _told(held, rows, turns, adds=adds, inherits=True)


def latest(rows: Sequence[Row], turns: Succession) -> Iterator[tuple[date, Held]]:
    """The latest row of each unit in being, and of the whole office, on each day when that may change."""
    yield from _told({}, rows, turns, adds=False, inherits=False)


def _told(
    held: Held, rows: Sequence[Row], turns: Succession, *, adds: bool, inherits: bool
) -> Iterator[tuple[date, Held]]:
    for day, happened in groupby(_in_order(rows, turns), key=itemgetter(0)):
        for _, unit, value in happened:
            if value is None:
                _end(held, unit, turns, inherits=inherits)
            else:
                held[unit] = held.get(unit, Fraction()) + value if adds else value
        yield day, held


def _in_order(rows: Sequence[Row], turns: Succession) -> Iterable[tuple[date, str | None, Fraction | None]]:
    """Rows and turns by day; of one day, what ends has ended before anybody reports."""
    if not turns.ends and not turns.starts:
        return rows
    ended = [(day, unit, None) for day, unit in turns.ends]
    begun: list[tuple[date, str | None, None]] = [(day, None, None) for day, _ in turns.starts]
    events = sorted([*begun, *ended], key=itemgetter(0))
    return merge(events, rows, key=itemgetter(0))


def _end(held: Held, unit: str | None, turns: Succession, *, inherits: bool) -> None:
    """A unit is no more; a beginning (no unit) changes nothing in what is held."""
    if unit is None or unit not in held:
        return
    heir = turns.units[unit].successor
    if inherits and heir is not None:
        held[heir] = held.get(heir, Fraction()) + held.pop(unit)
    elif not inherits:
        held.pop(unit)


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
    for day, held in holdings(rows, turns, adds=False):
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
