"""A push, from the office's clone to the page that nginx serves: with the real git, hooks and web server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from campaigns import small
from publish_kit import tree_digest
from push_kit import CSV, THIDUA, Office, children_seconds, like_new, write
from server_kit import DEPLOY, WebServer, web_server
from sharing import warm
from thidua.publish.carry import is_hashed, walk
from thidua.publish.release import rollback
from thidua.publish.root import Root

Change = Callable[[Path], object]

pytestmark = pytest.mark.programs


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A server with one sound commit published."""
    return like_new(tmp_path_factory.mktemp("may-chu"))


@pytest.fixture(scope="module")
def server(office: Office) -> Iterator[WebServer]:
    """nginx in front of it."""
    with web_server(office.folder / "nginx", office.root) as running:
        yield running


def link(name: str, to: str) -> Change:
    return lambda clone: (clone / name).symlink_to(to)


def runnable(clone: Path) -> None:
    (clone / CSV).chmod(0o755)


def append(line: str) -> Change:
    def change(clone: Path) -> None:
        with (clone / CSV).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    return change


def large(clone: Path) -> None:
    (clone / "data/2022/evidence").mkdir(exist_ok=True)
    (clone / "data/2022/evidence/ban-do.pdf").write_bytes(bytes(20_000_001))


def no_campaign(clone: Path) -> None:
    shutil.rmtree(clone / "data")
    write("data/doc-toi.txt", "trống\n")(clone)


def each(*changes: Change) -> Change:
    return lambda clone: [change(clone) for change in changes]


LINES = small("CN-01", "CN-03")["achievements"].count("\n") + 1  # what `office` has of them
OUTSIDE = "nằm ngoài thư mục data/"


@pytest.mark.parametrize(("change", "said"), [
    (each(append("2022-13-45,CN-01,VP,1,awarded,,x,"), append("2022-12-20,CN-3,VP,1,awarded,,x,")),
     [f"{CSV}:{LINES + 1}:1: bad-date", f"{CSV}:{LINES + 2}:12: unknown-target", "“CN-3”", "CN-03"]),
    (write("data/2022/plan.yml", "targets: [\n"), ["data/2022/plan.yml"]),
    (each(write("mkdocs.yml", "hooks: [x.py]\n"), write("scripts/x.py", "print()\n"),
          write(".gitattributes", "* filter=x\n"), write("data/2022/.gitattributes", "* filter=x\n"),
          write(".gitmodules", "[submodule]\n"), link("data/2022/mat-khau.csv", "/etc/passwd"),
          runnable, large),
     [f"“mkdocs.yml” {OUTSIDE}", f"“scripts/x.py” {OUTSIDE}", f"“.gitattributes” {OUTSIDE}",
      "“data/2022/.gitattributes” không được phép", f"“.gitmodules” {OUTSIDE}",
      "là liên kết (symlink); chỉ nhận tệp thường", "là tệp chạy được", "quá lớn: 20,01 MB"]),
    (no_campaign, ["phong trào"]),
], ids=["rows", "no plan", "files", "no campaign"])  # fmt: skip
def test_an_unsound_push_is_refused_with_every_reason(
    office: Office, change: Change, said: list[str]
) -> None:
    """Each reason by itself is a case of `test_publish_receive` or `test_bad_files`."""
    before, tip = tree_digest(office.root), office.tip()
    try:
        office.commit(change)
        told = office.refused()
    finally:
        office.undo()
    assert "Không nhận, trang đang xuất bản giữ nguyên:" in told
    assert [one for one in said if one not in told] == []
    assert (office.tip(), tree_digest(office.root)) == (tip, before)


@pytest.mark.parametrize(("words", "said"), [
    (("--force", "origin", "main"), ["lịch sử đã bị viết lại"]),
    (("--force", "origin", "HEAD~1:main"), ["lịch sử đã bị viết lại"]),
    (("origin", ":main", "HEAD:refs/heads/thu-nghiem", "HEAD:refs/tags/v1"),
     ["không được xoá nhánh “main”", "không nhận “refs/heads/thu-nghiem”", "không nhận “refs/tags/v1”"]),
])  # fmt: skip
def test_history_is_never_rewritten(office: Office, words: tuple[str, ...], said: list[str]) -> None:
    before, tip = tree_digest(office.root), office.tip()
    try:
        office.git("commit", "-q", "--amend", "-m", "khác")
        told = office.refused(*words)
    finally:
        office.undo()
    assert [one for one in said if one not in told] == []
    assert (office.tip(), tree_digest(office.root)) == (tip, before)


def _drop_last_row(clone: Path) -> None:
    lines = (clone / CSV).read_text("utf-8").splitlines(keepends=True)
    (clone / CSV).write_text("".join(lines[:-1]), "utf-8")


@dataclass(frozen=True)
class Pushed:
    """A sound push: its commit, what the pusher read, and the API before it and right after it."""

    commit: str
    said: str
    before: bytes
    after: bytes
    seconds: float


@pytest.fixture(scope="module")
def pushed(office: Office, server: WebServer) -> Pushed:
    """One row more, pushed; what it cost of the processor until git push returned."""
    before = server.ask("/api/v1/2022/status.json").body
    commit = office.commit(office.row(77))
    started = children_seconds()
    said = office.push()
    after = server.ask("/api/v1/2022/status.json").body
    return Pushed(commit, said, before, after, children_seconds() - started)


def test_a_sound_push_is_on_the_page_when_git_push_returns(
    pushed: Pushed, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\n  from git push to the page: {pushed.seconds:.2f} s of processor")
    assert pushed.before != pushed.after
    assert json.loads(pushed.after)["data"]["commit"] == pushed.commit
    assert "Quyết định thử số 77/QĐ-T" in server.ask("/2022/chi-tieu/CN-01/").body.decode()
    assert pushed.seconds < 30


def test_the_pusher_reads_what_came_of_it(pushed: Pushed, office: Office) -> None:
    assert "Đã nhận số liệu" in pushed.said
    assert f"Đã xuất bản {pushed.commit[:12]}" in pushed.said
    assert str(office.folder / "checkout") not in pushed.said  # files are named as the pusher knows them


def test_the_data_page_can_tell_the_last_build(pushed: Pushed, server: WebServer) -> None:
    told = json.loads(server.ask("/build.json").body)
    assert told["last_build"]["commit"]["id"] == pushed.commit
    assert "Văn phòng" not in json.dumps(told, ensure_ascii=False)
    assert told["last_failure"] is None


def test_a_build_that_fails_is_told_and_the_site_stays(office: Office, server: WebServer) -> None:
    """As when the engine is broken by an update: the data are sound, the build is not."""
    before = tree_digest(office.root / "current")
    settings = office.folder / "thidua.env"
    sound = settings.read_text("utf-8")
    blocked = office.folder / "khong-phai-thu-muc"
    blocked.write_text("x", "utf-8")
    try:
        settings.write_text(sound.replace(f"{office.folder}/cache", f"{blocked}/cache"), "utf-8")
        commit = office.commit(office.row(79))
        said = office.push()
    finally:
        settings.write_text(sound, "utf-8")
    assert "Chưa xuất bản được; trang đang xuất bản giữ nguyên" in said
    assert tree_digest(office.root / "current") == before
    told = json.loads(server.ask("/build.json").body)
    assert told["last_failure"]["commit"]["id"] == commit
    assert "không phải là thư mục" in told["last_failure"]["message"]
    assert str(office.folder) not in json.dumps(told)  # nobody learns how the server is laid out
    assert told["last_build"]["commit"]["id"] != commit
    assert office.hook("verify").returncode == 0  # the timer catches up
    assert Root(office.root).current_name().startswith(commit[:12])


def test_a_rollback_is_not_undone_by_the_timers_but_by_the_next_push(office: Office, pushed: Pushed) -> None:
    taken_back = Root(office.root).current_name()
    before = rollback(office.root).name
    for event in ("rebuild", "verify"):
        done = office.hook(event)
        assert done.returncode == 0, done.stderr
        assert Root(office.root).current_name() == before
    repair = office.commit(_drop_last_row)
    office.push()
    current = Root(office.root).current_name()
    assert current.startswith(repair[:12])
    assert Root(office.root).release(current).after == before != taken_back


def test_the_verifier_mends_a_damaged_release_and_says_so(office: Office) -> None:
    page = office.root / "current" / "index.html"
    page.write_text("hỏng", "utf-8")
    done = office.hook("verify")
    assert done.returncode == 1
    assert "bị hỏng: index.html" in done.stderr
    assert "Tổng quan" in (office.root / "current" / "index.html").read_text("utf-8")
    releases = [release.name for release in Root(office.root).all()]
    assert office.hook("verify").returncode == 0
    assert [release.name for release in Root(office.root).all()] == releases  # nothing new, no release


def over_ssh(office: Office, *words: str, fails: bool = False) -> str:
    """Run git in the clone as over ssh, with the account's forced command at the other end."""
    call = f'shift; SSH_ORIGINAL_COMMAND="$*" exec {DEPLOY}/ssh-command'
    settings = {"GIT_SSH_COMMAND": f"sh -c '{call}' ssh", "GIT_SSH_VARIANT": "simple"}
    done = subprocess.run(
        ["git", "-C", str(office.clone), *words], env=office.environment | settings, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
    )  # fmt: skip
    assert (done.returncode != 0) is fails, done.stdout
    return done.stdout


def test_what_is_shown_is_what_a_fresh_clone_of_the_tip_gives(office: Office, tmp_path: Path) -> None:
    """Whatever has been slipped into the repository beside its branch: a replaced commit, a cut history."""
    office.commit(office.row(81))
    forged = office.git("rev-parse", "HEAD").strip()
    office.undo()
    real = office.commit(office.row(82))
    assert f"Đã xuất bản {real[:12]}" in over_ssh(office, "push", "thidua@may-chu:data.git", "main")
    office.git("fetch", "-q", str(office.clone), forged, where=office.bare)
    office.git("update-ref", f"refs/replace/{real}", forged, where=office.bare)
    (office.bare / "info").mkdir(exist_ok=True)
    (office.bare / "info/grafts").write_text(f"{real}\n", "ascii")
    try:
        shutil.rmtree(office.root / "releases" / Root(office.root).current_name())  # build it again
        assert office.hook("rebuild").returncode == 0
    finally:
        office.git("update-ref", "-d", f"refs/replace/{real}", where=office.bare)
        (office.bare / "info/grafts").unlink()
    assert Root(office.root).current_name().startswith(real[:12])
    office.git("clone", "-q", str(office.bare), str(tmp_path / "moi"), where=tmp_path)
    warm(tmp_path / "moi/build/cache")
    fresh = [str(THIDUA), "publish", "data", "--to", str(tmp_path / "site")]
    subprocess.run(fresh, cwd=tmp_path / "moi", env=office.environment, check=True, capture_output=True)
    site = {name: path.read_bytes() for name, path in walk(tmp_path / "site/current")}
    shown = {name: path.read_bytes() for name, path in walk(office.root / "current")}
    assert {name: shown.get(name) for name in site} == site
    assert all(is_hashed(name) for name in shown.keys() - site.keys())  # kept for readers of earlier pages
    assert "thử số 82/" in (office.root / "current/2022/chi-tieu/CN-01/index.html").read_text("utf-8")


def test_a_key_serves_the_data_repository_alone(office: Office, tmp_path: Path) -> None:
    office.git("init", "-q", "--bare", str(tmp_path / "khac.git"), where=tmp_path)
    for there in ("khac.git", f"{tmp_path}/khac.git", "data.git/../khac.git", f"{office.folder}/checkout"):
        said = over_ssh(office, "push", f"thidua@may-chu:{there}", "main", fails=True)
        assert "chỉ để lấy và gửi số liệu" in said
    assert office.git("for-each-ref", where=tmp_path / "khac.git") == ""
    assert office.tip() in over_ssh(office, "ls-remote", "thidua@may-chu:/srv/thidua/data.git")


@pytest.mark.parametrize("asked", [
    "", "sh", "git-shell", "git-upload-archive 'data.git'", "git-receive-pack data.git", "scp -t data.git'",
    "git-receive-pack 'data.git'; sh", "git-receive-pack --exec=sh 'data.git'",
])  # fmt: skip
def test_no_other_command_runs_over_ssh(office: Office, asked: str) -> None:
    settings = office.environment | {"SSH_ORIGINAL_COMMAND": asked}
    done = subprocess.run([DEPLOY / "ssh-command"], env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "chỉ để lấy và gửi số liệu" in done.stderr
