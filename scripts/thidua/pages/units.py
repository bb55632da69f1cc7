"""The units: a table of them with what each still owes, who has which goal of its own, who has reported."""

from collections.abc import Iterator, Sequence
from typing import Any

from thidua.model import Status, Target, Unit
from thidua.pages import parts
from thidua.pages.unit import being, owned, shares_of, unit_page
from thidua.pages.view import View
from thidua.site.page import Link, Page

_LEAST = 2  # units, and targets, with goals of their own make a matrix


def unit_pages(view: View) -> Iterator[Page]:
    """The list of units with the matrix of reports, and every unit's page."""
    units = list(view.campaign.units.values())
    yield _list_page(view, units)
    links = [None, *(Link(view.home.unit(one.id), one.name) for one in units), None]
    for place, unit in enumerate(units):
        yield unit_page(view, unit, links[place], links[place + 2])


def _list_page(view: View, units: Sequence[Unit]) -> Page:
    path, words = view.home.units, view.words
    matrix = parts.report_matrix(view, path)
    targets = _allocated(view)
    return view.page(
        "units.html",
        path,
        "units",
        words.pgettext("heading", "Đơn vị"),
        (
            words.gettext("Báo cáo định kỳ") if matrix["periods"] else "",
            matrix["sentence"],
            *(unit.name for unit in units),
        ),
        units=[_row(view, unit) for unit in sorted(units, key=lambda one: not one.in_being(view.as_of))],
        has_goals=bool(targets),
        has_owners=any(one.target.owner for one in view.figures),
        matrix=matrix,
        goals=_goals(view, units, targets),
    )


def _row(view: View, unit: Unit) -> dict[str, Any]:
    """What a unit answers for, what of it and of its own goals is reached, what slips, its last report."""
    own = owned(view, unit)
    goals = shares_of(view, unit)
    trouble = {one.target.id: parts.Marked(one.status, one.target) for one in parts.in_trouble(view, own)}
    for one in parts.in_trouble(view, goals):
        trouble.setdefault(one.target.id, parts.Marked(one.status, one.target))
    return {
        "unit": unit,
        "being": being(view, unit),
        "owned": _counted([one.status for one in own]),
        "goals": _counted([one.status for one in goals]),
        "open": [*trouble.values()],
        "report": _last_report(view, unit),
    }


def _counted(statuses: Sequence[Status]) -> str:
    """How many are reached of how many; "–" of none."""
    return f"{sum(status.satisfied for status in statuses)}/{len(statuses)}" if statuses else "–"


def _last_report(view: View, unit: Unit) -> str:
    periods = [one.period for one in view.campaign.reports if one.unit == unit.id and one.on <= view.as_of]
    return parts.period_phrase(view, max(periods)) if periods else ""


def _allocated(view: View) -> list[Target]:
    """The targets of which units have goals of their own."""
    return [one.target for one in view.figures if one.shares and one.status is not Status.CANCELLED]


def _goals(view: View, units: Sequence[Unit], targets: Sequence[Target]) -> dict[str, Any] | None:
    """Units by targets: how each stands with its own goal; None where hardly any unit has one."""
    figures = [view.progress.figures[one.id] for one in targets]
    rows = [
        {
            "unit": unit,
            "cells": [one.shares[unit.id].status if unit.id in one.shares else None for one in figures],
        }
        for unit in units
        if any(unit.id in one.shares for one in figures)
    ]
    return {"targets": targets, "rows": rows} if min(len(rows), len(targets)) >= _LEAST else None
