"""What was changed in a workbook laid over a campaign's files as they are now: cell by cell, row by row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thidua.planbook.cells import said
from thidua.planbook.layout import ONE, Column, Kind, Part
from thidua.planbook.rows import Row
from thidua.problems import CellError
from thidua.text import shown


@dataclass(frozen=True, slots=True)
class Typed:
    """A row of a workbook: its cells, the number of its row, and which row it was when the book was made."""

    cells: Mapping[str, str]
    line: int
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A row as it is to be: its cells, its place among the rows of the files, the workbook's row."""

    cells: Mapping[str, str]
    place: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of a row that is to be another, or, without a column, a row that comes or goes."""

    name: str
    column: Column | None
    old: str
    new: str


Tell = Callable[[int | None, str, CellError], None]  # the workbook's row, the column's name, what is wrong


@dataclass(slots=True)
class Merger:
    """One sheet: as the workbook was made, as it is typed now, and as the files are.

    ``free`` says that nobody but this very workbook has changed the files since it was last taken in: then
    what is typed holds wherever it differs. ``unseen`` are rows that only the files have.
    """

    part: Part
    base: Sequence[Row]
    typed: Sequence[Typed]
    ours: Sequence[Row]
    free: bool
    tell: Tell
    changes: list[Change] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    reordered: bool = False

    def rows(self) -> list[Merged]:
        """The rows as they are to be, in order."""
        self.typed = self._known_again()
        places = self._counterparts()
        merged: list[Merged] = []
        for each in self.typed:
            base = None if each.base is None else self.base[each.base]
            place = places.get(each.line)
            if base is not None and place is None:
                if self._whole(each.cells) != self._whole(base.cells):
                    self._conflict(each.line, self.part.identity[-1], self.name(base.cells), "")
                continue
            merged.append(self._row(each, base, place))
        gone = self._gone({*places.values()})
        rest = [place for place in range(len(self.ours)) if place not in {*places.values(), *gone}]
        self.unseen = [self.name(self.ours[place].cells) for place in rest]
        added = [Merged(self.ours[place].cells, place) for place in rest]
        return self._in_order(merged, added)

    def name(self, cells: Mapping[str, str]) -> str:
        """What a row is called in a message."""
        if self.part.kind is Kind.ONE:
            return ""
        texts = [text for each in self.part.identity if (text := cells.get(each.name, ""))]
        return " · ".join(texts) or next((text for text in cells.values() if text), "")

    # ── rows ──

    def _known_again(self) -> list[Typed]:
        """The typed rows; those that were sorted without the hidden column of numbers by their ids."""
        keys: dict[object, list[int]] = {}
        for number, row in enumerate(self.base):
            keys.setdefault(self._key(row.cells), []).append(number)
        strayed = {
            each.base: other[0]
            for each in self.typed
            if each.base is not None and len(other := keys.get(self._key(each.cells), [each.base])) == 1
        }
        moved = {number: other for number, other in strayed.items() if number != other}
        if {*moved} != {*moved.values()}:
            return [*self.typed]
        return [
            each if each.base is None else replace(each, base=moved.get(each.base, each.base))
            for each in self.typed
        ]

    def _counterparts(self) -> dict[int, int]:
        """Which row of the files each typed row is, by the typed row's number: as it was, or as it is now."""
        as_made = [(each.line, self.base[each.base].cells) for each in self.typed if each.base is not None]
        as_typed = [(each.line, each.cells) for each in self.typed]
        free = dict.fromkeys(range(len(self.ours)))
        found: dict[int, int] = {}
        for rows, key in (
            (as_typed, self._whole),
            (as_made, self._whole),
            (as_made, self._key),
            (as_typed, self._key),
        ):
            _pair(rows, [(place, self.ours[place].cells) for place in free], key, found)
            free = {place: None for place in free if place not in found.values()}
        return found

    def _gone(self, kept: set[int]) -> list[int]:
        """The rows of the files that the workbook had and has no more."""
        there = {each.base for each in self.typed}
        missing = [(number, base.cells) for number, base in enumerate(self.base) if number not in there]
        free = [(place, row.cells) for place, row in enumerate(self.ours) if place not in kept]
        found: dict[int, int] = {}
        for key in (self._whole, self._key):
            _pair(missing, free, key, found)
        for number, place in found.items():
            old, now = self.base[number].cells, self.ours[place].cells
            if self._whole(old) != self._whole(now) and not self.free:
                self._kept_going(old, now)
            self.changes.append(Change(self.name(old), None, self.name(old), ""))
        return [*found.values()]

    def _key(self, cells: Mapping[str, str]) -> object:
        if self.part.kind is Kind.ONE:
            return ONE
        key = tuple(said(cells.get(each.name, ""), each) for each in self.part.identity)
        return key if any(key) else self._whole(cells)

    def _whole(self, cells: Mapping[str, str]) -> object:
        return tuple(said(cells.get(each.name, ""), each) for each in self.part.columns)

    # ── cells ──

    def _row(self, typed: Typed, base: Row | None, place: int | None) -> Merged:
        ours = None if place is None else self.ours[place]
        if ours is None:
            self.changes.append(Change(self.name(typed.cells), None, "", self.name(typed.cells)))
        cells = {each.name: self._cell(each, typed, base, ours) for each in self.part.columns}
        return Merged(cells, place, typed.line)

    def _cell(self, column: Column, typed: Typed, base: Row | None, ours: Row | None) -> str:
        """The typed cell where it was changed in the workbook, else the one of the files."""
        mine, theirs, before = (row.cells.get(column.name, "") if row else "" for row in (typed, ours, base))
        if ours is not None:
            if said(mine, column) in (said(theirs, column), *([said(before, column)] if base else ())):
                return theirs
            if not self.free and (base is None or said(before, column) != said(theirs, column)):
                self._conflict(typed.line, column, before, theirs)
            self.changes.append(Change(self.name(typed.cells), column, theirs, mine))
        return mine

    def _conflict(self, line: int | None, column: Column, before: str, now: str) -> None:
        error = CellError("plan-conflict/cell", before=shown(before), now=shown(now))
        self.tell(line, column.name, error)

    def _kept_going(self, old: Mapping[str, str], now: Mapping[str, str]) -> None:
        """A row that was taken out of the workbook, while somebody worked on it in the file."""
        texts = ((each, old.get(each.name, ""), now.get(each.name, "")) for each in self.part.columns)
        column, before, after = next(
            each for each in texts if said(each[1], each[0]) != said(each[2], each[0])
        )
        error = CellError(
            "plan-conflict/row",
            name=shown(self.name(old)),
            column=column.title,
            before=shown(before),
            now=shown(after),
        )
        self.tell(None, column.name, error)

    # ── order ──

    def _in_order(self, merged: list[Merged], added: list[Merged]) -> list[Merged]:
        """The rows in the workbook's order where that was changed there, else in that of the files."""
        order = [each.base for each in self.typed if each.base is not None]
        known = [each for each in merged if each.place is not None]
        if order != sorted(order):
            self.reordered = True
            return _behind(merged, added, sorted([*known, *added], key=_place))
        new = [each for each in merged if each.place is None]
        return _behind(sorted([*known, *added], key=_place), new, merged)


def _place(row: Merged) -> int:
    return -1 if row.place is None else row.place


def _pair(
    wanted: Iterable[tuple[int, Mapping[str, str]]],
    free: Iterable[tuple[int, Mapping[str, str]]],
    key: Callable[[Mapping[str, str]], object],
    found: dict[int, int],
) -> None:
    """Add to ``found`` which of the free rows each of the wanted ones is, by what they are known by."""
    taken = {*found.values()}
    places: dict[object, list[int]] = {}
    for place, cells in free:
        if place not in taken:
            places.setdefault(key(cells), []).append(place)
    for number, cells in wanted:
        if number not in found and (same := places.get(key(cells))):
            found[number] = same.pop(0)


def _behind(rows: list[Merged], new: list[Merged], order: list[Merged]) -> list[Merged]:
    """The rows with new ones among them, each behind the one that it stands behind in ``order``."""
    earlier = {id(each): order[at - 1] if at else None for at, each in enumerate(order)}
    after: dict[int, list[Merged]] = {}
    for each in new:
        after.setdefault(id(earlier[id(each)]), []).append(each)
    found: list[Merged] = []
    stack = [*reversed(after.get(id(None), []))]
    pending = [*reversed(rows)]
    while stack or pending:
        each = stack.pop() if stack else pending.pop()
        found.append(each)
        stack.extend(reversed(after.get(id(each), [])))
    return found
