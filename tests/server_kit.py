"""The real nginx with the configuration of deploy/, on loopback ports and under a folder of the test."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
USER, PASSWORD = "vptt", "mat-khau-thu"
LOGIN = {"Authorization": "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()}


@dataclass(frozen=True)
class Answer:
    """An answer of the server; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class WebServer:
    """A running nginx: its ports, and calls to it."""

    port: int
    plain_port: int
    folder: Path

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        context: ssl.SSLContext | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """One request over TLS, logged in unless other headers are given."""
        given = LOGIN if headers is None else headers
        tls = context or trusting()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=120, context=tls)
        try:
            connection.request(method, path, body, headers=dict(given))
            return _answer(connection.getresponse())
        finally:
            connection.close()

    def ask_plainly(self, path: str) -> Answer:
        """One request without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=120)
        try:
            connection.request("GET", path)
            return _answer(connection.getresponse())
        finally:
            connection.close()

    def say(self, raw: bytes) -> bytes:
        """Whatever bytes, over TLS, and the bytes that come back."""
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=120) as line,
            trusting().wrap_socket(line) as tls,
        ):
            tls.sendall(raw)
            return b"".join(iter(lambda: tls.recv(65536), b""))


def _answer(response: http.client.HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())


def trusting() -> ssl.SSLContext:
    """TLS with the server's own certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def certificate(folder: Path, name: str, subject: str, *more: str) -> None:
    """A self-signed certificate and its key; ``more`` are words for openssl."""
    _run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={subject}",
        *more,
        "-keyout",
        str(folder / f"{name}.key"),
        "-out",
        str(folder / f"{name}.crt"),
    )


@contextmanager
def web_server(folder: Path, root: Path, access: str = "password", user: str = "root") -> Iterator[WebServer]:
    """nginx serving the publishing root with deploy/nginx, everything of it under ``folder``.

    A test's folder is closed to all but root: the workers are root's unless another ``user`` is said.
    """
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    port, plain_port = free_ports(2)
    config = _configure(folder, root, access, (port, plain_port), user)
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")])
    try:
        _wait(port, folder / "error.log")
        yield WebServer(port, plain_port, folder)
    finally:
        process.terminate()
        process.wait(120)


def _configure(folder: Path, root: Path, access: str, ports: tuple[int, int], user: str) -> Path:
    port, plain_port = ports
    own = folder / "thidua"
    own.mkdir(parents=True)
    for name in ("headers.conf", "loi.html"):
        shutil.copyfile(DEPLOY / "nginx" / name, own / name)
    rules = (DEPLOY / "nginx" / f"access-{access}.conf").read_text("utf-8")
    (own / "access.conf").write_text(rules.replace("/etc/nginx/thidua", str(own)), "utf-8")
    (own / "passwords").write_text(f"{USER}:{_run('openssl', 'passwd', '-apr1', PASSWORD)}", "utf-8")
    certificate(own, "server", "thidua.intranet")
    certificate(own, "clients-ca", "Van phong")
    site = (DEPLOY / "nginx" / "thidua.conf").read_text("utf-8")
    for before, after in (
        ("/etc/nginx/thidua", str(own)),
        ("/srv/thidua/site", str(root)),
        ("listen 80", f"listen 127.0.0.1:{plain_port}"),
        ("listen 443", f"listen 127.0.0.1:{port}"),
    ):
        assert before in site
        site = site.replace(before, after)
    (own / "site.conf").write_text(site, "utf-8")
    if (folder / "thu").is_dir():  # where forms are sent to
        upload = (DEPLOY / "nginx" / "upload.conf").read_text("utf-8")
        for place, name in (("gui-bieu", "thu"), ("tra-loi", "tra-loi")):
            upload = upload.replace(f"/srv/thidua/{place}", str((folder / name).resolve()))
        (own / "upload.conf").write_text(upload, "utf-8")
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    switch = f"user {user};\n" if os.getuid() == 0 else ""
    config.write_text(
        f"daemon off;\n{switch}worker_processes 2;\npid {folder}/nginx.pid;\n"
        "events { worker_connections 512; }\n"
        f"http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n"
        f"sendfile on;\n{places}include {own}/site.conf;\n}}\n",
        "utf-8",
    )
    return config


def _wait(port: int, log: Path) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(log.read_text("utf-8") if log.exists() else "nginx")
