"""Pictures of every page type in four forms (wide, narrow, dark, print), and those of the README.

Run by `make shots`, which leaves them in build/shots/ and docs/images/.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright
from thidua.cli import main as thidua

ROOT = Path(__file__).resolve().parent.parent
SITE, SHOTS, IMAGES = ROOT / "build" / "site", ROOT / "build" / "shots", ROOT / "docs" / "images"


LONE = ("lich", "khen-thuong", "cach-tinh", "du-lieu", "thay-doi", "so-sanh", "trinh-chieu", "ban-in")
"""Folders of a campaign that hold one page."""


class Form(NamedTuple):
    """How a page is looked at on a screen."""

    name: str
    width: int
    height: int
    dark: bool = False


WIDE, NARROW, DARK = Form("wide", 1366, 768), Form("narrow", 390, 844), Form("dark", 1366, 768, dark=True)


def page_types(site: Path) -> dict[str, str]:
    """One page of every type in a built site: its name, and its path from the site's root.

    Of targets there is one of each measure; of past days the one in the middle.
    """
    campaign = json.loads((site / "api/v1/campaigns.json").read_text())["campaigns"][0]["campaign"]
    home = f"{campaign}/"
    with (site / "api/v1" / campaign / "targets.csv").open(encoding="utf-8-sig", newline="") as file:
        measures = {row["measure"]: row["target_id"] for row in csv.DictReader(file)}
    past = _children(site / home / "ngay")
    pages = {"overview": home, "targets": f"{home}chi-tieu/"}
    pages |= {f"target-{measure}": f"{home}chi-tieu/{one}/" for measure, one in measures.items()}
    for name, folder in (("phase", "dot"), ("task", "nhiem-vu"), ("unit", "don-vi")):
        pages[f"{name}s"] = f"{home}{folder}/"
        pages[name] = f"{home}{folder}/{_children(site / home / folder)[0]}/"
    for name in LONE:
        pages[name] = f"{home}{name}/"
    pages["embedded"] = f"{home}nhung/{measures['count']}/"
    pages["past-day"] = f"{home}ngay/{past[len(past) // 2]}/"
    return pages | {"not-found": "404.html"}


def _children(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


class Quiet(SimpleHTTPRequestHandler):
    """Files as they are."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The site on a port of this machine, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def shoot(browser: Browser, form: Form, pages: dict[Path, str], whole: bool = True) -> None:
    """Save a picture of each page, by file and address; ``whole`` goes beyond the first screen."""
    context = browser.new_context(
        viewport=ViewportSize(width=form.width, height=form.height),
        color_scheme="dark" if form.dark else "light",
        reduced_motion="reduce",
        locale="vi-VN",
    )
    page = context.new_page()
    for file, address in pages.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        page.goto(address)
        page.screenshot(path=file, full_page=whole)
    context.close()


def print_pages(browser: Browser, pages: dict[Path, str]) -> None:
    """Save each page as it comes out of a printer, on A4, and its sheets as pictures."""
    page = browser.new_page()
    for file, address in pages.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        page.goto(address)
        page.pdf(path=file, prefer_css_page_size=True, print_background=True)
        subprocess.run(["pdftoppm", "-png", "-r", "70", file, file.with_suffix("")], check=True)
    page.close()


def readme_pictures(browser: Browser, address: str, pages: dict[str, str]) -> None:
    """Those of the README: the first screen, a target, and a phone in the dark."""
    shoot(browser, WIDE, {IMAGES / "overview.png": address + pages["overview"]}, whole=False)
    shoot(browser, WIDE, {IMAGES / "target.png": address + pages["target-ratio"]}, whole=False)
    phone = NARROW._replace(dark=True)
    shoot(browser, phone, {IMAGES / "phone.png": address + pages["overview"]}, whole=False)


def network_picture(browser: Browser) -> None:
    """That of docs/network.md: the first screen of the made-up network."""
    site = ROOT / "build" / "network"
    if thidua(["network", str(ROOT / "networks" / "vi-du"), "--out", str(site)]) == 0:
        with served(site) as address:
            shoot(browser, WIDE, {IMAGES / "network.png": address}, whole=False)


def _files(form: str, ending: str, address: str, pages: dict[str, str]) -> dict[Path, str]:
    return {SHOTS / form / f"{name}.{ending}": address + path for name, path in pages.items()}


def chromium(*, whole: bool = False) -> str:
    """The Chromium of this machine: its headless shell, which costs least; ``whole`` as readers have it."""
    names = ["chromium-headless-shell", "chromium", "chromium-browser"]
    found = [path for name in (reversed(names) if whole else names) if (path := shutil.which(name))]
    assert found, "Chromium is missing: make tools"
    return found[0]


def main() -> int:
    """Build the site and take every picture."""
    if thidua(["build", str(ROOT / "data"), "--out", str(SITE)]):
        return 1
    shutil.rmtree(SHOTS, ignore_errors=True)
    with served(SITE) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        pages = page_types(SITE)
        for form in (WIDE, NARROW, DARK):
            shoot(browser, form, _files(form.name, "png", address, pages))
        print_pages(browser, _files("print", "pdf", address, pages))
        readme_pictures(browser, address, pages)
        network_picture(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
