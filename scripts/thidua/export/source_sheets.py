"""The sheets that hold what was recorded: Kết quả and Quân số; every figure is a formula over their rows."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from thidua import wording
from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Live
from thidua.export.public_rows import public_rows, replaced_from
from thidua.model import Campaign, Headcount, Quantity
from thidua.words import Words

NEVER = date(9999, 12, 31)


def rows_sheet(book: Book, words: Words) -> BookSheet:
    """An empty Kết quả."""
    say = words.gettext
    return BookSheet(
        book,
        say("Kết quả"),
        (
            BookColumn("on", say("Ngày"), "day", 11),
            BookColumn("target", say("Mã chỉ tiêu"), width=11),
            BookColumn("name", say("Chỉ tiêu"), width=40),
            BookColumn("unit", say("Đơn vị"), width=11),
            BookColumn("value", say("Giá trị"), "number", 9),
            BookColumn("level", say("Mức xếp loại"), width=24),
            BookColumn("stage", say("Bước"), width=11),
            BookColumn("role", say("Vai trò"), width=16),
            BookColumn("evidence", say("Minh chứng"), width=32),
            BookColumn("note", say("Ghi chú"), width=24),
            BookColumn("tt", say("TT chỉ tiêu"), "number", 8),
            BookColumn("unit_tt", say("TT đơn vị"), "number", 8),
            BookColumn("counts", say("Được tính"), "number", 8),
            BookColumn("until", say("Thay từ ngày"), "day", 11),
        ),
    )


def fill_rows(sheet: BookSheet, campaign: Campaign, words: Words) -> None:
    """The rows, each with its place in the lists, whether its stage counts, and the day that ends it."""
    plan = campaign.plan
    places = {target: place for place, target in enumerate(plan.targets, 1)}
    units = {unit: place for place, unit in enumerate(campaign.units, 1)}
    rows, known = public_rows(campaign), plan.quantities
    for row, following in zip_longest(rows, rows[1:]):
        at, target = sheet.row, known[row.target]
        ends = replaced_from(row, following, target)
        stage = f"INDEX(CT_Buoc,{sheet.cell('tt', at)})"
        sheet.add(
            {
                "on": row.on,
                "target": row.target,
                "name": target.name,
                "unit": row.unit,
                "value": row.value,
                "level": target.level_name(row.value) if target.traits.has_levels else None,
                "stage": words.gettext(wording.STAGES[row.stage]),
                "role": words.gettext(wording.ROLES[row.role]) if row.role else None,
                "evidence": row.evidence,
                "note": row.note,
                "tt": Live(f"MATCH({sheet.cell('target', at)},CT_Ma,0)", places[row.target])
                if row.target in places
                else None,
                "unit_tt": Live(f"MATCH({sheet.cell('unit', at)},DV_Ma,0)", units[row.unit])
                if row.unit
                else None,
                "counts": Live(f"IF({sheet.cell('stage', at)}={stage},1,0)", int(row.stage is target.counts))
                if row.target in places
                else 0,
                "until": NEVER if target.adds_up else Live(_ends(sheet, at, target), ends or NEVER),
            }
        )
    for key, name in (("on", "Ngay"), ("value", "GiaTri"), ("tt", "TT"), ("unit_tt", "DonVi")):
        sheet.name_column(key, f"KQ_{name}")
    sheet.name_column("counts", "KQ_Tinh")
    sheet.name_column("until", "KQ_Den")


def _ends(sheet: BookSheet, at: int, target: Quantity) -> str:
    """The next row's day, where the next row stands for this one."""
    keys = ["tt", "stage"]
    if not target.traits.has_levels:
        keys.append("unit")
    same = ",".join(f"{sheet.cell(key, at + 1)}={sheet.cell(key, at)}" for key in keys)
    return f"IF(AND({same}),{sheet.cell('on', at + 1)},{f.NEVER})"


def sizes_sheet(book: Book, words: Words) -> BookSheet:
    """An empty Quân số."""
    say = words.gettext
    return BookSheet(
        book,
        say("Quân số"),
        (
            BookColumn("on", say("Ngày"), "day", 11),
            BookColumn("population", say("Đối tượng"), width=12),
            BookColumn("word", say("Gọi là"), width=14),
            BookColumn("unit", say("Đơn vị"), width=11),
            BookColumn("size", say("Số lượng"), "number", 10),
            BookColumn("tt", say("TT đối tượng"), "number", 10),
            BookColumn("until", say("Thay từ ngày"), "day", 11),
        ),
    )


def fill_sizes(sheet: BookSheet, campaign: Campaign) -> None:
    """Headcounts by population, unit and day; each holds until the next one of its unit."""
    populations = campaign.plan.populations
    places = {name: place for place, name in enumerate(populations, 1)}
    rows = sorted(campaign.headcounts, key=lambda row: (places[row.population], row.unit, row.on))
    for row, following in zip_longest(rows, rows[1:]):
        at = sheet.row
        same = ",".join(f"{sheet.cell(key, at + 1)}={sheet.cell(key, at)}" for key in ("tt", "unit"))
        ends = f"IF(AND({same}),{sheet.cell('on', at + 1)},{f.NEVER})"
        sheet.add(
            {
                "on": row.on,
                "population": row.population,
                "word": populations[row.population].unit,
                "unit": row.unit,
                "size": row.size,
                "tt": Live(f"MATCH({sheet.cell('population', at)},DT_Ma,0)", places[row.population]),
                "until": Live(ends, _replaced(row, following) or NEVER),
            }
        )
    for key, name in (("on", "Ngay"), ("size", "SoLuong"), ("tt", "TT"), ("until", "Den")):
        sheet.name_column(key, f"QS_{name}")


def _replaced(row: Headcount, following: Headcount | None) -> date | None:
    if following is None or (following.population, following.unit) != (row.population, row.unit):
        return None
    return following.on
