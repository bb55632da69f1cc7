"""What is recorded against the plan: rows of the CSV files, and the campaign that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from thidua.model.kinds import Role, Stage
from thidua.model.plan import Plan, Source


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that last changed a line of the data, and its day."""

    commit: str
    on: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (phòng, đơn vị)."""

    id: str
    name: str
    short_name: str


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


@dataclass(frozen=True, slots=True)
class Update:
    """Progress of a task in words, and a difficulty raised (``asks``) with the day it was answered."""

    on: date
    task: str
    unit: str
    text: str
    asks: str
    answered: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Report:
    """A unit has reported a month (``period`` is that month's first day)."""

    on: date
    unit: str
    period: date
    source: Source


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
    files: tuple[DataFile, ...] = ()
    commit: str | None = None
    origins: Mapping[int, Origin] = field(default_factory=dict)  # of the lines of achievements.csv

    @property
    def id(self) -> str:
        """The campaign's id, which is its folder's name."""
        return self.plan.campaign
