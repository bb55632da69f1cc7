"""What can be wrong with a sheet as such, of a form or of a plan's workbook."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from thidua.entry.grid import Cell, Grid
from thidua.problems import Problem, Where
from thidua.text import Text, shown

MOST_TOLD = 10  # of one kind and one sheet


def merged_problems(grid: Grid, file: str) -> Iterator[Problem]:
    """Ranges merged in a sheet whose rows are read; ``file`` is what messages call it."""
    for merged in grid.merged[:MOST_TOLD]:
        yield Where(f"{file}!{merged}").error("merged-cells", range=merged)


def doubled(file: str, sheet: str, other: str) -> Problem:
    """A sheet twice; ``sheet`` is its own name, ``other`` what the first of the two is called by now."""
    return Where(file).error("sheet-doubled", other=other, sheet=sheet)


def stray(file: str, place: int, line: int, cell: Cell, hint: Text) -> Problem:
    """What was typed where nobody reads."""
    text = shown(str(cell.value).removesuffix(" 00:00:00"))
    return Where(f"{file}!{get_column_letter(place + 1)}{line}").error(
        "stray-cell/one", hint=hint, value=text
    )
