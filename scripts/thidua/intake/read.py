"""The only reader of the data folder: every campaign in it as records, or every problem of every file."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from thidua.checks.campaign_names import name_problems
from thidua.config import engine_root
from thidua.intake.assemble import FILES, PLAN, Folder, Read, read_folder
from thidua.intake.before import before_problems, named_before, with_before
from thidua.intake.disk import EvidenceFolder, found_beside, linked, read_bytes, read_files
from thidua.intake.unread import DIARY, rows, unread_problems
from thidua.languages import catalogued
from thidua.model import Campaign
from thidua.problems import DataError, Problem, Severity, Where, are_sound
from thidua.report.model import Form
from thidua.tables.blocks import Memory
from thidua.tables.columns import TABLES

Evidence = Callable[[str, str], bool]  # campaign, evidence/… → whether there is such a file
TEMPLATES = "templates"
_OTHER_FOLDERS = ("schema", TEMPLATES)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The campaigns, the one that starts last first, and what was warned about."""

    campaigns: tuple[Campaign, ...]
    problems: tuple[Problem, ...]


def find_campaigns(data: Path | str) -> list[str]:
    """The folders of DATA that hold any of a campaign's files, by name; none where DATA is no folder."""
    try:
        entries = sorted(Path(data).iterdir())
    except OSError:
        return []
    return [entry.name for entry in entries if _is_campaign(entry)]


def _is_campaign(folder: Path) -> bool:
    if folder.name.startswith(".") or folder.name in _OTHER_FOLDERS:
        return False
    try:
        return not {entry.name for entry in folder.iterdir()}.isdisjoint(FILES)
    except OSError:
        return False


def load(
    data: Path | str,
    only: str | None,
    today: date,
    evidence: Evidence | None = None,
    memories: Callable[[str], Memory] | None = None,
) -> Loaded:
    """Every campaign of DATA, or only one; raises DataError with every problem if any is an error.

    ``data`` stands at the head of every problem's file as it is given; ``today`` is for warnings.
    ``evidence`` tells whether a campaign has a file of evidence, where that is not to be asked of the disk.
    ``memories`` have by campaign what was sound before, and need not be read again.
    """
    shown = str(data).replace("\\", "/").rstrip("/")
    found = find_campaigns(data)
    names = [name for name in found if only is None or name == only]
    if not names:
        raise DataError([_no_campaign(Path(data), shown, only)])
    read = {name: _load_one(Path(data, name), f"{shown}/{name}", today, evidence, memories) for name in names}
    asked = dict(read)
    named = {named_before(name, one) for name, one in asked.items()}
    for name in (name for name in found if name in named and name not in asked):
        read[name] = _load_one(Path(data, name), f"{shown}/{name}", today, evidence, memories)
    problems = [*name_problems(names, shown, catalogued(engine_root())), *_problems(asked, read)]
    made = (with_before(name, one, read) for name, one in asked.items())
    campaigns = [campaign for campaign in made if campaign]
    problems.extend(_template_problems(Path(data), shown))
    ordered = tuple(in_order(problems))
    if not are_sound(ordered):
        raise DataError(ordered)
    campaigns.sort(key=lambda campaign: (campaign.plan.start, campaign.id), reverse=True)
    return Loaded(tuple(campaigns), ordered)


def _load_one(
    folder: Path,
    shown: str,
    today: date,
    evidence: Evidence | None,
    memories: Callable[[str], Memory] | None = None,
) -> Read:
    if folder.is_symlink():
        return Read(None, [linked(shown)])
    files, problems = read_files(folder, shown)
    exists = partial(evidence, folder.name) if evidence else EvidenceFolder(folder)
    memory = memories(folder.name) if memories else None
    read = read_folder(Folder(folder.name, shown, files, exists), today, memory)
    diary = read_bytes(folder, DIARY, "")[0] if (folder / DIARY).exists() else None
    if read.campaign and diary:
        read = replace(read, campaign=replace(read.campaign, sent=tuple(sent for sent, _ in rows(diary))))
    beside = unread_problems(shown, found_beside(folder), set(FILES) - files.keys())
    return replace(read, problems=[*problems, *beside, *read.problems])


def problems_of(data: Path, folder: Folder, today: date) -> list[Problem]:
    """What is wrong with a campaign as its files would be, beside the other campaigns of DATA."""
    read = read_folder(folder, today)
    others = {folder.name: read}
    before = named_before(folder.name, read)
    if before in find_campaigns(data):
        others[str(before)] = _load_one(data / str(before), f"{data}/{before}", today, None)
    return [*read.problems, *before_problems(folder.name, read, others)]


def _problems(asked: Mapping[str, Read], read: Mapping[str, Read]) -> Iterator[Problem]:
    """Every problem of the campaigns that were asked for; of those beside them what makes them unsound."""
    for name, one in read.items():
        if name in asked:
            yield from one.problems
            yield from before_problems(name, one, read)
        else:
            yield from (each for each in one.problems if each.severity is Severity.ERROR)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and place in the line; what concerns a whole file or line comes first."""
    places = {column: place for table in TABLES.values() for place, column in enumerate(table.names)}

    def key(problem: Problem) -> tuple[str, int, int, int]:
        start = problem.span[0] if problem.span else 0
        return problem.file, problem.line or 0, start, places.get(problem.column or "", -1)

    return sorted(problems, key=key)


def _no_campaign(data: Path, shown: str, only: str | None) -> Problem:
    where, example = Where(shown), f"{shown}/2022/{PLAN}"
    if only is not None:
        return where.error("no-campaign/named", campaign=only, example=example)
    if any((data / name).exists() for name in FILES):
        above = Path(shown)
        return where.error("no-campaign/is-one", above=above.parent if above.name else above / "..")
    return where.error("no-campaign/none", example=example)


def document_template(data: Path, form: Form) -> bytes:
    """The Word template of a document: the office's own where it keeps one, else the delivered one."""
    own = f"{TEMPLATES}/{form.file}"
    content = read_bytes(data, own, own)[0] if (data / own).exists() else None
    return content or (engine_root() / "site_src" / "documents" / form.file).read_bytes()


def _template_problems(data: Path, shown: str) -> Iterator[Problem]:
    """What keeps the office's Word templates from being filled."""
    for form in Form:
        place = f"{TEMPLATES}/{form.file}"
        if not os.path.lexists(data / place):
            continue
        content, problem = read_bytes(data, place, f"{shown}/{place}")
        if problem:
            yield problem
        elif content is not None:
            yield from _of_template(content, Where(f"{shown}/{place}"))


def _of_template(content: bytes, where: Where) -> Iterator[Problem]:
    try:
        from thidua.intake.template import template_problems  # noqa: PLC0415 - python-docx is slow
    except ModuleNotFoundError:  # the clerk's own program, which makes no reports
        yield where.warning("bad-template/unchecked")
        return
    yield from template_problems(content, where)
