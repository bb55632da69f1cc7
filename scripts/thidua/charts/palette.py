"""The colours of the site: one home for both palettes, by what each colour stands for.

Text stands at 4.5:1 or more on its ground, lines, marks and outlines at 3:1. A status has a dark tone for
its mark, its word and its outline; ``-fill`` is what its segment of a bar is filled with. Final statuses are
filled dark, running ones pale: so they are told apart in grey too. ``law`` is for what the law says alone.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "paper": "#ffffff",
    "wash": "#f4f6f8",
    "ink": "#1c2733",
    "soft": "#52606d",
    "axis": "#7b8794",
    "line": "#dde2e7",
    "link": "#0b5393",
    "data": "#3f5873",
    "track": "#e6eaee",
    "zone": "#e2f1ec",
    "law": "#7a1f6b",
    "met": "#00664d",
    "met-fill": "#00664d",
    "on": "#1f5fae",
    "on-fill": "#b5d2f4",
    "risk": "#855500",
    "risk-fill": "#f6cf74",
    "off": "#b3400a",
    "off-fill": "#f0a672",
    "miss": "#a61c1c",
    "miss-fill": "#a61c1c",
    "none": "#5f6b77",
    "none-fill": "#e6eaee",
}
"""On white paper: also the colours of downloads and of Word reports."""

DARK: Mapping[str, str] = {
    "paper": "#14181d",
    "wash": "#1c2229",
    "ink": "#e6eaee",
    "soft": "#a9b4bf",
    "axis": "#8391a0",
    "line": "#2f3841",
    "link": "#8fc1f5",
    "data": "#a9bfd6",
    "track": "#2a323a",
    "zone": "#153029",
    "law": "#e39ad4",
    "met": "#5fd0a8",
    "met-fill": "#5fd0a8",
    "on": "#8fbcf5",
    "on-fill": "#1f3f66",
    "risk": "#f0c05a",
    "risk-fill": "#5c4713",
    "off": "#ff9d66",
    "off-fill": "#6b3513",
    "miss": "#ff8d83",
    "miss-fill": "#ff8d83",
    "none": "#a3aeb9",
    "none-fill": "#2a323a",
}
"""On the dark ground of the site's second palette."""


FORCED: Mapping[str, str] = {
    name: "GrayText"
    if name == "line"
    else "LinkText"
    if name == "link"
    else "Canvas"
    if name in ("paper", "wash", "zone", "track")
    or (name.endswith("-fill") and name not in ("met-fill", "miss-fill"))
    else "CanvasText"
    for name in LIGHT
}
"""Where the reader's own few colours hold: shapes and words carry, what is final is filled."""


def variable(name: str) -> str:
    """The CSS variable of a colour, as a chart names it; KeyError for a colour that is not in the palette."""
    return f"var(--td-{name})" if name in LIGHT else LIGHT[name]
