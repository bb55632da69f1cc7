"""plan.yml as records: what was agreed, once, and changed by revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from thidua.model.kinds import ReportEvery, RuleKind
from thidua.model.targets import Amendment, Quantity, Source, Target
from thidua.text import mark


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
    short: str | None = None
    name_en: str | None = None
    short_en: str | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """What percentages are taken of: the name of the whole, and the word for one subject."""

    name: str
    unit: str
    name_en: str | None = None
    unit_en: str | None = None


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

    @property
    def last(self) -> date:
        """The last day on which it may be held."""
        return self.before - timedelta(days=1)

    def on(self, day: date) -> date:
        """The day it was held by then, else the last on which it may be."""
        return self.held_by(day) or self.last


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
    name_en: str | None = None
    short_en: str | None = None


# Headings of the targets where the plan names none of its own.
GROUPS = {"collective": mark("Về tập thể"), "individual": mark("Về cá nhân"), "task": mark("Nhiệm vụ")}


@dataclass(frozen=True, slots=True)
class Revision:
    """The plan as it was changed from a day on (section 6): per target, its fields and their new values.

    ``cancelled`` is one of those fields; ``adds`` are targets of the plan only from this day.
    """

    on: date
    cite: str
    changes: Mapping[str, Mapping[str, object]]
    adds: tuple[str, ...]
    source: Source
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)  # of a target's field

    def typed_at(self, target: str, name: str) -> Source:
        """Where it says what a field of a target is from now on; else where the revision begins."""
        return Source(self.source.file, self.lines.get((target, name), self.source.line))


@dataclass(frozen=True, slots=True)
class Changed:
    """What a revision did to a target: the fields it set with their values before; None where it added it."""

    on: date
    cite: str
    was: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Plan:
    """plan.yml: agreed once, and changed by its revisions.

    As it is read, ``targets`` are those of the text; ``on`` gives the plan in force on a day.
    """

    campaign: str
    title: str
    phases: tuple[Phase, ...]
    closes: date
    targets: Mapping[str, Target]
    populations: Mapping[str, Population] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=lambda: dict(GROUPS))  # id → heading, in order
    groups_en: Mapping[str, str] = field(default_factory=dict)  # headings in English, where given
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_risk: Fraction = Fraction(4, 5)
    illustrative: bool = False
    short: str | None = None  # what its pages are called at their heads
    title_en: str | None = None
    short_en: str | None = None
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
    report_day: int | None = None  # day of the month after a period by which a unit reports it
    report_every: ReportEvery = ReportEvery.MONTH
    report_on_working_day: bool = False  # a report day on a weekend is the Monday after it
    revisions: tuple[Revision, ...] = ()  # by day
    previous: str | None = None  # the campaign to compare with
    as_of: date | None = None  # of an illustrative plan: the day shown where none is asked for
    figures: Mapping[str, Quantity] = field(default_factory=dict)  # numbers that are no targets
    agreed: Plan | None = None  # the plan as it is read, where this is the one in force on a day
    laid: dict[int, Plan] = field(default_factory=dict, compare=False, repr=False)  # by revisions made

    def whole_word(self, target: Quantity, count: object = None) -> str:
        """What a goal is of: the name of the whole for a share (15% CBCCVC), else the subjects' word."""
        population = self.populations.get(target.population or "") if target.needs_population else None
        return population.name if population else self.unit_word(target, count)

    def unit_word(self, target: Quantity, count: object = None) -> str:
        """What the target's subjects are called: người, phòng, sáng kiến; "" where nothing names them.

        In English as many as there are in ``count``, as it is written: of "project|projects" the first for 1.
        """
        if target.needs_population:
            population = self.populations.get(target.population or "")
            word = population.unit if population else ""
        else:
            word = "" if target.traits.has_levels or target.unit == "%" else target.unit or ""
        one, bar, many = word.partition("|")
        return many if bar and str(count) != "1" else one

    @property
    def start(self) -> date:
        """The first phase's first day."""
        return self.phases[0].start

    @property
    def end(self) -> date:
        """The last phase's last day."""
        return self.phases[-1].end

    @property
    def is_year(self) -> bool:
        """Whether it lasts a year: not three months, not five years."""
        return 330 <= (self.end - self.start).days <= 366

    @property
    def has_years(self) -> bool:
        """Whether a name of a month, or quarter of reports, alone does not tell which: there are two."""
        long = 3 if self.report_every is ReportEvery.QUARTER else 1
        first, last = ((day.year * 12 + day.month - 1) // long for day in (self.start, self.end))
        return last - first >= 12 // long

    def phase_on(self, day: date) -> Phase:
        """The phase of a day: the first that has not ended by then; after all of them the last."""
        return next((phase for phase in self.phases if day <= phase.end), self.phases[-1])

    def day_to_show(self, asked: date | None, today: date) -> date:
        """The as-of day: as asked, else the plan's own, else today, or where it is past the day it closes."""
        return asked or self.as_of or min(today, self.closes)

    @property
    def quantities(self) -> dict[str, Quantity]:
        """Everything that rows may be of: targets, and numbers that are none."""
        return {**self.targets, **self.figures}

    def quantity(self, name: str) -> Quantity:
        """The target or number of an id."""
        return self.targets.get(name) or self.figures[name]

    def on(self, day: date) -> Plan:
        """The plan in force at the end of a day: every revision until then laid over it, oldest first.

        A target that a revision adds later is absent; one that is cancelled stays, and says so.
        """
        read = self.agreed or self
        if not read.revisions:
            return self
        made = sum(revision.on <= day for revision in read.revisions)
        if made not in read.laid:
            read.laid[made] = replace(read, targets=_laid(read, made), agreed=read)
        return read.laid[made]

    def changes(self, target: str, day: date) -> Iterator[Changed]:
        """What revisions did to a target up to a day, oldest first."""
        read = self.agreed or self
        before = read.targets[target]
        for revision in read.revisions:
            if revision.on > day:
                return
            if target in revision.adds:
                yield Changed(revision.on, revision.cite, None)
            elif fields := revision.changes.get(target):
                yield Changed(revision.on, revision.cite, {name: getattr(before, name) for name in fields})
            before = _revised(before, revision)


def _laid(read: Plan, made: int) -> dict[str, Target]:
    """The targets with the first ``made`` revisions laid over them, without those that later ones add."""
    later = {target for revision in read.revisions[made:] for target in revision.adds}
    targets = {name: target for name, target in read.targets.items() if name not in later}
    for revision in read.revisions[:made]:
        touched = {*revision.adds, *revision.changes} & targets.keys()
        targets |= {name: _revised(targets[name], revision) for name in touched}
    return targets


def _revised(target: Target, revision: Revision) -> Target:
    """The target with what a revision sets of it."""
    amendment = Amendment(revision.on, revision.cite)
    if target.id in revision.adds:
        return replace(target, added=amendment, goal_since=revision.on)
    fields = dict(revision.changes.get(target.id, {}))
    if "cancelled" in fields:
        fields["cancelled"] = amendment if fields["cancelled"] else None
    if "goal" in fields:
        fields["goal_since"] = revision.on
    if "name" in fields:
        fields["name_en"] = None  # it says the name of before
    return replace(target, **fields)  # type: ignore[arg-type]  # the reader typed each field's value
