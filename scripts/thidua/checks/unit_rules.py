"""Rules on units that begin and end: who inherits, what may be dated when, and who is still in charge."""

from collections.abc import Iterator
from datetime import date

from thidua.checks.facts import Facts, Rule
from thidua.figures.succession import ONE_DAY
from thidua.model import Headcount, Plan, Quantity, Source, Task, Unit
from thidua.problems import Problem, at
from thidua.tables.columns import UNITS


def unit_reversed(facts: Facts) -> Iterator[Problem]:
    """A unit that ends before it starts, or starts once everything is over: a slip in the year."""
    for unit in facts.campaign.units.values():
        if unit.start is not None and unit.start > facts.plan.closes:
            yield facts.of_unit(unit.id, "start").warning(
                "outside-unit/never", typed=unit.start, unit=unit.id, closes=facts.plan.closes
            )
        if unit.start is not None and unit.end is not None and unit.end < unit.start:
            yield facts.of_unit(unit.id, "end").error("unit-reversed", end=unit.end, start=unit.start)


def successor_circle(facts: Facts) -> Iterator[Problem]:
    """Units that inherit from one another: nobody would be left."""
    for unit in _in_circles(facts):
        yield facts.of_unit(unit.id, "successor").error(
            "successor-circle", typed=unit.successor, unit=unit.id
        )


def bad_successor(facts: Facts) -> Iterator[Problem]:
    """A successor that is not there when it should take over."""
    circles = {unit.id for unit in _in_circles(facts)}
    for unit in facts.campaign.units.values():
        if unit.successor is None or unit.id in circles:
            continue
        heir, where = facts.campaign.units[unit.successor], facts.of_unit(unit.id, "successor")
        if unit.end is None:
            yield where.error("bad-successor/no-end", typed=heir.id, unit=unit.id)
        elif not heir.in_being(unit.end + ONE_DAY):
            yield where.error("bad-successor/not-there", typed=heir.id, day=unit.end + ONE_DAY)


def _in_circles(facts: Facts) -> list[Unit]:
    """The units that are their own successor's successor, in the order of units.csv."""
    units, seen = facts.campaign.units, set[str]()
    circles: set[str] = set()
    for first in units:
        path: dict[str, None] = {}
        name: str | None = first
        while name is not None and name not in path and name not in seen:
            path[name] = None
            name = units[name].successor
        if name in path:
            names = list(path)
            circles.update(names[names.index(name or "") :])
        seen.update(path)
    return [unit for unit in units.values() if unit.id in circles]


def outside_unit(facts: Facts) -> Iterator[Problem]:
    """A row of a unit that is not there on its day. A headcount counts from the unit's start on."""
    bounded = {unit.id for unit in facts.campaign.units.values() if unit.start or unit.end}
    if not bounded:
        return
    for row in facts.records():
        unit = facts.campaign.units[row.unit] if row.unit in bounded else None
        if unit is None or unit.in_being(row.on):
            continue
        where, after = at(row.source, "date"), unit.end is not None and row.on > unit.end
        if not isinstance(row, Headcount):
            kind = ("followed" if unit.successor else "ended") if after else "not-begun"
            yield where.error(
                f"outside-unit/{kind}",
                typed=row.on,
                unit=unit.id,
                start=unit.start,
                end=unit.end,
                successor=unit.successor,
            )
        elif after:
            yield where.warning("outside-unit/not-counted", typed=row.on, unit=unit.id)


def owner_ended(facts: Facts) -> Iterator[Problem]:
    """An owner that ended, and left nobody to act, while there is still something to do."""
    if UNITS.file in facts.partial or _in_circles(facts):
        return
    told = set[Source]()
    for one, source, until in _owners(facts.plan):
        if one.owner in facts.campaign.units and source not in told:
            last = facts.campaign.acting(one.owner or "", until)
            if last.end is not None and last.end < until:
                told.add(source)
                yield at(source, "owner").warning(
                    "owner-ended", typed=one.owner, id=one.id, unit=last.id, end=last.end
                )


def _owners(plan: Plan) -> Iterator[tuple[Quantity | Task, Source, date]]:
    """Who is in charge, where that was typed, and the last day on which it matters."""
    others: list[Quantity | Task] = [*plan.figures.values(), *plan.tasks.values()]
    for one in others:
        if one.owner_source:
            yield one, one.owner_source, plan.end
    sources = {target.id: target.owner_source for target in plan.targets.values()}
    lasts = (*(revision.on - ONE_DAY for revision in plan.revisions), plan.closes)
    for revision, last in zip((None, *plan.revisions), lasts, strict=True):
        for name, fields in revision.changes.items() if revision else ():
            if revision and "owner" in fields:
                sources[name] = revision.typed_at(name, "owner")
        for target in plan.on(last).targets.values():
            source = sources[target.id]
            if source is not None and target.cancelled is None:
                yield target, source, min(last, target.due)


UNIT_RULES: tuple[Rule, ...] = (unit_reversed, successor_circle, bad_successor, outside_unit, owner_ended)
