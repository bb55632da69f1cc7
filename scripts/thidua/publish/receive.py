"""What a push may bring: rows and plans, as plain files under data/, on top of what is there.

Whoever can change templates or mkdocs.yml runs code on the builder; an editor of data must not be able to.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from thidua.publish.errors import PublishError
from thidua.text import Text

NOTHING = "0" * 40
PLAIN_FILE, ABSENT = "100644", "000000"
LARGEST_FILE = 20_000_000  # bytes, as for the files that are read
LARGEST_PUSH = 50_000_000
MOST_TOLD = 20
GIT_SECONDS = 120
_EVERY_FILE = ("-r", "-m", "--root", "-z", "--no-renames", "--no-commit-id", "--raw")
_KINDS = {
    "120000": Text("liên kết (symlink)"),
    "160000": Text("kho git lồng nhau"),
    "100755": Text("tệp chạy được"),
}


@dataclass(frozen=True, slots=True)
class Update:
    """One line of what a push asks for: a ref to go from one commit to another."""

    old: str
    new: str
    ref: str


@dataclass(frozen=True, slots=True)
class Change:
    """One file that a commit of the push adds, changes or removes."""

    mode: str
    blob: str
    path: str
    size: int = 0


def parse_updates(lines: Iterable[str]) -> list[Update]:
    """What git gives a pre-receive hook on its standard input."""
    return [Update(*line.split(maxsplit=2)) for line in (line.strip() for line in lines) if line]


def refused_updates(updates: Iterable[Update], branch: str) -> Iterator[Text]:
    """Only the published branch is taken, and it is never removed."""
    for update in updates:
        if update.ref != f"refs/heads/{branch}":
            yield Text("chỉ nhận nhánh “{branch}”, không nhận “{ref}”", branch=branch, ref=update.ref)
        elif update.new == NOTHING:
            yield Text("không được xoá nhánh “{branch}”", branch=branch)


def refused_changes(changes: Iterable[Change]) -> Iterator[Text]:
    """Only plain files of sensible size and name under data/."""
    total = 0
    for change in changes:
        total += change.size
        name, parts = _visible(change.path), PurePosixPath(change.path).parts
        if parts[0] != "data" or len(parts) < 2:
            yield Text("“{path}” nằm ngoài thư mục data/; người nhập số liệu chỉ sửa trong data/", path=name)
        elif change.mode == ABSENT:
            continue
        elif change.mode != PLAIN_FILE:
            kind = _KINDS.get(change.mode, Text("tệp lạ (chế độ {mode})", mode=change.mode))
            yield Text("“{path}” là {kind}; chỉ nhận tệp thường", path=name, kind=kind)
        elif not _is_plain_name(change.path):
            yield Text("tên “{path}” không được phép (tệp ẩn hoặc có ký tự điều khiển)", path=name)
        elif change.size > LARGEST_FILE:
            yield Text(
                "“{path}” quá lớn: {size} byte, tối đa {most}", path=name, size=change.size, most=LARGEST_FILE
            )
    if total > LARGEST_PUSH:
        yield Text("lần gửi này quá lớn: {size} byte, tối đa {most}", size=total, most=LARGEST_PUSH)


def _is_plain_name(path: str) -> bool:
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path.isprintable() and "\\" not in path and not hidden


def _visible(path: str) -> str:
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in path)


@dataclass(frozen=True, slots=True)
class Bare:
    """The repository that receives the push; its new objects are seen through git's own environment."""

    path: Path

    def inspect(self, update: Update) -> None:
        """PublishError where the update rewrites history or brings what is not data."""
        if update.old != NOTHING and not self._is_ancestor(update.old, update.new):
            raise PublishError(
                Text("lịch sử đã bị viết lại (push --force). Hãy lấy bản mới về bằng “git pull” rồi gửi lại")
            )
        reasons = {str(reason): reason for reason in refused_changes(self.changes(update.new))}
        if reasons:
            raise PublishError(*islice(reasons.values(), MOST_TOLD))

    def changes(self, new: str) -> list[Change]:
        """Every change of every commit that the push brings, not of the last one alone: history keeps all."""
        found: list[Change] = []
        for commit in self._git("rev-list", new, "--not", "--branches").decode().split():
            found += _parse_raw(self._git("diff-tree", *_EVERY_FILE, commit))
        sizes = self._sizes({change.blob for change in found if change.mode == PLAIN_FILE})
        return [Change(change.mode, change.blob, change.path, sizes.get(change.blob, 0)) for change in found]

    def export(self, commit: str, out: Path) -> None:
        """Write the plain files under data/ of a commit into ``out``; nothing else is ever written."""
        for entry in self._git("ls-tree", "-r", "-z", "--full-tree", commit, "--", "data").split(b"\0"):
            if not entry:
                continue
            facts, _, name = entry.partition(b"\t")
            mode, _, blob = facts.decode().split()
            path = name.decode("utf-8", errors="surrogateescape")
            if mode != PLAIN_FILE or ".." in PurePosixPath(path).parts:
                raise PublishError(Text("“{path}” không phải là tệp thường", path=_visible(path)))
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._git("cat-file", "blob", blob))

    def _sizes(self, blobs: set[str]) -> dict[str, int]:
        asked = "".join(f"{blob}\n" for blob in sorted(blobs)).encode()
        told = self._git("cat-file", "--batch-check=%(objectname) %(objectsize)", given=asked).decode()
        return {name: int(size) for name, size in (line.split() for line in told.splitlines())}

    def _is_ancestor(self, old: str, new: str) -> bool:
        return self._run(("merge-base", "--is-ancestor", old, new)).returncode == 0

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._run(arguments, given)
        if done.returncode:
            reason = done.stderr.decode("utf-8", errors="replace").strip()
            raise PublishError(Text("git báo lỗi: {reason}", reason=reason))
        return done.stdout

    def _run(self, arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", "-C", str(self.path), *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=GIT_SECONDS,
        )


def _parse_raw(raw: bytes) -> Iterator[Change]:
    """The pairs of ``git diff-tree --raw -z``: ``:old new old-id new-id status`` and a path."""
    fields = raw.split(b"\0")
    for facts, name in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, blob, _ = facts.decode().lstrip(":").split()
        yield Change(mode, blob, name.decode("utf-8", errors="surrogateescape"))
