"""A unit's entry form: a campaign's figures on a day → the bytes of a workbook; the same in, the same out."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname

from thidua.entry.form_entry import Heading, Maker, print_area, write_entry
from thidua.entry.form_rules import write_lists
from thidua.entry.form_shown import write_help, write_records, write_targets
from thidua.entry.form_styles import Styles
from thidua.entry.offer import Offer
from thidua.entry.sections import (
    HELP_SHEET,
    HINT_LINE,
    PERIOD_LINE,
    RECORD_SHEET,
    TARGET_SHEET,
    TITLE,
    UNIT_LINE,
    Ruled,
    Sheet,
    sheet_of,
)
from thidua.entry.stamp import stamp_for
from thidua.figures.progress import Progress
from thidua.model import Plan, Quantity, Unit
from thidua.office import DAY
from thidua.words import Words


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
    with Locked(out, {"in_memory": True, "default_date_format": DAY}) as book:
        # A workbook names the day it was made; the plan's first day keeps the bytes the same.
        book.set_properties(
            {
                "title": words.gettext(TITLE),
                "company": plan.issuer.name if plan.issuer else "",
                "created": datetime.combine(plan.start, time()),
            }
        )
        looks = Styles(book)
        entries = [book.add_worksheet(words.gettext(sheet.value.title)) for sheet in found]
        recorded = book.add_worksheet(words.gettext(RECORD_SHEET))
        listing = book.add_worksheet(words.gettext(TARGET_SHEET))
        guide = book.add_worksheet(words.gettext(HELP_SHEET))
        maker = Maker(stamp, write_lists(book, stamp, plan, offer.targets), looks, words)
        for sheet, kind in zip(entries, found, strict=True):
            heading = _heading(plan, unit, kind.value, progress, words)
            write_entry(sheet, kind, heading, maker)
            name = words.gettext(kind.value.title)
            book.define_name(f"{quote_sheetname(name)}!_xlnm.Print_Area", print_area(kind.value, name))
        write_records(recorded, campaign, offer, looks, words)
        write_targets(listing, _groups(offer, words), progress, unit_id, looks, words)
        write_help(guide, found, looks, words)
        entries[0].activate()
    return out.getvalue()


def sheets_for(plan: Plan, offer: Offer) -> list[Sheet]:
    """The entry sheets of a form: those for reports and results, and what the plan has a use for."""
    asked = {Sheet.REPORT, Sheet.COUNTS, *map(sheet_of, offer.targets)}
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


def _heading(plan: Plan, unit: Unit, sheet: Ruled, progress: Progress, words: Words) -> Heading:
    phase = next((phase for phase in plan.phases if progress.as_of <= phase.end), plan.phases[-1])
    title = words.gettext(TITLE)
    return Heading(
        title=f"{title}: {words.gettext(sheet.about)}" if sheet.about else title,
        lines=(
            plan.title,
            words.say(UNIT_LINE, name=unit.name, id=unit.id),
            words.say(
                PERIOD_LINE,
                phase=phase.name,
                start=words.date(phase.start),
                end=words.date(phase.end),
                first=words.date(plan.start),
                closes=words.date(plan.closes),
            ),
            words.gettext(HINT_LINE),
        ),
        start=plan.start,
        closes=plan.closes,
    )
