"""What the commands of data entry read from the disk, and put back: a campaign's folder, files handed in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from thidua.entry.ledger import read_ledger, written_ledger
from thidua.files import replace_files
from thidua.intake.assemble import Folder, read_campaign
from thidua.intake.disk import EvidenceFolder, read_bytes, read_files
from thidua.intake.read import find_campaigns, in_order, load
from thidua.intake.unread import LEDGER
from thidua.model import Campaign
from thidua.problems import DataError, are_sound


def newest(data: Path, today: date) -> str:
    """The campaign of DATA that starts last; DataError where there is none, or one of several is unsound."""
    names = find_campaigns(data)
    return names[0] if len(names) == 1 else load(data, None, today).campaigns[0].id


class Kept:
    """A campaign's files and the ledger beside them, as they stood when they were read."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._path = folder, Path(folder.shown(LEDGER))
        self._before = self._path.read_bytes() if self._path.is_file() else None
        self.ledger = read_ledger(self._before)

    def put(self, files: Mapping[str, bytes], ledger: Mapping[str, str]) -> None:
        """Put files that differ in place with the ledger, all or none."""
        own = self._folder
        changed = [(Path(own.shown(name)), content, own.files.get(name)) for name, content in files.items()]
        if ledger and (content := written_ledger(ledger)) != self._before:
            changed.append((self._path, content, self._before))
        for path, *_ in changed:
            path.parent.mkdir(exist_ok=True)  # of the first part
        if changed:
            replace_files(changed)


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
    if campaign is None or not are_sound(problems):
        told = {folder.shown(name): file for name, file in (names or {}).items()}
        raise DataError([replace(one, file=told.get(one.file, one.file)) for one in in_order(problems)])
    return folder, campaign


def read_given(path: Path) -> bytes:
    """The bytes of a file named in the call; DataError where it is no plain file of a sane size."""
    content, problem = read_bytes(path.parent, path.name, str(path))
    if content is None:
        raise DataError([problem] if problem else [])
    return content
