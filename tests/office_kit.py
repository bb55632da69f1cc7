"""LibreOffice for tests: files saved again in another format, in a profile of their own."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def saved_as(kind: str, folder: Path, names: Sequence[str]) -> Path:
    """Save files of a folder as pdf, docx, ods, …; gives the folder with the new ones."""
    out, profile = folder / f"as-{kind}", f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), *names],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=600,
    )
    return out
