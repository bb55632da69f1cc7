"""plan.yml → Plan, and every problem of the file at once."""

from __future__ import annotations

from datetime import date

from thidua.keyed.given import Findings, Given, TooManyProblems
from thidua.keyed.nodes import MapNode, Node, is_empty
from thidua.keyed.records import build, by_id, declared, resolve
from thidua.keyed.values import read_record
from thidua.keyed.yaml_file import read_rest, read_yaml
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
from thidua.problems import Problem, Where
from thidua.text import Text, shown


def read_plan(text: str, file: str, folder: str | None = None) -> tuple[Plan | None, list[Problem]]:
    """The plan, and every problem of it by line; ``folder`` is the campaign's, whose name must match.

    The plan is None where a phase or target could not be read, or the day it closes. Otherwise rows can be
    checked against it, but nothing may be built from it while one of the problems is an error.
    """
    root, problems = read_yaml(text, file, THE_PLAN)
    findings = Findings(file, THE_PLAN, problems)
    plan = None
    try:
        if root is None and problems:
            findings.problems = _slips(text, file, problems)
        elif _is_mapping(root, findings):
            plan = _plan(root, findings, folder)
    except TooManyProblems:
        findings.problems.append(_too_many(file))
    return plan, sorted(findings.problems, key=lambda problem: problem.line or 0)


def _slips(text: str, file: str, problems: list[Problem]) -> list[Problem]:
    """The problems of a text with slips of syntax: these, and those of keys and values around them."""
    rest = read_rest(text, file, THE_PLAN, problems)
    around = Findings(file, THE_PLAN)
    if rest.root is not None:
        read_record(rest.root, PLAN, around)
    missing = {(key, "missing-key") for key in rest.damaged}
    return [*rest.problems, *(each for each in around.problems if (each.column, each.code) not in missing)]


def _too_many(file: str) -> Problem:
    return Where(file).error(
        "too-many-problems",
        Text("quá nhiều lỗi: phần còn lại chưa kiểm tra"),
        Text("sửa các lỗi đã nêu rồi kiểm tra lại"),
    )


def _is_mapping(root: Node | None, findings: Findings) -> bool:
    if root is None or is_empty(root):
        findings.tell(
            1,
            None,
            "empty-file",
            Text("tệp kế hoạch chưa có nội dung"),
            Text("ghi kế hoạch theo mẫu do lệnh “thidua new” tạo ra"),
        )
        return False
    if not isinstance(root, MapNode):
        findings.tell(
            root.line,
            None,
            "wrong-kind",
            Text("kế hoạch phải gồm các mục dạng “tên: giá trị”"),
            Text("bắt đầu tệp bằng dòng “campaign: …”"),
        )
        return False
    return True


def _plan(root: Node | None, findings: Findings, folder: str | None) -> Plan | None:
    if not isinstance(root, MapNode):
        return None
    given = read_record(root, PLAN, findings)
    _check_folder(given, folder, findings)
    resolve(given, findings)
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
