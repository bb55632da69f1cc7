"""Whatever is done to the root, its clock or its owners: whole after one timer, or one clear sentence."""

from __future__ import annotations

import fcntl  # noqa: F401 - before the user changes, who may not read Python’s own folder
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from publish_kit import NOON, make_site, older, origin
from table_kit import cases
from test_publish_commits import git
from thidua.commands import publish as command
from thidua.config import Settings
from thidua.publish import PublishError, notice
from thidua.publish.job import Job
from thidua.publish.release import damage, publish, rollback
from thidua.publish.root import Root
from thidua.publish.server import Server, is_fresh, refresh
from thidua.publish.snapshot import Snapshot
from thidua.version import Version

NOBODY = 65534
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be somebody else")


def build(found: Snapshot, version: Version, out: Path, day: date) -> None:
    """A site that tells the year."""
    make_site(out, day.year)


def server_in(folder: Path) -> Server:
    return Server(folder / "data.git", folder / "site", folder / "cache", "main", ())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a server of one commit, published on 30 June 2022."""
    found = tmp_path_factory.mktemp("published")
    work = found / "data.git"
    (work / "data").mkdir(parents=True)
    (work / "data/a.csv").write_text("một\n", "utf-8")
    git(found, "init", "-q", "-b", "main", str(work))
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "một")
    refresh(server_in(found), build, lambda: NOON, scheduled=True)
    return found


@pytest.fixture
def server(published: Path, tmp_path: Path) -> Server:
    """A copy of it, to be spoilt."""
    shutil.copytree(published, tmp_path, symlinks=True, dirs_exist_ok=True)
    return server_in(tmp_path)


def timer(server: Server, now: datetime = NOON) -> None:
    """What thidua-verify does."""
    if not is_fresh(server, now):
        refresh(server, build, lambda: now, scheduled=True)


def current(server: Server) -> Path:
    return server.root / "current"


def manifest(server: Server) -> Path:
    root = Root(server.root)
    return root.manifest(root.current_name() or "")


def told(server: Server, **changes: object) -> None:
    """Change what the manifest tells."""
    content = json.loads(manifest(server).read_text("utf-8"))
    manifest(server).write_text(json.dumps(content | changes), "utf-8")


def instead(path: Path, make: Callable[[Path], object]) -> None:
    """Put something else in the place of a file."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    make(path)


TAMPERING: dict[str, Callable[[Server], object]] = {
    "a changed page": lambda one: (current(one) / "index.html").write_text("hỏng", "utf-8"),
    "a missing page": lambda one: (current(one) / "index.html").unlink(),
    "a file more": lambda one: (current(one) / "la.html").write_text("lạ", "utf-8"),
    "a symlink": lambda one: (current(one) / "la.html").symlink_to("/etc/passwd"),
    "a symlink to a folder": lambda one: (current(one) / "la").symlink_to("/etc"),
    "a pipe": lambda one: os.mkfifo(current(one) / "la.html"),
    "a pipe for a page": lambda one: instead(current(one) / "index.html", os.mkfifo),
    "a folder for a page": lambda one: instead(current(one) / "index.html", Path.mkdir),
    "a file for a folder": lambda one: instead(current(one) / "assets", Path.touch),
    "no manifest": lambda one: manifest(one).unlink(),
    "a folder for the manifest": lambda one: instead(manifest(one), Path.mkdir),
    "a pipe for the manifest": lambda one: instead(manifest(one), os.mkfifo),
    "a deep manifest": lambda one: manifest(one).write_text("[" * 100_000, "utf-8"),
    "a manifest of bytes": lambda one: manifest(one).write_bytes(b"\xff\xfe"),
    "a list for the manifest": lambda one: manifest(one).write_text("[]", "utf-8"),
    "no files told": lambda one: told(one, files=None),
    "files of another kind": lambda one: told(one, files={"index.html": "x"}),
    "no totals told": lambda one: told(one, totals=None),
    "an odd stamp": lambda one: told(one, stamp="mai"),
    "an endless stamp": lambda one: told(one, stamp=10**30),
    "another name told": lambda one: told(one, name="khac"),
    "no commit told": lambda one: told(one, commit=None),
    "no release": lambda one: shutil.rmtree(current(one).resolve()),
    "no link": lambda one: current(one).unlink(),
    "a link elsewhere": lambda one: instead(current(one), lambda path: path.symlink_to("/etc")),
    "a link to its own name elsewhere": lambda one: instead(
        current(one), lambda path: path.symlink_to(Path("/tmp", Root(one.root).all()[0].name))
    ),
    "a folder for what is held": lambda one: (one.root / "held").mkdir(),
    "a pipe for what is held": lambda one: os.mkfifo(one.root / "held"),
    "a folder for the notice": lambda one: instead(one.root / "build.json", Path.mkdir),
    "a pipe for the notice": lambda one: instead(one.root / "build.json", os.mkfifo),
    "a notice of another kind": lambda one: (one.root / "build.json").write_text(
        '{"last_build": [1]}', "utf-8"
    ),
    "a notice without a time": lambda one: (one.root / "build.json").write_text(
        '{"last_build": {"time": "mai"}}', "utf-8"
    ),
    "no releases": lambda one: shutil.rmtree(one.root / "releases"),
    "nothing at all": lambda one: shutil.rmtree(one.root),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_one_timer_makes_it_whole_again(server: Server, kind: str) -> None:
    TAMPERING[kind](server)
    timer(server)
    root = Root(server.root)
    assert damage(root, root.current_name() or "") == []
    assert "v2022" in (server.root / "current/index.html").read_text("utf-8")
    assert is_fresh(server, NOON)
    before = root.current_name()
    timer(server)
    assert root.current_name() == before


@pytest.mark.parametrize(("kind", "said"), [
    (lambda path: path.mkdir(), "phải là một liên kết"),
    (lambda path: path.write_text("x"), "phải là một liên kết"),
])  # fmt: skip
def test_what_no_program_may_remove_is_told(
    server: Server, kind: Callable[[Path], object], said: str
) -> None:
    instead(current(server), kind)
    with pytest.raises(PublishError, match=said):
        timer(server)


@pytest.mark.parametrize("year", [2010, 2021, 2023, 2036])
def test_a_clock_that_was_wrong_for_a_while_leaves_nothing(server: Server, year: int) -> None:
    wrong, next_day = NOON.replace(year=year), datetime(2022, 7, 1, 5, 0, tzinfo=UTC)
    timer(server, wrong)
    for now in (NOON, next_day):
        timer(server, now)
        root = Root(server.root)
        assert "v2022" in (server.root / "current/index.html").read_text("utf-8")
        assert damage(root, root.current_name() or "") == []
        assert is_fresh(server, now)


def test_nobody_goes_back_to_a_damaged_release(tmp_path: Path) -> None:
    root = Root(tmp_path / "site")
    for number in (1, 2):
        publish(root.path, Job(origin(number), partial(make_site, version=number), lambda: NOON, older))
    before = root.all()[1].name
    (root.releases / before / "index.html").write_text("hỏng", "utf-8")
    with pytest.raises(PublishError, match=r"bị hỏng: index\.html"):
        rollback(root.path)
    assert root.current_name() == root.all()[0].name


# What nobody may pass, not even its owner, root alone can write into.
@cases("mask", [0o077, 0o027, *([0o777] if os.geteuid() == 0 else [])])
def test_every_reader_can_read_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    root = Root(tmp_path / "site")
    before = os.umask(mask)
    try:
        publish(root.path, Job(origin(1), make_site, lambda: NOON, older))
        notice.write(root.path, {})
    finally:
        os.umask(before)
    for path in (root.path, root.releases, *root.current.resolve().rglob("*"), root.path / "build.json"):
        assert path.stat().st_mode & 0o004, path
        assert path.is_file() or path.stat().st_mode & 0o001, path


def test_a_folder_above_that_readers_cannot_pass_is_found(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    root = Root(tmp_path / "site")
    publish(root.path, Job(origin(1), make_site, lambda: NOON, older))
    closed = root.closed()
    assert closed is not None
    assert tmp_path.is_relative_to(closed)


@as_root
def test_another_user_is_told_the_command_that_is_right(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    os.chown(root, NOBODY, NOBODY)
    for call in (
        lambda: publish(root, Job(origin(1), make_site, lambda: NOON, older)),
        lambda: rollback(root),
    ):
        with pytest.raises(PublishError, match="thuộc tài khoản “nobody”; hãy chạy: runuser -u nobody -- "):
            call()
    assert list(root.iterdir()) == []


@as_root
def test_the_account_builds_though_it_was_called_from_a_folder_of_roots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "root").mkdir(mode=0o700)
    built: list[Path] = []
    monkeypatch.setattr(command, "build_release", lambda settings, *rest: built.append(Path.cwd()))
    monkeypatch.chdir(tmp_path / "root")
    found = Snapshot(Path("/usr/data"), frozenset())
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            command.build_snapshot(
                found, Version(None), Settings("", tmp_path / "out"), None, None, NOON.date()
            )
            code = 0 if built == [Path("/usr")] else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@as_root
def test_what_another_user_left_is_in_nobodys_way(tmp_path: Path) -> None:
    """As after a publish by root in an earlier version."""
    root = Root(tmp_path / "site")
    root.path.mkdir()
    root.prepare()
    for path in (root.path, root.releases, root.manifests):
        os.chown(path, NOBODY, NOBODY)
    for name in (".old-x", ".new"):
        (root.releases / name / "trong").mkdir(parents=True)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            for number in (1, 2):
                site = partial(make_site, version=number)
                publish(root.path, Job(origin(number), site, lambda: NOON, older))
            code = 0
        except BaseException as error:  # the child must end here, whatever happens
            os.write(2, f"{error!r}\n".encode())
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert damage(root, root.current_name() or "") == []
    assert {path.name for path in root.strange()} == {".old-x", ".new"}
