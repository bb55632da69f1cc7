"""What a report is written from, and the lines that its sections are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.figures import rules
from thidua.figures.progress import Figure, Progress
from thidua.model import Achievement, Campaign, Phase, Plan, Status
from thidua.report.model import BodyKind, BodyLine
from thidua.report.outcome import Outcome, is_final
from thidua.words import Words


@dataclass(frozen=True, slots=True)
class Matter:
    """What the sections are written from: one phase of a campaign on a day."""

    progress: Progress
    phase: Phase
    outcomes: Sequence[Outcome]
    rows: dict[str, list[Achievement]]  # up to that day, every stage, by target
    findings: Sequence[rules.Finding]
    words: Words
    since: date | None = None  # the first day reported on, where it is not the phase's or the campaign's

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

    def text(self, template: str, key: str, **values: object) -> BodyLine:
        """A paragraph: a sentence with its values, and the key by which it is renewed."""
        return BodyLine(BodyKind.TEXT, self.words.say(template, **values), key)

    def written(self, text: str, key: str) -> BodyLine:
        """A paragraph whose sentence is written already; braces in it are the office's own."""
        return BodyLine(BodyKind.TEXT, text, key)

    def heading(self, template: str, key: str = "", **values: object) -> BodyLine:
        """A heading inside a section; one whose number may change has a key."""
        return BodyLine(BodyKind.HEADING, self.words.say(template, **values), key)

    def section(self, template: str) -> BodyLine:
        """A section's title."""
        return BodyLine(BodyKind.SECTION, self.words.gettext(template))

    def blank(self, template: str) -> BodyLine:
        """A place for a person to write, marked by square brackets that say what belongs there."""
        return BodyLine(BodyKind.BLANK, self.words.gettext(template))
