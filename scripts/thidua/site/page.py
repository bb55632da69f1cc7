"""What the generator hands to the site: pages, other files, and what stands around all pages."""

from dataclasses import dataclass

from thidua.languages import MAIN_LANGUAGE


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site: its path from the site's root (``2022/lich/``) and its words."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``path`` is its folder from the site's root and ends with "/"; "" is the site's first page.

    ``section`` names the entry of the navigation it stands under (``extra.sections`` in mkdocs.yml).
    ``title``, ``search`` and ``description`` are plain text; ``body`` is escaped HTML with its own h1.
    ``search`` is what the search finds the page by; a page without any is not indexed.
    ``home`` names the edition whose navigation it shows; "" is the one whose folder it lies in.
    """

    path: str
    section: str
    title: str
    body: str
    search: str = ""
    description: str = ""
    previous: Link | None = None
    next: Link | None = None
    home: str = ""
    lone: bool = False
    front: bool = False  # one that is opened first: it brings the rules of its styles (first_rules)


@dataclass(frozen=True, slots=True)
class Asset:
    """Any other file of the site: a chart, the API, a download."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was put in its place: the hash of its content, what tells that nobody touched it since, and
    whether it was written or stood there already.
    """

    digest: str
    size: int
    mtime: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stands in its place; of a page also what search and sitemap need.

    ``brought`` is what came of writing it, None where it stands as the last build wrote it.
    """

    path: str
    page: str | None = None
    language: str = ""
    entry: dict[str, str] | None = None
    brought: Brought | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What all pages under one folder share: a campaign, its state on an earlier day, or either in English.

    All is plain text in the edition's language. ``as_of`` and ``version`` are phrases for the footer;
    ``notice`` is the banner on every page, "" for none; ``campaigns`` are the switcher's choices, by home.
    ``days`` are the days on which the campaign can be seen, by home, this edition's own among them.
    ``brand`` is a short name for the header and the window; "" where the title is short enough.
    ``unused`` are the sections that its navigation leaves out; ``leads`` is the home of the pages to which it
    leads, None for its own: a day that has no more than its overview leads to those of today.
    """

    home: str
    title: str
    as_of: str = ""
    version: str = ""
    notice: str = ""
    campaigns: tuple[Link, ...] = ()
    days: tuple[Link, ...] = ()
    language: str = MAIN_LANGUAGE
    brand: str = ""
    unused: tuple[str, ...] = ()
    leads: str | None = None
    whole_days: bool = True  # whether the other days have every page that this one has

    @property
    def navigated(self) -> str:
        """The home of the pages to which the navigation leads."""
        return self.home if self.leads is None else self.leads


def relative(page: str, to: str) -> str:
    """The link from the page at one path to another path of the site, so that the site works in any folder.

    ``relative("2022/chi-tieu/CN-03/", "2022/don-vi/")`` is ``../../don-vi/``; to itself it is ``./``.
    """
    here, there = page.split("/")[:-1], to.split("/")
    shared = 0
    for own, other in zip(here, there[:-1], strict=False):
        if own != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
