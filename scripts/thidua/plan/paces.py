"""The pace of a target: even, at the end, or points that lead from baseline to goal without turning back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from thidua.keyed.given import Findings, Given
from thidua.model import Goal, Pace, PaceKind
from thidua.plan.allowed import Nature
from thidua.plan.goals import Amounts
from thidua.text import Text

DayAndValue = tuple[date, Fraction]


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


def _points(given: Given, amounts: Amounts, findings: Findings) -> list[tuple[DayAndValue, int]] | None:
    """The points with their lines, or None where one of them cannot be read."""
    points = []
    for each in given.listed("pace"):
        day, text = each.get("by", date), each.text("value")
        value = None if text is None else amounts.read(text, each.at("value"), "value")
        if day is None or value is None:
            return None
        points.append(((day, value), each.line))
    return points or None


def _check_days(points: list[tuple[DayAndValue, int]], course: Course, findings: Findings) -> None:
    """Points come in order of days, within the target's own days."""
    last: date | None = None
    for (day, _), line in points:
        if not course.start <= day <= course.due:
            findings.tell(
                line,
                "by",
                "bad-pace",
                Text(
                    "mốc {day} nằm ngoài thời gian của chỉ tiêu ({start} – {due})",
                    day=day,
                    start=course.start,
                    due=course.due,
                ),
                Text("ghi các mốc từ ngày bắt đầu đến hạn của chỉ tiêu"),
            )
        elif last is not None and day <= last:
            findings.tell(
                line,
                "by",
                "bad-pace",
                Text(
                    "mốc {day} không sau mốc đứng trước nó ({last})",
                    day=day,
                    last=last,
                ),
                Text("xếp các mốc theo thứ tự ngày, mỗi ngày một mốc"),
            )
        last = day


def _check_way(
    points: list[tuple[DayAndValue, int]], due: date, baseline: Fraction, goal: Fraction, findings: Findings
) -> None:
    """From the baseline to the goal no step leads back, and the goal stands at the end."""
    for line in _turns(points, baseline, goal):
        findings.tell(
            line,
            "value",
            "pace-turns-back",
            Text("tiến độ đi ngược: các mốc phải dần từ mức đầu kỳ đến mục tiêu, không lùi, không vượt quá"),
            Text("sửa số ở mốc này"),
        )
    (day, value), line = points[-1]
    if day == due and (value < goal if goal > baseline else value > goal):
        findings.tell(
            line,
            "value",
            "bad-pace",
            Text("đến hạn thì phải đạt mục tiêu, nhưng mốc cuối ghi số khác"),
            Text("ghi đúng mục tiêu ở mốc cuối, hoặc bỏ mốc đó"),
        )


def _turns(points: list[tuple[DayAndValue, int]], baseline: Fraction, goal: Fraction) -> Iterator[int]:
    """The lines of points that lead back, or past the goal."""
    way = 1 if goal > baseline else -1
    values = [baseline, *(value for (_, value), _ in points)]
    for (before, after), (_, line) in zip(pairwise(values), points, strict=True):
        if way * (after - before) < 0 or way * (goal - after) < 0:
            yield line
