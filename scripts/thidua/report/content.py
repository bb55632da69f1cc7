"""A report from the figures: letterhead, title, the five sections, recipients, signature, appendix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.figures import awards, rules
from thidua.figures.progress import Progress, measure
from thidua.model import Phase, Plan
from thidua.report import results, sections
from thidua.report.appendix import appendix
from thidua.report.matter import Matter
from thidua.report.model import BodyKind, BodyLine, BodyPart, Letterhead, ReportContent
from thidua.report.outcome import is_final, outcomes, report_day
from thidua.report.phrases import document_date, inside
from thidua.text import lowered
from thidua.words import Words

SYMBOL = "BC"  # Decree 30/2020, appendix III: the abbreviation of a report's symbol
GAP = "\u00a0" * 8  # room for what the clerk writes by hand


def report_content(progress: Progress, phase_id: str, words: Words) -> ReportContent:
    """The review of a phase; the last one's is the review of the whole campaign. KeyError: no such phase."""
    phase = {one.id: one for one in progress.campaign.plan.phases}[phase_id]
    progress = _on(progress, report_day(progress, phase))
    plan = progress.campaign.plan
    head = _letterhead(plan, progress.as_of.year, words)
    subject = _subject(plan, phase, words)
    return ReportContent(
        letterhead=head,
        kind=words.gettext("BÁO CÁO"),
        subject=subject,
        notice=_notice(plan, words),
        addressees=tuple(filter(None, [plan.issuer.report_to if plan.issuer else None])),
        body=tuple(_body(progress, phase, words)),
        recipients=_recipients(plan, words),
        signer=plan.document.signer or words.gettext("THỦ TRƯỞNG CƠ QUAN"),
        appendix=appendix(progress, phase, _reference(head, plan, words), words),
        as_of=progress.as_of,
    )


def _letterhead(plan: Plan, year: int, words: Words) -> Letterhead:
    symbol = plan.document.symbol or ""
    owner = symbol.split("-", 1)[1] if "-" in symbol else ""
    place = plan.document.place
    blank_date = words.say("ngày{gap}tháng{gap}năm {year}", gap=GAP, year=year)
    return Letterhead(
        parent=(plan.issuer.parent or "").upper() if plan.issuer else "",
        issuer=plan.issuer.name.upper() if plan.issuer else "",
        number=words.say("Số:{gap}/{symbol}", gap=GAP, symbol=f"{SYMBOL}-{owner}" if owner else SYMBOL),
        place_and_date=f"{place}, {blank_date}" if place else blank_date,
    )


def _subject(plan: Plan, phase: Phase, words: Words) -> str:
    """ "Sơ kết đợt thi đua thứ nhất phong trào …" or "Tổng kết phong trào …"."""
    title = lowered(inside(plan.title))
    if is_final(phase, plan):
        return words.say("Tổng kết {title}", title=title)
    return words.say("Sơ kết {phase} {title}", phase=lowered(phase.name), title=title)


def _notice(plan: Plan, words: Words) -> str:
    if not plan.illustrative:
        return ""
    return words.gettext("(Số liệu minh họa để dựng mẫu, không phải số liệu chính thức)")


def _body(progress: Progress, phase: Phase, words: Words) -> Iterator[BodyPart]:
    rows = awards.rows_by_target(progress.campaign.achievements, progress.as_of)
    matter = Matter(
        progress=progress,
        phase=phase,
        outcomes=outcomes(progress, phase, words),
        rows=rows,
        findings=rules.findings(progress, rows),
        words=words,
    )
    yield _opening(matter)
    yield from sections.direction(matter)
    yield from results.results(matter)
    yield from results.commendation(matter)
    yield from sections.limits(matter)
    yield from sections.way_ahead(matter)
    yield _closing(matter)


def _on(progress: Progress, day: date) -> Progress:
    """The figures on the one day that all of a report speaks of, where that is not the as-of day itself."""
    if day == progress.as_of:
        return progress
    return measure(progress.campaign, day)


def _opening(matter: Matter) -> BodyLine:
    """The document that the report answers, and what it reports."""
    plan, words = matter.plan, matter.words
    issuer = plan.issuer.name if plan.issuer else words.gettext("Cơ quan")
    return BodyLine(
        BodyKind.TEXT,
        words.say(
            "Thực hiện {document}, {issuer} báo cáo kết quả {what} như sau:",
            document=_plan_document(plan, words),
            issuer=issuer,
            what=words.gettext("phong trào thi đua") if matter.final else lowered(matter.phase.name),
        ),
    )


def _plan_document(plan: Plan, words: Words) -> str:
    """The plan as a report cites it: number, symbol, day and title; what is unknown stays blank."""
    document = plan.document
    parts = [words.gettext("Kế hoạch")]
    if document.symbol:
        number = document.number or GAP
        parts.append(words.say("số {number}/{symbol}", number=number, symbol=document.symbol))
    if document.date:
        parts.append(words.say("ngày {day}", day=document_date(document.date)))
    if plan.issuer:
        parts.append(words.say("của {issuer}", issuer=plan.issuer.name))
    parts.append(lowered(inside(document.title or plan.title)))
    return " ".join(parts)


def _closing(matter: Matter) -> BodyLine:
    """The last sentence, with the sign that ends an administrative text."""
    plan, words = matter.plan, matter.words
    issuer = plan.issuer.name if plan.issuer else words.gettext("cơ quan")
    text = (
        words.say("Trên đây là Báo cáo tổng kết phong trào thi đua của {issuer}", issuer=issuer)
        if matter.final
        else words.say(
            "Trên đây là Báo cáo sơ kết {phase} của {issuer}", phase=lowered(matter.phase.name), issuer=issuer
        )
    )
    if plan.issuer and plan.issuer.report_to:
        text = words.say("{text}, kính gửi {to} xem xét, tổng hợp", text=text, to=plan.issuer.report_to)
    return BodyLine(BodyKind.TEXT, text + "./.")


def _recipients(plan: Plan, words: Words) -> tuple[str, ...]:
    """The list under "Nơi nhận", each line with its sign; "Lưu" stands last and ends with a full stop."""
    names = [inside(one) for one in plan.recipients] or [words.gettext("Lưu: VT")]
    lines = ([words.gettext("Như trên")] if plan.issuer and plan.issuer.report_to else []) + names
    return (*(f"- {name};" for name in lines[:-1]), f"- {lines[-1]}.")


def _reference(head: Letterhead, plan: Plan, words: Words) -> str:
    """The line under an appendix's title that ties it to the document."""
    return words.say(
        "(Kèm theo Báo cáo {number} {date}{issuer})",
        number=head.number[:1].lower() + head.number[1:].replace(":", ""),
        date=head.place_and_date.rpartition(", ")[2],
        issuer=words.say(" của {issuer}", issuer=plan.issuer.name) if plan.issuer else "",
    )
