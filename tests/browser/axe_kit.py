"""What axe finds on a page."""

from __future__ import annotations

from pathlib import Path

from browser_kit import AXE_PATH
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that another palette can change
# As a script of the page's own server it is compiled once for all pages: a third of what it cost each.
_READY = """async (address) => {
    if (window.axe) return;
    const still = document.createElement("style"), script = document.createElement("script");
    still.textContent = "* { animation: none !important; transition: none !important; }";
    script.src = address;
    await new Promise((ready, failed) => {
        Object.assign(script, { onload: ready, onerror: failed });
        document.head.append(still, script);
    });
    script.remove();
}"""
_SWEEP = (Path(__file__).parent / "axe_sweep.js").read_text("utf-8")


def violations(page: Page, seen: set[str], drawn: bool = False) -> list[str]:
    """What axe finds in both palettes; the page's server has it, see ``PlainFiles``.

    ``seen`` is what a sweep has found sound of colours, and grows. Of drawings their names alone are left to
    axe: it knows nothing of an SVG's colours, `test_charts_palette` measures those, and half of a page's
    elements are lines of charts. ``drawn`` leaves all of the page in. The page is as before, but for motion.
    """
    page.evaluate(_READY, AXE_PATH)
    asked = {"tags": TAGS, "colours": OF_COLOUR, "known": sorted(seen), "drawn": drawn}
    found: list[str]
    found, sound = page.evaluate(_SWEEP, asked)
    seen.update(sound)
    return found
