"""Entries of plan.yml → targets, with the rules on goal, baseline, pace and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.keyed.entries import Entry, Findings
from thidua.model import (
    Accumulation,
    Ceiling,
    Goal,
    Group,
    Measure,
    Operator,
    Source,
    Stage,
    Target,
)
from thidua.plan.amounts import Amounts
from thidua.plan.goals import read_goal
from thidua.plan.paces import Course, read_pace
from thidua.reading.numbers import parse_number
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Frame:
    """What a target leans on elsewhere in the plan."""

    start: date
    end: date
    closes: date | None
    scales: Mapping[str, tuple[str, ...]]  # none for a scale that was refused
    scale_ids: Mapping[str, str]
    population_ids: Mapping[str, str]
    findings: Findings


def read_target(entry: Entry, frame: Frame) -> Target | None:
    """The target of an entry, or None where it lacks what a record must have.

    Whatever is wrong is told; a goal or pace that cannot be used is then replaced by a plain one, so that
    the rows of the target can still be checked.
    """
    identity, measure = entry.text("id"), entry.get("measure", Measure)
    if identity is None or measure is None:
        return None
    population = _known(entry, "population", frame.population_ids, "unknown-population", frame.findings)
    scale_id = _known(entry, "scale", frame.scale_ids, "unknown-scale", frame.findings)
    has_needed = _has_needed(entry, measure, population, scale_id, frame.findings)
    scale = frame.scales[scale_id] if scale_id and measure.traits.has_levels else ()
    if measure.traits.has_levels and not scale:
        return None
    amounts = Amounts(measure, entry.text("unit"), scale, frame.findings)
    start, due = _days(entry, frame)
    baseline = _baseline(entry, amounts, frame.findings)
    goal = read_goal(entry, amounts, baseline, frame.findings)
    pace = read_pace(entry, amounts, Course(start, due, baseline, goal), frame.findings)
    if not has_needed:
        return None
    return Target(
        id=identity,
        clause=entry.text("clause") or "",
        quote=entry.text("quote") or "",
        name=entry.text("name") or "",
        group=entry.get("group", Group) or Group.TASK,
        measure=measure,
        goal=goal or Goal(Operator.AT_LEAST, Fraction(1)),
        start=start,
        due=due,
        pace=pace,
        counts=entry.get("counts", Stage) or Stage.AWARDED,
        reading=entry.get("reading", Accumulation) or Accumulation.INCREMENT,
        source=Source(frame.findings.file, entry.line),
        population=population,
        unit=entry.text("unit"),
        scale=scale,
        scale_id=scale_id,
        baseline=baseline or Fraction(),
        owner=entry.text("owner"),
        authority=entry.text("authority"),
        interpretation=entry.text("interpretation"),
        ceiling=_ceiling(entry),
        award=entry.text("award"),
        owner_source=entry.source("owner", frame.findings.file),
    )


def _known(entry: Entry, key: str, known: Mapping[str, str], code: str, findings: Findings) -> str | None:
    """The id that a key refers to, as it is declared; None where there is none."""
    name = entry.text(key)
    return None if name is None else findings.resolve((entry.at(key), key), name, known, code)


def _has_needed(
    entry: Entry, measure: Measure, population: str | None, scale_id: str | None, findings: Findings
) -> bool:
    """Whether the measure has its population or scale; tells one that is not written at all."""
    needed = measure.traits.needs
    if needed is None:
        return True
    if needed not in entry.lines:
        findings.tell(
            entry.line,
            needed,
            "missing-key",
            Text("chỉ tiêu đo bằng {measure} thiếu mục “{key}”", measure=measure.value, key=needed),
            Text("thêm dòng “{key}: …”", key=needed),
        )
    return (population if needed == "population" else scale_id) is not None


def _days(entry: Entry, frame: Frame) -> tuple[date, date]:
    """Start and due, by default those of the campaign; told where they are in the wrong order."""
    start, due = entry.get("start", date) or frame.start, entry.get("due", date) or frame.end
    key = "due" if "due" in entry.lines else "start"
    if due < start and not {"start", "due"} & entry.refused.keys():
        frame.findings.tell(
            entry.at(key),
            key,
            "due-before-start",
            Text("hạn {due} trước ngày bắt đầu {start}", due=due, start=start),
            Text("sửa due hoặc start; bỏ trống thì lấy theo các đợt thi đua"),
        )
        return min(start, due), max(start, due)
    if "due" in entry.parts and frame.closes and due > frame.closes:
        frame.findings.warn(
            entry.at("due"),
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


def _baseline(entry: Entry, amounts: Amounts, findings: Findings) -> Fraction | None:
    """Where a level starts: 0 unless given; None where what is given cannot be read.

    Every other measure starts from 0: a baseline may say so, and nothing else.
    """
    text = entry.text("baseline")
    if text is None:
        return Fraction()
    at = entry.at("baseline")
    if not amounts.measure.traits.has_baseline:
        given = findings.try_cell(at, "baseline", lambda: parse_number(text, whole=False))
        if not given:
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


def _ceiling(entry: Entry) -> Ceiling | None:
    """The legal cap, where all of it is sound; its ``of`` is looked up once all targets are known."""
    ceiling = entry.get("ceiling", Entry)
    if ceiling is None:
        return None
    percent, of = ceiling.get("at_most_percent", Fraction), ceiling.text("of")
    if percent is None or of is None:
        return None
    return Ceiling(percent, of, ceiling.text("cite") or "")
