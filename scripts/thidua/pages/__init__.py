"""The pages of a campaign, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from thidua.batches import Batch, content_key
from thidua.page import Asset, Link, Page
from thidua.pages.awards import awards_page
from thidua.pages.calendar import calendar_page
from thidua.pages.data import data_page
from thidua.pages.method import method_page
from thidua.pages.overview import overview_page
from thidua.pages.phases import phase_pages
from thidua.pages.targets import target_key, target_list_page, target_page
from thidua.pages.tasks import task_pages
from thidua.pages.units import unit_pages
from thidua.view import View


def campaign_pages(view: View, downloads: list[Link]) -> Iterator[Page]:
    """Every page of a campaign on its as-of day but the targets' own."""
    yield overview_page(view, view.home)
    yield target_list_page(view)
    yield from phase_pages(view)
    yield from task_pages(view)
    yield from unit_pages(view)
    yield calendar_page(view)
    yield awards_page(view)
    yield method_page(view)
    yield data_page(view, downloads)


def campaign_batches(view: View, around: str, downloads: list[Link]) -> Iterator[Batch]:
    """All pages of a campaign in batches: each target's page by itself, the others together.

    ``around`` is a key of what stands around every page.
    """
    agreed = [file.sha256 for file in view.campaign.files if file.name in _AGREED]
    common = content_key(around, agreed, view.as_of, view.home, view.words.language, view.campaign.id)
    for place, figure in enumerate(view.figures):
        name = f"{view.home}chi-tieu/{figure.target.id}/"
        yield Batch(name, content_key(common, target_key(view, place)), partial(_target, view, place))
    yield Batch(view.home, "", lambda: _others(view, downloads))


_AGREED = ("plan.yml", "units.csv", "headcount.csv")


def _target(view: View, place: int) -> Iterable[Page | Asset]:
    return [target_page(view, place), *view.taken_assets()]


def _others(view: View, downloads: list[Link]) -> Iterator[Page | Asset]:
    yield from campaign_pages(view, downloads)
    yield from view.taken_assets()
