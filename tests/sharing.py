"""What is made once for all tests that look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

from thidua.languages import site_languages
from thidua.site.frames import render

ROOT = Path(__file__).resolve().parent.parent


def warm(cache: Path) -> None:
    """Let a build's cache begin with the frames that MkDocs made for other tests: they cost a second."""
    kept = ROOT / "build" / "cache"
    render(ROOT, kept, site_languages(ROOT))
    newest = max((kept / "frames").iterdir(), key=lambda path: path.stat().st_mtime)  # just touched
    shutil.copytree(newest, cache / "frames" / newest.name)
