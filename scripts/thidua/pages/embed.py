"""A target's chart alone, for other pages of the intranet to show in a frame."""

from __future__ import annotations

from thidua.pages.chart_parts import year_figure
from thidua.pages.view import View
from thidua.site.page import Page
from thidua.site.sources import EMBED
from thidua.verdict import verdict


def embed_page(view: View, place: int) -> Page:
    """The chart of the target at a place of the plan, its status, and the way to its page."""
    one = view.figures[place]
    path = view.home.embed(one.target.id)
    body = view.render(
        "embed.html",
        path,
        figure=one,
        headline=verdict(one, view.progress, view.words),
        chart=year_figure(view, path, one.target.id, titled=False),
    )
    title = f"{one.target.id} {one.target.name}"
    return Page(path, EMBED, title, body, home=view.home, lone=True)
