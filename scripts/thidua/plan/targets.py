"""Targets of the plan, with the rules on goal, baseline, pace and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.keyed.given import Findings, Given
from thidua.keyed.records import build
from thidua.model import Goal, Measure, Operator, Source, Target
from thidua.plan.goals import Amounts, read_goal
from thidua.plan.paces import Course, read_pace
from thidua.plan.schema import TARGET
from thidua.reading.numbers import parse_number
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """What a target leans on elsewhere in the plan: days, and scales (none for one that was refused)."""

    start: date
    end: date
    closes: date | None
    scales: Mapping[str, tuple[str, ...]]


def read_target(given: Given, frame: PlanFrame, findings: Findings) -> Target | None:
    """The target, its references resolved, or None where it lacks what a record must have.

    Whatever is wrong is told; a goal or pace that cannot be used is then replaced by a plain one, so that
    the rows of the target can still be checked.
    """
    measure = given.get("measure", Measure)
    if given.text("id") is None or measure is None:
        return None
    has_needed = _has_needed(given, measure, findings)
    scale = frame.scales.get(given.text("scale") or "", ()) if measure.traits.has_levels else ()
    if measure.traits.has_levels and not scale:
        return None
    amounts = Amounts(measure, given.text("unit"), scale, findings)
    start, due = _days(given, frame, findings)
    baseline = _baseline(given, amounts, findings)
    goal = read_goal(given, amounts, baseline, findings)
    pace = read_pace(given, amounts, Course(start, due, baseline, goal), findings)
    if not has_needed:
        return None
    return build(
        given,
        TARGET,
        group=given.get("group", str) or "",
        goal=goal or Goal(Operator.AT_LEAST, Fraction(1)),
        start=start,
        due=due,
        pace=pace,
        source=Source(findings.file, given.line),
        scale=scale,
        baseline=baseline or Fraction(),
        owner_source=given.source("owner", findings.file),
    )


def _has_needed(given: Given, measure: Measure, findings: Findings) -> bool:
    """Whether the measure has its population or scale; tells one that is not written at all."""
    needed = measure.traits.needs
    if needed is None:
        return True
    if needed not in given.lines:
        findings.tell(
            given.line,
            needed,
            "missing-key",
            Text("chỉ tiêu đo bằng {measure} thiếu mục “{key}”", measure=measure.value, key=needed),
            Text("thêm dòng “{key}: …”", key=needed),
        )
    return needed in given.parts


def _days(given: Given, frame: PlanFrame, findings: Findings) -> tuple[date, date]:
    """Start and due, by default those of the campaign; told where they are in the wrong order."""
    start, due = given.get("start", date) or frame.start, given.get("due", date) or frame.end
    key = "due" if "due" in given.lines else "start"
    if due < start and not {"start", "due"} & given.refused.keys():
        findings.tell(
            given.at(key),
            key,
            "due-before-start",
            Text("hạn {due} trước ngày bắt đầu {start}", due=due, start=start),
            Text("sửa due hoặc start; bỏ trống thì lấy theo các đợt thi đua"),
        )
        return min(start, due), max(start, due)
    if "due" in given.parts and frame.closes and due > frame.closes:
        findings.warn(
            given.at("due"),
            "due",
            "due-after-closes",
            Text(
                "hạn {due} sau ngày khóa số liệu {closes}",
                due=due,
                closes=frame.closes,
            ),
            Text("kết quả sau ngày khóa số liệu không nhập được: sửa due hoặc closes"),
        )
    return start, due


def _baseline(given: Given, amounts: Amounts, findings: Findings) -> Fraction | None:
    """Where a level starts: 0 unless given; None where what is given cannot be read.

    Every other measure starts from 0: a baseline may say so, and nothing else.
    """
    text = given.text("baseline")
    if text is None:
        return Fraction()
    at = given.at("baseline")
    if not amounts.measure.traits.has_baseline:
        other = findings.try_cell(at, "baseline", lambda: parse_number(text, whole=False))
        if not other:
            return Fraction()
        findings.tell(
            at,
            "baseline",
            "baseline-not-allowed",
            Text("“baseline” chỉ dùng cho chỉ tiêu đo bằng mức (level)"),
            Text("xóa dòng baseline; mọi chỉ tiêu khác bắt đầu từ 0"),
        )
        return Fraction()
    return amounts.read(text, at, "baseline")
