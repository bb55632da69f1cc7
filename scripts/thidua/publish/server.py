"""The server's side: publish the newest commit of the data as of today, and tell what happened.

The settings come from the server's own file (deploy/thidua.env), never from the repository.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from thidua.git import Git, GitError
from thidua.memory import OUT_OF_MEMORY, memory_told
from thidua.problems import DataError
from thidua.problems.formats import as_text
from thidua.publish import OlderCommitError, PublishError, notice
from thidua.publish.job import WAIT_SECONDS, Clock, Job
from thidua.publish.records import BuiltFrom, Commit, Release
from thidua.publish.release import damage, publish
from thidua.publish.root import Root, locked
from thidua.publish.snapshot import Snapshot, is_older, read_commit, snapshot
from thidua.text import Text
from thidua.version import Version

Build = Callable[[Snapshot, Version, Path, date], None]  # data, version, out, today


@dataclass(frozen=True, slots=True)
class Server:
    """Where everything stands on the machine that publishes; ``command`` runs `thidua`."""

    repository: Path
    root: Path
    cache: Path
    branch: str
    command: tuple[str, ...]

    @property
    def git(self) -> Git:
        """The repository of the data, asked under no settings but ours."""
        return Git(self.repository, own=True)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Server:
        """The settings of deploy/thidua.env, with the folders of docs/deploy.md as defaults."""
        return cls(
            repository=Path(environment.get("THIDUA_REPOSITORY", "/srv/thidua/data.git")),
            root=Path(environment.get("THIDUA_ROOT", "/srv/thidua/site")),
            cache=Path(environment.get("THIDUA_CACHE", "/srv/thidua/cache")),
            branch=environment.get("THIDUA_BRANCH", "main"),
            command=(environment.get("THIDUA", str(Path(sys.executable).with_name("thidua"))),),
        )


def refresh(server: Server, build: Build, now: Clock, *, scheduled: bool) -> Text:
    """Publish the tip of the branch as of today: what came of it, in a sentence; build.json tells it too.

    A ``scheduled`` call leaves alone what a person took back. Raises what went wrong; the site stays as is.
    """
    server.root.mkdir(parents=True, exist_ok=True)
    with locked(server.root.with_name(f"{server.root.name}.lock"), WAIT_SECONDS):
        started, commit = time.monotonic(), None
        try:
            commit = _tip(server)
            if scheduled and is_held(Root(server.root), commit):
                return _left_alone(Root(server.root), commit)
            with memory_told(), snapshot(server.git, commit.id) as found:
                release, fresh = publish(server.root, _job(server, commit, found, build, now))
        except OlderCommitError as error:
            return error.texts[0]
        except Exception as error:
            told = explain(error) if isinstance(error, FORESEEN) else str(UNFORESEEN)
            notice.write(server.root, notice.failed(notice.read(server.root), commit, now(), told))
            raise
        seconds = time.monotonic() - started
        notice.write(server.root, notice.built(notice.read(server.root), release, now(), seconds))
        return published_text(release, fresh, seconds)


def _left_alone(root: Root, commit: Commit) -> Text:
    """That a person took the commit back; PublishError where no other release is there to stay."""
    if root.current_name():
        return Text("Bản {commit} đã được quay lại; giữ bản đang xuất bản.", commit=commit.id[:7])
    raise PublishError(
        "Bản {commit} đã được quay lại và máy chủ này chưa có bản nào khác: gửi số liệu đã sửa, "
        "hoặc xóa tệp “{held}” để xuất bản chính bản đó.",
        commit=commit.id[:7],
        held=root.held,
    )


def _tip(server: Server) -> Commit:
    commit = read_commit(server.git, f"refs/heads/{server.branch}")
    if commit is None:
        raise PublishError("“{path}” chưa có nhánh “{branch}”", path=server.repository, branch=server.branch)
    return commit


def _job(server: Server, commit: Commit, found: Snapshot, build: Build, now: Clock) -> Job:
    today, version = now().date(), Version(commit.id, server.git, "data/")
    return Job(
        BuiltFrom(commit, today),
        build=lambda out: build(found, version, out, today),
        now=now,
        is_older=lambda new, published: is_older(server.git, new, published),
        cache=server.cache,
    )


def published_text(release: Release, fresh: bool, seconds: float) -> Text:
    """One sentence on a release that is now the published one."""
    if not fresh:
        return Text("Trang không có gì thay đổi; vẫn là {name}.", name=release.name)
    shown = f"{seconds:.1f}".replace(".", ",")
    return Text("Đã xuất bản {name} sau {seconds} giây.", name=release.name, seconds=shown)


FORESEEN = (PublishError, DataError, GitError, MemoryError)
UNFORESEEN = Text("chương trình gặp lỗi; chi tiết ở nhật ký của máy chủ")


def explain(error: Exception) -> str:
    """What went wrong, as lines of text for build.json and the log."""
    if isinstance(error, MemoryError):
        return str(OUT_OF_MEMORY)
    if isinstance(error, GitError):
        return str(error)
    if isinstance(error, PublishError):
        return "\n".join(map(str, error.texts))
    if isinstance(error, DataError):
        return as_text(error.problems).rstrip()
    return f"{type(error).__name__}: {error}"


def is_held(root: Root, commit: Commit) -> bool:
    """Whether a person took this commit's release back, and nothing was published since."""
    held = root.held_name()
    return held is not None and held != root.current_name() and held.startswith(commit.id[:12])


def is_fresh(server: Server, now: datetime) -> bool:
    """Whether the published site is whole, of the newest commit and of today, or held back by a person."""
    root = Root(server.root)
    name = root.current_name()
    release = root.release(name) if name else None
    tip = read_commit(server.git, f"refs/heads/{server.branch}")
    if release is None or tip is None or damage(root, release.name):
        return False
    if is_held(root, tip):
        return True
    # A rebuild that changes nothing makes no release; that it was done stands in the notice. It is today that
    # counts: a clock that was wrong for a while must not leave the statuses of another day.
    days = {
        moment.astimezone(now.tzinfo).date()
        for moment in (release.published, notice.last_built(notice.read(server.root)))
        if moment
    }
    return release.origin.commit == tip and now.date() in days
