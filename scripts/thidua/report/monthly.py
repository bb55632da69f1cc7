"""The report of a month or quarter: what it brought, the totals, what is behind, what stands in the way."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from thidua import wording
from thidua.figures.discipline import due_day, period_end, period_of
from thidua.figures.progress import Figure, Progress, measure
from thidua.model import ReportEvery, Target
from thidua.report.appendix import month_table
from thidua.report.content import closing, matter_of, opening
from thidua.report.matter import Matter
from thidua.report.model import Appendix, BodyPart, Form, ReportContent
from thidua.report.office import document, reference
from thidua.report.phrases import count, document_date, inside, numbered, padded, period_name
from thidua.report.results import in_all, latest_news, news, task_label
from thidua.report.sections import behind, difficulties
from thidua.text import lowered, period_text
from thidua.words import VIETNAMESE


def monthly_content(progress: Progress, first: date) -> ReportContent:
    """The report of the period that begins on ``first``, as of its last day or the as-of day before it."""
    every = progress.campaign.plan.report_every
    day = min(period_end(first, every), progress.as_of)
    now = progress if day == progress.as_of else measure(progress.campaign, day)
    plan = now.campaign.plan
    before = measure(progress.campaign, first - timedelta(days=1)) if first > plan.start else None
    gained = _gained(now, before)
    matter = replace(matter_of(now, plan.phases[-1]), since=first)
    period = period_name(first, plan).replace("/", " năm ")  # as in a title: quý III năm 2022
    appendix = Appendix(
        title="BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA",
        reference=reference(plan, day.year),
        note=f"Số liệu lũy kế đến ngày {document_date(day)}",
        table=month_table(matter, gained),
    )
    return document(
        Form.MONTH,
        period_text(first, quarter=every is ReportEvery.QUARTER),
        plan,
        day,
        subject=f"Kết quả {period} {lowered(inside(plan.title))}",
        body=tuple(_body(matter, period, gained)),
        appendices=(appendix,),
    )


def _body(matter: Matter, period: str, gained: Mapping[str, str]) -> Iterator[BodyPart]:
    yield opening(matter, period)
    yield matter.section("I. KẾT QUẢ THỰC HIỆN")
    yield from in_all(matter)
    yield _new(matter, gained)
    yield matter.text("Kết quả từng chỉ tiêu, lũy kế và tỷ lệ so với kế hoạch tại Phụ lục kèm theo.", "")
    yield from _news(matter)
    yield matter.blank("[Đánh giá chung về kết quả thực hiện]")
    yield matter.section("II. KHÓ KHĂN, VƯỚNG MẮC")
    yield from behind(matter)
    yield from difficulties(replace(matter, since=None))
    yield matter.blank("[Nêu khó khăn, vướng mắc khác và nguyên nhân]")
    yield matter.section("III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI")
    yield from _ahead(matter)
    yield matter.blank("[Nêu nhiệm vụ trọng tâm, giải pháp; đề xuất, kiến nghị, nếu có]")
    yield closing(matter, f"kết quả {period}")


def _new(matter: Matter, gained: Mapping[str, str]) -> BodyPart:
    """Which figures moved in the period."""
    moved = [one for one in matter.in_force if one.target.id in gained]
    names = [
        f"{inside(one.target.name)} ({_said(one.target, gained[one.target.id], matter)})" for one in moved
    ]
    if not names:
        return matter.text("Trong kỳ báo cáo chưa ghi nhận số liệu mới.", "trong-ky")
    return matter.text(
        f"Trong kỳ báo cáo, có {count(len(names))} chỉ tiêu có số liệu mới: {numbered(names)}.", "trong-ky"
    )


def _said(target: Target, gain: str, matter: Matter) -> str:
    """A gain within a sentence: thêm 07 gia đình."""
    for sign, word in (("+", "thêm"), ("−", "giảm")):
        if gain.startswith(sign):
            unit = wording.distance_word(target, matter.plan, VIETNAMESE)
            return padded(f"{word} {gain[1:]} {unit}".rstrip(), target)
    return gain


def _gained(now: Progress, before: Progress | None) -> dict[str, str]:
    """What the period brought to each target whose figure moved, in its own terms; a new level's name."""
    found = {}
    for target_id, figure in now.figures.items():
        shown = _gain(figure, before.figures.get(target_id) if before else None)
        if shown:
            found[target_id] = shown
    return found


def _gain(figure: Figure, before: Figure | None) -> str:
    target, reading = figure.target, figure.actual
    was = before.actual if before is not None else None
    if reading is None:
        return ""
    if target.traits.counts_breaches:
        more = wording.breaches(reading) - wording.breaches(was)
        return f"{count(more)} vi phạm" if more else ""
    if target.traits.has_levels:
        is_same = was is not None and was.value == reading.value
        return "" if is_same else wording.actual_phrase(target, reading, VIETNAMESE)
    if was is None and (target.derived is not None or not target.adds_up):
        # A state, a unit's total so far, a sum of others: nobody knows how much of it is older.
        return wording.actual_phrase(target, reading, VIETNAMESE)
    return wording.delta_phrase(target, reading.value - (was.value if was else 0), VIETNAMESE)


def _news(matter: Matter) -> Iterator[BodyPart]:
    """What units wrote in the period on each task: the latest of it."""
    latest = latest_news(matter)
    for task in matter.plan.tasks.values():
        if update := latest.get(task.id):
            label, said = task_label(task, matter), news(update, matter)
            yield matter.text(f"- {label}: {said}.", f"phong-trao/{task.id}")


def _ahead(matter: Matter) -> Iterator[BodyPart]:
    """What is due in the period to come: targets, and the units' next reports."""
    plan = matter.plan
    first = period_end(period_of(matter.day, plan.report_every), plan.report_every) + timedelta(days=1)
    last = period_end(first, plan.report_every)
    due = [
        f"{inside(one.target.name)} (hạn {document_date(one.target.due)})"
        for one in matter.in_force
        if first <= one.target.due <= last and not one.status.satisfied
    ]
    if due:
        number, period = count(len(due)), period_name(first, plan)
        yield matter.text(f"Trong {period} có {number} chỉ tiêu đến hạn: {numbered(due)}.", "den-han")
    following = due_day(plan, first)
    if following is not None and first <= plan.end:
        period, day = period_name(first, plan), document_date(following)
        yield matter.text(f"Các phòng, đơn vị gửi báo cáo {period} chậm nhất ngày {day}.", "han-bao-cao")
    for review in plan.reviews:
        if review.name and not review.held_by(matter.day) and first <= review.before <= last:
            said = f"{review.name}: tổ chức trước ngày {document_date(review.before)}."
            yield matter.text(said, f"so-tong-ket/{review.phase}")
