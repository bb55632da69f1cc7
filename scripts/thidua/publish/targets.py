"""Where a site can be published to, and which of the ways an address means."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from thidua.publish.folder import publish_folder
from thidua.publish.job import Job
from thidua.publish.records import Release
from thidua.publish.release import publish
from thidua.publish.rsync import publish_rsync

# host:path and user@host:path, but neither C:\path nor ./a:b
_REMOTE = re.compile(r"^(?:rsync://|(?:[\w.-]+@)?[\w.-]{2,}:)")


class How(StrEnum):
    """Releases behind a symlink (all the guarantees), a copy in a plain folder, or another machine."""

    SYMLINK = "symlink"
    FOLDER = "folder"
    RSYNC = "rsync"


def how_for(to: str) -> How:
    """The way that an address means when nothing is said: another machine, or releases behind a symlink."""
    return How.RSYNC if _REMOTE.match(to) else How.SYMLINK


def publish_to(to: str, how: How, job: Job) -> tuple[Release, bool]:
    """Publish to any target: the release, and False where the target held it already; raises PublishError."""
    match how:
        case How.SYMLINK:
            return publish(Path(to), job)
        case How.FOLDER:
            return publish_folder(Path(to), job)
        case How.RSYNC:
            return publish_rsync(to, job)
