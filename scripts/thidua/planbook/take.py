"""A workbook that comes back, the campaign as it is → the files with what was changed, or every problem."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thidua.entry.dialect import arranged
from thidua.entry.grid import Grid, read_grids
from thidua.entry.ledger import book_key
from thidua.intake.assemble import PLAN as PLAN_FILE
from thidua.intake.assemble import Folder
from thidua.keyed.edit import edited
from thidua.keyed.nodes import MapNode
from thidua.keyed.wanted import Wanted
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.schema import PLAN, THE_PLAN
from thidua.planbook.back import Back
from thidua.planbook.base import digest, read_stamp
from thidua.planbook.cells import said
from thidua.planbook.layout import AT_PHASE, Kind, Part
from thidua.planbook.merge import Change, Merged, Merger
from thidua.planbook.places import Places, in_use, key_of
from thidua.planbook.rows import Sheeted, of_plan, sheeted
from thidua.planbook.typed import TypedBook, read_book
from thidua.problems import CellError, Problem, Severity, Where, are_sound

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
Judge = Callable[[Folder], Sequence[Problem]]


@dataclass(slots=True)
class Taken:
    """What a workbook brings: the files that differ, each changed cell by sheet, and the problems.

    ``unseen`` are rows that the workbook does not have and that stay, ``reordered`` the sheets whose rows
    stand in another order; ``key`` and ``state`` say which
    workbook this was and how it leaves the files, ``campaign`` which one it was written of.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[tuple[str, Change]] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    key: str = ""
    state: str = ""
    campaign: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is taken in."""
        return are_sound(self.problems)


def take(content: bytes, file: str, folder: Folder, states: Mapping[str, str], judge: Judge) -> Taken:
    """The changes of a workbook laid over a campaign's folder; ``judge`` tells what is wrong with a folder.

    ``states`` says, by the key of a workbook, how it left the files when it was last taken in.
    """
    try:
        grids = read_grids(content)
        hidden, campaign, base = read_stamp(grids)
        if campaign != folder.name:
            raise CellError("wrong-form/book-of-another", value=campaign, campaign=folder.name)
    except CellError as error:
        return Taken(problems=[Where(file).of(error)])
    return _Desk(file, folder, base, judge).take(grids, hidden, states)


def take_anew(content: bytes, file: str, folder: Folder, judge: Judge) -> Taken:
    """The files of a new campaign that a workbook describes, in whatever campaign it was made.

    The folder's own files of the plan give way to those that the workbook was made of, with its changes.
    """
    try:
        grids = read_grids(content)
        hidden, campaign, base = read_stamp(grids)
        plan = _named(base.get(PLAN_FILE, b""), campaign, folder.name)
    except CellError as error:
        return Taken(problems=[Where(file).of(error)])
    files = {**folder.files, **base, PLAN_FILE: plan}
    taken = _Desk(file, replace(folder, files=files), base, judge).take(grids, hidden, {})
    taken.files, taken.campaign = {**files, **taken.files}, campaign
    return taken


def _named(content: bytes, old: str, new: str) -> bytes:
    """The plan's text as that of another campaign."""
    return _edited(content, sheeted({PLAN_FILE: content}).root, {"campaign": new} if new != old else {})


@dataclass(slots=True)
class _Desk:
    """What a workbook is taken in with; ``base`` are the files that it was made of."""

    file: str
    folder: Folder
    base: Mapping[str, bytes]
    judge: Judge

    def take(self, grids: Mapping[str, Grid], hidden: str, states: Mapping[str, str]) -> Taken:
        was = sheeted(self.base)
        names = {
            each.name.removeprefix(AT_PHASE): each.about.values["phase"]
            for part in was.parts
            for each in part.columns
            if each.name.startswith(AT_PHASE)
        }
        now = sheeted(self.folder.files, {name: str(label) for name, label in names.items()})
        book = read_book(grids, hidden, self.file, was.parts)
        taken = Taken(problems=book.problems, key=book_key(digest(self.base)[:8]))
        if not taken.is_sound:
            return taken
        free = states.get(taken.key) == digest(of_plan(self.folder.files))
        merged = {part.id: self._merged(part, was, now, book, free, taken) for part in was.parts}
        if taken.is_sound:
            self._write(now, merged, book, taken)
        return taken

    def _merged(
        self, part: Part, was: Sheeted, now: Sheeted, book: TypedBook, free: bool, taken: Taken
    ) -> list[Merged]:
        sheet = book.sheets[part.id]

        def tell(line: int | None, column: str, error: CellError) -> None:
            taken.problems.append(sheet.where(line, column).of(error))

        base = was.rows[part.id]
        typed = [replace(each, base=None) if (each.base or 0) >= len(base) else each for each in sheet.rows]
        merger = Merger(part, base, typed, now.rows[part.id], free, tell)
        rows = merger.rows()
        taken.changes += [(part.id, each) for each in merger.changes]
        taken.unseen += [(part.title, name) for name in merger.unseen]
        taken.reordered += [part.title] if merger.reordered else []
        return rows

    def _write(self, now: Sheeted, merged: Mapping[str, list[Merged]], book: TypedBook, taken: Taken) -> None:
        """The files as they are to be, judged; their problems told at the cells."""

        def tell(part: Part, line: int | None, column: str, error: CellError) -> None:
            taken.problems.append(book.sheets[part.id].where(line, column).of(error))

        files = dict(self.folder.files)
        by_id = {part.id: part for part in now.parts}
        back = Back(now.root, by_id, now.rows, merged, tell)
        try:
            files[PLAN_FILE] = _edited(files[PLAN_FILE], now.root, back.plan())
            lines = {
                part.id: self._table(part, now, merged[part.id], files) for part in now.parts if part.table
            }
        except CellError as error:
            taken.problems.append(Where(self.folder.shown(PLAN_FILE)).of(error))
        if not taken.is_sound:
            return
        places = Places(self.folder, sheeted(files, {}), merged, book, lines)
        before = {(each.code, str(each.message)) for each in self.judge(self.folder)}
        found = [
            each
            for each in self.judge(replace(self.folder, files=files))
            if each.severity is Severity.ERROR or (each.code, str(each.message)) not in before
        ]
        taken.problems += in_use(map(places.told, found), self.folder, book, merged, taken.changes)
        if taken.is_sound:
            try:
                self._verify(files, now, merged)
            except CellError as error:
                taken.problems.append(Where(self.folder.shown(PLAN_FILE)).of(error))
        if taken.is_sound:
            taken.state = digest(of_plan(files))
            taken.files = {name: each for name, each in files.items() if each != self.folder.files.get(name)}

    def _table(
        self, part: Part, now: Sheeted, merged: Sequence[Merged], files: dict[str, bytes]
    ) -> dict[int, Merged]:
        """Put a CSV file in order; which row each of its lines is now."""
        assert part.table is not None
        rows = []
        for each in merged:
            ours = None if each.place is None else now.rows[part.id][each.place]
            same = ours is not None and all(
                ours.cells.get(name, "") == text for name, text in each.cells.items()
            )
            rows.append((ours.origin if ours else None, None if same else each.cells))
        before = files.get(part.id)
        stays = [each.place for each in merged] == [*range(len(now.rows[part.id]))]
        if stays and all(cells is None for _, cells in rows):
            return {line: each for (line, _), each in zip(rows, merged, strict=True) if line is not None}
        files[part.id], lines = arranged(before, part.table, rows)
        return dict(zip(lines, merged, strict=True))

    def _verify(
        self, files: Mapping[str, bytes], now: Sheeted, merged: Mapping[str, Sequence[Merged]]
    ) -> None:
        """Read the files back: nothing else may have come of what was typed."""
        columns = (each.name for part in now.parts if part.id == "targets" for each in part.columns)
        phases = {name.removeprefix(AT_PHASE): "" for name in columns if name.startswith(AT_PHASE)}
        after = sheeted(files, phases)
        for part in after.parts:
            found, wanted = after.rows[part.id], merged[part.id]
            if part.kind is Kind.INNER:
                found, wanted = sorted(found, key=key_of(part)), sorted(wanted, key=key_of(part))
            same = len(found) == len(wanted) and all(
                said(one.cells.get(column.name, ""), column) == said(other.cells.get(column.name, ""), column)
                for one, other in zip(found, wanted, strict=False)
                for column in part.columns
            )
            if not same:
                raise CellError("plan-by-hand/sheet", sheet=part.title)


def _edited(content: bytes, root: MapNode, wanted: Mapping[str, Wanted | None]) -> bytes:
    """plan.yml with what is wanted, in its own encoding; ``root`` is its tree, should it not be read anew."""
    encoding = _UTF_16.get(content[:2], "utf-8")
    text = content.decode(encoding)
    raw, _ = read_yaml(text, PLAN_FILE, THE_PLAN)
    return edited(text, raw if isinstance(raw, MapNode) else root, PLAN, wanted).encode(encoding)
