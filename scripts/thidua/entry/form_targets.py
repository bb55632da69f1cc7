"""The sheet of a form that lists the unit's targets: the goal, the figure so far, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from thidua import wording
from thidua.entry.form_styles import LINE_HEIGHT, Styles, height
from thidua.entry.how_to_enter import how_to_enter
from thidua.entry.sections import LISTED
from thidua.figures.awards import by_unit, rows_by_target
from thidua.figures.progress import Progress
from thidua.model import Achievement, Quantity
from thidua.text import mark
from thidua.words import Words

_COLUMNS = (
    (mark("Mã"), 9),
    (mark("Nguyên văn trong kế hoạch"), 58),
    (mark("Mục tiêu"), 24),
    (mark("Hạn"), 12),
    (mark("Đã đạt đến nay"), 16),
    (mark("Riêng đơn vị"), 11),
    (mark("Giao cho đơn vị"), 16),
    (mark("Còn thiếu"), 14),
    (mark("Tình trạng"), 16),
    (mark("Cách ghi giá trị"), 40),
    (mark("Bước được tính"), 13),
)
Groups = Sequence[tuple[str, Sequence[Quantity]]]


def write_targets(
    sheet: Any,
    groups: Groups,
    progress: Progress,
    unit: str,
    looks: Styles,
    words: Words,
) -> None:
    """Fill the sheet; ``groups`` are headings with the targets under each."""
    rows = rows_by_target(progress.campaign.achievements, progress.as_of)
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 1.5 * LINE_HEIGHT)
    sheet.write_string(0, 0, words.gettext(LISTED), looks.title)
    sheet.write_string(
        1, 0, words.say("Số liệu đến hết ngày {day}", day=words.date(progress.as_of)), looks.plain
    )
    sheet.set_row(3, 2 * LINE_HEIGHT)
    for column, (header, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, words.gettext(header), looks.header)
    line = 4
    for heading, targets in groups:
        if not targets:
            continue
        for column in range(len(_COLUMNS)):
            sheet.write_string(line, column, heading if column == 0 else "", looks.group)
        for target in targets:
            line += 1
            cells = _cells(target, progress, unit, rows, words)
            _write_target(sheet, line, target, cells, looks)
        line += 1
    _lay_out(sheet, line)


def _cells(
    quantity: Quantity,
    progress: Progress,
    unit: str,
    rows: Mapping[str, list[Achievement]],
    words: Words,
) -> list[str]:
    how, counts = (
        how_to_enter(quantity, progress.campaign.plan, words),
        words.gettext(wording.STAGES[quantity.counts]),
    )
    figure = progress.figures.get(quantity.id)
    if figure is None:  # a number without a goal
        name = " ".join(quantity.name.split())
        return [quantity.id, name, "–", "–", "–", "–", "–", "–", "–", how, counts]
    target, plan = figure.target, progress.campaign.plan
    own = by_unit(target, rows.get(target.id, ())).get(unit)
    share = figure.shares.get(unit)
    return [
        target.id,
        target.quote,
        wording.goal_phrase(target, plan, words),
        words.date(target.due),
        wording.actual_phrase(target, figure.actual, words),
        "–" if own is None or target.traits.has_levels else words.number(own, 2),
        wording.goal_phrase(replace(target, goal=share.term.goal), plan, words) if share else "–",
        wording.missing_amount(figure, plan, words) or "–",
        words.gettext(figure.status.label),
        how,
        counts,
    ]


def _write_target(sheet: Any, line: int, target: Quantity, cells: Sequence[str], looks: Styles) -> None:
    sheet.set_row(line, height(zip(cells, (width for _, width in _COLUMNS), strict=True)))
    for column, cell in enumerate(cells):
        look = looks.number if column in (4, 5) else looks.day if column == 3 else looks.cell
        if target.traits.has_levels and column == 4:
            look = looks.cell
        sheet.write_string(line, column, cell, look)


def _lay_out(sheet: Any, last: int) -> None:
    sheet.freeze_panes(4, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.print_area(0, 0, last, len(_COLUMNS) - 1)
    sheet.set_footer("&C&P/&N")
