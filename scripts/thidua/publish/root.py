"""The folder that a site is published into, and what stands in it.

ROOT/releases/<name>/     one finished release each; this is what the web server serves
ROOT/manifests/<name>.json  what is in it (outside the served tree)
ROOT/current -> releases/<name>
ROOT/held                 the release that a rollback took back, until the next one is published
ROOT/lock
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from thidua.addresses import FIRST_PAGE, NOTICE
from thidua.files import held, link_safely, write_safely
from thidua.publish import PublishError, records
from thidua.publish.records import Release


class _Inside:
    """A path of one name in every root."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, root: Root, kind: type) -> Path:
        return root.path / self._name


@dataclass(frozen=True, slots=True)
class Root:
    """A publishing root; nothing is read before it is asked for."""

    path: Path

    releases = _Inside("releases")  # a folder each
    manifests = _Inside("manifests")
    current = _Inside("current")  # the link that the web server follows
    lock = _Inside("lock")  # of publish and rollback
    held = _Inside("held")  # names the release that a rollback took back

    def manifest(self, name: str) -> Path:
        """Where the manifest of a release stands."""
        return self.manifests / f"{name}.json"

    def prepare(self) -> None:
        """Make the folders. A full folder that is no root of ours is refused, rather than filled up.

        What a failure or a backup leaves before the first release is no other's.
        """
        ours = self.releases.is_dir() or self.lock.exists()
        there = {each.name for each in self.path.iterdir()} if self.path.is_dir() and not ours else set()
        if there - {NOTICE, self.held.name}:
            raise PublishError(
                "“{path}” không trống và không phải là nơi xuất bản. Hãy chọn thư mục trống, "
                "hoặc thêm --how folder để chép trang vào một thư mục thường.",
                path=self.path,
            )
        if self.current.exists() and not self.current.is_symlink():
            raise PublishError("“{path}” phải là một liên kết (symlink).", path=self.current)
        self.releases.mkdir(parents=True, exist_ok=True)
        self.manifests.mkdir(exist_ok=True)
        for folder in (self.path, self.releases):  # whatever the caller's umask
            if folder.stat().st_mode & 0o055 != 0o055:
                folder.chmod(0o755)

    def refuse_others(self) -> None:
        """PublishError for another user than the owner: what that one leaves, the owner cannot remove."""
        if not hasattr(os, "geteuid") or not self.path.is_dir():
            return
        owner = self.path.stat().st_uid
        if owner != os.geteuid():
            raise PublishError(
                "“{path}” thuộc tài khoản “{owner}”; hãy chạy: runuser -u {owner} -- {command}",
                path=self.path,
                owner=_name_of(owner),
                command=shlex.join([sys.argv[0], *sys.argv[1:]]),
            )

    def strange(self) -> list[Path]:
        """What stands among releases and manifests and belongs to somebody else than the root."""
        owner = self.path.stat().st_uid
        found = [
            path for folder in (self.releases, self.manifests) if folder.is_dir() for path in folder.iterdir()
        ]
        return sorted(path for path in found if path.lstat().st_uid != owner)

    def closed(self) -> Path | None:
        """The first folder or file on the way to the published page that only its owner can pass."""
        page = self.current.resolve() / FIRST_PAGE
        for folder in reversed(page.parents):
            if not folder.stat().st_mode & 0o001:
                return folder
        return None if page.stat().st_mode & 0o004 else page

    def current_name(self) -> str | None:
        """The name of the published release, None before the first."""
        if not self.current.is_symlink():
            return None
        leads = self.current.readlink()
        return leads.name if leads == Path("releases", leads.name) else None

    def held_name(self) -> str | None:
        """The release that must not come back by itself, None where there is none."""
        if not self.held.is_file():
            return None
        try:
            return self.held.read_text("utf-8").strip()
        except (OSError, ValueError):
            return None

    def release(self, name: str) -> Release | None:
        """The finished release of that name, None where it is not whole."""
        tree = self.releases / name
        if tree.is_symlink() or not tree.is_dir():
            return None
        if not self.manifest(name).is_file():  # a pipe in its place would be waited for
            return None
        release = records.read(self.manifest(name))
        return release if release and release.name == name else None

    def all(self) -> list[Release]:
        """Every finished release, the newest first."""
        if not self.manifests.is_dir():
            return []
        names = sorted(path.stem for path in self.manifests.glob("*.json"))
        found = [release for name in names if (release := self.release(name))]
        return sorted(found, key=lambda release: release.stamp, reverse=True)

    def switch(self, name: str) -> None:
        """Publish a finished release: from here on, every request is answered from it."""
        link_safely(self.current, f"releases/{name}")

    def hold(self, name: str) -> None:
        """Remember that ``name`` was taken back on purpose."""
        write_safely(self.held, f"{name}\n".encode())


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """One publisher at a time: PublishError where another one holds the lock file for so long."""
    path.touch(0o644)
    with ExitStack() as stack:
        try:
            stack.enter_context(held(path, seconds))
        except BlockingIOError:
            raise PublishError(
                "Một lần xuất bản khác đang chạy và chưa xong sau {seconds} giây. Hãy thử lại sau.",
                seconds=round(seconds),
            ) from None
        yield


def _name_of(user: int) -> str:
    import pwd  # noqa: PLC0415 - not there on Windows

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
