"""The pages of a campaign, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.page import Link, Page
from thidua.pages.awards import awards_page
from thidua.pages.calendar import calendar_page
from thidua.pages.data import data_page
from thidua.pages.method import method_page
from thidua.pages.overview import overview_page
from thidua.pages.phases import phase_pages
from thidua.pages.targets import target_pages
from thidua.pages.tasks import task_pages
from thidua.pages.units import unit_pages
from thidua.view import View


def campaign_pages(view: View, downloads: list[Link]) -> Iterator[Page]:
    """Every page of a campaign on its as-of day; the charts' data gather in ``view.assets``."""
    yield overview_page(view, view.home)
    yield from target_pages(view)
    yield from phase_pages(view)
    yield from task_pages(view)
    yield from unit_pages(view)
    yield calendar_page(view)
    yield awards_page(view)
    yield method_page(view)
    yield data_page(view, downloads)
