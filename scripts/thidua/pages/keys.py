"""What a page is made from, as keys: two pages of the same key are the same page."""

from __future__ import annotations

from thidua.model import Report, Update
from thidua.pages.view import View
from thidua.site.batches import content_key


def agreed_key(view: View) -> str:
    """All of a view that does not come from rows of achievements, updates and reports."""
    return content_key(view.facts.agreed, view.home, view.words.language)


def rows_key(view: View) -> str:
    """All rows of every file up to the as-of day."""
    day, campaign = view.as_of, view.campaign
    words: list[Update | Report] = [*campaign.updates, *campaign.reports]
    return content_key(view.facts.row_digests, [row for row in words if row.on <= day])


def everything_key(view: View) -> str:
    """All that a view says: whatever a page shows of it, none changes while this does not."""
    return content_key(agreed_key(view), files_key(view))


def files_key(view: View) -> str:
    """Every file of the campaign, and the commit that they are of."""
    campaign = view.campaign
    gap = campaign.origins_gap.render() if campaign.origins_gap else ""
    return content_key([(file.name, file.sha256) for file in campaign.files], campaign.commit, gap)
