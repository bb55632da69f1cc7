"""Which version of the data a site is built from, as git knows it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


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


def _git(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
