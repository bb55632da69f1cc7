"""The days of the plan: phases, the day it closes, reviews and commemorations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.keyed.entries import Entry, Findings, by_key
from thidua.keyed.ids import check_ids
from thidua.model import Commemoration, Phase, Review
from thidua.text import Text


def read_phases(entry: Entry, findings: Findings) -> tuple[Phase, ...]:
    """The phases in the plan's order; empty where one of them lacks its id or days."""
    written = entry.entries("phases")
    phases = [_phase(each, findings) for each in written]
    sound = tuple(phase for phase in phases if phase)
    check_ids(written, findings)
    _check_order([(each, phase) for each, phase in zip(written, phases, strict=True) if phase], findings)
    return sound if len(sound) == len(entry.get("phases", tuple) or ()) else ()


def _phase(entry: Entry, findings: Findings) -> Phase | None:
    identity, start, end = entry.text("id"), entry.get("start", date), entry.get("end", date)
    review = entry.get("review_before", date)
    if start and end and end < start:
        findings.tell(
            entry.at("end"),
            "end",
            "phase-reversed",
            Text("đợt kết thúc ({end}) trước khi bắt đầu ({start})", end=end, start=start),
            Text("sửa start hoặc end của đợt"),
        )
        start, end = end, start
    if start and review and review <= start:
        findings.tell(
            entry.at("review_before"),
            "review_before",
            "bad-review",
            Text("hạn tổng kết {day} không sau ngày bắt đầu đợt ({start})", day=review, start=start),
            Text("ghi ngày mà đợt phải tổng kết xong trước đó"),
        )
    if identity is None or start is None or end is None:
        return None
    return Phase(
        identity, entry.text("name") or "", start, end, review, entry.text("quote"), entry.text("objective")
    )


def _check_order(phases: Sequence[tuple[Entry, Phase]], findings: Findings) -> None:
    """Each phase begins after all before it have ended."""
    latest: Phase | None = None
    for entry, phase in phases:
        if latest and phase.start <= latest.end:
            findings.tell(
                entry.at("start"),
                "start",
                "phase-overlap",
                Text(
                    "đợt “{id}” bắt đầu {start}, khi đợt “{before}” chưa kết thúc ({end})",
                    id=phase.id,
                    start=phase.start,
                    before=latest.id,
                    end=latest.end,
                ),
                Text("xếp các đợt theo thứ tự thời gian, không chồng nhau"),
            )
        if latest is None or phase.end > latest.end:
            latest = phase


def check_closes(entry: Entry, phases: Sequence[Phase], findings: Findings) -> None:
    """The campaign cannot close before its last phase has ended."""
    closes = entry.get("closes", date)
    end = max((phase.end for phase in phases), default=None)
    if closes and end and closes < end:
        findings.tell(
            entry.at("closes"),
            "closes",
            "closes-too-early",
            Text(
                "ngày khóa số liệu {closes} trước ngày cuối của đợt cuối ({end})",
                closes=closes,
                end=end,
            ),
            Text("ghi ngày {end} hoặc sau đó", end=end),
        )


def read_milestones(
    entry: Entry, phases: Sequence[Phase], findings: Findings
) -> tuple[tuple[Review, ...], tuple[Commemoration, ...]]:
    """Reviews (a phase's ``review_before`` makes one where none is listed), and commemorations."""
    mapping = entry.get("milestones", Entry)
    written = (
        (*mapping.entries("reviews"), *mapping.entries("commemorations"))
        if mapping
        else (entry.entries("milestones"))
    )
    by_id = {phase.id: phase for phase in phases}
    known = by_key(typed for phase in entry.entries("phases") if (typed := phase.typed("id")))
    reviews: dict[str, Review] = {}
    days = []
    for each in written:
        name, at = each.text("phase"), (each.at("phase"), "phase")
        phase_id = findings.resolve(at, name, known, "unknown-phase") if name else None
        if "before" in each.lines:
            _add_review(each, by_id.get(phase_id or ""), reviews, findings)
        elif (identity := each.text("id")) is not None:
            days.append(_commemoration(each, identity, phase_id))
    check_ids((each for each in written if "before" not in each.lines), findings)
    for phase in phases:
        if phase.review_before and phase.id not in reviews:
            reviews[phase.id] = Review(phase.id, phase.review_before)
    return tuple(reviews[phase.id] for phase in phases if phase.id in reviews), tuple(days)


def _add_review(entry: Entry, phase: Phase | None, reviews: dict[str, Review], findings: Findings) -> None:
    """Keep a review; a phase has one, and its day stands in one place or is the same in both."""
    before = entry.get("before", date)
    if before is None or phase is None:
        return
    if phase.id in reviews:
        findings.tell(
            entry.at("phase"),
            "phase",
            "duplicate-review",
            Text("đợt “{phase}” có hai cuộc tổng kết", phase=phase.id),
            Text("giữ lại một, xóa mục kia"),
        )
    elif phase.review_before not in (None, before):
        findings.tell(
            entry.at("before"),
            "before",
            "bad-review",
            Text(
                "hạn tổng kết {day} khác với review_before của đợt “{phase}”",
                day=before,
                phase=phase.id,
            ),
            Text("ghi cùng một ngày ở cả hai chỗ, hoặc bỏ review_before của đợt"),
        )
    reviews[phase.id] = Review(
        phase.id, before, entry.get("held", date), entry.text("name"), entry.text("quote")
    )


def _commemoration(entry: Entry, identity: str, phase_id: str | None) -> Commemoration:
    return Commemoration(
        identity,
        entry.text("name") or "",
        entry.get("date", date),
        phase_id,
        entry.get("years", int),
        entry.text("quote"),
    )
