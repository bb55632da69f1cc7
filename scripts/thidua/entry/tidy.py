"""A sound CSV file → the same file in the canonical form, row by row in its order; its meaning stays."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.entry.dialect import canonical_csv
from thidua.intake.assemble import Folder
from thidua.model import Campaign
from thidua.reading.decode import decode
from thidua.tables.canonical import (
    Cells,
    achievement_cells,
    headcount_cells,
    report_cells,
    unit_cells,
    update_cells,
)
from thidua.tables.columns import ACHIEVEMENTS, HEADCOUNT, LAYOUTS, REPORTS, UNITS, UPDATES, Layout
from thidua.tables.csv_file import Sheet, open_sheet
from thidua.tables.header import read_header


def tidied(folder: Folder, campaign: Campaign, layout: Layout) -> bytes:
    """The canonical bytes of one file; ``campaign`` is what ``folder`` says."""
    return canonical_csv(layout, _rows(folder, campaign, layout))


def _rows(folder: Folder, campaign: Campaign, layout: Layout) -> Iterable[Cells]:
    if layout is ACHIEVEMENTS:
        return _achievements(folder, campaign)
    return {
        UNITS.file: map(unit_cells, campaign.units.values()),
        HEADCOUNT.file: map(headcount_cells, campaign.headcounts),
        UPDATES.file: map(update_cells, campaign.updates),
        REPORTS.file: map(report_cells, campaign.reports),
    }[layout.file]


def _achievements(folder: Folder, campaign: Campaign) -> Iterable[Cells]:
    # A blank stage is the plan's to fill: written out, it would not follow an edit of the plan.
    blank = _lines_without_stage(_sheet(folder.files[ACHIEVEMENTS.file], ACHIEVEMENTS))
    for row in campaign.achievements:
        cells = achievement_cells(row, campaign.plan.targets)
        yield {**cells, "stage": ""} if row.source.line in blank else cells


def _lines_without_stage(sheet: Sheet) -> set[int]:
    place = sheet.header.columns.index("stage") if sheet.header else 0
    return {line for line, cells, _ in sheet.rows() if not cells[place].strip()}


def _sheet(content: bytes, layout: Layout) -> Sheet:
    text, _ = decode(content, layout.file)
    return open_sheet(text or "", layout.file, layout)


def layout_of(name: str, content: bytes) -> Layout | None:
    """The table that a file is, by its name or else by a header that fits only one; None where none does."""
    if name.lower() in LAYOUTS:
        return LAYOUTS[name.lower()]
    text, _ = decode(content, name)
    fitting = [layout for layout in LAYOUTS.values() if not read_header(text or "", name, layout)[1]]
    return fitting[0] if len(fitting) == 1 else None
