"""The build, step by step: read, compute, make pages, pour them, write what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from thidua import downloads, version
from thidua.batches import Batch, Batches, content_key, engine_key
from thidua.choice import as_of_day, newest_first
from thidua.config import Settings
from thidua.model import Campaign
from thidua.page import Asset, Edition, Kept, Link, Page
from thidua.pages import campaign_batches
from thidua.pages.overview import overview_page
from thidua.pages.snapshots import snapshot_batches, snapshots
from thidua.problems import Problem
from thidua.read import load, report_template
from thidua.site import Site
from thidua.templates import environment
from thidua.view import View
from thidua.words import VIETNAMESE
from thidua.write import Counts, intact, sync

Told = Callable[[int], None]
Content = Page | Asset | Kept


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, pages among them, and the warnings of the data."""

    counts: Counts
    warnings: Sequence[Problem]
    pages: int


def build(settings: Settings, as_of: date | None, only: str | None, today: date, told: Told) -> Built:
    """Check the data and write the whole site; ``told`` hears how many pages are done.

    Without ``as_of`` every campaign is shown today, or on the day it closes where that is past.
    Raises DataError, with every problem of every campaign and nothing written.
    """
    loaded = load(settings.data, only, today)
    campaigns = [_versioned(settings.data, one) for one in newest_first(loaded.campaigns)]
    templates = environment(settings.root, VIETNAMESE, settings.cache / "templates")
    views = [View.of(one, as_of_day(one, as_of, today), VIETNAMESE, templates) for one in campaigns]
    every = [*views, *(earlier for view in views for earlier in snapshots(view))]
    editions = [edition(view, views, _days(view, every)) for view in every]
    site = Site(settings.root, settings.cache.resolve(), editions)
    memory = settings.cache / f"written-{settings.out.name}.json"
    kept = Batches(
        settings.cache / f"batches-{settings.out.name}.json",
        content_key(engine_key(settings.root), editions),
        intact(settings.out, memory),
    )
    contents = kept.contents(site_batches(settings, views, every), site.kept, settings.workers)
    counts = sync(settings.out, site.files(_counted(contents, told)), memory)
    kept.remember()
    pages = sum(path.endswith("index.html") for path in counts.paths)
    return Built(counts, loaded.problems, pages)


def _versioned(data: Path, campaign: Campaign) -> Campaign:
    """The campaign with what git knows of its data."""
    file, rows = f"{campaign.id}/achievements.csv", len(campaign.achievements)
    return replace(campaign, commit=version.commit(data), origins=version.origins(data, file, rows))


def _counted(contents: Iterable[Content], told: Told) -> Iterator[Content]:
    """The same, while ``told`` hears how many have gone by."""
    for count, one in enumerate(contents):
        told(count)
        yield one


def edition(view: View, views: Sequence[View], days: Sequence[Link]) -> Edition:
    """What stands around a campaign's pages."""
    words, plan = view.words, view.campaign.plan
    notice = "Số liệu minh họa: các con số trên trang này chỉ để minh họa, không phải kết quả thật."
    return Edition(
        home=view.home,
        title=plan.title,
        brand=_brand(view),
        as_of=words.say("Số liệu đến ngày {day}", day=words.date(view.as_of)),
        notice=words.gettext(notice) if plan.illustrative else "",
        campaigns=tuple(Link(one.home, one.campaign.plan.title) for one in views),
        days=tuple(days),
        language=words.language,
    )


def _days(view: View, every: Sequence[View]) -> list[Link]:
    """The days on which a view's campaign can be seen, the latest first."""
    return [
        Link(one.home, view.words.date(one.as_of))
        for one in every
        if one.campaign is view.campaign and one.words is view.words
    ]


def _brand(view: View) -> str:
    """A short name for the header: the campaign's id and whose it is."""
    plan = view.campaign.plan
    name = view.words.say("Thi đua {campaign}", campaign=plan.campaign)
    return f"{name} · {plan.issuer.name}" if plan.issuer else name


def site_batches(settings: Settings, views: Sequence[View], every: Sequence[View]) -> Iterator[Batch]:
    """Every page and file of the site; the first page of all is the newest campaign's overview."""
    yield Batch("", "", lambda: _first(settings, views))
    for view in views:
        earlier = [one for one in every[len(views) :] if one.campaign is view.campaign]
        yield from campaign_batches(view, earlier)
        yield from downloads.batches(view, report_template(settings.data))
    for view in every[len(views) :]:
        yield from snapshot_batches(view)


def _first(settings: Settings, views: Sequence[View]) -> Iterator[Page | Asset]:
    yield overview_page(views[0], "")
    yield from views[0].taken_assets()
    yield from (downloads.status(view) for view in views)
    yield from downloads.shared(list(views), settings.root / "site_src" / "api" / "status.schema.json")
