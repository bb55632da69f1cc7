"""What a page costs a reader's browser, told by the processor's time and so the same on a busy machine.

Blocking is what the tasks of the page's main thread take beyond 50 ms each, were the processor four times
slower: the sum of 4 × CPU − 50 ms over the tasks for which that is more than nothing, until 1.5 s after load.
Nobody points, touches or types meanwhile, so the theme's program is not fetched.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from lighthouse import Compressed
from playwright.sync_api import Browser, sync_playwright
from screenshots import chromium, served

SLOWER, LONG, AFTER, TIMES = 4, 50, 1500, 5
_TRACED = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]


def browser_figures(site: Path, page: str) -> tuple[int, int]:
    """Kilobytes that a first visit of a page fetches, compressed, and milliseconds that it blocks."""
    with served(site, Compressed) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(whole=True), args=["--no-sandbox"])
        visits = [_visit(browser, address.rstrip("/"), page) for _ in range(TIMES)]
        browser.close()
    return visits[0][0], round(median(blocking for _, blocking in visits))


def _visit(browser: Browser, address: str, page: str) -> tuple[int, float]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    tab, sizes = context.new_page(), []
    tab.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    browser.start_tracing(page=tab, categories=_TRACED)
    tab.goto(address + page, wait_until="load")
    tab.wait_for_timeout(AFTER)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return sum(sizes) // 1000, _blocking(events, address)


def _blocking(events: list[dict[str, Any]], address: str) -> float:
    """Of the thread that reads the page's HTML."""
    parsing = (one for one in events if one["name"] == "ParseHTML" and address in json.dumps(one["args"]))
    thread = Counter((one["pid"], one["tid"]) for one in parsing).most_common(1)[0][0]
    tasks = (one for one in events if one["name"] == "RunTask" and (one["pid"], one["tid"]) == thread)
    return sum(max(0.0, SLOWER * int(task.get("tdur", 0)) / 1000 - LONG) for task in tasks)
