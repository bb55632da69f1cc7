"""What the browser's tests share: sizes, the policy, a server of files, a page under watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from typing import Literal

from playwright.sync_api import Page, Response, ViewportSize

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
READY = """() => (window.document$ || !document.querySelector("script[src*='/bundle.']"))
    && document.readyState === "complete" && !document.querySelector("form[data-grid]:not([data-ready])")"""

Scheme = Literal["light", "dark"]
Serve = Callable[..., str]
Visit = Callable[..., "Visited"]


class PlainFiles(SimpleHTTPRequestHandler):
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


@dataclass
class Visited:
    """An open page, and what its console, its policy and its requests complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Open another page in the same tab, until it is loaded and its deferred scripts have run."""
        self.page.goto(address, wait_until="load")
        self.page.evaluate(READER)
        self.page.wait_for_function(READY)

    def follow(self, selector: str, until: str) -> None:
        """Click a link and wait for the title of the page it leads to to begin with ``until``."""
        self.page.click(selector)
        self.page.wait_for_function("start => document.title.startsWith(start)", arg=until)


def listen(visited: Visited, address: str) -> None:
    """From now on keep what the page complains of; every request to another host is a complaint."""
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
        if why != "net::ERR_ABORTED":  # given up because the page was left
            visited.complaints.append(f"{why} {url}")

    page = visited.page
    page.on("console", lambda told: said(told.type, told.text))
    page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    page.on("requestfailed", lambda request: failed(request.url, request.failure or ""))
    page.on("request", lambda request: asked(request.url))
    page.on("response", answered)
