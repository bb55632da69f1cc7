"""The pages of a campaign, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from thidua.batches import Batch, content_key
from thidua.page import Asset, Page
from thidua.pages.calendar import calendar_file
from thidua.pages.changes import change_pages
from thidua.pages.compare import compare_page
from thidua.pages.data import data_page
from thidua.pages.dated import dated_pages
from thidua.pages.embed import embed_page
from thidua.pages.snapshots import MOST_TARGETS
from thidua.pages.targets import target_key, target_page
from thidua.pages.wall import briefing_page, wall_page
from thidua.view import View
from thidua.view_keys import agreed_key


def campaign_batches(view: View, earlier: Sequence[View]) -> Iterator[Batch]:
    """All pages of a campaign in batches: each target's page by itself, the others together.

    ``earlier`` are its snapshots, for the page that compares two days.
    """
    agreed = agreed_key(view)
    for place, figure in enumerate(view.figures):
        name = f"{view.home}chi-tieu/{figure.target.id}/"
        yield Batch(name, content_key(agreed, target_key(view, place)), partial(_target, view, place))
    yield Batch(view.home, "", lambda: _others(view, earlier))


def _target(view: View, place: int) -> Iterable[Page | Asset]:
    return [target_page(view, place), embed_page(view, place), *view.taken_assets()]


def _others(view: View, earlier: Sequence[View]) -> Iterator[Page | Asset]:
    yield from dated_pages(view)
    yield calendar_file(view)
    if len(view.figures) <= MOST_TARGETS:
        yield wall_page(view)
        yield briefing_page(view)
        yield from change_pages(view)
    if earlier:
        yield compare_page(view, earlier)
    yield data_page(view)
    yield from view.taken_assets()
