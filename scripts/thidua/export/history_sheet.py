"""Diễn biến: every day on which a figure changed, with the stretches of days on which goals were reached."""

from __future__ import annotations

from thidua.export import formulas as f
from thidua.export.book import Book, Cell, Column, Live, Sheet
from thidua.export.judged import Block
from thidua.export.judged_sheets import WHOLE, population_place, since_key, target_row
from thidua.history import Reading
from thidua.model import Measure, Plan
from thidua.progress import Figure, Progress
from thidua.status_table import satisfied_on
from thidua.terms import Term, whole_term
from thidua.words import Words


def history_sheet(book: Book, plan: Plan, words: Words) -> Sheet:
    """An empty Diễn biến: a column of stretches for the whole campaign and one for each phase."""
    say = words.gettext
    phases = (
        Column(since_key(phase), words.say("Đạt từ ngày ({phase})", phase=phase.name), "day", 13)
        for phase in plan.phases
    )
    return Sheet(
        book,
        say("Diễn biến"),
        (
            Column("tt", say("TT chỉ tiêu"), "number", 8),
            Column("id", say("Mã"), width=9),
            Column("day", say("Ngày"), "day", 11),
            Column("value", say("Thực hiện"), "number", 10),
            Column("size", say("Tổng số"), "number", 9),
            Column("figure", say("Kết quả (% nếu là tỷ lệ)"), "number", 11),
            Column(WHOLE, say("Đạt từ ngày (cả kế hoạch)"), "day", 13),
            *phases,
        ),
        hint=3,
    )


def fill_history(
    sheet: Sheet, targets: Sheet, phases: Sheet, progress: Progress
) -> dict[tuple[str, str], Block]:
    """The days of each target, one after the other; gives where each target's days and stretches stand.

    A conduct norm is not in it: no status of it asks since when.
    """
    blocks: dict[tuple[str, str], Block] = {}
    for figure in progress.figures.values():
        target = figure.target
        if target.measure is Measure.COMPLIANCE or not figure.history.readings:
            continue
        goals = _goals(figure, targets, phases, progress)
        first = sheet.row
        for reading in figure.history.readings:
            sheet.add(_cells(sheet, figure, reading, goals, first, progress))
        days = sheet.reach("day", first, sheet.row - 1)
        for key in goals:
            blocks[target.id, key] = (days, sheet.reach(key, first, sheet.row - 1))
    return blocks


def _goals(figure: Figure, targets: Sheet, phases: Sheet, progress: Progress) -> dict[str, tuple[Term, str]]:
    """What the target is judged by, and the address of its bound, by the column of its stretches."""
    row, count = target_row(figure.target, progress), len(progress.figures)
    found = {WHOLE: (whole_term(figure.target), targets.far("low", row))}
    for place, part in enumerate(figure.phases.values()):
        if part.term is not None:
            key = since_key(part.phase)
            found[key] = (part.term, phases.far("low", place * count + row))
    return found


def _cells(
    sheet: Sheet,
    figure: Figure,
    reading: Reading,
    goals: dict[str, tuple[Term, str]],
    first: int,
    progress: Progress,
) -> dict[str, Cell]:
    target, at = figure.target, sheet.row
    day, value, size = (sheet.cell(key, at) for key in ("day", "value", "size"))
    population = population_place(target, progress)
    tt = sheet.cell("tt", at)
    cells: dict[str, Cell] = {
        "tt": target_row(target, progress) - 1,
        "id": target.id,
        "day": reading.day,
        "value": Live(f.value_on(target.measure, tt, population, day), reading.value),
        "size": Live(f.size_on(target.measure, population, value, day), reading.of)
        if target.needs_population
        else None,
        "figure": Live(f.figure_of(target.measure, value, size), reading.figure),
    }
    for key, (term, low) in goals.items():
        previous = sheet.cell(key, at - 1) if at > first else None
        formula = f.stretch(f.satisfied(target, value, size, low), day, previous)
        cells[key] = Live(formula, satisfied_on(target, term.goal, figure.history, reading.day))
    return cells
