"""What is made once for all tests that look at it, whichever process they run in."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crew import common
from thidua.languages import site_languages
from thidua.site.frames import render

ROOT = Path(__file__).resolve().parent.parent


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first who asks for it makes, and the others wait for; nobody changes it."""
    root = common(factory)
    folder, made = root / name, root / f"{name}.made"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def warm(cache: Path) -> None:
    """Let a build's cache begin with the frames that MkDocs made for other tests: they cost a second."""
    kept = ROOT / "build" / "cache"
    render(ROOT, kept, site_languages(ROOT))
    newest = max((kept / "frames").iterdir(), key=lambda path: path.stat().st_mtime)  # just touched
    shutil.copytree(newest, cache / "frames" / newest.name)
