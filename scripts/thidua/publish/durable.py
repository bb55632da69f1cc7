"""Writing that survives a power cut: bytes reach the disk before a name points at them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def sync_path(path: Path) -> None:
    """Flush a file's bytes, or a folder's list of names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folders_of(root: Path, *, topdown: bool = True) -> Iterator[tuple[Path, list[str], list[str]]]:
    """os.walk, but a folder that cannot be listed is an error and not an empty one."""

    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(root, topdown=topdown, onerror=refuse):
        yield Path(folder), folders, names


def settle_tree(root: Path) -> None:
    """Let a web server read every file and folder under ``root``, and flush them, the root last."""
    os.sync()  # one flush of everything; the fsyncs that follow find little to do, but they report errors
    for folder, _, names in folders_of(root, topdown=False):
        for name in names:
            (folder / name).chmod(0o644)
            sync_path(folder / name)
        folder.chmod(0o755)
        sync_path(folder)


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
