"""From pages to the files of a site: pages poured into their sections' frames, and all they ask for."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, cast

from thidua.addresses import ASSETS, FIRST_PAGE, SITEMAP, search_index
from thidua.languages import MAIN_LANGUAGE
from thidua.site.bundle import bundles
from thidua.site.first_rules import FirstRules
from thidua.site.frame import FrameError, asked_targets
from thidua.site.frames import render
from thidua.site.own_pages import FOLDER, OwnPage
from thidua.site.packs import Packer
from thidua.site.page import Asset, Brought, Edition, Kept, Page
from thidua.site.slots import Around, Macros, own_slots, own_twins, slots
from thidua.site.sources import CAMPAIGNS
from thidua.site.templates import environment
from thidua.site.write import Writer
from thidua.words import VIETNAMESE, Words

Show = Callable[[str, str, OwnPage], tuple[str, list[Asset]]]


def nothing(target: str, campaign: str, page: OwnPage) -> tuple[str, list[Asset]]:
    """Stands for a target where a site has no campaigns."""
    return "", []


class Site:
    """The shell of one build: frames, shared files and words, ready to take pages in any order.

    ``editions`` come newest first; hand-written pages are shown in the first of their language. ``words`` are
    those of the editions' languages. ``show`` gives what stands for a target on a hand-written page, and the
    files that it asks for. ``navigation`` is the key of the sections in mkdocs.yml. Raises FrameError.
    """

    def __init__(
        self,
        root: Path,
        cache: Path,
        editions: Iterable[Edition],
        words: Iterable[Words] = (VIETNAMESE,),
        show: Show = nothing,
        navigation: str = CAMPAIGNS,
    ) -> None:
        self._editions = {edition.home: edition for edition in editions}
        languages = {MAIN_LANGUAGE, *(one.language for one in self._editions.values())}
        self.theme = render(root, cache, languages, navigation)
        self.shared = bundles(root / "site_src" / "assets")
        self.names = {slot: asset.path.removeprefix(ASSETS) for slot, asset in self.shared.items()}
        sheets = {path: data for path, data in self.theme.assets.items() if path.endswith(".css")}
        ours = {one: self.shared[one].data for one in ("css", "js", "boot")}
        sheets[self.shared["css"].path] = ours.pop("css")
        theirs = [
            data for path, data in self.theme.assets.items() if "/bundle." in path and path.endswith(".js")
        ]
        self._first = FirstRules(sheets, *(b"\n".join(one).decode() for one in (ours.values(), theirs)))
        self._frames = {key: frame.bind(self.names) for key, frame in self.theme.frames.items()}
        macros = {one.language: _macros(root, one, cache) for one in words}
        self._own = {page: frame.bind(self.names) for page, frame in self.theme.written.items()}
        self._slots = Around(self.theme.sources.names, self._editions, macros)
        self._show = show

    def files(self, pages: Iterable[Page | Asset | Kept]) -> Iterator[tuple[str, bytes | Brought | None]]:
        """Every file of the site, path and bytes (none of one in its place), one by one as the pages come.

        A file that two pages share may come twice; it is given once. Raises LookupError for a page of an
        unknown section or edition.
        """
        found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in self._slots.macros}
        paths: list[str] = []
        shared: set[str] = set()
        for page in pages:
            files: Iterable[Asset | Kept] = (page,) if not isinstance(page, Page) else ()
            if isinstance(page, Page):
                html, files = self.pour(page)
                yield page.path + FIRST_PAGE, html.encode()
            for file in files:
                if file.path not in shared:
                    shared.add(file.path)
                    yield file.path, file.data if isinstance(file, Asset) else file.brought
            told = self.kept(page) if isinstance(page, Page) else page
            if isinstance(told, Kept) and told.page is not None:
                paths.append(told.page)
                if told.entry:
                    found[told.language].append(told.entry)
        yield from self._around(paths, shared, found)

    def kept(self, page: Page, brought: Brought | None = None) -> Kept:
        """What there is to remember of a page, should the next build find it as it is."""
        edition = self.edition(page)
        found = entry(page, edition, len(edition.campaigns)) if page.search else None
        return Kept(page.path + FIRST_PAGE, page.path, edition.language, found, brought)

    def written(self, batch: Iterable[Page | Asset], writer: Writer) -> list[Kept | Asset]:
        """Pages poured and put in their places, and other files; not those that are named by their contents,
        which other processes may bring as well.
        """
        told: list[Kept | Asset] = []
        for one in batch:
            if isinstance(one, Page):
                html, files = self.pour(one)
                told += self.kept(one, writer.bring(one.path + FIRST_PAGE, html.encode())), *files
            elif one.path.startswith(ASSETS):
                told.append(one)
            else:
                told.append(Kept(one.path, brought=writer.bring(one.path, one.data)))
        return told

    def pour(self, page: Page) -> tuple[str, list[Asset]]:
        """The whole HTML of a page, and the sheet that one opened first asks for."""
        edition = self.edition(page)
        frame = self._frames[page.section, edition.language]
        html = frame.pour(page.path, edition.navigated, slots(page, edition, self._slots))
        return self._first.put(html) if page.front else (html, [])

    def packer(self) -> Packer:
        """For pages that are kept packed with others like them."""
        return Packer(self._frames, self.shared["past"].path, self.edition, self._filled)

    def _filled(self, page: Page) -> dict[str, str]:
        """What goes into each slot of the frame that ``pour`` fills."""
        edition = self.edition(page)
        frame = self._frames[page.section, edition.language]
        return frame.fill(page.path, edition.navigated, slots(page, edition, self._slots))

    def slots(self, page: Page) -> dict[str, str]:
        """The HTML of every slot of a page's frame."""
        return {**self.names, **slots(page, self.edition(page), self._slots)}

    def edition(self, page: Page) -> Edition:
        """The edition a page names, or the innermost one that it lies in."""
        home = page.home or max(filter(page.path.startswith, self._editions), key=len, default="")
        if home not in self._editions:
            raise LookupError(f"page {page.path!r} belongs to no edition")
        return self._editions[home]

    def _around(
        self, paths: list[str], shared: set[str], found: Mapping[str, list[Mapping[str, Any]]]
    ) -> Iterator[tuple[str, bytes]]:
        """Hand-written pages and the files that all pages share."""
        taken = {*(path + FIRST_PAGE for path in paths), *shared}
        for path, data in (*self._own_files(shared), *self.theme.assets.items()):
            if path in taken:
                raise FrameError(
                    "{folder}: trang của thidua đã có tệp {path}; hãy đổi tên tệp của cơ quan",
                    folder=FOLDER,
                    path=path,
                )
            yield path, data
        for language, entries in found.items():
            yield self.search(language, entries)
        yield SITEMAP, sitemap(sorted([*paths, *(page.url for page in self._own)]))
        yield from ((asset.path, asset.data) for asset in self.shared.values())

    def search(self, language: str, entries: Iterable[Mapping[str, Any]]) -> tuple[str, bytes]:
        """A language's search index, path and bytes: the entries of pages, and the hand-written pages."""
        own = [one for one in self.theme.search["docs"] if self._language(one["location"]) == language]
        path = search_index("" if language == MAIN_LANGUAGE else language)
        return path, index(self.theme.search["config"], [*entries, *own])

    def _language(self, location: str) -> str:
        """The language of the hand-written page that an entry of the search leads to."""
        found = (page.language for page in self._own if location.startswith(page.url))
        return next(found, MAIN_LANGUAGE)

    def _own_files(self, shared: set[str]) -> Iterator[tuple[str, bytes]]:
        """The hand-written pages, and what they ask for that no page before has brought."""
        for page, frame in self._own.items():
            values, assets = self.own_slots(page)
            html = frame.pour(page.url, self.own_edition(page).home, values)
            yield page.url + FIRST_PAGE, html.encode()
            for asset in assets:
                if asset.path not in shared:
                    shared.add(asset.path)
                    yield asset.path, asset.data

    def own_edition(self, page: OwnPage) -> Edition:
        """The edition whose navigation a hand-written page shows: the first in its language, or of all."""
        first = next(iter(self._editions.values()), Edition(home="", title=""))
        return next((one for one in self._editions.values() if one.language == page.language), first)

    def own_slots(self, page: OwnPage) -> tuple[dict[str, str], list[Asset]]:
        """The HTML of every slot of a hand-written page, and the files that its charts ask for."""
        values = own_slots(page.url, self.own_edition(page), own_twins(page, self._own), self._slots)
        assets: list[Asset] = []
        for slot, (target, campaign) in asked_targets(self._own[page].slots).items():
            values[slot], more = self._show(target, campaign, page)
            assets += more
        return values, assets


def _macros(root: Path, words: Words, cache: Path) -> Macros:
    return cast(Macros, environment(root, words, cache / "templates").get_template("shell.html").module)


def entry(page: Page, edition: Edition, campaigns: int) -> dict[str, str]:
    """A page as the search shows it; the campaign is named where the site holds more than one."""
    folder = edition.home.rstrip("/").rpartition("/")[2]
    title = f"{page.title} ({folder})" if campaigns > 1 else page.title
    return {"location": page.path, "title": _html(title), "text": _html(page.search)}


def index(config: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bytes:
    """search_index.json, with the configuration that MkDocs wrote for its own pages."""
    return json.dumps({"config": config, "docs": entries}, ensure_ascii=False, separators=(",", ":")).encode()


def sitemap(paths: Iterable[str]) -> bytes:
    """sitemap.xml with places from the site's root, whose address the site does not know; boot.js adds it.

    The theme swaps pages without loading them anew only where the sitemap lists them.
    """
    places = "".join(f"<url><loc>{escape(path, quote=False) or './'}</loc></url>\n" for path in paths)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{places}</urlset>
""".encode()


def _html(text: str) -> str:
    """The theme shows titles and excerpts as HTML."""
    return escape(text, quote=False)
