"""LibreOffice for tests: files saved again in another format, by one office that stays open for all."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

PATIENCE = 600  # seconds on the wall: for what never comes


@cache
def _office() -> str:
    """An office in a profile that is nobody else's; to start one costs more than to save a document.

    It stays while a document is open in it, and does what others of the same profile are called for.
    """
    folder = Path(tempfile.mkdtemp(prefix="soffice-"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    (folder / "open.txt").write_text("open\n")
    called = ["soffice", profile, "--headless", "--norestore", str(folder / "open.txt")]
    silent = subprocess.DEVNULL
    office = subprocess.Popen(called, stdout=silent, stderr=silent, start_new_session=True)

    def close() -> None:
        os.killpg(office.pid, signal.SIGTERM)
        office.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(close)
    end = time.monotonic() + PATIENCE
    while not (folder / ".~lock.open.txt#").exists():
        assert office.poll() is None, "LibreOffice does not start"
        assert time.monotonic() < end, "LibreOffice opens nothing"
        time.sleep(0.05)
    return profile


def saved_as(kind: str, folder: Path, names: Sequence[str], *how: str) -> Path:
    """Save files of a folder as pdf, docx, ods, …; gives the folder with those. ``how``: more words."""
    out = folder / f"as-{kind.partition(':')[0]}"
    shutil.rmtree(out, ignore_errors=True)
    files = [str(folder / name) for name in names]
    called = ["soffice", _office(), "--headless", *how, "--convert-to", kind, "--outdir", str(out), *files]
    subprocess.run(called, check=True, capture_output=True, timeout=PATIENCE)
    assert sorted(path.stem for path in out.iterdir()) == sorted(Path(name).stem for name in names)
    return out
