"""plan.yml → Plan, and every problem of the file at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from thidua.keyed.given import Findings, Given
from thidua.keyed.read import FileKind, read_keys
from thidua.keyed.records import build, by_id, check_ids, declared, to_look_up
from thidua.model import Movement, Phase, Plan, Quantity, Source, Task
from thidua.plan.derived import check_sources, resolve_sources
from thidua.plan.found import Outside, PlanText, Reference
from thidua.plan.parts import (
    check_ceiling,
    read_at_risk,
    read_clauses,
    read_groups,
    read_populations,
    read_report_day,
    read_rules,
    read_scales,
    resolve_groups,
)
from thidua.plan.revisions import added_on, read_revisions, resolve_revised
from thidua.plan.schema import MOVEMENT, PLAN, TASK, THE_PLAN
from thidua.plan.targets import PlanFrame, read_figure, read_target
from thidua.plan.times import check_as_of, check_closes, read_milestones, read_phases
from thidua.problems import Problem
from thidua.tables.names import Declared
from thidua.text import Text, shown

Made = TypeVar("Made")
_LEANT_ON = ("targets", "figures", "tasks", "populations", "report_every")  # what rows refer to
_PLAN_FILE = FileKind(PLAN, THE_PLAN, Text("ghi kế hoạch theo mẫu do lệnh “thidua new” tạo ra"))


def read_plan(text: str, file: str, folder: str | None = None) -> tuple[Plan | None, list[Problem]]:
    """The plan, and every problem of it by line; ``folder`` is the campaign's, whose name must match.

    The plan is None where a phase or target could not be read, or the day it closes. Otherwise rows can be
    checked against it, but nothing may be built from it while one of the problems is an error.
    """
    found = read_plan_text(text, file, folder)
    return found.plan, list(found.problems)


@lru_cache(maxsize=4)  # a command that writes reads before and after, and few of them write the plan
def read_plan_text(text: str, file: str, folder: str | None = None) -> PlanText:
    """The same, with all that can be said of a plan that could not be read to the end."""

    def make(given: Given, findings: Findings) -> PlanText:
        _check_folder(given, folder, findings)
        return _plan(given, findings)

    found, problems = read_keys(text, file, _PLAN_FILE, make)
    return replace(found or PlanText(None), problems=tuple(problems))


def _plan(given: Given, findings: Findings) -> PlanText:
    named = outside(given, findings)
    phases = read_phases(given, findings)
    check_closes(given, phases, findings)
    check_as_of(given, phases, findings)
    scales = read_scales(given, findings)
    resolve_groups(given, findings)
    resolve_revised(given, findings)
    _check_ids_and_sources(given, findings)
    frame = _frame(given, phases, scales)
    targets = _by_id(given.listed("targets"), read_target, frame, findings)
    figures = _by_id(given.listed("figures"), read_figure, frame, findings)
    reviews, commemorations = read_milestones(given, phases, findings)
    groups, groups_en = read_groups(given)
    plan = build(
        given,
        PLAN,
        phases=phases,
        targets=targets,
        figures=figures,
        groups=groups,
        groups_en=groups_en,
        populations=read_populations(given),
        scales=scales,
        at_risk=read_at_risk(given, findings),
        tasks=_tasks(given, findings),
        movements=_movements(given, findings),
        commemorations=commemorations,
        reviews=reviews,
        rules=read_rules(given, findings),
        report_day=read_report_day(given, findings),
        revisions=read_revisions(given, frame, _sources(targets, figures), findings),
        **{key: read_clauses(given, key, findings) for key in ("purposes", "requirements", "roles", "cited")},
    )
    # Rows can be checked against a plan whose phases, targets and figures are all there.
    every_target = bool(targets) and {*declared(given, "targets").values()} == set(targets)
    every_figure = {*declared(given, "figures").values()} == set(figures)
    is_whole = phases and every_target and every_figure and given.refused.keys().isdisjoint(_LEANT_ON)
    whole = plan if is_whole else None
    return PlanText(whole, (), declares(given, {**targets, **figures}), named)


def _check_ids_and_sources(given: Given, findings: Findings) -> None:
    """No id stands twice among targets and figures; what is made of others is made of what there is."""
    measured = (*given.listed("targets"), *given.listed("figures"))
    check_ids(sorted(measured, key=lambda each: each.line), findings)
    known = {each.text("id") or "": each for each in reversed(measured) if each.text("id")}
    ids = to_look_up(given, "targets", "figures")
    for each in measured:
        resolve_sources(each, ids, findings)
    for each in measured:
        check_sources(each, known, findings)


def _sources(*quantities: Mapping[str, Quantity]) -> Iterator[str]:
    """The targets and figures of which others are made."""
    for each in (one for made in quantities for one in made.values()):
        yield from each.derived.sources if each.derived else ()


def _frame(given: Given, phases: tuple[Phase, ...], scales: dict[str, tuple[str, ...]]) -> PlanFrame:
    """What targets lean on; where the phases could not be read, every day is taken as one of theirs."""
    return PlanFrame(
        start=min((phase.start for phase in phases), default=date.min),
        end=max((phase.end for phase in phases), default=date.max),
        closes=given.get("closes", date) if phases else None,
        scales=scales,
        added=added_on(given),
    )


def _by_id(
    written: tuple[Given, ...],
    read: Callable[[Given, PlanFrame, Findings], Made | None],
    frame: PlanFrame,
    findings: Findings,
) -> dict[str, Made]:
    """Targets or figures by id, in order; of two with one id the first."""
    found: dict[str, Made] = {}
    for each in written:
        made, identity = read(each, frame, findings), each.text("id")
        check_ceiling(each, findings)
        if made is not None and identity is not None:
            found.setdefault(identity, made)
    return found


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
            given.place("campaign"), "campaign-folder", campaign=shown(campaign), folder=shown(folder)
        )


def outside(given: Given, findings: Findings) -> Outside:
    """What the plan names outside itself; ``previous`` of a target means nothing without the plan's own."""
    file, measured = findings.file, (*given.listed("targets"), *given.listed("figures"))
    owned = (*measured, *given.listed("tasks"), *_changes(given))
    previous = tuple(_references(measured, "previous", file))
    if "previous" not in given.lines:
        for each in previous:
            findings.tell((each.source.line, "previous"), "key-not-allowed/previous")
        previous = ()
    campaign = next(_references((given,), "previous", file), None)
    return Outside(tuple(_references(owned, "owner", file)), campaign, previous)


def _changes(given: Given) -> Iterator[Given]:
    """What revisions set of each target."""
    for revision in given.listed("revisions"):
        table = revision.inner("targets")
        yield from (part for part in (table.parts.values() if table else ()) if isinstance(part, Given))


def _references(places: tuple[Given, ...], key: str, file: str) -> Iterator[Reference]:
    for each in places:
        name, source = each.text(key), each.source(key, file)
        if name is not None and source is not None:
            yield Reference(name, source)


def declares(given: Given, quantities: Mapping[str, Quantity]) -> Declared:
    """What the plan declares, though not all of it could be read; ``quantities`` is what could."""
    words = {
        each.typed("id"): each.text("name")
        for key in ("targets", "figures", "tasks")
        for each in given.listed(key)
    }

    def named(*keys: str) -> dict[str, tuple[str, ...]] | None:
        ids = to_look_up(given, *keys)
        if ids is None:
            return None
        return {name: (word,) if (word := words.get(name)) else () for name in ids.values()}

    return Declared(
        given.text("campaign") or "",
        named("targets", "figures"),
        named("tasks"),
        named("populations"),
        quantities,
    )
