"""Chỉ tiêu, Theo đợt, Theo đơn vị: a row a target, with its figure, its status, what units brought."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from thidua import wording
from thidua.export import formulas as f
from thidua.export.book import Book, BookColumn, BookSheet, Cells, Live, Looks, SheetCell, settled
from thidua.export.judged import (
    WHOLE,
    BookLayout,
    OwnGoal,
    Stand,
    asked_cell,
    figure_looks,
    figures,
    is_followed,
    scale_name,
    since_key,
    verdict,
)
from thidua.figures import awards
from thidua.figures.progress import Figure, PhaseFigure, Progress
from thidua.figures.year_before import compared
from thidua.model import Campaign
from thidua.words import Words

ByUnit = Callable[[Figure], Mapping[str, Fraction]]
_OWN = ("low", "base", "asked")  # the columns of Chỉ tiêu that a target's own goal stands in


def targets_sheet(book: Book, progress: Progress, words: Words) -> BookSheet:
    """An empty Chỉ tiêu; with the year before where the plan compares itself with one."""
    days = [figure.previous.as_of for figure in progress.figures.values() if figure.previous]
    before = (
        (
            BookColumn("before", words.say("Cùng kỳ, {day}", day=words.date(days[0])), "number", 11),
            BookColumn("against", words.gettext("So cùng kỳ"), "number", 10),
        )
        if days
        else ()
    )
    return book.sheet("targets", words, before=before)


def fill_targets(layout: BookLayout) -> None:
    """A row a target, in the order of the plan."""
    sheet = layout.targets
    for place, figure in enumerate(layout.progress.figures.values(), 1):
        sheet.tell(figure.target.id, partial(_target_cells, place, figure, layout))
    sheet.name_column("id", "CT_Ma")
    sheet.name_column("counts", "CT_Buoc")


def _target_cells(place: int, figure: Figure, layout: BookLayout) -> tuple[Cells, Looks]:
    target, plan, words = figure.target, layout.progress.campaign.plan, layout.words
    owner = layout.progress.campaign.owner(target, figure.day)
    stand = _whole(figure, layout)
    need = f.shortfall(target, stand.at("value"), stand.population, stand.at("low"), stand.counted)
    cells: Cells = {
        "tt": place,
        "id": target.id,
        "name": target.name,
        "aim": wording.goal_phrase(target, plan, words),
        "shortfall": None if target.traits.has_levels else Live(need, figure.shortfall),
        "expected": _expected(stand),
        "owner": owner.id if owner else None,
        "clause": target.clause,
        "group": words.gettext(plan.groups[target.group]),
        "measure": words.gettext(target.traits.label),
        "low": target.goal.lower,
        "high": target.goal.upper,
        "base": target.baseline,
        "population": target.population,
        "counts": words.gettext(wording.STAGES[target.counts]),
        "start": target.start,
        "due": target.due,
        "asked": asked_cell(stand),
    }
    compared_cells, looks = _compared(stand)
    cells |= figures(stand) | verdict(stand, words) | compared_cells
    return _followed(cells, figure, layout), figure_looks(target) | looks


def _followed(cells: Cells, figure: Figure, layout: BookLayout) -> Cells:
    """The cells, with results in the place of formulas where those cannot follow."""
    if is_followed(figure, layout.progress):
        return cells
    return {key: settled(cell) for key, cell in cells.items()}


def _compared(stand: Stand) -> tuple[Cells, dict[str, str]]:
    """The figure of the year before and today's against it, and how both look; none where there is none."""
    previous, percent = stand.figure.previous, {"before": "tenth"} if stand.target.is_percentage else {}
    if previous is None:
        return {}, {}
    if previous.target.traits.has_levels:
        return {"before": previous.target.level_name(previous.actual.value)}, {"before": "text"}
    figure, before = stand.at("figure"), stand.at("before")
    cells: Cells = {"before": previous.actual.figure}
    found = compared(stand.target, stand.actual, previous)
    if found is None:
        return cells, percent
    if found.is_share:
        cells["against"] = Live(f'IF({figure}="","",{figure}/{before})', found.value / 100)
        return cells, {**percent, "against": "share"}
    cells["against"] = Live(f'IF({figure}="","",{figure}-{before})', found.value)
    return cells, percent


def _expected(stand: Stand) -> SheetCell:
    """What the pace asks for by the as-of day; of a rank nothing before its level is due."""
    target, asked = stand.target, stand.figure.expected
    if target.traits.has_levels:
        level = f"INDEX({scale_name(target)},{stand.own.low})"
        return Live(f'IF({stand.own.asked}=0,"",{level})', target.level_name(asked) if asked else None)
    if stand.target.is_kept and not stand.target.is_rationed:
        return Live(stand.own.low, stand.figure.expected)
    formula = f.expected(stand.own.asked, stand.own.low, stand.own.base)
    return Live(formula, stand.figure.expected)


def _whole(figure: Figure, layout: BookLayout) -> Stand:
    sheet = layout.targets
    own = OwnGoal(*(sheet.cell(key, sheet.row) for key in _OWN))
    return Stand(figure, figure, layout, sheet, sheet.row, f.AS_OF, WHOLE, own)


def fill_phases(layout: BookLayout) -> None:
    """A row a phase and target; what a phase does not ask is said in its status."""
    for phase in layout.progress.campaign.plan.phases:
        for figure in layout.progress.figures.values():
            cells = partial(_phase_cells, figure, figure.phases[phase.id], layout)
            layout.phases.tell(figure.target.id, cells, phase.id)


def _phase_cells(figure: Figure, part: PhaseFigure, layout: BookLayout) -> tuple[Cells, Looks]:
    target, words, looks = figure.target, layout.words, figure_looks(figure.target)
    cells: Cells = {
        "phase": part.phase.id,
        "phase_name": part.phase.name,
        "tt": layout.place(target),
        "id": target.id,
        "name": target.name,
    }
    if not part.is_assigned:
        return {**cells, "status": words.gettext(part.status.label)}, looks
    stand = _in_phase(figure, part, layout)
    cells["aim"] = wording.phase_goal_phrase(target, part, layout.progress.campaign.plan, words)
    cells |= _term_cells(stand) | figures(stand) | verdict(stand, words)
    return _followed(cells, figure, layout), looks


def _in_phase(figure: Figure, part: PhaseFigure, layout: BookLayout) -> Stand:
    sheet, row = layout.phases, layout.target_row(figure.target)
    own = OwnGoal(*(layout.targets.far(key, row) for key in _OWN))
    until, since = sheet.cell("until", sheet.row), since_key(part.phase)
    return Stand(figure, part, layout, sheet, sheet.row, until, since, own)


def _term_cells(stand: Stand) -> Cells:
    term = stand.term
    return {
        "low": term.goal.lower,
        "high": term.goal.upper,
        "start": term.start,
        "due": term.due,
        "last": term.last,
        "until": Live(f"MIN({f.AS_OF},{stand.at('last')})", stand.day),
    }


def units_sheet(book: Book, campaign: Campaign, words: Words) -> BookSheet:
    """An empty Theo đơn vị: a column a unit."""
    units = (BookColumn(unit.id, unit.short_name, "number", 11) for unit in campaign.units.values())
    return book.sheet("units", words, units=units)


def fill_units(sheet: BookSheet, progress: Progress, by_unit: ByUnit | None = None) -> None:
    """A row a target that units add up to; conduct norms and ranks are not told by unit.

    ``by_unit`` may know from before what each unit contributed to a target.
    """
    for place, figure in enumerate(progress.figures.values(), 1):
        if figure.target.sums_units:
            sheet.tell(figure.target.id, partial(_unit_cells, place, figure, sheet, progress, by_unit))


def _unit_cells(
    place: int, figure: Figure, sheet: BookSheet, progress: Progress, by_unit: ByUnit | None
) -> tuple[Cells, Looks]:
    target, units, tt = figure.target, list(progress.campaign.units), sheet.cell("tt", sheet.row)
    rows = figure.history.rows_until(progress.as_of)
    found = by_unit(figure) if by_unit else awards.by_unit(target, rows)
    cells: Cells = {"tt": place, "id": target.id, "name": target.name}
    for number, unit in enumerate(units, 1):
        known = f'COUNTIFS(KQ_TT,{tt},KQ_Tinh,1,KQ_DonVi,{number},KQ_Ngay,"<="&{f.AS_OF})'
        total = f.sum_until(tt, f.AS_OF, extra=f",KQ_DonVi,{number}")
        cells[unit] = Live(f'IF({known}=0,"",{total})', found.get(unit))
    if units:
        reach = f"{sheet.cell(units[0], sheet.row)}:{sheet.cell(units[-1], sheet.row)}"
        cells[""] = Live(f"SUM({reach})", sum(found.values()))
    return cells, {}
