"""The rows of achievements as they are published: in a fixed order, and without what points at a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from thidua.model import Achievement, Campaign, Quantity, Stage

_STAGES = {stage: place for place, stage in enumerate(Stage)}


def public_rows(campaign: Campaign) -> list[Achievement]:
    """Every row, by target as in the plan, by stage, then so that a row follows the one it replaces.

    A breach of a conduct norm keeps its day and number only: in a small unit more would name a person.
    """
    known = campaign.plan.quantities
    places = {name: place for place, name in enumerate(known)}
    return sorted(
        _without_traces(campaign.achievements, known),
        key=lambda row: (places[row.target], _STAGES[row.stage], *_series(row, known[row.target])),
    )


def _series(row: Achievement, target: Quantity) -> tuple[object, ...]:
    """Increments by day; totals by unit and day; levels of a rank by day, the lowest of a day last."""
    if target.adds_up:
        return ("", row.on, 0, row.source.line)
    if target.traits.has_levels:
        return ("", row.on, -row.value, row.source.line)
    return (row.unit or "", row.on, 0, row.source.line)


def _without_traces(rows: Iterable[Achievement], known: Mapping[str, Quantity]) -> Iterable[Achievement]:
    for row in rows:
        if known[row.target].traits.shows_people:
            yield row
        else:
            yield replace(row, unit=None, role=None, evidence="", note="", own=())


def replaced_from(row: Achievement, following: Achievement | None, target: Quantity) -> date | None:
    """The day from which the next row stands for this one; None where it holds for good."""
    if target.adds_up or following is None:
        return None
    if (following.target, following.stage) != (row.target, row.stage):
        return None
    if not target.traits.has_levels and following.unit != row.unit:
        return None
    return following.on
