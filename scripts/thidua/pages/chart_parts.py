"""A chart on a page: the picture at once, its data as a file of the site, named by its contents.

A target's own also in a frame of other pages of the intranet, and on pages written by hand.
"""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from thidua import charts, wording
from thidua.addresses import chart_data
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.site.own_pages import OwnPage
from thidua.site.packs import packed_file
from thidua.site.page import Asset, Page, relative
from thidua.site.sources import EMBED

_LINK = "\0"  # stands for the link to the data until the page is known; no text of the data holds it


def figure(view: View, page_path: str, chart: charts.Chart | None, *, titled: bool = True) -> Markup:
    """The chart's figure for the page at ``page_path``; nothing for None. ``titled``: no heading near it says
    what it shows."""
    if chart is None:
        return Markup()
    if view.is_past or isinstance(chart, charts.LadderChart):
        return inert(
            charts.figure_html(chart, titled=titled)
        )  # a picture tells a day that is over; half the cost, no file
    return _placed(view, page_path, _data(chart), charts.figure_html(chart, _LINK, titled=titled))


def year_figure(view: View, page_path: str, target_id: str, *, titled: bool = True) -> Markup:
    """The figure of a target over its own time; ``titled`` says that no heading near it is its title."""
    drawn, data = _drawn_year(view, target_id)
    embed = relative(page_path, view.home.main.embed(target_id))
    html = charts.figure_html(drawn, _LINK if data else "", titled=titled, embed=embed)
    return _placed(view, page_path, data, html) if data else inert(html)


@lru_cache(maxsize=1)  # a target's page and its embedded chart are made one after the other
def _drawn_year(view: View, target_id: str) -> tuple[charts.Drawn, Asset | None]:
    chart = charts.target_year_chart(view.scene, target_id)
    still = view.is_past or isinstance(chart, charts.LadderChart)
    return charts.drawn(chart), None if still else _data(chart)


def _data(chart: charts.Chart) -> Asset:
    return packed_file(chart_data, charts.plotly(chart), level=6)  # the last twentieth costs as much again


def _placed(view: View, page_path: str, data: Asset, html: str) -> Markup:
    view.add(data)
    return inert(html.replace(_LINK, relative(page_path, data.path)))


def embed_page(view: View, place: int) -> Page:
    """The chart of the target at a place of the plan, its status, and the way to its page."""
    one = view.figures[place]
    path = view.home.embed(one.target.id)
    body = view.render(
        "embed.html",
        path,
        figure=one,
        headline=view.scene.target_head(one).title,
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
