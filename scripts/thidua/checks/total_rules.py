"""Rules on running totals and on the populations that they are held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from operator import attrgetter

from thidua.checks.facts import Facts, Rule
from thidua.figures.history import NO_SIZE, totals
from thidua.figures.population import Steps, population_size
from thidua.model import Achievement, Headcount, Quantity, Source
from thidua.problems import Problem, Where, at
from thidua.tables.columns import HEADCOUNT
from thidua.text import Text


def below_zero(facts: Facts) -> Iterator[Problem]:
    """A running total below zero: more was taken back than had been recorded."""
    for target in facts.plan.quantities.values():
        if target.traits.is_state or target.id in facts.doubtful:
            continue
        before = Fraction()
        for day, total, rows in _days(facts, target):
            if total < 0 <= before:
                row = min(reversed(rows), key=lambda row: row.value)
                yield at(row.source, "value").error(
                    "below-zero",
                    Text(
                        "“{typed}” đưa tổng của {target} xuống {total} ngày {day}",
                        typed=row.value,
                        day=day,
                        target=target.id,
                        total=total,
                    ),
                    Text("xem lại số điều chỉnh: không thể trừ nhiều hơn số đã ghi"),
                )
            before = total


def cumulative_fall(facts: Facts) -> Iterator[Problem]:
    """A unit's total so far that falls, without a note that says why."""
    for target in facts.plan.quantities.values():
        if target.traits.is_state or target.adds_up:
            continue
        latest: dict[object, Achievement] = {}
        for row in sorted(facts.rows.get(target.id, ()), key=attrgetter("on")):
            earlier = latest.get((row.unit, row.stage))
            if earlier and earlier.on < row.on and row.value < earlier.value and not row.note:
                yield at(row.source, "value").error(
                    "cumulative-fall",
                    Text(
                        "số lũy kế giảm từ {before} (dòng {line}) xuống “{typed}”",
                        before=earlier.value,
                        line=earlier.source.line,
                        typed=row.value,
                    ),
                    Text("ghi tổng từ đầu năm đến ngày này; giảm thật thì ghi lý do vào cột note"),
                )
            latest[row.unit, row.stage] = row


def more_than_population(facts: Facts) -> Iterator[Problem]:
    """More subjects than the population on a day of a row or a headcount; told on the row that breaks it."""
    if HEADCOUNT.file in facts.partial:
        return
    for population, targets in _by_population(facts).items():
        steps = population_size(facts.campaign.headcounts, population, facts.turns).total
        for target in targets:
            yield from _too_many(facts, target, population, steps)


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
            source = rows[-1].source if rows else _headcount_on(facts, population, day)
            yield at(source, "value" if rows else "size").error(
                "more-than-population",
                Text(
                    "“{typed}” làm {target} thành {total} trên {size} {word} ngày {day}",
                    typed=total,
                    day=day,
                    target=target.id,
                    total=total,
                    size=size,
                    word=facts.plan.populations[population].unit,
                ),
                Text("xem lại số đã ghi, hoặc cập nhật số lượng trong headcount.csv"),
            )
        fits = total <= size


def zero_population(facts: Facts) -> Iterator[Problem]:
    """A population of nobody while a target is a share of it."""
    if HEADCOUNT.file in facts.partial:
        return
    for population, targets in _by_population(facts).items():
        start = min(target.start for target in targets)
        steps = population_size(facts.campaign.headcounts, population, facts.turns).total
        before = 1
        for day in sorted({start, *(day for day in steps.days if day > start)}):
            size = steps.on(day)
            if size == 0 and before:
                since = max(each for each in steps.days if each <= day)
                yield at(_headcount_on(facts, population, since), "size").error(
                    "zero-population",
                    Text(
                        "đối tượng “{population}” có tổng số 0, mà {targets} tính theo nó",
                        population=population,
                        targets=_ids(targets),
                    ),
                    Text("ghi số lượng thật của đối tượng này"),
                )
            before = 1 if size is None else size


def missing_headcount(facts: Facts) -> Iterator[Problem]:
    """A share needs its population on or before its first day."""
    if HEADCOUNT.file in facts.partial:
        return
    for population, targets in _by_population(facts).items():
        rows = sorted(
            (row for row in facts.campaign.headcounts if row.population == population), key=attrgetter("on")
        )
        lacking = [target for target in targets if not rows or rows[0].on > target.start]
        if lacking:
            where = at(rows[0].source, "date") if rows else Where(facts.files[HEADCOUNT.file])
            yield where.error(
                "missing-headcount",
                Text(
                    "chưa có số lượng “{population}” từ ngày {start} cho chỉ tiêu {targets}",
                    population=population,
                    start=min(each.start for each in lacking),
                    targets=_ids(lacking),
                ),
                Text("thêm vào headcount.csv một dòng có ngày không muộn hơn ngày đó"),
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


def _by_population(facts: Facts) -> dict[str, list[Quantity]]:
    """Targets that are a share, by what they are a share of."""
    found: dict[str, list[Quantity]] = {}
    for target in facts.plan.quantities.values():
        if target.needs_population and target.population and target.derived is None:
            found.setdefault(target.population, []).append(target)
    return found


def _headcount_on(facts: Facts, population: str, day: date) -> Source:
    """The last row of a population on a day on which it has one."""
    rows: list[Headcount] = [
        row for row in facts.campaign.headcounts if row.population == population and row.on == day
    ]
    return rows[-1].source


def _ids(targets: Iterable[Quantity]) -> str:
    names = [target.id for target in targets]
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


TOTAL_RULES: tuple[Rule, ...] = (
    below_zero,
    cumulative_fall,
    more_than_population,
    zero_population,
    missing_headcount,
)
