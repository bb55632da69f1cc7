"""The sheets of figures: Chỉ tiêu for the whole campaign, and Theo đợt for each of its phases."""

from __future__ import annotations

from collections.abc import Mapping

from thidua import wording
from thidua.export import formulas as f
from thidua.export.book import Book, Cell, Column, Live, Sheet
from thidua.export.judged import Block, OwnGoal, Stand, asked_cell, figures, verdict
from thidua.model import Measure, Phase, Target
from thidua.progress import Figure, PhaseFigure, Progress
from thidua.terms import Term, phase_term, whole_term
from thidua.words import Words

WHOLE = "since"
Blocks = Mapping[tuple[str, str], Block]  # by target and by column of Diễn biến


def _judged_columns(words: Words) -> tuple[Column, ...]:
    say = words.gettext
    return (
        Column("value", say("Thực hiện"), "number", 10),
        Column("size", say("Tổng số"), "number", 9),
        Column("figure", say("Kết quả (% nếu là tỷ lệ)"), "number", 11),
        Column("level", say("Mức xếp loại đạt được"), width=24),
        Column("attainment", say("Tỷ lệ so với mục tiêu"), "share", 10),
        Column("status", say("Trạng thái"), width=20),
        Column("since", say("Đạt từ ngày"), "day", 11),
    )


def _step_columns(words: Words) -> tuple[Column, ...]:
    """The steps to a status, at the right end of the sheet."""
    say = words.gettext
    return (
        Column("satisfied", say("Đang đạt mục tiêu"), width=9),
        Column("made", say("Phần đã đi được"), "share", 9),
        Column("due_value", say("Thực hiện khi đến hạn"), "number", 10),
        Column("due_size", say("Tổng số khi đến hạn"), "number", 10),
        Column("beyond", say("Vượt khi đến hạn"), width=9),
    )


def targets_sheet(book: Book, words: Words) -> Sheet:
    """An empty Chỉ tiêu."""
    say = words.gettext
    return Sheet(
        book,
        say("Chỉ tiêu"),
        (
            Column("tt", say("TT"), "number", 5),
            Column("id", say("Mã"), width=9),
            Column("name", say("Chỉ tiêu"), width=44),
            Column("aim", say("Mục tiêu"), width=26),
            *_judged_columns(words),
            Column("shortfall", say("Còn thiếu"), "number", 8),
            Column("expected", say("Mức cần có theo tiến độ"), "number", 10),
            Column("owner", say("Chủ trì"), width=10),
            Column("clause", say("Điều khoản"), width=18),
            Column("group", say("Nhóm"), width=10),
            Column("measure", say("Loại"), width=10),
            Column("low", say("Mức phải đạt"), "number", 9),
            Column("high", say("Mức trên"), "number", 8),
            Column("base", say("Xuất phát điểm"), "number", 9),
            Column("population", say("Đối tượng"), width=10),
            Column("counts", say("Bước được tính"), width=11),
            Column("start", say("Bắt đầu"), "day", 11),
            Column("due", say("Hạn"), "day", 11),
            Column("asked", say("Phần phải đi được"), "share", 9),
            *_step_columns(words),
        ),
        hint=3,
    )


def fill_targets(sheet: Sheet, progress: Progress, blocks: Blocks, words: Words) -> None:
    """A row a target, in the order of the plan."""
    plan = progress.campaign.plan
    for place, figure in enumerate(progress.figures.values(), 1):
        target = figure.target
        stand = _whole(sheet, figure, progress, blocks)
        need = f.shortfall(target, stand.at("value"), stand.population, stand.at("low"))
        cells: dict[str, Cell] = {
            "tt": place,
            "id": target.id,
            "name": target.name,
            "aim": wording.goal_phrase(target, plan, words),
            "shortfall": Live(need, figure.shortfall)
            if target.measure not in (Measure.RANK, Measure.LEVEL)
            else None,
            "expected": Live(f.expected(stand.own.asked, stand.own.low, stand.own.base), figure.expected),
            "owner": target.owner,
            "clause": target.clause,
            "group": words.gettext(wording.GROUPS[target.group]),
            "measure": words.gettext(wording.MEASURES[target.measure]),
            "low": target.goal.lower,
            "high": target.goal.upper,
            "base": target.baseline,
            "population": target.population,
            "counts": words.gettext(wording.STAGES[target.counts]),
            "start": target.start,
            "due": target.due,
            "asked": asked_cell(stand),
        }
        sheet.add(cells | figures(stand) | verdict(stand, words))
    sheet.name_column("id", "CT_Ma")
    sheet.name_column("counts", "CT_Buoc")


def _whole(sheet: Sheet, figure: Figure, progress: Progress, blocks: Blocks) -> Stand:
    row, target = sheet.row, figure.target
    return Stand(
        figure=figure,
        term=whole_term(target),
        status=figure.status,
        actual=figure.actual,
        attainment=figure.attainment,
        as_of=progress.as_of,
        sheet=sheet,
        row=row,
        until=f.AS_OF,
        tt=sheet.cell("tt", row),
        population=population_place(target, progress),
        block=blocks.get((target.id, WHOLE)),
        own=OwnGoal(sheet.cell("low", row), sheet.cell("base", row), sheet.cell("asked", row)),
    )


def population_place(target: Target, progress: Progress) -> str:
    """The place of the target's population in the list of populations; "0" where it has none."""
    names = list(progress.campaign.plan.populations)
    return str(names.index(target.population) + 1) if target.population in names else "0"


def phases_sheet(book: Book, words: Words) -> Sheet:
    """An empty Theo đợt."""
    say = words.gettext
    return Sheet(
        book,
        say("Theo đợt"),
        (
            Column("phase", say("Mã đợt"), width=9),
            Column("phase_name", say("Đợt"), width=22),
            Column("tt", say("TT"), "number", 5),
            Column("id", say("Mã"), width=9),
            Column("name", say("Chỉ tiêu"), width=44),
            Column("aim", say("Mục tiêu của đợt"), width=26),
            *_judged_columns(words),
            Column("low", say("Mức phải đạt"), "number", 9),
            Column("high", say("Mức trên"), "number", 8),
            Column("start", say("Bắt đầu"), "day", 11),
            Column("due", say("Hạn trong đợt"), "day", 11),
            Column("last", say("Ngày cuối đợt"), "day", 11),
            Column("until", say("Số liệu đến"), "day", 11),
            *_step_columns(words),
        ),
        hint=5,
    )


def fill_phases(sheet: Sheet, targets: Sheet, progress: Progress, blocks: Blocks, words: Words) -> None:
    """A row a phase and target; what a phase does not ask is said in its status."""
    plan = progress.campaign.plan
    for phase in plan.phases:
        for place, figure in enumerate(progress.figures.values(), 1):
            part, target = figure.phases[phase.id], figure.target
            cells: dict[str, Cell] = {
                "phase": phase.id,
                "phase_name": phase.name,
                "tt": place,
                "id": target.id,
                "name": target.name,
            }
            if part.term is None:
                cells["status"] = words.gettext(part.status.label)
            else:
                stand = _in_phase(sheet, targets, figure, part, progress, blocks)
                cells |= {"aim": wording.phase_goal_phrase(target, part, plan, words)}
                cells |= _term_cells(part.term, sheet, progress) | figures(stand) | verdict(stand, words)
            sheet.add(cells)


def _in_phase(
    sheet: Sheet, targets: Sheet, figure: Figure, part: PhaseFigure, progress: Progress, blocks: Blocks
) -> Stand:
    row, own_row = sheet.row, target_row(figure.target, progress)
    term = phase_term(figure.target, part.phase)
    if term is None:
        raise ValueError(f"phase {part.phase.id} asks nothing of {figure.target.id}")
    return Stand(
        figure=figure,
        term=term,
        status=part.status,
        actual=part.actual,
        attainment=part.attainment,
        as_of=progress.as_of,
        sheet=sheet,
        row=row,
        until=sheet.cell("until", row),
        tt=sheet.cell("tt", row),
        population=population_place(figure.target, progress),
        block=blocks.get((figure.target.id, since_key(part.phase))),
        own=OwnGoal(targets.far("low", own_row), targets.far("base", own_row), targets.far("asked", own_row)),
    )


def target_row(target: Target, progress: Progress) -> int:
    """The row of a target on Chỉ tiêu."""
    return list(progress.figures).index(target.id) + 2


def _term_cells(term: Term, sheet: Sheet, progress: Progress) -> dict[str, Cell]:
    last = sheet.cell("last", sheet.row)
    return {
        "low": term.goal.lower,
        "high": term.goal.upper,
        "start": term.start,
        "due": term.due,
        "last": term.last,
        "until": Live(f"MIN({f.AS_OF},{last})", min(progress.as_of, term.last)),
    }


def since_key(phase: Phase) -> str:
    """The column of Diễn biến that holds a phase's stretches."""
    return f"since_{phase.id}"
