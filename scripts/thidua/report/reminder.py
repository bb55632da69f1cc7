"""The letter that reminds a unit of the reports it owes, or was late with."""

from collections.abc import Iterator

from thidua.figures.discipline import PeriodReport, Reminder, days_late, due_day, reminders
from thidua.figures.progress import Progress
from thidua.model import Plan, ReportEvery
from thidua.report.model import BodyKind, BodyLine, BodyPart, Form, ReportContent
from thidua.report.office import document, filed, plan_document
from thidua.report.phrases import count, document_date, period_name


def reminder_content(progress: Progress, unit_id: str) -> ReportContent | None:
    """The letter to a unit; None where there is nothing to remind it of."""
    found = {one.unit.id: one for one in reminders(progress.campaign, progress.as_of)}.get(unit_id)
    if found is None:
        return None
    plan = progress.campaign.plan
    return document(
        Form.LETTER,
        f"don-doc/{unit_id}",
        plan,
        progress.as_of,
        subject="V/v đôn đốc báo cáo kết quả thực hiện phong trào thi đua",
        addressees=(found.unit.name,),
        body=tuple(_body(found, progress)),
        recipients=("- Như trên;", f"- {filed(plan)}."),
    )


def _body(reminder: Reminder, progress: Progress) -> Iterator[BodyPart]:
    plan, unit = progress.campaign.plan, reminder.unit.name
    issuer = plan.issuer.name if plan.issuer else "Cơ quan"
    when = "tháng đầu quý sau" if plan.report_every is ReportEvery.QUARTER else "tháng sau"
    yield _text(
        f"Thực hiện {plan_document(plan)}, các phòng, đơn vị gửi báo cáo kết quả "
        f"chậm nhất ngày {plan.report_day:02d} {when}."
    )
    if reminder.missing:
        day, number = document_date(progress.as_of), count(len(reminder.missing))
        yield _text(f"Đến ngày {day}, {unit} chưa gửi {number} báo cáo đã quá hạn:", "thieu")
        for one in reminder.missing:
            yield _text(_missing(one, reminder, progress), f"thieu/{one.unit.id}/{one.period}")
    if reminder.late:
        yield _text(_late(reminder.late, progress), "muon")
    asked = (
        "khẩn trương gửi các báo cáo còn thiếu, nêu rõ nguyên nhân chậm, và gửi các báo cáo sau đúng hạn"
        if reminder.missing
        else "rút kinh nghiệm, gửi các báo cáo sau đúng hạn"
    )
    yield _text(f"{issuer} đề nghị {unit} {asked}.", "de-nghi")
    yield BodyLine(BodyKind.BLANK, "[Ấn định ngày gửi, nơi nhận và người liên hệ]")
    yield _text(f"Đề nghị {unit} nghiêm túc thực hiện./.")


def _missing(one: PeriodReport, reminder: Reminder, progress: Progress) -> str:
    """A report that has not come: its period, its day, how long that is over; whose, of an ended unit."""
    plan = progress.campaign.plan
    period, days = period_name(one.period, plan), count(days_late(one, plan, progress.as_of))
    whose = "" if one.unit.id == reminder.unit.id else f" của {one.unit.name}"
    return f"- Báo cáo {period}{whose}: hạn gửi ngày {_due(one, plan)}, đã quá hạn {days} ngày."


def _late(one: PeriodReport, progress: Progress) -> str:
    plan = progress.campaign.plan
    period, days = period_name(one.period, plan), count(days_late(one, plan, progress.as_of))
    sent = f"{one.unit.name} gửi báo cáo {period} ngày {document_date(one.on) if one.on else ''}"
    return f"{sent}, muộn {days} ngày so với hạn ngày {_due(one, plan)}."


def _due(one: PeriodReport, plan: Plan) -> str:
    due = due_day(plan, one.period)
    return document_date(due) if due else ""


def _text(text: str, key: str = "") -> BodyLine:
    return BodyLine(BodyKind.TEXT, text, key)
