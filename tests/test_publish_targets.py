"""A plain folder and rsync as targets: what they hold after each publishing, and what they refuse."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from publish_kit import NOON, make_site, older, origin, tree_digest
from table_kit import cases
from thidua.commands.publish import How, how_for, publish_to
from thidua.publish import OlderCommitError, PublishError, records
from thidua.publish.folder import LOCK
from thidua.publish.job import Job
from thidua.publish.staging import STATE, readers_order


def job(number: int, targets: int = 3, version: int | None = None, cache: Path | None = None) -> Job:
    """Publish the number-th commit's site."""
    build = partial(make_site, version=number if version is None else version, targets=targets)
    return Job(origin(number), build, lambda: NOON, older, cache=cache)


@cases(
    ("to", "how"),
    [
        ("/srv/thidua/site", How.SYMLINK),
        ("build/root", How.SYMLINK),
        ("./a:b", How.SYMLINK),
        ("C:\\thidua", How.SYMLINK),
        ("may-chu:/srv/web", How.RSYNC),
        ("vptt@10.0.0.5:web", How.RSYNC),
        ("rsync://may-chu/web", How.RSYNC),
    ],
)
def test_what_an_address_means(to: str, how: How) -> None:
    assert how_for(to) is how


def test_assets_come_before_pages_and_the_entrance_last() -> None:
    names = iter(["index.html", "api/v1/campaigns.json", "2022/index.html", "assets/a.css"])
    assert readers_order(names) == ["assets/a.css", "2022/index.html", "api/v1/campaigns.json", "index.html"]


RSYNC = [pytest.param(name, marks=pytest.mark.programs) for name in ("rsync-path", "rsync-daemon")]


@pytest.fixture(params=["folder", *RSYNC])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, How, Path]]:
    """An empty target of each kind: its address, its way, and where its files can be seen."""
    files = tmp_path / "web"
    if request.param == "folder":
        yield str(files), How.FOLDER, files
        return
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not installed")
    files.mkdir()
    if request.param == "rsync-path":
        yield str(files), How.RSYNC, files
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "rsyncd.conf"
    config.write_text(
        f"[web]\npath = {files}\nread only = false\nuse chroot = false\n"
        f"uid = {os.getuid()}\ngid = {os.getgid()}\n",
        "utf-8",
    )
    daemon = subprocess.Popen(
        ["rsync", "--daemon", "--no-detach", "--address=127.0.0.1", f"--port={port}", f"--config={config}"]
    )
    try:
        _wait_for(port)
        yield f"rsync://127.0.0.1:{port}/web", How.RSYNC, files
    finally:
        daemon.terminate()
        daemon.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


Place = tuple[str, How, Path]


def test_a_target_holds_the_new_site_and_the_assets_of_the_one_before(place: Place) -> None:
    to, how, files = place
    first, _ = publish_to(to, how, job(1, cache=files.with_name("cache")))
    second, fresh = publish_to(to, how, job(2, cache=files.with_name("cache")))
    assert fresh
    assert "v2" in (files / "index.html").read_text("utf-8")
    assert all((files / name).is_file() for name in first.own if name.startswith("assets/"))
    third, _ = publish_to(to, how, job(3, cache=files.with_name("cache")))
    held = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
    assert held == {STATE} | third.own.keys() | {name for name in second.own if name.startswith("assets/")}


def test_a_page_that_is_gone_is_removed(place: Place) -> None:
    to, how, files = place
    publish_to(to, how, job(1, targets=4, cache=files.with_name("cache")))
    publish_to(to, how, job(2, targets=3, cache=files.with_name("cache")))
    assert not (files / "2022/chi-tieu/T-3").exists()
    assert (files / "2022/chi-tieu/T-2/index.html").is_file()


def test_an_older_commit_is_refused(place: Place) -> None:
    to, how, files = place
    publish_to(to, how, job(2, cache=files.with_name("cache")))
    before = tree_digest(files)
    with pytest.raises(OlderCommitError):
        publish_to(to, how, job(1, cache=files.with_name("cache")))
    assert tree_digest(files) == before


def test_an_unsound_site_changes_nothing(place: Place) -> None:
    def build(out: Path) -> None:
        make_site(out, 2)
        (out / "index.html").unlink()

    to, how, files = place
    publish_to(to, how, job(1, cache=files.with_name("cache")))
    before = tree_digest(files)
    with pytest.raises(PublishError, match=r"index\.html"):
        publish_to(to, how, Job(origin(2), build, lambda: NOON, older))
    assert tree_digest(files) == before


def test_the_same_site_is_not_sent_twice(place: Place) -> None:
    to, how, files = place
    publish_to(to, how, job(1, cache=files.with_name("cache")))
    before = tree_digest(files)
    assert publish_to(to, how, job(1, cache=files.with_name("cache")))[1] is False
    assert tree_digest(files) == before


def test_rsync_that_fails_says_so(tmp_path: Path) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not installed")
    with pytest.raises(PublishError, match="rsync báo lỗi"):
        publish_to("rsync://127.0.0.1:1/web", How.RSYNC, job(1))


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(b"x")
    with pytest.raises(PublishError, match="không trống"):
        publish_to(str(tmp_path), How.FOLDER, job(1))


def test_a_copy_cut_off_is_finished_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_to(str(tmp_path / "web"), How.FOLDER, job(1, targets=4))
    copies = []

    def copy_a_few(source: Path, target: Path) -> None:
        copies.append(target)
        if len(copies) > 5:
            raise OSError(28, "No space left on device", str(target))
        shutil.copyfile(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("thidua.publish.folder.shutil.copy2", copy_a_few)
        with pytest.raises(PublishError, match="đĩa đã đầy"):
            publish_to(str(tmp_path / "web"), How.FOLDER, job(2))
    assert records.read(tmp_path / "web" / STATE).origin == origin(1)  # not yet the new one
    assert not (tmp_path / "web" / LOCK).exists()
    last, _ = publish_to(str(tmp_path / "web"), How.FOLDER, job(3))
    held = {path.relative_to(tmp_path / "web").as_posix() for path in (tmp_path / "web").rglob("*.html")}
    assert held == {name for name in last.own if name.endswith(".html")}


@cases(("age", "refused"), [(60, True), (2 * 3600, False)])
def test_a_lock_left_on_a_share_is_respected_for_an_hour(tmp_path: Path, age: int, refused: bool) -> None:
    lock = tmp_path / LOCK
    lock.write_bytes(b"")
    os.utime(lock, (time.time() - age, time.time() - age))
    if refused:
        with pytest.raises(PublishError, match="Một máy khác"):
            publish_to(str(tmp_path), How.FOLDER, job(1))
    else:
        publish_to(str(tmp_path), How.FOLDER, job(1))
    assert lock.exists() is refused
