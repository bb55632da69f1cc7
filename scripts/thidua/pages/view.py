"""What every page of one campaign on one as-of day is made from, computed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from thidua.addresses import Files, Home
from thidua.charts.scene import Scene
from thidua.figures import awards, rules, series
from thidua.figures.history import History
from thidua.figures.progress import Figure, Progress, Recorded, measure, recorded
from thidua.languages import ENGLISH, MAIN_LANGUAGE
from thidua.model import Achievement, Campaign, Phase, Review, Target, Update, in_english
from thidua.site.page import Asset, relative
from thidua.site.vietnamese import Marker
from thidua.words import Words

MOST_TARGETS = 100
MOST_LETTERS = 32  # of a name at the head of a page, where there is a shorter one


@dataclass(eq=False)
class View:
    """A campaign at the end of an as-of day, in one language, under one folder of the site (``home``).

    ``assets`` gathers the charts' data as pages are made; their names are their contents' hashes.
    """

    campaign: Campaign
    as_of: date
    words: Words
    home: Home
    templates: Environment
    past: Recorded
    assets: dict[str, Asset] = field(default_factory=dict)
    drawn: dict[str, Any] = field(
        default_factory=dict
    )  # rows of the grid, by target: several pages show them

    @classmethod
    def of(
        cls, campaign: Campaign, as_of: date, words: Words, templates: Environment, folder: str = ""
    ) -> View:
        """The campaign's main view, under its own folder in that of its language."""
        if words.language == ENGLISH:
            campaign = replace(campaign, plan=in_english(campaign.plan))
        return cls(
            campaign.on(as_of), as_of, words, Home.of(campaign.id, folder), templates, recorded(campaign)
        )

    @property
    def is_small(self) -> bool:
        """Whether all targets fit where a reader takes them in at once; beyond that there are lists alone."""
        return len(self.campaign.plan.targets) <= MOST_TARGETS

    @property
    def files(self) -> Files:
        """The campaign's files for other programs, which stand once for all languages and days."""
        return Files(self.campaign.id)

    @property
    def is_past(self) -> bool:
        """Whether this is one of the campaign's earlier days."""
        return self.home != self.home.main

    @cached_property
    def progress(self) -> Progress:
        """Figures on the as-of day."""
        return measure(self.campaign, self.as_of, self.past)

    @property
    def histories(self) -> Mapping[str, History]:
        """What every figure was over time, under the plan in force on the as-of day."""
        return self.past.histories(self.campaign.plan)

    @cached_property
    def earlier_day(self) -> date:
        """The end of the month before the as-of day's: what "last time" means on every page."""
        return self.as_of.replace(day=1) - timedelta(days=1)

    @cached_property
    def earlier(self) -> Progress:
        """Figures at the end of the month before."""
        return measure(self.campaign, self.earlier_day, self.past)

    @cached_property
    def changes(self) -> dict[str, series.TargetChange]:
        """What changed since the month before, by target."""
        return {change.target.id: change for change in series.changes(self.earlier, self.progress)}

    @cached_property
    def rows(self) -> dict[str, list[Achievement]]:
        """Rows of every stage up to the as-of day, by target, in order of days."""
        return awards.rows_by_target(self.campaign.achievements, self.as_of)

    @cached_property
    def timelines(self) -> dict[str, series.Timeline]:
        """Statuses over time, by target."""
        return series.timelines(self.campaign, self.past, self.as_of)

    @cached_property
    def findings(self) -> list[rules.Finding]:
        """The plan's checks across targets on the as-of day."""
        return rules.findings(self.progress, self.rows)

    @cached_property
    def scene(self) -> Scene:
        """What the charts are drawn from."""
        return Scene(self.progress, self.words, self.rows, self._before())

    def _before(self) -> dict[str, History]:
        """What each target's counterpart was over time in the campaign to compare with."""
        known, before = self.past.before, self.campaign.before
        found = {one.target.id: one.previous for one in self.figures if one.previous}
        if known is None or before is None or not found:
            return {}
        histories = known.histories(before.plan.on(next(iter(found.values())).as_of))
        return {name: histories[one.target.id] for name, one in found.items()}

    @property
    def unused_sections(self) -> tuple[str, ...]:
        """The sections of which this campaign has nothing to show: no tasks, no awards."""
        plan = self.campaign.plan
        has_tasks = bool(plan.tasks or plan.movements)
        capped = any(target.ceiling for target in plan.targets.values())
        has_awards = bool(capped or plan.rules or awards.pipeline(self.campaign, self.rows))
        return tuple(name for name, used in (("tasks", has_tasks), ("awards", has_awards)) if not used)

    @property
    def figures(self) -> list[Figure]:
        """Every target's figure, in the order of the plan."""
        return list(self.progress.figures.values())

    @cached_property
    def phase(self) -> Phase:
        """The phase of the as-of day; before the first the first, after the last the last."""
        phases = self.campaign.plan.phases
        return next((phase for phase in phases if self.as_of <= phase.end), phases[-1])

    def review(self, phase: Phase) -> Review | None:
        """The review that closes a phase, if the plan sets one."""
        return next((one for one in self.campaign.plan.reviews if one.phase == phase.id), None)

    def unit_name(self, unit: str | None) -> str:
        """A unit's short name; "" for none."""
        return self.campaign.units[unit].short_name if unit and unit in self.campaign.units else unit or ""

    @property
    def short_title(self) -> str:
        """What the campaign is called at the head of a page: its short name, else a title that is short
        enough, else its years."""
        plan = self.campaign.plan
        if plan.short or len(plan.title) <= MOST_LETTERS:
            return plan.short or plan.title
        start, end = plan.start.year, plan.end.year
        return self.words.say("Thi đua {years}", years=start if start == end else f"{start}–{end}")

    @property
    def brand(self) -> str:
        """What stands at the head of every page: what the campaign is called, and whose it is."""
        office = self.campaign.plan.issuer
        if office is None:
            return self.short_title
        whose = office.short if office.short and len(office.name) > MOST_LETTERS else office.name
        return f"{self.short_title} · {whose}"

    def short_phase(self, phase: Phase) -> str:
        """A phase's heading in a narrow column: as the plan shortens it, else its own name."""
        return phase.short or phase.name

    def answered(self, update: Update) -> bool:
        """Whether a difficulty had its answer by the as-of day."""
        return update.answered is not None and update.answered <= self.as_of

    def origin(self, row: Achievement) -> tuple[str, str] | None:
        """The short commit and the day of a row's last change; None where git does not know it."""
        found = self.campaign.origins.get(row.source.line)
        return (found.commit[:8], self.words.date(found.on)) if found else None

    def owner_path(self, target: Target) -> str | None:
        """The page of the unit in charge."""
        if target.owner is None or target.owner not in self.campaign.units:
            return None
        return self.home.unit(target.owner)

    def taken_assets(self) -> list[Asset]:
        """The files gathered since the last call."""
        taken = list(self.assets.values())
        self.assets.clear()
        return taken

    def add(self, path: str, data: bytes) -> str:
        """Keep a file for the site and give its path back."""
        self.assets[path] = Asset(path, data)
        return path

    def render(self, template: str, page_path: str, **context: Any) -> str:
        """A template's HTML for the page at ``page_path``; all values are escaped in it.

        In another language what stays Vietnamese is marked.
        """
        link = partial(relative, page_path)
        html = self.templates.get_template(template).render(
            view=self, plan=self.campaign.plan, home=self.home, link=link, **context
        )
        return html if self.words.language == MAIN_LANGUAGE else self._marker.marked(html)

    @cached_property
    def _marker(self) -> Marker:
        """Knows what plan and units are called, and how the plan is written."""
        plan, units = self.campaign.plan, tuple(self.campaign.units.values())
        return Marker(self.words.language, {*_texts(replace(plan.agreed or plan, laid={})), *_texts(units)})


def _texts(record: object) -> Iterator[str]:
    """Every text in a record and in those that it holds."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, Mapping):
        yield from (text for one in record.values() for text in _texts(one))
    elif isinstance(record, tuple):
        yield from (text for one in record for text in _texts(one))
    elif is_dataclass(record):
        yield from (text for one in fields(record) for text in _texts(getattr(record, one.name)))


def inert(html: str) -> Markup:
    """HTML that a renderer of ours has made and escaped."""
    return Markup(html)
