"""plan.yml → Plan, and every problem of the file at once."""

from __future__ import annotations

from datetime import date

from thidua.keyed.given import Findings, Given
from thidua.keyed.read import FileKind, read_keys
from thidua.keyed.records import build, by_id, declared
from thidua.model import Movement, Phase, Plan, Source, Target, Task
from thidua.plan.parts import (
    check_ceiling,
    read_at_risk,
    read_clauses,
    read_populations,
    read_report_day,
    read_rules,
    read_scales,
)
from thidua.plan.schema import MOVEMENT, PLAN, TASK
from thidua.plan.targets import PlanFrame, read_target
from thidua.plan.times import check_closes, read_milestones, read_phases
from thidua.plan.words import THE_PLAN
from thidua.problems import Problem
from thidua.text import Text, shown

_PLAN_FILE = FileKind(PLAN, THE_PLAN, Text("ghi kế hoạch theo mẫu do lệnh “thidua new” tạo ra"))


def read_plan(text: str, file: str, folder: str | None = None) -> tuple[Plan | None, list[Problem]]:
    """The plan, and every problem of it by line; ``folder`` is the campaign's, whose name must match.

    The plan is None where a phase or target could not be read, or the day it closes. Otherwise rows can be
    checked against it, but nothing may be built from it while one of the problems is an error.
    """

    def make(given: Given, findings: Findings) -> Plan | None:
        _check_folder(given, folder, findings)
        return _plan(given, findings)

    return read_keys(text, file, _PLAN_FILE, make)


def _plan(given: Given, findings: Findings) -> Plan | None:
    phases = read_phases(given, findings)
    check_closes(given, phases, findings)
    scales = read_scales(given, findings)
    targets = _targets(given, phases, scales, findings)
    reviews, commemorations = read_milestones(given, phases, findings)
    plan = build(
        given,
        PLAN,
        phases=phases,
        targets=targets,
        populations=read_populations(given),
        scales=scales,
        at_risk=read_at_risk(given, findings),
        tasks=_tasks(given, findings),
        movements=_movements(given, findings),
        commemorations=commemorations,
        reviews=reviews,
        rules=read_rules(given, findings),
        report_day=read_report_day(given, findings),
        **{key: read_clauses(given, key, findings) for key in ("purposes", "requirements", "roles", "cited")},
    )
    # Rows can be checked against a plan whose phases and targets are all there.
    every_target = bool(targets) and {*declared(given, "targets").values()} == set(targets)
    return plan if phases and every_target else None


def _targets(
    given: Given, phases: tuple[Phase, ...], scales: dict[str, tuple[str, ...]], findings: Findings
) -> dict[str, Target]:
    """The targets by id; where the phases could not be read, every day is taken as one of theirs."""
    frame = PlanFrame(
        start=min((phase.start for phase in phases), default=date.min),
        end=max((phase.end for phase in phases), default=date.max),
        closes=given.get("closes", date) if phases else None,
        scales=scales,
    )
    written = given.listed("targets")
    targets = by_id(written, [read_target(each, frame, findings) for each in written], findings)
    for each in written:
        check_ceiling(each, findings)
    return targets


def _movements(given: Given, findings: Findings) -> dict[str, Movement]:
    written = given.listed("movements")
    return by_id(written, [build(each, MOVEMENT) for each in written], findings)


def _tasks(given: Given, findings: Findings) -> dict[str, Task]:
    written, file = given.listed("tasks"), findings.file
    tasks = [
        build(each, TASK, source=Source(file, each.line), owner_source=each.source("owner", file))
        for each in written
    ]
    return by_id(written, tasks, findings)


def _check_folder(given: Given, folder: str | None, findings: Findings) -> None:
    campaign = given.text("campaign")
    if folder is not None and campaign is not None and campaign != folder:
        findings.tell(
            given.at("campaign"),
            "campaign",
            "campaign-folder",
            Text(
                "mã phong trào “{campaign}” khác tên thư mục “{folder}”",
                campaign=shown(campaign),
                folder=shown(folder),
            ),
            Text('ghi campaign: "{folder}", hoặc đổi tên thư mục', folder=shown(folder)),
        )
