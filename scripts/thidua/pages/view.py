"""What every page of one campaign on one as-of day is made from, computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

from jinja2 import Environment
from markupsafe import Markup

from thidua.addresses import Files, Home
from thidua.charts.scene import Scene
from thidua.figures.discipline import month_ends
from thidua.figures.progress import Figure, Progress
from thidua.languages import ENGLISH
from thidua.model import Achievement, Campaign, Phase, Plan, Review, Target, Unit, texts
from thidua.pages.facts import Facts
from thidua.pages.reader import Reader
from thidua.site.batches import content_key
from thidua.site.page import Asset
from thidua.site.shelf import Shelf
from thidua.site.vietnamese import Marker
from thidua.words import Words

LONG = timedelta(days=550)  # a campaign of more than a year and a half
MOST_TARGETS = 100
MOST_LETTERS = 32  # of a title at the head of a page, where there is something shorter
MOST_HEAD = 44  # letters of it and of whose campaign it is: two lines


def earlier_days(plan: Plan, as_of: date) -> set[date]:
    """Ends of months and days of reviews before the as-of day, within the campaign and its late decisions.

    Of a long campaign's months those of the as-of day's year, and Decembers. None in its first month.
    """
    days = set(month_ends(plan.start, min(as_of, plan.closes)))
    if plan.end - plan.start > LONG:
        days = {day for day in days if day.month == 12 or day.year == as_of.year}
    days |= {one.held or one.last for one in plan.reviews}
    return {day for day in days if plan.start <= day < as_of}


@dataclass(eq=False)
class View(Reader):
    """What is known of a campaign at the end of an as-of day, in one language, under one folder of the site
    (``home``).

    ``assets`` gathers the charts' data as pages are made; their names are their contents' hashes.
    """

    facts: Facts
    words: Words
    home: Home
    templates: Environment
    assets: dict[str, Asset] = field(default_factory=dict)
    drawn: dict[str, Any] = field(default_factory=dict)  # the grid's rows by target, and "": what needs care
    shelf: Shelf | None = None  # what is kept of the pages that are being made
    shown: View | None = None  # of the day that is shown, where this is of an earlier one

    @classmethod
    def of(
        cls, campaign: Campaign, as_of: date, words: Words, templates: Environment, folder: str = ""
    ) -> View:
        """The campaign's main view, under its own folder in that of its language."""
        return cls.told(Facts.of(campaign, as_of), words, templates, folder)

    @classmethod
    def told(cls, facts: Facts, words: Words, templates: Environment, folder: str = "") -> View:
        """What is known, told in one language."""
        found = facts.in_english() if words.language == ENGLISH else facts
        return cls(found, words, Home.of(facts.campaign.id, folder), templates)

    def on(self, day: date) -> View:
        """The same campaign on an earlier day: all its pages under that day's folder where there are few
        targets; else its overview alone, which leads to the pages of today.
        """
        home = self.home.on(day) if self.is_small else self.home
        return View(self.facts.on(day), self.words, home, self.templates, shown=self)

    @property
    def is_small(self) -> bool:
        """Whether all targets fit where a reader takes them in at once; beyond that there are lists alone."""
        return len(self.campaign.plan.targets) <= MOST_TARGETS

    @property
    def files(self) -> Files:
        """The campaign's files for other programs, which stand once for all languages and days."""
        return Files.of(self.campaign.id)

    @property
    def agreed_key(self) -> str:
        """A hash of all that does not come from rows of achievements, updates and reports."""
        return content_key(self.facts.agreed, self.home, self.words.language)

    @property
    def everything_key(self) -> str:
        """A hash of all that the view says: whatever a page shows of it, none changes while this does not."""
        return content_key(self.agreed_key, self.facts.files_key)

    @property
    def is_past(self) -> bool:
        """Whether this is one of the campaign's earlier days."""
        return self.as_of != self.facts.shown

    @property
    def first_page(self) -> Home:
        """The folder of its overview."""
        return self.home.main.on(self.as_of) if self.is_past else self.home

    @property
    def campaign(self) -> Campaign:
        """The campaign, under the plan in force on the as-of day."""
        return self.facts.campaign

    @property
    def as_of(self) -> date:
        """The day at whose end all figures are."""
        return self.facts.as_of

    @property
    def progress(self) -> Progress:
        """Figures on the as-of day."""
        return self.facts.progress

    @cached_property
    def scene(self) -> Scene:
        """What the charts are drawn from."""
        return Scene(self.progress, self.words, self.facts.rows, self.facts.before, self.facts.reached)

    @property
    def unused_sections(self) -> tuple[str, ...]:
        """The sections of which this campaign has nothing to show on any of its days: no tasks, no awards."""
        plan = self.campaign.plan.agreed or self.campaign.plan
        has_tasks = bool(plan.tasks or plan.movements)
        used = (("tasks", has_tasks), ("awards", self.facts.has_awards))
        return tuple(name for name, is_used in used if not is_used)

    @property
    def figures(self) -> list[Figure]:
        """Every target's figure, in the order of the plan."""
        return list(self.progress.figures.values())

    @cached_property
    def earlier_days(self) -> set[date]:
        """The days before this one that have pages of their own."""
        return earlier_days(self.campaign.plan, self.as_of)

    @property
    def compares(self) -> bool:
        """Whether there is a page that compares two days: a past one is there to be compared."""
        return self.is_past or bool(self.earlier_days)

    @cached_property
    def compared_day(self) -> date | None:
        """The day of the year before that figures are compared with; None where nothing is."""
        return next((one.previous.as_of for one in self.figures if one.previous), None)

    @cached_property
    def phase(self) -> Phase:
        """The phase of the as-of day; before the first the first, after the last the last."""
        return self.campaign.plan.phase_on(self.as_of)

    def review(self, phase: Phase) -> Review | None:
        """The review that closes a phase, if the plan sets one."""
        return next((one for one in self.campaign.plan.reviews if one.phase == phase.id), None)

    @property
    def short_title(self) -> str:
        """What the campaign is called at the head of a page: its short name, else a title that is short
        enough, else its years."""
        plan = self.campaign.plan
        if plan.short or len(plan.title) <= MOST_LETTERS:
            return plan.short or plan.title
        start, end = plan.start.year, plan.end.year
        return self.words.say(
            "Thi đua {years}", years=start if start == end else f"{start}\u2060–\u2060{end}"
        )  # one word

    @property
    def brand(self) -> str:
        """What stands at the head of every page: what the campaign is called, and whose it is."""
        office = self.campaign.plan.issuer
        if office is None:
            return self.short_title
        is_long = len(self.short_title) + len(office.name) > MOST_HEAD
        whose = office.short if office.short and is_long else office.name
        return f"{self.short_title} · {whose}"

    def short_day(self, day: date) -> str:
        """dd/mm; where the campaign lasts longer than a year, a day of another year with its year."""
        plan = self.campaign.plan
        is_far = day.year != self.as_of.year and (plan.end - plan.start).days > 366
        return (self.words.date if is_far else self.words.short_date)(day)

    def short_phase(self, phase: Phase) -> str:
        """A phase's heading in a narrow column: as the plan shortens it, else its own name."""
        return phase.short or phase.name

    def place(self, target: Target) -> int:
        """The place of a target in the plan."""
        return self.facts.places[target.id]

    def origin(self, row: Achievement) -> tuple[str, str] | None:
        """The short commit and the day of a row's last change; None where git does not know it."""
        found = self.campaign.origins.get(row.source)
        return (found.commit[:8], self.words.date(found.on)) if found else None

    def owner(self, target: Target) -> Unit | None:
        """The unit in charge on the day."""
        return self.campaign.owner(target, self.as_of)

    def taken_assets(self) -> list[Asset]:
        """The files gathered since the last call."""
        taken = list(self.assets.values())
        self.assets.clear()
        return taken

    def add(self, asset: Asset) -> str:
        """Keep a file for the site and give its path back."""
        self.assets[asset.path] = asset
        return asset.path

    def render(self, template: str, page_path: str, **context: Any) -> str:
        """A template's HTML for the page at ``page_path``; all values are escaped in it.

        In another language what stays Vietnamese is marked, but for the parts that are kept: marked as made.
        """
        kept = _KeptRows(self, page_path)
        return kept.put(
            super().render(template, page_path, plan=self.campaign.plan, kept=kept.rows, **context)
        )

    @cached_property
    def _marker(self) -> Marker:
        """The names are those of the plan as it was agreed, on every day the same."""
        return self.shown._marker if self.shown else super()._marker

    def names(self) -> Iterator[str]:
        """What plan and units are called, and how the plan is written."""
        plan = self.campaign.plan
        yield from (text for _, text in texts((plan.agreed or plan, tuple(self.campaign.units.values()))))


class _Row(Protocol):
    """What a row of a page tells of."""

    @property
    def target(self) -> Target: ...


class _KeptRows:
    """The rows of a page of which each tells of one target; they stand aside until the rest is marked."""

    def __init__(self, view: View, path: str) -> None:
        self._view, self._path, self._parts = view, path, list[str]()

    def rows(
        self,
        kind: str,
        rows: Sequence[_Row],
        macro: Callable[..., str],
        *told: object,
        by: str = "",
        end: str = "\n",
    ) -> str:
        """What a macro says of each row, kept from the last build where nothing of its target is another.

        Of a kind there is one row a target, or one for each value of what is named ``by``. A page's rows are
        kept together: there are thousands.
        """
        view = self._view
        if view.shelf is None:
            return Markup("").join(macro(row, *told) + end for row in rows)

        def made(place: int) -> str:
            return f"{view.marked(macro(rows[place], *told))}{end}"

        keys = [view.facts.key(row.target) for row in rows]
        if by:
            keys = [f"{key} {getattr(row, by)}" for key, row in zip(keys, rows, strict=True)]
        self._parts.append(view.shelf.joined(f"{kind} {self._path}", keys, made))
        return Markup(f"\0{len(self._parts) - 1}\0")

    def put(self, html: str) -> str:
        """The page with its parts."""
        pieces = html.split("\0")
        pieces[1::2] = (self._parts[int(place)] for place in pieces[1::2])
        return "".join(pieces)
