"""A target elsewhere: its chart in a frame on other pages of the intranet, and on pages written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from thidua import wording
from thidua.pages.chart_parts import year_figure
from thidua.pages.view import View
from thidua.site.own_pages import OwnPage
from thidua.site.page import Asset, Page
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


def show_target(views: Sequence[View], target: str, campaign: str, page: OwnPage) -> tuple[str, list[Asset]]:
    """What stands for a target on a page written by hand, and the files that it asks for.

    A note where no campaign has it. ``views`` come newest first; without a ``campaign`` the first in the
    page's language is meant.
    """
    spoken = [view for view in views if view.words.language == page.language] or list(views)
    chosen = [view for view in spoken if campaign in ("", view.campaign.id)]
    view = chosen[0] if chosen else spoken[0]
    figure = view.progress.figures.get(target) if chosen else None
    html = view.render(
        "own_target.html",
        page.url,
        asked=f"{campaign} {target}".strip(),
        figure=figure,
        sentence=figure and wording.status_sentence(figure, view.campaign.plan, view.as_of, view.words),
        chart=figure and year_figure(view, page.url, target),
    )
    return html.strip(), view.taken_assets()
