"""The bytes of a campaign's files → the campaign, or every problem in them. No disk, no clock."""

import hashlib
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from thidua.checks import check
from thidua.checks.facts import Facts
from thidua.intake.sound import keep_sound, known_short, known_sound
from thidua.model import Achievement, Campaign, DataFile, Plan, Quantity, Rows, Target, Task
from thidua.plan.found import NOTHING_OUTSIDE, Outside, PlanText, Reference
from thidua.problems import CellError, Problem, are_sound, at
from thidua.reading.decode import decode
from thidua.tables.blocks import Memory, read_again
from thidua.tables.columns import ACHIEVEMENTS, ALLOCATIONS, HEADCOUNT, REPORTS, TABLES, UNITS, UPDATES, Table
from thidua.tables.contents import Known
from thidua.tables.csv_file import Sheet, open_sheet
from thidua.tables.excerpts import with_excerpts
from thidua.tables.names import Names, unit_names
from thidua.tables.parts import parts_of, table_in
from thidua.tables.records import (
    Achievements,
    read_achievements,
    read_allocations,
    read_records,
    read_units,
    read_updates,
)

Owned = TypeVar("Owned", Target, Quantity, Task)
PLAN = "plan.yml"
FILES = (PLAN, *TABLES)


def required_of(names: Collection[str]) -> frozenset[str]:
    """The files that a campaign must have which has files of these names: parts stand for the whole."""
    needed = {name for name in FILES if name == PLAN or not TABLES[name].may_be_absent}
    return frozenset(needed - {ACHIEVEMENTS.file} if parts_of(names) else needed)


@dataclass(frozen=True, slots=True)
class Folder:
    """A campaign's folder as read: its name, its path as messages call it, and the bytes of its files.

    ``exists`` tells whether a path such as ``evidence/qd.pdf`` is a file inside the folder.
    """

    name: str
    path: str
    files: Mapping[str, bytes]
    exists: Callable[[str], bool]

    def shown(self, name: str) -> str:
        """What messages call one of its files."""
        return f"{self.path}/{name}"


@dataclass(frozen=True, slots=True)
class Read:
    """What a folder says: the campaign, or None where an error keeps it from being one; and every problem.

    ``outside`` and ``targets`` are for looking up what one campaign names in another: ``targets`` are the
    ids of this one, None where they could not be read.
    """

    campaign: Campaign | None
    problems: list[Problem]
    outside: Outside = NOTHING_OUTSIDE
    targets: Collection[str] | None = None


def read_campaign(folder: Folder, today: date) -> tuple[Campaign | None, list[Problem]]:
    """The campaign, or None where an error keeps it from being one; and every problem of its files.

    ``today`` is for warnings alone. A file that is not in ``folder.files`` is passed over in silence: whoever
    looked for it has told. The campaign that the plan compares with is not looked up (see read_folder).
    """
    read = read_folder(folder, today)
    return read.campaign, read.problems


def read_folder(folder: Folder, today: date, memory: Memory | None = None) -> Read:
    """The same, with what the plan names in another campaign; ``memory`` spares reading what was sound."""
    desk = _Desk(folder)
    required = required_of(folder.files)
    plan_text = desk.text(PLAN)
    text = desk.plan(plan_text, memory)
    plan, targets = text.plan, text.declared.targets if text.declared else None
    parts = parts_of(folder.files)
    results = (ACHIEVEMENTS.file, *parts)
    whole = (name for name in (*TABLES, *parts) if not (memory and name in results))
    sheets = {name: desk.sheet(table_in(name)) for name in whole}
    units = read_units(sheets[UNITS.file])
    header = sheets[UNITS.file].header
    names = unit_names(units.by_id) if header and "unit_id" in header.columns else None
    if names:
        desk.problems.extend(unknown_owners(text.outside.owners, names))
        plan = plan and with_owners(plan, names)
    known = Known(plan, names, folder.exists, text.declared if plan is None else None)
    headcounts = read_records(sheets[HEADCOUNT.file], known)
    rows, counts, doubtful = desk.results(results, sheets, known, memory)
    updates = read_updates(sheets[UPDATES.file], known)
    reports = read_records(sheets[REPORTS.file], known)
    allocations = read_allocations(sheets[ALLOCATIONS.file], known)
    desk.problems.extend(problem for sheet in sheets.values() for problem in sheet.problems)
    if plan is None:
        return Read(None, desk.told(sheets), text.outside, targets)
    campaign = Campaign(
        plan, units.by_id, tuple(headcounts), rows, tuple(updates), tuple(reports), tuple(allocations)
    )
    told = {name: len(campaign.of(table.record)) for name, table in TABLES.items()}
    campaign = replace(campaign, files=desk.data_files({PLAN: len(plan.targets), **told, **counts}))
    others = desk.hash_of(FILES)
    facts = Facts(
        campaign,
        today,
        {name: folder.shown(name) for name in FILES},
        units.lines,
        plan_text or "",
        partial=frozenset(
            ACHIEVEMENTS.file if name in parts else name
            for name, sheet in sheets.items()
            if sheet.problems or (sheet.header is None and (name in folder.files or name in required))
        ),
        doubtful=doubtful,
        sound=known_sound(rows, today, others, memory) if memory and isinstance(rows, Rows) else frozenset(),
        short=memory is not None and known_short(others, memory),
    )
    desk.problems.extend(check(facts))
    if memory:
        keep_sound(facts, desk.problems, others, memory)
    problems = desk.told(sheets)
    sound = folder.files.keys() >= required and are_sound(problems)
    return Read(campaign if sound else None, problems, text.outside, targets)


@dataclass(slots=True)
class _Desk:
    """The folder's files, and the problems found so far. A table's text is gone once it is read."""

    folder: Folder
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """The text of a file, None where there is none; what keeps it from being read is told."""
        if name not in self.folder.files:
            return None
        text, problems = decode(self.folder.files[name], self.folder.shown(name))
        self.problems.extend(problems)
        return text

    def plan(self, text: str | None, memory: Memory | None) -> PlanText:
        """What the plan's text says, as far as it can be read; ``memory`` may know it from before."""
        if text is None:
            return PlanText(None)
        shown = self.folder.shown(PLAN)
        told = "\0".join((text, shown, self.folder.name)).encode(errors="surrogateescape")
        key = hashlib.sha256(told).hexdigest()
        known = memory.found(PLAN, key) if memory else None
        found: PlanText = pickle.loads(known) if known else _read_plan(text, shown, self.folder.name)
        if memory and not known:
            memory.keep(PLAN, key, pickle.dumps(found))
        self.problems.extend(found.problems)
        return found

    def sheet(self, table: Table) -> Sheet:
        """The sheet of a table; one without header or rows where its file could not be read."""
        shown = self.folder.shown(table.file)
        text = self.text(table.file)
        return Sheet(shown, table, "", None) if text is None else open_sheet(text, shown, table)

    def results(
        self, names: Sequence[str], sheets: dict[str, Sheet], known: Known, memory: Memory | None
    ) -> tuple[Sequence[Achievement], dict[str, int], frozenset[str]]:
        """The rows of the files of achievements, how many each has, and the targets of which one was lost."""
        if memory and known.plan and known.units:
            tables = [(self.folder.shown(name), table_in(name)) for name in names]
            if again := read_again(
                self.folder.files, tables, known, self.hash_of((PLAN, UNITS.file)), memory
            ):
                sheets |= zip(names, again.sheets, strict=True)
                return again.rows, dict(zip(names, again.counts, strict=True)), frozenset()
        achievements, told = Achievements(), {}
        for name in names:
            before = len(achievements.rows)
            sheet = sheets.get(name) or sheets.setdefault(name, self.sheet(table_in(name)))
            read_achievements(sheet, known, achievements)
            sheet.text = ""
            told[name] = len(achievements.rows) - before
        return tuple(achievements.rows), told, frozenset(achievements.doubtful)

    def hash_of(self, names: Iterable[str]) -> str:
        """A hash of the campaign's name and of its files of these names, but of achievements."""
        told = [
            (name, hashlib.sha256(data).digest())
            for name, data in self.folder.files.items()
            if name in names and name != ACHIEVEMENTS.file
        ]
        return hashlib.sha256(repr((self.folder.name, told)).encode()).hexdigest()

    def data_files(self, rows: Mapping[str, int]) -> tuple[DataFile, ...]:
        """The record of each file."""
        return tuple(
            DataFile(name, self.folder.shown(name), hashlib.sha256(content).hexdigest(), rows[name])
            for name, content in self.folder.files.items()
        )

    def told(self, sheets: Mapping[str, Sheet]) -> list[Problem]:
        """Every problem, with the line it is about."""
        by_file: dict[str, list[Problem]] = {}
        for problem in self.problems:
            by_file.setdefault(problem.file, []).append(problem)
        for name, content in self.folder.files.items():
            shown = self.folder.shown(name)
            text = decode(content, shown)[0] if shown in by_file else None
            if text is not None:
                by_file[shown] = (
                    with_excerpts(by_file[shown], text, sheets[name].header)
                    if name in sheets
                    else _with_spans(with_excerpts(by_file[shown], text))
                )
        return [problem for problems in by_file.values() for problem in problems]


def _read_plan(text: str, shown: str, folder: str) -> PlanText:
    from thidua.plan.reader import read_plan_text  # noqa: PLC0415 - slow to import, and a plan is remembered

    return read_plan_text(text, shown, folder)


def _with_spans(problems: Iterable[Problem]) -> list[Problem]:
    from thidua.keyed.yaml_file import with_spans  # noqa: PLC0415 - as above, and mostly there is none

    return with_spans(problems)


def unknown_owners(owners: Iterable[Reference], units: Names) -> Iterator[Problem]:
    """A problem for each owner that is no unit."""
    for owner in owners:
        try:
            units.parse(owner.name)
        except CellError as error:
            yield at(owner.source, "owner").of(error)


def with_owners(plan: Plan, units: Names) -> Plan:
    """The plan with every owner that is a unit as the unit's own id."""

    def resolved(owner: str | None) -> str | None:
        return owner and (units.find(owner) or owner)

    def owned(one: Owned) -> Owned:
        owner = resolved(one.owner)
        return one if owner == one.owner else replace(one, owner=owner)

    def revised(fields: Mapping[str, object]) -> Mapping[str, object]:
        owner = fields.get("owner")
        return {**fields, "owner": resolved(owner)} if isinstance(owner, str) else fields

    return replace(
        plan,
        targets={key: owned(each) for key, each in plan.targets.items()},
        figures={key: owned(each) for key, each in plan.figures.items()},
        tasks={key: owned(each) for key, each in plan.tasks.items()},
        revisions=tuple(
            replace(each, changes={key: revised(fields) for key, fields in each.changes.items()})
            for each in plan.revisions
        ),
    )
