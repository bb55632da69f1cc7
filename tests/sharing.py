"""What is made once for all tests that look at it."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from thidua.languages import site_languages
from thidua.site.frames import render
from thidua.site.sources import CAMPAIGNS
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

ROOT = Path(__file__).resolve().parent.parent


def warm(cache: Path, *navigations: str) -> None:
    """Let a build's cache begin with what others made: frames by MkDocs cost a second, templates half.

    Frames of campaigns, or of what is named.
    """
    kept = ROOT / "build" / "cache"
    for navigation in navigations or (CAMPAIGNS,):
        render(ROOT, kept, site_languages(ROOT), navigation)
        newest = max((kept / "frames").iterdir(), key=lambda path: path.stat().st_mtime)  # just touched
        shutil.copytree(newest, cache / "frames" / newest.name)
    shutil.copytree(_compiled(), cache / "templates")


@functools.cache
def _compiled() -> Path:
    """A folder of all templates, compiled: by their own sources, so whatever changed is compiled anew."""
    folder = ROOT / "build" / "cache" / "templates"
    templates = environment(ROOT, VIETNAMESE, folder)
    for name in templates.list_templates():
        templates.get_template(name)
    return folder
