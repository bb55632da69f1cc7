"""The web server as it is deployed: headers on every answer, caching, and what it never hands out."""

from __future__ import annotations

import os
import ssl
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import pytest
from publish_kit import NOON, make_site, older, origin
from server_kit import LOGIN, WebServer, trusting, web_server
from thidua.publish import notice
from thidua.publish.carry import walk
from thidua.publish.job import Job
from thidua.publish.release import publish, rollback

pytestmark = pytest.mark.programs

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ON_EVERY_ANSWER = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-robots-tag": "noindex, nofollow",
}
NO_CACHE, FOREVER = "private, no-cache", "private, max-age=31536000, immutable"


def put(root: Path, number: int) -> None:
    def build(out: Path) -> None:
        make_site(out, number)
        (out / "assets" / "style.css").write_text("body { margin: 0 }\n" * 200, "utf-8")
        (out / "api/v1/2022/achievements.csv").write_text("date,target_id\n", "utf-8")

    publish(root, Job(origin(number), build, lambda: NOON, older))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publishing root with two releases and a notice, and things in the tree that nobody may see."""
    root = tmp_path_factory.mktemp("root") / "site"
    put(root, 1)
    put(root, 2)
    notice.write(root, {"schema": notice.SCHEMA, "last_build": None, "last_failure": None})
    (root / "current" / ".htpasswd").write_text("bí mật", "utf-8")
    (root / "current" / ".git").mkdir()
    (root / "current" / ".git" / "config").write_text("bí mật", "utf-8")
    (root / "current" / "ra-ngoai.html").symlink_to("/etc/hostname")
    (root / "current" / "ra-thu-muc").symlink_to("/etc")
    return root


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """nginx with the password file."""
    with web_server(tmp_path_factory.mktemp("nginx"), root) as running:
        yield running


def asset(root: Path) -> str:
    """The address of a hashed asset."""
    return "/" + next(
        path.relative_to(root / "current").as_posix() for path in (root / "current/assets/charts").iterdir()
    )


@pytest.mark.parametrize(
    ("path", "method", "headers", "wanted"),
    [
        ("/", "GET", None, (200, NO_CACHE)),
        ("/", "HEAD", None, (200, NO_CACHE)),
        ("/2022/chi-tieu/", "GET", None, (200, NO_CACHE)),
        ("/2022/chi-tieu", "GET", None, (301, NO_CACHE)),
        ("/api/v1/2022/status.json", "GET", None, (200, NO_CACHE)),
        ("/api/v1/2022/achievements.csv", "GET", None, (200, NO_CACHE)),
        ("/assets/style.css", "GET", None, (200, NO_CACHE)),
        ("ASSET", "GET", None, (200, FOREVER)),
        ("ASSET", "HEAD", None, (200, FOREVER)),
        ("ASSET", "GET", {**LOGIN, "Range": "bytes=0-3"}, (206, FOREVER)),
        ("ASSET", "GET", {}, (401, NO_CACHE)),
        ("/assets/charts/0123456789abcdef.json", "GET", None, (404, NO_CACHE)),
        ("/build.json", "GET", None, (200, NO_CACHE)),
        ("/build.json", "GET", {}, (401, NO_CACHE)),
        ("/", "GET", {}, (401, NO_CACHE)),
        ("/", "GET", {"Authorization": "Basic dnB0dDpzYWk="}, (401, NO_CACHE)),
        ("/khong-co/", "GET", None, (404, NO_CACHE)),
        ("/assets/", "GET", None, (403, NO_CACHE)),
        ("/", "POST", None, (405, NO_CACHE)),
        ("/", "PUT", None, (405, NO_CACHE)),
        ("/", "DELETE", None, (405, NO_CACHE)),
        ("/", "OPTIONS", None, (405, NO_CACHE)),
        ("/", "GET", {**LOGIN, "Range": "bytes=999999-"}, (416, NO_CACHE)),
        ("/" + "a" * 9000, "GET", None, (414, NO_CACHE)),
        ("/%00", "GET", None, (400, NO_CACHE)),
    ],
)
def test_every_answer_carries_the_headers(
    server: WebServer,
    root: Path,
    path: str,
    method: str,
    headers: dict[str, str] | None,
    wanted: tuple[int, str],
) -> None:
    answer = server.ask(asset(root) if path == "ASSET" else path, method, headers)
    assert (answer.status, answer.headers["cache-control"]) == wanted
    assert {name: answer.headers.get(name) for name in ON_EVERY_ANSWER} == ON_EVERY_ANSWER
    assert answer.headers["server"] == "nginx"  # no version


def test_a_request_that_is_no_http_gets_them_too(server: WebServer) -> None:
    answer = server.say(b"GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n").decode()
    assert answer.startswith("HTTP/1.1 400")
    assert all(f"{name}: {value}".lower() in answer.lower() for name, value in ON_EVERY_ANSWER.items())


def test_plain_http_leads_to_tls_with_the_headers(server: WebServer) -> None:
    answer = server.ask_plainly("/2022/")
    assert answer.status == 301
    assert answer.headers["location"].startswith("https://")
    assert answer.headers["content-security-policy"] == CSP


@pytest.mark.parametrize(
    "path",
    [
        "/.htpasswd",
        "/.git/config",
        "/.git/",
        "/2022/../.htpasswd",
        "/%2ehtpasswd",
        "/x/.env",
        "/ra-ngoai.html",
        "/ra-thu-muc/hostname",
        "/manifests/",
        "/../manifests/",
        "/..%2fmanifests/",
        "/releases/",
        "/manifests/01cccccccccc-2022-06-30.json",
        "/current/index.html",
        "/lock",
        "/held",
        "/../held",
        "/loi.html",
        "//etc/hostname",
        "/assets/..%2f..%2f..%2fheld",
        "/build.json/../lock",
    ],
)
def test_what_is_closed_stays_closed(server: WebServer, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (400, 403, 404)
    assert "Không mở được trang" in answer.body.decode()
    assert answer.headers["content-security-policy"] == CSP


def test_a_chart_may_be_framed_by_the_intranet_and_nothing_else_may(root: Path, server: WebServer) -> None:
    chart = root / "current/2022/nhung/T-0"
    chart.mkdir(parents=True, exist_ok=True)
    (chart / "index.html").write_text("<p>biểu đồ</p>", "utf-8")
    answer = server.ask("/2022/nhung/T-0/")
    framed = CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self' https://*.intranet")
    assert answer.headers["content-security-policy"] == framed
    assert "x-frame-options" not in answer.headers
    assert server.ask("/2022/nhung-khac/").headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/api/v1/2022/status.json", "application/json; charset=utf-8"),
        ("/api/v1/2022/achievements.csv", "text/csv; charset=utf-8"),
    ],
)
def test_types_and_encoding(server: WebServer, path: str, kind: str) -> None:
    assert server.ask(path).headers["content-type"] == kind


def test_answers_are_compressed_where_that_is_asked_for(server: WebServer) -> None:
    answer = server.ask("/assets/style.css", headers={**LOGIN, "Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(answer.body) < 300


def test_a_browser_that_asks_again_gets_304_until_the_page_changes(tmp_path: Path) -> None:
    root = tmp_path / "site"
    put(root, 1)
    with web_server(tmp_path / "nginx", root) as server:
        first = server.ask("/")
        again = {**LOGIN, "If-None-Match": first.headers["etag"]}
        since = {**LOGIN, "If-Modified-Since": first.headers["last-modified"]}
        assert (server.ask("/", headers=again).status, server.ask("/", headers=since).status) == (304, 304)
        put(root, 2)  # the same second, the same number of bytes
        assert (server.ask("/", headers=again).status, server.ask("/", headers=since).status) == (200, 200)
        assert "Tổng quan v2" in server.ask("/").body.decode()
        rollback(root)
        assert server.ask("/", headers=again).status == 304


def test_a_certificate_lets_in_who_has_it(root: Path, tmp_path: Path) -> None:
    with web_server(tmp_path / "nginx", root, access="certificate") as server:
        assert server.ask("/", headers={}).status == 400
        own: ssl.SSLContext = trusting()
        keys = tmp_path / "nginx" / "thidua"
        own.load_cert_chain(keys / "clients-ca.crt", keys / "clients-ca.key")
        assert server.ask("/", headers={}, context=own).status == 200
        stranger: ssl.SSLContext = trusting()
        stranger.load_cert_chain(keys / "server.crt", keys / "server.key")
        assert server.ask("/", headers={}, context=stranger).status == 400


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be another user")
def test_the_web_servers_own_account_reads_all_that_a_closed_umask_published() -> None:
    """Published under umask 077, and nginx's workers as www-data."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        before = os.umask(0o077)
        try:
            put(folder / "site", 1)
        finally:
            os.umask(before)
        with web_server(folder / "nginx", folder / "site", user="www-data") as server:
            each = {PurePosixPath(path).suffix: path for path, _ in walk(folder / "site/current")}
            asked = ["", "2022/chi-tieu/", *each.values()]
            assert [path for path in asked if server.ask(f"/{quote(path)}").status != 200] == []
            assert len(asked) > 5
            (folder / "site/current/index.html").chmod(0o600)
            assert server.ask("/").status == 403
