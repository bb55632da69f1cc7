"""The grid of targets: a line a target, drawn and in numbers, by the plan or what needs care first."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from markupsafe import Markup

from thidua.figures import rules
from thidua.figures.directing import Kind
from thidua.figures.progress import Figure
from thidua.model import Duty, Status, Target
from thidua.pages import bars
from thidua.pages.reader import inert
from thidua.pages.view import MOST_TARGETS, View


class GridRow(bars.GoalRow):
    """A target's row: beside its cells what has changed, and its course."""

    def __init__(self, view: View, figure: Figure) -> None:
        super().__init__(
            view,
            figure,
            lambda: view.facts.waiting_rows(figure.target),
            lambda: law_conflict(view, figure),
        )
        self.figure = figure

    @cached_property
    def spark(self) -> Markup:
        """The figure over time."""
        return inert(self.view.facts.sparks[self.target.id])

    @cached_property
    def moved(self) -> Fraction | None:
        """What has changed since the month before."""
        return moved(self.view, self.target)

    @property
    def before(self) -> str:
        """The figure a year before."""
        return bars.year_before(self.figure.previous, self.view.words)


@dataclass(frozen=True, slots=True)
class GridGroup:
    """A titled group of rows, with a note beside the title; ``every`` counts those left out too."""

    key: str
    label: str
    rows: list[GridRow]
    note: str = ""
    every: int = 0


def grid_row(view: View, one: Figure) -> GridRow:
    """One target for the grid; drawn once for all pages of the view that show it."""
    known = view.drawn.get(one.target.id)
    if known is None:
        known = view.drawn[one.target.id] = GridRow(view, one)
    return known


def moved(view: View, target: Target) -> Fraction | None:
    """By how much a target's figure differs from the month before's; None without one of the two."""
    change = view.facts.changes.get(target.id)
    return change.delta if change else None


def law_conflict(view: View, one: Figure) -> Fraction | None:
    """The most that the law allows, where the plan needs more and has not got it."""
    found = rules.conflict(one, view.progress)
    return Fraction(found[1]) if found and not one.status.satisfied else None


def plan_groups(view: View, figures: Iterable[Figure]) -> list[GridGroup]:
    """The figures in the plan's groups, in its order; what is cancelled stands last in its group."""
    groups = view.campaign.plan.groups
    rows: dict[str, list[GridRow]] = {group: [] for group in groups}
    for one in sorted(figures, key=lambda one: one.status is Status.CANCELLED):
        rows[one.target.group].append(grid_row(view, one))
    return [
        GridGroup(group, view.words.gettext(groups[group]), found) for group, found in rows.items() if found
    ]


def first_figures(view: View) -> list[Figure]:
    """The targets that a reader takes in at once, in the plan's order: of many those that need care first."""
    if view.is_small:
        return view.figures
    first = [row.figure for group in care_groups(view) for row in group.rows]
    return sorted(first, key=lambda one: view.place(one.target))


def left_out(view: View, every: int) -> str:
    """That a table has not every target of so many; "" where it has."""
    if every <= MOST_TARGETS:
        return ""
    return view.words.say(
        "Bảng có {n} chỉ tiêu cần chú ý trước nhất trong {every} chỉ tiêu.", n=MOST_TARGETS, every=every
    )


def care_groups(view: View) -> list[GridGroup]:
    """The targets, what needs care first: to be decided, to be done, kept, reached, cancelled.

    Of a large plan no more than a reader takes in at once.
    """
    known: list[GridGroup] | None = view.drawn.get("")
    if known is None:
        known = view.drawn[""] = _care_groups(view)
    return known


def _care_groups(view: View) -> list[GridGroup]:
    words = view.words
    is_over = view.as_of > view.campaign.plan.end
    heading = words.gettext("Không đạt, chưa có số liệu") if is_over else words.gettext("Cần chỉ đạo")
    urgent = {
        one.figure.target.id: one.figure
        for one in view.facts.to_decide
        if one.figure and one.kind is not Kind.REQUEST
    }
    rest: dict[Duty | None, list[Figure]] = {}
    for one in view.figures:
        if one.target.id not in urgent:
            rest.setdefault(one.duty, []).append(one)
    todo = sorted(
        rest.get(Duty.TODO, []),
        key=lambda one: (one.target.due, one.status.place, -(one.shortfall or Fraction())),
    )
    parts = (
        ("urgent", heading, list(urgent.values()), ""),
        ("todo", words.gettext("Phải làm"), todo, _todo_note(view, todo)),
        ("kept", words.gettext("Đang giữ"), rest.get(Duty.KEPT, []), ""),
        ("done", words.gettext("Đã đạt"), rest.get(Duty.DONE, []), ""),
        ("off", words.gettext("Thôi thực hiện"), rest.get(None, []), ""),
    )
    groups, room = [], MOST_TARGETS
    for key, label, figures, note in parts:
        if figures[:room]:
            shown = [grid_row(view, one) for one in figures[:room]]
            groups.append(GridGroup(key, label, shown, note, len(figures)))
        room = max(0, room - len(figures))
    return groups


def _todo_note(view: View, todo: list[Figure]) -> str:
    """By when, and that nothing of it is late."""
    if not todo:
        return ""
    first, last = todo[0].target.due, todo[-1].target.due
    day = view.short_day(first)
    if first == last:
        return view.words.say("đến hạn {day}, không chậm so với kế hoạch", day=day)
    return view.words.say("hạn gần nhất {day}, không chậm so với kế hoạch", day=day)
