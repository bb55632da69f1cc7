"""The rules for figures and statuses once more, as the specification words them: slowly, a day at a time.

Reads a campaign's folder by itself (oracle_folder.py) and shares no code with the package, so that where the
two agree, one was not copied from the other. Nothing here is meant to be fast, and nothing is checked: what
it is asked about must be sound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from itertools import count, pairwise
from math import ceil, floor
from pathlib import Path
from typing import Any

from oracle_folder import (
    ADDS_UP,
    Allocated,
    Folder,
    Json,
    Row,
    Target,
    as_typed,
    day,
    number,
    rounded,
    word,
)

ONE_DAY = timedelta(days=1)
SUBJECTS = ("count", "ratio", "compliance")
REVISED = (
    "goal",
    "due",
    "pace",
    "owner",
    "name",
    "quote",
    "clause",
    "interpretation",
    "ceiling",
    "cancelled",
)


class Read(Folder):
    """A folder with the plan in force on each day that was asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.views: dict[date, View] = {}

    def view(self, t: date) -> View:
        if t not in self.views:
            self.views[t] = View(self, t)
        return self.views[t]

    @cached_property
    def before(self) -> Read:
        """The campaign that this one is compared with."""
        return Read(self.path.parent / self.plan["previous"])


class View:
    """The plan in force on a day, and every figure up to it."""

    def __init__(self, folder: Read, t: date) -> None:
        self.folder, self.t = folder, t
        self.raws: dict[str, Json] = {}
        self.revised: dict[str, list[Json]] = {}
        self.goal_set: dict[str, date] = {}
        plan = folder.plan
        later = {name: on for on, one in folder.revisions for name in one.get("adds") or []}
        first, last = folder.phases[0][1], folder.phases[-1][2]
        for raw in plan["targets"]:
            added = later.get(raw["id"])
            if added is None or added <= t:
                start = added or first
                self.raws[raw["id"]] = {"start": start.isoformat(), "due": last.isoformat(), **raw}
        for raw in plan.get("figures") or []:
            self.raws.setdefault(raw["id"], {"start": first.isoformat(), "due": last.isoformat(), **raw})
        self.figure_ids = {raw["id"] for raw in plan.get("figures") or []}
        self.targets: dict[str, Target] = {}
        for on, one in folder.revisions:
            if on <= t:
                self.lay_over(on, one)
                self.targets.clear()

    def lay_over(self, on: date, revision: Json) -> None:
        cited = {"date": on.isoformat(), "cite": revision.get("cite")}
        for name in revision.get("adds") or []:
            self.revised.setdefault(name, []).append({**cited, "was": None})
            self.goal_set[name] = on
        for name, keys in (revision.get("targets") or {}).items():
            before = self.target(name)
            was = {key: self.value_of(before, key) for key in REVISED if key in keys}
            self.revised.setdefault(name, []).append({**cited, "was": was})
            self.raws[name] = {**self.raws[name], **keys}
            if "goal" in keys:
                self.goal_set[name] = on

    @staticmethod
    def value_of(target: Target, key: str) -> Any:
        if key == "goal":
            return target.goal_json()
        if key == "due":
            return target.due.isoformat()
        if key == "cancelled":
            return target.cancelled
        if key == "pace":
            pace = target.pace()
            if isinstance(pace, str):
                return pace
            return [{"by": by.isoformat(), "value": as_typed(value)} for by, value in pace]
        if key == "ceiling" and "ceiling" in target.raw:
            ceiling = target.raw["ceiling"]
            return {**ceiling, "at_most_percent": as_typed(number(ceiling["at_most_percent"]))}
        return target.raw.get(key)

    def target(self, name: str) -> Target:
        if name not in self.targets:
            raw = self.raws[name]
            scale = self.folder.plan.get("scales", {}).get(raw.get("scale"), [])
            self.targets[name] = Target(name, raw, scale, day(raw["start"]), day(raw["due"]))
        return self.targets[name]

    # -- section 2: figures

    @cache  # noqa: B019 - a view lives as long as its folder
    def counted(self, name: str) -> list[Row]:
        """The rows of the stage that counts."""
        target, unit = self.target(name), self.folder.unit
        return [
            Row(day(row["date"]), unit(row["unit_id"]), target.read(row["value"]))
            for row in self.folder.achievements.get(name.upper(), [])
            if word(row["stage"] or target.counts) == target.counts
        ]

    def rows(self, target: Target, d: date, unit: str | None) -> list[Row]:
        """The rows until a day that make the figure of the whole, or of one unit."""
        until = [row for row in self.counted(target.id) if row.on <= d]
        if unit is None:
            return until
        mine = self.folder.family(unit, d) if target.measure in ADDS_UP else {unit}
        return [row for row in until if row.unit in mine]

    def subjects(self, target: Target, d: date, unit: str | None = None) -> Fraction:
        """The sum of the table's first line (0 where nothing is recorded)."""
        rows = self.rows(target, d, unit)
        if not target.cumulative or target.measure == "compliance":
            return sum((row.value for row in rows), Fraction())
        return self.sum_of_said(target, d, unit)

    def sum_of_said(self, target: Target, d: date, unit: str | None = None) -> Fraction:
        rows, units = self.counted(target.id), self.folder.units
        rows = [row for row in rows if row.on <= d]
        speakers = [unit] if unit else [u.id for u in units.values() if not (u.end < d and u.successor)]
        return sum((self.folder.said(rows, one, d) or Fraction() for one in speakers), Fraction())

    def latest(self, target: Target, d: date, unit: str | None) -> dict[str | None, Fraction]:
        """Each unit's latest value, of units in being; under None where rows name no unit."""
        found: dict[str | None, Fraction] = {}
        for row in sorted(self.rows(target, d, unit), key=lambda row: row.on):
            if row.unit is None or self.folder.in_being(row.unit, d):
                found[row.unit] = row.value
        return found

    def has_figure(self, target: Target, d: date, unit: str | None = None) -> bool:
        if target.source:
            return self.figure(target, d) is not None
        if target.measure in ("rank", "level") and (target.measure == "rank" or target.across != "sum"):
            return bool(self.latest(target, d, unit))
        return bool(self.rows(target, d, unit))

    def size(self, target: Target, d: date, unit: str | None = None) -> Fraction | None:
        """The population on the day; of ``units_meeting``, the units that have an allocation."""
        if "units_meeting" in target.source:
            return Fraction(len(self.allocated(target.source["units_meeting"], d)))
        return self.folder.population(target.population, d, unit)

    @cache  # noqa: B019 - a view lives as long as its folder
    def figure_of(self, name: str, d: date, unit: str | None = None) -> Fraction | None:
        target = self.target(name)
        if target.source:
            return self.derived(target, d)
        size = self.size(target, d, unit) if target.measure in ("ratio", "compliance") else None
        if target.measure == "compliance":
            return 100 * (size - self.subjects(target, d)) / size if size else None
        if not self.has_figure(target, d, unit):
            return None
        if target.measure == "ratio":
            return 100 * self.subjects(target, d, unit) / size if size else None
        if target.measure in ("count", "amount"):
            return self.subjects(target, d, unit)
        return self.across(target, d, unit)

    def figure(self, target: Target, d: date, unit: str | None = None) -> Fraction | None:
        return self.figure_of(target.id, d, unit)

    def across(self, target: Target, d: date, unit: str | None) -> Fraction | None:
        """The rows of several units as one figure."""
        latest = self.latest(target, d, unit)
        if unit is not None or None in latest:
            return next(iter(latest.values()))
        if target.across == "sum":
            return self.sum_of_said(target, d)
        if target.across == "mean":
            return sum(latest.values(), Fraction()) / len(latest)
        if target.across == "weighted":
            heads = {one: self.folder.population(target.population, d, one) or 0 for one in latest}
            weight = sum(heads.values())
            return sum(value * heads[one] for one, value in latest.items()) / weight if weight else None
        return (min if target.across == "least" else max)(latest.values())

    # -- section 2: derived

    def derived(self, target: Target, d: date) -> Fraction | None:
        ((how, named),) = target.source.items()
        if how == "units_meeting":
            meeting = self.meeting(named, d)
            size = self.size(target, d)
            if meeting is None or target.measure != "ratio":
                return meeting
            return 100 * meeting / size if size else None
        if how == "sum":
            return self.added(named, d)
        part, whole = (self.added([each] if isinstance(each, str) else each, d) for each in named)
        return None if part is None or not whole else 100 * part / whole

    def is_known(self, name: str, d: date) -> bool:
        """Whether a source is part of the plan, not cancelled, and has a row that counts, of any unit."""
        if name not in self.raws or self.target(name).cancelled:
            return False
        return any(row.on <= d for row in self.counted(name))

    def added(self, names: list[str], d: date) -> Fraction | None:
        if not all(self.is_known(name, d) for name in names):
            return None
        return sum((self.subjects(self.target(name), d) for name in names), Fraction())

    def meeting(self, name: str, d: date) -> Fraction | None:
        if not self.is_known(name, d):
            return None
        target = self.target(name)
        found = self.allocated(name, d)
        met = [one for one in found if UnitQuestion(self, target, one, d).satisfied(d)]
        return Fraction(len(met))

    # -- section 6: allocations

    @cache  # noqa: B019 - a view lives as long as its folder
    def allocated(self, name: str, d: date) -> dict[str, Allocated]:
        """The allocations in force on a day: the last of each unit, unless taken back or the unit ended."""
        target = self.target(name)
        found: dict[str, Allocated] = {}
        for row in sorted(self.folder.allocations.get(name.upper(), []), key=lambda row: day(row["date"])):
            unit = self.folder.unit(row["unit_id"])
            if unit is None or day(row["date"]) > d:
                continue
            back = word(row["goal"]) == "not assigned"
            base = number(row["baseline"]) if row["baseline"] else Fraction()
            found[unit] = Allocated(day(row["date"]), unit, None if back else target.read(row["goal"]), base)
        return {
            unit: one for unit, one in found.items() if one.goal is not None and self.folder.in_being(unit, d)
        }


class Question:
    """A goal and its dates, judged: the target's own, or those of one of its phases."""

    unit: str | None = None

    def __init__(self, view: View, target: Target) -> None:
        self.view, self.target = view, target
        self.start, self.due = target.start, target.due
        self.lower, self.upper, self.base = target.lower, target.upper, target.baseline
        self.is_due_here = True  # of a phase: whether the target is due in it

    def of_phase(self, start: date, end: date) -> Question | None:
        """The question that a phase asks; None where it asks for nothing."""
        target = self.target
        self.is_due_here = start <= target.due <= end
        self.start, self.due = max(start, target.start), min(end, target.due)
        if not self.is_due_here and (not target.to_be_kept or target.is_used_up):
            self.lower = self.whole_expected(self.due)
            if target.measure == "count":
                down = target.op in ("more_than", "at_most")
                self.lower = Fraction(floor(self.lower) if down else ceil(self.lower))
        nothing = not target.to_be_kept and self.lower == target.baseline
        return None if nothing or target.due < start else self

    # -- section 2

    def seen(self, d: date) -> date:
        """For a bound to be kept every figure is taken on min(t, due)."""
        return min(d, self.due) if self.target.to_be_kept else d

    def figure(self, d: date) -> Fraction | None:
        return self.view.figure(self.target, self.seen(d), self.unit)

    def has_figure(self, d: date) -> bool:
        return self.view.has_figure(self.target, self.seen(d), self.unit)

    def whole_expected(self, d: date) -> Fraction:
        """expected(t) of the target itself, whoever is judged."""
        target = self.target
        g, b, pace = target.lower, target.baseline, target.pace()
        if target.to_be_kept and (not target.is_used_up or pace == "at_end"):
            return g
        if d >= target.due:
            return g
        if d < target.start or pace == "at_end":
            return b
        if pace == "even":
            return b + (g - b) * Fraction((d - target.start).days + 1, (target.due - target.start).days + 1)
        assert not isinstance(pace, str)
        corners = [(target.start - ONE_DAY, b), *pace]
        if corners[-1][0] < target.due:
            corners.append((target.due, g))
        for (day0, value0), (day1, value1) in pairwise(corners):
            if day0 <= d <= day1:
                return value0 + (value1 - value0) * Fraction((d - day0).days, (day1 - day0).days)
        raise AssertionError("a day from start to due lies on one of the lines")

    def expected(self, d: date) -> Fraction:
        return self.whole_expected(self.seen(d))

    def goal_on(self, d: date) -> Fraction | None:
        return self.lower

    def satisfied(self, d: date) -> bool:
        figure, goal, target = self.figure(d), self.goal_on(d), self.target
        if figure is None or goal is None:
            return False
        if target.op == "between":
            return figure >= goal and not (
                target.to_be_kept and self.upper is not None and figure > self.upper
            )
        return {
            "at_least": figure >= goal,
            "more_than": figure > goal,
            "at_most": figure <= goal,
            "less_than": figure < goal,
        }[target.op]

    def beyond(self, d: date) -> bool:
        figure, target = self.figure(d), self.target
        if figure is None or target.op in ("more_than", "less_than") or target.measure == "compliance":
            return False
        if target.op == "at_most":
            return self.is_due_here and figure < self.lower
        if target.op == "between":
            if target.to_be_kept or self.unit:
                return False
            assert self.upper is not None
            return figure > (self.upper if self.is_due_here else self.lower)
        if target.measure == "ratio" and self.lower == 100:
            return False
        return figure > self.lower

    @cache  # noqa: B019 - a question lives for a moment
    def since(self, t: date) -> date | None:
        """The first day of the unbroken stretch of satisfied days that reaches t."""
        if self.target.to_be_kept or not self.satisfied(t):
            return None
        d = t
        while d > self.view.folder.first_day and self.satisfied(d - ONE_DAY):
            d -= ONE_DAY
        return d

    def satisfied_on(self, t: date) -> date | None:
        """The same, but never before the revision that set the goal in force."""
        since = self.since(t)
        return since and max(since, self.view.goal_set.get(self.target.id, date.min))

    def shortfall(self, t: date) -> Fraction | None:
        target, figure = self.target, self.figure(t)
        if target.measure == "rank":
            return None
        if self.satisfied(t):
            return Fraction()
        if figure is None and (target.measure == "level" or target.source):
            return None
        if target.measure in SUBJECTS:
            return self.subjects_short(t)
        figure = figure or Fraction()
        too_many = target.op in ("at_most", "less_than") or figure > (self.upper or figure)
        bound = self.upper if self.upper is not None and figure > self.upper else self.lower
        return max(figure - bound if too_many else bound - figure, Fraction())

    def subjects_short(self, t: date) -> Fraction | None:
        """Subjects counted one by one, up to the goal or down to what is allowed."""
        target, d = self.target, self.seen(t)
        size = self.view.size(target, d, self.unit) if target.measure != "count" else Fraction(100)
        if not size:
            return None
        have = self.view.figure(target, d) if target.source else self.view.subjects(target, d, self.unit)
        if target.source and target.measure == "ratio":
            have = (have or Fraction()) * size / 100
        if target.measure == "compliance":
            have = size - have
        have = have or Fraction()
        percent = have * 100 / size
        step = -1 if target.is_cap or (self.upper is not None and percent > self.upper) else 1

        def enough(further: int) -> bool:
            return self.would_satisfy((have + step * further) * 100 / size)

        if target.op == "between":
            return Fraction(next(further for further in count() if enough(further)))
        most = 1  # what is enough stays so with more: thousands need not be counted
        while not enough(most):
            most *= 2
        return Fraction(bisect_left(range(most), True, key=enough))

    def would_satisfy(self, figure: Fraction) -> bool:
        match self.target.op:
            case "at_least":
                return figure >= self.lower
            case "more_than":
                return figure > self.lower
            case "at_most":
                return figure <= self.lower
            case "less_than":
                return figure < self.lower
            case "between":
                upper = self.upper if self.target.to_be_kept else None
                return figure >= self.lower and (upper is None or figure <= upper)
        raise ValueError(self.target.op)

    def attainment(self, t: date) -> Fraction | None:
        figure = self.figure(t)
        if self.target.measure == "rank" or self.target.is_cap or figure is None or not self.lower:
            return None
        return figure / self.lower

    # -- section 3

    def progress(self, value: Fraction) -> Fraction:
        return (value - self.base) / (self.lower - self.base)

    def status(self, t: date) -> str:
        """The first rule of the table that fits."""
        at_risk = number((self.view.folder.plan.get("thresholds") or {}).get("at_risk", "0.8"))
        target, kept, over = self.target, self.target.to_be_kept, t >= self.due
        met, some, b = self.satisfied(t), self.has_figure(t), self.base
        compliance = target.measure == "compliance"
        late = (self.since(t) or date.min) > self.due
        due_day = min(t, self.due)
        table: list[tuple[Callable[[], bool], str]] = [
            (lambda: target.cancelled, "cancelled"),
            (lambda: t < self.start, "not_started"),
            (lambda: kept and (compliance or (target.is_used_up and some)) and not met, "missed"),
            (lambda: compliance, "met" if over else "on_track"),
            (lambda: not some and (over or self.expected(t) != b or kept), "no_data"),
            (lambda: not some, "not_due"),
            (lambda: kept and not over and not met, "off_track"),
            (lambda: kept and not over and target.is_used_up and self.above_expected(t), "at_risk"),
            (lambda: kept and not over, "on_track"),
            (lambda: kept and not met, "missed"),
            (lambda: kept and self.beyond(t), "exceeded"),
            (lambda: kept, "met"),
            (lambda: met and late, "met_late"),
            (lambda: met and self.beyond(due_day), "exceeded"),
            (lambda: met, "met"),
            (lambda: over, "missed"),
            (lambda: self.expected(t) == b, "not_due"),
            (lambda: self.f(t) >= self.progress(self.expected(t)), "on_track"),
            (lambda: self.f(t) >= at_risk * self.progress(self.expected(t)), "at_risk"),
        ]
        return next((name for holds, name in table if holds()), "off_track")

    def above_expected(self, t: date) -> bool:
        return (self.figure(t) or 0) > self.expected(t)

    def f(self, t: date) -> Fraction:
        figure = self.figure(t)
        assert figure is not None
        return self.progress(figure)


class UnitQuestion(Question):
    """The same of one unit: its own rows, population, goal and baseline."""

    def __init__(self, view: View, target: Target, unit: str, t: date) -> None:
        super().__init__(view, target)
        self.unit = unit
        allocated = view.allocated(target.id, t)[unit]
        assert allocated.goal is not None
        self.lower, self.upper, self.base = allocated.goal, None, allocated.baseline

    def goal_on(self, d: date) -> Fraction | None:
        """Of each day by the allocations of that day."""
        allocated = self.view.allocated(self.target.id, d).get(self.unit or "")
        return allocated.goal if allocated else None

    def satisfied(self, d: date) -> bool:
        if self.target.to_be_kept:  # judged by the goal of the day asked for, the figure of the due day
            figure = self.figure(d)
            return figure is not None and self.would_satisfy(figure)
        return super().satisfied(d)

    def expected(self, d: date) -> Fraction:
        target, whole = self.target, self.whole_expected(self.seen(d))
        if target.lower == target.baseline:
            return self.lower
        share = (whole - target.baseline) / (target.lower - target.baseline)
        return self.base + (self.lower - self.base) * share

    def satisfied_on(self, t: date) -> date | None:
        return self.since(t)  # a unit's share is not held back by a revision of the target


# -- section 5: what is published


def paced(target: Target, value: Fraction | None) -> Any:
    if value is None:
        return None
    return target.level(value) if target.measure == "rank" else as_typed(round(value, 6))


def actual_json(question: Question, d: date) -> Json | None:
    view, target, figure, seen = question.view, question.target, question.figure(d), question.seen(d)
    if figure is None:
        return None
    if target.measure == "rank":
        return {"level": target.level(figure)}
    if target.measure not in ("ratio", "compliance"):
        return {"value": as_typed(figure)}
    size = view.size(target, seen, question.unit)
    assert size is not None
    return {"value": as_typed(figure * size / 100), "of": as_typed(size), "percent": rounded(figure)}


def judged_json(question: Question, t: date) -> Json:
    target = question.target
    gone = target.cancelled
    shortfall, on = question.shortfall(t), question.satisfied_on(t)
    expected = question.expected(t)
    is_rank = target.measure == "rank"
    return {
        "status": question.status(t),
        "actual": actual_json(question, t),
        "expected": None if gone else paced(target, expected) if is_rank else rounded(expected),
        "attainment": None if gone else rounded(question.attainment(t)),
        "shortfall": None if gone or shortfall is None else as_typed(shortfall),
        "satisfied_on": None if gone or on is None else on.isoformat(),
    }


def phase_json(folder: Read, name: str, phase: tuple[str, date, date], t: date) -> Json:
    _, start, end = phase
    s = min(t, end)
    view = folder.view(s)
    question = Question(view, view.target(name)).of_phase(start, end) if name in view.raws else None
    if question is None:
        return {"status": "not_assigned", "actual": None, "goal": None}
    return {
        "status": question.status(s),
        "actual": actual_json(question, s),
        "goal": paced(question.target, question.lower),
    }


def units_json(view: View, target: Target, t: date) -> Json:
    found = {}
    for unit in view.allocated(target.id, t):
        question = UnitQuestion(view, target, unit, t)
        found[unit] = {"goal": paced(target, question.lower), **judged_json(question, t)}
    return found


def previous_json(folder: Read, target: Target, t: date) -> Json | None:
    """The target of the campaign before, on the same day of its year."""
    name, before = folder.plan["previous"], folder.before
    year = t.year - folder.phases[0][1].year + before.phases[0][1].year
    last = 28 if (t.month, t.day) == (2, 29) else t.day
    on = min(date(year, t.month, last), day(before.plan["closes"]))
    view, named = before.view(on), target.raw.get("previous", target.id)
    if named not in view.raws:
        return None
    actual = actual_json(Question(view, view.target(named)), on)
    return actual and {"campaign": name, "as_of": on.isoformat(), "actual": actual}


def target_json(folder: Read, name: str, t: date) -> Json:
    view = folder.view(t)
    target = view.target(name)
    found = {
        "id": name,
        **judged_json(Question(view, target), t),
        "goal": target.goal_json(),
        "phases": {phase[0]: phase_json(folder, name, phase, t) for phase in folder.phases},
        "units": units_json(view, target, t),
        "revised": view.revised.get(name, []),
    }
    if target.source:
        found["from"] = target.source
    if "previous" in folder.plan:
        found["previous"] = previous_json(folder, target, t)
    if target.raw.get("owner"):
        found["owner"] = folder.acting(folder.unit(target.raw["owner"]) or "", t)
    return found


def status_json(folder: Path, t: date) -> Json:
    """What sections 2, 3 and 6 fix of the status.json of a campaign's folder on a day."""
    return status_of(Read(folder), t)


def status_of(read: Read, t: date) -> Json:
    """The same of a folder that is read already."""
    view = read.view(t)
    names = [name for name in view.raws if name not in view.figure_ids]
    targets = [target_json(read, name, t) for name in names]
    totals: dict[str, int] = {}
    for one in targets:
        if one["status"] != "cancelled":
            totals[one["status"]] = totals.get(one["status"], 0) + 1
    return {
        "totals": totals,
        "cancelled": [one["id"] for one in targets if one["status"] == "cancelled"],
        "targets": targets,
    }


# -- comparing


def differences(mine: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """Where an answer of the program departs from the oracle's; what that does not say is not looked at.

    A key that stands for nothing (no units, no revision) may be left out.
    """
    if isinstance(mine, dict) and isinstance(theirs, dict):
        if path.endswith(("totals", "units")) and mine.keys() ^ {k for k, v in theirs.items() if v}:
            yield f"{path}: {sorted(mine)} is not {sorted(theirs)}"
        for key, value in mine.items():
            if key in theirs or value:
                yield from differences(value, theirs.get(key), f"{path}.{key}")
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            name = one.get("id", place) if isinstance(one, dict) else place
            yield from differences(one, other, f"{path}[{name}]")
    elif isinstance(mine, float | int) and isinstance(theirs, float | int):
        if abs(mine - theirs) > 1e-9 * max(1, abs(mine)):
            yield f"{path}: {mine} is not {theirs}"
    elif mine != theirs:
        yield f"{path}: {mine!r} is not {theirs!r}"
