"""The body of a report, section by section; every sentence comes from the figures or is left blank."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from thidua import wording
from thidua.figures import discipline
from thidua.figures.discipline import Reported
from thidua.model import Plan, Review, Status
from thidua.report.matter import Matter
from thidua.report.model import BodyLine, BodyPart
from thidua.report.phrases import (
    DOCUMENTS,
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
from thidua.text import lowered
from thidua.words import VIETNAMESE


def direction(matter: Matter) -> Iterator[BodyPart]:
    """I. What the campaign is, and how it was organised."""
    plan = matter.plan
    yield matter.section("I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC PHONG TRÀO THI ĐUA")
    if matter.final:
        are_drives = all(lowered(phase.name).startswith("đợt") for phase in plan.phases)
        number = f"{count(len(plan.phases))} {'đợt' if are_drives else 'giai đoạn'}"
        phases = "; ".join(f"{lowered(phase.name)} ({phase_span(phase)})" for phase in plan.phases)
        yield matter.text(f"Phong trào được tổ chức thành {number}: {phases}.", "thoi-gian")
    else:
        name, span = capital(matter.phase.name), phase_span(matter.phase)
        is_drive = lowered(name).startswith("đợt")
        said = f"{name} được tổ chức {span}." if is_drive else f"Thời gian tổng hợp: {lowered(name)}, {span}."
        yield matter.text(said, "thoi-gian")
    if plan.theme:
        yield matter.text(f"Chủ đề thi đua: “{inside(plan.theme)}”.", "chu-de")
    if plan.tasks or plan.movements:
        sizes = (
            (len(matter.in_force), "chỉ tiêu"),
            (len(plan.tasks), "nhiệm vụ thi đua"),
            (len(plan.movements), "phong trào, cuộc vận động"),
        )
        parts = VIETNAMESE.join([f"{count(number)} {name}" for number, name in sizes if number])
        yield matter.text(f"Kế hoạch xác định {parts}.", "quy-mo")
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
            said = wording.change_phrases(figure.target, change, later, matter.unit_name, DOCUMENTS)
            yield matter.text(
                f"Từ ngày {document_date(change.on)}, chỉ tiêu “{inside(figure.target.name)}” "
                f"{'; '.join(said)} theo {inside(change.cite)}.",
                f"dieu-chinh/{figure.target.id}/{change.on}",
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
            f"Phong trào gắn với {count(len(names))} ngày kỷ niệm, sự kiện: {'; '.join(names)}.", "ky-niem"
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
    day, sent = document_date(matter.day), f"{len(owed) - len(missing)}/{len(owed)}"
    said = f"Đến ngày {day}, các phòng, đơn vị đã gửi {sent} báo cáo tiến độ đến hạn."
    yield matter.text(said, "bao-cao-don-vi")
    if missing:
        names = [
            f"{unit} ({', '.join(_spans([one.period for one in of_unit], matter.plan))})"
            for unit, of_unit in groupby(missing, key=lambda one: one.unit.name)
        ]
        listed = numbered(names, "{names}; và {n} đơn vị khác")
        yield matter.text(f"Còn thiếu {count(len(missing))} báo cáo: {listed}.", "bao-cao-thieu")


def _spans(periods: Sequence[date], plan: Plan) -> Iterator[str]:
    """Periods of reports in a sentence, three and more on end as one: từ tháng 01/2024 đến tháng 12/2024."""
    runs: list[list[date]] = []
    for period in periods:
        if runs and discipline.period_end(runs[-1][-1], plan.report_every) + timedelta(1) == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    for run in runs:
        names = [period_name(one, plan) for one in run]
        yield from names if len(names) < 3 else (f"từ {names[0]} đến {names[-1]}",)


def _reviews(matter: Matter) -> Iterator[BodyPart]:
    for review in matter.plan.reviews:
        if (matter.final or review.phase == matter.phase.id) and review.name:
            yield _review(review, matter)


def _review(review: Review, matter: Matter) -> BodyLine:
    before, key = document_date(review.before), f"so-tong-ket/{review.phase}"
    name = review.name or ""
    if held := review.held_by(matter.progress.as_of):
        said = f"{name}: đã tổ chức ngày {document_date(held)} (kế hoạch: trước ngày {before})."
        return matter.text(said, key)
    if review.before <= matter.progress.as_of:
        return matter.text(f"{name}: chưa ghi nhận ngày tổ chức (kế hoạch: trước ngày {before}).", key)
    return matter.text(f"{name}: tổ chức trước ngày {before}.", key)


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
        is_over = all(outcome.status is Status.MISSED for outcome in late)
        how = "chưa đạt" if is_over else "chậm tiến độ, có nguy cơ hoặc chưa đạt"
        yield matter.text(f"Đến ngày {day} còn {count(len(late))} chỉ tiêu {how}:", "han-che")
        for outcome in late:
            missing = f", {outcome.missing}" if outcome.missing else ""
            said = f"- {inside(outcome.target.name)}: {outcome.status.label.lower()}{missing}."
            yield matter.text(said, f"han-che/{outcome.target.id}")
    else:
        yield matter.text(
            f"Đến ngày {day} không có chỉ tiêu chậm tiến độ, có nguy cơ hoặc chưa đạt.", "han-che"
        )
    for finding in matter.findings:
        if finding.holds is False:
            detail = " ".join(plainly(one, matter.plan) for one in finding.sentences)
            yield matter.text(f"- {sentence(finding.rule.text)} {detail}", f"quy-tac/{finding.rule.id}")


def difficulties(matter: Matter) -> Iterator[BodyPart]:
    """Difficulties that units raised in the time reported on."""
    raised = [
        update
        for update in matter.campaign.updates
        if update.asks and matter.first_day <= update.on <= matter.day
    ]
    if not raised:
        return
    waiting = [update for update in raised if not update.answered_by(matter.day)]
    answered = len(raised) - len(waiting)
    if not waiting:
        became = "đều đã được trả lời."
    elif answered:
        became = f"đã trả lời {count(answered)}, chưa trả lời {count(len(waiting))}:"
    else:
        became = "chưa được trả lời:"
    said = f"Các phòng, đơn vị đã nêu {count(len(raised))} khó khăn, kiến nghị; {became}"
    yield matter.text(said, "kien-nghi")
    for update in waiting:
        yield matter.text(
            f"- {matter.unit_name(update.unit)} (ngày {document_date(update.on)}): {sentence(update.asks)}",
            f"kien-nghi/{update.unit}/{short_hash(update.on, update.task, update.asks)}",
        )


def way_ahead(matter: Matter) -> Iterator[BodyPart]:
    """V. What is still to be reached and by when; the measures are left to a person."""
    yield matter.section("V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")
    if matter.final:
        ahead = "năm tới" if matter.plan.is_year else "thời gian tới"
        yield matter.blank(f"[Nêu phương hướng, nhiệm vụ và giải pháp của phong trào thi đua {ahead}]")
        yield matter.blank("[Nêu đề xuất, kiến nghị, nếu có]")
        return
    phases = matter.plan.phases
    following = phases[phases.index(matter.phase) + 1]
    left = [one.status for one in matter.progress.figures.values() if not one.status.satisfied]
    number, day = count(sum(one is not Status.CANCELLED for one in left)), document_date(matter.day)
    yield matter.text(
        f"Trong {lowered(following.name)} ({phase_span(following)}), tập trung hoàn thành {number} chỉ tiêu "
        f"của kế hoạch chưa hoàn thành đến ngày {day}.",
        "dot-sau",
    )
    if objective := following.objective:
        yield matter.text(f"Yêu cầu của đợt theo kế hoạch: “{inside(objective)}”.", "dot-sau/yeu-cau")
    for review in matter.plan.reviews:
        if review.phase == following.id and review.name:
            yield _review(review, matter)
    yield matter.blank("[Nêu nhiệm vụ trọng tâm, giải pháp và phân công thực hiện]")
    yield matter.blank("[Nêu đề xuất, kiến nghị, nếu có]")
