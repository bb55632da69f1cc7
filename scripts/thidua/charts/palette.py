"""The colours of charts and statuses: one home for both palettes.

Told apart by eyes of every kind (tests simulate three kinds of colour blindness); text stands at 4.5:1 on
its ground and graphics at 3:1.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "bg": "#ffffff",
    "ink": "#1f2933",
    "muted": "#57606a",
    "grid": "#e3e7eb",
    "track": "#e9edf0",
    "axis": "#828b95",
    "phase": "#f4f6f8",
    "actual": "#0b5cad",
    "expected": "#66707c",
    "goal": "#00513f",
    "ceiling": "#b3400e",
    "registered": "#6590bf",
    "proposed": "#3272b3",
    "awarded": "#083b73",
    "zone": "#e2f1ec",
    "good": "#006650",
    "going": "#3d82e6",
    "watch": "#b17a00",
    "bad": "#b01f17",
    "quiet": "#858c95",
}
"""On white paper: also the colours of downloads and of Word reports."""

DARK: Mapping[str, str] = {
    "bg": "#14181d",
    "ink": "#e8eaee",
    "muted": "#aeb4bf",
    "grid": "#2b323b",
    "track": "#262d36",
    "axis": "#7d8592",
    "phase": "#1c2128",
    "actual": "#6cb0f5",
    "expected": "#9aa2af",
    "goal": "#7fe3c3",
    "ceiling": "#f59b6c",
    "registered": "#4f7fb0",
    "proposed": "#5d98d3",
    "awarded": "#b9dafc",
    "zone": "#153029",
    "good": "#55dcb8",
    "going": "#4f90f0",
    "watch": "#e3b341",
    "bad": "#f0625a",
    "quiet": "#858d9a",
}
"""On the dark ground of the site's second palette."""


def variable(name: str) -> str:
    """The CSS variable of a colour, as a chart names it; KeyError for a colour that is not in the palette."""
    return f"var(--td-{name})" if name in LIGHT else LIGHT[name]
