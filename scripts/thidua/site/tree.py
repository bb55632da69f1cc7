"""All pages of the site as sources of MkDocs: it makes of them what ``Site.files`` pours, the slow way."""

from collections.abc import Iterable, Iterator
from typing import Any

from thidua.addresses import ASSETS
from thidua.languages import MAIN_LANGUAGE
from thidua.site.page import Asset, Page
from thidua.site.site import Site
from thidua.site.sources import own_parts, source

SOURCE = "index.md"
STYLE = f"{ASSETS}thidua.css"  # for other themes: ours ask for the file whose name holds its hash


def tree(site: Site, contents: Iterable[Page | Asset]) -> Iterator[tuple[str, bytes]]:
    """The files of MkDocs' docs_dir, path and bytes, one by one as the pages come; each file once."""
    shared: set[str] = set()
    navigated: dict[str, Any] = {}
    found: dict[str, list[dict[str, str]]] = {}
    for one in contents:
        if isinstance(one, Page):
            language = site.edition(one).language
            if language not in navigated:
                navigated[language] = site.theme.sources.around(language)
            yield one.path + SOURCE, source({**navigated[language], **front_matter(site, one)}, one.body)
            if (entry := site.kept(one).entry) and language != MAIN_LANGUAGE:
                found.setdefault(language, []).append(entry)
        elif one.path not in shared:
            shared.add(one.path)
            yield one.path, one.data
    yield from _own(site, shared)
    for asset in site.shared.values():
        yield asset.path, asset.data
    yield STYLE, site.shared["css"].data
    for language, entries in found.items():  # MkDocs has one index, in the main language
        yield site.search(language, entries)


def front_matter(site: Site, page: Page) -> dict[str, Any]:
    """What our templates ask of a page, with the contents of the slots in place of tokens."""
    edition, slots = site.edition(page), site.slots(page)
    return {
        "section": page.section,
        "home": edition.navigated,
        "title": slots["title"],
        "search": {"exclude": not page.search or edition.language != MAIN_LANGUAGE},
        "slots": {name: value for name, value in slots.items() if name != "body"},
    }


def _own(site: Site, shared: set[str]) -> Iterator[tuple[str, bytes]]:
    """The hand-written pages with their charts, and what stands beside them."""
    sources = site.theme.sources
    for page in sources.pages:
        values, assets = site.own_slots(page)
        meta, _, text = own_parts(sources, page)
        for slot, html in values.items():
            text = text.replace(f"<!--@@{slot}@@-->", html)
        slots = {name: value for name, value in values.items() if not name.startswith("target ")}
        meta["home"] = site.own_edition(page).home
        if page.language != MAIN_LANGUAGE:
            meta["search"] = {"exclude": True}
        yield page.file, source({**meta, "slots": {**site.names, **slots}}, text)
        for asset in assets:
            if asset.path not in shared:
                shared.add(asset.path)
                yield asset.path, asset.data
    yield from ((path, sources.files[path]) for path in sources.beside)
