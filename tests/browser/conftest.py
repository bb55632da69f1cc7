"""A real Chromium, a plain static server, and pages that must go without a complaint."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from browser_kit import DESK, WATCH, PlainFiles, Scheme, Serve, Visit, Visited, listen
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright
from thidua.cli import main as thidua

DATA = Path(__file__).parents[2] / "data"
PATIENCE = 60_000  # milliseconds: what does not come at all fails, what comes late on a busy machine does not
expect.set_options(timeout=PATIENCE)

_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


@pytest.fixture(scope="session")
def plan_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real plan on the day it closes, built once."""
    return _built(tmp_path_factory.mktemp("plan"), "--as-of", "2023-03-31")


@pytest.fixture(scope="session")
def lively_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration on its own day, in the middle of November."""
    return _built(tmp_path_factory.mktemp("lively"))


@pytest.fixture(scope="session")
def june_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the middle of June."""
    return _built(tmp_path_factory.mktemp("june"), "--as-of", "2022-06-13")


def _built(folder: Path, *call: str) -> Path:
    assert thidua(["build", str(DATA), "--out", str(folder), *call]) == 0
    return folder


@pytest.fixture(scope="session")
def serve_site() -> Iterator[Serve]:
    """``serve_site(folder, prefix="/", policy=True)`` serves a folder and gives the site's address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path, prefix: str = "/", *, policy: bool = True) -> str:
        handler = partial(PlainFiles, prefix=prefix, policy=policy, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """``visit(address, size=DESK, scheme="light")`` opens a page; in the end nothing may have gone wrong."""
    opened: list[Visited] = []

    def open_page(address: str, size: ViewportSize = DESK, scheme: Scheme = "light") -> Visited:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        visited = Visited(context.new_page())
        listen(visited, address)
        opened.append(visited)
        visited.go(address)
        return visited

    yield open_page
    complaints = [told for visited in opened for told in visited.complaints]
    for visited in opened:
        visited.page.context.close()
    assert complaints == []
