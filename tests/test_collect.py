"""`thidua collect` against a server that does everything wrong: each fault is told, nothing good is lost."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from catalogue import COLLECTED
from network_kit import status, target
from server_kit import certificate
from thidua import cli
from thidua.network.api import network_file
from thidua.network.load import load_network
from thidua.network.records import State
from yardstick import within

DAYS = {15: "1668470400", 16: "1668556800", 17: "1668643200"}  # of November 2022
Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Does for each member what the test says: the first part of the path is its name."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers[self.path.split("/")[1]](self)

    def send(self, code: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Members on one port; ``asked`` keeps the requests."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *args: object) -> None:
        """A client that went away is no news."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()


def gives(told: Any, **headers: str) -> Answering:
    """An answer as it should be."""
    return lambda to: to.send(200, told if isinstance(told, bytes) else json.dumps(told).encode(), **headers)


def drips(to: Handler) -> None:
    """Headers, and then a byte now and then, for ever."""
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b" ")
        time.sleep(0.05)


def hangs(to: Handler) -> None:
    time.sleep(3)


def drips_headers(to: Handler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        to.wfile.write(b"a")
        time.sleep(0.05)


def floods(to: Handler) -> None:
    """An answer of ten gigabytes that does not say so."""
    to.send_response(200)
    to.end_headers()
    for _ in range(10_000):
        to.wfile.write(b" " * 1_000_000)


def promises_much(to: Handler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", str(10**10))
    to.end_headers()


def breaks_off(to: Handler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "100")
    to.end_headers()
    to.wfile.write(b"{")


def speaks_nonsense(to: Handler) -> None:
    to.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def goes_round(to: Handler) -> None:
    to.send(302, Location=f"/round{to.path}")


def leads_to(place: str) -> Answering:
    return lambda to: to.send(302, Location=place)


FAULTS: dict[str, tuple[Answering, str, str]] = {
    "slow": (hangs, "member-slow", "sau 0,8 giây"),
    "drip": (drips, "member-slow", ""),
    "drip-headers": (drips_headers, "member-slow", ""),
    "flood": (floods, "member-too-big", "lớn hơn 10 MB"),
    "promise": (promises_much, "member-too-big", ""),
    "cut": (breaks_off, "member-unreachable", "IncompleteRead"),
    "nonsense": (speaks_nonsense, "member-unreachable", "BadStatusLine"),
    "gone": (lambda to: to.send(404), "member-http", "404"),
    "broken": (lambda to: to.send(500), "member-http", "500"),
    "closed": (lambda to: to.send(401), "member-http", "THIDUA_TOKEN_CLOSED"),
    "unasked": (lambda to: to.send(304), "member-http", "304"),
    "elsewhere": (leads_to("http://evil.example/api/"), "member-redirect", "http://evil.example/api/"),
    "scheme": (leads_to("file:///etc/passwd"), "member-redirect", "file:///etc/passwd"),
    "nowhere": (leads_to(""), "member-redirect", ""),
    "round": (goes_round, "member-redirect", ""),
    "html": (gives(b"<!doctype html><title>{login}</title>"), "member-not-json", "HTML"),
    "empty": (gives(b""), "member-not-json", ""),
    "schema": (gives({"schema": "thidua/status/9"}), "member-schema", ""),
    "other": (
        gives(status(name="other") | {"campaign": "2021"}),
        "member-other",
        "“2021”, không phải “2022”",
    ),
    "back": (gives(status(as_of="2022-11-14", name="back")), "member-gone-back", "collected/back"),
    "future": (gives(status(as_of="2023-11-15", name="f")), "member-clock", "15/11/2023"),
    "same": (gives(status(target("CN-04"), name="good")), "member-same", "“Sở good”"),
    "hostile": (gives(status() | {"{name}\x1b[2J<script>": 1}), "member-schema", "{name}U+001B[2J<script>"),
}
GOOD, BAD = "good", State.UNSOUND


class Desk:
    """A network's folder whose members are on a server, and calls of the command."""

    def __init__(self, folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.folder, self.server, self.monkeypatch, self.capsys = folder / "khoi", server, monkeypatch, capsys
        self.folder.mkdir()
        self.port = server.server_address[1]

    def members(self, *names: str, **places: str) -> None:
        """Write network.yml."""
        lines = [
            f'  - {{id: {name}, name: Sở {name}, api: {place}, campaign: "2022"}}\n'
            for name, place in {
                **{each: f"http://127.0.0.1:{self.port}/{each}" for each in names},
                **places,
            }.items()
        ]
        head = "network: khoi\ntitle: Khối\nperiod: {start: 2022-01-01, end: 2022-12-31}\nmembers:\n"
        (self.folder / "network.yml").write_text(head + "".join(lines), "utf-8")

    def collect(self, *words: str, day: int = 16) -> tuple[int, str]:
        """The exit code of a call, and what it said."""
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[day])
        self.server.asked.clear()
        code = cli.main(["collect", str(self.folder), *words])
        return code, self.capsys.readouterr().err

    def states(self) -> dict[str, State]:
        loaded = load_network(self.folder)
        return {name: each.state for name, each in loaded.on(loaded.day).standings.items()}

    def kept(self, member: str) -> dict[str, bytes]:
        folder = self.folder / "collected" / member
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "last.json"}


@pytest.fixture
def desk(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Desk:
    return Desk(tmp_path, server, monkeypatch, capsys)


def test_each_fault_is_told_and_nothing_good_is_lost(desk: Desk) -> None:
    names = [GOOD, *FAULTS]
    desk.members(*names, silent="http://127.0.0.1:1/api/v1", lost="../lost/api/v1", dots="https://a..b/")
    desk.server.answers = {name: gives(status(name=name)) for name in names}
    code, told = desk.collect(day=15)
    assert code == 1 and f"đã thu thập {len(names)} trên {len(names) + 3} nơi, {len(names)} nơi" in told
    before = {name: desk.kept(name) for name in names}
    assert all(found.keys() == {"2022-11-15.json", "status.json"} for found in before.values())

    desk.server.answers = {name: fault[0] for name, fault in FAULTS.items()}
    desk.server.answers[GOOD] = gives(status(target("CN-04"), name=GOOD, as_of="2022-11-16"))
    started = time.monotonic()
    code, told = desk.collect("--seconds", "0.8", "--connections", "8")
    assert time.monotonic() - started < 60  # three of them never end
    assert code == 1 and f"khoi: đã thu thập 1 trên {len(names) + 3} nơi, 1 nơi" in told
    lines = {
        line.partition(": Sở ")[2].partition(":")[0]: line for line in told.splitlines() if ": Sở " in line
    }
    assert lines.keys() == {*FAULTS, "silent", "lost", "dots"}
    for name, (_, fault, words) in FAULTS.items():
        assert f": {fault}: " in lines[name] and words in lines[name], lines[name]
        assert " — " in lines[name]
        assert desk.kept(name) == before[name]
    assert (
        all("member-unreachable" in lines[name] for name in ("silent", "dots"))
        and "member-file" in lines["lost"]
    )
    assert desk.kept(GOOD).keys() == {"2022-11-15.json", "2022-11-16.json", "status.json"}
    assert desk.states() == {
        GOOD: State.FRESH,
        **{
            name: State.FRESH if fault in {"member-slow", "member-unreachable", "member-http"} else BAD
            for name, (_, fault, _) in FAULTS.items()
        },
        "silent": State.MISSING,
        "lost": State.MISSING,
        "dots": State.MISSING,
    }  # fmt: skip


def test_every_code_of_the_catalogue_is_told_by_these_tests() -> None:
    elsewhere = {"member-file", "member-certificate", "clock-back"}
    assert {*COLLECTED} == {fault for _, fault, _ in FAULTS.values()} | elsewhere


def test_what_has_not_changed_is_neither_sent_nor_written_again(desk: Desk) -> None:
    desk.members("a", "b")

    def asks_for_marks(to: Handler) -> None:
        if to.headers["If-None-Match"] == '"1"' and to.headers["If-Modified-Since"]:
            to.send(304)
        else:
            gives(status(name="a"), ETag='"1"', Last_Modified="Tue, 15 Nov 2022 00:00:00 GMT")(to)

    desk.server.answers = {"a": asks_for_marks, "b": gives(status(name="b"))}
    assert desk.collect(day=15)[0] == 0
    left = desk.folder / "collected/a/.2022-11-14.json.new"
    left.write_bytes(b"{")  # by a run that was killed
    for _ in range(2):
        code, told = desk.collect(day=16)
        assert code == 0 and "2 trên 2 nơi, 0 nơi có số liệu mới" in told
    assert desk.kept("a").keys() == desk.kept("b").keys() == {"2022-11-15.json", "status.json"}
    loaded = load_network(desk.folder)
    assert {str(each.kept.collected) for each in loaded.on(loaded.day).standings.values()} == {"2022-11-16"}
    (desk.folder / "collected/a/2022-11-15.json").unlink()  # with nothing to fall back on all of it is asked
    assert desk.collect(day=16)[0] == 0
    assert "2022-11-16.json" in desk.kept("a")
    assert all("If-None-Match" not in headers for path, headers in desk.server.asked)


def test_figures_of_their_own_are_not_anothers_whatever_their_sum_says(desk: Desk) -> None:
    desk.members("a", "b")
    desk.server.answers = {"a": gives(status()), "b": gives(status(target("CN-04", "missed", 3)))}
    assert desk.collect()[0] == 0


def test_a_redirect_on_the_same_server_is_followed(desk: Desk) -> None:
    desk.members("a")
    desk.server.answers = {"a": leads_to("/b/x?y=1"), "b": gives(status())}
    assert desk.collect()[0] == 0
    assert [path for path, _ in desk.server.asked] == ["/a/2022/status.json", "/b/x?y=1"]


def test_a_token_is_the_members_own_and_is_told_nobody(desk: Desk) -> None:
    desk.members("a-1", "b")
    desk.server.answers = {"a-1": lambda to: to.send(403), "b": gives(status())}
    desk.monkeypatch.setenv("THIDUA_TOKEN_A_1", "very-secret")
    code, told = desk.collect()
    assert code == 1 and "very-secret" not in told
    assert {path[:4]: headers.get("Authorization") for path, headers in desk.server.asked} == {
        "/a-1": "Bearer very-secret",
        "/b/2": None,
    }
    desk.monkeypatch.setenv("THIDUA_TOKEN_A_1", "very\nsecret")
    code, told = desk.collect()
    assert code == 2 and "THIDUA_TOKEN_A_1" in told and "secret" not in told
    assert all(b"secret" not in path.read_bytes() for path in desk.folder.rglob("*.json"))


def test_a_path(desk: Desk) -> None:
    other = desk.folder.parent / "soyte/api/v1/2022"
    other.mkdir(parents=True)
    (other / "status.json").write_text(json.dumps(status()), "utf-8")
    desk.members(syt="../soyte/api/v1/")
    assert desk.collect() == (0, "khoi: đã thu thập 1 trên 1 nơi, 1 nơi có số liệu mới.\n")
    (other / "status.json").unlink()
    (other / "status.json").symlink_to("/etc/hostname")
    code, told = desk.collect()
    assert code == 1 and "member-file" in told and desk.states() == {"syt": State.FRESH}


def test_a_network_is_a_member_of_a_network(desk: Desk) -> None:
    """What `thidua network` publishes is what `collect` takes: sums go up, made-up networks stay out."""
    desk.members(syt="soyte/")
    (desk.folder / "soyte/2022").mkdir(parents=True)
    (desk.folder / "soyte/2022/status.json").write_text(json.dumps(status()), "utf-8")
    assert desk.collect()[0] == 0
    loaded = load_network(desk.folder)
    told = network_file(loaded.on(loaded.day))
    above = (desk.folder / "network.yml").read_text("utf-8").replace('campaign: "2022"', "network: khoi")
    (desk.folder.parent / "tinh/syt").mkdir(parents=True)
    place = desk.folder.parent / "tinh/syt/network.json"
    desk.folder = desk.folder.parent / "tinh"
    (desk.folder / "network.yml").write_text(
        above.replace("network: khoi\ntitle", "network: tinh\ntitle").replace("soyte/", "syt/"), "utf-8"
    )
    for content, sums in (
        (told, (1, 2)),
        (told.replace(b'"illustrative": false,\n "mem', b'"illustrative": true,\n "mem'), (0, 0)),
    ):
        place.write_bytes(content)
        assert desk.collect()[0] == 0
        loaded = load_network(desk.folder)
        found = loaded.on(loaded.day).sums
        assert (found.offices, found.targets) == sums
    assert desk.kept("syt").keys() == {"2022-11-16.json", "network.json"}


@pytest.mark.parametrize(
    "name", ["collected", "collected/a", "collected/a/.status.json.new", "collected/a/last.json"]
)
def test_nothing_is_written_through_a_link(desk: Desk, name: str) -> None:
    desk.members("a")
    desk.server.answers = {"a": gives(status())}
    outside = desk.folder.parent / "outside"
    outside.mkdir()
    link = desk.folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside if name.count("/") < 2 else outside / "file")
    code, told = desk.collect()
    assert code == 1 and f"khoi/{name}: not-a-file: " in told
    assert list(outside.iterdir()) == [] and desk.server.asked == []


def test_a_clock_that_went_back_changes_nothing(desk: Desk) -> None:
    desk.members("a")
    desk.server.answers = {"a": gives(status())}
    assert desk.collect(day=17)[0] == 0
    before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    code, told = desk.collect(day=16)
    assert code == 1 and "clock-back" in told and desk.server.asked == []
    assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere"],
        ["--cafile", "nowhere.pem"],
        ["--seconds", "0"],
        ["--seconds", "x"],
        ["--connections", "0"],
    ],
)
def test_wrong_calls(desk: Desk, words: list[str]) -> None:
    desk.members("a")
    call = words if words == ["nowhere"] else [str(desk.folder), *words]
    try:
        code = cli.main(["collect", *call])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 2 and "gọi sai" in desk.capsys.readouterr().err
    assert not (desk.folder / "collected").exists()


def test_a_network_that_is_unsound_asks_nobody(desk: Desk) -> None:
    desk.members("a", a="x/")
    (desk.folder / "network.yml").write_text("network: khoi\n", "utf-8")
    code, told = desk.collect()
    assert code == 1 and "network.yml:1: missing-key" in told


@pytest.mark.programs
def test_certificates(desk: Desk, tmp_path: Path) -> None:
    certificate(tmp_path, "ca", "localhost", "-addext", "subjectAltName=DNS:localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "ca.crt", tmp_path / "ca.key")
    desk.server.socket = context.wrap_socket(
        desk.server.socket, server_side=True, do_handshake_on_connect=False
    )
    desk.members(a=f"https://localhost:{desk.port}/a", b=f"https://127.0.0.1:{desk.port}/b")
    desk.server.answers = {"a": gives(status(name="a")), "b": gives(status(name="b"))}
    code, told = desk.collect()
    assert code == 1 and told.count("member-certificate") == 2 and desk.server.asked == []
    code, told = desk.collect("--cafile", str(tmp_path / "ca.crt"))
    assert code == 1 and told.count("member-certificate") == 1  # the name on it is another
    assert desk.states() == {"a": State.FRESH, "b": State.UNSOUND}


def test_who_takes_the_connection_and_says_nothing_of_tls(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        desk.members(a=f"https://localhost:{mute.getsockname()[1]}/a")
        with within(2, time.monotonic):
            code, told = desk.collect("--seconds", "0.3")
    assert code == 1 and "member-slow" in told
