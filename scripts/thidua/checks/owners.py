"""Units in charge, as plan.yml names them, held against units.csv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from thidua.model import Plan, Target, Task
from thidua.problems import CellError, Problem, at
from thidua.tables.names import Names


def resolve_owners(plan: Plan, units: Names) -> tuple[Plan, list[Problem]]:
    """The plan with every owner as a unit's own id; and a problem for each that is no unit."""
    targets = {key: replace(each, owner=_resolved(each.owner, units)) for key, each in plan.targets.items()}
    tasks = {key: replace(each, owner=_resolved(each.owner, units)) for key, each in plan.tasks.items()}
    records: list[Target | Task] = [*plan.targets.values(), *plan.tasks.values()]
    problems = [problem for record in records for problem in _unknown(record, units)]
    return replace(plan, targets=targets, tasks=tasks), problems


def _resolved(owner: str | None, units: Names) -> str | None:
    return owner and (units.find(owner) or owner)


def _unknown(record: Target | Task, units: Names) -> Iterator[Problem]:
    source = record.owner_source
    if record.owner is None or source is None:
        return
    try:
        units.parse(record.owner)
    except CellError as error:
        yield at(source, "owner").of(error)
