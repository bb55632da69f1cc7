"""From pages to the files of a site: pages poured into their sections' frames, and all they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from thidua.bundle import bundles
from thidua.frame import Frame
from thidua.frames import render
from thidua.page import Asset, Edition, Page
from thidua.search_index import entry, index, sitemap
from thidua.slots import MAIN_LANGUAGE, Macros, slots
from thidua.text import Translate, as_written


class Site:
    """The shell of one build: frames, shared files and words, ready to take pages in any order.

    ``editions`` come newest first; hand-written pages are shown in the first. Raises FrameError.
    """

    def __init__(
        self,
        root: Path,
        cache: Path,
        editions: Iterable[Edition],
        translators: Mapping[str, Translate] | None = None,
    ) -> None:
        self._editions = {edition.home: edition for edition in editions}
        languages = {MAIN_LANGUAGE, *(edition.language for edition in self._editions.values())}
        self._theme = render(root, cache, languages)
        self._shared = bundles(root / "site_src" / "assets")
        names = {slot: asset.path.removeprefix("assets/") for slot, asset in self._shared.items()}
        self._frames = {key: frame.bind(names) for key, frame in self._theme.frames.items()}
        self._written = {path: frame.bind(names) for path, frame in self._theme.written.items()}
        templates = root / "site_src" / "templates"
        chosen = translators or {}
        self._macros = {name: _macros(templates, chosen.get(name, as_written)) for name in languages}

    def files(self, pages: Iterable[Page | Asset]) -> Iterator[tuple[str, bytes]]:
        """Every file of the site, path and bytes, one by one as the pages come.

        Raises LookupError for a page of an unknown section or edition.
        """
        found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in self._macros}
        paths: list[str] = []
        for page in pages:
            if isinstance(page, Asset):
                yield page.path, page.data
                continue
            edition = self._edition(page)
            yield page.path + "index.html", self.pour(page).encode()
            paths.append(page.path)
            if page.search:
                found[edition.language].append(entry(page, edition, len(edition.campaigns)))
        yield from self._around(paths, found)

    def pour(self, page: Page) -> str:
        """The whole HTML of a page."""
        edition = self._edition(page)
        return self._poured(self._frames[page.section, edition.language], page, edition)

    def _edition(self, page: Page) -> Edition:
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
            yield path + "index.html", html.encode()
        search = self._theme.search
        for language, entries in found.items():
            own = search["docs"] if language == MAIN_LANGUAGE else []
            name = "search_index" if language == MAIN_LANGUAGE else f"search_index.{language}"
            yield f"search/{name}.json", index(search["config"], [*entries, *own])
        yield "sitemap.xml", sitemap([*paths, *self._written])
        yield from self._theme.assets.items()
        yield from ((asset.path, asset.data) for asset in self._shared.values())

    def _hand_written(self) -> Iterator[tuple[str, str]]:
        first = next(iter(self._editions.values()), Edition(home="", title=""))
        for path, frame in self._written.items():
            page = Page(path, section="", title="", body="", home=first.home)
            yield path, self._poured(frame, page, first)


def _macros(templates: Path, translate: Translate) -> Macros:
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )
    environment.globals["_"] = translate
    return cast(Macros, environment.get_template("shell.html").module)


