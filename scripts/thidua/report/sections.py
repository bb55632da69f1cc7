"""The body of a report, section by section; every sentence comes from the figures or is left blank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from thidua import wording
from thidua.figures import discipline
from thidua.figures.discipline import Reported
from thidua.model import Review, Status
from thidua.report.matter import Matter
from thidua.report.model import BodyLine, BodyPart
from thidua.report.phrases import (
    capital,
    count,
    document_date,
    inside,
    numbered,
    period_name,
    phase_span,
    plainly,
    sentence,
    short_hash,
)
from thidua.text import lowered, mark


def direction(matter: Matter) -> Iterator[BodyPart]:
    """I. What the campaign is, and how it was organised."""
    plan, words = matter.plan, matter.words
    yield matter.section("I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC PHONG TRÀO THI ĐUA")
    if matter.final:
        yield matter.text(
            "Phong trào được tổ chức thành {n} {kind}: {phases}.",
            "thoi-gian",
            n=count(len(plan.phases), words),
            kind="đợt"
            if all(lowered(phase.name).startswith("đợt") for phase in plan.phases)
            else "giai đoạn",
            phases="; ".join(f"{lowered(phase.name)} ({phase_span(phase, words)})" for phase in plan.phases),
        )
    else:
        name, span = capital(matter.phase.name), phase_span(matter.phase, words)
        is_drive = lowered(name).startswith("đợt")
        template = "{name} được tổ chức {span}." if is_drive else "Thời gian tổng hợp: {name}, {span}."
        shown = name if is_drive else lowered(name)
        yield matter.text(template, "thoi-gian", name=shown, span=span)
    if plan.theme:
        yield matter.text("Chủ đề thi đua: “{theme}”.", "chu-de", theme=inside(plan.theme))
    if plan.tasks or plan.movements:
        yield matter.text(
            "Kế hoạch xác định {parts}.",
            "quy-mo",
            parts=words.join(
                [
                    f"{count(number, words)} {name}"
                    for number, name in (
                        (len(matter.in_force), "chỉ tiêu"),
                        (len(plan.tasks), "nhiệm vụ thi đua"),
                        (len(plan.movements), "phong trào, cuộc vận động"),
                    )
                    if number
                ]
            ),
        )
    yield from _revised(matter)
    yield from _commemorations(matter)
    yield from _reporting(matter)
    yield from _reviews(matter)
    yield matter.blank(
        "[Nêu các văn bản chỉ đạo đã ban hành; việc phát động, ký giao ước thi đua; công tác tuyên truyền, "
        "kiểm tra, đôn đốc]"
    )


def _revised(matter: Matter) -> Iterator[BodyPart]:
    """How the plan was changed up to the day, target by target, with the decision of each change."""
    for figure in matter.progress.figures.values():
        for place, change in enumerate(figure.changes):
            later = figure.changes[place + 1 :]
            said = wording.change_phrases(figure.target, change, later, matter.unit_name, matter.words)
            yield matter.text(
                "Từ ngày {day}, chỉ tiêu “{name}” {what} theo {cite}.",
                f"dieu-chinh/{figure.target.id}/{change.on}",
                day=document_date(change.on),
                name=inside(figure.target.name),
                what="; ".join(said),
                cite=inside(change.cite),
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
            "Phong trào gắn với {n} ngày kỷ niệm, sự kiện: {names}.",
            "ky-niem",
            n=count(len(names), matter.words),
            names="; ".join(names),
        )


def _reporting(matter: Matter) -> Iterator[BodyPart]:
    """Which reports the units owed in the time reported on, and which of them are not there."""
    if matter.plan.report_day is None:
        return
    owed = [
        one
        for row in discipline.reports(matter.campaign, matter.day)
        for one in row
        if matter.first_day <= one.period <= matter.phase.end
        and one.state not in (Reported.WAITING, Reported.NOT_OWED)
    ]
    missing = [one for one in owed if one.state is Reported.MISSING]
    if not owed:
        return
    yield matter.text(
        "Đến ngày {day}, các phòng, đơn vị đã gửi {n}/{all} báo cáo tiến độ đến hạn.",
        "bao-cao-don-vi",
        day=document_date(matter.day),
        n=len(owed) - len(missing),
        all=len(owed),
    )
    if missing:
        yield matter.text(
            "Còn thiếu {n} báo cáo: {names}.",
            "bao-cao-thieu",
            n=count(len(missing), matter.words),
            names=numbered(
                [
                    f"{unit} ({', '.join(period_name(one.period, matter.plan) for one in of_unit)})"
                    for unit, of_unit in groupby(missing, key=lambda one: one.unit.name)
                ],
                matter.words,
                "{names}; và {n} đơn vị khác",
            ),
        )


def _reviews(matter: Matter) -> Iterator[BodyPart]:
    for review in matter.plan.reviews:
        if (matter.final or review.phase == matter.phase.id) and review.name:
            yield _review(review, matter)


def _review(review: Review, matter: Matter) -> BodyLine:
    before, key = document_date(review.before), f"so-tong-ket/{review.phase}"
    name = review.name or ""
    if held := review.held_by(matter.progress.as_of):
        template = mark("{name}: đã tổ chức ngày {held} (kế hoạch: trước ngày {before}).")
        return matter.text(template, key, name=name, held=document_date(held), before=before)
    return matter.text("{name}: tổ chức trước ngày {before}.", key, name=name, before=before)


def limits(matter: Matter) -> Iterator[BodyPart]:
    """IV. What is not reached, difficulties that wait for an answer, and causes (left to a person)."""
    yield matter.section("IV. HẠN CHẾ, NGUYÊN NHÂN")
    yield matter.heading("1. Hạn chế, vướng mắc")
    yield from behind(matter)
    yield from difficulties(matter)
    yield matter.blank("[Nêu những hạn chế khác]")
    yield matter.heading("2. Nguyên nhân")
    yield matter.blank("[Nêu nguyên nhân khách quan, nguyên nhân chủ quan]")


def behind(matter: Matter) -> Iterator[BodyPart]:
    """The targets that are behind, and the rules across targets that do not hold."""
    late = [outcome for outcome in matter.outcomes if outcome.status.behind]
    day = document_date(matter.day)
    if late:
        over = all(outcome.status is Status.MISSED for outcome in late)
        yield matter.text(
            "Đến ngày {day} còn {n} chỉ tiêu chưa đạt:"
            if over
            else "Đến ngày {day} còn {n} chỉ tiêu chậm tiến độ, có nguy cơ hoặc chưa đạt:",
            "han-che",
            day=day,
            n=count(len(late), matter.words),
        )
        for outcome in late:
            yield matter.text(
                "- {name}: {status}{missing}.",
                f"han-che/{outcome.target.id}",
                name=inside(outcome.target.name),
                status=matter.words.gettext(outcome.status.label).lower(),
                missing=f", {outcome.missing}" if outcome.missing else "",
            )
    else:
        yield matter.text(
            "Đến ngày {day} không có chỉ tiêu chậm tiến độ, có nguy cơ hoặc chưa đạt.", "han-che", day=day
        )
    for finding in matter.findings:
        if finding.holds is False:
            detail = " ".join(plainly(one, matter.plan, matter.words) for one in finding.sentences)
            yield matter.text(
                "- {text} {detail}",
                f"quy-tac/{finding.rule.id}",
                text=sentence(finding.rule.text),
                detail=detail,
            )


def difficulties(matter: Matter) -> Iterator[BodyPart]:
    """Difficulties that units raised in the time reported on."""
    raised = [
        update
        for update in matter.campaign.updates
        if update.asks and matter.first_day <= update.on <= matter.day
    ]
    if not raised:
        return
    words = matter.words
    waiting = [update for update in raised if not update.answered_by(matter.day)]
    answered, all_of_them = len(raised) - len(waiting), count(len(raised), words)
    told = "Các phòng, đơn vị đã nêu {n} khó khăn, kiến nghị"
    if not waiting:
        yield matter.text(told + "; đều đã được trả lời.", "kien-nghi", n=all_of_them)
        return
    yield matter.text(
        told + "; đã trả lời {answered}, chưa trả lời {waiting}:"
        if answered
        else told + "; chưa được trả lời:",
        "kien-nghi",
        n=all_of_them,
        answered=count(answered, words),
        waiting=count(len(waiting), words),
    )
    for update in waiting:
        yield matter.text(
            "- {unit} (ngày {day}): {asks}",
            f"kien-nghi/{update.unit}/{short_hash(update.on, update.task, update.asks)}",
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
    left = [one.status for one in matter.progress.figures.values() if not one.status.satisfied]
    yield matter.text(
        "Trong {name} ({span}), tập trung hoàn thành {n} chỉ tiêu của kế hoạch chưa hoàn thành "
        "đến ngày {day}.",
        "dot-sau",
        name=lowered(following.name),
        span=phase_span(following, matter.words),
        n=count(sum(one is not Status.CANCELLED for one in left), matter.words),
        day=document_date(matter.progress.as_of),
    )
    if following.objective:
        yield matter.text(
            "Yêu cầu của đợt theo kế hoạch: “{objective}”.",
            "dot-sau/yeu-cau",
            objective=inside(following.objective),
        )
    for review in matter.plan.reviews:
        if review.phase == following.id and review.name:
            yield _review(review, matter)
    yield matter.blank("[Nêu nhiệm vụ trọng tâm, giải pháp và phân công thực hiện]")
    yield matter.blank("[Nêu đề xuất, kiến nghị, nếu có]")
