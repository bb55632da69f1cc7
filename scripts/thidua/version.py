"""Which version of the data a site is built from, and who changed a row when, as git knows it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from thidua.model import Origin


def commit(data: Path) -> str | None:
    """The commit of the data, with "-dirty" where files differ from it; None outside git.

    THIDUA_COMMIT names it where the data are a checkout without a repository, as on a builder.
    """
    if named := os.environ.get("THIDUA_COMMIT"):
        return named
    found = _git(data, "rev-parse", "HEAD")
    if found is None:
        return None
    return found + ("-dirty" if _git(data, "status", "--porcelain", "--", ".") else "")


MOST_ROWS = 5000  # git takes about a second for so many lines


def origins(data: Path, file: str, rows: int) -> dict[int, Origin]:
    """The last change of each line of a file of the data; none outside git and for very long files.

    A line that is not committed yet is left out.
    """
    if rows > MOST_ROWS:
        return {}
    told = _git(data, "blame", "--line-porcelain", "-w", "--", file)
    return dict(_blamed(told)) if told else {}


def _blamed(told: str) -> Iterator[tuple[int, Origin]]:
    """Each line's number with its commit and that commit's day, from git's porcelain format."""
    commit, line = "", 0
    for text in told.split("\n"):
        if head := _HEAD.match(text):
            commit, line = head[1], int(head[2])
        elif text.startswith("committer-time ") and commit.strip("0"):
            day = datetime.fromtimestamp(int(text.split(" ")[1]), UTC).date()
            yield line, Origin(commit, day)


_HEAD = re.compile(r"([0-9a-f]{40}) \d+ (\d+)")


def _git(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
