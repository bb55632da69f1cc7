"""The sheets that formulas look into: Kết quả and Quân số as recorded, and Diễn biến, figures day by day."""

from datetime import date
from itertools import zip_longest

from thidua import wording
from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Live, SheetCell
from thidua.export.judged import WHOLE, BookLayout, is_followed, since_key
from thidua.export.tables import public_rows, replaced_from
from thidua.figures.history import Reading
from thidua.figures.progress import Figure
from thidua.figures.terms import Term, is_satisfied
from thidua.model import Campaign, Headcount, Plan, Quantity, Target
from thidua.words import Words

NEVER = date(9999, 12, 31)


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
    keys = ["target", "stage"]  # not its place: what is no target has none
    if not target.traits.has_levels:
        keys.append("unit")
    same = ",".join(f"{sheet.cell(key, at + 1)}={sheet.cell(key, at)}" for key in keys)
    return f"IF(AND({same}),{sheet.cell('on', at + 1)},{f.NEVER})"


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


def history_sheet(book: Book, plan: Plan, words: Words) -> BookSheet:
    """An empty Diễn biến: a column of stretches for the whole campaign and one for each phase."""
    phases = (
        BookColumn(since_key(phase), words.say("Đạt từ ngày ({phase})", phase=phase.name), "day", 13)
        for phase in plan.phases
    )
    return book.sheet("history", words, phases=phases)


def fill_history(sheet: BookSheet, layout: BookLayout) -> None:
    """The days of each target, one after the other; the layout learns where they stand.

    A conduct norm is not in it: no status of it asks since when.
    """
    for figure in layout.progress.figures.values():
        target = figure.target
        if target.is_kept or not figure.history.readings or not is_followed(figure, layout.progress):
            continue
        goals, first = _goals(figure, layout), sheet.row
        stretches = {key: _stretches(figure, term) for key, (term, _) in goals.items()}
        for number, reading in enumerate(figure.history.readings):
            if reading is None:
                continue
            cells = _reading(sheet, figure, reading, layout)
            for key, (_, low) in goals.items():
                cells[key] = _stretch(sheet, target, key, low, first, stretches[key][number])
            sheet.add(cells)
        days = sheet.reach("day", first, sheet.row - 1)
        for key in goals:
            layout.blocks[target.id, key] = (days, sheet.reach(key, first, sheet.row - 1))


def _goals(figure: Figure, layout: BookLayout) -> dict[str, tuple[Term, str]]:
    """What the target is judged by, and the address of its bound, by the column of its stretches."""
    target = figure.target
    found = {WHOLE: (figure.term, layout.targets.far("low", layout.target_row(target)))}
    for number, part in enumerate(figure.phases.values()):
        if part.is_assigned:
            low = layout.phases.far("low", layout.phase_row(number, target))
            found[since_key(part.phase)] = (part.term, low)
    return found


def _stretches(figure: Figure, term: Term) -> list[date | None]:
    """For each reading the first day of the satisfied stretch that it is in; None where it is in none."""
    found: list[date | None] = []
    since: date | None = None
    for reading in figure.history.readings:
        is_met = reading is not None and is_satisfied(term, reading.figure)
        since = since or (reading.day if reading else None) if is_met else None
        found.append(since)
    return found


def _reading(sheet: BookSheet, figure: Figure, reading: Reading, layout: BookLayout) -> dict[str, SheetCell]:
    target, at = figure.target, sheet.row
    day, value, size, tt = (sheet.cell(key, at) for key in ("day", "value", "size", "tt"))
    population = layout.population(target)
    return {
        "tt": layout.place(target),
        "id": target.id,
        "day": reading.day,
        "value": Live(f.value_on(target.measure, tt, population, day), reading.value),
        "size": Live(f.size_on(target.measure, population, value, day), reading.of)
        if target.needs_population
        else None,
        "figure": Live(f.figure_of(target.measure, value, size), reading.figure),
    }


def _stretch(sheet: BookSheet, target: Target, key: str, low: str, first: int, since: date | None) -> Live:
    at = sheet.row
    day, value, size = (sheet.cell(one, at) for one in ("day", "value", "size"))
    previous = sheet.cell(key, at - 1) if at > first else None
    return Live(f.stretch(f.satisfied(target, value, size, low), day, previous), since)
