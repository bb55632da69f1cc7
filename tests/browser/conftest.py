"""A real Chromium, a plain static server, and a page that remembers everything that went wrong on it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response, ViewportSize, sync_playwright

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'"
)
DESK, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)
_WATCH = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error("policy: " + violatedDirective + " " + blockedURI));
"""

Scheme = Literal["light", "dark"]
Serve = Callable[..., str]
Visit = Callable[..., "Visited"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "chromium is missing: sudo apt-get install chromium"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=list(_SWITCHES))
        yield chromium
        chromium.close()


class _Handler(SimpleHTTPRequestHandler):
    """Files below a prefix, with the policy as a header, and nothing clever."""

    def __init__(self, *args: object, prefix: str, policy: bool, directory: str) -> None:
        self._prefix, self._policy = prefix, policy
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # socketserver's own arguments

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self._prefix)
        return super().translate_path("/" + path.removeprefix(self._prefix) if inside else "/no-such-file")

    def end_headers(self) -> None:
        if self._policy:
            self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="session")
def serve_site() -> Iterator[Serve]:
    """``serve_site(folder, prefix="/", policy=True)`` serves a folder and gives the site's address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path, prefix: str = "/", *, policy: bool = True) -> str:
        handler = partial(_Handler, prefix=prefix, policy=policy, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@dataclass
class Visited:
    """An open page, and what its console, its policy and its requests complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Open another page in the same tab, until it is loaded and its deferred scripts have run."""
        self.page.goto(address, wait_until="load")
        self.page.wait_for_function("() => window.document$ !== undefined")

    def follow(self, selector: str, until: str) -> None:
        """Click a link and wait for the title of the page it leads to to begin with ``until``."""
        self.page.click(selector)
        self.page.wait_for_function("start => document.title.startsWith(start)", arg=until)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """``visit(address, size=DESK, scheme="light")`` opens a page; in the end nothing may have gone wrong."""
    opened: list[Visited] = []

    def open_page(address: str, size: ViewportSize = DESK, scheme: Scheme = "light") -> Visited:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN")
        context.add_init_script(_WATCH)
        visited = Visited(context.new_page())
        _listen(visited, address)
        opened.append(visited)
        visited.go(address)
        return visited

    yield open_page
    for visited in opened:
        visited.page.context.close()
        assert visited.complaints == []


def _listen(visited: Visited, address: str) -> None:
    host = "/".join(address.split("/")[:3]) + "/"

    def answered(response: Response) -> None:
        if response.status >= 400:
            visited.complaints.append(f"{response.status} {response.url}")

    def asked(url: str) -> None:
        visited.requests.append(url)
        if not url.startswith((host, "data:", "blob:")):
            visited.complaints.append(f"foreign {url}")

    def said(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            visited.complaints.append(text)

    def failed(url: str, why: str) -> None:
        if why != "net::ERR_ABORTED":       # given up because the page was left
            visited.complaints.append(f"{why} {url}")

    page = visited.page
    page.on("console", lambda told: said(told.type, told.text))
    page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    page.on("requestfailed", lambda request: failed(request.url, request.failure or ""))
    page.on("request", lambda request: asked(request.url))
    page.on("response", answered)
