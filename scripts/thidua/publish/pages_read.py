"""What was read of each page, by the sha256 of its bytes: a page that did not change is read once."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from thidua.publish import links
from thidua.publish.links import PageLinks, Reference, read_page
from thidua.remembered import recall, remember


class PagesRead:
    """The links and ids of pages; ``remember`` keeps those that were asked for, and no others.

    ``memory`` is a file, None for none. What another version of the reader has read is not believed.
    """

    def __init__(self, memory: Path | None = None) -> None:
        import lxml  # noqa: PLC0415 - only a publish reads pages

        self._memory = memory
        self._reader = f"{_sha256(Path(links.__file__).read_bytes())} lxml {lxml.__version__}"
        self._old = self._recall()
        self._new: dict[str, Any] = {}

    def read(self, page: Path, poured: Callable[[str], str]) -> PageLinks:
        """The links and ids of the page in a file, and of what a browser makes of it (``poured``)."""
        source = page.read_bytes()
        key = _sha256(source)
        if key in self._old:
            self._new[key] = addresses, fetched, ids = self._old[key]
            told = zip(addresses, fetched, strict=True)
            return PageLinks(tuple(Reference(one, fetched == "1") for one, fetched in told), frozenset(ids))
        html = source.decode("utf-8", errors="replace")
        found = read_page(html)
        if more := poured(html):
            inside = read_page(more)
            found = PageLinks((*found.links, *inside.links), found.ids | inside.ids)
        fetched = "".join("01"[link.fetched] for link in found.links)
        self._new[key] = [link.address for link in found.links], fetched, sorted(found.ids)
        return found

    def remember(self) -> None:
        """Keep what was read for the next publish."""
        if self._memory is not None:
            remember(self._memory, {"reader": self._reader, "pages": self._new})

    def _recall(self) -> dict[str, Any]:
        """What the last publish remembered; nothing where that is unknown or unreadable."""
        told = recall(self._memory)
        try:
            sound = told["reader"] == self._reader and all(_is_read(one) for one in told["pages"].values())
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}
        return told["pages"] if sound else {}


def _is_read(told: list[Any]) -> bool:
    """Whether a page's entry is of our shape."""
    addresses, fetched, ids = told
    return len(addresses) == len(fetched) and isinstance(ids, list)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
