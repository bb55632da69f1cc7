"""The goal of a target, bounds that can be reached; and its pace, which leads there without turning back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from thidua.keyed.given import Findings, Given, Place
from thidua.model import FAR_ABOVE, Goal, Measure, Operator, Pace, PaceKind
from thidua.plan.allowed import Nature
from thidua.reading.cells import parse_level
from thidua.reading.numbers import decimals, parse_number
from thidua.text import Text, number_text

DayAndValue = tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class Amounts:
    """How the amounts of a target are written, in goal, baseline and pace: as its measure wants them."""

    measure: Measure
    unit: str | None
    scale: Sequence[str]
    findings: Findings

    def read(self, text: str, at: Place) -> Fraction | None:
        """The amount (a rank's level as its place, from 1), or None once it is told what is wrong."""
        return self.findings.try_cell(at, lambda: self._parsed(text))

    def _parsed(self, text: str) -> Fraction:
        if self.measure.traits.has_levels:
            return parse_level(text, self.scale)
        return parse_number(text, whole=self.measure.traits.whole_figure, percent=self.unit == "%")


def read_goal(given: Given, its: Nature, amounts: Amounts, baseline: Fraction | None) -> Goal | None:
    """The goal, or None once it is told why there is none; ``baseline`` is None where it was refused."""
    written, findings = given.inner("goal"), amounts.findings
    operator = _operator(written, its.measure, findings) if written else None
    if written is None or operator is None:
        return None
    goal = _bounds(written, operator, amounts)
    if goal is None or not _is_possible(written, goal, amounts):
        return None
    if its.is_kept is False:
        _check_mark(given, written, goal, its, baseline, findings)
    if amounts.unit == "%" and its.traits.has_baseline:
        _check_percent(given, written, goal, baseline or Fraction(), findings)
    return goal


def _check_percent(given: Given, written: Given, goal: Goal, baseline: Fraction, findings: Findings) -> None:
    """A level in percent below one, where its own quote or its other bound says a hundred times as much."""
    key, highest = goal.operator.value, goal.upper if goal.upper is not None else goal.lower
    is_far_above = baseline >= FAR_ABOVE and not goal.operator.is_cap
    if 0 < highest < 1 and (is_far_above or _is_quoted(given.text("quote") or "", 100 * highest)):
        findings.warn(written.place(key), "goal-below-one-percent", value=highest, percent=100 * highest)
    elif 0 < baseline < 1 and goal.lower >= FAR_ABOVE:
        findings.warn(
            given.place("baseline"), "goal-below-one-percent/baseline", value=baseline, percent=100 * baseline
        )


def _is_quoted(quote: str, percent: Fraction) -> bool:
    return re.search(rf"(?<![0-9,.]){re.escape(number_text(percent))}\s?%", quote) is not None


def _check_mark(
    given: Given, written: Given, goal: Goal, its: Nature, baseline: Fraction | None, findings: Findings
) -> None:
    """A mark to be reached lies away from where the year starts, on the side that its operator names."""
    key, downward = goal.operator.value, goal.operator.is_cap
    if downward and "baseline" not in given.lines and "baseline" not in given.refused:
        findings.tell(given.place("baseline"), "missing-key/baseline")
    elif its.traits.has_levels and goal.lower == 1:
        findings.tell(written.place(key), "goal-equals-baseline/lowest-level")
    elif goal.lower == baseline:
        kind = "goal-equals-baseline/may-hold" if its.traits.may_hold else "goal-equals-baseline/nought"
        findings.tell(written.place(key), kind)
    elif (
        baseline is not None and goal.operator is not Operator.BETWEEN and downward == (goal.lower > baseline)
    ):
        findings.warn(written.place(key), "goal-behind-baseline/of-target")


def _operator(written: Given, measure: Measure, findings: Findings) -> Operator | None:
    """The one operator of the goal, if the measure takes it."""
    keys = list(written.lines)
    if not keys and written.refused:  # a word that is no operator has been told
        return None
    if len(keys) != 1:
        findings.tell(
            (written.at(keys[-1]) if keys else written.line, "goal"), "bad-goal/operators", count=len(keys)
        )
        return None
    operator = Operator(keys[0])
    if operator in measure.traits.operators:
        return operator
    findings.tell(
        written.place(keys[0]),
        "bad-goal/measure",
        hint=_instead(operator, measure),
        operator=operator.value,
        measure=measure.value,
    )
    return None


def _instead(operator: Operator, measure: Measure) -> Text:
    """What to do: never an operator that asks for the opposite."""
    if operator.is_cap:
        return Text("cách đo này chỉ có mục tiêu từ một mức trở lên: chọn cách đo khác (measure)")
    return Text("dùng: {operators}", operators=", ".join(each.value for each in measure.traits.operators))


def _bounds(written: Given, operator: Operator, amounts: Amounts) -> Goal | None:
    key, findings = operator.value, amounts.findings
    if operator is not Operator.BETWEEN:
        text = written.text(key)
        lower = None if text is None else amounts.read(text, written.place(key))
        return None if text is None or lower is None else Goal(operator, lower, places=decimals(text))
    cells = written.singles(key)
    if key in written.refused:
        return None
    if len(cells) != 2:
        findings.tell(written.place(key), "bad-goal/bounds", count=len(cells))
        return None
    low, high = (amounts.read(str(cell.value), (cell.line, key)) for cell in cells)
    if low is None or high is None:
        return None
    if high < low:
        findings.tell(written.place(key), "goal-reversed")
        return None
    places = max(decimals(str(cell.value)) for cell in cells)
    return Goal(operator, low, high, places)


def _is_possible(written: Given, goal: Goal, amounts: Amounts) -> bool:
    """A goal that some figure can satisfy and some cannot; tells the others."""
    key, findings = goal.operator.value, amounts.findings
    highest = goal.upper if goal.upper is not None else goal.lower
    if amounts.measure.traits.is_share:
        limit_is_open = goal.operator is Operator.MORE_THAN
        if highest > 100 or (limit_is_open and highest == 100):
            findings.tell(written.place(key), "goal-out-of-range/share")
            return False
        if 0 < highest < 1 and not goal.operator.is_cap:
            findings.warn(written.place(key), "goal-below-one-percent", value=highest, percent=100 * highest)
    if not amounts.measure.traits.is_state and goal.lower < 0:
        findings.tell(written.place(key), "goal-out-of-range/negative")
        return False
    if not amounts.measure.traits.is_state and goal.operator is Operator.LESS_THAN and goal.lower == 0:
        findings.tell(written.place(key), "goal-out-of-range/below-nought")
        return False
    return True


@dataclass(frozen=True, slots=True)
class Course:
    """Between what the pace runs; baseline and goal are None where they were refused."""

    start: date
    due: date
    baseline: Fraction | None
    goal: Goal | None


def read_pace(given: Given, its: Nature, amounts: Amounts, course: Course) -> Pace:
    """The pace; the default one where none is given, none can be, or what is given was told as a problem."""
    findings = amounts.findings
    default = Pace(PaceKind.AT_END if its.traits.has_levels else PaceKind.EVEN)
    if "pace" not in given.parts or its.traits.has_levels:
        return default
    kind = given.get("pace", PaceKind)
    if kind is not None:
        return Pace(kind)
    points = _points(given, amounts, findings)
    if points is None:
        return default
    before = len(findings.problems)
    _check_days(points, course, findings)
    if before == len(findings.problems) and course.goal is not None and course.baseline is not None:
        _check_way(points, course.due, course.baseline, course.goal.lower, findings)
    sound = before == len(findings.problems)
    return Pace(PaceKind.POINTS, tuple(point for point, _ in points)) if sound else default


def _points(given: Given, amounts: Amounts, findings: Findings) -> list[tuple[DayAndValue, Given]] | None:
    """The points as typed, or None where one of them cannot be read."""
    points = []
    for each in given.listed("pace"):
        day, text = each.get("by", date), each.text("value")
        value = None if text is None else amounts.read(text, each.place("value"))
        if day is None or value is None:
            return None
        points.append(((day, value), each))
    return points or None


def _check_days(points: list[tuple[DayAndValue, Given]], course: Course, findings: Findings) -> None:
    """Points come in order of days, within the target's own days, unless it is due before its start."""
    last: date | None = None
    for (day, _), given in points:
        if course.start <= course.due and not course.start <= day <= course.due:
            findings.tell(given.place("by"), "bad-pace/outside", day=day, start=course.start, due=course.due)
        elif last is not None and day <= last:
            findings.tell(given.place("by"), "bad-pace/order", day=day, last=last)
        last = day


def _check_way(
    points: list[tuple[DayAndValue, Given]], due: date, baseline: Fraction, goal: Fraction, findings: Findings
) -> None:
    """From the baseline to the goal no step leads back, and the goal stands at the end."""
    for given in _turns(points, baseline, goal):
        findings.tell(given.place("value"), "pace-turns-back")
    (day, value), given = points[-1]
    if day == due and (value < goal if goal > baseline else value > goal):
        findings.tell(given.place("value"), "bad-pace/ends-short")


def _turns(points: list[tuple[DayAndValue, Given]], baseline: Fraction, goal: Fraction) -> Iterator[Given]:
    """The points that lead back, or past the goal."""
    way = 1 if goal > baseline else -1
    values = [baseline, *(value for (_, value), _ in points)]
    for (before, after), (_, given) in zip(pairwise(values), points, strict=True):
        if way * (after - before) < 0 or way * (goal - after) < 0:
            yield given
