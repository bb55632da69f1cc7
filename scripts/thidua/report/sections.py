"""The body of a report, section by section; every sentence comes from the figures or is left blank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from thidua.figures import discipline
from thidua.figures.discipline import Reported
from thidua.model import Review, Status
from thidua.report.matter import Matter
from thidua.report.model import BodyLine, BodyPart
from thidua.report.phrases import capital, document_date, inside, period_name, phase_span, sentence
from thidua.text import lowered, mark


def direction(matter: Matter) -> Iterator[BodyPart]:
    """I. What the campaign is, and how it was organised."""
    plan, words = matter.plan, matter.words
    yield matter.section("I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC PHONG TRÀO THI ĐUA")
    if matter.final:
        yield matter.text(
            "Phong trào được tổ chức thành {n} đợt: {phases}.",
            n=len(plan.phases),
            phases="; ".join(f"{lowered(phase.name)} ({phase_span(phase, words)})" for phase in plan.phases),
        )
    else:
        name, span = capital(matter.phase.name), phase_span(matter.phase, words)
        yield matter.text("{name} được tổ chức {span}.", name=name, span=span)
    if plan.theme:
        yield matter.text("Chủ đề thi đua: “{theme}”.", theme=inside(plan.theme))
    if plan.tasks or plan.movements:
        yield matter.text(
            "Kế hoạch xác định {targets} chỉ tiêu, {tasks} nhiệm vụ thi đua, gắn với {movements} phong trào, "
            "cuộc vận động.",
            targets=len(plan.targets),
            tasks=len(plan.tasks),
            movements=len(plan.movements),
        )
    yield from _commemorations(matter)
    yield from _reporting(matter)
    yield from _reviews(matter)
    yield matter.blank(
        "[Nêu các văn bản chỉ đạo đã ban hành; việc phát động, ký giao ước thi đua; công tác tuyên truyền, "
        "kiểm tra, đôn đốc]"
    )


def _commemorations(matter: Matter) -> Iterator[BodyPart]:
    """The commemorations of the time reported on, as the plan sets them."""
    phases = {phase.id for phase in matter.plan.phases} if matter.final else {matter.phase.id}
    names = [
        one.name if one.on is None else f"{one.name} ({document_date(one.on)})"
        for one in matter.plan.commemorations
        if one.phase in phases or (one.phase is None and matter.final)
    ]
    if names:
        yield matter.text(
            "Phong trào gắn với {n} ngày kỷ niệm, sự kiện: {names}.", n=len(names), names="; ".join(names)
        )


def _reporting(matter: Matter) -> Iterator[BodyPart]:
    """Which reports the units owed in the time reported on, and which of them are not there."""
    if matter.plan.report_day is None:
        return
    owed = [
        one
        for row in discipline.reports(matter.campaign, matter.day)
        for one in row
        if matter.first_day <= one.period <= matter.phase.end and one.state is not Reported.WAITING
    ]
    missing = [one for one in owed if one.state is Reported.MISSING]
    if not owed:
        return
    yield matter.text(
        "Đến ngày {day}, các phòng, đơn vị đã gửi {n}/{all} báo cáo tiến độ đến hạn.",
        day=document_date(matter.day),
        n=len(owed) - len(missing),
        all=len(owed),
    )
    if missing:
        yield matter.text(
            "Còn thiếu {n} báo cáo: {names}.",
            n=len(missing),
            names="; ".join(
                f"{unit} ({', '.join(period_name(one.period, matter.plan) for one in of_unit)})"
                for unit, of_unit in groupby(missing, key=lambda one: one.unit.name)
            ),
        )


def _reviews(matter: Matter) -> Iterator[BodyPart]:
    for review in matter.plan.reviews:
        if (matter.final or review.phase == matter.phase.id) and review.name:
            yield _review(review, matter)


def _review(review: Review, matter: Matter) -> BodyLine:
    before = document_date(review.before)
    name = review.name or ""
    if held := review.held_by(matter.progress.as_of):
        template = mark("{name}: đã tổ chức ngày {held} (kế hoạch: trước ngày {before}).")
        return matter.text(template, name=name, held=document_date(held), before=before)
    return matter.text("{name}: tổ chức trước ngày {before}.", name=name, before=before)


def limits(matter: Matter) -> Iterator[BodyPart]:
    """IV. What is not reached, difficulties that wait for an answer, and causes (left to a person)."""
    yield matter.section("IV. HẠN CHẾ, NGUYÊN NHÂN")
    yield matter.heading("1. Hạn chế, vướng mắc")
    behind = [outcome for outcome in matter.outcomes if outcome.status.behind]
    if behind:
        over = all(outcome.status is Status.MISSED for outcome in behind)
        yield matter.text(
            "Đến ngày {day} còn {n} chỉ tiêu chưa đạt:"
            if over
            else "Đến ngày {day} còn {n} chỉ tiêu chậm tiến độ, có nguy cơ hoặc chưa đạt:",
            day=document_date(matter.day),
            n=len(behind),
        )
        for outcome in behind:
            yield matter.text(
                "- {name}: {status}{missing}.",
                name=inside(outcome.target.name),
                status=matter.words.gettext(outcome.status.label).lower(),
                missing=f", {outcome.missing}" if outcome.missing else "",
            )
    else:
        yield matter.text(
            "Đến ngày {day} không có chỉ tiêu chậm tiến độ, có nguy cơ hoặc chưa đạt.",
            day=document_date(matter.day),
        )
    for finding in matter.findings:
        if finding.holds is False:
            detail = " ".join(one.render(matter.words.gettext) for one in finding.sentences)
            yield matter.text("- {text} {detail}", text=sentence(finding.rule.text), detail=detail)
    yield from _difficulties(matter)
    yield matter.blank("[Nêu những hạn chế khác]")
    yield matter.heading("2. Nguyên nhân")
    yield matter.blank("[Nêu nguyên nhân khách quan, nguyên nhân chủ quan]")


def _difficulties(matter: Matter) -> Iterator[BodyPart]:
    """Difficulties that units raised in the time reported on."""
    raised = [
        update
        for update in matter.campaign.updates
        if update.asks and matter.first_day <= update.on <= matter.day
    ]
    if not raised:
        return
    waiting = [update for update in raised if update.answered is None or update.answered > matter.day]
    if not waiting:
        yield matter.text(
            "Các phòng, đơn vị đã nêu {n} khó khăn, kiến nghị; đều đã được trả lời.", n=len(raised)
        )
        return
    yield matter.text(
        "Các phòng, đơn vị đã nêu {n} khó khăn, kiến nghị; {answered} kiến nghị đã được trả lời, "
        "{waiting} kiến nghị chưa được trả lời:",
        n=len(raised),
        answered=len(raised) - len(waiting),
        waiting=len(waiting),
    )
    for update in waiting:
        yield matter.text(
            "- {unit} (ngày {day}): {asks}",
            unit=matter.campaign.units[update.unit].name,
            day=document_date(update.on),
            asks=sentence(update.asks),
        )


def way_ahead(matter: Matter) -> Iterator[BodyPart]:
    """V. What is still to be reached and by when; the measures are left to a person."""
    yield matter.section("V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")
    if matter.final:
        yield matter.blank("[Nêu phương hướng, nhiệm vụ và giải pháp của phong trào thi đua năm tới]")
        yield matter.blank("[Nêu đề xuất, kiến nghị, nếu có]")
        return
    phases = matter.plan.phases
    following = phases[phases.index(matter.phase) + 1]
    yield matter.text(
        "Trong {name} ({span}), tập trung hoàn thành {n} chỉ tiêu của kế hoạch chưa hoàn thành "
        "đến ngày {day}.",
        name=lowered(following.name),
        span=phase_span(following, matter.words),
        n=sum(not figure.status.satisfied for figure in matter.progress.figures.values()),
        day=document_date(matter.progress.as_of),
    )
    if following.objective:
        yield matter.text(
            "Yêu cầu của đợt theo kế hoạch: “{objective}”.", objective=inside(following.objective)
        )
    for review in matter.plan.reviews:
        if review.phase == following.id and review.name:
            yield _review(review, matter)
    yield matter.blank("[Nêu nhiệm vụ trọng tâm, giải pháp và phân công thực hiện]")
    yield matter.blank("[Nêu đề xuất, kiến nghị, nếu có]")
