"""A push, from the office's clone to the page that nginx serves: with the real git, hooks and web server."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from publish_kit import tree_digest
from push_kit import CSV, Office, add_row, set_up, write
from server_kit import PASSWORD, USER, WebServer, web_server
from thidua.publish.root import Root

Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A server with one sound commit published."""
    return set_up(tmp_path_factory.mktemp("may-chu"))


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


@pytest.mark.parametrize(("change", "said"), [
    (append("2022-13-45,CN-02,VPTT,1,awarded,,x,"), "data/2022/achievements.csv:"),
    (append("2022-12-20,CN-99,VPTT,1,awarded,,x,"), "unknown-target"),
    (write(CSV, "khong phai bang\n"), "data/2022/achievements.csv"),
    (write("data/2022/plan.yml", "targets: [\n"), "data/2022/plan.yml"),
    (write("mkdocs.yml", "hooks: [x.py]\n"), "“mkdocs.yml” nằm ngoài thư mục data/"),
    (write("scripts/x.py", "print()\n"), "“scripts/x.py” nằm ngoài thư mục data/"),
    (write(".gitattributes", "* filter=x\n"), "“.gitattributes” nằm ngoài thư mục data/"),
    (write("data/2022/.gitattributes", "* filter=x\n"), "không được phép"),
    (write(".gitmodules", "[submodule]\n"), "nằm ngoài thư mục data/"),
    (link("data/2022/mat-khau.csv", "/etc/passwd"), "là liên kết (symlink); chỉ nhận tệp thường"),
    (runnable, "là tệp chạy được"),
    (large, "quá lớn: 20000001 byte"),
    (no_campaign, "phong trào"),
])  # fmt: skip
def test_an_unsound_push_is_refused_with_the_reason(office: Office, change: Change, said: str) -> None:
    before, tip = tree_digest(office.root), office.tip()
    try:
        office.commit(change)
        told = office.refused()
    finally:
        office.undo()
    assert "Không nhận, trang đang xuất bản giữ nguyên:" in told
    assert said in told
    assert (office.tip(), tree_digest(office.root)) == (tip, before)


def test_a_bad_row_is_told_with_file_line_and_what_to_do(office: Office) -> None:
    lines = (office.clone / CSV).read_text("utf-8").count("\n")
    try:
        office.commit(append("2022-12-20,CN-3,VPTT,1,awarded,,x,"))
        told = office.refused()
    finally:
        office.undo()
    assert f"data/2022/achievements.csv:{lines + 1}:" in told
    assert "“CN-3”" in told
    assert "CN-03" in told                                           # a suggestion


@pytest.mark.parametrize(("words", "said"), [
    (("--force", "origin", "main"), "lịch sử đã bị viết lại"),
    (("--force", "origin", "HEAD~1:main"), "lịch sử đã bị viết lại"),
    (("origin", ":main"), "không được xoá nhánh “main”"),
    (("origin", "HEAD:refs/heads/thu-nghiem"), "chỉ nhận nhánh “main”"),
    (("origin", "HEAD:refs/tags/v1"), "chỉ nhận nhánh “main”"),
])  # fmt: skip
def test_history_is_never_rewritten(office: Office, words: tuple[str, ...], said: str) -> None:
    before, tip = tree_digest(office.root), office.tip()
    try:
        office.git("commit", "-q", "--amend", "-m", "khác")
        assert said in office.refused(*words)
    finally:
        office.undo()
    assert (office.tip(), tree_digest(office.root)) == (tip, before)


def _drop_last_row(clone: Path) -> None:
    lines = (clone / CSV).read_text("utf-8").splitlines(keepends=True)
    (clone / CSV).write_text("".join(lines[:-1]), "utf-8")


def test_a_sound_push_is_on_the_page_when_git_push_returns(
    office: Office, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    before = server.ask("/api/v1/2022/status.json").body
    commit = office.commit(add_row(77))
    started = time.monotonic()
    said = office.push()
    shown = server.ask("/api/v1/2022/status.json").body
    seconds = time.monotonic() - started
    with capsys.disabled():
        print(f"\n  from git push to the page: {seconds:.2f} s")
    assert shown != before
    assert json.loads(shown)["data"]["commit"] == commit
    assert f"Đã xuất bản {commit[:12]}" in said
    assert "Đã nhận số liệu" in said
    assert str(office.folder / "checkout") not in said  # files are named as the pusher knows them
    assert "Quyết định thử số 77/QĐ-T" in server.ask("/2022/chi-tieu/CN-02/").body.decode()
    assert seconds < 30
    told = json.loads(server.ask("/build.json").body)
    assert told["last_build"]["commit"]["id"] == commit
    assert told["last_build"]["commit"]["author"] == "Văn phòng"
    assert told["last_failure"] is None


@pytest.mark.browser
def test_the_new_row_is_seen_in_chromium(office: Office, server: WebServer, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    office.commit(add_row(78))
    office.push()
    address = f"https://{USER}:{PASSWORD}@127.0.0.1:{server.port}/2022/chi-tieu/CN-02/"
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors")
    told = ("--enable-logging=stderr", "--virtual-time-budget=4000", "--dump-dom")
    command = [chromium, *quiet, *told, f"--user-data-dir={tmp_path}", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Quyết định thử số 78/QĐ-T" in done.stdout
    assert "Content Security Policy" not in done.stderr


def test_a_build_that_fails_is_told_and_the_site_stays(office: Office, server: WebServer) -> None:
    """As when the engine is broken by an update: the data are sound, the build is not."""
    before = tree_digest(office.root / "current")
    settings = office.folder / "thidua.env"
    sound = settings.read_text("utf-8")
    blocked = office.folder / "khong-phai-thu-muc"
    blocked.write_text("x", "utf-8")
    try:
        settings.write_text(sound.replace(f"{office.folder}/cache", f"{blocked}/cache"), "utf-8")
        commit = office.commit(add_row(79))
        said = office.push()
    finally:
        settings.write_text(sound, "utf-8")
    assert "Chưa xuất bản được; trang đang xuất bản giữ nguyên" in said
    assert tree_digest(office.root / "current") == before
    told = json.loads(server.ask("/build.json").body)
    assert told["last_failure"]["commit"]["id"] == commit
    assert "khong-phai-thu-muc" in told["last_failure"]["message"]
    assert told["last_build"]["commit"]["id"] != commit
    assert office.hook("verify").returncode == 0                     # the timer catches up
    assert Root(office.root).current_name().startswith(commit[:12])


def test_a_rollback_is_not_undone_by_the_timers_but_by_the_next_push(office: Office) -> None:
    from thidua.publish.release import rollback  # noqa: PLC0415

    office.commit(add_row(80))
    office.push()
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
    assert office.hook("verify").returncode == 0


def test_a_broken_checkout_is_made_anew(office: Office) -> None:
    shutil.rmtree(office.folder / "checkout" / ".git")
    commit = office.commit(add_row(81))
    assert f"Đã xuất bản {commit[:12]}" in office.push()


def test_nothing_new_makes_no_release(office: Office) -> None:
    before = [release.name for release in Root(office.root).all()]
    done = office.hook("rebuild")
    assert "không có gì thay đổi" in done.stdout
    assert [release.name for release in Root(office.root).all()] == before
