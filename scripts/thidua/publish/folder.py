"""A plain folder as target: a Windows share, or a disk without symlinks.

Each file is replaced whole, assets before pages. For the seconds of copying, readers can meet pages of two
releases; there is no way back but publishing an older state of the data again as a new commit.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from thidua.files import write_safely
from thidua.publish import PublishError, carry, records
from thidua.publish.job import Job
from thidua.publish.records import Release
from thidua.publish.release import cannot_write, refuse_older
from thidua.publish.staging import STATE, kept_assets, readers_order, staged

LOCK = ".thidua-lock"
STALE_SECONDS = 3600  # a share's lock outlives its owner; after an hour nobody holds it


def publish_folder(path: Path, job: Job) -> tuple[Release, bool]:
    """Bring the folder to the site that the job builds: the release, and False if it held it already."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        last = records.read(path / STATE)
        if last is None and any(entry.name not in (LOCK, STATE) for entry in path.iterdir()):
            raise PublishError("Thư mục “{path}” không trống và không do thidua chép vào.", path=path)
        with _claimed(path / LOCK):
            refuse_older(job, last)
            with staged(job, str(path.resolve()), last) as (tree, release):
                return release, _bring(path, tree, release, last)
    except OSError as error:
        raise cannot_write(path, error) from error


def _bring(path: Path, tree: Path, release: Release, last: Release | None) -> bool:
    changed = [name for name in readers_order(iter(release.files)) if not _holds(path / name, release, name)]
    known = last.files if last else {}
    gone = [name for name in known if name not in release.files and (path / name).is_file()]
    kept = {name: known[name] for name in kept_assets(last, release)}
    if not changed and not set(gone) - set(kept) and last and last.origin == release.origin:
        return False
    # An interrupted copy must not forget which files are ours, nor claim to be the new commit.
    _tell(
        path,
        replace(release, origin=last.origin if last else release.origin, files={**known, **release.files}),
    )
    for name in changed:
        _copy_whole(tree / name, path / name)
    _tell(path, replace(release, files={**release.files, **kept}, carried=frozenset(kept)))
    for name in sorted(set(gone) - set(kept)):
        (path / name).unlink(missing_ok=True)
        _remove_empty(path, (path / name).parent)
    return True


def _holds(file: Path, release: Release, name: str) -> bool:
    """Whether the folder has these very bytes; asked of the file, for an interrupted copy left no record."""
    fact = release.files[name]
    return file.is_file() and file.stat().st_size == fact.size and carry.sha256_of(file) == fact.sha256


def _tell(path: Path, release: Release) -> None:
    write_safely(path / STATE, records.to_json(release).encode())


def _copy_whole(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.new")
    shutil.copy2(source, aside)
    aside.replace(target)


def _remove_empty(path: Path, folder: Path) -> None:
    while folder != path and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


@contextmanager
def _claimed(lock: Path) -> Iterator[None]:
    """A lock file made in one step, since shares do not lock across machines."""
    if lock.exists() and time.time() - lock.stat().st_mtime > STALE_SECONDS:
        lock.unlink(missing_ok=True)
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except FileExistsError:
        raise PublishError(
            "Một máy khác đang xuất bản vào đây (tệp “{path}”). Hãy thử lại sau.", path=lock
        ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
