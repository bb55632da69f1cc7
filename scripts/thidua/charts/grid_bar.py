"""A target in one line of the grid: a bar against its goal, at the same place in every row, and its course.

The goal's tick stands at three quarters of the width: one line for the eye down the grid. What is left of it
is the way, what is right of it room for more, and for what the law does not allow. Places are in percent, so
that a telephone may draw the same bar over its whole width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from thidua.charts.svg_draw import num, percent, unheard
from thidua.figures.held import Held
from thidua.figures.history import History
from thidua.model import Plan, Status

GOAL = 75.0
WIDTH, HEIGHT = 176, 20
MOST_GAPS = 12  # more people than these are not counted by eye
_MOST_CROSSES = 6
_TOP, _BOTTOM = 5, 14
TROUBLE = {Status.AT_RISK: "risk", Status.OFF_TRACK: "off", Status.MISSED: "miss"}


@dataclass(frozen=True, slots=True)
class GridBar:
    """What a bar shows, as parts of the goal: 1 is the goal. None is what there is no figure for.

    ``waiting`` was registered or proposed and does not count yet; ``upper`` ends the range of a goal;
    ``cap`` is what the law allows; ``subjects`` is how many the goal asks for, 0 where they are not counted.
    """

    status: Status
    made: Fraction | None = None
    expected: Fraction | None = None
    waiting: Fraction | None = None
    upper: Fraction | None = None
    cap: Fraction | None = None
    subjects: int = 0


def grid_bar(shown: GridBar) -> str:
    """The bar as SVG; hidden from those who hear the page, for whom the cells beside it say the same."""
    return unheard("td-gbar", WIDTH, HEIGHT, "".join(_bar(shown)))


def norm_bar(breaches: int) -> str:
    """A bound that everybody keeps: a whole line, and a cross for every breach before the goal's tick."""
    crosses = min(breaches, _MOST_CROSSES)
    end = GOAL - crosses * 7 - (2 if crosses else 0)
    line = f'<line class="td-g-nm" x1="0" x2="{percent(end)}" y1="9.5" y2="9.5"/>'
    marks = [_mark(GOAL - 6 - 7 * place, "xx", "M-4 5.5l8 8M4 5.5l-8 8") for place in range(crosses)]
    return unheard("td-gbar", WIDTH, HEIGHT, "".join((line, *marks, _tick(GOAL, 2, 17, "gl"))))


def ladder_bar(status: Status, levels: int, asked: int, reached: int) -> str:
    """A level of a scale as steps that rise to the right; the tick stands after the one that is asked for.

    ``levels`` is how many there are, ``reached`` 0 where none is.
    """
    steps = []
    for level in range(1, levels + 1):
        width = GOAL / asked if level <= asked else (100 - GOAL) / (levels - asked)
        left = GOAL / asked * (level - 1) if level <= asked else GOAL + width * (level - asked - 1)
        top = 14 - 10 * level / levels
        css = TROUBLE.get(status, "da") if level <= reached else "tr"
        steps.append(_rect(left, width - (1.2 if level < levels else 0), css, top, 14 - top))
    return unheard("td-gbar", WIDTH, HEIGHT, "".join((*steps, _tick(GOAL, 2, 17, "gl"))))


def part_bars(counts: Sequence[Fraction], name: str) -> list[str]:
    """Counts as subjects laid out in the places that the most needs, to be counted by eye where they are few.

    What stands between the places is drawn in the first bar, under ``name``, which no other of the page has;
    the others ask for it in the older way, since the theme takes whatever has a plain href for a link.
    """
    room = ceil(max(counts, default=Fraction()))
    step = 100 / max(room, 1)
    ticks = [_tick(step * n, _TOP, _BOTTOM, "gp") for n in range(1, room)] if room <= MOST_GAPS else []
    first, again = (
        (f'<g id="{name}">{"".join(ticks)}</g>', f'<use xlink:href="#{name}"/>') if ticks else ("", "")
    )
    drawn = [_rect(0, 100, "tr") + _rect(0, step * float(count), "da") for count in counts]
    return [
        unheard("td-gbar", WIDTH, HEIGHT, bar + (again if place else first))
        for place, bar in enumerate(drawn)
    ]


def _at(part: Fraction) -> float:
    """The place of a part of the goal, in percent of the width."""
    return min(max(float(part) * GOAL, 0.0), 100.0)


def _bar(shown: GridBar) -> Iterator[str]:
    yield _rect(0, GOAL, "tr")
    if shown.upper is not None:
        yield _rect(GOAL, _at(shown.upper) - GOAL, "bd")
    made = 0.0 if shown.made is None else _at(shown.made)
    if made:
        yield _rect(0, made, TROUBLE.get(shown.status, "da"))
    if 1 < shown.subjects <= MOST_GAPS:
        step = GOAL / shown.subjects
        ends = [step * n for n in range(1, int(max(made, GOAL) / step + 0.01) + 1)]
        yield from (_tick(end, _TOP, _BOTTOM, "gp") for end in ends if abs(end - GOAL) > 0.01)
    if shown.waiting is not None and _at(shown.waiting) > made:
        since, until = percent(made), percent(_at(shown.waiting))
        yield f'<line class="td-g-wt" x1="{since}" x2="{until}" y1="9.5" y2="9.5"/>'
    if shown.cap is not None:
        at = _at(shown.cap)
        place = f'x="{percent(at)}" width="{percent(100 - at)}"'
        yield f'<rect fill="url(#td-p-law)" {place} y="5" height="9"/>'
        yield _tick(at, 2, 17, "lw")
    if shown.upper is not None:
        yield _tick(_at(shown.upper), 3, 16, "up")
    yield _tick(GOAL, 2, 17, "gl")
    if shown.expected is not None and 0 < shown.expected <= 1:
        yield _mark(_at(shown.expected), "ex", "M0 15l3.5 4.5h-7z")


def _rect(x: float, width: float, css: str, top: float = _TOP, height: float = _BOTTOM - _TOP) -> str:
    if width <= 0:
        return ""
    place = f' x="{percent(x)}"' if x else ""
    size = f'y="{num(top)}" width="{percent(width)}" height="{num(height)}"'
    return f'<rect class="td-g-{css}"{place} {size}/>'


def _tick(x: float, top: int, bottom: int, css: str) -> str:
    at = percent(x)
    return f'<line class="td-g-{css}" x1="{at}" x2="{at}" y1="{top}" y2="{bottom}"/>'


def _mark(x: float, css: str, drawn: str) -> str:
    """A small shape around a place; it keeps its form whatever the bar's width."""
    return f'<svg x="{percent(x)}" overflow="visible"><path class="td-g-{css}" d="{drawn}"/></svg>'


def key_marks() -> dict[str, str]:
    """A small drawing of each mark of the bars, for their key: by the mark's name."""
    drawn = {
        "da": _rect(0, 100, "da"),
        "wt": '<line class="td-g-wt" x1="0" x2="100%" y1="9.5" y2="9.5"/>',
        "gl": _tick(50, 2, 17, "gl"),
        "ex": _mark(50, "ex", "M0 6l3.5 6h-7z"),
        "lw": '<rect fill="url(#td-p-law)" width="100%" y="5" height="9"/>' + _tick(2, 2, 17, "lw"),
    }
    wide = {"gl": 8, "ex": 12}
    return {
        name: f'<svg width="{wide.get(name, 24)}" height="{HEIGHT}" aria-hidden="true" focusable="false">'
        f"{body}</svg>"
        for name, body in drawn.items()
    }


_SPARK = 84  # how wide a course is; from where to where it reaches
_HIGHEST, _LOWEST = 3.0, 17.0


def course(figure: Held, history: History, goal: float, plan: Plan, as_of: date) -> str:
    """The course of a target's figure, the whole office's or a unit's, against a goal."""
    target = figure.target
    points = [
        (day, None if one is None else one.figure.numerator / one.figure.denominator)
        for day, one in zip(history.days, history.readings, strict=True)
    ]
    low = 94.0 if target.traits.counts_breaches else 0.0
    days = plan.start, max(plan.end, target.due), min(as_of, plan.closes)
    return spark(points, goal, days, figure.status, low)


def spark(
    points: Iterable[tuple[date, float | None]],
    goal: float,
    days: tuple[date, date, date],
    status: Status,
    low: float = 0,
) -> str:
    """A figure over the whole year in a cell, the goal dotted: the time that is left is seen as emptiness.

    It goes in steps from each day on; ``days`` are the first, the last, today. A figure of None ends the line
    until there is one again. The scale begins at ``low``.
    """
    first, last, today = days
    known = [(day, value) for day, value in points if day <= today]
    top = max([goal, *(value for _, value in known if value is not None)]) or 1
    span = max((last - first).days, 1)

    def x(day: date) -> str:
        return num(min(max((day - first).days / span, 0), 1) * (_SPARK - 4))

    def y(value: float) -> str:
        return num(_LOWEST - (_LOWEST - _HIGHEST) * min(max((value - low) / (top - low or 1), 0), 1))

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
    drawn = f'<path class="td-g-go" d="M0 {y(goal)}H{_SPARK - 4}"/>'
    if line:
        drawn += f'<path class="td-g-li" d="{line}{f"H{x(today)}" if is_open else ""}"/>'
    if is_open:
        css = TROUBLE.get(status, "da")
        drawn += f'<circle class="td-g-{css}" cx="{x(today)}" cy="{end}" r="2.5"/>'
    return unheard("td-spark", _SPARK, HEIGHT, drawn)
