"""Is a finished tree fit to be published? Each rule is a generator of reasons against it."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property, partial
from html import escape
from itertools import islice
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from thidua.addresses import CAMPAIGNS, FIRST_PAGE, NETWORK, Files
from thidua.config import engine_root
from thidua.network.answer import Schemas, summed
from thidua.network.faults import CollectError
from thidua.network.load import read_schemas
from thidua.publish import PublishError
from thidua.publish.carry import walk
from thidua.publish.links import PageLinks, PagesRead, read_stylesheet
from thidua.publish.records import Release, Totals
from thidua.text import Text

SMALLEST_PAGE = 200  # bytes; less is a page that broke off
LARGEST_FILE = 60_000_000
LARGEST_SITE = 2_000_000_000
LEAST_SHARE_OF_LAST = 0.5  # of the pages of the last release
MOST_TOLD = 20
_FOLLOWABLE = frozenset({"http", "https", "mailto", "tel"})
_parts = cache(urlsplit)  # the same few addresses stand on every page


@dataclass(frozen=True)
class BuiltSite:
    """A finished tree; what the rules ask for is read once."""

    root: Path
    last: Release | None = None
    reader: PagesRead = field(default_factory=PagesRead)
    _packs: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Every file and its bytes."""
        return {name: path.stat().st_size for name, path in walk(self.root)}

    @cached_property
    def pages(self) -> dict[str, PageLinks]:
        """Every HTML page, read."""
        names = [name for name in self.sizes if name.endswith(".html")]
        return {name: self.reader.read(self.root / name, partial(self.poured, name)) for name in names}

    @cached_property
    def stylesheets(self) -> dict[str, PageLinks]:
        """Every stylesheet, read as a page is."""
        names = [name for name in self.sizes if name.endswith(".css")]
        return {name: PageLinks(read_stylesheet(self.text(name)), frozenset()) for name in names}

    @cached_property
    def totals(self) -> Totals:
        """Targets by status, by campaign, in the order of campaigns.json; for sites that passed the rules.

        Of a network's site, its own.
        """
        if self.is_network:
            told = self.json(NETWORK)
            return {told["network"]: told["sums"]["totals"]}
        return {name: self.json(Files.of(name).status)["totals"] for name in self.campaigns}

    @property
    def is_network(self) -> bool:
        """Whether it is the site of a network, which has no campaigns."""
        return NETWORK in self.sizes

    @cached_property
    def campaigns(self) -> list[str]:
        """The campaigns that the site lists."""
        return [entry["campaign"] for entry in self.json(CAMPAIGNS)["campaigns"]]

    def text(self, name: str) -> str:
        """A file as text; bytes that are no UTF-8 are replaced, for the rules look at ASCII signs."""
        return (self.root / name).read_text("utf-8", errors="replace")

    def poured(self, name: str, html: str) -> str:
        """What a browser makes of a page that is packed, "" of any other; PublishError where it cannot."""
        from thidua.site import packs  # noqa: PLC0415 - only a publish reads pages

        found = packs.asked(html)
        if found is None:
            return ""
        *files, key = found
        try:
            frame, pack = (self._content(self.resolve(name, file) or file) for file in files)
            poured = packs.unpack(frame, pack, key)
        except (OSError, ValueError, LookupError, TypeError, zlib.error):
            raise PublishError("trang “{path}” bị cắt cụt", path=name) from None
        return "".join(f'<img src="{escape(file)}">' for file in files) + poured  # both are fetched

    def _content(self, name: str) -> Any:
        """What is in a packed file, read once."""
        from thidua.site import packs  # noqa: PLC0415 - only a publish reads pages

        if name not in self._packs:
            self._packs[name] = packs.content((self.root / name).read_bytes())
        return self._packs[name]

    def json(self, name: str) -> Any:
        """A file as JSON."""
        return json.loads((self.root / name).read_text("utf-8"))

    def resolve(self, page: str, address: str) -> str | None:
        """The file that a relative or rooted address on ``page`` leads to, None where there is none."""
        path = unquote(_parts(address).path)
        if not path:
            return page
        base = "" if path.startswith("/") else page.rpartition("/")[0]
        name = normpath(f"/{base}/{path}").lstrip("/")
        if path.endswith(("/", "/.", "/..")) or path in (".", "..") or name not in self.sizes:
            name = f"{name}/index.html".lstrip("/")
        return name if name in self.sizes else None


def missing_pages(site: BuiltSite) -> Iterator[Text]:
    """The entrance must be there, and the list of campaigns, or a network's figures."""
    for name in (FIRST_PAGE, CAMPAIGNS):
        if name not in site.sizes and not (name == CAMPAIGNS and site.is_network):
            yield Text("thiếu tệp “{path}”", path=name)


def dotfiles(site: BuiltSite) -> Iterator[Text]:
    """The web server closes dotfiles, so nothing may depend on one; .nojekyll is for other hosts."""
    for name in site.sizes:
        if any(part.startswith(".") for part in name.split("/")) and name != ".nojekyll":
            yield Text("tệp ẩn “{path}” không được xuất bản", path=name)


def implausible_sizes(site: BuiltSite) -> Iterator[Text]:
    """No empty file, no page that broke off, nothing absurdly large."""
    for name, size in site.sizes.items():
        if size == 0 and name != ".nojekyll":
            yield Text("tệp “{path}” rỗng", path=name)
        elif size > LARGEST_FILE:
            yield Text("tệp “{path}” quá lớn ({bytes})", path=name, bytes=size)
        elif name.endswith(".html") and (size < SMALLEST_PAGE or "</html>" not in site.text(name)[-200:]):
            yield Text("trang “{path}” bị cắt cụt", path=name)
    if sum(site.sizes.values()) > LARGEST_SITE:
        yield Text("toàn bộ trang quá lớn ({bytes})", bytes=sum(site.sizes.values()))


def shrunk(site: BuiltSite) -> Iterator[Text]:
    """Half the pages gone since the last release is a mistake until somebody says otherwise."""
    before = sum(name.endswith(".html") for name in site.last.own) if site.last else 0
    if len(site.pages) < before * LEAST_SHARE_OF_LAST:
        yield Text(
            "chỉ còn {now} trang, bản trước có {before}; nếu đúng như vậy, thêm --allow-shrink",
            now=len(site.pages),
            before=before,
        )


def broken_links(site: BuiltSite) -> Iterator[Text]:
    """Every internal address leads to a file, and to an id on it where it names one."""
    for name, page in {**site.pages, **site.stylesheets}.items():
        for link in page.links:
            parts = _parts(link.address)
            if parts.scheme or parts.netloc:
                continue
            found = site.resolve(name, link.address)
            if found is None:
                yield Text("trang “{page}”: liên kết hỏng “{link}”", page=name, link=link.address)
            elif parts.fragment and not _has_id(site, found, unquote(parts.fragment)):
                yield Text("trang “{page}”: không có mục “{link}”", page=name, link=link.address)


def _has_id(site: BuiltSite, name: str, fragment: str) -> bool:
    return name not in site.pages or fragment in site.pages[name].ids or fragment.startswith("__")


def foreign_addresses(site: BuiltSite) -> Iterator[Text]:
    """Nothing is fetched from elsewhere; a link to follow may lead out, but never runs a script."""
    for name, page in {**site.pages, **site.stylesheets}.items():
        for link in page.links:
            parts = _parts(link.address)
            scheme = parts.scheme.lower()
            if link.fetched and (scheme or parts.netloc) and scheme != "data":
                yield Text("“{page}” tải từ nơi khác: “{link}”", page=name, link=link.address)
            elif not link.fetched and scheme and scheme not in _FOLLOWABLE:
                yield Text("trang “{page}”: liên kết không được phép “{link}”", page=name, link=link.address)


def unsound_figures(site: BuiltSite) -> Iterator[Text]:
    """Each campaign's status.json, or a network's figures, fit the published schema, and add up."""
    if CAMPAIGNS not in site.sizes and not site.is_network:
        return  # which is told already
    try:
        asked = {NETWORK: ""} if site.is_network else {Files.of(name).status: name for name in site.campaigns}
    except (ValueError, KeyError, TypeError):
        yield Text("“{path}” sai cấu trúc", path=CAMPAIGNS)
        return
    schemas = read_schemas(engine_root())
    for name, campaign in asked.items():
        try:
            fault = _fault(site.text(name), campaign, schemas)
        except (OSError, ValueError) as error:
            fault = repr(error)
        if fault is not None:
            yield Text("“{path}” sai cấu trúc: {fault}", path=name, fault=fault)


def _fault(content: str, campaign: str, schemas: Schemas) -> str | None:
    """The place of the first fault of a campaign's figures, or where none is named of a network's."""
    told = json.loads(content, parse_float=Fraction)
    misfit = (schemas.status if campaign else schemas.network).misfit(told)
    if misfit is not None:
        return misfit or "/"
    if campaign and (told["campaign"] != campaign or not told["targets"]):
        return "/campaign" if told["targets"] else "/targets"
    try:
        summed(told)
    except CollectError as error:
        return error.values["place"]
    return None


RULES = (
    missing_pages,
    dotfiles,
    implausible_sizes,
    broken_links,
    foreign_addresses,
    unsound_figures,
)


def verify(
    root: Path, last: Release | None = None, *, allow_shrink: bool = False, memory: Path | None = None
) -> BuiltSite:
    """The tree at ``root``, fit to be published; PublishError with up to 20 reasons where it is not.

    ``memory`` is a file that spares the next call to read the pages that did not change.
    """
    site = BuiltSite(root, last, PagesRead(memory))
    rules = RULES if allow_shrink else (*RULES, shrunk)
    reasons = list(islice((reason for rule in rules for reason in rule(site)), MOST_TOLD))
    site.reader.remember()
    if reasons:
        raise PublishError("Trang vừa dựng không đạt kiểm tra, bản đang xuất bản giữ nguyên:", *reasons)
    return site
