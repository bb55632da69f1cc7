"""What has changed, day by day: a page, and the same as a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thidua import wording
from thidua.export import atom
from thidua.export.identity import office_key
from thidua.figures import series
from thidua.figures.series import TargetChange
from thidua.model import Status
from thidua.pages.view import View
from thidua.site.page import Asset, Page, relative

MOST_ENTRIES = 100  # of the feed: a reader fetches it often


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as it is read: the figure before and after, and the status where it became another."""

    change: TargetChange
    figures: str
    moved: bool


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    """A day and its changes, in the order of the plan."""

    on: date
    changes: list[ShownChange]


def change_pages(view: View) -> list[Page | Asset]:
    """The page of changes and its feed, newest first."""
    found = [one for one in series.events(view.timelines, view.histories, view.as_of) if _is_news(one[1])]
    days = [
        DayOfChanges(day, [_shown(view, change) for _, change in group])
        for day, group in groupby(found, key=lambda one: one[0])
    ][::-1]
    path, title = view.home.changes, view.words.gettext("Thay đổi")
    body = view.render("changes.html", path, days=days, feed=view.home.feed)
    page = Page(path, "overview", title, body, search=title, home=view.home, lone=True)
    return [page, Asset(view.home.feed, _feed(view, days))]


def _is_news(change: TargetChange) -> bool:
    """The first day of a target is no change: nothing stood there before."""
    return change.before is not Status.NOT_STARTED or change.actual_after is not None


def _shown(view: View, change: TargetChange) -> ShownChange:
    words, target = view.words, change.target
    before = wording.actual_phrase(target, change.actual_before, words)
    after = wording.actual_phrase(target, change.actual_after, words)
    figures = after if before == after else f"{before} → {after}"
    return ShownChange(change, figures, change.before is not change.after)


def _feed(view: View, days: list[DayOfChanges]) -> bytes:
    words, plan = view.words, view.campaign.plan
    own = f"urn:thidua:{office_key(plan)}:{plan.campaign}"
    entries = [
        atom.FeedEntry(
            id=f"{own}:{day.on}:{one.change.target.id}",
            on=day.on,
            title=f"{one.change.target.id}: {words.gettext(one.change.after.label)}",
            text=f"{one.change.target.name}: {one.figures}",
            link=relative(view.home.feed, view.home.target(one.change.target.id)),
        )
        for day in days
        for one in day.changes
    ][:MOST_ENTRIES]
    author = plan.issuer.name if plan.issuer else plan.title
    title = words.say("Thay đổi: {title}", title=plan.title)
    updated = days[0].on if days else plan.start
    return atom.written(
        atom.Feed(own, title, author, updated, view.home.feed.rpartition("/")[2], words.language), entries
    )
