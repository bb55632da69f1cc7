"""Writing that survives a power cut: bytes reach the disk before a name points at them."""

from __future__ import annotations

import os
from pathlib import Path


def sync_path(path: Path) -> None:
    """Flush a file's bytes, or a folder's list of names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(root: Path) -> None:
    """Flush every file and every folder under ``root``, the root last."""
    for folder, _, names in os.walk(root, topdown=False):
        for name in names:
            sync_path(Path(folder, name))
        sync_path(Path(folder))


def write_whole(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step: a reader sees the old bytes or the new, never a part."""
    aside = path.with_name(f".{path.name}.new")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_path(path.parent)


def link_whole(path: Path, points_to: str) -> None:
    """Make ``path`` a symlink to ``points_to`` with rename(2), so that it always points somewhere."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    aside.symlink_to(points_to)
    aside.replace(path)
    sync_path(path.parent)
