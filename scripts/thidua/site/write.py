"""The only writer of a site's folder: writes what changed, deletes what is no longer wanted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from thidua.files import write_whole
from thidua.remembered import recall, remember
from thidua.site.page import Brought

MARKER = ".thidua-site"
_MARK = b"Written by thidua: everything in this folder is replaced by the next build.\n"


class ForeignFolderError(Exception):
    """The folder holds files that no build of ours wrote, so none of them may be deleted."""


class BadPathError(Exception):
    """A file would be written outside the folder, or twice."""


@dataclass(slots=True)
class Counts:
    """What a call of sync did; ``size`` is the bytes of the whole tree."""

    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    size: int = 0
    paths: list[str] = field(default_factory=list)  # written or deleted, in order


class _Known(NamedTuple):
    """A file as it was written last: the hash of its content, and what tells that it was not touched."""

    digest: str
    size: int
    mtime: int

    @property
    def touched(self) -> tuple[int, int]:
        """What changes when somebody touches the file."""
        return self.size, self.mtime


def sync(
    out: Path,
    files: Iterable[tuple[str, bytes | Brought | None]],
    memory: Path | None = None,
    writer: Writer | None = None,
) -> Counts:
    """Make ``out`` hold exactly ``files`` (path from ``out``, bytes), writing only those that differ.

    A file without bytes stays as it is; the caller has seen that it is intact, or has brought it.

    ``memory`` is a file outside ``out`` that remembers what was written, so that the next call need not
    read the tree; without it every file is compared by its bytes; a ``writer`` may have read it already.
    Nothing is deleted before the last file has come.
    """
    claim(out)
    writer = writer or Writer(out, _recall(memory, out))
    known, counts, wanted = writer.known, Counts(), {MARKER: _write_marker(out)}
    for path, data in files:
        if path in wanted:
            raise BadPathError(path)
        if data is None:
            wanted[path] = known[path]
            counts.unchanged += 1
        else:
            brought = data if isinstance(data, Brought) else writer.bring(path, data)
            wanted[path] = _Known(brought.digest, brought.size, brought.mtime)
            counts.written += brought.is_new
            counts.unchanged += not brought.is_new
            counts.paths += [path] * brought.is_new
        counts.size += wanted[path].size
    _delete_unwanted(str(out), "", wanted, counts)
    if memory is not None:
        _remember(memory, out, wanted)
    return counts


class Writer:
    """Brings files into a claimed folder, before a call of sync or in it; several processes may, each of its
    own paths. ``known`` is what is remembered of them.
    """

    def __init__(self, out: Path, known: Mapping[str, _Known]) -> None:
        self._out, self.known = out, known
        self._folders = {str(out)}

    @classmethod
    def remembering(cls, out: Path, memory: Path) -> Writer:
        """One that knows what the last call of sync wrote."""
        return cls(out, _recall(memory, out))

    def intact(self, path: str) -> bool:
        """Whether a file stands as the last call of sync wrote it."""
        before, seen = self.known.get(path), _stat(f"{self._out}/{path}")
        return before is not None and seen is not None and before.touched == (seen.st_size, seen.st_mtime_ns)

    def bring(self, path: str, data: bytes) -> Brought:
        """Write one file unless it stands there already. Raises BadPathError."""
        if not _stays_inside(path):
            raise BadPathError(path)
        digest = hashlib.sha256(data).hexdigest()
        target = f"{self._out}/{path}"
        seen = _stat(target)
        if seen is not None and _same(target, data, digest, seen, self.known.get(path)):
            return Brought(digest, seen.st_size, seen.st_mtime_ns, is_new=False)
        self._make_folder(target.rpartition("/")[0])
        place = Path(target)
        write_whole(place, data)
        after = place.stat()
        return Brought(digest, after.st_size, after.st_mtime_ns, is_new=True)

    def _make_folder(self, folder: str) -> None:
        """Make the folder of a file; a file or link that stands in its way is ours and goes."""
        if folder in self._folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        step = Path(folder)
        if step.is_symlink() or step.is_file():
            step.unlink(missing_ok=True)  # another process may have
        step.mkdir(exist_ok=True)
        self._folders.add(folder)


def memory_of(cache: Path, kind: str, out: Path) -> Path:
    """Where a cache remembers something of the builds into a folder, and of no other folder."""
    return cache / f"{kind}-{out.name}-{hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:8]}.json"


def restate(memory: Path, out: Path, digests: Mapping[str, str]) -> None:
    """Let the memory tell of a folder put together anew, of its files those that hold what sync wrote last.

    ``digests`` has the sha256 of what stands there: other names of files that must not change, which sync
    never writes into.
    """
    _write_marker(out)
    known = _recall(memory, out)
    standing = {}
    for path in (name for name in known if name != MARKER):
        seen = _stat(f"{out}/{path}") if digests.get(path) == known[path].digest else None
        # A file that is not there is remembered as one that no file is like: else its lack would go unseen.
        standing[path] = _Known(known[path].digest, *((seen.st_size, seen.st_mtime_ns) if seen else (-1, 0)))
    _remember(memory, out, standing)


def standing(out: Path, memory: Path) -> Counts | None:
    """What a call of sync with the same files would count, where the tree stands as the last one left it."""
    known = _recall(memory, out)
    found = {
        f"{folder}/{name}"[len(str(out)) + 1 :].replace(os.sep, "/")
        for folder, _, names in os.walk(out)
        for name in names
    }
    if (
        not known
        or found != {MARKER, *known}
        or not all(map(Writer(out, known).intact, known.keys() - {MARKER}))
    ):
        return None
    return Counts(unchanged=len(known) - (MARKER in known), size=sum(one.size for one in known.values()))


def claim(out: Path) -> None:
    """Make ``out`` a folder of ours; raises ForeignFolderError where it holds anything we did not write.

    Nor is a site made inside a campaign's folder: its pages would be read as files of the campaign.
    """
    for folder in out.absolute().parents:
        if (folder / "plan.yml").is_file():
            raise ForeignFolderError(str(folder))
    if out.exists() and not out.is_dir():
        raise ForeignFolderError(str(out))
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        raise ForeignFolderError(str(out))
    out.mkdir(parents=True, exist_ok=True)


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    if "\\" in path or ":" in parts[0] or parts[0] == MARKER:
        return False
    return not {"", ".", ".."} & set(parts)


def _write_marker(out: Path) -> _Known:
    if not (out / MARKER).is_file():
        (out / MARKER).write_bytes(_MARK)
    return _Known("", len(_MARK), 0)


def _stat(target: str) -> os.stat_result | None:
    """The stat of a plain file; None where there is none (a link or a folder is no plain file)."""
    try:
        seen = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return seen if (seen.st_mode & 0o170000) == 0o100000 else None


def _same(target: str, data: bytes, digest: str, seen: os.stat_result, before: _Known | None) -> bool:
    """Whether the file holds the bytes already; a file touched since we wrote it is read again."""
    if seen.st_size != len(data):
        return False
    if before is not None and before.touched == (seen.st_size, seen.st_mtime_ns):
        return before.digest == digest
    return Path(target).read_bytes() == data


def _delete_unwanted(folder: str, inner: str, wanted: Mapping[str, _Known], counts: Counts) -> int:
    """Delete in a folder what is not wanted, and the folder itself where nothing is left; how much is left.

    ``inner`` is its path from the site's, which stays. A link to a folder is looked at as a file. What is
    wanted is a file: it has been looked at, or written.
    """
    with os.scandir(folder) as found:
        entries = [(one, f"{inner}{one.name}") for one in found]
    left, unwanted = 0, list[str]()
    for one, path in entries:
        if path in wanted:
            left += 1
        elif one.is_dir(follow_symlinks=False):
            left += _delete_unwanted(one.path, f"{path}/", wanted, counts)
        else:
            unwanted.append(path)
            Path(one.path).unlink()
    counts.deleted += len(unwanted)
    counts.paths += sorted(unwanted)
    if inner and not left:
        Path(folder).rmdir()
    return left


def _recall(memory: Path | None, out: Path) -> dict[str, _Known]:
    """What the last call wrote into this folder; nothing where that is unknown or unreadable."""
    told = recall(memory)
    try:
        if told["out"] != str(out.resolve()):
            return {}
        return {path: _Known(*entry) for path, entry in told["files"].items()}
    except (KeyError, TypeError, AttributeError):
        return {}


def _remember(memory: Path, out: Path, wanted: dict[str, _Known]) -> None:
    entries = {path: (known.digest, known.size, known.mtime) for path, known in wanted.items()}
    remember(memory, {"out": str(out.resolve()), "files": entries})
