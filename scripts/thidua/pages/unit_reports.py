"""A unit's reports as a row of months or quarters: on time, late, missing, still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.figures import discipline
from thidua.figures.discipline import PeriodReport, Reported
from thidua.model import ReportEvery, Status, Unit
from thidua.pages import parts
from thidua.pages.view import View
from thidua.text import mark

_MOST = 12  # periods in the row, the newest
_LOOKS = {Reported.ON_TIME: Status.MET, Reported.LATE: Status.OFF_TRACK, Reported.MISSING: Status.MISSED}
_WORDS = {
    Reported.ON_TIME: mark("đúng hạn"),
    Reported.LATE: mark("muộn"),
    Reported.MISSING: mark("thiếu"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A period: its name, the mark of its state (None while it is to come), a day, the state in a word."""

    name: str
    status: Status | None
    told: str
    word: str


def unit_reports(view: View, unit: Unit) -> dict[str, Any] | None:
    """The newest reports of a unit with their sum; None where it owes none, or none yet."""
    rows = [row for row in discipline.reports(view.campaign, view.as_of) if row[0].unit.id == unit.id]
    owed = [one for row in rows for one in row if one.state is not Reported.NOT_OWED]
    if not owed:
        return None
    judged = [one for one in owed if one.state is not Reported.WAITING]
    return {
        "heading": _heading(view, judged),
        "cells": [*(_cell(view, one) for one in owed), *_to_come(view, unit)][-_MOST:],
        "note": _note(view, judged),
    }


def _heading(view: View, judged: Sequence[PeriodReport]) -> str:
    """How many of the reports whose day is over came on time."""
    words = view.words
    if not judged:
        return words.gettext("Báo cáo: chưa đến hạn báo cáo nào")
    on_time = sum(one.state is Reported.ON_TIME for one in judged)
    return words.say("Báo cáo: {n}/{all} đúng hạn", n=on_time, all=len(judged))


def _name(view: View, period: date) -> str:
    """T6 · Q2; T6/24 where there is another June."""
    plan = view.campaign.plan
    quarterly = plan.report_every is ReportEvery.QUARTER
    name = f"Q{(period.month + 2) // 3}" if quarterly else view.words.short_month(period)
    return f"{name}/{period:%y}" if plan.has_years else name


def _cell(view: View, one: PeriodReport) -> Cell:
    words, name = view.words, _name(view, one.period)
    if one.state is Reported.WAITING:
        return Cell(name, None, _due(view, one.period), words.gettext("hạn"))
    told = words.short_date(one.on) if one.on else words.gettext("thiếu")
    return Cell(name, _LOOKS[one.state], told, words.gettext(_WORDS[one.state]))


def _due(view: View, period: date) -> str:
    due = discipline.due_day(view.campaign.plan, period)
    return view.words.short_date(due) if due else ""


def _to_come(view: View, unit: Unit) -> list[Cell]:
    """The periods of the running year that are not over; the first of them with the day it is due."""
    plan = view.campaign.plan
    known = set(discipline.periods(plan, view.as_of))
    coming = [
        one
        for one in discipline.periods(plan, view.as_of.replace(month=12, day=31))
        if one not in known and unit.in_being(discipline.period_end(one, plan.report_every))
    ]
    cells = [Cell(_name(view, one), None, "", "") for one in coming]
    if coming and view.as_of >= coming[0]:
        cells[0] = Cell(cells[0].name, None, _due(view, coming[0]), view.words.gettext("hạn"))
    return cells


def _note(view: View, judged: Sequence[PeriodReport]) -> str:
    """By which day a report is due, and how late the late ones were."""
    words, plan = view.words, view.campaign.plan
    day = f"{plan.report_day:02d}"
    if plan.report_every is ReportEvery.QUARTER:
        said = words.say("Hạn ngày {n} tháng đầu quý sau.", n=day)
    else:
        said = words.say("Hạn ngày {n} tháng sau.", n=day)
    if plan.report_on_working_day:
        said = words.say("{said} Rơi vào cuối tuần thì đến thứ Hai.", said=said)
    late = [
        words.say(
            "{period} muộn {n} ngày", period=parts.period_short(view, one.period), n=(one.on - due).days
        )
        for one in judged
        if one.on and one.state is Reported.LATE and (due := discipline.due_day(plan, one.period))
    ]
    return words.say("{said} Muộn: {late}.", said=said, late="; ".join(late)) if late else said
