"""From pages to the files of a site: pages poured into their sections' frames, and all they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from thidua.addresses import ASSETS, FIRST_PAGE, SITEMAP, search_index
from thidua.languages import MAIN_LANGUAGE
from thidua.site.bundle import bundles
from thidua.site.frame import Frame
from thidua.site.frames import render
from thidua.site.page import Asset, Edition, Kept, Page
from thidua.site.search_index import entry, index, sitemap
from thidua.site.slots import Macros, slots
from thidua.site.templates import environment
from thidua.words import VIETNAMESE, Words


class Site:
    """The shell of one build: frames, shared files and words, ready to take pages in any order.

    ``editions`` come newest first; hand-written pages are shown in the first. ``words`` are those of the
    editions' languages. Raises FrameError.
    """

    def __init__(
        self,
        root: Path,
        cache: Path,
        editions: Iterable[Edition],
        words: Iterable[Words] = (VIETNAMESE,),
    ) -> None:
        self._editions = {edition.home: edition for edition in editions}
        self._theme = render(root, cache, {MAIN_LANGUAGE, *(one.language for one in self._editions.values())})
        self._shared = bundles(root / "site_src" / "assets")
        self._names = {slot: asset.path.removeprefix(ASSETS) for slot, asset in self._shared.items()}
        self._frames = {key: frame.bind(self._names) for key, frame in self._theme.frames.items()}
        self._written = {path: frame.bind(self._names) for path, frame in self._theme.written.items()}
        self._macros = {one.language: _macros(root, one, cache) for one in words}

    def files(self, pages: Iterable[Page | Asset | Kept]) -> Iterator[tuple[str, bytes | None]]:
        """Every file of the site, path and bytes (None for a kept one), one by one as the pages come.

        A file that two pages share may come twice; it is given once. Raises LookupError for a page of an
        unknown section or edition.
        """
        found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in self._macros}
        paths: list[str] = []
        shared: set[str] = set()
        for page in pages:
            if isinstance(page, Page):
                yield page.path + FIRST_PAGE, self.pour(page).encode()
            elif page.path not in shared:
                shared.add(page.path)
                yield page.path, page.data if isinstance(page, Asset) else None
            told = self.kept(page) if isinstance(page, Page) else page
            if isinstance(told, Kept) and told.page is not None:
                paths.append(told.page)
                if told.entry:
                    found[told.language].append(told.entry)
        yield from self._around(paths, found)

    def kept(self, page: Page) -> Kept:
        """What there is to remember of a page, should the next build find it as it is."""
        edition = self.edition(page)
        found = entry(page, edition, len(edition.campaigns)) if page.search else None
        return Kept(page.path + FIRST_PAGE, page.path, edition.language, found)

    def pour(self, page: Page) -> str:
        """The whole HTML of a page."""
        edition = self.edition(page)
        return self._poured(self._frames[page.section, edition.language], page, edition)

    def slots(self, page: Page) -> dict[str, str]:
        """The HTML of every slot of a page's frame."""
        edition = self.edition(page)
        around = slots(page, edition, self._editions, self._macros[edition.language])
        return {**self._names, **around}

    def edition(self, page: Page) -> Edition:
        """The edition a page names, or the innermost one that it lies in."""
        around = [home for home in self._editions if page.path.startswith(home)]
        home = page.home or max(around, key=len, default="")
        if home not in self._editions:
            raise LookupError(f"page {page.path!r} belongs to no edition")
        return self._editions[home]

    def _poured(self, frame: Frame, page: Page, edition: Edition) -> str:
        values = slots(page, edition, self._editions, self._macros[edition.language])
        return frame.pour(page.path, edition.home, values)

    def _around(
        self, paths: list[str], found: Mapping[str, list[Mapping[str, Any]]]
    ) -> Iterator[tuple[str, bytes]]:
        """Hand-written pages and the files that all pages share."""
        for path, html in self._hand_written():
            yield path + FIRST_PAGE, html.encode()
        search = self._theme.search
        for language, entries in found.items():
            own = search["docs"] if language == MAIN_LANGUAGE else []
            path = search_index("" if language == MAIN_LANGUAGE else language)
            yield path, index(search["config"], [*entries, *own])
        yield SITEMAP, sitemap([*paths, *self._written])
        yield from self._theme.assets.items()
        yield from ((asset.path, asset.data) for asset in self._shared.values())

    def _hand_written(self) -> Iterator[tuple[str, str]]:
        first = next(iter(self._editions.values()), Edition(home="", title=""))
        for path, frame in self._written.items():
            page = Page(path, section="", title="", body="", home=first.home)
            yield path, self._poured(frame, page, first)


def _macros(root: Path, words: Words, cache: Path) -> Macros:
    return cast(Macros, environment(root, words, cache / "templates").get_template("shell.html").module)
