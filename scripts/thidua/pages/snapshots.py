"""The dashboard as it stood at the end of each month and at each review, built ahead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from functools import partial
from typing import Any

from thidua.pages import DATED
from thidua.pages.data import data_page
from thidua.pages.overview import overview_page
from thidua.pages.targets import target_page
from thidua.pages.view import View
from thidua.site.batches import Batch, content_key
from thidua.site.page import Link, Page
from thidua.site.shelf import Shelf


def snapshots(view: View) -> list[View]:
    """The campaign on its earlier days, the latest first."""
    return [view.on(day) for day in sorted(view.earlier_days, reverse=True)]


def snapshot_batches(days: Sequence[View], shelves: Callable[[str], Shelf] | None = None) -> Iterator[Batch]:
    """A campaign's earlier days in one language: each kind of page on all days together, since those of one
    page hardly differ and are kept in one file; each target's by itself, made again where its rows changed.

    ``shelves`` give the pages of days before a late row, which it does not touch.
    """
    if not days:
        return
    home = f"{days[0].home.main}ngay/"
    agreed = content_key([view.agreed_key for view in days])
    keys = [content_key(view.agreed_key, view.facts.rows_key, sorted(view.unused_sections)) for view in days]

    def batch(name: str, make: Callable[[View], Iterable[Page]]) -> Batch:
        shelf = partial(shelves, name) if shelves else None
        made = partial(_made, make, days, keys, shelf)
        heavy = not days[0].is_small
        return Batch(name, content_key(keys), made, partial(_measured, days, keys, shelf), heavy)

    yield batch(home, lambda view: [overview_page(view, view.first_page)])
    if not days[0].is_small:
        return
    for number, make in enumerate(DATED[1:]):
        yield batch(f"{home}{number}", make)
    of_files = content_key(agreed, days[0].facts.files_key)
    yield Batch(f"{home}data", of_files, lambda: [_unsought(data_page(view)) for view in days])
    for name in {one.target.id: None for view in days for one in view.figures}:
        places = [(view, place) for view in days if (place := _place(view, name)) is not None]
        told = [view.facts.key(view.figures[place].target) for view, place in places]
        yield Batch(f"{home}{name}", content_key(agreed, told), partial(_target, places))


def _place(view: View, name: str) -> int | None:
    """The place of a target in the plan of a day; None where it is not part of it yet."""
    return next((place for place, one in enumerate(view.figures) if one.target.id == name), None)


def _made(
    make: Callable[[View], Iterable[Page]],
    days: Iterable[View],
    keys: Iterable[str],
    shelf: Callable[[], Shelf] | None,
) -> list[Page]:
    """A kind of page on all days; of a day with the key that it had in the last build the pages of then."""
    known, pages = shelf() if shelf else None, list[Page]()
    for view, key in zip(days, keys, strict=True):

        def told(view: View = view) -> list[Any]:
            return [tuple(map(_plain, astuple(_unsought(page)))) for page in make(view)]

        for one in known.kept(str(view.as_of), key, told) if known else told():
            pages.append(Page(*one[:6], *(link and Link(*link) for link in one[6:8]), *one[8:]))
    if known:
        known.remember()
    return pages


def _plain(value: object) -> object:
    """A text as nothing but a text: a shelf keeps no other."""
    return str(value) if isinstance(value, str) else value


def _measured(days: Iterable[View], keys: Iterable[str], shelf: Callable[[], Shelf] | None) -> None:
    """Work out the figures of the days whose pages are to be made: both languages ask for them."""
    known = shelf() if shelf else None
    for view, key in zip(days, keys, strict=True):
        if known is None or not known.has(str(view.as_of), key):
            _ = view.facts.changes, view.facts.met_by_day


def _target(places: Iterable[tuple[View, int]]) -> list[Page]:
    return [_unsought(target_page(view, place)) for view, place in places]


def _unsought(page: Page) -> Page:
    """The search leaves the page out: only the day that is shown is asked for by words."""
    return replace(page, search="")
