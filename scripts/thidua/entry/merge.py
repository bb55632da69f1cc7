"""Files that come in → the campaign's tables with what is new in them, each file judged on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.entry.dialect import edited
from thidua.entry.incoming import Incoming, Row
from thidua.entry.ledger import Change, Matched, digest_of, match, said
from thidua.entry.stamp import is_of
from thidua.intake.assemble import Folder, read_campaign
from thidua.model import Campaign
from thidua.problems import Problem, Severity, Where, are_sound
from thidua.tables.columns import ACHIEVEMENTS, HEADCOUNT, REPORTS, UPDATES, Table
from thidua.tables.parts import begun, place_of
from thidua.tables.records import cells_of
from thidua.text import Text, day_text, shown
from thidua.wording import ROLES, STAGES, TASK_STATES

Read = Callable[[Campaign], Incoming]  # the campaign as it stands before a file → what the file brings
TAKEN = (ACHIEVEMENTS, UPDATES, HEADCOUNT, REPORTS)  # the tables that rows come in for

MOST_TOLD = 20  # lines of one table that came in from a form and stand there no more

# Rules that add rows up have nothing to say of a target of which a row could not be read.
_SUMS = frozenset({"below-zero", "more-than-population", "cumulative-fall"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one file brings, and what is wrong with it; an unsound one brings nothing into the tables."""

    file: str
    unit: str | None
    new: tuple[Row, ...]
    changed: tuple[Change, ...]
    known: int
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it is taken."""
        return are_sound(self.problems)


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: the tables that differ now, by their files, the rows' identities, each file's part."""

    files: Mapping[str, bytes]
    ledger: Mapping[str, str]
    parts: tuple[Part, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every file is taken."""
        return all(part.is_sound for part in self.parts)


@dataclass(frozen=True, slots=True)
class Desk:
    """What files are merged into: a sound folder and its campaign, the ledger, the day, what is allowed.

    ``update`` lets a recorded row be changed.
    """

    folder: Folder
    campaign: Campaign
    ledger: Mapping[str, str]
    today: date
    update: bool = False

    def take(self, read: Read) -> tuple[Desk, Part]:
        """The desk with a file's rows, the same one where the file is not sound; and the file's part."""
        brought = read(self.campaign)
        matched = match(brought, _recorded(self.campaign), self.campaign.plan, self.ledger)
        problems = [*brought.problems, *self._refused(brought, matched)]
        placed = _place(self.folder, self.campaign, matched)
        campaign, found = read_campaign(placed.folder, self.today)
        problems.extend(placed.told(found, brought))
        part = Part(
            brought.file,
            brought.unit,
            tuple(matched.new),
            tuple(matched.changed),
            len(matched.known),
            (*_once(problems), *self._withdrawn(brought, matched)),  # one of each table, all of one place
        )
        if campaign is None or not part.is_sound:
            return self, part
        rows = [*matched.new, *matched.known, *(change.row for change in matched.changed)]
        ledger = {row.id: _digest(row, campaign) for row in rows if row.id is not None}
        return replace(self, folder=placed.folder, campaign=campaign, ledger={**self.ledger, **ledger}), part

    def _refused(self, brought: Incoming, matched: Matched) -> Iterable[Problem]:
        """A change that nobody allowed, and a row that cannot be followed any more."""
        if not self.update:
            for change in matched.changed:
                yield brought.addressed(_changed(change))
        for row in matched.gone:
            yield brought.addressed(
                Where(row.record.source.file, row.record.source.line).error(
                    "changed-row/in-table", file=row.table.file
                )
            )

    def _withdrawn(self, brought: Incoming, matched: Matched) -> Iterable[Problem]:
        """What came in from this very form and stands there no more: it stays recorded, and is told."""
        if not brought.is_sound:
            return
        gone = {told for one, told in self.ledger.items() if is_of(one, brought.token)}
        gone -= {_digest(row, self.campaign) for row in matched.known}
        gone -= {digest_of(tuple(change.old.values())) for change in matched.changed}
        for table, records in _recorded(self.campaign).items() if gone else ():
            lost = [one for one in records if _digest(Row(table, one), self.campaign) in gone]
            if lost:
                lines = [str(one.source.line) for one in lost[:MOST_TOLD]]
                yield Where(brought.file).warning(
                    "row-withdrawn",
                    lines=", ".join([*lines, "…"] if len(lost) > MOST_TOLD else lines),
                    file=table.file,
                )


def merge(desk: Desk, files: Sequence[Read], *, all_or_none: bool = False) -> Merged:
    """The files' rows in the tables: of the sound ones, or of all or none."""
    parts: list[Part] = []
    last = desk
    for read in files:
        last, part = last.take(read)
        parts.append(part)
    if all_or_none and not all(part.is_sound for part in parts):
        last = desk
    before = desk.folder.files
    changed = {name: content for name, content in last.folder.files.items() if content != before.get(name)}
    return Merged(changed, last.ledger, tuple(parts))


def _recorded(campaign: Campaign) -> dict[Table, Sequence[Any]]:
    return {table: campaign.of(table.record) for table in TAKEN}


def _digest(row: Row, campaign: Campaign) -> str:
    return digest_of(tuple(said(row.record, row.table, campaign.plan).values()))


def _changed(change: Change) -> Problem:
    source = change.row.record.source
    titles = {column.name: column.title for column in change.row.table.columns}
    told = (
        (titles[name], _as_typed(name, change.old), _as_typed(name, change.new)) for name in change.columns
    )
    differ = "; ".join(f"{title}: {old or '–'} → {new or '–'}" for title, old, new in told)
    return Where(source.file, source.line, change.columns[0] if len(change.columns) == 1 else None).error(
        "changed-row/surely" if change.sure else "changed-row/maybe",
        line=change.place.line,
        file=change.place.name,
        differ=differ,
    )


_WORDS: Mapping[str, Mapping[str, str]] = {"stage": STAGES, "role": ROLES, "state": TASK_STATES}


def _as_typed(column: str, cells: Mapping[str, str]) -> str:
    """A cell in the words of the form: a day as people write it, a stage by its Vietnamese name."""
    cell = cells[column]
    if column == "date":
        return day_text(date.fromisoformat(cell))
    return _WORDS.get(column, {}).get(cell) or shown(cell)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The folder with the rows of one file in its tables, and which line of a table each of them is."""

    folder: Folder
    rows: Mapping[str, Mapping[int, Row]]  # by file as messages call it, and line

    def told(self, problems: Iterable[Problem], brought: Incoming) -> Iterable[Problem]:
        """The problems that the rows bring, told where they were typed; others were there before."""
        for problem in problems:
            row = self.rows.get(problem.file, {}).get(problem.line or 0)
            if row is None:
                if problem.severity is Severity.ERROR:
                    yield replace(problem, message=self._named(problem))
                continue
            if problem.code in _SUMS and getattr(row.record, "target", None) in brought.doubtful:
                continue
            source = row.record.source
            yield brought.addressed(
                replace(
                    problem,
                    file=source.file,
                    line=source.line,
                    message=self._named(problem),
                    excerpt=None,
                    span=None,
                )
            )

    def _named(self, problem: Problem) -> Text:
        """The message with the rows it speaks of named by where they were typed."""
        message = problem.message
        line = message.values.get("line")
        rows = self.rows.get(problem.file)
        if not isinstance(line, int) or rows is None:
            return message
        file, place = problem.file, line
        if line in rows:
            file, place = rows[line].record.source.file, rows[line].record.source.line
        return Text(
            message.template, **{**message.values, "line": Text("{line} của {file}", line=place, file=file)}
        )


def _place(folder: Folder, campaign: Campaign, matched: Matched) -> _Placed:
    """The folder with new rows below the recorded ones, and changed ones in their place."""
    files = dict(folder.files)
    placed: dict[str, dict[int, Row]] = {}
    for table in TAKEN:
        new = [row for row in matched.new if row.table is table]
        changed = [change for change in matched.changed if change.row.table is table]
        by_place = {record.source: record for record in _recorded(campaign)[table]} if changed else {}
        added: dict[str, list[Row]] = {}
        for row in new:
            added.setdefault(place_of(table, row.record.on, files), []).append(row)
        changes: dict[str, dict[int, Change]] = {}
        for change in changed:
            name = change.place.file.removeprefix(folder.shown(""))
            changes.setdefault(name, {})[change.place.line] = change
        for name in {**added, **changes}:
            here, below = changes.get(name, {}), added.get(name, [])
            written = {
                line: {**cells_of(by_place[change.place], table, campaign.plan), **change.new}
                for line, change in here.items()
            }
            content, moved, lines = edited(
                files.get(name, begun(table)),
                table,
                written,
                [cells_of(row.record, table, campaign.plan) for row in below],
            )
            files[name] = content
            placed[folder.shown(name)] = {
                **{moved[line]: change.row for line, change in here.items()},
                **dict(zip(lines, below, strict=True)),
            }
    return _Placed(replace(folder, files=files), placed)


def _once(problems: Iterable[Problem]) -> Iterable[Problem]:
    """What is told of one place twice is told once."""
    return {(each.file, each.line, each.column, each.code): each for each in problems}.values()
