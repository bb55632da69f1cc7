"""The campaign as a workbook whose figures and statuses are formulas over its rows."""

from __future__ import annotations

from thidua.export.book import Book
from thidua.export.history_sheet import fill_history, history_sheet
from thidua.export.layout import BookLayout
from thidua.export.method_sheet import add_method, fill_method
from thidua.export.phases_sheet import fill_phases, phases_sheet
from thidua.export.source_sheets import fill_rows, fill_sizes, rows_sheet, sizes_sheet
from thidua.export.targets_sheet import fill_targets, targets_sheet
from thidua.export.units_sheet import fill_units, units_sheet
from thidua.figures.progress import Progress
from thidua.model import Campaign
from thidua.words import Words

# Beyond this many rows a spreadsheet would take long over its formulas: the results are written instead,
# without the sheets that only formulas need. The rows are in achievements.csv.
LIVE_ROWS = 5_000


def workbook_xlsx(campaign: Campaign, progress: Progress, words: Words, live_rows: int = LIVE_ROWS) -> bytes:
    """The workbook's bytes, the same for the same data; results on the as-of day stand beside formulas."""
    book = Book(live=len(campaign.achievements) <= live_rows)
    targets = targets_sheet(book, progress, words)
    rows = rows_sheet(book, words) if book.live else None
    layout = BookLayout(progress, words, targets, phases_sheet(book, words))
    units = units_sheet(book, campaign, words)
    method = add_method(book, words.gettext("Cách tính"))
    if rows is not None:
        sizes, days = sizes_sheet(book, words), history_sheet(book, campaign.plan, words)
        fill_rows(rows, campaign, words)
        fill_sizes(sizes, campaign)
        fill_history(days, layout)
        for sheet in (rows, sizes, days):
            sheet.finish()
    fill_targets(layout)
    fill_phases(layout)
    fill_units(units, progress)
    fill_method(book, method, progress, words)
    for sheet in (targets, layout.phases, units):
        sheet.finish()
    return book.close()
