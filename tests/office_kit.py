"""LibreOffice for tests: files saved again in another format, in one profile for all of a worker's tests."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path


@cache
def _profile() -> str:
    """A profile that is nobody else's; a new one costs as much as a document."""
    folder = tempfile.mkdtemp(prefix="soffice-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"-env:UserInstallation=file://{folder}"


def soffice(*words: str, folder: Path) -> str:
    """What LibreOffice says to these words, called in a folder."""
    done = subprocess.run(
        ["soffice", _profile(), "--headless", *words],
        cwd=folder, check=True, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert "Error" not in done.stderr, done.stderr
    return done.stdout


def saved_as(kind: str, folder: Path, names: Sequence[str]) -> Path:
    """Save files of a folder as pdf, docx, ods, …; gives the folder with the new ones."""
    out = folder / f"as-{kind}"
    soffice("--convert-to", kind, "--outdir", str(out), *names, folder=folder)
    return out
