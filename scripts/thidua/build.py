"""The build, step by step: read, compute, make pages, pour them, write what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from thidua.addresses import FIRST_PAGE, NOTICE, SCHEMA_NAME, Home
from thidua.config import Settings
from thidua.files import alone, write_whole
from thidua.git import GitError
from thidua.intake.read import document_template, load
from thidua.languages import MAIN_LANGUAGE, folder, site_languages, words_of
from thidua.memory import lasting
from thidua.model import Campaign, Origin, Source
from thidua.pages import campaign_batches, downloads
from thidua.pages.chart_parts import show_target
from thidua.pages.facts import Facts
from thidua.pages.snapshots import snapshot_batches, snapshots
from thidua.pages.view import View
from thidua.problems import Problem
from thidua.report.model import Form
from thidua.site.batches import Batch, Batches, First, content_key, engine_key, made, told_together
from thidua.site.frames import packages
from thidua.site.packs import Packer
from thidua.site.page import Asset, Edition, Kept, Link, Page
from thidua.site.shelf import Shelf, sweep
from thidua.site.site import Site
from thidua.site.templates import environment
from thidua.site.tree import SOURCE, tree
from thidua.site.write import Counts, Writer, memory_of, standing, sync
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.parts import is_part
from thidua.text import mark
from thidua.version import MOST_ROWS, Version, folder_key, version_of
from thidua.words import Words

Told = Callable[[int], None]
Early = tuple[str, Callable[[], None]]
One = TypeVar("One", bound=Page | Asset | Kept)
PARTS = "parts"
_WARNED = b" warned"  # stands after the hash of what was built, where the data were warned of something


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, pages among them, and the warnings of the data."""

    counts: Counts
    warnings: Sequence[Problem]
    pages: int


def build(
    settings: Settings,
    as_of: date | None,
    only: str | None,
    today: date,
    told: Told,
    early: Early | None = None,
) -> Built:
    """Check the data and write the whole site; ``told`` hears how many pages are done.

    ``early`` is a page's file that is written first where it changes, and who hears that it stands.
    Without ``as_of`` every campaign is shown today, or on the day it closes where that is past.
    Raises DataError, with every problem of every campaign and nothing written. Two builds that remember
    in one place would move each other's files: they go one after the other, see ``alone``.
    """
    with alone(settings.cache):
        return _build(settings, as_of, only, today, told, early)


def _build(
    settings: Settings, as_of: date | None, only: str | None, today: date, told: Told, early: Early | None
) -> Built:
    memory = memory_of(settings.cache, "inputs", settings.out)
    settings, engine = _versioned_once(settings), engine_key(settings.root)
    inputs = _inputs(settings, engine, as_of, only, today)
    before = memory.read_bytes() if memory.is_file() else b""
    if (
        inputs
        and before in (inputs, inputs + _WARNED)
        and (counts := standing(settings.out, memory_of(settings.cache, "written", settings.out)))
    ):
        # What the data were warned of is told again, as of today; the pages would be the same.
        again = load(settings.data, only, today, settings.evidence).problems if before != inputs else ()
        return Built(counts, again, 0)
    memory.unlink(missing_ok=True)
    with lasting():
        ready = prepare(settings, engine, as_of, only, today)
    done = write_site(settings, ready, told, early)
    if ready.is_settled and inputs:
        write_whole(memory, inputs + (_WARNED if ready.warnings else b""))
    return done


def _versioned_once(settings: Settings) -> Settings:
    """The settings with the version of the data, as far as git can tell it: where not, others tell."""
    try:
        return replace(settings, version=settings.version or version_of(Path(settings.data)))
    except (OSError, GitError):
        return settings


def _inputs(settings: Settings, engine: str, as_of: date | None, only: str | None, today: date) -> bytes:
    """A hash of all that a build depends on; none where something cannot be read: others tell."""
    if settings.version is None:
        return b""
    try:
        data = folder_key(Path(settings.data))
    except OSError:
        return b""
    asked = (settings.data, settings.past_days, as_of, only, today, settings.version.commit)
    return content_key(engine, packages(), asked, data).encode()


def write_site(settings: Settings, ready: Ready, told: Told, early: Early | None = None) -> Built:
    """Make what has changed of a site, and write it."""
    memory = memory_of(settings.cache, "written", settings.out)
    writer = Writer.remembering(settings.out, memory)
    kept = Batches(
        memory_of(settings.cache, "batches", settings.out),
        content_key(ready.engine, ready.editions),
        writer.intact,
    )
    first = First(early[0], partial(_write_early, writer, ready.site, *early)) if early else None
    written = partial(ready.site.written, writer=writer)
    contents = kept.contents(ready.batches, written, settings.workers, first)
    counts = sync(settings.out, ready.site.files(_counted(contents, told)), memory, writer)
    kept.remember()
    sweep(settings.cache / PARTS, ready.engine)
    pages = sum(path.endswith(FIRST_PAGE) for path in counts.paths)
    return Built(counts, ready.warnings, pages)


def _write_early(
    writer: Writer, site: Site, file: str, stands: Callable[[], None], contents: Iterable[Page | Asset]
) -> None:
    """Write a page's file, and before it what it asks for."""
    pages = [one for one in contents if isinstance(one, Page) and one.path + FIRST_PAGE == file]
    for one in (one for one in contents if isinstance(one, Asset)):
        writer.bring(one.path, one.data)
    for page in pages:
        html, own = site.pour(page)
        for one in own:
            writer.bring(one.path, one.data)
        writer.bring(file, html.encode())
        stands()


def write_docs(settings: Settings, as_of: date | None, only: str | None, today: date, told: Told) -> Built:
    """Check the data and write every page as a source for MkDocs itself, all into ``settings.out``.

    The same days and the same errors as in ``build``; nothing is remembered between two calls.
    """
    with alone(settings.cache):
        ready = prepare(settings, engine_key(settings.root), as_of, only, today)
        making = made(list(ready.batches), settings.workers, list)
        files = tree(ready.site, _counted((one for batch in making for one in batch), told))
        counts = sync(settings.out, files)
    pages = sum(path.endswith(SOURCE) for path in counts.paths)
    return Built(counts, ready.warnings, pages)


@dataclass(frozen=True, slots=True)
class Ready:
    """What a build begins with: the shell of the site, the pages to be made, and the warnings of the data."""

    site: Site
    editions: Sequence[Edition]
    batches: Iterable[Batch]
    warnings: Sequence[Problem]
    engine: str  # a hash of all but the data that a page depends on
    is_settled: bool = False  # no history was cut off


def prepare(settings: Settings, engine: str, as_of: date | None, only: str | None, today: date) -> Ready:
    """Check the data and compute the views; no page is made yet. Raises DataError."""
    shelves = partial(Shelf, settings.cache / PARTS, engine)
    read: dict[str, Shelf] = {}

    def memory(campaign: str) -> Shelf:
        return read.setdefault(campaign, shelves(f"rows of {campaign}"))

    loaded = load(settings.data, only, today, settings.evidence, memory)
    for shelf in read.values():
        shelf.remember()
    read.clear()  # of a large campaign thirty megabytes, which nobody asks for any more
    version = settings.version or version_of(Path(settings.data))
    campaigns = [_versioned(version, one) for one in loaded.campaigns]
    sentences = shelves("catalogues")
    languages = [words_of(one, settings.root, sentences.kept) for one in site_languages(settings.root)]
    sentences.remember()
    shown = [(one, one.plan.day_to_show(as_of, today)) for one in campaigns]
    views = list(_views(settings, shown, languages, shelves))
    earlier = {view.home: snapshots(view) for view in views}
    editions = list(_editions(settings, views, earlier))
    site = Site(settings.root, settings.cache.resolve(), editions, languages, partial(show_target, views))
    batches = site_batches(settings, views, earlier, shelves)
    past = _past_batches(settings, site, views, earlier, shelves)
    # From the same commit git may tell more of a history that was cut off once the rest is fetched.
    whole = all(one.origins_gap is None or len(one.achievements) > MOST_ROWS for one in campaigns)
    return Ready(site, editions, [*batches, *past], loaded.problems, engine, whole)


def _views(
    settings: Settings,
    shown: Sequence[tuple[Campaign, date]],
    languages: Iterable[Words],
    shelves: Callable[[str], Shelf],
) -> Iterator[View]:
    """Each campaign on its as-of day, in every language: what is known of it is worked out once."""
    known = [Facts.of(campaign, day, shelves(campaign.id)) for campaign, day in shown]
    for one in known:
        one.work_out()
    for words in languages:
        templates = environment(settings.root, words, settings.cache / "templates")
        for facts in known:
            yield View.told(facts, words, templates, folder(words.language))


def _past_batches(
    settings: Settings,
    site: Site,
    views: Sequence[View],
    earlier: Mapping[Home, Sequence[View]],
    shelves: Callable[[str], Shelf],
) -> Iterator[Batch]:
    """The pages of past days, packed; none in a preview."""
    if settings.past_days:
        packer = site.packer()
        for alike in _spoken(views):
            for batch in told_together(snapshot_batches(earlier[view.home], shelves) for view in alike):
                yield replace(batch, make=partial(_packed, packer, batch))


def _packed(packer: Packer, batch: Batch) -> Iterable[Page | Asset]:
    return packer.files(batch.make())


def _is_main(view: View) -> bool:
    """Whether the view is in the site's main language, in which alone there are documents."""
    return view.words.language == MAIN_LANGUAGE


def _editions(
    settings: Settings, views: Sequence[View], earlier: Mapping[Home, Sequence[View]]
) -> Iterator[Edition]:
    """What stands around the pages of each view, and after them of each past day."""
    days = {view.home: [view, *(earlier[view.home] if settings.past_days else ())] for view in views}
    for one in views:
        yield edition(one, _siblings(one, views), _links(days[one.home]))
    for one in views:
        for past in days[one.home][1:]:
            yield edition(past, _siblings(one, views), _links(days[one.home]))


def _spoken(views: Iterable[View]) -> Iterable[list[View]]:
    """Each campaign's views, one a language."""
    found: dict[str, list[View]] = {}
    for view in views:
        found.setdefault(view.campaign.id, []).append(view)
    return found.values()


def _siblings(view: View, views: Iterable[View]) -> list[View]:
    """The views in the same language."""
    return [one for one in views if one.words is view.words]


def _versioned(version: Version, campaign: Campaign) -> Campaign:
    """The campaign with what git knows of its data."""
    origins: dict[Source, Origin] = {}
    gap = None
    for file in campaign.files:
        if file.name == ACHIEVEMENTS.file or is_part(file.name):
            found = version.origins(f"{campaign.id}/{file.name}", len(campaign.achievements))
            origins |= {Source(file.path, line): origin for line, origin in found.lines.items()}
            gap = gap or found.gap
    return replace(campaign, commit=version.commit, origins=origins, origins_gap=gap)


def _counted(contents: Iterable[One], told: Told) -> Iterator[One]:
    """The same, while ``told`` hears how many have gone by."""
    for count, one in enumerate(contents):
        told(count)
        yield one


def edition(view: View, views: Sequence[View], days: Sequence[Link]) -> Edition:
    """What stands around a campaign's pages."""
    words, plan = view.words, view.campaign.plan
    notice = mark("Số liệu minh họa, không phải kết quả thật.")
    return Edition(
        home=view.first_page,
        title=plan.title,
        brand=view.brand,
        as_of=words.say("Số liệu đến ngày {day}", day=words.date(view.as_of)),
        notice=words.gettext(notice) if plan.illustrative else "",
        campaigns=tuple(Link(one.home, one.campaign.plan.title) for one in views),
        days=tuple(days),
        language=words.language,
        unused=view.unused_sections,
        leads=view.home,
        whole_days=view.is_small,
    )


def _links(days: Iterable[View]) -> list[Link]:
    """Days on which a campaign can be seen, the latest first."""
    return [Link(one.first_page, one.words.date(one.as_of)) for one in days]


def site_batches(
    settings: Settings,
    views: Sequence[View],
    earlier: Mapping[Home, Sequence[View]],
    shelves: Callable[[str], Shelf] | None = None,
) -> Iterator[Batch]:
    """Every page and file of the site but those of past days; ``earlier`` has their views by home."""
    yield Batch("", content_key(*(one.everything_key for one in views)), lambda: _shared(settings, views))
    fronts = {view.words.language: view for view in reversed(views)}.values()  # the newest campaign's
    for alike in _spoken(views):
        yield from told_together(
            campaign_batches(
                view, earlier[view.home], shelves, folder(view.words.language) if view in fronts else None
            )
            for view in alike
        )
        for view in filter(_is_main, alike):
            data = Path(settings.data)
            templates = {form: document_template(data, form) for form in Form}
            yield from downloads.batches(view, templates, shelves)


def _shared(settings: Settings, views: Sequence[View]) -> Iterator[Asset]:
    """Files for the whole site."""
    main = [view for view in views if _is_main(view)]
    yield Asset(NOTICE, b"{}\n")  # a builder's own stands in its place: what became of the last pushes
    schema = settings.root / "site_src" / "api" / SCHEMA_NAME
    yield from downloads.shared(main, schema.read_bytes())
