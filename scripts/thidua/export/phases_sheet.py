"""Theo đợt: what each phase asks of each target, and what became of it."""

from __future__ import annotations

from thidua import wording
from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Live, SheetCell
from thidua.export.followed import is_followed, settled
from thidua.export.judged import OwnGoal, Stand, figures, verdict
from thidua.export.layout import BookLayout, figure_looks, judged_columns, since_key, step_columns
from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.terms import Term
from thidua.words import Words


def phases_sheet(book: Book, words: Words) -> BookSheet:
    """An empty Theo đợt."""
    say = words.gettext
    return BookSheet(
        book,
        say("Theo đợt"),
        (
            BookColumn("phase", say("Mã đợt"), width=9),
            BookColumn("phase_name", say("Đợt"), width=22),
            BookColumn("tt", say("TT"), "number", 5),
            BookColumn("id", say("Mã"), width=9),
            BookColumn("name", say("Chỉ tiêu"), width=56),
            BookColumn("aim", say("Mục tiêu của đợt"), width=26),
            *judged_columns(words),
            BookColumn("low", say("Mức phải đạt"), "number", 9, is_step=True),
            BookColumn("high", say("Mức trên"), "number", 8, is_step=True),
            BookColumn("start", say("Bắt đầu"), "day", 11, is_step=True),
            BookColumn("due", say("Hạn trong đợt"), "day", 11, is_step=True),
            BookColumn("last", say("Ngày cuối đợt"), "day", 11, is_step=True),
            BookColumn("until", say("Số liệu đến"), "day", 11, is_step=True),
            *step_columns(words),
        ),
        hint=5,
    )


def fill_phases(layout: BookLayout) -> None:
    """A row a phase and target; what a phase does not ask is said in its status."""
    sheet, words, plan = layout.phases, layout.words, layout.progress.campaign.plan
    for phase in plan.phases:
        for figure in layout.progress.figures.values():
            part, target = figure.phases[phase.id], figure.target
            cells: dict[str, SheetCell] = {
                "phase": phase.id,
                "phase_name": phase.name,
                "tt": layout.place(target),
                "id": target.id,
                "name": target.name,
            }
            if part.term is None:
                cells["status"] = words.gettext(part.status.label)
            else:
                stand = _in_phase(figure, part, part.term, layout)
                cells["aim"] = wording.phase_goal_phrase(target, part, plan, words)
                cells |= _term_cells(stand) | figures(stand) | verdict(stand, words)
                cells = cells if is_followed(figure, layout.progress) else settled(cells)
            sheet.add(cells, figure_looks(target))


def _in_phase(figure: Figure, part: PhaseFigure, term: Term, layout: BookLayout) -> Stand:
    sheet, targets, target = layout.phases, layout.targets, figure.target
    row, own = sheet.row, layout.target_row(target)
    return Stand(
        figure=figure,
        term=term,
        status=part.status,
        actual=part.actual,
        attainment=part.attainment,
        as_of=layout.progress.as_of,
        sheet=sheet,
        row=row,
        until=sheet.cell("until", row),
        tt=sheet.cell("tt", row),
        population=layout.population(target),
        block=layout.blocks.get((target.id, since_key(part.phase))),
        own=OwnGoal(*(targets.far(key, own) for key in ("low", "base", "asked"))),
    )


def _term_cells(stand: Stand) -> dict[str, SheetCell]:
    term = stand.term
    return {
        "low": term.goal.lower,
        "high": term.goal.upper,
        "start": term.start,
        "due": term.due,
        "last": term.last,
        "until": Live(f"MIN({f.AS_OF},{stand.at('last')})", stand.day),
    }
