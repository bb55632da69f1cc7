"""A unit's entry form: a campaign's figures on a day → the bytes of a workbook; the same in, the same out."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from thidua.entry.form_entry import Heading, write_entry
from thidua.entry.form_help import write_help
from thidua.entry.form_lists import write_lists
from thidua.entry.form_styles import styles
from thidua.entry.form_targets import write_targets
from thidua.entry.sections import ValueKind, other_targets, own_targets, sections
from thidua.entry.stamp import stamp_for
from thidua.figures.progress import Progress
from thidua.model import Plan, Unit
from thidua.words import Words


def form(progress: Progress, unit_id: str, words: Words) -> bytes:
    """The form of a unit, with the figures at the end of ``progress.as_of``."""
    campaign = progress.campaign
    plan, unit = campaign.plan, campaign.units[unit_id]
    own, others = own_targets(campaign, unit_id), other_targets(campaign, unit_id)
    found = sections([*own, *others])
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        # A workbook names the day it was made; the plan's first day keeps the bytes the same.
        book.set_properties(
            {
                "title": _title(words),
                "company": plan.issuer.name if plan.issuer else "",
                "created": datetime.combine(plan.start, time()),
            }
        )
        looks = styles(book)
        entries = [book.add_worksheet(section.title) for section in found]
        listing = book.add_worksheet(words.gettext("Chỉ tiêu"))
        guide = book.add_worksheet(words.gettext("Hướng dẫn"))
        lists = write_lists(book, stamp_for(campaign, unit_id), found)
        for sheet, section in zip(entries, found, strict=True):
            heading = _heading(plan, unit, section.kind, progress, words)
            write_entry(sheet, section, heading, lists, looks, words)
        groups = (
            (words.gettext("Chỉ tiêu đơn vị chủ trì"), own),
            (words.gettext("Chỉ tiêu khác mà đơn vị có thể đóng góp"), others),
        )
        write_targets(listing, groups, progress, unit_id, looks, words)
        write_help(guide, found, looks, words)
        entries[0].activate()
    return out.getvalue()


def _title(words: Words) -> str:
    return words.gettext("Biểu nhập kết quả thi đua")


def _heading(plan: Plan, unit: Unit, kind: ValueKind, progress: Progress, words: Words) -> Heading:
    phase = next((phase for phase in plan.phases if progress.as_of <= phase.end), plan.phases[-1])
    title = _title(words) if kind is ValueKind.WHOLE else f"{_title(words)}: {kind.value.lower()}"
    return Heading(
        title=title,
        lines=(
            plan.title,
            words.say("Đơn vị: {name} ({id})", name=unit.name, id=unit.id),
            words.say(
                "Kỳ: {phase} ({start} – {end}) · nhận kết quả có ngày từ {first} đến {closes}",
                phase=phase.name,
                start=words.date(phase.start),
                end=words.date(phase.end),
                first=words.date(plan.start),
                closes=words.date(plan.closes),
            ),
            words.gettext(
                "Chỉ nhập vào ô nền vàng, mỗi dòng một kết quả mới. Không ghi tên người. "
                "Xem trang “Hướng dẫn”."
            ),
        ),
        start=plan.start,
        closes=plan.closes,
    )
