"""Units in charge, as plan.yml names them, held against units.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.cells import CellError
from thidua.model import Plan, Source
from thidua.problems import Problem
from thidua.references import Names

_LINES_OF_AN_ENTRY = 80


def resolve_owners(plan: Plan, units: Names, text: str) -> tuple[Plan, list[Problem]]:
    """The plan with every owner as a unit's own id; and a problem for each that is no unit.

    ``text`` is plan.yml, for the line on which an owner stands.
    """
    targets = {key: replace(each, owner=_resolved(each.owner, units)) for key, each in plan.targets.items()}
    tasks = {key: replace(each, owner=_resolved(each.owner, units)) for key, each in plan.tasks.items()}
    entries = [(each.owner, each.source) for each in (*plan.targets.values(), *plan.tasks.values())]
    problems = [problem for owner, source in entries for problem in _unknown(owner, source, units, text)]
    return replace(plan, targets=targets, tasks=tasks), problems


def _resolved(owner: str | None, units: Names) -> str | None:
    return owner and (units.find(owner) or owner)


def _unknown(owner: str | None, source: Source | None, units: Names, text: str) -> Iterator[Problem]:
    if owner is None or source is None:
        return
    try:
        units.parse(owner)
    except CellError as error:
        line = line_of_key(text, "owner", source.line)
        yield Problem(source.file, line, "owner", error.code, error.message, error.hint)


def line_of_key(text: str, key: str, first: int) -> int:
    """The line of a key in the entry that begins on line ``first``; that line itself where it is not seen."""
    pattern = re.compile(rf"(?:.*[\s{{,-])?[\"']?{key}[\"']?\s*:")
    lines = text.split("\n")
    for number in range(first, min(first + _LINES_OF_AN_ENTRY, len(lines)) + 1):
        if pattern.match(lines[number - 1]):
            return number
    return first
