"""What is made of other targets: sums, percentages, and how many units meet their goal (section 2)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import dropwhile

from thidua.figures.allocations import Assigned, met_days
from thidua.figures.history import History, Past, Reading
from thidua.figures.succession import Steps
from thidua.model import Derivation, Derived, Plan, Quantity

UNKNOWN = History((), (), ())


def derived_histories(
    plan: Plan, past: Past, allocated: Mapping[str, Mapping[str, Assigned]]
) -> Iterator[tuple[str, History]]:
    """The history of everything derived, under the plan in force: unknown where a source is cancelled, not
    yet added, or without a row."""
    for one in (*plan.targets.values(), *plan.figures.values()):
        if one.derived is not None:
            yield one.id, _history(one, one.derived, plan, past, allocated)


def _history(
    quantity: Quantity,
    derived: Derived,
    plan: Plan,
    past: Past,
    allocated: Mapping[str, Mapping[str, Assigned]],
) -> History:
    if not all(_is_in_force(source, plan) for source in derived.sources):
        return UNKNOWN
    if derived.kind is Derivation.UNITS_MEETING:
        (source,) = derived.parts
        readings = _units_meeting(quantity, source, plan, past, allocated.get(source, {}))
    else:
        readings = _computed(derived, past)
    told = list(dropwhile(lambda one: one[1] is None, readings))
    # A share of units is one of those that have a goal; its population is but a word.
    shares = [(day, one.of) for day, one in told if one and one.of]
    population = Steps(tuple(day for day, _ in shares), tuple(of for _, of in shares))
    return History.of((), told, population)


def _is_in_force(source: str, plan: Plan) -> bool:
    if source in plan.figures:
        return True
    target = plan.targets.get(source)
    return target is not None and target.cancelled is None


def _computed(derived: Derived, past: Past) -> Iterator[tuple[date, Reading | None]]:
    """A sum, or parts in percent of the whole, on every day when one of the sources changed."""
    sources = [past.histories[source] for source in derived.sources]
    for day in sorted({day for source in sources for day in source.days}):
        parts = _added(past.histories[source].on(day) for source in derived.parts)
        if derived.kind is Derivation.PERCENT:
            whole = _added(past.histories[source].on(day) for source in derived.whole)
            parts = 100 * parts / whole if parts is not None and whole else None
        yield day, None if parts is None else Reading(day, parts)


def _added(readings: Iterable[Reading | None]) -> Fraction | None:
    """The values added, or None where one is unknown."""
    total = Fraction()
    for reading in readings:
        if reading is None:
            return None
        total += reading.value
    return total


def _units_meeting(
    quantity: Quantity, source: str, plan: Plan, past: Past, allocated: Mapping[str, Assigned]
) -> Iterator[tuple[date, Reading | None]]:
    """How many units satisfy their allocation of a target, each day by the allocations of that day."""
    rows = past.histories[source].rows
    if not rows:
        return
    target = plan.targets[source]
    by_unit = {unit: met_days(target, one, past.turns) for unit, one in allocated.items()}
    changes = sorted((day, unit, met) for unit, days in by_unit.items() for day, met in days)
    state: dict[str, bool] = {}
    first = rows[0].on
    days = sorted({first, *(day for day, _, _ in changes)})
    at = 0
    for day in days:
        while at < len(changes) and changes[at][0] <= day:
            _, unit, met = changes[at]
            if met is None:
                state.pop(unit, None)
            else:
                state[unit] = met
            at += 1
        if day >= first:
            yield day, _counted(quantity, day, state)


def _counted(quantity: Quantity, day: date, state: Mapping[str, bool]) -> Reading | None:
    """The units that satisfy theirs; as a share, over those that have one."""
    met = Fraction(sum(state.values()))
    if not quantity.traits.is_share:
        return Reading(day, met)
    return Reading(day, met, len(state)) if state else None
