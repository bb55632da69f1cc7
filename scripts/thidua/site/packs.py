"""Pages that many hardly differing others stand beside: packed together, and poured by the reader's browser.

A past day has all pages of the day that is shown, and one day's differs from another's in little. At each
address stands a file of a few words, whose script (site_src/assets/past.js) fetches the page's frame and what
its slots hold on all days, and pours the page that ``Site.pour`` would; without a script it leads to that
day's overview, which stands whole in the main language.
"""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markupsafe import escape

from thidua.addresses import ASSETS, FIRST_PAGE, packed
from thidua.languages import MAIN_LANGUAGE, folder
from thidua.site.frame import Frame
from thidua.site.page import Asset, Edition, Page, relative

_HEAD = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<script src="{script}" data-frame="{frame}" data-pack="{pack}" data-key="{key}" data-first="{first}"></script>
<link rel="icon" href="data:,"><noscript><meta http-equiv="refresh" content="0; url={first}"></noscript>
</html>
"""
_INSTANT = '"navigation.instant", '  # of the theme's settings, in a piece of every frame


@dataclass(frozen=True, slots=True)
class Packer:
    """What it takes to pack a site's pages: its frames by section and language, the path of the script, how a
    page's edition is found, and what goes into its frame.
    """

    frames: Mapping[tuple[str, str], Frame]
    script: str
    edition: Callable[[Page], Edition]
    filled: Callable[[Page], dict[str, str]]
    shapes: dict[tuple[str, str], Asset] = field(default_factory=dict)  # the frames' files, each made once

    def files(self, contents: Iterable[Page | Asset]) -> Iterator[Page | Asset]:
        """The same pages: first pages of the main language whole, the others packed by what they are."""
        packs: defaultdict[tuple[str, str, str], list[tuple[Edition, Page]]] = defaultdict(list)
        for one in contents:
            edition = self.edition(one) if isinstance(one, Page) else None
            if not isinstance(one, Page) or edition is None or self._is_whole(one, edition):
                yield one
            else:
                inside = one.path.removeprefix(edition.home)
                packs[one.section, edition.language, inside].append((edition, one))
        for (section, language, _), pages in packs.items():
            if (section, language) not in self.shapes:
                shape = _shape(self.frames[section, language])
                self.shapes[section, language] = packed_file(packed, shape)
            frame = self.shapes[section, language]
            values = {_key(edition): self.filled(page) for edition, page in pages}
            pack = packed_file(packed, _lined(values))
            yield from (frame, pack)
            for edition, page in pages:
                yield Asset(page.path + FIRST_PAGE, self._thin(page, edition, (frame, pack)).encode())

    @staticmethod
    def _is_whole(page: Page, edition: Edition) -> bool:
        return page.path == edition.home and edition.language == MAIN_LANGUAGE

    def _thin(self, page: Page, edition: Edition, files: tuple[Asset, Asset]) -> str:
        """The file at the page's address."""
        frame, pack = (one.path.removeprefix(ASSETS) for one in files)
        whole = edition.home.removeprefix(folder(edition.language))
        return _HEAD.format(
            language=edition.language,
            title=escape(page.title),
            script=relative(page.path, self.script),
            frame=frame,
            pack=pack,
            key=escape(_key(edition)),
            first=relative(page.path, whole),
        )


def _key(edition: Edition) -> str:
    """What an edition is called among those of the same page: its folder's own name, such as 2022-06-30."""
    return edition.home.rstrip("/").rpartition("/")[2]


def _shape(frame: Frame) -> dict[str, Any]:
    """The frame without instant navigation, which would take the file at an address for the page."""
    return {"pieces": [piece.replace(_INSTANT, "") for piece in frame.pieces], "slots": frame.slots}


def _lined(pages: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Each line once, and of each page's slots which lines they hold."""
    lines: dict[str, int] = {}
    places = {
        key: {
            slot: [lines.setdefault(line, len(lines)) for line in html.split("\n")]
            for slot, html in slots.items()
        }
        for key, slots in pages.items()
    }
    return {"lines": list(lines), "pages": places}


def content(data: bytes) -> Any:
    """What is in a packed file."""
    return json.loads(zlib.decompress(data))


def packed_file(path: Callable[[bytes], str], told: Mapping[str, Any], level: int = 9) -> Asset:
    """JSON in the form that a browser unpacks by itself, at the path that ``path`` gives to its contents."""
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Asset(path(data), zlib.compress(data, level))


_THIN = re.compile(r'<script src="([^"]*)" data-frame="([^"]*)" data-pack="([^"]*)" data-key="([^"]*)"')


def asked(html: str) -> tuple[str, str, str] | None:
    """The addresses of frame and pack that a thin file asks for, and its key; None of any other page."""
    thin = _THIN.search(html)
    if thin is None:
        return None
    script, frame, pack, key = map(unescape, thin.groups())
    folder_of_both = script.rpartition("/")[0]
    return f"{folder_of_both}/{frame}", f"{folder_of_both}/{pack}", key


def unpack(frame: Mapping[str, Any], pack: Mapping[str, Any], key: str) -> str:
    """The page that the browser pours from the content of the two files, for whoever checks it."""
    slots, lines = pack["pages"][key], pack["lines"]
    values = {slot: "\n".join(lines[at] for at in places) for slot, places in slots.items()}
    pieces = zip(frame["slots"], frame["pieces"][1:], strict=True)
    return str(frame["pieces"][0]) + "".join(values[slot] + piece for slot, piece in pieces)
