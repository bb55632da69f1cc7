"""The pages that stand in every edition of a campaign, but for the targets' own and the data's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thidua.pages.awards import awards_page
from thidua.pages.calendar import calendar_page
from thidua.pages.method import method_page
from thidua.pages.overview import overview_page
from thidua.pages.phases import phase_pages
from thidua.pages.targets import target_list_page
from thidua.pages.tasks import task_pages
from thidua.pages.units import unit_pages
from thidua.pages.view import View
from thidua.site.page import Page


def _tasks(view: View) -> Iterable[Page]:
    return [] if "tasks" in view.unused_sections else task_pages(view)


def _rest(view: View) -> Iterable[Page]:
    used = [] if "awards" in view.unused_sections else [awards_page(view)]
    return [calendar_page(view), *used, method_page(view)]


DATED: tuple[Callable[[View], Iterable[Page]], ...] = (
    lambda view: [overview_page(view, view.home)],
    lambda view: [target_list_page(view)],
    phase_pages,
    _tasks,
    unit_pages,
    _rest,
)
"""The makers of every such page as of the view's day, in shares that cost about the same."""
