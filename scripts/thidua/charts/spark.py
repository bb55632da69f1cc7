"""A target's figure over the whole year in a cell of the grid: the time that is left is seen as emptiness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.charts.grid_bar import TROUBLE
from thidua.charts.svg_draw import num, unheard
from thidua.model import Status

WIDTH, HEIGHT = 84, 20
_TOP, _BOTTOM = 3.0, 17.0


def spark(
    points: Iterable[tuple[date, float | None]],
    goal: float,
    days: tuple[date, date, date],
    status: Status,
    low: float = 0,
) -> str:
    """The figure in steps from each day on, and the goal dotted: ``days`` are the first, the last, today.

    A figure of None ends the line until there is one again. The scale begins at ``low``.
    """
    first, last, today = days
    known = [(day, value) for day, value in points if day <= today]
    top = max([goal, *(value for _, value in known if value is not None)]) or 1
    span = max((last - first).days, 1)

    def x(day: date) -> str:
        return num(min(max((day - first).days / span, 0), 1) * (WIDTH - 4))

    def y(value: float) -> str:
        return num(_BOTTOM - (_BOTTOM - _TOP) * min(max((value - low) / (top - low or 1), 0), 1))

    line, is_open, end = "", False, ""
    for day, value in known:
        if value is None:
            line += f"H{x(day)}" if is_open else ""
            is_open = False
            continue
        height = y(value)
        if not is_open:
            line += f"M{x(day)} {height}"
        elif height != end:
            line += f"H{x(day)}V{height}"
        is_open, end = True, height
    drawn = f'<path class="td-g-go" d="M0 {y(goal)}H{WIDTH - 4}"/>'
    if line:
        drawn += f'<path class="td-g-li" d="{line}{f"H{x(today)}" if is_open else ""}"/>'
    if is_open:
        css = TROUBLE.get(status, "da")
        drawn += f'<circle class="td-g-{css}" cx="{x(today)}" cy="{end}" r="2.5"/>'
    return unheard("td-spark", WIDTH, HEIGHT, drawn)
