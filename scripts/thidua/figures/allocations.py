"""What each unit has to reach of a target, and how it stands (section 6)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import attrgetter

from thidua.figures.held import Held
from thidua.figures.history import NO_SIZE, History, Past, Reading
from thidua.figures.status_table import Standing, judge
from thidua.figures.succession import NO_STEPS, ONE_DAY, Row, Size, Steps, Succession, holdings, latest
from thidua.figures.terms import Term, is_satisfied, unit_term
from thidua.model import Achievement, Allocation, Campaign, Quantity, Status, Target


@dataclass(frozen=True, slots=True)
class Share(Held):
    """A unit's goal of a target at the end of the as-of day."""

    unit: str
    expected: Fraction | None
    satisfied_on: date | None

    @property
    def meets(self) -> bool:
        """Whether it satisfies its goal today: of a bound to be kept, that it is kept so far."""
        held = self.actual if self.status is not Status.CANCELLED else None
        return held is not None and is_satisfied(self.term, held.figure)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The allocations of one unit and target, by day, and the unit's own figures."""

    unit: str
    rows: tuple[Allocation, ...]
    own: History

    def on(self, day: date) -> Allocation | None:
        """The allocation in force on a day; None where there is none, or where it was taken back."""
        place = bisect_right(self.rows, day, key=attrgetter("on"))
        found = self.rows[place - 1] if place else None
        return None if found is None or found.goal is None else found


def assigned(campaign: Campaign, past: Past) -> dict[str, dict[str, Assigned]]:
    """By target and unit, in the order of units.csv: what was allocated, and the unit's own figures."""
    rows: defaultdict[str, defaultdict[str, list[Allocation]]] = defaultdict(lambda: defaultdict(list))
    for row in campaign.allocations:
        rows[row.target][row.unit].append(row)
    plan = campaign.plan.agreed or campaign.plan
    result = {}
    for target_id, by_unit in rows.items():
        target, history = plan.targets[target_id], past.histories[target_id]
        size = past.sizes.get(target.population or "", NO_SIZE)
        own = unit_histories(target, history.rows, size, past.turns)
        result[target_id] = {
            unit: Assigned(
                unit,
                tuple(sorted(by_unit[unit], key=attrgetter("on"))),
                own.get(unit) or History((), (), (), size.by_unit.get(unit, NO_STEPS)),
            )
            for unit in campaign.units
            if unit in by_unit
        }
    return result


def unit_histories(
    quantity: Quantity, rows: Sequence[Achievement], size: Size, turns: Succession
) -> dict[str, History]:
    """Each unit's figure over time, without rows; of a sum with what ended units left to it, as its heads."""
    given: list[Row] = [(row.on, row.unit, row.value) for row in rows]
    if not quantity.traits.is_state:
        told = holdings(given, turns, adds=quantity.adds_up)
    else:
        told = latest(given, turns)
    found: defaultdict[str, list[tuple[date, Fraction | None]]] = defaultdict(list)
    known: dict[str | None, Fraction] = {}
    for day, held in told:
        for unit in dict.fromkeys((*known, *held)):
            if unit is not None and held.get(unit) != known.get(unit):
                found[unit].append((day, held.get(unit)))
        known = dict(held)
    heads = {unit: size.by_unit.get(unit, NO_STEPS) for unit in found}
    return {
        unit: History.of((), _readings(quantity, dict(steps), heads[unit]), heads[unit])
        for unit, steps in found.items()
    }


def _readings(
    quantity: Quantity, steps: Mapping[date, Fraction | None], population: Steps
) -> Iterator[tuple[date, Reading | None]]:
    value: Fraction | None = None
    for day in sorted({*steps, *population.days} if quantity.needs_population else steps):
        value = steps.get(day, value)
        size = population.on(day) if quantity.needs_population else None
        is_known = size or not quantity.needs_population
        yield day, Reading(day, value, size) if value is not None and is_known else None


def shares(
    target: Target, assigned_units: Mapping[str, Assigned], turns: Succession, at_risk: Fraction, day: date
) -> Iterator[Share]:
    """How each unit with an allocation in force stands at the end of a day, in the order of units.csv."""
    for unit, one in assigned_units.items():
        allocation = one.on(day)
        if allocation is not None and allocation.goal is not None and turns.is_in_being(unit, day):
            yield _share(target, one, _term(target, allocation), turns, at_risk, day)


def _share(
    target: Target, one: Assigned, term: Term, turns: Succession, at_risk: Fraction, day: date
) -> Share:
    at = min(day, term.last_counted)
    actual, on_time = one.own.on(at), one.own.on(min(day, term.due))
    if target.is_kept:  # judged by the allocation of today on the figure of the due day
        since = at if actual is not None and is_satisfied(term, actual.figure) else None
    else:
        since = _since(met_days(target, one, turns), at)
    now = None if actual is None else Standing(actual.figure, since)
    found = judge(term, at_risk, now, None if on_time is None else on_time.figure, day)
    is_off = found is Status.CANCELLED
    expected = None if is_off else term.expected(at)
    met_on = None if is_off or target.is_kept else since
    return Share(term, found, actual, one.own.population.on(at), one.unit, expected, met_on)


def met_days(target: Target, one: Assigned, turns: Succession) -> list[tuple[date, bool | None]]:
    """From each day on which it may have changed: whether the unit satisfies its allocation of that day.

    None where it has none.
    """
    unit = turns.units[one.unit]
    days = {*one.own.days, *(row.on for row in one.rows)}
    days |= {day for day in (unit.start, unit.end and unit.end + ONE_DAY) if day is not None}
    return [(day, _meets(target, one, day, is_there=unit.in_being(day))) for day in sorted(days)]


def _meets(target: Target, one: Assigned, day: date, *, is_there: bool) -> bool | None:
    allocation = one.on(day) if is_there else None
    if allocation is None:
        return None
    reading = one.own.on(day)
    return reading is not None and is_satisfied(_term(target, allocation), reading.figure)


def _since(met: Sequence[tuple[date, bool | None]], day: date) -> date | None:
    """The first day of the unbroken stretch of satisfied days that reaches ``day``."""
    since = None
    for then, is_met in met:
        if then > day:
            break
        since = (since or then) if is_met else None
    return since


def _term(target: Target, allocation: Allocation) -> Term:
    return unit_term(target, allocation.goal or Fraction(), allocation.baseline or Fraction())
