"""What MkDocs is given: a page of tokens for each section and language, and the hand-written pages."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from thidua import mkdocs_yml
from thidua.addresses import Home, NetworkHome, search_index
from thidua.languages import MAIN_LANGUAGE, words_of
from thidua.mkdocs_yml import SettingsError
from thidua.site import own_pages
from thidua.site.frame import HOME, SLOTS, token
from thidua.site.own_pages import OwnPage
from thidua.words import Words

CONTEXT = "navigation"  # of the catalogue: a name that is another word elsewhere
CAMPAIGNS, NETWORK = "sections", "network"
"""The two navigations of mkdocs.yml's `extra`: that of a site of campaigns, and that of a network's."""
_PLACES = {CAMPAIGNS: Home("").sections, NETWORK: NetworkHome("").sections}
EMBED = "embed"
"""The section of pages for other pages' frames, which stands in no navigation."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The project as far as frames depend on it.

    ``settings`` are those of mkdocs.yml, ``navigation`` the key of the sections in use, ``sections`` the keys
    of frames, ``said`` the names that stand there in each language, ``files`` site_src/pages by path.
    """

    config: Path
    settings: Mapping[str, Any]
    navigation: str
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    said: Mapping[str, Mapping[str, str]]
    files: Mapping[str, bytes]
    pages: tuple[OwnPage, ...]

    @property
    def names(self) -> dict[str, str]:
        """The name of the site in each language that has one: ``site_name``, ``extra.site_name.en``."""
        others = self.settings["extra"].get("site_name") or {}
        return {MAIN_LANGUAGE: str(self.settings.get("site_name") or ""), **others}

    @property
    def searched_in(self) -> frozenset[str]:
        """The languages of the search plugin."""
        plugins = self.settings.get("plugins") or ()
        named = [one["search"] or {} for one in plugins if isinstance(one, dict) and "search" in one]
        asked = named[0].get("lang", ()) if named else ()
        return frozenset([asked] if isinstance(asked, str) else asked)

    @property
    def overrides(self) -> Path:
        """The folder of our partials and of the theme's own files."""
        theme = self.settings.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, dict) else None
        return self.config.parent / (custom or "site_src/overrides")

    @property
    def beside(self) -> list[str]:
        """The files that stand beside hand-written pages: pictures, styles."""
        return [path for path in self.files if not path.endswith(".md")]

    def around(self, language: str) -> dict[str, Any]:
        """What our templates ask of every page of a language, whatever page it is."""
        return {
            "language": language,
            "theme_words": language if self._has_words(language) else "en",
            "search_index": search_index("" if language == MAIN_LANGUAGE else language),
            "navigation": self.navigation,
            "places": _PLACES[self.navigation],
            "said": self.said[language],
            "own": self.own(language),
        }

    def _has_words(self, language: str) -> bool:
        """Whether the theme, or we in its place, speak the language."""
        return self._has(f"partials/languages/{language}.html")

    def missing_pictures(self) -> Iterator[tuple[str, str]]:
        """The logo and the icon of the tab, by their key of the theme, where no file is there for them."""
        theme = self.settings.get("theme")
        asked = theme if isinstance(theme, dict) else {}
        for key in ("logo", "favicon"):
            picture = asked.get(key)
            if picture and "://" not in picture and picture not in self.files and not self._has(picture):
                yield key, picture

    def _has(self, name: str) -> bool:
        """Whether the theme ships a file, or we in its place."""
        theme = find_spec("material")
        shipped = theme.submodule_search_locations if theme else None
        folders = [self.overrides, *(Path(folder) / "templates" for folder in shipped or ())]
        return any((folder / name).is_file() for folder in folders)

    def own(self, language: str) -> dict[str, dict[str, str]]:
        """What a language's navigation needs of hand-written pages: place, title and language by file."""
        found: dict[str, dict[str, str]] = {}
        for page in sorted(self.pages, key=lambda page: page.language == language):
            if page.language == language or page.plain not in found:
                title = own_pages.parts(page)[1]
                found[page.plain] = {"path": page.url, "title": title, "language": page.language}
        return found


def read(root: Path, languages: Iterable[str], navigation: str = CAMPAIGNS) -> Sources:
    """The sources of the project at ``root`` (mkdocs.yml, site_src/). Raises SettingsError."""
    config, languages = root / mkdocs_yml.NAME, tuple(sorted(set(languages)))
    files = _files(root / own_pages.FOLDER)
    pages = tuple(own_pages.own_pages(files, languages))
    settings = mkdocs_yml.read(config)
    place = {"file": config, "place": f"extra.{navigation}"}
    try:
        sections = settings["extra"][navigation]
        keys = tuple(section["key"] for section in sections if "page" not in section)
        asked = [section["page"] for section in sections if "page" in section]
    except (KeyError, TypeError) as error:
        raise SettingsError(
            "{file}: {place}: phải là danh sách, mỗi mục có key hoặc page", **place
        ) from error
    for page in asked:
        if page not in {one.plain for one in pages}:
            there = own_pages.FOLDER / page
            raise SettingsError("{file}: {place}: không có trang {page}", **place, page=there)
    for key in keys:
        if key not in (places := _PLACES[navigation]):
            known = ", ".join(places)
            raise SettingsError(
                "{file}: {place}: không có mục “{key}”; có: {known}", **place, key=key, known=known
            )
    keys += (EMBED,) if navigation == CAMPAIGNS else ()
    said = {language: _said(settings, words_of(language, root)) for language in languages}
    found = Sources(config, settings, navigation, keys, languages, said, files, pages)
    for key, picture in found.missing_pictures():
        folder = found.overrides
        raise SettingsError(
            "{file}: theme.{key}: không có tệp {picture} trong {folder}",
            file=config,
            key=key,
            picture=picture,
            folder=folder,
        )
    return found


def navigation_names(settings: Mapping[str, Any]) -> list[str]:
    """The names that mkdocs.yml gives in the main language: of the sections and of the palette's switches."""
    both = (settings["extra"].get(one) or () for one in (CAMPAIGNS, NETWORK))
    sections = [section.get(MAIN_LANGUAGE) for sections in both for section in sections]
    theme = settings.get("theme")
    palette = theme.get("palette") if isinstance(theme, dict) else None
    toggles = [one.get("toggle") or {} for one in palette or () if isinstance(one, dict)]
    return [str(name) for name in (*sections, *(toggle.get("name") for toggle in toggles)) if name]


def _said(settings: Mapping[str, Any], words: Words) -> dict[str, str]:
    return {name: words.pgettext(CONTEXT, name) for name in navigation_names(settings)}


def _files(folder: Path) -> dict[str, bytes]:
    """All files below, by their path; what begins with a dot is nobody's page."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def frame_path(section: str, language: str) -> str:
    """Where the frame of a section is rendered."""
    return f"frame-{section}-{language}/"


def frame_sources(of: Sources) -> Iterator[tuple[str, bytes]]:
    """The files of a folder that MkDocs makes frames of."""
    for language in of.languages:
        around = of.around(language)
        for section in of.sections:
            meta: dict[str, Any] = {**around, "section": section, "title": token("title")}
            meta["search"] = {"exclude": True}
            yield f"{frame_path(section, language)}index.md", source(meta, token("body"))
    for page in of.pages:
        meta, _, text = own_parts(of, page)
        yield page.file, source(meta, text)
    yield from ((path, of.files[path]) for path in of.beside)


def own_parts(of: Sources, page: OwnPage) -> tuple[dict[str, Any], str, str]:
    """Front matter, title and Markdown of a hand-written page, with what our templates ask of it."""
    meta, title, text = own_pages.parts(page)
    ours = {**of.around(page.language), "section": page.plain}
    return {**ours, **meta, "title": title}, title, text


def source(meta: Mapping[str, Any], body: str) -> bytes:
    """A page for MkDocs, with what our templates ask of its front matter; tokens where there are no slots."""
    tokens = {slot: token(slot) for slot in SLOTS}
    front = {"hide": ["navigation", "toc"], "home": HOME, "slots": tokens, **meta}
    return f"---\n{json.dumps(front, ensure_ascii=False, default=str)}\n---\n\n{body}\n".encode()
