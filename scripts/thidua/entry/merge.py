"""Rows that come in → achievements.csv with those that are new, judged as it would stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.entry.dialect import appended
from thidua.entry.incoming import Incoming
from thidua.intake.assemble import Folder, read_campaign
from thidua.model import Achievement, Campaign
from thidua.problems import Problem, Severity
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.records import cells_of
from thidua.text import Text

Read = Callable[[Sequence[Achievement]], Incoming]  # rows recorded before it → what a file brings


@dataclass(frozen=True, slots=True)
class Part:
    """What one file brings: rows that are new, and how many are recorded already."""

    file: str
    new: tuple[Achievement, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: ``content`` is the new achievements.csv, None where an error forbids it."""

    content: bytes | None
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> int:
        """How many rows would be added."""
        return sum(len(part.new) for part in self.parts)


def merge(folder: Folder, campaign: Campaign, files: Sequence[Read], today: date) -> Merged:
    """The files' new rows below the recorded ones; ``campaign`` is the sound content of ``folder``."""
    recorded = list(campaign.achievements)
    incoming: list[Incoming] = []
    parts: list[Part] = []
    for read in files:
        brought = read(recorded)
        new = _unrecorded(brought.rows, recorded)
        incoming.append(brought)
        parts.append(Part(brought.file, tuple(new), len(brought.rows) - len(new)))
        recorded.extend(new)
    problems = [problem for brought in incoming for problem in brought.problems]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Merged(None, tuple(parts), tuple(problems))
    rows = [(row, brought) for part, brought in zip(parts, incoming, strict=True) for row in part.new]
    content, found = _judged(folder, campaign, rows, today)
    return Merged(content, tuple(parts), (*problems, *found))


def _unrecorded(rows: Sequence[Achievement], recorded: Sequence[Achievement]) -> list[Achievement]:
    """The rows that say something new; one that a file holds twice stays, to be told as a double."""
    known = Counter(map(_said, recorded))
    new = []
    for row in rows:
        if known[_said(row)]:
            known[_said(row)] -= 1
        else:
            new.append(row)
    return new


def _said(row: Achievement) -> Hashable:
    return row.on, row.target, row.unit, row.value, row.stage, row.role, row.evidence, row.note


def _judged(
    folder: Folder,
    campaign: Campaign,
    rows: Sequence[tuple[Achievement, Incoming]],
    today: date,
) -> tuple[bytes | None, list[Problem]]:
    """achievements.csv with the rows, None where it would not be sound; and the problems that they bring."""
    before = folder.files[ACHIEVEMENTS.file]
    if not rows:
        return before, []
    written = [cells_of(row, ACHIEVEMENTS, campaign.plan) for row, _ in rows]
    content, lines = appended(before, ACHIEVEMENTS, written)
    files = {**folder.files, ACHIEVEMENTS.file: content}
    _, problems = read_campaign(replace(folder, files=files), today)
    homes = _Homes(folder.shown(ACHIEVEMENTS.file), dict(zip(lines, rows, strict=True)))
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    # Warnings about what was recorded before are no news.
    told = [
        homes.moved(problem)
        for problem in problems
        if problem.severity is Severity.ERROR or homes.holds(problem)
    ]
    return (None if errors else content), told


@dataclass(frozen=True, slots=True)
class _Homes:
    """The rows below the recorded ones, by their lines in the new file, and the files they came in."""

    file: str
    rows: dict[int, tuple[Achievement, Incoming]]

    def holds(self, problem: Problem) -> bool:
        """Whether the problem is about a row that comes in."""
        return problem.file == self.file and problem.line in self.rows

    def moved(self, problem: Problem) -> Problem:
        """The problem told where the row was typed, and the rows it speaks of named with their files."""
        if problem.file != self.file:
            return problem
        message = self._named(problem.message)
        if problem.line not in self.rows:
            return replace(problem, message=message)
        row, brought = self.rows[problem.line]
        return brought.addressed(
            replace(
                problem, file=row.source.file, line=row.source.line, message=message, excerpt=None, span=None
            )
        )

    def _named(self, message: Text) -> Text:
        line = message.values.get("line")
        if not isinstance(line, int):
            return message
        file, place = self.file, line
        if line in self.rows:
            source = self.rows[line][0].source
            file, place = source.file, source.line
        return Text(
            message.template, **{**message.values, "line": Text("{line} của {file}", line=place, file=file)}
        )
