"""What is recorded against the plan: rows of the CSV files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from thidua.model.kinds import Role, Stage, TaskState
from thidua.model.targets import Source


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


class Headcount(NamedTuple):
    """How many subjects of a population a unit has from a day on."""

    on: date
    unit: str
    population: str
    size: int
    source: Source


class Achievement(NamedTuple):
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


class Update(NamedTuple):
    """Progress of a task in words, and a difficulty raised (``asks``) with the day it was answered."""

    on: date
    task: str
    unit: str
    text: str
    asks: str
    answered: date | None
    state: TaskState | None
    source: Source

    def answered_by(self, day: date) -> bool:
        """Whether a difficulty had its answer by a day."""
        return self.answered is not None and self.answered <= day


class Report(NamedTuple):
    """A unit has reported a month or a quarter (``period`` is its first day)."""

    on: date
    unit: str
    period: date
    source: Source


class Allocation(NamedTuple):
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


def texts(record: object, name: str = "") -> list[tuple[str, str]]:
    """Every text in a record and in those that it holds, with the name of its field; keys are names."""
    found: list[tuple[str, str]] = []
    _tell(record, name, found)
    return found


def _tell(record: Any, name: str, found: list[tuple[str, str]]) -> None:
    """Put the texts of a record beside those that were found before it."""
    kind: Any = type(record)
    within = _within(kind)
    if within is str:
        found.append((name, record))
    elif within is Mapping:
        for key, value in record.items():
            _tell(key, "name", found)
            _tell(value, name, found)
    elif within is Iterable:
        for value in record:
            _tell(value, name, found)
    else:
        for own in within:
            if (value := getattr(record, own)) is not None:
                _tell(value, own, found)


@cache
def _within(kind: type) -> Any:
    """How the texts in a record are found, or its fields; what is kept for later says nothing of its own."""
    if issubclass(kind, str):
        return str
    if issubclass(kind, Mapping):
        return Mapping
    if issubclass(kind, list | tuple | set | frozenset) and not issubclass(kind, Source):
        return Iterable
    return [name for name, one in getattr(kind, "__dataclass_fields__", {}).items() if one.compare]
