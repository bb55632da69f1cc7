"""What all Plotly figures of ours share."""

from collections.abc import Iterable
from html import escape
from typing import Any

from thidua.charts.svg_draw import Size

Json = dict[str, Any]
Box = tuple[float, float, float, float]

HOVER = "%{text}<extra></extra>"
"""The one template: what is told of a point is all in its text, which Plotly does not read as a template."""


def told(lines: Iterable[str]) -> str:
    """Lines of text as Plotly shows them; markup in them is shown, not obeyed."""
    return "<br>".join(safe(line) for line in lines)


def all_told(texts: Iterable[Iterable[str]]) -> list[str]:
    """The lines of many, told each: escaped at once, since a chart has as many as its target has rows."""
    joined = safe(_NEXT.join(map(_LINE.join, texts)))
    return joined.replace(_LINE, "<br>").split(_NEXT)


_LINE, _NEXT = "\x1e", "\x1f"  # stand in no text of the data


def safe(text: str) -> str:
    """A text that Plotly shows as it stands."""
    return escape(text, quote=False)


def base_layout(**more: Any) -> Json:
    """Paper, fonts and hover labels in the palette's colours."""
    return {
        "template": "none",
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "autosize": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": "var(--td-ink)", "size": 12},
        "hoverlabel": {
            "align": "left",
            "bgcolor": "var(--td-paper)",
            "bordercolor": "var(--td-axis)",
            "font": {"color": "var(--td-ink)", "size": 12},
        },
        **more,
    }


def size_part(size: Size, box: Box, margin: Box = (0, 0, 0, 0), **more: Any) -> Json:
    """What a size says: its width, the part that is live, the margins in that (left, top, right, bottom)."""
    left, top, right, bottom = margin
    return {
        "width": size.width,
        "box": [round(edge, 1) for edge in box],
        "margin": {"l": round(left, 1), "t": round(top, 1), "r": round(right, 1), "b": round(bottom, 1)},
        **more,
    }


def hidden_axis(low: float, high: float) -> Json:
    """An axis that only gives places."""
    return {"range": [low, high], "visible": False, "fixedrange": True}


def listed(values: Iterable[float]) -> list[float]:
    """Places rounded to a tenth."""
    return [round(value, 1) for value in values]


def assembled(data: list[Json], layout: Json, wide: Json, narrow: Json) -> Json:
    """The figure at its wide size, and beside it what a size changes (see the module ``plotly``)."""
    for trace, places in zip(data, wide.pop("traces", ()), strict=False):
        trace.update(places)
    for part in ("xaxis", "yaxis"):
        layout[part] = {**layout.get(part, {}), **wide.pop(part, {})}
    for part in ("shapes", "annotations"):
        if part in wide:
            layout[part] = wide.pop(part)
    layout |= {"margin": wide["margin"], "width": wide["box"][2], "height": wide["box"][3]}
    return {"data": data, "layout": layout, "sizes": {"wide": wide, "narrow": narrow}}
