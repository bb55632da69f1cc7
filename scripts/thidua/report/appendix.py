"""The appendices: every target with its figures, and what each unit had to reach of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from thidua import wording
from thidua.figures.allocations import Share
from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.year_before import compared
from thidua.model import Target
from thidua.report.matter import Matter
from thidua.report.model import Appendix, Column, Row, Table, columns_of
from thidua.report.phrases import capital, count, document_date, figure_phrase, inside, padded
from thidua.text import lowered
from thidua.words import VIETNAMESE

ROOM = 165.0  # of a page between its margins, in mm
_LONGEST_NAMES = 56.0  # what is left of the room is of more use to the goals
_NARROW, _BEFORE, _STATUS, _PHASE = map(columns_of, ("figures", "the year before", "status", "a phase"))


def appendices(matter: Matter, reference: str) -> tuple[Appendix, ...]:
    """The table of all targets, and that of the units' goals where there are any."""
    day = document_date(matter.day)
    note = f"Số liệu đến ngày {day}"
    whole = Appendix(
        title="BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA",
        reference=reference,
        note=note if matter.final else f"{note}; hai cột cuối là {lowered(matter.phase.name)}",
        table=target_table(matter, final=matter.final),
    )
    units = unit_table(matter)
    if not units.rows:
        return (whole,)
    title = "BIỂU KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO CHO CÁC ĐƠN VỊ"
    return whole, Appendix(title, reference, note, units)


def target_table(matter: Matter, *, final: bool) -> Table:
    """All targets in force with goal, figure, share of the plan, the year before, and status.

    A phase's goal and result stand last, but in the review of the whole.
    """
    before = before_columns(matter)
    status = () if before and not final else _STATUS
    return table_of(matter, (*_NARROW, *before, *status, *(() if final else _PHASE)), {})


def before_columns(matter: Matter) -> tuple[Column, ...]:
    """The columns of the year before, where there is one to compare with."""
    return _BEFORE if any(one.previous for one in matter.in_force) else ()


def month_table(matter: Matter, gained: Mapping[str, str]) -> Table:
    """All targets in force with what the month brought, the total so far, and their share of the plan."""
    total = replace(_NARROW[1], title="Lũy kế")
    new = Column("trong-ky", "Trong kỳ", 18)
    columns = (_NARROW[0], new, total, _NARROW[2], *before_columns(matter), *_STATUS)
    return table_of(matter, columns, {target: {new.key: shown} for target, shown in gained.items()})


def table_of(matter: Matter, narrow: tuple[Column, ...], more: Mapping[str, Mapping[str, str]]) -> Table:
    """The targets in force by group; ``more`` has the cells that are not the figure's own."""
    spare = _name_column("", narrow).width - _LONGEST_NAMES
    goal, *others = narrow
    narrow = (replace(goal, width=goal.width + max(0.0, spare)), *others)
    columns = (Column("tt", "TT", 9), _name_column("Chỉ tiêu", narrow), *narrow)
    return Table("bieu", columns, tuple(_target_rows(matter, columns, more)))


def _name_column(title: str, others: tuple[Column, ...]) -> Column:
    """The column of names gets the room that the others leave."""
    return Column("ten", title, ROOM - 9 - sum(one.width for one in others), centred=False)


def _target_rows(
    matter: Matter, columns: tuple[Column, ...], more: Mapping[str, Mapping[str, str]]
) -> Iterator[Row]:
    place = 0
    for group, heading in matter.plan.groups.items():
        figures = [figure for figure in matter.in_force if figure.target.group == group]
        if figures:
            yield Row(f"nhom/{group}", (heading,))
        for figure in figures:
            place += 1
            cells = {"tt": str(place), **_kept(figure, matter), **more.get(figure.target.id, {})}
            yield Row(figure.target.id, tuple(cells.get(column.key, "–") for column in columns))


def _kept(figure: Figure, matter: Matter) -> dict[str, str]:
    found: dict[str, str] = matter.kept("cells", figure.target.id, partial(_cells, figure, matter))
    return found


def _cells(figure: Figure, matter: Matter) -> dict[str, str]:
    target, part = figure.target, figure.phases[matter.phase.id]
    against = figure.previous and compared(target, figure.actual, figure.previous)
    return {
        "ten": inside(target.name),
        "ke-hoach": capital(padded(wording.goal_phrase(target, matter.plan, VIETNAMESE), target)),
        "thuc-hien": figure_phrase(target, figure.actual),
        "ty-le": VIETNAMESE.percent(figure.part_reached * 100) if figure.part_reached is not None else "–",
        "cung-ky": _before(figure),
        "so-cung-ky": wording.compared_phrase(against, VIETNAMESE) if against else "–",
        "danh-gia": figure.status.brief,
        "muc-dot": _phase_goal(target, part),
        "ket-qua-dot": part.status.brief,
    }


def _before(figure: Figure) -> str:
    """The figure of the year before; "–" where there is none."""
    found = figure.previous
    if found is None:
        return "–"
    if isinstance(found.target, Target):
        return figure_phrase(found.target, found.actual)
    return wording.before_phrase(found, VIETNAMESE)


def _phase_goal(target: Target, part: PhaseFigure) -> str:
    """What the phase must reach, in signs; in words where that is the target's own goal."""
    if not part.is_assigned:
        return "–"
    if part.term.final or (target.is_kept and not target.is_rationed):
        return "Như kế hoạch"
    return wording.held_sign(part, VIETNAMESE)


def unit_table(matter: Matter) -> Table:
    """Each target that was shared out, and how each unit stands with its own goal."""
    columns = (*_NARROW, Column("con-thieu", "Còn thiếu", 24), *_STATUS)
    rows: list[Row] = []
    for figure in matter.in_force:
        if not figure.shares:
            continue
        rows.append(Row(figure.target.id, (_shared_heading(figure, matter),)))
        for place, share in enumerate(figure.shares.values(), 1):
            rows.append(
                Row(f"{figure.target.id}/{share.unit}", (str(place), *_share_cells(figure, share, matter)))
            )
    return Table(
        "bieu-don-vi", (Column("tt", "TT", 9), _name_column("Đơn vị", columns), *columns), tuple(rows)
    )


def _shared_heading(figure: Figure, matter: Matter) -> str:
    met = sum(share.meets for share in figure.shares.values())
    name, share = inside(figure.target.name), f"{count(met)}/{count(len(figure.shares))}"
    reached = "giữ được mức" if figure.target.is_kept else "đạt mục tiêu"
    return f"{name}: {share} đơn vị {reached} được giao"


def _share_cells(figure: Figure, share: Share, matter: Matter) -> tuple[str, ...]:
    own = replace(figure.target, goal=share.term.goal)
    judged = replace(share, term=replace(share.term, target=own))
    return (
        matter.unit_name(share.unit),
        capital(padded(wording.goal_phrase(own, matter.plan, VIETNAMESE), own)),
        figure_phrase(own, share.actual),
        VIETNAMESE.percent(share.part_reached * 100) if share.part_reached is not None else "–",
        padded(wording.missing_amount(judged, matter.plan, VIETNAMESE), own) or "–",
        share.status.brief,
    )
