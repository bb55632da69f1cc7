"""A report from the figures: letterhead, title, the five sections, recipients, signature, appendix."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from thidua.figures import awards, rules
from thidua.figures.progress import Progress, measure
from thidua.figures.series import Reached
from thidua.figures.status_table import reached_spans
from thidua.model import Keep, Phase, Plan, made_anew
from thidua.report import results, sections
from thidua.report.appendix import appendices
from thidua.report.commendation import commendation
from thidua.report.matter import Matter, is_final, outcomes, report_day
from thidua.report.model import BodyLine, BodyPart, Form, ReportContent
from thidua.report.office import document, plan_document, reference
from thidua.report.phrases import inside
from thidua.text import lowered


def report_content(
    progress: Progress, phase_id: str, spans: Reached = reached_spans, kept: Keep = made_anew
) -> ReportContent:
    """The review of a phase; the last one's is the review of the whole campaign. KeyError: no such phase.

    ``spans`` may know from before when a goal was reached, ``kept`` what is said of a target.
    """
    phase = {one.id: one for one in progress.campaign.plan.phases}[phase_id]
    progress = _on(progress, report_day(progress, phase))
    plan = progress.campaign.plan
    matter = replace(matter_of(progress, phase, kept), spans=spans)
    return document(
        Form.REPORT,
        phase.id,
        plan,
        progress.as_of,
        subject=_subject(plan, phase),
        body=tuple(_body(matter)),
        appendices=appendices(matter, reference(plan, progress.as_of.year)),
    )


def matter_of(progress: Progress, phase: Phase, kept: Keep = made_anew) -> Matter:
    """What a document on a phase is written from."""
    rows = awards.rows_by_target(progress.campaign.achievements, progress.as_of)
    return Matter(
        progress=progress,
        phase=phase,
        outcomes=outcomes(progress, phase, kept),
        rows=rows,
        findings=rules.findings(progress, rows),
        kept=kept,
    )


def _subject(plan: Plan, phase: Phase) -> str:
    """ "Sơ kết đợt thi đua thứ nhất phong trào …" or "Tổng kết phong trào …"."""
    title = lowered(inside(plan.title))
    if is_final(phase, plan):
        return f"Tổng kết {title}"
    return f"Sơ kết {lowered(phase.name)} {title}"


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
    whose = issuer.name if issuer else "Cơ quan"
    return matter.text(f"Thực hiện {plan_document(plan)}, {whose} báo cáo kết quả {what} như sau:", "")


def closing(matter: Matter, what: str) -> BodyLine:
    """The last sentence, with the sign that ends an administrative text."""
    issuer = matter.plan.issuer
    to = f", kính gửi {issuer.report_to} xem xét, tổng hợp" if issuer and issuer.report_to else ""
    return matter.text(f"Trên đây là Báo cáo {what} của {issuer.name if issuer else 'cơ quan'}{to}./.", "")
