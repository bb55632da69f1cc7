"""The dashboard as it stood at the end of each month and at each review, built ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from thidua.figures.discipline import month_ends
from thidua.pages.data import data_page
from thidua.pages.dated import DATED
from thidua.pages.keys import agreed_key, rows_key
from thidua.pages.targets import target_page
from thidua.pages.view import View
from thidua.site.batches import Batch, content_key
from thidua.site.page import Asset, Page


def snapshots(view: View) -> list[View]:
    """The campaign on its earlier days, the latest first.

    None for a large plan, where a tree of pages for each past day would weigh more than it tells.
    """
    if not view.is_small:
        return []
    return [
        replace(view, campaign=view.campaign.on(day), as_of=day, home=view.home.on(day), assets={}, drawn={})
        for day in sorted(snapshot_days(view), reverse=True)
    ]


def snapshot_days(view: View) -> set[date]:
    """Ends of months and days of reviews before the as-of day, within the campaign and its late decisions."""
    campaign = view.campaign
    days = set(month_ends(campaign.plan.start, min(view.as_of, campaign.plan.closes)))
    days |= {one.held or one.before - timedelta(days=1) for one in campaign.plan.reviews}
    return {day for day in days if campaign.plan.start <= day < view.as_of}


def snapshot_batches(view: View) -> Iterator[Batch]:
    """A snapshot's pages, made again only where a row up to its day changed; its data page always."""
    yield Batch(view.home, content_key(agreed_key(view), rows_key(view)), lambda: _pages(view))
    yield Batch(view.home.data, "", lambda: [replace(data_page(view), search="")])


def _pages(view: View) -> Iterator[Page | Asset]:
    """The pages of the day. The search leaves them out: only the day that is shown is asked for by words."""
    for make in DATED:
        yield from (replace(page, search="") for page in make(view))
    yield from (replace(target_page(view, place), search="") for place in range(len(view.figures)))
    yield from view.taken_assets()
