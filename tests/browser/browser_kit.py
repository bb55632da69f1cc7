"""What the browser's tests share: sizes, the policy, a server of files, a page under watch."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import CDPSession, ConsoleMessage, Error, Page, Request, Response, ViewportSize
from thidua.build import build
from thidua.config import Settings, today
from thidua.pages import downloads
from thidua.pages.snapshots import snapshots

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'"
)
DESK, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)
WATCH = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error("policy: " + violatedDirective + " " + blockedURI));
"""
# The theme's program runs once there is a reader, and hands the page to our scripts a moment later.
READER = "() => window.thidua?.wake?.()"
# Asked by ourselves: to wait, Playwright puts a program of its own into each page, half of what it costs.
AWAKE = """() => new Promise((done, failed) => {
    const ready = () => (window.document$ || !document.querySelector("script[src*='/bundle.']"))
        && document.readyState === "complete" && !document.querySelector("form[data-grid]:not([data-ready])");
    const ask = (left) => {
        if (ready()) done();
        else if (left) setTimeout(ask, 10, left - 1);
        else failed(new Error("not ready: " + location));
    };
    window.thidua?.wake?.();
    ask(6000);
})"""
# Twice on a busy machine a page stood as if one of its sheets had not come, and nothing had been complained
# of. The rules of a sheet that failed may not be read.
BARE = """() => {
  const rules = (sheet) => { try { return sheet.cssRules.length; } catch (error) { return 0; } };
  return [...document.querySelectorAll("link[rel=stylesheet]:not([disabled])")]
    .filter(({ media, sheet }) => media !== "not all" && !(sheet && rules(sheet)))
    .map(({ href, sheet }) => JSON.stringify([href, !!sheet, performance.getEntriesByName(href)]));
}"""
ABORTED = "net::ERR_ABORTED"  # a request given up because the page was left
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* not a site's page */ } }"
# What is named by its hash is kept, as deploy/nginx/thidua.conf has it.
HASHED = re.compile(r"/assets/(.*[/.-])?[0-9a-f]{8,64}(\.min)?\.[a-z0-9]+$")
AXE_PATH, _AXE = "/axe.min.js", Path(axe_playwright_python.__file__).with_name("axe.min.js")

Scheme = Literal["light", "dark"]
Serve = Callable[..., str]
Visit = Callable[..., "Visited"]


def build_pages(data: Path, out: Path, as_of: date | None = None, days: Container[date] = ()) -> None:
    """A site without what no browser opens, most of its cost: other past days, Excel's and Word's files."""
    made = downloads.batches
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "thidua.build.snapshots", lambda view: [one for one in snapshots(view) if one.as_of in days]
        )
        patch.setattr(
            "thidua.build.downloads.batches",
            lambda *asked: (one for one in made(*asked) if not one.name.endswith((".xlsx", ".docx"))),
        )
        build(Settings(str(data), out), as_of, None, today(), lambda pages: None)


class PlainFiles(SimpleHTTPRequestHandler):
    """Files below a prefix, with the policy as a header, and axe; nothing clever."""

    def __init__(self, *args: object, prefix: str, policy: bool, directory: str) -> None:
        self._prefix, self._policy = prefix, policy
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # socketserver's own arguments

    def translate_path(self, path: str) -> str:
        if path == AXE_PATH:
            return str(_AXE)
        inside = path.startswith(self._prefix)
        return super().translate_path("/" + path.removeprefix(self._prefix) if inside else "/no-such-file")

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        if code == HTTPStatus.OK and (self.path == AXE_PATH or HASHED.search(self.path)):
            self.send_header("Cache-Control", "private, max-age=31536000, immutable")

    def end_headers(self) -> None:
        if self._policy:
            self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def unpainted(page: Page) -> Page:
    """The page's tab again, but one that makes a frame only where it is asked to, see ``Visited.frames``."""
    context, browser = page.context, page.context.browser
    assert browser is not None
    here = context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    asked = {"url": "about:blank", "browserContextId": here, "enableBeginFrameControl": True}
    with context.expect_page() as opened:
        browser.new_browser_cdp_session().send("Target.createTarget", asked)
    page.close()
    return opened.value


@dataclass
class Visited:
    """An open page, and what its console, its policy and its requests complained of.

    ``steps`` leads to an unpainted tab: a sweep that measures and looks at no picture pays for none, and that
    was a quarter of what it cost.
    """

    page: Page
    fresh: bool = False
    steps: CDPSession | None = None
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    _listeners: dict[str, Callable[..., None]] = field(default_factory=dict)

    def go(self, address: str) -> None:
        """Open another page in the same tab, until it is loaded and its deferred scripts have run."""
        self.load(address)
        self.wake()

    def load(self, address: str) -> None:
        """Open another page in the same tab, with all its sheets, and let nobody read it yet."""
        self.page.goto(address, wait_until="load")
        self.frames()
        bare = self.page.evaluate(BARE)
        self.complaints.extend(f"no rules: {one}; given up: {self.given_up}" for one in bare)

    def resize(self, size: ViewportSize) -> None:
        """Give the window another size, and let the page hear of it."""
        self.page.set_viewport_size(size)
        self.frames()

    def frames(self) -> None:
        """Have an unpainted tab do what it does for two frames, but draw: a painted one does by itself."""
        if self.steps:
            for _ in range(2):
                self.steps.send("HeadlessExperimental.beginFrame", {"noDisplayUpdates": True})

    def load_on_telephone(self, address: str) -> None:
        """The same on a telephone in the dark; the page before is not drawn anew for it."""
        self.page.evaluate("document.documentElement.style.display = 'none'")
        self.page.set_viewport_size(PHONE)
        self.page.emulate_media(color_scheme="dark")
        self.load(address)

    def wake_on_desk(self) -> None:
        """On a desk by day let the same page know that somebody reads it."""
        self.page.emulate_media(color_scheme="light")
        self.resize(DESK)
        self.wake()

    def wake(self) -> None:
        """Let the page know that somebody reads it, and wait until its deferred scripts have run."""
        self.page.evaluate(AWAKE)
        self.frames()

    def follow(self, selector: str, until: str) -> None:
        """Click a link and wait for the title of the page it leads to to begin with ``until``."""
        self.page.click(selector)
        self.page.wait_for_function("start => document.title.startsWith(start)", arg=until)

    def listen(self, address: str) -> None:
        """From now on keep what the page complains of; every request to another host is a complaint."""
        host = "/".join(address.split("/")[:3]) + "/"

        def answered(response: Response) -> None:
            if response.status >= 400:
                self.complaints.append(f"{response.status} {response.url}")

        def asked(request: Request) -> None:
            self.requests.append(request.url)
            if not request.url.startswith((host, "data:", "blob:")):
                self.complaints.append(f"foreign {request.url}")

        def said(told: ConsoleMessage) -> None:
            if told.type in ("error", "warning"):
                self.complaints.append(told.text)

        def failed(request: Request) -> None:
            if request.failure == ABORTED:
                self.given_up.append(request.url)
            else:
                self.complaints.append(f"{request.failure} {request.url}")

        def raised(error: Error) -> None:
            self.complaints.append(str(error))

        self._listeners = {
            "console": said, "pageerror": raised, "requestfailed": failed, "request": asked,
            "response": answered,
        }  # fmt: skip
        for event, listener in self._listeners.items():
            self.page.on(event, listener)  # type: ignore[call-overload]  # one overload for each event's name

    def left(self) -> bool:
        """Leave the tab as a new one is: empty, nothing stored, no medium; False where that cannot be."""
        try:
            for event, listener in self._listeners.items():
                self.page.remove_listener(event, listener)
            self.page.unroute_all()
            self.page.evaluate(FORGET)
            self.page.goto("about:blank")
            self.page.emulate_media(media="null", reduced_motion="null", forced_colors="null")
            if not self.steps:
                self.page.mouse.move(0, 0)
        except Error:
            return False
        return True
