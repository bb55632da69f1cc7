"""What a report is written from, and the lines that its sections are made of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua import wording
from thidua.figures import rules
from thidua.figures.held import Held
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, Progress
from thidua.figures.series import Reached
from thidua.figures.status_table import reached_spans
from thidua.model import Achievement, Campaign, Keep, Phase, Plan, Status, Target, made_anew
from thidua.report.model import BodyKind, BodyLine
from thidua.report.phrases import padded
from thidua.words import VIETNAMESE

_APART = (Status.NOT_ASSIGNED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target's result: its status, figure, goal in words, and what is missing in words ("" if nothing)."""

    target: Target
    status: Status
    actual: Reading | None
    goal: str
    missing: str


def is_final(phase: Phase, plan: Plan) -> bool:
    """Whether the phase is the last one: its review is the review of the whole campaign."""
    return phase.id == plan.phases[-1].id


def report_day(progress: Progress, phase: Phase) -> date:
    """The day that the report's figures stand for: a phase's own figures end with the phase."""
    return progress.as_of if is_final(phase, progress.campaign.plan) else min(progress.as_of, phase.end)


def outcomes(progress: Progress, phase: Phase, kept: Keep = made_anew) -> list[Outcome]:
    """Every target in force that the report judges: those of the phase, or all in the final report."""
    plan = progress.campaign.plan
    if is_final(phase, plan):
        found = [_in_all(figure, plan, kept) for figure in progress.figures.values()]
        return [outcome for outcome in found if outcome.status is not Status.CANCELLED]
    found = [_in_phase(figure, phase, progress) for figure in progress.figures.values()]
    return [outcome for outcome in found if outcome.status not in _APART]


def _in_all(figure: Figure, plan: Plan, kept: Keep) -> Outcome:
    def said() -> tuple[str, str]:
        goal = padded(wording.goal_phrase(figure.target, plan, VIETNAMESE), figure.target)
        return goal, _missing(figure, plan)

    return Outcome(figure.target, figure.status, figure.actual, *kept("outcome", figure.target.id, said))


def _in_phase(figure: Figure, phase: Phase, progress: Progress) -> Outcome:
    """The figure held against the phase's goal, as if that goal were the target's own."""
    plan, target, part = progress.campaign.plan, figure.target, figure.phases[phase.id]
    if not part.is_assigned:
        return Outcome(target, part.status, None, "", "")
    asked = target if target.is_kept else replace(target, goal=part.term.goal)
    held = replace(part, term=replace(part.term, target=asked))
    return Outcome(
        target,
        part.status,
        part.actual,
        padded(wording.phase_goal_phrase(target, part, plan, VIETNAMESE), target),
        _missing(held, plan),
    )


def _missing(figure: Held, plan: Plan) -> str:
    """What is missing as documents write it; breaches were recorded, they are not missing."""
    shown = padded(wording.missing_phrase(figure, plan, VIETNAMESE), figure.target)
    return f"ghi nhận {shown}" if shown and figure.target.traits.counts_breaches else shown


def totals(found: Iterable[Outcome]) -> dict[Status, int]:
    """How many have each status, in the order of statuses."""
    counts = Counter(outcome.status for outcome in found)
    return {status: counts[status] for status in Status if counts[status]}


@dataclass(frozen=True, slots=True)
class Matter:
    """What the sections are written from: one phase of a campaign on a day."""

    progress: Progress
    phase: Phase
    outcomes: Sequence[Outcome]
    rows: Mapping[str, Sequence[Achievement]]  # up to that day, every stage, by target
    findings: Sequence[rules.Finding]
    since: date | None = None  # the first day reported on, where it is not the phase's or the campaign's
    spans: Reached = reached_spans
    kept: Keep = made_anew  # may know from before what is said of a target

    @property
    def day(self) -> date:
        """The day that everything in the report stands for."""
        return self.progress.as_of

    @property
    def campaign(self) -> Campaign:
        """The campaign reported on."""
        return self.progress.campaign

    @property
    def plan(self) -> Plan:
        """Its plan."""
        return self.progress.campaign.plan

    @property
    def in_force(self) -> list[Figure]:
        """The targets of the plan on that day, without those that are cancelled."""
        return [one for one in self.progress.figures.values() if one.status is not Status.CANCELLED]

    def unit_name(self, unit: str) -> str:
        """A unit's full name."""
        return self.campaign.units[unit].name

    @property
    def final(self) -> bool:
        """Whether this is the review of the whole campaign."""
        return is_final(self.phase, self.plan)

    @property
    def first_day(self) -> date:
        """The first day of the time reported on."""
        return self.since or (self.plan.start if self.final else self.phase.start)

    def text(self, said: str, key: str) -> BodyLine:
        """A paragraph, and the key by which it is renewed."""
        return BodyLine(BodyKind.TEXT, said, key)

    def heading(self, said: str, key: str = "") -> BodyLine:
        """A heading inside a section; one whose number may change has a key."""
        return BodyLine(BodyKind.HEADING, said, key)

    def section(self, said: str) -> BodyLine:
        """A section's title."""
        return BodyLine(BodyKind.SECTION, said)

    def blank(self, said: str) -> BodyLine:
        """A place for a person to write, marked by square brackets that say what belongs there."""
        return BodyLine(BodyKind.BLANK, said)
