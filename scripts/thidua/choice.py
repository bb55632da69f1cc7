"""Which campaign and which day are meant where a call does not say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.model import Campaign


def as_of_day(campaign: Campaign, asked: date | None, today: date) -> date:
    """The as-of day of a campaign: as asked, or today, or the day it closes where that is past."""
    return asked or min(today, campaign.plan.closes)


def newest_first(campaigns: Sequence[Campaign]) -> list[Campaign]:
    """Campaigns by their start, the last to start in front."""
    return sorted(campaigns, key=lambda one: (one.plan.start, one.id), reverse=True)
