"""Targets as records: goals, paces, caps, and the numbers that are followed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple

from thidua.model.kinds import Accumulation, Across, Derivation, Operator, PaceKind, Stage
from thidua.model.measures import Measure, Traits
from thidua.text import Text

FAR_ABOVE = 10  # percent: beside such a figure one below 1 was likely typed as a share, 0,85 for 85 %
PARTS = "achievements"  # the folder of a campaign's parts of achievements.csv


class Source(NamedTuple):
    """Where a record was typed: file (as DATA was given) and physical line, for messages and footnotes."""

    file: str
    line: int

    @property
    def name(self) -> str:
        """The file's own name, for a footnote; of a part of a table with its folder."""
        return _name(self.file)

    def seen_from(self, other: Source) -> int | Text:
        """What a message about ``other`` calls this place: its line, and its file where that is another."""
        if self.file == other.file:
            return self.line
        return Text("{line} của {file}", line=self.line, file=self.name)


@cache
def _name(file: str) -> str:
    folders, _, name = file.rpartition("/")
    return f"{PARTS}/{name}" if folders.endswith(f"/{PARTS}") else name


@dataclass(frozen=True, slots=True)
class Goal:
    """What the plan asks. Percent for ratio, compliance and percentage levels; a rank's level counts from 1.

    ``lower`` is the bound itself for at_least, more_than and at_most; ``upper`` only for between.
    """

    operator: Operator
    lower: Fraction
    upper: Fraction | None = None
    places: int = field(default=0, compare=False)  # decimals as the plan wrote them: 38,10

    @property
    def bounds(self) -> tuple[Fraction, ...]:
        """The bounds that a figure is held against."""
        return (self.lower,) if self.upper is None else (self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is expected when; ``points`` (day, value) only for PaceKind.POINTS, in order of days."""

    kind: PaceKind
    points: tuple[tuple[date, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A legal cap: at most ``percent`` percent of the count of target ``of``; ``cite`` names the law."""

    percent: Fraction
    of: str
    cite: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What a derived target is made of: the sum of ``parts``, ``parts`` in percent of ``whole``, or the
    number of units that satisfy their allocation of the one target in ``parts``."""

    kind: Derivation
    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of everything that it is made of."""
        return (*self.parts, *self.whole)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A revision as a target knows of it: its day and the decision that it cites."""

    on: date
    cite: str


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number that is followed: a target's figure, or one that is no target (``figures`` of plan.yml).

    ``scale`` is low → high, for a rank only. What its measure and keys make of it is asked millions of times,
    and known from the first on.
    """

    id: str
    name: str
    measure: Measure
    start: date
    source: Source
    counts: Stage = Stage.AWARDED
    reading: Accumulation = Accumulation.INCREMENT
    across: Across | None = None
    derived: Derived | None = None
    population: str | None = None
    unit: str | None = None
    scale: tuple[str, ...] = ()
    scale_id: str | None = None
    owner: str | None = None
    owner_source: Source | None = None
    previous: str | None = None  # its id in the campaign to compare with; None where it is the same
    name_en: str | None = None
    unit_en: str | None = None

    def __getstate__(self) -> dict[str, object]:
        """Its fields alone, to be kept the same whatever has been asked of it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def traits(self) -> Traits:
        """What its measure is."""
        return self.measure.traits

    @cached_property
    def is_percentage(self) -> bool:
        """Whether the figure is a percentage."""
        return self.traits.is_share or (self.traits.has_baseline and self.unit == "%")

    @cached_property
    def needs_population(self) -> bool:
        """Whether the figure is a share of a population."""
        return self.traits.is_share

    @cached_property
    def adds_up(self) -> bool:
        """Whether each row adds to those before it; else a unit's latest row stands for all of them.

        A breach is recorded when it happens, so a conduct norm always adds up.
        """
        if self.traits.has_reading:
            return self.reading is Accumulation.INCREMENT
        return not self.traits.is_state

    @cached_property
    def sums_units(self) -> bool:
        """Whether what its units gave adds up to the figure, and may be told: no rank, no breach."""
        return not self.traits.has_levels and self.traits.shows_people

    def level_name(self, value: Fraction) -> str:
        """The name of a rank's level, from its place on the scale (1 is the lowest)."""
        return self.scale[int(value) - 1]


@dataclass(frozen=True, kw_only=True)
class Target(Quantity):
    """One measurable target of the plan, as it is in force."""

    clause: str
    quote: str
    group: str  # a key of the plan's groups
    goal: Goal
    due: date
    pace: Pace
    hold: bool = False
    baseline: Fraction = Fraction()
    authority: str | None = None
    interpretation: str | None = None
    ceiling: Ceiling | None = None
    award: str | None = None
    added: Amendment | None = None  # the revision that made it part of the plan
    cancelled: Amendment | None = None  # the revision in force that took it out
    goal_since: date | None = None  # the day of the revision that set the goal in force

    @cached_property
    def is_kept(self) -> bool:
        """Whether the goal is a bound to be kept all the time, not a mark to be reached (section 2)."""
        return self.traits.always_kept or self.hold or (self.is_cap and not self.traits.is_state)

    @cached_property
    def is_cap(self) -> bool:
        """Whether more is worse: the goal is an upper bound."""
        return self.goal.operator.is_cap

    @cached_property
    def is_rationed(self) -> bool:
        """Whether it is a cap on a count or amount, which a year uses up along its pace."""
        return self.is_cap and not self.traits.is_state and not self.traits.is_share
