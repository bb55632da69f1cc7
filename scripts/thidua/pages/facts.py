"""What is known of a campaign at the end of a day, whatever the language: worked out once, when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, partial
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from thidua.charts.grid_bar import course
from thidua.figures import awards, rules, series
from thidua.figures.directing import Matter, matters, results
from thidua.figures.history import History
from thidua.figures.progress import Figure, Progress, Recorded, measure, recorded
from thidua.figures.status_table import reached_spans
from thidua.figures.terms import Term
from thidua.model import (
    Achievement,
    Campaign,
    Keep,
    Made,
    Origin,
    Quantity,
    Report,
    Rows,
    Status,
    Target,
    Update,
    counted_until,
    in_english,
    made_anew,
    stages_of,
)
from thidua.model.rows import number
from thidua.site.batches import content_key
from thidua.site.shelf import Shelf

Part = TypeVar("Part")
MOST_NEWS = 4000  # of a page: what came before stands in the tables
WHOLE = "in all"  # stands for a phase where no phase is meant
_DIGEST = 16  # bytes of a hash
_AGREED = ("plan.yml", "units.csv", "headcount.csv", "allocations.csv")


@dataclass(eq=False)
class Facts:
    """A campaign as it stood at the end of a day; all days of it share what is recorded, and each other."""

    campaign: Campaign
    as_of: date
    past: Recorded
    shown: date  # the day of the site's first page
    _days: dict[date, Facts] = field(default_factory=dict, repr=False)
    _by_unit: dict[str, Mapping[str, Fraction]] = field(default_factory=dict, repr=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False)
    _courses: dict[tuple[date, ...], Mapping[str, tuple[Status, ...]]] = field(
        default_factory=dict, repr=False
    )
    _once: dict[str, Any] = field(default_factory=dict, repr=False)
    shelf: Shelf | None = field(default=None, repr=False)  # what is kept of each target between builds

    @classmethod
    def of(cls, campaign: Campaign, as_of: date, shelf: Shelf | None = None) -> Facts:
        """The campaign on the day that is shown; on the shelf is what was known of each target before."""
        kept = (
            partial(_kept_readings, campaign, content_key(_agreed_files(campaign)), shelf) if shelf else None
        )
        found = cls._shown(campaign, as_of, recorded(campaign, kept))
        found.shelf = shelf
        return found

    @classmethod
    def _shown(cls, campaign: Campaign, as_of: date, past: Recorded) -> Facts:
        found = cls(campaign.on(as_of), as_of, past, as_of)
        found._days[as_of] = found
        return found

    def in_english(self) -> Facts:
        """The same with the English names of the plan; itself where it has none."""
        plan = in_english(self.campaign.plan)
        if plan == replace(self.campaign.plan.agreed or self.campaign.plan, laid={}):
            return self
        found = self._shown(replace(self.campaign, plan=plan), self.as_of, self.past)
        found.shelf = self.shelf
        return found

    def on(self, day: date) -> Facts:
        """The same campaign on another day."""
        if day not in self._days:
            self._days[day] = Facts(self.campaign.on(day), day, self.past, self.shown, self._days)
        return self._days[day]

    @cached_property
    def progress(self) -> Progress:
        """Figures on the day."""
        return measure(self.campaign, self.as_of, self.past, self._stood)

    @property
    def histories(self) -> Mapping[str, History]:
        """What every figure was over time, under the plan in force on the day."""
        return self.past.histories(self.campaign.plan)

    @cached_property
    def earlier_day(self) -> date:
        """The end of the month before the day's: what "last time" means on every page."""
        return self.as_of.replace(day=1) - timedelta(days=1)

    @property
    def earlier(self) -> Facts:
        """What was known at the end of the month before."""
        return self.on(self.earlier_day)

    @cached_property
    def changes(self) -> dict[str, series.TargetChange]:
        """What changed since the month before, by target."""
        return {change.target.id: change for change in series.changes(self.earlier.standing, self.progress)}

    @cached_property
    def has_norms(self) -> bool:
        """Whether the plan has norms of conduct."""
        return any(one.traits.counts_breaches for one in self.campaign.plan.targets.values())

    @cached_property
    def moved(self) -> list[series.TargetChange]:
        """Those of them in which a figure or a status moved, another status first."""
        every = self.changes.values()
        found = [one for one in every if not one.is_first_day and (one.before is not one.after or one.delta)]
        return sorted(found, key=lambda one: (one.before is one.after, one.after.place))

    @cached_property
    def more_met(self) -> int:
        """How many more targets are met than the month before."""
        stood = map(self.earlier.standing, self.progress.figures)
        met = sum(one.status.satisfied for one in self.progress.figures.values())
        return met - sum(one[0].satisfied for one in stood if one)

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Achievement]]:
        """Rows of every stage up to the day, by target, in order of days."""
        later = self._later
        if later is None or isinstance(self.campaign.achievements, Rows):
            return awards.rows_by_target(self.campaign.achievements, self.as_of)
        known = self.campaign.plan.quantities
        cut = {
            name: rows[: bisect_right(rows, self.as_of, key=attrgetter("on"))]
            for name, rows in later.rows.items()
            if name in known
        }
        return {name: rows for name, rows in cut.items() if rows}

    def waiting_rows(self, target: Target) -> Sequence[Achievement]:
        """A target's rows up to the day, where any may wait for the stage that counts; else none are made."""
        shown = self._later or self
        if shown._stages.get(target.id, set()) <= {target.counts.value}:
            return ()
        return self.rows.get(target.id, ())

    @cached_property
    def _stages(self) -> Mapping[str, set[str]]:
        return stages_of(self.campaign.achievements)

    @cached_property
    def row_digests(self) -> dict[str, str]:
        """By target a hash of its rows of every stage up to the day, with what git knows of their lines."""
        shown = self._later or self
        if isinstance(shown.campaign.achievements, Rows) and not shown.campaign.origins:
            return shown.campaign.achievements.digests(self.as_of)
        chains = shown._chains
        places = {name: bisect_right(days, self.as_of) * _DIGEST for name, (days, _) in chains.items()}
        return {
            name: told[place - _DIGEST : place].hex()
            for name, (_, told) in chains.items()
            if (place := places[name])
        }

    @cached_property
    def _chains(self) -> dict[str, tuple[list[date], bytes]]:
        """By target the days that have rows, and of each a hash of all rows until then, all in a row."""
        known, found = self.campaign.origins, {}
        for name, rows in self.rows.items():
            days, told, chain = list[date](), bytearray(), sha256()
            for day, group in groupby(rows, attrgetter("on")):
                chain.update(repr([(_plain(row), _told(known.get(row.source))) for row in group]).encode())
                days.append(day)
                told += chain.digest()[:_DIGEST]
            found[name] = days, bytes(told)
        return found

    @property
    def _later(self) -> Facts | None:
        """What is known of the day that is shown, which holds all that was known on an earlier one."""
        later = self._days.get(self.shown)
        return later if later is not self and self.as_of < self.shown else None

    @property
    def has_awards(self) -> bool:
        """Whether there is anything to tell of awards on any day."""
        return self._days.get(self.shown, self)._has_awards

    @cached_property
    def _has_awards(self) -> bool:
        plan = self.campaign.plan.agreed or self.campaign.plan
        if plan.rules or any(target.ceiling for target in plan.targets.values()):
            return True
        return awards.has_pipeline(plan, self.campaign.achievements)

    @cached_property
    def agreed(self) -> str:
        """A hash of all that does not come from rows of achievements, updates and reports, and of the day."""
        campaign = self.campaign
        agreed = _agreed_files(campaign)
        before = campaign.before  # shown beside this one; it is over and hardly changes
        compared = [file.sha256 for file in before.files] if before else []
        return content_key(campaign.id, agreed, compared, self.as_of)

    @cached_property
    def rows_key(self) -> str:
        """A hash of all rows of every file up to the day."""
        words: list[Update | Report] = [*self.campaign.updates, *self.campaign.reports]
        return content_key(self.row_digests, [row for row in words if row.on <= self.as_of])

    @cached_property
    def counted(self) -> tuple[int, date | None]:
        """How many rows there are up to the day, and the last day among theirs."""
        return counted_until(self.campaign.achievements, self.as_of)

    @property
    def files_key(self) -> str:
        """A hash of every file of the campaign, and of the commit that they are of."""
        campaign = self.campaign
        gap = campaign.origins_gap.render() if campaign.origins_gap else ""
        return content_key([(file.name, file.sha256) for file in campaign.files], campaign.commit, gap)

    def key(self, target: Target) -> str:
        """A hash of all that is told of a target by itself: what is agreed, its rows, what bears on them."""
        if target.id not in self._keys:
            found = rules.findings_about(self.findings, target.id)
            sources = target.derived.sources if target.derived else (target.id,)
            base = self.progress.figures.get(target.ceiling.of) if target.ceiling else None
            self._keys[target.id] = content_key(
                self.agreed,
                self.places[target.id],
                [self.row_digests.get(source) for source in sources],
                [sentence.render() for finding in found for sentence in finding.sentences],
                base and tuple(base.history.readings),
            )
        return self._keys[target.id]

    def keeper(self, shelf: Shelf | None) -> Keep:
        """What has what is told of a target by itself kept on a shelf; where there is none, it is made."""
        if shelf is None:
            return made_anew
        on_shelf, figures = shelf.kept, self.progress.figures

        def kept(kind: str, name: str, make: Callable[[], Part]) -> Part:
            return on_shelf(f"{kind} {name}", self.key(figures[name].target), make)

        return kept

    def once(self, name: str, make: Callable[[], Part]) -> Part:
        """What pages say in every language, worked out when it is first asked for under that name."""
        if name not in self._once:
            self._once[name] = make()
        found: Part = self._once[name]
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each target in the plan."""
        return {name: place for place, name in enumerate(self.campaign.plan.targets)}

    def work_out(self) -> None:
        """Work out now what most pages ask for, and have what of it is a target's own kept."""
        _ = self.news, self.changes, self.met_by_day, list(self.sparks.values())
        _ = [self.by_unit(one) for one in self.progress.figures.values()]
        for one in self.progress.figures.values():
            for phase, part in one.phases.items():
                until = min(self.as_of, part.phase.end)
                _ = list(self.reached(phase, part.term, one.history, until))
            _ = list(self.reached(WHOLE, one.term, one.history, self.as_of))
        if self.shelf:
            self.shelf.remember()

    def _kept(self, kind: str, target: Target, make: Callable[[], Part]) -> Part:
        """What ``make`` tells of a target in plain values, kept from the last build where nothing differs."""
        if self.shelf is None:
            return make()
        return self.shelf.kept(f"{kind} {target.id}", self.key(target), make)

    def by_unit(self, figure: Figure) -> Mapping[str, Fraction]:
        """What each unit contributed to a target up to the day."""
        name = figure.target.id
        if name not in self._by_unit:

            def told() -> list[tuple[str, int, int]]:
                found = awards.by_unit(figure.target, figure.history.rows_until(self.as_of))
                return [(unit, *value.as_integer_ratio()) for unit, value in found.items()]

            kept = self._kept("by unit", figure.target, told)
            self._by_unit[name] = {unit: number(made, of) for unit, made, of in kept}
        return self._by_unit[name]

    @cached_property
    def timelines(self) -> dict[str, series.Timeline]:
        """Statuses over time, by target."""
        later = self._later
        if later is not None and later.campaign.plan is self.campaign.plan:
            return series.cut(later.timelines, self.as_of)
        return series.timelines(self.campaign, self.past, self.as_of, partial(self._kept, "line"))

    @cached_property
    def met_by_day(self) -> list[series.MetByDay]:
        """How many targets were met by each day."""
        return series.met_by_day(self.campaign.plan, self.timelines, self.as_of)

    def courses(self, days: tuple[date, ...]) -> Mapping[str, tuple[Status, ...]]:
        """By target its statuses at the end of each of the days; those that are alike are one."""
        if days not in self._courses:
            alike: dict[tuple[Status, ...], tuple[Status, ...]] = {}  # many have gone through the same
            courses = ((name, tuple(map(line.on, days))) for name, line in self.timelines.items())
            self._courses[days] = {name: alike.setdefault(course, course) for name, course in courses}
        return self._courses[days]

    def standing(self, name: str) -> series.Stood | None:
        """A target's status and its figure, all that two days are compared by; None of one not yet agreed."""
        target = self.campaign.plan.targets.get(name)
        if target is None:
            return None
        status = self._stood(target)
        if status is None:
            figure = self.progress.figures[name]
            return figure.status, figure.actual
        day = min(self.as_of, target.due) if target.is_kept else self.as_of  # see Term.last_counted
        return status, self.histories[name].on(day)

    def _stood(self, target: Target) -> Status | None:
        """A target's status by its statuses over time, which the day that is shown knows while the plan is
        the same; None where it is not.
        """
        later = self if self._stand_alone else self._later
        if later is None or later.campaign.plan is not self.campaign.plan:
            return None
        return Status.CANCELLED if target.cancelled else later.timelines[target.id].on(self.as_of)

    @cached_property
    def _stand_alone(self) -> bool:
        """Whether on the day that is shown all targets' statuses over time are known before any figure: they
        are kept by a target's key, which no other's figure is part of then.
        """
        plan = self.campaign.plan
        leaning = plan.rules or any(one.ceiling for one in plan.targets.values())
        return self.as_of == self.shown and not leaning

    @cached_property
    def news(self) -> list[tuple[date, series.TargetChange]]:
        """What became of targets up to the day, by day; the first day of one alone is no news. The newest
        ``MOST_NEWS`` and one more at least: of a large campaign all would be as many as its rows.
        """
        histories = self.histories
        days = [told for name, one in self.timelines.items() for told in (one.days, histories[name].days)]

        def count(back: int) -> int:
            """How many days there are of all targets from so many before the as-of day on."""
            since = self.as_of - timedelta(back)
            return sum(len(told) - bisect_left(told, since) for told in days)

        span, enough = range((self.as_of - self.campaign.plan.start).days), 2 * MOST_NEWS
        while (back := bisect_left(span, enough, key=count)) < len(span):
            if len(found := self._news(self.as_of - timedelta(back))) > MOST_NEWS:
                return found
            enough *= 2
        return self._news(date.min)

    def _news(self, since: date) -> list[tuple[date, series.TargetChange]]:
        return [
            (day, one)
            for day, one in series.events(self.timelines, self.histories, self.as_of, since)
            if not one.is_first_day
        ]

    def reached(self, phase: str, term: Term, history: History, until: date) -> Iterator[tuple[date, bool]]:
        """When a target's goal in a phase, or in all (``WHOLE``), came to be reached or ceased to be."""

        def told() -> list[tuple[int, bool]]:
            return [(day.toordinal(), then) for day, then in reached_spans(term, history, until)]

        target = self.progress.figures[term.target.id].target  # the phase may be judged by an earlier plan
        for day, then in self._kept(f"reached {phase}", target, told):
            yield date.fromordinal(day), then

    @cached_property
    def sparks(self) -> Mapping[str, str]:
        """The course of each target's figure, drawn when it is asked for."""

        def drawn(name: str) -> str:
            one = self.progress.figures[name]
            goal = float(one.target.goal.lower)
            make = partial(course, one, one.history, goal, self.campaign.plan, self.as_of)
            return self._kept("spark", one.target, make)

        return Made(self.progress.figures, drawn)

    @cached_property
    def to_decide(self) -> list[Matter]:
        """Everything to decide; when the year is over, what it came to."""
        plan = self.campaign.plan
        if self.as_of > plan.end:
            return results(self.progress)
        return matters(self.progress, plan.phase_on(self.as_of))

    @cached_property
    def owned(self) -> dict[str, list[Figure]]:
        """By unit the targets in force that it answers for, its own or those of one that ended."""
        found: dict[str, list[Figure]] = {}
        for one in self.progress.figures.values():
            owner = self.campaign.owner(one.target, self.as_of)
            if owner is not None and one.status is not Status.CANCELLED:
                found.setdefault(owner.id, []).append(one)
        return found

    @cached_property
    def findings(self) -> list[rules.Finding]:
        """The plan's checks across targets on the day."""
        return rules.findings(self.progress, self.rows) if self.campaign.plan.rules else []

    @cached_property
    def before(self) -> dict[str, History]:
        """What each target's counterpart was over time in the campaign to compare with."""
        known, before = self.past.before, self.campaign.before
        found = {one.target.id: one.previous for one in self.progress.figures.values() if one.previous}
        if known is None or before is None or not found:
            return {}
        histories = known.histories(before.plan.on(next(iter(found.values())).as_of))
        return {name: histories[one.target.id] for name, one in found.items()}


def _agreed_files(campaign: Campaign) -> list[str]:
    return [file.sha256 for file in campaign.files if file.name in _AGREED]


def _kept_readings(
    campaign: Campaign, agreed: str, shelf: Shelf, one: Quantity, make: Callable[[], bytes]
) -> bytes:
    """The readings of a target or number, kept where nothing differs that they come from."""
    if not isinstance(campaign.achievements, Rows):
        return make()
    return shelf.kept(f"readings {one.id}", f"{agreed} {campaign.achievements.digest(one.id)}", make)


def _plain(row: Achievement) -> tuple[object, ...]:
    """The row as plain values, whose representation is quick to write."""
    return (
        row.on.toordinal(),
        row.target,
        row.unit,
        row.value.numerator,
        row.value.denominator,
        row.stage.value,
        row.role and row.role.value,
        row.evidence,
        row.note,
        row.source.file,
        row.source.line,
    )


def _told(origin: Origin | None) -> tuple[str, int] | None:
    return (origin.commit, origin.on.toordinal()) if origin else None
