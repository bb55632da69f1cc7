"""Theo đơn vị: what each unit has contributed to each target, on the as-of day."""

from __future__ import annotations

from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Live, SheetCell
from thidua.figures import awards
from thidua.figures.progress import Progress
from thidua.model import Campaign
from thidua.words import Words


def units_sheet(book: Book, campaign: Campaign, words: Words) -> BookSheet:
    """An empty Theo đơn vị: a column a unit."""
    say = words.gettext
    return BookSheet(
        book,
        say("Theo đơn vị"),
        (
            BookColumn("tt", say("TT"), "number", 5),
            BookColumn("id", say("Mã"), width=9),
            BookColumn("name", say("Chỉ tiêu"), width=56),
            *(BookColumn(unit.id, unit.short_name, "number", 11) for unit in campaign.units.values()),
            BookColumn("", say("Cộng"), "number", 9),
        ),
        hint=3,
    )


def fill_units(sheet: BookSheet, progress: Progress) -> None:
    """A row a target that units add up to; conduct norms and ranks are not told by unit."""
    campaign = progress.campaign
    rows = awards.rows_by_target(campaign.achievements, progress.as_of)
    for place, target in enumerate(campaign.plan.targets.values(), 1):
        if not target.sums_units:
            continue
        at, found = sheet.row, awards.by_unit(target, rows.get(target.id, []))
        tt = sheet.cell("tt", at)
        cells: dict[str, SheetCell] = {"tt": place, "id": target.id, "name": target.name}
        for number, unit in enumerate(campaign.units, 1):
            known = f'COUNTIFS(KQ_TT,{tt},KQ_Tinh,1,KQ_DonVi,{number},KQ_Ngay,"<="&{f.AS_OF})'
            total = f.sum_until(tt, f.AS_OF, extra=f",KQ_DonVi,{number}")
            cells[unit] = Live(f'IF({known}=0,"",{total})', found.get(unit))
        units = list(campaign.units)
        if units:
            reach = f"{sheet.cell(units[0], at)}:{sheet.cell(units[-1], at)}"
            cells[""] = Live(f"SUM({reach})", sum(found.values()))
        sheet.add(cells)
