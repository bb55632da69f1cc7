"""What a page is made from, as keys: two pages of the same key are the same page."""

from __future__ import annotations

from functools import lru_cache

from thidua.model import Achievement, Report, Target, Update
from thidua.pages.facts import Facts
from thidua.pages.view import View
from thidua.site.batches import content_key

_AGREED = ("plan.yml", "units.csv", "headcount.csv", "allocations.csv")


def agreed_key(view: View) -> str:
    """All of a view that does not come from rows of achievements, updates and reports."""
    agreed = [file.sha256 for file in view.campaign.files if file.name in _AGREED]
    before = view.campaign.before  # shown beside this one; it is over and hardly changes
    compared = [file.sha256 for file in before.files] if before else []
    return content_key(view.campaign.id, agreed, compared, view.as_of, view.home, view.words.language)


def rows_behind(view: View, target: Target) -> list[Achievement]:
    """The rows up to the as-of day that a target's figure comes from: its own, or those of its sources."""
    sources = target.derived.sources if target.derived else (target.id,)
    return [row for source in sources for row in view.rows.get(source, ())]


def row_key(row: Achievement) -> tuple[object, ...]:
    """The row as plain values, whose representation is quick to write."""
    return (
        row.on.toordinal(),
        row.target,
        row.unit,
        row.value.numerator,
        row.value.denominator,
        row.stage.value,
        row.role and row.role.value,
        row.evidence,
        row.note,
        row.source.file,
        row.source.line,
    )


def rows_key(view: View) -> str:
    """All rows of every file up to the as-of day."""
    return _rows_key(view.facts)


@lru_cache(maxsize=8)  # it is the same in every language
def _rows_key(facts: Facts) -> str:
    campaign, day = facts.campaign, facts.as_of
    words: list[Update | Report] = [*campaign.updates, *campaign.reports]
    return content_key(
        [(row_key(row), origin_key(facts, row)) for row in campaign.achievements if row.on <= day],
        [row for row in words if row.on <= day],
    )


def origin_key(facts: Facts, row: Achievement) -> tuple[str, int] | None:
    """The commit and the day of a row's last change as plain values."""
    found = facts.campaign.origins.get(row.source)
    return (found.commit, found.on.toordinal()) if found else None


def everything_key(view: View) -> str:
    """All that a view says: whatever a page shows of it, none changes while this does not."""
    return content_key(agreed_key(view), files_key(view))


def files_key(view: View) -> str:
    """Every file of the campaign, and the commit that they are of."""
    campaign = view.campaign
    gap = campaign.origins_gap.render() if campaign.origins_gap else ""
    return content_key([(file.name, file.sha256) for file in campaign.files], campaign.commit, gap)
