"""What may be right but should be looked at: it is told, and stops nothing."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from thidua.checks.facts import Facts, Rule
from thidua.figures.awards import total
from thidua.figures.discipline import Reported, reports
from thidua.figures.history import NO_SIZE, History, history
from thidua.figures.rules import most_allowed
from thidua.figures.terms import expected
from thidua.model import FAR_ABOVE, PaceKind, ReportEvery, Target, stages_of
from thidua.problems import Problem, Where, at
from thidua.reading.folding import fold
from thidua.tables.columns import ACHIEVEMENTS, REPORTS, UNITS
from thidua.text import period_text, shown


def no_rows_past_due(facts: Facts) -> Iterator[Problem]:
    """A target whose due day is over without a row; a conduct norm without breaches has none by nature.

    Silent where nothing at all is entered yet: the file's header alone says so already.
    """
    if ACHIEVEMENTS.file in facts.partial or not facts.campaign.achievements:
        return
    stages = stages_of(facts.campaign.achievements)
    for target in facts.plan.on(facts.today).targets.values():
        has_none = target.traits.counts_breaches or target.derived is not None or target.cancelled is not None
        if has_none or target.due >= facts.today:
            continue
        if target.counts.value not in stages.get(target.id, ()):
            yield at(target.source).warning("no-rows-past-due", target=target.id, due=target.due)


def report_missing(facts: Facts) -> Iterator[Problem]:
    """A unit that has not reported periods that are due."""
    if not facts.partial.isdisjoint((REPORTS.file, UNITS.file)):
        return
    quarter = facts.plan.report_every is ReportEvery.QUARTER
    for row in reports(facts.campaign, facts.today):
        missing = [one for one in row if one.state is Reported.MISSING]
        if missing:
            unit = missing[0].unit.id
            heir = facts.campaign.acting(unit, facts.today).id
            yield Where(facts.files[REPORTS.file]).warning(
                "report-missing" if heir == unit else "report-missing/ended",
                unit=unit,
                heir=heir,
                periods=", ".join(period_text(each.period, quarter=quarter) for each in missing),
            )


def unit_spelt_twice(facts: Facts) -> Iterator[Problem]:
    """Two units whose names differ in nothing but signs, spaces, case or where the tone mark sits."""
    seen: dict[str, str] = {}
    for unit in facts.campaign.units.values():
        key = re.sub(r"[^a-z0-9]", "", fold(unit.name))
        other = seen.setdefault(key, unit.id)
        if other != unit.id:
            yield facts.of_unit(unit.id, "name").warning(
                "unit-spelt-twice", unit=unit.id, other=other, name=shown(unit.name)
            )


def above_ceiling(facts: Facts) -> Iterator[Problem]:
    """More awards today than the law allows, by another target's count, or by its whole where it has none."""
    for target in facts.plan.on(facts.today).targets.values():
        ceiling = target.ceiling if target.cancelled is None else None
        if ceiling is None:
            continue
        rows = _past(facts, target).rows_until(facts.today)
        past = _past(facts, facts.plan.targets[ceiling.of])
        awarded, most = total(target, rows), most_allowed(ceiling, past, facts.today)
        if awarded is not None and most is not None and awarded > most:
            counted = past.on(facts.today)
            size = counted.value if counted else past.population.on(facts.today) or 0
            yield at(rows[-1].source, "value").warning(
                "above-ceiling/of-counted" if counted else "above-ceiling/of-all",
                target=target.id,
                count=awarded,
                most=Fraction(most),
                percent=ceiling.percent,
                size=Fraction(size),
                base=ceiling.of,
                cite=ceiling.cite,
            )


def below_one_percent(facts: Facts) -> Iterator[Problem]:
    """A percentage of at most one where every other of the target, and what is expected, is far above."""
    for one in facts.quantities:
        rows = facts.rows.get(one.id, ()) if one.is_percentage and not one.traits.is_share else ()
        small = {row.unit: row for row in reversed(rows) if 0 < row.value <= 1}  # the first of each unit
        others = [row.value for row in rows if not 0 < row.value <= 1] if small else []
        for row in small.values():
            target = facts.plan.on(row.on).targets.get(one.id)
            beside = [*others, *(_expected(target, row.on) if target else ())]
            if beside and min(beside) >= FAR_ABOVE:
                yield at(row.source, "value").warning(
                    "below-one-percent/row", typed=row.value, percent=100 * row.value, target=one.id
                )


def _expected(target: Target, day: date) -> Iterator[Fraction]:
    """What a figure of the day should be near; a cap is kept by whatever is below it."""
    if target.baseline:
        yield target.baseline
    if not target.is_cap:
        at_once = target.is_kept or target.pace.kind is PaceKind.AT_END
        yield target.goal.lower if at_once else expected(target, day)


def _past(facts: Facts, target: Target) -> History:
    """A target's history; its population is taken as unknown where a row of headcounts was lost."""
    counted = [row for row in facts.rows.get(target.id, ()) if row.stage is target.counts]
    return history(target, counted, facts.sizes.get(target.population or "", NO_SIZE), facts.turns)


WARNING_RULES: tuple[Rule, ...] = (
    no_rows_past_due,
    report_missing,
    unit_spelt_twice,
    above_ceiling,
    below_one_percent,
)
