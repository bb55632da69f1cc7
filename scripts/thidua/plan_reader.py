"""plan.yml → Plan, and every problem of the file at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from thidua.cells import shown
from thidua.model import Clause, Document, Issuer, Movement, Plan, Source, Target, Task
from thidua.plan_ids import by_id, check_ids
from thidua.plan_links import link_targets, read_rules, resolve_all
from thidua.plan_schema import PLAN
from thidua.plan_targets import Frame, read_target
from thidua.plan_times import closes_problem, read_milestones, read_phases
from thidua.plan_values import Entry, Findings, read_record
from thidua.problems import Problem
from thidua.text import Text
from thidua.yaml_file import read_yaml
from thidua.yaml_nodes import MapNode, Node, is_empty


def read_plan(text: str, file: str, folder: str | None = None) -> tuple[Plan | None, list[Problem]]:
    """The plan, and every problem of it by line; ``folder`` is the campaign's, whose name must match.

    The plan is None where a phase or target could not be read, or the day it closes. Otherwise rows can be
    checked against it, but nothing may be built from it while one of the problems is an error.
    """
    root, problems = read_yaml(text, file)
    findings = Findings(file, problems)
    plan = _plan(root, findings, folder) if _is_mapping(root, findings) else None
    return plan, sorted(problems, key=lambda problem: problem.line or 0)


def _is_mapping(root: Node | None, findings: Findings) -> bool:
    if root is None and findings.problems:
        return False
    if root is None or is_empty(root):
        findings.tell(1, None, "empty-file", Text("tệp kế hoạch chưa có nội dung"),
                      Text("ghi kế hoạch theo mẫu do lệnh “thidua new” tạo ra"))
        return False
    if not isinstance(root, MapNode):
        findings.tell(root.line, None, "wrong-kind", Text("kế hoạch phải gồm các mục dạng “tên: giá trị”"),
                      Text("bắt đầu tệp bằng dòng “campaign: …”"))
        return False
    return True


def _plan(root: Node | None, findings: Findings, folder: str | None) -> Plan | None:
    if not isinstance(root, MapNode):
        return None
    entry = read_record(root, PLAN, findings)
    _check_folder(entry, folder, findings)
    phases = read_phases(entry, findings)
    closes = entry.get("closes", date)
    closes_problem(entry, phases, findings)
    scales, populations = _scales(entry, findings), _populations(entry)
    at_risk = _at_risk(entry, findings)
    report_day = _report_day(entry, findings)
    written = entry.entries("targets")
    targets: dict[str, Target] = {}
    if phases:
        start, end = min(each.start for each in phases), max(each.end for each in phases)
        frame = Frame(start, end, closes, scales, populations, findings)
        targets = by_id(written, [read_target(each, frame) for each in written], findings)
    movements = by_id(entry.entries("movements"), map(_movement, entry.entries("movements")), findings)
    carried = [identity for each in entry.entries("movements") if (identity := each.typed("id"))]
    known = [identity for each in written if (identity := each.typed("id"))]
    targets = link_targets(targets, written, known, findings)
    duties = entry.entries("tasks")
    tasks = by_id(duties, [_task(each, known, carried, findings) for each in duties], findings)
    reviews, commemorations = read_milestones(entry, phases, findings)
    rules = read_rules(entry, known, findings)
    campaign = entry.text("campaign")
    every_target = set(known) == set(targets) and len(written) == len(entry.get("targets", tuple) or ())
    if not (phases and targets and every_target) or closes is None or campaign is None:
        return None
    return Plan(
        campaign=campaign,
        title=entry.text("title") or "",
        phases=phases,
        closes=closes,
        targets=targets,
        populations=populations,
        scales=scales,
        at_risk=at_risk,
        illustrative=bool(entry.get("illustrative", bool)),
        theme=entry.text("theme"),
        objective=entry.text("objective"),
        document=_document(entry),
        issuer=_issuer(entry),
        tasks=tasks,
        movements=movements,
        commemorations=commemorations,
        reviews=reviews,
        rules=rules,
        purposes=_clauses(entry, "purposes", findings),
        requirements=_clauses(entry, "requirements", findings),
        roles=_clauses(entry, "roles", findings),
        recipients=entry.texts("recipients"),
        cited=_clauses(entry, "cited", findings),
        report_day=report_day,
    )


def _check_folder(entry: Entry, folder: str | None, findings: Findings) -> None:
    campaign = entry.text("campaign")
    if folder is not None and campaign is not None and campaign != folder:
        findings.tell(
            entry.at("campaign"), "campaign", "campaign-folder",
            Text("mã phong trào “{campaign}” khác tên thư mục “{folder}”", campaign=shown(campaign),
                 folder=shown(folder)),
            Text("ghi campaign: \"{folder}\", hoặc đổi tên thư mục", folder=shown(folder)),
        )


def _scales(entry: Entry, findings: Findings) -> dict[str, tuple[str, ...]]:
    scales = entry.get("scales", Entry)
    if scales is None:
        return {}
    for key in scales.parts:
        levels = scales.cells(key)
        seen: set[str] = set()
        for cell in levels:
            level = str(cell.value).casefold()
            if level in seen:
                findings.tell(cell.line, "scales", "duplicate-level",
                              Text("thang “{scale}” ghi hai lần mức “{level}”", scale=shown(key),
                                   level=shown(str(cell.value))),
                              Text("mỗi mức ghi một lần, xếp từ thấp đến cao"))
            seen.add(level)
    return {key: scales.texts(key) for key in scales.lines}


def _populations(entry: Entry) -> dict[str, str]:
    populations = entry.get("populations", Entry)
    return {key: populations.text(key) or "" for key in populations.lines} if populations else {}


def _at_risk(entry: Entry, findings: Findings) -> Fraction:
    thresholds = entry.get("thresholds", Entry)
    share = thresholds.get("at_risk", Fraction) if thresholds else None
    if thresholds is None or share is None:
        return Fraction(4, 5)
    if not 0 < share <= 1:
        findings.tell(thresholds.at("at_risk"), "at_risk", "out-of-range",
                      Text("ngưỡng at_risk phải lớn hơn 0 và không quá 1"),
                      Text("ghi tỷ lệ, ví dụ 0.8 cho 80%"))
    return share


def _report_day(entry: Entry, findings: Findings) -> int | None:
    day = entry.get("report_day", int)
    if day is not None and not 1 <= day <= 28:
        findings.tell(entry.at("report_day"), "report_day", "out-of-range",
                      Text("hạn báo cáo phải là một ngày từ 1 đến 28"),
                      Text("ghi ngày thứ mấy của tháng sau, ví dụ 5"))
        return None
    return day


def _movement(entry: Entry) -> Movement | None:
    identity = entry.text("id")
    if identity is None:
        return None
    return Movement(identity, entry.text("name") or "", entry.text("kind"), entry.text("note"))


def _task(entry: Entry, targets: list[str], movements: list[str], findings: Findings) -> Task | None:
    identity = entry.text("id")
    about = resolve_all(entry, "targets", targets, "unknown-target", findings)
    carried = resolve_all(entry, "movements", movements, "unknown-movement", findings)
    if identity is None:
        return None
    return Task(
        id=identity,
        clause=entry.text("clause") or "",
        text=entry.text("text") or "",
        name=entry.text("name"),
        targets=about,
        movements=carried,
        owner=entry.text("owner"),
        source=Source(findings.file, entry.line),
        owner_source=entry.source("owner", findings.file),
    )


def _document(entry: Entry) -> Document:
    document = entry.get("document", Entry)
    if document is None:
        return Document()
    basis = document.text("basis")
    return Document(
        number=document.text("number"),
        date=document.get("date", date),
        basis=(basis,) if basis else document.texts("basis"),
        title=document.text("title"),
        symbol=document.text("symbol"),
        place=document.text("place"),
        signer=document.text("signer"),
    )


def _issuer(entry: Entry) -> Issuer | None:
    issuer, name = entry.get("issuer", Entry), entry.text("issuer")
    if issuer is None:
        return Issuer(name) if name else None
    return Issuer(
        issuer.text("name") or "", issuer.text("parent"), issuer.text("short"), issuer.text("report_to")
    )


def _clauses(entry: Entry, key: str, findings: Findings) -> tuple[Clause, ...]:
    """Passages of the plan; one without an id is named by its place."""
    written = [
        (each, each.text("id") or f"{key}-{place}") for place, each in enumerate(entry.entries(key), 1)
    ]
    passages = [
        Clause(
            identity, each.text("text") or "", each.text("clause"), each.text("who"), each.get("date", date)
        )
        for each, identity in written
    ]
    check_ids((each for each, _ in written), findings)
    return tuple(passages)
