"""The rules for figures and statuses once more, as the specification words them: slowly, a day at a time.

Written from the document alone and sharing no code with the package but its records, so that where
the two agree, one was not copied from the other. Nothing here is meant to be fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from thidua.model import Achievement, Campaign, Headcount, Measure, Operator, Phase, Target

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What the document says of a target, or of a phase of it, on one day."""

    status: str
    actual: Fraction | None
    goal: Fraction | None
    expected: Fraction | None = None
    shortfall: int | None = None
    satisfied_on: date | None = None
    attainment: Fraction | None = None


@dataclass(frozen=True)
class Asked:
    """A goal and its dates: the target's own, or those of one of its phases."""

    start: date
    due: date
    goal: Fraction
    upper: Fraction | None  # "between … than the target's own upper bound in the phase where it is due"
    more_is_beyond: bool  # in an earlier phase of a range, "beyond means more than the phase's goal"


class Oracle:
    """Answers for one target of a campaign, each worked out from the rows anew."""

    def __init__(self, campaign: Campaign, target: Target) -> None:
        self.target = target
        self.at_risk = campaign.plan.at_risk
        self.phases: Sequence[Phase] = campaign.plan.phases
        self.rows: list[Achievement] = [
            row for row in campaign.achievements if row.target == target.id and row.stage is target.counts
        ]
        self.headcounts: list[Headcount] = [
            row for row in campaign.headcounts if row.population == target.population
        ]
        self.first_day = min(
            [row.on for row in self.rows] + [h.on for h in self.headcounts], default=date.max
        )

    # -- section 2

    def rows_until(self, t: date) -> list[Achievement]:
        return [row for row in self.rows if row.on <= t]

    def population(self, t: date) -> int | None:
        """The last row of each unit on or before the day holds."""
        sizes: dict[str, int] = {}
        for head in sorted(self.headcounts, key=lambda head: head.on):
            if head.on <= t:
                sizes[head.unit] = head.size
        return sum(sizes.values()) if sizes else None

    def subjects(self, t: date) -> Fraction:
        """The sum of the table's first two lines (0 where nothing is recorded)."""
        rows = self.rows_until(t)
        if self.target.reading.value == "increment" or self.target.measure is Measure.COMPLIANCE:
            return sum((row.value for row in rows), Fraction())
        return self.sum_of_latest(rows)

    @staticmethod
    def sum_of_latest(rows: list[Achievement]) -> Fraction:
        total = Fraction()
        for unit in {row.unit for row in rows}:
            total += max((row for row in rows if row.unit == unit), key=lambda row: row.on).value
        return total

    def actual(self, t: date) -> Fraction | None:
        rows = self.rows_until(t)
        measure = self.target.measure
        if measure is Measure.COMPLIANCE:
            size = self.population(t)
            return None if not size else 100 * (size - self.subjects(t)) / size
        if not rows:
            return None
        if measure is Measure.COUNT:
            return self.subjects(t)
        if measure is Measure.RATIO:
            size = self.population(t)
            return None if not size else 100 * self.subjects(t) / size
        if measure is Measure.RANK:
            return max(rows, key=lambda row: row.on).value
        return self.sum_of_latest(rows)

    def expected(self, t: date) -> Fraction:
        target = self.target
        b, g = target.baseline, target.goal.lower
        if t >= target.due:
            return g
        if t < target.start or target.measure is Measure.RANK or target.pace.kind.value == "at_end":
            return b
        if target.pace.kind.value == "even":
            whole = (target.due - target.start).days + 1
            return b + (g - b) * Fraction((t - target.start).days + 1, whole)
        corners = [(target.start - ONE_DAY, b), *target.pace.points]
        if corners[-1][0] < target.due:
            corners.append((target.due, g))
        for (day0, value0), (day1, value1) in pairwise(corners):
            if day0 <= t <= day1:
                return value0 + (value1 - value0) * Fraction((t - day0).days, (day1 - day0).days)
        raise AssertionError("a day from start to due lies on one of the lines")

    def satisfied(self, figure: Fraction | None, goal: Fraction) -> bool:
        if figure is None:
            return False
        operator = self.target.goal.operator
        if operator is Operator.MORE_THAN:
            return figure > goal
        if operator is Operator.AT_MOST:
            return figure <= goal
        return figure >= goal

    def beyond(self, figure: Fraction | None, asked: Asked) -> bool:
        operator = self.target.goal.operator
        if figure is None or operator is Operator.MORE_THAN:
            return False
        if operator is Operator.AT_MOST:
            return figure < asked.goal
        if operator is Operator.BETWEEN and not asked.more_is_beyond:
            assert asked.upper is not None
            return figure > asked.upper
        percent = self.target.measure is Measure.RATIO or self.target.unit == "%"
        if percent and operator is Operator.AT_LEAST and asked.goal == 100:
            return False
        return figure > asked.goal

    def satisfied_on(self, t: date, goal: Fraction) -> date | None:
        if self.target.measure is Measure.COMPLIANCE or not self.satisfied(self.actual(t), goal):
            return None
        day = t
        while day > self.first_day and self.satisfied(self.actual(day - ONE_DAY), goal):
            day -= ONE_DAY
        return day

    def shortfall(self, t: date) -> int | None:
        measure = self.target.measure
        if measure in (Measure.RANK, Measure.LEVEL):
            return None
        goal = self.target.goal.lower
        size = self.population(t)
        have = self.subjects(t)
        if measure is not Measure.COUNT and not size:
            return None
        if measure is Measure.COMPLIANCE:
            have = (size or 0) - have
        further = 0
        while True:  # count people one by one
            figure = have + further
            if measure is not Measure.COUNT:
                figure = 100 * figure / (size or 1)
            if self.satisfied(figure, goal):
                return further
            further += 1

    # -- section 3

    def status(self, t: date, seen: date, asked: Asked) -> str:
        """The first rule that fits; ``seen`` is the day whose figure counts, t or the phase's end."""
        b = self.target.baseline
        now = self.actual(seen)
        if t < asked.start:
            return "not_started"
        if self.target.measure is Measure.COMPLIANCE:
            if self.rows_until(seen) and not self.satisfied(now, asked.goal):
                return "missed"
            return "met" if t >= asked.due else "on_track"
        if not self.rows_until(seen):
            return "no_data" if t >= asked.due or self.expected(t) != b else "not_due"
        if self.satisfied(now, asked.goal):
            since = self.satisfied_on(seen, asked.goal)
            assert since is not None
            if since > asked.due:
                return "met_late"
            return "exceeded" if self.beyond(self.actual(min(t, asked.due)), asked) else "met"
        if t >= asked.due:
            return "missed"
        if self.expected(t) == b:
            return "not_due"
        assert now is not None
        f = (now - b) / (asked.goal - b)
        e = (self.expected(t) - b) / (asked.goal - b)
        if f >= e:
            return "on_track"
        return "at_risk" if f >= self.at_risk * e else "off_track"

    def answer(self, t: date) -> Answer:
        """The target as a whole."""
        target = self.target
        g = target.goal.lower
        now = self.actual(t)
        return Answer(
            status=self.status(t, t, Asked(target.start, target.due, g, target.goal.upper, False)),
            actual=now,
            goal=g,
            expected=self.expected(t),
            shortfall=self.shortfall(t),
            satisfied_on=self.satisfied_on(t, g),
            attainment=None if target.measure is Measure.RANK or now is None or g == 0 else now / g,
        )

    def phase_answer(self, phase: Phase, t: date) -> Answer:
        """A phase of the target: the same table with the phase's dates and goal."""
        target = self.target
        due = min(phase.end, target.due)
        goal = target.goal.lower
        if target.measure is not Measure.COMPLIANCE:
            goal = self.expected(due)
            if target.measure is Measure.COUNT:
                goal = Fraction(ceil(goal))
        if goal == target.baseline or target.due < phase.start:
            return Answer("not_assigned", None, None)
        asked = Asked(
            start=max(phase.start, target.start),
            due=due,
            goal=goal,
            upper=target.goal.upper,
            more_is_beyond=not phase.start <= target.due <= phase.end,
        )
        seen = min(t, phase.end)
        return Answer(self.status(t, seen, asked), self.actual(seen), goal)
