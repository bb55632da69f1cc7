"""What axe finds on a page."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that another palette can change
_STILL = "* { animation: none !important; transition: none !important; }"
_OTHER_PALETTE = """() => {
    const dark = document.body.dataset.mdColorScheme !== "slate";
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
}"""
_RUN = """asked => axe.run(document, {...asked, resultTypes: ["violations"]})
    .then(found => found.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""
_COLOURS = (Path(__file__).parent / "colours.js").read_text("utf-8")
_UNDRAWN = "() => document.querySelectorAll('svg > :not(title, desc)').forEach(one => one.remove())"


def violations(page: Page, seen: set[str], drawn: bool = False) -> list[str]:
    """What axe finds in both palettes; it is put into the page by the debugger, whom no policy binds.

    ``seen`` is what a sweep has found sound of colours, and grows. Of drawings their names alone are left to
    axe: it knows nothing of an SVG's colours, `test_charts_palette` measures those, and half of a page's
    elements are lines of charts. ``drawn`` leaves them in.
    """
    page.add_style_tag(content=_STILL)
    if not drawn:
        page.evaluate(_UNDRAWN)
    page.evaluate(AXE)
    others = {rule: {"enabled": False} for rule in OF_COLOUR}
    found: list[str] = page.evaluate(_RUN, {"runOnly": {"type": "tag", "values": TAGS}, "rules": others})
    found += _colours(page, seen)
    page.evaluate(_OTHER_PALETTE)
    return found + _colours(page, seen)


def _colours(page: Page, seen: set[str]) -> list[str]:
    told, sound = page.evaluate(_COLOURS, [OF_COLOUR, sorted(seen)])
    seen.update(sound)
    found: list[str] = told
    return found
