"""`thidua publish`: the site, built and published in one step."""

import argparse
import os
import re
import time
from argparse import Namespace
from contextlib import chdir
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from thidua.commands.call import complain, known, say, warn
from thidua.config import Settings, today
from thidua.network.load import NETWORK_FILE
from thidua.publish.folder import publish_folder
from thidua.publish.job import Job
from thidua.publish.records import BuiltFrom, Release
from thidua.publish.release import publish
from thidua.publish.root import Root
from thidua.publish.rsync import publish_rsync
from thidua.publish.server import published_text
from thidua.publish.snapshot import Snapshot, commit_of, is_older, snapshot
from thidua.text import Text
from thidua.version import Version, version_of

# host:path and user@host:path, but neither C:\path nor ./a:b
_REMOTE = re.compile(r"^(?:rsync://|(?:[\w.-]+@)?[\w.-]{2,}:)")


class How(StrEnum):
    """Releases behind a symlink (all the guarantees), a copy in a plain folder, or another machine."""

    SYMLINK = "symlink"
    FOLDER = "folder"
    RSYNC = "rsync"


WAYS = [how.value for how in How]


def at_least_one(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(str(Text("“{word}” không phải là số từ 1 trở lên", word=word)))
    return int(word)


def run(call: Namespace) -> int:
    """Publish it, and say the release; raises PublishError and DataError with every reason."""
    data = Path(call.data)
    known(data, call.campaign)
    os.umask(0o022)  # whatever the caller's is, a web server has to read it
    started, day = time.monotonic(), today()
    version = version_of(data)
    is_network = Path(data, NETWORK_FILE).is_file()  # what was collected need not be in git
    commit = None if is_network else commit_of(version)
    if commit is None and not is_network:
        complain("Lưu ý: số liệu chưa được ghi hết vào git (commit), nên không so được bản nào mới hơn.")

    def build(out: Path) -> None:
        """Build what is committed, whatever has become of the files since; without a commit, the files."""
        if commit is None or version.git is None:
            build_release(Settings(str(data), out, version=version), call.as_of, call.campaign, day)
            return
        exact = Version(commit.id, version.git, version.inside)
        with snapshot(version.git, commit.id, version.inside) as found:
            build_snapshot(found, exact, Settings("", out), call.as_of, call.campaign, day)

    job = Job(
        BuiltFrom(commit, call.as_of or day),
        build=build,
        now=now,
        is_older=lambda new, published: version.git is not None and is_older(version.git, new, published),
        keep=call.keep,
        wait=call.wait,
        allow_shrink=call.allow_shrink,
        cache=Settings("").cache.absolute(),
    )
    way = How(call.how) if call.how else how_for(call.to)
    release, fresh = publish_to(call.to, way, job)
    say(published_text(release, fresh, time.monotonic() - started))
    if way is How.SYMLINK and (closed := Root(Path(call.to)).closed()):
        complain(
            "Lưu ý: máy chủ web chạy bằng tài khoản khác sẽ không đọc được, vì “{path}” chỉ mở cho chủ; "
            "chạy: chmod o+rx {path}",
            path=closed,
        )
    return 0


def how_for(to: str) -> How:
    """The way that an address means when nothing is said: another machine, or releases behind a symlink."""
    return How.RSYNC if _REMOTE.match(to) else How.SYMLINK


def publish_to(to: str, how: How, job: Job) -> tuple[Release, bool]:
    """Publish to any target: the release, and False where the target held it already; raises PublishError."""
    match how:
        case How.SYMLINK:
            return publish(Path(to), job)
        case How.FOLDER:
            return publish_folder(Path(to), job)
        case How.RSYNC:
            return publish_rsync(to, job)


def now() -> datetime:
    """The time of day, where the machine is."""
    return datetime.now().astimezone()


def build_snapshot(
    found: Snapshot, version: Version, paths: Settings, as_of: date | None, only: str | None, day: date
) -> None:
    """Build the files of a commit; messages call them as the pusher knows them."""
    settings = replace(
        paths,
        data=found.data.name,
        out=paths.out.absolute(),
        cache=paths.cache.absolute(),
        version=version,
        evidence=found.has_evidence,
    )
    if not os.access(".", os.X_OK):  # root's own folder, where runuser leaves an account that cannot go back
        os.chdir("/")
    with chdir(found.data.parent):
        build_release(settings, as_of, only, day)


def build_release(settings: Settings, as_of: date | None, only: str | None, day: date) -> None:
    """Build a site that is never built over, so that it needs no mark that its files may be replaced."""
    # Pages, charts and the theme are imported only by a command that builds.
    from thidua.build import build  # noqa: PLC0415
    from thidua.build_network import build_network  # noqa: PLC0415
    from thidua.site.write import MARKER  # noqa: PLC0415

    if Path(settings.data, NETWORK_FILE).is_file():
        done = build_network(settings, as_of, lambda pages: None)
    else:
        done = build(settings, as_of, only, day, lambda pages: None)
    warn(done.warnings)
    (settings.out / MARKER).unlink(missing_ok=True)
