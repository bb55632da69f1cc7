"""plan.yml as records: what was agreed, once, and rarely changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from thidua.model.kinds import Accumulation, Group, Operator, PaceKind, RuleKind, Stage
from thidua.model.measures import Measure, Traits


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was typed: file (as DATA was given) and physical line, for messages and footnotes."""

    file: str
    line: int

    @property
    def name(self) -> str:
        """The file's own name, for a footnote."""
        return self.file.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Goal:
    """What the plan asks. Percent for ratio, compliance and percentage levels; a rank's level counts from 1.

    ``lower`` is the bound itself for at_least, more_than and at_most; ``upper`` only for between.
    """

    operator: Operator
    lower: Fraction
    upper: Fraction | None = None


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
class Target:
    """One measurable target of the plan. ``scale`` is low → high, for a rank only."""

    id: str
    clause: str
    quote: str
    name: str
    group: Group
    measure: Measure
    goal: Goal
    start: date
    due: date
    pace: Pace
    counts: Stage
    reading: Accumulation
    source: Source
    population: str | None = None
    unit: str | None = None
    scale: tuple[str, ...] = ()
    scale_id: str | None = None
    baseline: Fraction = Fraction()
    owner: str | None = None
    authority: str | None = None
    interpretation: str | None = None
    ceiling: Ceiling | None = None
    award: str | None = None
    owner_source: Source | None = None

    @property
    def traits(self) -> Traits:
        """What the target's measure is."""
        return self.measure.traits

    @property
    def is_kept(self) -> bool:
        """Whether the goal is a bound to be kept all the time, not a mark to be reached."""
        return self.measure.traits.always_kept

    @property
    def is_percentage(self) -> bool:
        """Whether goal and figure are percentages."""
        return self.measure.traits.is_share or (self.measure.traits.has_baseline and self.unit == "%")

    @property
    def needs_population(self) -> bool:
        """Whether the figure is a share of a population."""
        return self.measure.traits.is_share

    @property
    def adds_up(self) -> bool:
        """Whether each row adds to those before it; else a unit's latest row stands for all of them.

        A breach is recorded when it happens, so a conduct norm always adds up.
        """
        if self.measure.traits.has_reading:
            return self.reading is Accumulation.INCREMENT
        return not self.measure.traits.is_state

    @property
    def sums_units(self) -> bool:
        """Whether what its units gave adds up to the figure, and may be told: no rank, no breach."""
        return not self.traits.has_levels and self.traits.shows_people

    def level_name(self, value: Fraction) -> str:
        """The name of a rank's level, from its place on the scale (1 is the lowest)."""
        return self.scale[int(value) - 1]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase (đợt) of the campaign; the review must be held strictly before ``review_before``."""

    id: str
    name: str
    start: date
    end: date
    review_before: date | None = None
    quote: str | None = None
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement (phong trào, cuộc vận động) that a task carries out."""

    id: str
    name: str
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task without a number of its own (III.2), its full text, its targets and movements."""

    id: str
    clause: str
    text: str
    name: str | None = None
    targets: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    owner: str | None = None
    source: Source | None = None
    owner_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Commemoration:
    """A commemoration of the plan; ``on`` is None where the plan gives no date."""

    id: str
    name: str
    on: date | None = None
    phase: str | None = None
    years: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The review that closes a phase: strictly before ``before``; ``held`` once it was."""

    phase: str
    before: date
    held: date | None = None
    name: str | None = None
    quote: str | None = None

    def held_by(self, day: date) -> date | None:
        """The day it was held, if not later than ``day``: an earlier as-of day does not know of it."""
        return self.held if self.held is not None and self.held <= day else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check across targets, with the law or clause it comes from."""

    id: str
    kind: RuleKind
    about: tuple[str, ...]
    text: str
    cite: str
    of: tuple[str, ...] = ()
    percent: Fraction | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A passage of the plan shown as it stands: a purpose, a requirement, a duty, a cited document."""

    id: str
    text: str
    clause: str | None = None
    who: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The plan as a document: its number (None if blank in print), day and legal basis."""

    number: str | None = None
    date: date | None = None
    basis: tuple[str, ...] = ()
    title: str | None = None
    symbol: str | None = None
    place: str | None = None
    signer: str | None = None  # the capacity that signs (GIÁM ĐỐC), never a person's name


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued the plan, as the letterhead of its reports names them."""

    name: str
    parent: str | None = None
    short: str | None = None
    report_to: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """plan.yml: agreed once, rarely changed."""

    campaign: str
    title: str
    phases: tuple[Phase, ...]
    closes: date
    targets: Mapping[str, Target]
    populations: Mapping[str, str] = field(default_factory=dict)  # id → the word for its subjects
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_risk: Fraction = Fraction(4, 5)
    illustrative: bool = False
    theme: str | None = None
    objective: str | None = None
    document: Document = Document()
    issuer: Issuer | None = None
    tasks: Mapping[str, Task] = field(default_factory=dict)
    movements: Mapping[str, Movement] = field(default_factory=dict)
    commemorations: tuple[Commemoration, ...] = ()
    reviews: tuple[Review, ...] = ()
    rules: tuple[Rule, ...] = ()
    purposes: tuple[Clause, ...] = ()
    requirements: tuple[Clause, ...] = ()
    roles: tuple[Clause, ...] = ()
    recipients: tuple[str, ...] = ()
    cited: tuple[Clause, ...] = ()
    report_day: int | None = None  # day of the following month by which a unit reports its month

    def unit_word(self, target: Target) -> str:
        """What the target's subjects are called: người, phòng, sáng kiến; "" where nothing names them."""
        if target.needs_population:
            return self.populations.get(target.population or "", "")
        return "" if target.traits.has_levels or target.unit == "%" else target.unit or ""

    @property
    def start(self) -> date:
        """The first phase's first day."""
        return self.phases[0].start

    @property
    def end(self) -> date:
        """The last phase's last day."""
        return self.phases[-1].end

    def day_to_show(self, asked: date | None, today: date) -> date:
        """The as-of day: as asked, or today, or the day the plan closes where that is past."""
        return asked or min(today, self.closes)
