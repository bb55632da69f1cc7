"""A ladder as SVG: the highest level on top, steps that rise, and what is said of a level beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.charts.model import LadderChart, Rung
from thidua.charts.svg_draw import Drawing, Size, lines_at, num, path, rect
from thidua.charts.text_fit import wrap

_THICK = 14.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the steps may be, and where names and notes stand; narrow, notes go under the names."""

    steps: float
    name: float
    note: float


def draw_ladder(chart: LadderChart, size: Size) -> Drawing:
    """The chart at a size."""
    columns = _Columns(220, 244, 560) if size.side else _Columns(88, 106, 106)
    y, body = 4.0, []
    for place, rung in reversed(list(enumerate(chart.rungs, 1))):
        part, height = _rung(rung, place / len(chart.rungs), columns, size, y)
        body += part
        y += height
    return Drawing(size, y + 2, "".join(body))


def _rung(rung: Rung, share: float, columns: _Columns, size: Size, y: float) -> tuple[list[str], float]:
    room = (columns.note if size.side else size.width) - columns.name - 12
    names = wrap(rung.name, room, size.font, 3)
    notes = wrap(rung.note, size.width - columns.note - 4, size.font, 2) if rung.note else ()
    below = 0 if size.side else len(names)
    lines = max(len(names), len(notes)) if size.side else len(names) + len(notes)
    first, height = y + size.font + 2, lines * size.line + 14
    weight = "td-strong" if rung.reached or rung.asked else "td-muted"
    return [
        *_step(rung, columns.steps * share, y),
        lines_at(columns.name, first, names, size.line, weight),
        lines_at(
            columns.note, first + below * size.line, notes, size.line, "td-goal-t" if rung.asked else ""
        ),
    ], height


def _step(rung: Rung, width: float, y: float) -> Iterator[str]:
    yield rect(0, y + 1, width, _THICK, "td-stretch" if rung.reached else "td-track")
    if rung.asked:
        yield path(f"M{num(width)} {num(y - 3)}v{num(_THICK + 8)}", "td-goal")
