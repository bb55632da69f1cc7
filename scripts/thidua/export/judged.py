"""One target in one stretch of time, as cells: addresses that formulas use, and their results.

Which targets formulas can follow, and where things stand in the workbook: shared columns, rows of targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thidua.export import formulas as f
from thidua.export.book import BookSheet, Live, SheetCell
from thidua.figures.held import Held
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, Progress
from thidua.figures.status_table import satisfied_on
from thidua.figures.terms import Term, expected_progress, is_beyond, is_satisfied
from thidua.model import Across, Operator, Phase, Status, Target
from thidua.words import Words

Block = tuple[str, str] | None  # the days of a target's history, and the stretches beside them
WHOLE = "since"


def is_followed(figure: Figure, progress: Progress) -> bool:
    """Whether rows alone give the target's figure and status on any day.

    Formulas know of no revisions, no units that end or begin, nothing made of other targets, and no bound to
    be kept but conduct.
    """
    target, campaign = figure.target, progress.campaign
    if campaign.plan.agreed is not None or any(unit.start or unit.end for unit in campaign.units.values()):
        return False
    if target.derived is not None or target.goal.operator is Operator.LESS_THAN:
        return False
    if target.is_kept and not target.traits.counts_breaches:
        return False
    by_unit = target.traits.has_levels and any(row.unit is not None for row in figure.history.rows)
    return target.across in (None, Across.SUM) and not by_unit


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """The addresses of the target's own goal, baseline, and share of the way that its pace asks for."""

    low: str
    base: str
    asked: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What the cells of a row are made from; ``until`` is the address or name of the day of the figures.

    ``judged`` is the figure itself, or its part in a phase; ``since`` the column of Diễn biến that holds it.
    """

    figure: Figure
    judged: Held
    layout: BookLayout
    sheet: BookSheet
    row: int
    until: str
    since: str
    own: OwnGoal

    @property
    def term(self) -> Term:
        """What is asked for."""
        return self.judged.term

    @property
    def target(self) -> Target:
        """The target that is judged."""
        return self.figure.target

    @property
    def actual(self) -> Reading | None:
        """The figure that is judged."""
        return self.judged.actual

    @property
    def population(self) -> str:
        """The place of the target's population."""
        return self.layout.population(self.target)

    @property
    def block(self) -> Block:
        """Where the days of the target stand, and the stretches beside them."""
        return self.layout.blocks.get((self.target.id, self.since))

    @property
    def day(self) -> date:
        """The day of the figures."""
        return min(self.layout.progress.as_of, self.term.last)

    @property
    def due_day(self) -> str:
        """The day of the figures, or the due day where that is past."""
        return f"MIN({self.until},{self.at('due')})"

    @property
    def counted(self) -> str:
        """The day whose figure is judged: of a bound to be kept not one after its due day."""
        return self.due_day if self.target.is_kept else self.until

    def at(self, key: str) -> str:
        """The address of a cell in this row."""
        return self.sheet.cell(key, self.row)


def figures(stand: Stand) -> dict[str, SheetCell]:
    """Recorded value, population, figure, the level's name and the attainment."""
    target, actual = stand.target, stand.actual
    value = f.value_on(target.measure, stand.at("tt"), stand.population, stand.counted)
    size = f.size_on(target.measure, stand.population, stand.at("value"), stand.counted)
    figure = f.figure_of(target.measure, stand.at("value"), stand.at("size"))
    return {
        "value": Live(value, actual.value if actual else None),
        "size": Live(size, actual.of if actual else None) if target.needs_population else None,
        "figure": Live(figure, actual.figure if actual else None),
        "level": _level(stand),
        "attainment": Live(f.attainment(target, stand.at("figure"), stand.at("low")), stand.judged.attainment)
        if not target.traits.has_levels
        else None,
    }


def _level(stand: Stand) -> SheetCell:
    """The name of a rank's level, from the list of its scale."""
    target, actual = stand.target, stand.actual
    if not target.traits.has_levels:
        return None
    at = stand.at("value")
    name = target.level_name(actual.value) if actual else None
    return Live(f'IF({at}="","",INDEX({scale_name(target)},{at}))', name)


def scale_name(target: Target) -> str:
    """The name of the range that holds a target's scale."""
    return f"Thang_{target.id.replace('-', '_')}"


def verdict(stand: Stand, words: Words) -> dict[str, SheetCell]:
    """Status and the steps to it."""
    target, term, actual = stand.target, stand.term, stand.actual
    due_day = min(stand.day, term.due)
    on_time = stand.figure.history.on(due_day)
    bound = stand.at("high") if term.goal.upper is not None else stand.at("low")
    reached = actual is not None and is_satisfied(term, actual.figure)
    is_judged = stand.judged.status is not Status.CANCELLED
    since = satisfied_on(term, stand.figure.history, stand.day) if is_judged else None
    has_way = target.goal.lower != term.baseline  # a cap that allows nothing has none
    made = term.made_by(actual.figure) if actual and has_way else None
    judged = f.Judged(
        start=stand.at("start"), due=stand.at("due"), value=stand.at("value"), size=stand.at("size"),
        satisfied=stand.at("satisfied"), since=stand.at("since"), beyond=stand.at("beyond"),
        made=stand.at("made"), asked=stand.own.asked,
    )  # fmt: skip
    labels = {status: words.gettext(status.label) for status in Status}
    return {
        "status": Live(f.status(target.measure, judged, labels), labels[stand.judged.status]),
        "since": Live(f.since(stand.block, stand.until), since) if stand.block else since,
        "satisfied": Live(f.satisfied(target, stand.at("value"), stand.at("size"), stand.at("low")), reached),
        "made": Live(f.made_share(stand.at("figure"), stand.own.low, stand.own.base), made),
        "due_value": Live(
            f.value_on(target.measure, stand.at("tt"), stand.population, stand.due_day),
            on_time.value if on_time else None,
        ),
        "due_size": Live(
            f.size_on(target.measure, stand.population, stand.at("due_value"), stand.due_day),
            on_time.of if on_time else None,
        )
        if target.needs_population
        else None,
        "beyond": Live(
            f.beyond(term, stand.at("due_value"), stand.at("due_size"), bound),
            on_time is not None and is_beyond(term, on_time.figure),
        ),
    }


def asked_cell(stand: Stand) -> Live:
    """The share of the way that the pace asks for on the as-of day."""
    share = expected_progress(stand.target, stand.layout.progress.as_of)
    return Live(f.asked_share(stand.target, stand.at("start"), stand.at("due")), share)


def since_key(phase: Phase) -> str:
    """The column of Diễn biến that holds a phase's stretches."""
    return f"since_{phase.id}"


@dataclass(slots=True)
class BookLayout:
    """The sheets that formulas refer to; ``blocks`` are days by target and by column of Diễn biến."""

    progress: Progress
    words: Words
    targets: BookSheet
    phases: BookSheet
    blocks: dict[tuple[str, str], Block] = field(default_factory=dict)
    _targets: dict[str, int] = field(init=False)
    _populations: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.progress.campaign.plan
        self._targets = {target: place for place, target in enumerate(plan.targets, 1)}
        self._populations = {name: place for place, name in enumerate(plan.populations, 1)}

    def place(self, target: Target) -> int:
        """The target's place in the plan, from 1."""
        return self._targets[target.id]

    def target_row(self, target: Target) -> int:
        """The row of a target on Chỉ tiêu."""
        return self._targets[target.id] + 1

    def phase_row(self, number: int, target: Target) -> int:
        """The row of a target on Theo đợt, in the phase of that number from 0."""
        return number * len(self._targets) + self._targets[target.id] + 1

    def population(self, target: Target) -> str:
        """The place of the target's population in the list of populations; "0" where it has none."""
        return str(self._populations.get(target.population or "", 0))


def figure_looks(target: Target) -> dict[str, str]:
    """How the figure of a target is shown: a percentage with one decimal, a count or a place as it is."""
    return {"figure": "tenth"} if target.is_percentage else {}
