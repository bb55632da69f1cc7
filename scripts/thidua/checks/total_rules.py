"""Rules on running totals and on the populations that they are held against."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from heapq import merge
from operator import attrgetter, itemgetter

from thidua.checks.facts import Facts, Rule
from thidua.figures.history import NO_SIZE, totals
from thidua.figures.succession import NO_STEPS, Steps
from thidua.model import Achievement, Across, Quantity, Stage
from thidua.problems import Problem, Where, at
from thidua.tables.columns import HEADCOUNT


def below_zero(facts: Facts) -> Iterator[Problem]:
    """A running total below zero: more was taken back than had been recorded."""
    for target in facts.quantities:
        if target.traits.is_state or target.id in facts.doubtful:
            continue
        if all(row.value.numerator >= 0 for row in facts.rows.get(target.id, ())):
            continue  # nor is any sum of them
        before = Fraction()
        for day, total, rows in _days(facts, target):
            if total < 0 <= before:
                row = min(reversed(rows), key=lambda row: row.value)
                yield at(row.source, "value").error(
                    "below-zero", typed=row.value, day=day, target=target.id, total=total
                )
            before = total


def cumulative_fall(facts: Facts) -> Iterator[Problem]:
    """A unit's total so far that falls, without a note that says why."""
    for target in facts.quantities:
        if target.traits.is_state or target.adds_up:
            continue
        by_stage: defaultdict[Stage, list[Achievement]] = defaultdict(list)
        for row in sorted(facts.rows.get(target.id, ()), key=attrgetter("on")):
            by_stage[row.stage].append(row)
        for rows in by_stage.values():
            yield from _falls(facts, rows)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a unit holds: its own last row, and what ended units left to it since."""

    own: Achievement | None
    left: Fraction = Fraction()

    @property
    def value(self) -> Fraction:
        return self.left + (self.own.value if self.own else 0)


_NOTHING = _Said(None)


def _falls(facts: Facts, rows: list[Achievement]) -> Iterator[Problem]:
    """The falls among rows of one stage, in order of days; a successor speaks for those that it follows."""
    held: dict[str | None, _Said] = {}
    ends = [(day, unit, None) for day, unit in facts.turns.ends]
    told = ((row.on, row.unit, row) for row in rows)
    for _, unit, row in merge(ends, told, key=itemgetter(0)):
        if row is not None:
            yield from _fall(row, held.get(unit, _NOTHING))
            held[unit] = _Said(row)
        elif heir := facts.campaign.units[unit or ""].successor:
            before, gone = held.get(heir, _NOTHING), held.pop(unit, _NOTHING)
            held[heir] = replace(before, left=before.left + gone.value)


def _fall(row: Achievement, before: _Said) -> Iterator[Problem]:
    """An error below the unit's own last row; a warning below what it said and inherited together."""
    own, where = before.own, at(row.source, "value")
    if row.note or (own and own.on == row.on):
        return
    if own and row.value < own.value:
        line = own.source.seen_from(row.source)
        yield where.error("cumulative-fall/own", before=own.value, line=line, typed=row.value)
    elif before.left and row.value < before.value:
        yield where.warning("cumulative-fall/taken-over", typed=row.value, unit=row.unit, before=before.value)


def more_than_population(facts: Facts) -> Iterator[Problem]:
    """More subjects than the population on a day of a row or a headcount; told on the row that breaks it."""
    for population, targets in _by_population(facts).items():
        for target in (one for one in targets if one.id not in facts.sound):
            yield from _too_many(facts, target, population, facts.sizes[population].total)


def _too_many(facts: Facts, target: Quantity, population: str, steps: Steps) -> Iterator[Problem]:
    by_day = {day: (total, rows) for day, total, rows in _days(facts, target)}
    if not by_day:
        return
    total, fits = Fraction(), True
    for day in sorted({*by_day, *steps.days}):
        total, rows = by_day.get(day, (total, []))
        size = steps.on(day)
        if not size:  # told by missing_headcount or zero_population
            continue
        if total > size and fits:
            where = at(rows[-1].source, "value") if rows else _changed(facts, population, day)
            yield where.error(
                "more-than-population",
                typed=rows[-1].value if rows else total,
                day=day,
                target=target.id,
                total=total,
                size=Fraction(size),
                word=facts.plan.populations[population].unit,
            )
        fits = total <= size


def zero_population(facts: Facts) -> Iterator[Problem]:
    """A population of nobody while a target is a share of it."""
    for population, targets in _by_population(facts, weights=True).items():
        start = min(target.start for target in targets)
        steps, before = facts.sizes[population].total, 1
        for day in sorted({start, *(day for day in steps.days if start < day <= facts.plan.closes)}):
            size = steps.on(day)
            if size == 0 and before:
                since = max(each for each in steps.days if each <= day)
                yield _changed(facts, population, since).error(
                    "zero-population", population=population, targets=_ids(targets)
                )
            before = 1 if size is None else size


def missing_headcount(facts: Facts) -> Iterator[Problem]:
    """A share needs its population on or before its first day, of a unit that is there then."""
    for population, targets in _by_population(facts).items():
        lacking = [one for one in targets if facts.sizes[population].total.on(one.start) is None]
        if lacking:
            rows = [row for row in facts.campaign.headcounts if row.population == population]
            first = min(rows, key=attrgetter("on"), default=None)
            where = at(first.source, "date") if first else Where(facts.files[HEADCOUNT.file])
            yield where.error(
                "missing-headcount",
                population=population,
                start=min(each.start for each in lacking),
                targets=_ids(lacking),
            )


def no_weight(facts: Facts) -> Iterator[Problem]:
    """A row of a weighted mean whose unit has no headcount by then: it would not count."""
    for population, targets in _by_population(facts, weights=True).items():
        sizes = facts.sizes[population].by_unit
        for target in targets:
            if target.across is not Across.WEIGHTED or target.id in facts.sound:
                continue
            for row in facts.rows.get(target.id, ()):
                if row.unit is not None and sizes.get(row.unit, NO_STEPS).on(row.on) is None:
                    yield at(row.source, "unit_id").error(
                        "unit-without-headcount/mean", unit=row.unit, population=population, day=row.on
                    )


def _days(facts: Facts, target: Quantity) -> Iterator[tuple[date, Fraction, list[Achievement]]]:
    """(day, total at its end, its rows) over the stage that counts."""
    by_day: defaultdict[date, list[Achievement]] = defaultdict(list)
    for row in sorted(facts.rows.get(target.id, ()), key=attrgetter("on")):
        if row.stage is target.counts:
            by_day[row.on].append(row)
    counted = [row for rows in by_day.values() for row in rows]
    for day, total in dict(totals(target, counted, NO_SIZE, facts.turns)).items():
        if total is not None and day in by_day:
            yield day, total, by_day[day]


def _by_population(facts: Facts, *, weights: bool = False) -> dict[str, list[Quantity]]:
    """Targets that are a share, by what they are a share of; and means that are weighted by it, if asked.

    None where nothing is to be concluded from the headcounts.
    """
    found: dict[str, list[Quantity]] = {}
    for target in facts.plan.quantities.values():
        counts = target.needs_population or (weights and target.across is Across.WEIGHTED)
        name = target.population or ""
        if counts and name in facts.sizes and target.derived is None:
            found.setdefault(name, []).append(target)
    return found


def _changed(facts: Facts, population: str, day: date) -> Where:
    """What made a population what it is from a day on: its last row of that day, or a unit's end or start."""
    rows = [row for row in facts.campaign.headcounts if row.population == population and row.on == day]
    if rows:
        return at(rows[-1].source, "size")
    for column, turns in (("end", facts.turns.ends), ("start", facts.turns.starts)):
        for turn, unit in turns:
            if turn == day:
                return facts.of_unit(unit, column)
    return Where(facts.files[HEADCOUNT.file])


def _ids(targets: Iterable[Quantity]) -> str:
    names = [target.id for target in targets]
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


TOTAL_RULES: tuple[Rule, ...] = (
    below_zero,
    cumulative_fall,
    more_than_population,
    zero_population,
    missing_headcount,
    no_weight,
)
