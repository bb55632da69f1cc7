"""The pages of a network, one module for each kind."""

from collections.abc import Iterator, Sequence
from functools import partial

from thidua.network.records import NetworkDay, Standing
from thidua.pages.network.lines import line_pages
from thidua.pages.network.member import member_key, member_page
from thidua.pages.network.overview import data_page, members_page, overview_page, wall_pages
from thidua.pages.network.view import NetworkView
from thidua.site.batches import Batch, content_key
from thidua.site.page import Page


def network_batches(view: NetworkView) -> Iterator[Batch]:
    """All pages of a network in batches; each member's is kept while nothing that it shows changes."""
    home, network = view.home, view.network
    agreed = content_key(network.title, network.common, home, view.words.language)
    yield Batch(f"{home}0", "", lambda: [overview_page(view), data_page(view)])
    yield Batch(f"{home}1", "", lambda: [members_page(view), *wall_pages(view)])
    yield Batch(f"{home}2", "", lambda: line_pages(view))
    for one in view.shown.standings.values():
        key = content_key(agreed, member_key(view, one))
        yield Batch(home.member(one.member.id), key, partial(_member, view, one))


def past_batches(view: NetworkView, earlier: Sequence[NetworkDay]) -> Iterator[Batch]:
    """The overview of each earlier day, made again only where something of that day has changed."""
    for day in earlier:
        past = view.on(day)
        key = content_key(past.first_page, past.words.language, day, past.days)
        yield Batch(past.first_page, key, partial(_overview, past))


def _overview(view: NetworkView) -> list[Page]:
    return [overview_page(view)]


def _member(view: NetworkView, one: Standing) -> list[Page]:
    return [member_page(view, one)]
