"""A plan with all that was recorded against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.model.plan import Plan
from thidua.model.records import (
    Achievement,
    Allocation,
    DataFile,
    Headcount,
    Origin,
    Report,
    Sent,
    Unit,
    Update,
)
from thidua.model.rows import only
from thidua.model.targets import Quantity, Source
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Campaign:
    """A plan with everything recorded against it; rows stand in the order of the file."""

    plan: Plan
    units: Mapping[str, Unit]
    headcounts: tuple[Headcount, ...]
    achievements: Sequence[Achievement]
    updates: tuple[Update, ...] = ()
    reports: tuple[Report, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    before: Campaign | None = None  # the campaign that the plan names as ``previous``
    files: tuple[DataFile, ...] = ()
    commit: str | None = None
    origins: Mapping[Source, Origin] = field(default_factory=dict)  # of the achievements
    origins_gap: Text | None = None  # why some lines have none
    sent: tuple[Sent, ...] = ()

    def of(self, record: type) -> Sequence[Any]:
        """All records of a kind, in the order of their file."""
        return {
            Unit: tuple(self.units.values()),
            Headcount: self.headcounts,
            Achievement: self.achievements,
            Update: self.updates,
            Report: self.reports,
            Allocation: self.allocations,
        }[record]

    @property
    def id(self) -> str:
        """The campaign's id, which is its folder's name."""
        return self.plan.campaign

    def on(self, day: date) -> Campaign:
        """The campaign under the plan in force on a day; rows of what is not part of it yet are left out."""
        plan = self.plan.on(day)
        if plan is self.plan:
            return self
        known = plan.quantities
        return replace(self, plan=plan, achievements=only(self.achievements, known))

    def unit_name(self, unit: str | None) -> str:
        """A unit's short name; "" for none, the id of one that is not known."""
        return self.units[unit].short_name if unit and unit in self.units else unit or ""

    def owner(self, quantity: Quantity, day: date) -> Unit | None:
        """The unit in charge of a target or number on a day, for itself or for one that has ended."""
        return None if quantity.owner is None else self.acting(quantity.owner, day)

    def acting(self, unit: str, day: date) -> Unit:
        """The unit that acts for one on a day: itself, or after its end its successor, and so on.

        The last unit where there is no successor (section 6).
        """
        return self.line(unit, day)[-1]

    def line(self, unit: str, day: date) -> list[Unit]:
        """A unit, and those that have come to act for it by a day, one after the other."""
        found = [self.units[unit]]
        while (last := found[-1]).end is not None and last.end < day and last.successor is not None:
            if (heir := self.units[last.successor]) in found:
                break
            found.append(heir)
        return found
