"""plan.yml → Plan, and every problem of the file at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.keyed.entries import Entry, Findings, TooManyProblems, by_key
from thidua.keyed.ids import by_id
from thidua.keyed.nodes import MapNode, Node, is_empty
from thidua.keyed.values import read_record
from thidua.keyed.yaml_file import read_yaml
from thidua.keyed.yaml_recovery import read_rest
from thidua.model import Movement, Phase, Plan, Target, Task
from thidua.plan.links import link_targets, read_rules
from thidua.plan.parts import (
    read_at_risk,
    read_clauses,
    read_document,
    read_issuer,
    read_movement,
    read_populations,
    read_report_day,
    read_scales,
    read_task,
)
from thidua.plan.schema import PLAN
from thidua.plan.targets import Frame, read_target
from thidua.plan.times import check_closes, read_milestones, read_phases
from thidua.problems import Problem, Where
from thidua.text import Text, shown


def read_plan(text: str, file: str, folder: str | None = None) -> tuple[Plan | None, list[Problem]]:
    """The plan, and every problem of it by line; ``folder`` is the campaign's, whose name must match.

    The plan is None where a phase or target could not be read, or the day it closes. Otherwise rows can be
    checked against it, but nothing may be built from it while one of the problems is an error.
    """
    root, problems = read_yaml(text, file)
    findings = Findings(file, problems)
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
    rest = read_rest(text, file, problems)
    around = Findings(file)
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
    entry = read_record(root, PLAN, findings)
    _check_folder(entry, folder, findings)
    phases = read_phases(entry, findings)
    check_closes(entry, phases, findings)
    scales, populations = read_scales(entry, findings), read_populations(entry)
    known = by_key(identity for each in entry.entries("targets") if (identity := each.typed("id")))
    targets = link_targets(
        _targets(entry, phases, scales, populations, findings), entry.entries("targets"), known, findings
    )
    movements, tasks = _movements_and_tasks(entry, known, findings)
    reviews, commemorations = read_milestones(entry, phases, findings)
    plan = Plan(
        campaign=entry.text("campaign") or "",
        title=entry.text("title") or "",
        phases=phases,
        closes=entry.get("closes", date) or date.max,
        targets=targets,
        populations=populations,
        scales=scales,
        at_risk=read_at_risk(entry, findings),
        illustrative=bool(entry.get("illustrative", bool)),
        theme=entry.text("theme"),
        objective=entry.text("objective"),
        document=read_document(entry),
        issuer=read_issuer(entry),
        tasks=tasks,
        movements=movements,
        commemorations=commemorations,
        reviews=reviews,
        rules=read_rules(entry, known, findings),
        purposes=read_clauses(entry, "purposes", findings),
        requirements=read_clauses(entry, "requirements", findings),
        roles=read_clauses(entry, "roles", findings),
        recipients=entry.texts("recipients"),
        cited=read_clauses(entry, "cited", findings),
        report_day=read_report_day(entry, findings),
    )
    return plan if _is_usable(entry, plan, known) else None


def _is_usable(entry: Entry, plan: Plan, known: Mapping[str, str]) -> bool:
    """Whether rows can be checked against the plan: its phases, targets and last day are there."""
    every_target = bool(plan.targets) and set(known.values()) == set(plan.targets)
    return bool(plan.campaign and plan.phases) and every_target and "closes" in entry.parts


def _targets(
    entry: Entry,
    phases: Sequence[Phase],
    scales: Mapping[str, tuple[str, ...]],
    populations: Mapping[str, str],
    findings: Findings,
) -> dict[str, Target]:
    """The targets by id; where the phases could not be read, every day is taken as one of theirs."""
    frame = Frame(
        start=min((phase.start for phase in phases), default=date.min),
        end=max((phase.end for phase in phases), default=date.max),
        closes=entry.get("closes", date) if phases else None,
        scales=scales,
        scale_ids=by_key(scales),
        population_ids=by_key(populations),
        findings=findings,
    )
    written = entry.entries("targets")
    return by_id(written, [read_target(each, frame) for each in written], findings)


def _movements_and_tasks(
    entry: Entry, targets: Mapping[str, str], findings: Findings
) -> tuple[dict[str, Movement], dict[str, Task]]:
    carried, duties = entry.entries("movements"), entry.entries("tasks")
    movements = by_id(carried, [read_movement(each) for each in carried], findings)
    known = by_key(identity for each in carried if (identity := each.typed("id")))
    return movements, by_id(duties, [read_task(each, targets, known, findings) for each in duties], findings)


def _check_folder(entry: Entry, folder: str | None, findings: Findings) -> None:
    campaign = entry.text("campaign")
    if folder is not None and campaign is not None and campaign != folder:
        findings.tell(
            entry.at("campaign"),
            "campaign",
            "campaign-folder",
            Text(
                "mã phong trào “{campaign}” khác tên thư mục “{folder}”",
                campaign=shown(campaign),
                folder=shown(folder),
            ),
            Text('ghi campaign: "{folder}", hoặc đổi tên thư mục', folder=shown(folder)),
        )
