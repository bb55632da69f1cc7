"""The days of the plan: phases, the day it closes, reviews and commemorations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from thidua.keyed.given import Findings, Given
from thidua.keyed.records import build, check_ids
from thidua.model import Commemoration, Phase, Review
from thidua.plan.schema import COMMEMORATION, PHASE, REVIEW

_A_YEAR = timedelta(days=366)


def read_phases(given: Given, findings: Findings) -> tuple[Phase, ...]:
    """The phases in the plan's order; empty where one of them lacks its id or days."""
    written = given.listed("phases")
    phases = [_phase(each, findings) for each in written]
    sound = tuple(phase for phase in phases if phase)
    check_ids(written, findings)
    _check_order([(each, phase) for each, phase in zip(written, phases, strict=True) if phase], findings)
    return sound if len(sound) == len(given.get("phases", tuple) or ()) else ()


def _phase(given: Given, findings: Findings) -> Phase | None:
    start, end, review = (given.get(key, date) for key in ("start", "end", "review_before"))
    if start and end and end < start:
        findings.tell(given.place("end"), "phase-reversed", end=end, start=start)
        return None
    if start and review and review <= start:
        findings.tell(given.place("review_before"), "bad-review/too-early", day=review, start=start)
    phase = build(given, PHASE)
    return replace(phase, start=start, end=end) if phase and start and end else None


def _check_order(phases: Sequence[tuple[Given, Phase]], findings: Findings) -> None:
    """Each phase begins after all before it have ended."""
    latest: Phase | None = None
    for given, phase in phases:
        if latest and phase.start <= latest.end:
            findings.tell(
                given.place("start"),
                "phase-overlap",
                id=phase.id,
                start=phase.start,
                before=latest.id,
                end=latest.end,
            )
        if latest is None or phase.end > latest.end:
            latest = phase


def check_closes(given: Given, phases: Sequence[Phase], findings: Findings) -> None:
    """The campaign cannot close before its last phase has ended; a day that is none is taken for refused."""
    closes = given.get("closes", date)
    end = max((phase.end for phase in phases), default=None)
    if closes and end and closes < end:
        findings.tell(given.place("closes"), "closes-too-early", closes=closes, end=end)
        given.parts.pop("closes")
        given.refused["closes"] = ""


def check_as_of(given: Given, phases: Sequence[Phase], findings: Findings) -> None:
    """The day shown is fixed for illustrative figures alone, and is one of the campaign's."""
    as_of, closes = given.get("as_of", date), given.get("closes", date)
    if "as_of" not in given.lines:
        return
    if not given.get("illustrative", bool) and "illustrative" not in given.refused:
        findings.tell(given.place("as_of"), "key-not-allowed/as-of")
    elif as_of and closes and phases and not phases[0].start <= as_of <= closes:
        findings.tell(
            given.place("as_of"),
            "outside-campaign/in-plan",
            typed=as_of,
            start=phases[0].start,
            closes=closes,
        )


def read_milestones(
    given: Given, phases: Sequence[Phase], findings: Findings
) -> tuple[tuple[Review, ...], tuple[Commemoration, ...]]:
    """Reviews (a phase's ``review_before`` makes one where none is listed), and commemorations."""
    mapping = given.inner("milestones")
    written = (
        (*mapping.listed("reviews"), *mapping.listed("commemorations"))
        if mapping
        else given.listed("milestones")
    )
    reviews = [each for each in written if each.record == REVIEW]
    days = [each for each in written if each.record == COMMEMORATION]
    check_ids(days, findings)
    _check_far(reviews, days, phases, given.get("closes", date), findings)
    by_phase = _reviews(reviews, {phase.id: phase for phase in phases}, findings)
    for phase in phases:
        if phase.review_before and phase.id not in by_phase:
            by_phase[phase.id] = Review(phase.id, phase.review_before)
    found = (build(each, COMMEMORATION) for each in days)
    return (
        tuple(by_phase[phase.id] for phase in phases if phase.id in by_phase),
        tuple(each for each in found if each),
    )


def _check_far(
    reviews: Iterable[Given],
    days: Iterable[Given],
    phases: Sequence[Phase],
    closes: date | None,
    findings: Findings,
) -> None:
    """A day of another year than the campaign's is likely a slip; a review may be held once it is closed."""
    if not phases or closes is None:
        return
    start = phases[0].start
    asked = [(each, "date", closes) for each in days]
    asked += [(each, key, closes + _A_YEAR) for each in reviews for key in ("before", "held")]
    for each, key, last in asked:
        day = each.get(key, date)
        if day and not start <= day <= last:
            findings.warn(
                each.place(key), "outside-campaign/milestone", typed=day, start=start, closes=closes
            )


def _reviews(written: Sequence[Given], phases: Mapping[str, Phase], findings: Findings) -> dict[str, Review]:
    """The reviews by phase; a phase has one, and its day stands in one place or is the same in both."""
    reviews: dict[str, Review] = {}
    for given in written:
        review = build(given, REVIEW)
        phase = phases.get(review.phase) if review else None
        if review is None or phase is None:
            continue
        if phase.id in reviews:
            findings.tell(given.place("phase"), "duplicate-review", phase=phase.id)
        elif phase.review_before not in (None, review.before):
            findings.tell(given.place("before"), "bad-review/two-days", day=review.before, phase=phase.id)
        reviews[phase.id] = review
    return reviews
