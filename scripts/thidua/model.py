"""The records that everything else speaks of: the plan, its data, and the words for statuses.

A record is made once, at the door (``read``), and trusted behind it. Amounts are Fractions, days are dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.text import mark


class Measure(StrEnum):
    """What kind of figure a target is judged by."""

    COUNT = "count"
    RATIO = "ratio"
    COMPLIANCE = "compliance"
    RANK = "rank"
    LEVEL = "level"


class Group(StrEnum):
    """The plan's three headings: II.2.2.1, II.2.2.2 and III.2 in the 2022 plan."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    TASK = "task"


class Operator(StrEnum):
    """How a figure is held against the goal."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Stage(StrEnum):
    """Where an award stands: registered, proposed, awarded."""

    REGISTERED = "registered"
    PROPOSED = "proposed"
    AWARDED = "awarded"


class Role(StrEnum):
    """Whether the people of a row hold a leadership post."""

    LEADER = "leader"
    STAFF = "staff"


class Accumulation(StrEnum):
    """What a row holds: newly achieved since the last row, or the unit's total so far."""

    INCREMENT = "increment"
    CUMULATIVE = "cumulative"


class PaceKind(StrEnum):
    """How the expected figure grows from start to due."""

    EVEN = "even"
    AT_END = "at_end"
    POINTS = "points"


class Status(StrEnum):
    """The answer of the status table, in the order a reader wants to meet them."""

    EXCEEDED = "exceeded"
    MET = "met"
    MET_LATE = "met_late"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    NOT_STARTED = "not_started"
    NOT_ASSIGNED = "not_assigned"

    @property
    def label(self) -> str:
        """The plan's language for it (a key of the message catalogue)."""
        return _LOOKS[self].label

    @property
    def shape(self) -> str:
        """The mark drawn beside the word, so that no one needs the colour."""
        return _LOOKS[self].shape

    @property
    def css(self) -> str:
        """The class that the stylesheet colours."""
        return self.value.replace("_", "-")

    @property
    def tone(self) -> str:
        """good, watch, bad, or quiet: the family of colours it belongs to."""
        return _LOOKS[self].tone

    @property
    def satisfied(self) -> bool:
        """Whether the goal is reached."""
        return self in (Status.EXCEEDED, Status.MET, Status.MET_LATE)


@dataclass(frozen=True, slots=True)
class _Look:
    label: str
    shape: str
    tone: str


_LOOKS = {
    Status.EXCEEDED: _Look(mark("Vượt"), "star", "good"),
    Status.MET: _Look(mark("Đạt"), "check", "good"),
    Status.MET_LATE: _Look(mark("Đạt, quá hạn"), "check-late", "good"),
    Status.ON_TRACK: _Look(mark("Đúng tiến độ"), "circle", "going"),
    Status.AT_RISK: _Look(mark("Có nguy cơ"), "diamond", "watch"),
    Status.OFF_TRACK: _Look(mark("Chậm"), "triangle", "bad"),
    Status.MISSED: _Look(mark("Không đạt"), "cross", "bad"),
    Status.NO_DATA: _Look(mark("Chưa có số liệu"), "dash", "quiet"),
    Status.NOT_DUE: _Look(mark("Chưa đến kỳ đánh giá"), "ring", "quiet"),
    Status.NOT_STARTED: _Look(mark("Chưa bắt đầu"), "dot", "quiet"),
    Status.NOT_ASSIGNED: _Look(mark("Không giao trong đợt"), "none", "quiet"),
}


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
class Origin:
    """The commit that last changed a line of the data, and its day."""

    commit: str
    on: date


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
    def is_percentage(self) -> bool:
        """Whether goal and figure are percentages."""
        return self.measure in (Measure.RATIO, Measure.COMPLIANCE) or (
            self.measure is Measure.LEVEL and self.unit == "%"
        )

    @property
    def needs_population(self) -> bool:
        """Whether the figure is a share of a population."""
        return self.measure in (Measure.RATIO, Measure.COMPLIANCE)

    @property
    def adds_up(self) -> bool:
        """Whether each row adds to those before it; else a unit's latest row stands for all of them.

        A breach is recorded when it happens, so a conduct norm always adds up.
        """
        if self.measure in (Measure.COUNT, Measure.RATIO):
            return self.reading is Accumulation.INCREMENT
        return self.measure is Measure.COMPLIANCE

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
    on: date | None
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


class RuleKind(StrEnum):
    """The cross-target rules that the engine knows how to compute (parameters come from plan.yml)."""

    CEILING = "ceiling"  # need of a target against a legal cap in terms of another target
    AT_MOST_TARGET = "at_most_target"  # the count of one target needs at least as many of others
    UNIT_SHARE = "unit_share"  # a unit awarded in one target needs a share of its people in another
    EXACT_SHARE = "exact_share"  # a strict share of a small population: how many that means
    DISTINCT_UNITS = "distinct_units"  # one unit under several awards
    STAFF_SHARE = "staff_share"  # share of awards to people without a leadership post (indicator)


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

    @property
    def start(self) -> date:
        """The first phase's first day."""
        return self.phases[0].start

    @property
    def end(self) -> date:
        """The last phase's last day."""
        return self.phases[-1].end


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
