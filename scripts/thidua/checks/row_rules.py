"""Rules on single rows, and on rows that say the same thing twice."""

from collections.abc import Hashable, Iterator

from thidua.checks.facts import Facts, Rule
from thidua.figures.discipline import period_of
from thidua.model import Achievement, Headcount, ReportEvery, Source, stages_of
from thidua.problems import Problem, at
from thidua.text import period_text


def outside_campaign(facts: Facts) -> Iterator[Problem]:
    """A row dated before the first phase or after the campaign closes; a headcount may be older."""
    start, closes = facts.plan.start, facts.plan.closes
    for row in facts.records():
        if row.on > closes or (row.on < start and not isinstance(row, Headcount)):
            yield at(row.source, "date").error(
                "outside-campaign/day", typed=row.on, campaign=facts.plan.campaign, start=start, closes=closes
            )


def period_outside_campaign(facts: Facts) -> Iterator[Problem]:
    """A report on a month or quarter that no day of the campaign belongs to."""
    quarter = facts.plan.report_every is ReportEvery.QUARTER
    first, last = period_of(facts.plan.start, facts.plan.report_every), facts.plan.closes
    for row in facts.campaign.reports:
        if not first <= row.period <= last:
            yield at(row.source, "period").error(
                "outside-campaign/period",
                typed=period_text(row.period, quarter=quarter),
                campaign=facts.plan.campaign,
                first=period_text(first, quarter=quarter),
                last=period_text(last, quarter=quarter),
            )


def after_today(facts: Facts) -> Iterator[Problem]:
    """A row dated after today: likely a slip in the year or the month."""
    for row in facts.records():
        if row.on > facts.today:
            yield at(row.source, "date").warning("after-today/row", typed=row.on)


def answered_before_asked(facts: Facts) -> Iterator[Problem]:
    """An answer older than its question, to none, or not given yet."""
    for row in facts.campaign.updates:
        where = at(row.source, "answered")
        if row.answered and (row.answered < row.on or not row.asks):
            yield where.warning("answer-without-question", typed=row.answered)
        elif row.answered and row.answered > facts.today:
            yield where.warning("after-today/answered", typed=row.answered)


def reported_before_begun(facts: Facts) -> Iterator[Problem]:
    """A report on a month or quarter that had not begun on its day."""
    quarter = facts.plan.report_every is ReportEvery.QUARTER
    for row in facts.campaign.reports:
        if row.on < row.period:
            period = period_text(row.period, quarter=quarter)
            yield at(row.source, "date").warning("early-report", typed=row.on, period=period)


def idle_row(facts: Facts) -> Iterator[Problem]:
    """A result that no figure holds: of a stage that means nothing there, a cancelled target, or too late."""
    last, stages = facts.plan.on(facts.plan.closes).targets, stages_of(facts.campaign.achievements)
    for one in facts.quantities:
        counts, target = one.counts, last.get(one.id)
        gone = target.cancelled.on if target and target.cancelled else None
        due = target.due if target and target.is_kept else None
        is_strange = not one.traits.has_stages and bool(stages.get(one.id, set()) - {counts.value})
        for row in facts.rows.get(one.id, ()) if gone or due or is_strange else ():
            if row.stage is not counts:
                if not one.traits.has_stages:
                    yield at(row.source, "stage").warning("idle-row/stage", target=one.id)
            elif gone and row.on >= gone:
                yield at(row.source, "date").warning(
                    "idle-row/cancelled", typed=row.on, target=one.id, day=gone
                )
            elif due and due < row.on <= facts.plan.closes:
                yield at(row.source, "date").warning(
                    "idle-row/too-late", typed=row.on, target=one.id, due=due
                )


def negative_without_note(facts: Facts) -> Iterator[Problem]:
    """An increment below zero is a correction, and a correction says why."""
    for target in facts.quantities:
        for row in facts.rows.get(target.id, ()) if target.adds_up else ():
            if row.value.numerator < 0 and not row.note:
                yield at(row.source, "value").error("correction-without-note", typed=row.value)


def duplicate_row(facts: Facts) -> Iterator[Problem]:
    """One row written twice; told on the later line."""
    for rows in (facts.rows[name] for name in facts.rows if name not in facts.sound):
        keys = ((row.source, (row.on, row.unit, row.stage, row.role, row.evidence)) for row in rows)
        yield from _twice("duplicate-row/result", keys)
    told = facts.campaign
    yield from _twice(
        "duplicate-row/size", ((row.source, (row.on, row.unit, row.population)) for row in told.headcounts)
    )
    yield from _twice(
        "duplicate-row/report", ((row.source, (row.on, row.unit, row.period)) for row in told.reports)
    )
    yield from _twice(
        "duplicate-row/update",
        ((row.source, (row.on, row.task, row.unit, row.text, row.asks)) for row in told.updates),
    )
    yield from _twice(
        "duplicate-row/goal", ((row.source, (row.on, row.target, row.unit)) for row in told.allocations)
    )


def _twice(kind: str, rows: Iterator[tuple[Source, Hashable]]) -> Iterator[Problem]:
    seen: dict[Hashable, Source] = {}
    for source, key in rows:
        earlier = seen.setdefault(key, source)
        if earlier is not source:
            yield at(source).error(kind, line=earlier.seen_from(source))


def two_rows_of_a_day(facts: Facts) -> Iterator[Problem]:
    """Two rows of one day, unit and stage where only the latest counts: which one is meant?"""
    for target in facts.quantities:
        if target.adds_up:
            continue
        seen: dict[Hashable, Achievement] = {}
        for row in facts.rows.get(target.id, ()):
            first = seen.setdefault((row.on, row.unit, row.stage), row)
            if first is not row and (first.role, first.evidence) != (row.role, row.evidence):
                yield at(row.source).error("two-rows-of-a-day", line=first.source.seen_from(row.source))


def unit_here_but_not_there(facts: Facts) -> Iterator[Problem]:
    """A rank or level is told either by units or for all of them together: which one would it be?"""
    for target in facts.quantities:
        if not target.traits.is_state:
            continue
        rows = [row for row in facts.rows.get(target.id, ()) if row.stage is target.counts]
        for row in rows:
            if (row.unit is None) != (rows[0].unit is None):
                yield at(row.source, "unit_id").error(
                    "mixed-units", target=target.id, line=rows[0].source.seen_from(row.source)
                )


def rows_by_unit_without_across(facts: Facts) -> Iterator[Problem]:
    """A level told by units, even by one, while the plan does not say how units make one figure."""
    for target in facts.quantities:
        if target.across is not None or not target.traits.is_state or target.traits.has_levels:
            continue
        rows = facts.rows.get(target.id, ())
        row = next((row for row in rows if row.unit is not None), None)
        if row is not None and all(each.unit is not None for each in rows):  # else told by mixed-units
            yield at(target.source, "across").error("missing-across", target=target.id, line=row.source.line)


def row_of_derived(facts: Facts) -> Iterator[Problem]:
    """A row of a target that is computed from others: it would not count."""
    quantities = facts.plan.quantities
    derived = {one.id: ", ".join(one.derived.sources) for one in quantities.values() if one.derived}
    for row in facts.judged if derived else ():
        if row.target in derived:
            yield at(row.source, "target_id").error(
                "row-of-derived", target=row.target, sources=derived[row.target]
            )


ROW_RULES: tuple[Rule, ...] = (
    outside_campaign,
    period_outside_campaign,
    after_today,
    answered_before_asked,
    reported_before_begun,
    idle_row,
    negative_without_note,
    duplicate_row,
    two_rows_of_a_day,
    unit_here_but_not_there,
    rows_by_unit_without_across,
    row_of_derived,
)
