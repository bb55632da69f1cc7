"""Two days side by side: any two of those on which the campaign can be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thidua import wording
from thidua.addresses import chart_data
from thidua.figures.progress import totals
from thidua.model import Status, Target
from thidua.pages.view import View
from thidua.site.packs import packed_file
from thidua.site.page import Page


def compare_page(view: View, others: Sequence[View]) -> Page:
    """The page, with the month before beside the as-of day; a script lets the reader choose other days."""
    every = [view, *others]
    days = [_day(one, view.campaign.plan.targets) for one in every]
    source = view.add(packed_file(chart_data, {"days": days}))
    first = next(
        (place for place, one in enumerate(every) if one.as_of <= view.facts.earlier_day), len(every) - 1
    )
    return view.page(
        "compare.html",
        view.home.compare,
        "overview",
        view.words.gettext("So sánh hai ngày"),
        lone=True,
        days=[one.as_of for one in every],
        source=source,
        chosen=(first, 0),
        statuses=[*Status, ""],
        rows=list(zip(view.figures, days[first]["targets"], days[0]["targets"], strict=True)),
        totals=(days[first]["totals"], days[0]["totals"]),
    )


def _day(view: View, targets: Mapping[str, Target]) -> dict[str, Any]:
    """A day's figures as they are shown: totals in words, and of each target status and figure.

    A target that was not part of the plan yet has no status.
    """
    found = view.facts.standings
    return {
        "day": view.words.date(view.as_of),
        "totals": wording.status_list(totals(status for status, _ in found.values()), view.words),
        "targets": [
            {"status": found[name][0], "actual": wording.actual_phrase(target, found[name][1], view.words)}
            if name in found
            else {"status": "", "actual": "–"}
            for name, target in targets.items()
        ],
    }
