"""Which sheet of a form that comes back is which: known by what it holds, whatever it is called by now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.entry.grid import MOST_TOLD, Cell, Grid, doubled, stray
from thidua.entry.sections import (
    HAPPENED,
    HELP,
    HINT_LINE,
    LISTED,
    PERIOD_LINE,
    RECORDED,
    ROW_ID,
    TITLE,
    UNIT_LINE,
    Sheet,
    ruled_for,
)
from thidua.entry.stamp import ANEW, Stamp, letter_of
from thidua.model import Campaign, Plan
from thidua.office import letters_of
from thidua.problems import Problem, Where
from thidua.reading.decode import in_nfc
from thidua.reading.folding import fold
from thidua.text import Text, shown

_ROWS_SEARCHED = 30
_UNREAD = {fold(LISTED): 11, fold(RECORDED): 8, fold(HELP): 2}  # the columns that each of them fills
_NUMBER = re.compile(r"[-\d./,:% ]+")
DELETE = Text("xóa ô đó; số liệu chỉ ghi vào ô nền vàng, dưới dòng tiêu đề cột")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry sheet: what it is, what messages call it, and where its table begins.

    ``columns`` are the table's names for its cells; also ROW_ID and the one that no file has, None for what
    is unknown.
    """

    sheet: Sheet
    file: str
    grid: Grid
    header_at: int
    columns: tuple[str | None, ...]

    @property
    def first(self) -> int:
        """The place of the table's first column: not 0 where somebody has put one in before it."""
        return next((place for place, column in enumerate(self.columns) if column), 0)

    @property
    def is_blank(self) -> bool:
        """Whether nobody has entered anything."""
        return not any(map(self.is_filled, self.grid.rows[self.header_at :]))

    def is_filled(self, row: Sequence[Cell]) -> bool:
        """Whether somebody has entered anything in a row."""
        return any(
            cell.value is not None and self.columns[place : place + 1] != (ROW_ID,)
            for place, cell in enumerate(row)
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The entry sheets of a form, and what is wrong with its sheets as such."""

    entries: tuple[Found, ...]
    problems: tuple[Problem, ...]


def lay_out(
    grids: Mapping[str, Grid], stamp_sheet: str, stamp: Stamp, file: str, campaign: Campaign
) -> Layout:
    """What each sheet is; problems for one missing or doubled, and for what stands where nobody reads."""
    found: list[Found] = []
    problems: list[Problem] = []
    headless: list[Problem] = []
    for name, grid in grids.items():
        shown_as = f"{file}[{in_nfc(name).strip()}]"
        if name == stamp_sheet:
            continue
        if width := _unread_width(grid):
            problems.extend(_typed_beside(grid, width, shown_as))
        elif entry := _entry(name, grid, shown_as):
            found.append(entry)
        elif next(iter(grid.texts(1)), "").startswith(fold(TITLE)):
            headless.append(Where(shown_as, 1).error("missing-column/no-header-of-form", hint=ANEW))
        else:
            problems.extend(_foreign(grid, shown_as))
    problems.extend(headless or _missing(found, stamp, file, campaign.plan))
    problems.extend(_doubled(found))
    for entry in found:
        problems.extend(_above(entry, campaign))
        if not entry.is_blank:
            problems.extend(_other_unit(entry, stamp, campaign))
    return Layout(tuple(found), tuple(problems))


def _unread_width(grid: Grid) -> int:
    """How many columns a sheet fills from which nothing is read; 0 for any other sheet."""
    first = next(iter(grid.texts(1)), "")
    return _UNREAD.get(first, 0)


def _entry(name: str, grid: Grid, file: str) -> Found | None:
    """The entry sheet that the first row is the header of which names half of a table's columns."""
    for at, row in enumerate(grid.rows[:_ROWS_SEARCHED], 1):
        for sheet in (Sheet.COUNTS, Sheet.UPDATES, Sheet.HEADCOUNT, Sheet.REPORT):
            columns = _identified(_columns(row, sheet), grid.rows[at:])
            asked = {column.name for column, _ in sheet.value.columns}
            if len(asked & set(columns)) * 2 > len(asked):
                kind = _kind(name, grid, columns) if sheet is Sheet.COUNTS else sheet
                return Found(kind, file, grid, at, columns)
    return None


def _columns(row: Sequence[Cell], sheet: Sheet) -> tuple[str | None, ...]:
    """The column that each cell of a header names, up to the last cell with a text."""
    texts = [cell.value if isinstance(cell.value, str) else "" for cell in row]
    while texts and not texts[-1].strip():
        texts.pop()
    headers = sheet.value.table.headers
    known = {fold(ROW_ID): ROW_ID, fold(HAPPENED): HAPPENED}
    return tuple(known.get(fold(text)) or headers.find(text) for text in texts)


def _identified(columns: tuple[str | None, ...], rows: Sequence[Sequence[Cell]]) -> tuple[str | None, ...]:
    """The columns, that of the rows' identities known by what stands in it where its header is lost."""
    places = (place for row in rows for place, cell in enumerate(row) if letter_of(str(cell.value)))
    place = -1 if ROW_ID in columns else next(places, -1)
    if place < 0 or any(columns[place : place + 1]):
        return columns
    gap = (None,) * (place - len(columns))
    return (*columns[:place], *gap, ROW_ID, *columns[place + 1 :])


def _kind(name: str, grid: Grid, columns: Sequence[str | None]) -> Sheet:
    """Which of the sheets for results it is: told by its rows' identities, else by its title or its name."""
    letters: Counter[str] = Counter()
    if ROW_ID in columns:
        place = columns.index(ROW_ID)
        ids = (row[place].value for row in grid.rows if len(row) > place)
        letters.update(letter for each in ids if (letter := letter_of(str(each))))
    results = (Sheet.COUNTS, Sheet.RANKS, Sheet.LEVELS)
    if letters:
        letter = letters.most_common(1)[0][0]
        return next((sheet for sheet in results if sheet.value.letter == letter), Sheet.COUNTS)
    title = next((text for text in grid.texts(1) if text.startswith(fold(TITLE))), "")
    for sheet in (Sheet.RANKS, Sheet.LEVELS):
        if title.endswith(fold(f": {sheet.value.about}")) or fold(name) == fold(sheet.value.title):
            return sheet
    return Sheet.COUNTS


def _missing(found: Sequence[Found], stamp: Stamp, file: str, plan: Plan) -> Iterator[Problem]:
    there = "".join(entry.sheet.value.letter for entry in found)
    asked = stamp.sheets or Sheet.COUNTS.value.letter
    if not stamp.sheets and there:
        return  # the first forms did not say which sheets they had
    for sheet in Sheet:
        if sheet.value.letter in asked and sheet.value.letter not in there:
            yield Where(file).error("sheet-missing/of-form", hint=ANEW, sheet=ruled_for(sheet, plan).title)


def _doubled(found: Sequence[Found]) -> Iterator[Problem]:
    """One sheet twice: whichever was filled in, a later copy would count its rows once more."""
    first: dict[Sheet, Found] = {}
    for entry in found:
        other = first.setdefault(entry.sheet, entry)
        if other is not entry:
            name = other.file.rpartition("[")[2].rstrip("]")
            yield doubled(entry.file, entry.sheet.value.title, name)


def _above(entry: Found, campaign: Campaign) -> Iterator[Problem]:
    """What was typed above the header: only the form's own lines stand there, where the table begins."""
    own_lines = (line.partition("{")[0] for line in (TITLE, UNIT_LINE, PERIOD_LINE, HINT_LINE))
    starts = (fold(campaign.plan.title), *map(fold, own_lines))
    told = 0
    for line, row in enumerate(entry.grid.rows[: entry.header_at - 1], 1):
        for place, cell in enumerate(row):
            own = place in (0, entry.first) and isinstance(cell.value, str)
            if cell.value is None or (own and _is_heading(str(cell.value), starts, line)):
                continue
            told += 1
            if told <= MOST_TOLD:
                yield stray(entry.file, place, line, cell, DELETE)


def _is_heading(text: str, starts: tuple[str, ...], line: int) -> bool:
    if not text.strip() or fold(text).startswith(starts):
        return True
    return line <= 2 and len(text) > 12 and not _NUMBER.fullmatch(text)  # the title of the plan as it was


def _typed_beside(grid: Grid, width: int, file: str) -> Iterator[Problem]:
    """What was typed on a sheet from which nothing is read: all that stands there by itself is text."""
    strays = (
        stray(file, place, line, cell, DELETE)
        for line, row in enumerate(grid.rows, 1)
        for place, cell in enumerate(row)
        if cell.value is not None and (place >= width or not isinstance(cell.value, str))
    )
    for problem, _ in zip(strays, range(MOST_TOLD), strict=False):
        yield problem


def _foreign(grid: Grid, file: str) -> Iterator[Problem]:
    """A sheet of somebody's own: figures on it would be lost, words are only told."""
    cells = [cell for row in grid.rows for cell in row if cell.value is not None]
    if not cells:
        return
    if any(_is_figure(cell.value) for cell in cells):
        yield Where(file).error("stray-cell/sheet")
    else:
        yield Where(file).warning("sheet-not-read/form")


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float | date | datetime) or bool(_NUMBER.fullmatch(str(value)))


def _other_unit(entry: Found, stamp: Stamp, campaign: Campaign) -> Iterator[Problem]:
    """The unit that the sheet names and the one that its rows would go to must be one."""
    unit, start = campaign.units[stamp.unit], fold(UNIT_LINE.partition("{")[0])
    for line, row in enumerate(entry.grid.rows[: entry.header_at - 1], 1):
        place = entry.first if not row or row[0].value is None else 0
        text = row[place].value if len(row) > place else None
        if isinstance(text, str) and (named := fold(text)).startswith(start):
            if named.endswith(f"({fold(unit.id)})") or named == f"{start} {fold(unit.name)}":
                return
            yield Where(f"{entry.file}!{letters_of(place + 1)}{line}").error(
                "unit-mismatch/another", value=shown(text), unit=unit.name, id=unit.id
            )
            return
    yield Where(entry.file).error("unit-mismatch/not-named", unit=unit.name, id=unit.id)
