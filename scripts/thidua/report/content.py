"""A report from the figures: letterhead, title, the five sections, recipients, signature, appendix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from thidua.figures import awards, rules
from thidua.figures.progress import Progress, measure
from thidua.figures.series import Reached
from thidua.figures.status_table import reached_spans
from thidua.model import Phase, Plan
from thidua.report import results, sections
from thidua.report.appendix import appendices
from thidua.report.commendation import commendation
from thidua.report.matter import Matter, is_final, outcomes, report_day
from thidua.report.model import BodyLine, BodyPart, Form, ReportContent
from thidua.report.office import (
    addressees,
    letterhead,
    notice,
    plan_document,
    recipients,
    reference,
    signer,
)
from thidua.report.phrases import inside
from thidua.text import lowered
from thidua.words import Words

SYMBOL = "BC"  # Decree 30/2020, appendix III: the abbreviation of a report's symbol


def report_content(
    progress: Progress, phase_id: str, words: Words, spans: Reached = reached_spans
) -> ReportContent:
    """The review of a phase; the last one's is the review of the whole campaign. KeyError: no such phase.

    ``spans`` may know from before when a goal was reached.
    """
    phase = {one.id: one for one in progress.campaign.plan.phases}[phase_id]
    progress = _on(progress, report_day(progress, phase))
    plan = progress.campaign.plan
    head = letterhead(plan, SYMBOL, progress.as_of.year, words)
    matter = replace(matter_of(progress, phase, words), spans=spans)
    return ReportContent(
        form=Form.REPORT,
        name=f"{plan.campaign}/{phase.id}",
        letterhead=head,
        kind=words.gettext("BÁO CÁO"),
        subject=_subject(plan, phase, words),
        notice=notice(plan, words),
        addressees=addressees(plan),
        body=tuple(_body(matter)),
        recipients=recipients(plan, words),
        signer=signer(plan, words),
        appendices=appendices(matter, reference(head, plan, words)),
        as_of=progress.as_of,
    )


def matter_of(progress: Progress, phase: Phase, words: Words) -> Matter:
    """What a document on a phase is written from."""
    rows = awards.rows_by_target(progress.campaign.achievements, progress.as_of)
    return Matter(
        progress=progress,
        phase=phase,
        outcomes=outcomes(progress, phase, words),
        rows=rows,
        findings=rules.findings(progress, rows),
        words=words,
    )


def _subject(plan: Plan, phase: Phase, words: Words) -> str:
    """ "Sơ kết đợt thi đua thứ nhất phong trào …" or "Tổng kết phong trào …"."""
    title = lowered(inside(plan.title))
    if is_final(phase, plan):
        return words.say("Tổng kết {title}", title=title)
    return words.say("Sơ kết {phase} {title}", phase=lowered(phase.name), title=title)


def _body(matter: Matter) -> Iterator[BodyPart]:
    phase = lowered(matter.phase.name)
    yield opening(matter, "phong trào thi đua" if matter.final else phase)
    yield from sections.direction(matter)
    yield from results.results(matter)
    yield from commendation(matter)
    yield from sections.limits(matter)
    yield from sections.way_ahead(matter)
    yield closing(matter, "tổng kết phong trào thi đua" if matter.final else f"sơ kết {phase}")


def _on(progress: Progress, day: date) -> Progress:
    """The figures on the one day that all of a report speaks of, where that is not the as-of day itself."""
    if day == progress.as_of:
        return progress
    return measure(progress.campaign, day)


def opening(matter: Matter, what: str) -> BodyLine:
    """The document that a report answers, and what it reports."""
    plan, issuer = matter.plan, matter.plan.issuer
    return matter.text(
        "Thực hiện {document}, {issuer} báo cáo kết quả {what} như sau:",
        "",
        document=plan_document(plan, matter.words),
        issuer=issuer.name if issuer else "Cơ quan",
        what=what,
    )


def closing(matter: Matter, what: str) -> BodyLine:
    """The last sentence, with the sign that ends an administrative text."""
    issuer = matter.plan.issuer
    return matter.text(
        "Trên đây là Báo cáo {what} của {issuer}{to}./.",
        "",
        what=what,
        issuer=issuer.name if issuer else "cơ quan",
        to=f", kính gửi {issuer.report_to} xem xét, tổng hợp" if issuer and issuer.report_to else "",
    )
