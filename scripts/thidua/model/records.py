"""What is recorded against the plan: rows of the CSV files, and the campaign that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from thidua.model.kinds import Role, Stage, TaskState
from thidua.model.plan import Plan
from thidua.model.targets import Source
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that last changed a line of the data, and its day."""

    commit: str
    on: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (phòng, đơn vị), in being from ``start`` to ``end``, both counted, where they are given."""

    id: str
    name: str
    short_name: str
    start: date | None = None
    end: date | None = None
    successor: str | None = None  # the unit that acts and inherits after the end

    def in_being(self, day: date) -> bool:
        """Whether the unit is there on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many subjects of a population a unit has from a day on."""

    on: date
    unit: str
    population: str
    size: int
    source: Source


@dataclass(frozen=True, slots=True)
class Achievement:
    """One row of achievements.csv. ``value`` is subjects, a level, or a rank's place on its scale (from 1).

    ``unit`` is None only for rank and level; ``stage`` is filled in (an empty cell is the target's own).
    """

    on: date
    target: str
    unit: str | None
    value: Fraction
    stage: Stage
    role: Role | None
    evidence: str
    note: str
    source: Source
    own: tuple[tuple[str, str], ...] = ()  # the office's own columns (x_…), which go into downloads alone


@dataclass(frozen=True, slots=True)
class Update:
    """Progress of a task in words, and a difficulty raised (``asks``) with the day it was answered."""

    on: date
    task: str
    unit: str
    text: str
    asks: str
    answered: date | None
    state: TaskState | None
    source: Source


@dataclass(frozen=True, slots=True)
class Report:
    """A unit has reported a month or a quarter (``period`` is its first day)."""

    on: date
    unit: str
    period: date
    source: Source


@dataclass(frozen=True, slots=True)
class Allocation:
    """What a unit has to reach of a target from a day on; ``goal`` is None where it is taken back.

    In the target's own terms: percent for a ratio, a rank's place on its scale (from 1).
    """

    on: date
    target: str
    unit: str
    goal: Fraction | None
    baseline: Fraction | None
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came in by the inbox, and what became of it; ``unit`` is "" where nobody could tell."""

    on: date
    unit: str
    taken: bool
    new: int
    changed: int
    errors: int


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of the campaign's folder, as read: for the API, the Dữ liệu page and cache keys."""

    name: str
    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """A plan with everything recorded against it; rows stand in the order of the file."""

    plan: Plan
    units: Mapping[str, Unit]
    headcounts: tuple[Headcount, ...]
    achievements: tuple[Achievement, ...]
    updates: tuple[Update, ...] = ()
    reports: tuple[Report, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    before: Campaign | None = None  # the campaign that the plan names as ``previous``
    files: tuple[DataFile, ...] = ()
    commit: str | None = None
    origins: Mapping[Source, Origin] = field(default_factory=dict)  # of the achievements
    origins_gap: Text | None = None  # why some lines have none
    sent: tuple[Sent, ...] = ()

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
        return replace(
            self, plan=plan, achievements=tuple(row for row in self.achievements if row.target in known)
        )

    def acting(self, unit: str, day: date) -> Unit:
        """The unit that acts for one on a day: itself, or after its end its successor, and so on.

        The last unit where there is no successor (section 6).
        """
        found, passed = self.units[unit], {unit}
        while found.end is not None and found.end < day and found.successor not in (None, *passed):
            passed.add(found.successor or "")
            found = self.units[found.successor or ""]
        return found
