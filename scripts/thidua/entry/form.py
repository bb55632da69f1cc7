"""A unit's entry form: a campaign's figures on a day → the bytes of a workbook; the same in, the same out.

The sheets that are filled in have headers, drop-down lists, and cells that take only what fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from thidua.entry.form_rules import Lists, Rule, Rules, write_lists
from thidua.entry.form_shown import write_help, write_records, write_targets
from thidua.entry.form_styles import LINE_HEIGHT, Format, Styles, begin, finish
from thidua.entry.offer import Offer
from thidua.entry.sections import (
    HAPPENED,
    HEADER_ROW,
    HELP_SHEET,
    HINT_LINE,
    PERIOD_LINE,
    RECORD_SHEET,
    ROW_ID,
    TARGET_SHEET,
    TITLE,
    UNIT_LINE,
    Ruled,
    Sheet,
    ruled_for,
    sheet_of,
)
from thidua.entry.stamp import Stamp, stamp_for
from thidua.figures.progress import Progress
from thidua.model import Plan, Quantity, Unit
from thidua.office import DAY as DAY_FORMAT
from thidua.tables.contents import DAY, PERIOD, VALUE, Content
from thidua.words import Words

# Rows that are printed in any case: of a sheet shrunk to its width; no narrow one has as many.
_ON_ONE_PAGE = 20


class Locked(Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A workbook whose sheets can be neither renamed, copied nor deleted; XlsxWriter has no word for it."""

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])


def form_bytes(progress: Progress, unit_id: str, words: Words) -> bytes:
    """The form of a unit, with the figures at the end of ``progress.as_of``."""
    campaign = progress.campaign
    plan, unit = campaign.plan, campaign.units[unit_id]
    offer = Offer(campaign, unit_id, progress.as_of)
    found = sheets_for(plan, offer)
    stamp = stamp_for(campaign, unit_id, progress.as_of, "".join(sheet.value.letter for sheet in found))
    out = BytesIO()
    with Locked(out, {"in_memory": True, "default_date_format": DAY_FORMAT}) as book:
        # A workbook names the day it was made; the plan's first day keeps the bytes the same.
        book.set_properties(
            {
                "title": words.gettext(TITLE),
                "company": plan.issuer.name if plan.issuer else "",
                "created": datetime.combine(plan.start, time()),
            }
        )
        looks = Styles(book)
        entries = [book.add_worksheet(words.gettext(ruled_for(sheet, plan).title)) for sheet in found]
        recorded = book.add_worksheet(words.gettext(RECORD_SHEET))
        listing = book.add_worksheet(words.gettext(TARGET_SHEET))
        guide = book.add_worksheet(words.gettext(HELP_SHEET))
        lists = write_lists(book, stamp, plan, offer.targets)
        form = _Form(plan, stamp, lists, looks, words, tuple(_lines(plan, unit, progress, words)))
        for sheet, kind in zip(entries, found, strict=True):
            form.fill(sheet, kind)
            name = quote_sheetname(words.gettext(ruled_for(kind, plan).title))
            book.define_name(f"{name}!_xlnm.Print_Area", _print_area(kind.value, name))
        write_records(recorded, progress, offer, looks, words)
        write_targets(listing, _groups(offer, words), progress, unit_id, looks, words)
        write_help(guide, plan, found, looks, words)
        entries[0].activate()
    return out.getvalue()


def sheets_for(plan: Plan, offer: Offer) -> list[Sheet]:
    """The entry sheets of a form: that for results, and what the plan has a use for."""
    asked = {Sheet.COUNTS, *map(sheet_of, offer.targets)}
    asked |= {Sheet.REPORT} if plan.report_day is not None else set()
    asked |= {Sheet.UPDATES} if plan.tasks else set()
    asked |= {Sheet.HEADCOUNT} if plan.populations else set()
    return [sheet for sheet in Sheet if sheet in asked]


def _groups(offer: Offer, words: Words) -> list[tuple[str, list[Quantity]]]:
    own = [each for each in offer.targets if offer.owns(each)]
    return [
        (words.gettext("Chỉ tiêu đơn vị chủ trì"), own),
        (
            words.gettext("Chỉ tiêu khác mà đơn vị có thể đóng góp"),
            [each for each in offer.targets if each not in own],
        ),
    ]


def _lines(plan: Plan, unit: Unit, progress: Progress, words: Words) -> Iterator[str]:
    """What stands above every table, below its title."""
    phase = plan.phase_on(progress.as_of)
    yield plan.title
    yield words.say(UNIT_LINE, name=unit.name, id=unit.id)
    yield words.say(
        PERIOD_LINE,
        phase=phase.name,
        start=words.date(phase.start),
        end=words.date(phase.end),
        first=words.date(plan.start),
        closes=words.date(plan.closes),
    )
    yield words.gettext(HINT_LINE)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    look: Format
    rule: Rule
    is_needed: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """What all sheets that are filled in are made with; ``lines`` stand above each table."""

    plan: Plan
    stamp: Stamp
    lists: Lists
    looks: Styles
    words: Words
    lines: tuple[str, ...]

    def fill(self, sheet: Any, kind: Sheet) -> None:
        """Fill one sheet: everything is locked but the cells to fill."""
        ruled, looks, say = ruled_for(kind, self.plan), self.looks, self.words.gettext
        begin(sheet, f"{say(TITLE)}: {say(ruled.about)}" if ruled.about else say(TITLE), looks)
        for row, line in enumerate(self.lines, 1):
            sheet.write_string(row, 0, line, looks.hint if row == len(self.lines) else looks.plain)
        last = HEADER_ROW + ruled.rows
        columns = self._columns(kind)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(HEADER_ROW, place, column.title, looks.header)
            for row in range(HEADER_ROW + 1, last + 1):
                sheet.write_blank(row, place, None, column.look)
            sheet.data_validation(HEADER_ROW + 1, place, last, place, column.rule)
        sheet.set_row(HEADER_ROW, 1.5 * LINE_HEIGHT)
        self._name_rows(sheet, ruled, len(columns))
        _mark_missing(sheet, last, columns, looks)
        _lay_out(sheet, self.words)

    def _columns(self, kind: Sheet) -> list[_Column]:
        rules = Rules(kind, self.plan.start, self.plan.closes, self.lists, self.words)
        columns = [
            _Column(
                column.title.capitalize(),
                on_form.width,
                _look(column.content, kind, self.looks),
                rules.of(column.content, on_form),
                not column.may_be_blank,
            )
            for column, on_form in kind.value.columns
        ]
        if kind is Sheet.REPORT:
            title, rule = self.words.gettext(HAPPENED), rules.happened()
            columns.append(_Column(title, 20, self.looks.entry_text, rule, is_needed=False))
        return columns

    def _name_rows(self, sheet: Any, ruled: Ruled, place: int) -> None:
        """Each row's identity, in a column that nobody sees: by it a row that comes back is known again."""
        sheet.set_column(place, place, 16, None, {"hidden": True})
        sheet.write_string(HEADER_ROW, place, ROW_ID, self.looks.plain)
        for row in range(1, ruled.rows + 1):
            sheet.write_string(HEADER_ROW + row, place, self.stamp.row_id(ruled, row), self.looks.plain)


def _print_area(sheet: Ruled, quoted: str) -> str:
    """A formula for what is printed of a sheet: the first page, and as much more as is filled."""
    first, last = HEADER_ROW + 2, HEADER_ROW + 1 + sheet.rows
    columns = len(sheet.columns) + (1 if sheet is Sheet.REPORT.value else 0)
    least = min(_ON_ONE_PAGE, sheet.rows)
    rows = f"MAX({least},COUNTA({quoted}!$A${first}:$A${last}))+{HEADER_ROW + 1}"
    return f"=OFFSET({quoted}!$A$1,0,0,{rows},{columns})"


def _look(content: Content, kind: Sheet, looks: Styles) -> Format:
    if content is DAY:
        return looks.entry_day
    if content is VALUE:
        return {Sheet.COUNTS: looks.entry_whole, Sheet.LEVELS: looks.entry_decimal}.get(
            kind, looks.entry_text
        )
    # A spreadsheet makes a day of 2022-06 unless the cell says that it is text.
    return looks.entry_as_typed if content is PERIOD else looks.entry_text


def _mark_missing(sheet: Any, last: int, columns: list[_Column], looks: Styles) -> None:
    """A row begun but not finished shows which of the cells that it needs is missing."""
    first = HEADER_ROW + 2
    end = xl_col_to_name(len(columns) - 1)
    for place, column in enumerate(columns):
        if column.is_needed:
            cell = xl_col_to_name(place)
            sheet.conditional_format(
                HEADER_ROW + 1,
                place,
                last,
                place,
                {
                    "type": "formula",
                    "format": looks.missing,
                    "criteria": f'=AND(COUNTA($A{first}:${end}{first})>0,{cell}{first}="")',
                },
            )


def _lay_out(sheet: Any, words: Words) -> None:
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    finish(sheet, HEADER_ROW)
    sheet.set_margins(bottom=1.2)
    made_by, head = words.gettext("Người lập biểu"), words.gettext("Trưởng đơn vị")
    room = "\n" * 3  # to sign
    sheet.set_footer(f"&L{made_by}{room}&C&P/&N&R{head}{room}", {"margin": 0.3})
    sheet.set_selection(HEADER_ROW + 1, 0, HEADER_ROW + 1, 0)
