"""The sheet of a form that shows what is recorded of the unit: nothing is entered there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua import wording
from thidua.entry.form_styles import LINE_HEIGHT, Styles, height
from thidua.entry.offer import Offer
from thidua.entry.sections import RECORDED, label, labelled
from thidua.model import Achievement, Campaign, ReportEvery
from thidua.text import mark, period_text
from thidua.words import Words

_COLUMNS = (
    (mark("Loại"), 12),
    (mark("Ngày"), 12),
    (mark("Nội dung"), 58),
    (mark("Giá trị"), 24),
    (mark("Bước"), 12),
    (mark("Vai trò"), 18),
    (mark("Minh chứng"), 34),
    (mark("Ghi chú"), 34),
)
_MOST_ROWS = 1_000
_HEADER_ROW = 3

Line = tuple[str, ...]


def write_records(sheet: Any, campaign: Campaign, offer: Offer, looks: Styles, words: Words) -> None:
    """Fill the sheet, the latest first."""
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, words.gettext(RECORDED), looks.title)
    note = words.gettext(
        "Chỉ để xem. Ghi nhầm thì sửa dòng đó trong tệp đã gửi rồi gửi lại. Vi phạm không nêu ở đây."
    )
    sheet.write_string(1, 0, note, looks.hint)
    for column, (header, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, words.gettext(header), looks.header)
    last = _HEADER_ROW
    for last, cells in enumerate(lines(campaign, offer, words)[:_MOST_ROWS], _HEADER_ROW + 1):
        sheet.set_row(last, height(zip(cells, (width for _, width in _COLUMNS), strict=True)))
        for column, cell in enumerate(cells):
            sheet.write_string(last, column, cell, looks.day if column == 1 else looks.cell)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, last, len(_COLUMNS) - 1)
    sheet.set_footer("&C&P/&N")


def lines(campaign: Campaign, offer: Offer, words: Words) -> list[Line]:
    """What the unit told, and of the whole office what it owns; each kind on its own, the latest first."""
    achievements = [row for row in campaign.achievements if _is_shown(row, campaign, offer)]
    results = [_result(row, campaign, words) for row in _latest(achievements)]
    return [
        *results,
        *_updates(campaign, offer, words),
        *_headcounts(campaign, offer, words),
        *_reports(campaign, offer, words),
    ]


def _latest(rows: list[Any]) -> Iterator[Any]:
    return iter(sorted(rows, key=lambda row: (row.on, row.source.line), reverse=True))


def _is_shown(row: Achievement, campaign: Campaign, offer: Offer) -> bool:
    # A breach in a small unit would point at a person, and this sheet is published.
    quantity = campaign.plan.quantities[row.target]
    return quantity.traits.shows_people and (
        row.unit == offer.unit or (row.unit is None and offer.owns(quantity))
    )


def _result(row: Achievement, campaign: Campaign, words: Words) -> Line:
    quantity = campaign.plan.quantities[row.target]
    value = quantity.level_name(row.value) if quantity.traits.has_levels else words.number(row.value, 6)
    role = words.gettext(wording.ROLES[row.role]) if row.role else ""
    stage = words.gettext(wording.STAGES[row.stage])
    return (
        words.gettext("Kết quả"),
        words.date(row.on),
        label(quantity),
        value,
        stage,
        role,
        row.evidence,
        row.note,
    )


def _updates(campaign: Campaign, offer: Offer, words: Words) -> Iterator[Line]:
    for row in _latest([row for row in campaign.updates if row.unit == offer.unit]):
        task = campaign.plan.tasks[row.task]
        asks = words.say("Kiến nghị: {asks}", asks=row.asks) if row.asks else ""
        answered = words.say("đã trả lời {day}", day=words.date(row.answered)) if row.answered else ""
        what = labelled(task.id, task.name or task.text)
        yield (
            words.gettext("Tiến độ"),
            words.date(row.on),
            what,
            "",
            "",
            "",
            row.text,
            " · ".join(filter(None, (asks, answered))),
        )


def _headcounts(campaign: Campaign, offer: Offer, words: Words) -> Iterator[Line]:
    for row in _latest([row for row in campaign.headcounts if row.unit == offer.unit]):
        what = campaign.plan.populations[row.population].name
        yield words.gettext("Quân số"), words.date(row.on), what, words.number(row.size, 0), "", "", "", ""


def _period(first: date, campaign: Campaign) -> str:
    return period_text(first, quarter=campaign.plan.report_every is ReportEvery.QUARTER)


def _reports(campaign: Campaign, offer: Offer, words: Words) -> Iterator[Line]:
    for row in _latest([row for row in campaign.reports if row.unit == offer.unit]):
        yield words.gettext("Báo cáo"), words.date(row.on), _period(row.period, campaign), "", "", "", "", ""
