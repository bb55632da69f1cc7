"""The colours of the site: looks.json has them for both palettes, by what each colour stands for.

Text stands at 4.5:1 or more on its ground, lines, marks and outlines at 3:1. A status has a dark tone for
its mark, its word and its outline; ``-fill`` is what its segment of a bar is filled with. Final statuses are
filled dark, running ones pale: so they are told apart in grey too. ``law`` is for what the law says alone.
"""

from collections.abc import Mapping
from typing import Any

from thidua.beside import data_beside

LOOKS: Mapping[str, Mapping[str, Any]] = data_beside("charts", "looks.json")
LIGHT: Mapping[str, str] = {name: one["light"] for name, one in LOOKS["colours"].items()}
"""On white paper: also the colours of downloads and of Word reports."""

DARK: Mapping[str, str] = {name: one["dark"] for name, one in LOOKS["colours"].items()}
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
