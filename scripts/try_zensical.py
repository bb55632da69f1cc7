"""Render the frames with Zensical, MkDocs' successor, and compare: what would be missing after a move?

Not part of the tests: `pip install zensical` first (docs/decisions/0001-frames.md).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from thidua.config import Settings
from thidua.site.frame import FrameError, split
from thidua.site.frames import render, write_sources
from thidua.site.sources import read


def main() -> int:
    """Print each frame whose slots differ; 0 where Zensical renders them all."""
    settings = Settings("data")
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent)) or shutil.which("zensical")
    if zensical is None:
        sys.stderr.write("zensical is not installed: pip install zensical\n")
        return 2
    try:
        frames = render(settings.root, settings.cache).frames
    except FrameError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copy(settings.root / "mkdocs.yml", folder)
        shutil.copytree(settings.root / "site_src", folder / "site_src")
        write_sources(read(settings.root, ["vi"]), folder / "build" / "docs")
        subprocess.run([zensical, "build", "--strict"], cwd=folder, check=True)
        different = 0
        for (section, language), frame in frames.items():
            page = folder / "build" / "mkdocs" / f"frame-{section}-{language}" / "index.html"
            if Counter(split(page.read_text("utf-8"), movable=True).slots) != Counter(frame.slots):
                sys.stdout.write(f"{section} ({language}): other slots than with MkDocs\n")
                different += 1
    sys.stdout.write(f"{len(frames)} frames, {different} different\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
