"""The tables that are published as CSV: their fields, and rows of texts, numbers and days.

Rows of achievements come in a fixed order, and without what points at a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from thidua import wording
from thidua.export.said import TABLES, columns_of
from thidua.export.sums import Sum, sums_of
from thidua.figures.awards import exact
from thidua.figures.held import Held
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, Progress
from thidua.model import (
    Achievement,
    Campaign,
    Keep,
    Quantity,
    Role,
    Stage,
    Target,
    by_target,
    own_columns,
)
from thidua.tables.columns import ACHIEVEMENTS, Column
from thidua.tables.contents import VALUE
from thidua.words import Words

_STAGES = {stage: place for place, stage in enumerate(Stage)}


class Said(NamedTuple):
    """A value that machines know by its code, and readers by a word of their language."""

    code: str
    word: str


TableValue = str | int | Fraction | date | None
TableRow = tuple[TableValue | Said, ...]


def public_rows(campaign: Campaign) -> list[Achievement]:
    """Every row, by target as in the plan, by stage, then so that a row follows the one it replaces.

    A breach of a conduct norm keeps its day and number only: in a small unit more would name a person.
    """
    rows = by_target(campaign.achievements)
    return [row for one in campaign.plan.quantities.values() for row in _public(one, rows.get(one.id, ()))]


def _public(target: Quantity, rows: Sequence[Achievement]) -> list[Achievement]:
    if not target.traits.shows_people:
        rows = [row._replace(unit=None, role=None, evidence="", note="", own=()) for row in rows]
    return sorted(rows, key=lambda row: (_STAGES[row.stage], *_series(row, target)))


def _series(row: Achievement, target: Quantity) -> tuple[object, ...]:
    """Increments by day; totals by unit and day; levels of a rank by day, the lowest of a day last."""
    if target.adds_up:
        return ("", row.on, 0, row.source.line)
    if target.traits.has_levels:
        return ("", row.on, -row.value, row.source.line)
    return (row.unit or "", row.on, 0, row.source.line)


def replaced_from(row: Achievement, following: Achievement | None, target: Quantity) -> date | None:
    """The day from which the next row stands for this one; None where it holds for good."""
    if target.adds_up or following is None:
        return None
    if (following.target, following.stage) != (row.target, row.stage):
        return None
    if not target.traits.has_levels and following.unit != row.unit:
        return None
    return following.on


@dataclass(frozen=True, slots=True)
class TableField:
    """A column: its name for machines, its Vietnamese title, its Frictionless type."""

    name: str
    title: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of a table that are a target's ("": of all), made when asked for."""

    target: str
    rows: Callable[[], Sequence[TableRow]]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table, named for machines and for the office, and its rows."""

    name: str
    office_name: str
    title: str
    fields: tuple[TableField, ...]
    parts: Sequence[TablePart]


def _type(column: Column) -> str:
    return "any" if column.content is VALUE else column.content.type


# The names and titles of the data files themselves, so that a download can be read back.
ROWS = tuple(TableField(column.name, column.title, _type(column)) for column in ACHIEVEMENTS.columns)


def tables(
    campaign: Campaign, progress: Progress, words: Words, kept: Keep | None = None
) -> list[PublicTable]:
    """Every table, in the order of the downloads page; rows up to the as-of day only in the sums.

    ``kept`` may know a target's sums from before.
    """
    units, months = (_sums(one) for one in sums_of(campaign, progress.as_of, kept))
    made = partial(_figure_parts, progress, words)
    return [
        _table("targets", words, made(_target)),
        _table("phases", words, made(_phases)),
        _table("achievements", words, [*_row_parts(campaign, words)], rows=row_fields(campaign)),
        _table("by-unit", words, units),
        _table("by-month", words, months),
    ]


def _table(name: str, words: Words, parts: Sequence[TablePart], **more: Iterable[TableField]) -> PublicTable:
    title, office_name = TABLES[name]["title"], TABLES[name]["office_name"]
    fields = columns_of(TABLES[name], TableField, **more)
    return PublicTable(name, office_name, words.gettext(title), fields, parts)


def _sums(found: Sequence[Sum]) -> list[TablePart]:
    return [TablePart("", lambda: found)]


def row_fields(campaign: Campaign) -> tuple[TableField, ...]:
    """The columns of achievements, and behind them the office's own."""
    return (*ROWS, *(TableField(name, name) for name in own_columns(campaign.achievements)))


def _figure_parts(
    progress: Progress, words: Words, make: Callable[[Figure, Campaign, Words], Sequence[TableRow]]
) -> list[TablePart]:
    """What is told of each figure, in the order of the plan."""
    campaign = progress.campaign
    return [
        TablePart(one.target.id, partial(make, one, campaign, words)) for one in progress.figures.values()
    ]


def _row_parts(campaign: Campaign, words: Words) -> Iterator[TablePart]:
    """Every public row of achievements, by target as in the plan."""
    rows, teller = by_target(campaign.achievements), _Teller(own_columns(campaign.achievements), words)
    for one in campaign.plan.quantities.values():
        if one.id in rows:
            yield TablePart(one.id, partial(teller.rows, one, rows))


class _Teller:
    """Tells rows of achievements, with the office's ``own`` columns."""

    def __init__(self, own: Sequence[str], words: Words) -> None:
        self._own = own
        self._stages = {one: _said(one.value, wording.STAGES[one].lower(), words) for one in Stage}
        self._roles = {one: _said(one.value, wording.ROLES[one].lower(), words) for one in Role}

    def rows(self, target: Quantity, rows: Mapping[str, Sequence[Achievement]]) -> list[TableRow]:
        """The public rows of a target."""
        return [self._row(row, target) for row in _public(target, rows[target.id])]

    def _row(self, row: Achievement, target: Quantity) -> TableRow:
        value = row.value
        shown = target.level_name(value) if target.traits.has_levels else exact(value)
        role, own = self._roles[row.role] if row.role else None, dict(row.own) if self._own else {}
        return (
            row.on, row.target, row.unit, shown, self._stages[row.stage], role, row.evidence, row.note,
            *(own.get(name, "") for name in self._own),
        )  # fmt: skip


def _target(figure: Figure, campaign: Campaign, words: Words) -> list[TableRow]:
    """A row for each target."""
    target, owner = figure.target, campaign.owner(figure.target, figure.day)
    row = (
        target.id,
        target.clause,
        target.name,
        target.quote,
        _said(target.group, campaign.plan.groups[target.group], words),
        _said(target.measure.value, target.traits.label, words),
        target.goal.operator.value,
        None if target.traits.has_levels else target.goal.lower,
        target.goal.upper,
        _level(target, target.goal.lower),
        target.baseline,
        target.population,
        target.unit,
        _said(target.counts.value, wording.STAGES[target.counts], words),
        target.start,
        target.due,
        owner.id if owner else None,
        *_figures(figure, target, words),
        None if target.traits.has_levels else figure.expected,
        figure.shortfall,
        figure.satisfied_on,
    )
    return [row]


def _phases(figure: Figure, _campaign: Campaign, words: Words) -> list[TableRow]:
    """A row for each phase, whatever it asks."""
    target = figure.target
    return [
        (
            part.phase.id,
            target.id,
            None if target.traits.has_levels else part.goal,
            _level(target, part.goal),
            *_figures(part, target, words),
        )
        for part in figure.phases.values()
    ]


def _level(target: Target, asked: Fraction | None) -> str | None:
    """The level that is asked of a rank, by its name; None of any other target, or where nothing is asked."""
    return target.level_name(asked) if asked and target.traits.has_levels else None


def _figures(found: Held, target: Target, words: Words) -> TableRow:
    actual: Reading | None = found.actual
    rank = actual is not None and target.traits.has_levels
    return (
        None if actual is None or rank else actual.value,
        actual.of if actual else None,
        actual.figure if actual and actual.of is not None else None,
        target.level_name(actual.value) if actual and rank else None,
        found.attainment,
        _said(found.status.value, found.status.label, words),
    )


def _said(code: str, label: str, words: Words) -> Said:
    return Said(code, words.gettext(label))
