"""What the commands of data entry read from the disk: one campaign's folder, and the files handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from thidua.intake.assemble import Folder, read_campaign
from thidua.intake.disk import EvidenceFolder, read_bytes, read_files
from thidua.intake.read import find_campaigns, in_order, load
from thidua.model import Campaign
from thidua.problems import DataError, Problem, Severity


def newest(data: Path, today: date) -> str:
    """The campaign of DATA that starts last; DataError where there is none, or one of several is unsound."""
    names = find_campaigns(data)
    return names[0] if len(names) == 1 else load(data, None, today).campaigns[0].id


def open_campaign(
    path: Path,
    today: date,
    instead: Mapping[str, bytes] | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Folder, Campaign]:
    """A campaign's folder and what it says; DataError with every problem where it is not sound.

    ``instead`` holds files to be read in the place of those in the folder; ``names`` is what messages call
    them.
    """
    shown = str(path).replace("\\", "/")
    files, problems = read_files(path, shown, instead)
    folder = Folder(path.name, shown, files, EvidenceFolder(path))
    campaign, found = read_campaign(folder, today)
    problems.extend(found)
    if campaign is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise DataError(
            _renamed(in_order(problems), {folder.shown(name): told for name, told in (names or {}).items()})
        )
    return folder, campaign


def _renamed(problems: list[Problem], names: Mapping[str, str]) -> list[Problem]:
    return [replace(problem, file=names.get(problem.file, problem.file)) for problem in problems]


def read_given(path: Path) -> bytes:
    """The bytes of a file named in the call; DataError where it is no plain file of a sane size."""
    content, problem = read_bytes(path.parent, path.name, str(path))
    if content is None:
        raise DataError([problem] if problem else [])
    return content
