"""What git knows of the data: the commit a folder stands at, and which of two commits is the older."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

from thidua.publish.records import Commit

GIT_SECONDS = 60
_OF_A_HOOK = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
    }
)
_FORMAT = "%H%x00%cI%x00%an%x00%s"


def clean_environment() -> dict[str, str]:
    """The environment without what git sets for a hook, so that commands look at their own repository."""
    return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}


def git(folder: Path, *arguments: str) -> str | None:
    """What git prints in ``folder``, None where it fails or is not installed."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            timeout=GIT_SECONDS,
            env=clean_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None


def read_commit(folder: Path, name: str = "HEAD") -> Commit | None:
    """The commit called ``name`` in the repository of ``folder``, None where there is none."""
    told = git(folder, "log", "-1", f"--format={_FORMAT}", "--no-show-signature", name, "--")
    if not told or told.count("\0") != 3:
        return None
    commit, at, author, subject = told.rstrip("\n").split("\0")
    return Commit(commit, datetime.fromisoformat(at), author, subject)


def commit_of(data: Path) -> Commit | None:
    """The commit that a data folder is exactly at; None outside git, or with changes not committed."""
    if git(data, "status", "--porcelain", "--", ".") != "":
        return None
    if not git(data, "ls-files", "--", "."):
        return None
    return read_commit(data)


def is_older(data: Path, new: Commit, published: Commit) -> bool:
    """Whether ``new`` is an ancestor of ``published``; by time where the history here cannot tell."""
    if git(data, "merge-base", "--is-ancestor", new.id, published.id) is not None:
        return True
    if git(data, "merge-base", "--is-ancestor", published.id, new.id) is not None:
        return False
    return new.at < published.at
