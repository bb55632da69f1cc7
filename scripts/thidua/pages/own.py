"""What stands for a target on a page written by hand: its name, its status, its sentence and its chart."""

from __future__ import annotations

from collections.abc import Sequence

from thidua import wording
from thidua.pages.chart_parts import year_figure
from thidua.pages.view import View
from thidua.site.own_pages import OwnPage
from thidua.site.page import Asset


def show_target(views: Sequence[View], target: str, campaign: str, page: OwnPage) -> tuple[str, list[Asset]]:
    """The target's HTML for the page, and the files that it asks for; a note where no campaign has it.

    ``views`` come newest first; without a ``campaign`` it is the first in the page's language.
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
