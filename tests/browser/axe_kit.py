"""What axe finds on a page."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that another palette can change
_STILL = "* { animation: none !important; transition: none !important; }"
_SWEEP = (Path(__file__).parent / "axe_sweep.js").read_text("utf-8")


def violations(page: Page, seen: set[str], drawn: bool = False) -> list[str]:
    """What axe finds in both palettes; it is put into the page by the debugger, whom no policy binds.

    ``seen`` is what a sweep has found sound of colours, and grows. Of drawings their names alone are left to
    axe: it knows nothing of an SVG's colours, `test_charts_palette` measures those, and half of a page's
    elements are lines of charts. ``drawn`` leaves all of the page in. The page is as before, but for motion.
    """
    if not page.evaluate("() => window.axe && true"):
        page.add_style_tag(content=_STILL)
        page.evaluate(AXE)
    asked = {"tags": TAGS, "colours": OF_COLOUR, "known": sorted(seen), "drawn": drawn}
    found: list[str]
    found, sound = page.evaluate(_SWEEP, asked)
    seen.update(sound)
    return found
