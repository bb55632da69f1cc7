"""Diễn biến: every day on which a figure changed, with the stretches of days on which goals were reached."""

from __future__ import annotations

from datetime import date

from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Live, SheetCell
from thidua.export.followed import is_followed
from thidua.export.layout import WHOLE, BookLayout, since_key
from thidua.figures.history import Reading
from thidua.figures.progress import Figure
from thidua.figures.terms import Term, is_satisfied
from thidua.model import Plan, Target
from thidua.words import Words


def history_sheet(book: Book, plan: Plan, words: Words) -> BookSheet:
    """An empty Diễn biến: a column of stretches for the whole campaign and one for each phase."""
    say = words.gettext
    phases = (
        BookColumn(since_key(phase), words.say("Đạt từ ngày ({phase})", phase=phase.name), "day", 13)
        for phase in plan.phases
    )
    return BookSheet(
        book,
        say("Diễn biến"),
        (
            BookColumn("tt", say("TT chỉ tiêu"), "number", 8),
            BookColumn("id", say("Mã"), width=9),
            BookColumn("day", say("Ngày"), "day", 11),
            BookColumn("value", say("Thực hiện"), "number", 10),
            BookColumn("size", say("Tổng số"), "number", 9),
            BookColumn("figure", say("Kết quả (% nếu là tỷ lệ)"), "number", 11),
            BookColumn(WHOLE, say("Đạt từ ngày (cả kế hoạch)"), "day", 13),
            *phases,
        ),
        hint=3,
    )


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
        if part.term is not None:
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
