"""A real Chromium, a plain static server, and pages that must go without a complaint."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from browser_kit import DESK, WATCH, PlainFiles, Scheme, Serve, Visit, Visited, build_pages, unpainted
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from screenshots import chromium

DATA = Path(__file__).parents[2] / "data"
DAYS = [date(2022, 5, 31), date(2022, 6, 30), date(2022, 12, 31), date(2023, 2, 28)]
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
    "--run-all-compositor-stages-before-draw",  # or no frame can be asked for, see `Visited.frames`
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium(), args=list(_SWITCHES))
        yield running
        running.close()


@pytest.fixture(scope="session")
def plan_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real plan on the day it closes, built once."""
    return _built(tmp_path_factory, "plan", date(2023, 3, 31))


@pytest.fixture(scope="session")
def lively_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration on its own day, in the middle of November."""
    return _built(tmp_path_factory, "lively")


@pytest.fixture(scope="session")
def june_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the middle of June."""
    return _built(tmp_path_factory, "june", date(2022, 6, 13))


def _built(factory: pytest.TempPathFactory, name: str, as_of: date | None = None) -> Path:
    folder = factory.mktemp(name)
    build_pages(DATA, folder, as_of, DAYS)
    return folder


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """The colours that axe has found sound on the pages before, of any width and site."""
    return set()


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


def _tab(browser: Browser, painted: bool) -> Page:
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    page = context.new_page()
    return page if painted else unpainted(page)


@pytest.fixture(scope="session")
def idle() -> dict[bool, list[Page]]:
    """Tabs that nobody uses, by whether they are painted: a new one costs a second, a page in it a third."""
    return {False: [], True: []}


@pytest.fixture
def visit(browser: Browser, idle: dict[bool, list[Page]]) -> Iterator[Visit]:
    """``visit(address, size=DESK, scheme="light")`` opens a page; in the end nothing may have gone wrong.

    It is shown in a tab that an earlier test has left as it found it; ``fresh=True`` asks for a new one, for
    what cannot be taken back: a clock, a permission, a script in every page. ``painted=False`` is for sweeps
    that look at no picture, see ``Visited``.
    """
    opened: list[Visited] = []

    def open_page(
        address: str,
        size: ViewportSize = DESK,
        scheme: Scheme = "light",
        *,
        fresh: bool = False,
        painted: bool = True,
    ) -> Visited:
        tabs = idle[painted]
        page = _tab(browser, painted) if fresh or not tabs else tabs.pop()
        visited = Visited(page, fresh, None if painted else page.context.new_cdp_session(page))
        opened.append(visited)
        visited.page.set_viewport_size(size)
        visited.page.emulate_media(color_scheme=scheme)
        visited.listen(address)
        visited.go(address)
        return visited

    yield open_page
    complaints = [told for visited in opened for told in visited.complaints]
    for visited in opened:
        if visited.fresh or not visited.left():
            visited.page.context.close()
        else:
            idle[not visited.steps].append(visited.page)
    assert complaints == []
