"""The pages of a campaign, one module for each kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from thidua.pages.awards import awards_page
from thidua.pages.calendar import calendar_file, calendar_page
from thidua.pages.changes import change_pages, compare_page
from thidua.pages.chart_parts import embed_page
from thidua.pages.data import api_page, data_page, upload_page
from thidua.pages.method import method_page
from thidua.pages.overview import overview_page
from thidua.pages.phases import phase_pages
from thidua.pages.targets import target_list_page, target_page
from thidua.pages.tasks import task_pages
from thidua.pages.units import unit_pages
from thidua.pages.view import View
from thidua.pages.wall import briefing_page, wall_pages
from thidua.site.batches import Batch, content_key
from thidua.site.page import Asset, Page
from thidua.site.shelf import Shelf


def campaign_batches(
    view: View,
    earlier: Sequence[View],
    shelves: Callable[[str], Shelf] | None = None,
    first: str | None = None,
) -> Iterator[Batch]:
    """All pages of a campaign in batches: each target's pages by themselves, and each other kind of page.

    ``earlier`` are its snapshots, for the page that compares two days; ``shelves`` give what was kept of a
    batch's pages, by its name. ``first`` is the site's folder whose first page the overview is as well.
    """
    agreed, everything = view.agreed_key, view.everything_key
    for place, figure in enumerate(view.figures):
        name = view.home.target(figure.target.id)
        key = content_key(agreed, view.facts.key(figure.target))
        own = partial(_target, view, place)
        batch = Batch(name, key, own)
        yield batch if place else replace(batch, ahead=own)  # the first reads templates and names for all
    for number, make in enumerate(_others(view, earlier, first)):
        name = f"{view.home}{number}"
        made = partial(_made, view, make, shelves and partial(shelves, name))
        yield Batch(name, everything, made, is_heavy=not view.is_small)


def _target(view: View, place: int) -> Iterable[Page | Asset]:
    return [target_page(view, place), embed_page(view, place), *view.taken_assets()]


def _others(
    view: View, earlier: Sequence[View], first: str | None
) -> Iterator[Callable[[], Iterable[Page | Asset]]]:
    """The makers of all other pages; the comparison where there is a day to compare with."""
    yield partial(_overviews, view, first)
    yield from (partial(make, view) for make in DATED[1:])
    yield lambda: [calendar_file(view), data_page(view), api_page(view), upload_page(view)]
    yield lambda: [*wall_pages(view), briefing_page(view), *change_pages(view)]
    if earlier:
        yield lambda: [compare_page(view, earlier)]


def _made(
    view: View, make: Callable[[], Iterable[Page | Asset]], shelf: Callable[[], Shelf] | None
) -> list[Page | Asset]:
    view.shelf = shelf() if shelf else None
    made = [*make(), *view.taken_assets()]
    if view.shelf:
        view.shelf.remember()
        view.shelf = None
    return made


def _overviews(view: View, first: str | None) -> Iterator[Page]:
    """The overview, and where it is the site's first page too, that: the search finds it here alone."""
    yield overview_page(view, view.home)
    if first is not None:
        yield replace(overview_page(view, first), search="")


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
"""The makers of what every edition has beside targets' pages and the data's, in shares that cost the same."""
