"""The pages that stand in every edition of a campaign, but for the targets' own and the data's."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.page import Page
from thidua.pages.awards import awards_page
from thidua.pages.calendar import calendar_page
from thidua.pages.method import method_page
from thidua.pages.overview import overview_page
from thidua.pages.phases import phase_pages
from thidua.pages.targets import target_list_page
from thidua.pages.tasks import task_pages
from thidua.pages.units import unit_pages
from thidua.view import View


def dated_pages(view: View) -> Iterator[Page]:
    """Every such page as of the view's day."""
    yield overview_page(view, view.home)
    yield target_list_page(view)
    yield from phase_pages(view)
    yield from task_pages(view)
    yield from unit_pages(view)
    yield calendar_page(view)
    yield awards_page(view)
    yield method_page(view)
