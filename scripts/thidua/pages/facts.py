"""What is known of a campaign at the end of a day, whatever the language: worked out once, when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from thidua.figures import awards, rules, series
from thidua.figures.history import History
from thidua.figures.progress import Progress, Recorded, measure, recorded
from thidua.model import Achievement, Campaign, in_english


@dataclass(eq=False)
class Facts:
    """A campaign as it stood at the end of a day; all days of it share what is recorded, and each other."""

    campaign: Campaign
    as_of: date
    past: Recorded
    shown: date  # the day of the site's first page
    _days: dict[date, Facts] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, campaign: Campaign, as_of: date) -> Facts:
        """The campaign on the day that is shown."""
        return cls(campaign.on(as_of), as_of, recorded(campaign), as_of)

    def in_english(self) -> Facts:
        """The same with the English names of the plan; itself where it has none."""
        plan = in_english(self.campaign.plan)
        if plan == replace(self.campaign.plan.agreed or self.campaign.plan, laid={}):
            return self
        return Facts(replace(self.campaign, plan=plan).on(self.as_of), self.as_of, self.past, self.shown)

    def on(self, day: date) -> Facts:
        """The same campaign on another day."""
        if day not in self._days:
            self._days[day] = Facts(self.campaign.on(day), day, self.past, self.shown, self._days)
        return self._days[day]

    @cached_property
    def progress(self) -> Progress:
        """Figures on the day."""
        return measure(self.campaign, self.as_of, self.past)

    @property
    def histories(self) -> Mapping[str, History]:
        """What every figure was over time, under the plan in force on the day."""
        return self.past.histories(self.campaign.plan)

    @cached_property
    def earlier_day(self) -> date:
        """The end of the month before the day's: what "last time" means on every page."""
        return self.as_of.replace(day=1) - timedelta(days=1)

    @property
    def earlier(self) -> Progress:
        """Figures at the end of the month before."""
        return self.on(self.earlier_day).progress

    @cached_property
    def changes(self) -> dict[str, series.TargetChange]:
        """What changed since the month before, by target."""
        return {change.target.id: change for change in series.changes(self.earlier, self.progress)}

    @cached_property
    def rows(self) -> dict[str, list[Achievement]]:
        """Rows of every stage up to the day, by target, in order of days."""
        return awards.rows_by_target(self.campaign.achievements, self.as_of)

    @cached_property
    def timelines(self) -> dict[str, series.Timeline]:
        """Statuses over time, by target."""
        return series.timelines(self.campaign, self.past, self.as_of)

    @cached_property
    def findings(self) -> list[rules.Finding]:
        """The plan's checks across targets on the day."""
        return rules.findings(self.progress, self.rows)

    @cached_property
    def before(self) -> dict[str, History]:
        """What each target's counterpart was over time in the campaign to compare with."""
        known, before = self.past.before, self.campaign.before
        found = {one.target.id: one.previous for one in self.progress.figures.values() if one.previous}
        if known is None or before is None or not found:
            return {}
        histories = known.histories(before.plan.on(next(iter(found.values())).as_of))
        return {name: histories[one.target.id] for name, one in found.items()}
