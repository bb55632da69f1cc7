"""A sound CSV file → the same file in the canonical form, row by row in its order; its meaning stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.entry.dialect import canonical_csv
from thidua.intake.assemble import Folder
from thidua.model import Achievement, Campaign
from thidua.reading.decode import decode
from thidua.tables.columns import (
    ALLOCATIONS,
    HEADCOUNT,
    REPORTS,
    TABLES,
    UNITS,
    UPDATES,
    Table,
)
from thidua.tables.csv_file import Sheet, open_sheet
from thidua.tables.header import read_header
from thidua.tables.parts import table_in
from thidua.tables.records import cells_of


def tidied(folder: Folder, campaign: Campaign, file: str) -> bytes:
    """The canonical bytes of one file; ``campaign`` is what ``folder`` says. Absent columns stay absent."""
    table = table_in(file)
    header = _sheet(folder.files[file], table).header
    present = header.columns if header else ()
    columns = [each.name for each in table.columns if not each.may_be_absent or each.name in present]
    own = [*header.own.values()] if header else []
    blank = dict.fromkeys(own, "")
    return canonical_csv([*columns, *own], ({**blank, **row} for row in _rows(folder, campaign, table)))


def _rows(folder: Folder, campaign: Campaign, table: Table) -> Iterable[Mapping[str, str]]:
    records: Mapping[str, Iterable[object]] = {
        UNITS.file: campaign.units.values(),
        HEADCOUNT.file: campaign.headcounts,
        UPDATES.file: campaign.updates,
        REPORTS.file: campaign.reports,
        ALLOCATIONS.file: campaign.allocations,
    }
    if table.record is Achievement:
        return _achievements(folder, campaign, table)
    return (cells_of(record, table, campaign.plan) for record in records[table.file])


def _achievements(folder: Folder, campaign: Campaign, table: Table) -> Iterable[Mapping[str, str]]:
    # A blank stage is the plan's to fill: written out, it would not follow an edit of the plan.
    blank = _lines_without_stage(_sheet(folder.files[table.file], table))
    shown = folder.shown(table.file)
    for row in campaign.achievements:
        if row.source.file == shown:
            written = cells_of(row, table, campaign.plan)
            yield {**written, "stage": ""} if row.source.line in blank else written


def _lines_without_stage(sheet: Sheet) -> set[int]:
    place = sheet.header.columns.index("stage") if sheet.header else 0
    return {line for line, row, _ in sheet.rows() if not row[place].strip()}


def _sheet(content: bytes, table: Table) -> Sheet:
    text, _ = decode(content, table.file)
    return open_sheet(text or "", table.file, table)


def table_of(name: str, content: bytes) -> Table | None:
    """The table that a file is, by its name or else by a header that fits only one; None where none does."""
    if name.lower() in TABLES:
        return TABLES[name.lower()]
    text, _ = decode(content, name)
    fitting = [table for table in TABLES.values() if not read_header(text or "", name, table)[1]]
    return fitting[0] if len(fitting) == 1 else None
