"""What several pages show: the grid of targets, the matrix of reports, a chart in its figure."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from thidua import wording
from thidua.figures import discipline
from thidua.figures.held import Held
from thidua.model import Phase, ReportEvery, Status, Target, Update
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.text import mark

Goal = TypeVar("Goal", bound=Held)
_MOST_NAMES = 6  # units named in a sentence
_TROUBLE = (Status.OFF_TRACK, Status.AT_RISK, Status.MISSED, Status.NO_DATA)


class Marked(NamedTuple):
    """A target with the status whose mark it bears: its own, or a unit's part of it."""

    status: Status
    target: Target


def in_trouble(view: View, figures: Iterable[Goal]) -> list[Goal]:
    """What fails if nobody acts: slow, at risk, failed, without figures; then what is due within a month.

    Within each kind the nearest due day comes first.
    """
    soon = [
        figure
        for figure in figures
        if figure.status in _TROUBLE
        or (figure.status is Status.NOT_DUE and (figure.target.due - view.as_of).days <= 31)
    ]
    order = {status: place for place, status in enumerate(_TROUBLE)}
    return sorted(soon, key=lambda one: (order.get(one.status, len(order)), one.target.due))


def updates(view: View) -> list[Update]:
    """Updates up to the as-of day, the newest first."""
    found = [one for one in view.campaign.updates if one.on <= view.as_of]
    return sorted(found, key=lambda one: (one.on, one.source.line), reverse=True)


def difficulties(view: View, found: Iterable[Update]) -> list[Update]:
    """Difficulties raised to the directors: the oldest unanswered first, then the answered."""
    return sorted(
        (one for one in found if one.asks),
        key=lambda one: (one.answered_by(view.as_of), one.on, one.source.line),
    )


def report_matrix(view: View, page_path: str) -> dict[str, Any]:
    """The matrix unit × period, and the gaps of its last period in words."""
    words = view.words
    labels = {
        discipline.Reported.ON_TIME: words.gettext("đã nộp"),
        discipline.Reported.LATE: words.gettext("muộn"),
        discipline.Reported.WAITING: words.gettext("chờ"),
        discipline.Reported.MISSING: words.gettext("thiếu"),
        discipline.Reported.NOT_OWED: "–",
    }
    table = discipline.reports(view.campaign, view.as_of)
    rows = [
        {
            "unit": row[0].unit,
            "cells": [
                {
                    "css": cell.state.value,
                    "word": labels[cell.state],
                    "title": words.date(cell.on) if cell.on else labels[cell.state],
                }
                for cell in row
            ],
        }
        for row in table
    ]
    periods = [period_name(view, one.period) for one in table[0]] if table else []
    matrix = {"periods": periods, "rows": rows, "sentence": _matrix_sentence(view, table)}
    matrix["html"] = inert(view.render("parts/matrix.html", page_path, matrix=matrix))
    return matrix


def period_name(view: View, first: date) -> str:
    """A month or quarter of reports, by its first day: 6/2022 · quý 2/2022."""
    if view.campaign.plan.report_every is ReportEvery.MONTH:
        return view.words.month(first)
    return view.words.say("quý {n}/{year}", n=(first.month + 2) // 3, year=first.year)


def period_phrase(view: View, first: date) -> str:
    """The same inside a sentence: tháng 6/2022 · quý 2/2022."""
    name = period_name(view, first)
    if view.campaign.plan.report_every is ReportEvery.QUARTER:
        return name
    return view.words.say("tháng {month}", month=name)


def period_short(view: View, first: date) -> str:
    """The same, without the year where that is plain: tháng 6 · quý 2."""
    if view.campaign.plan.has_years:
        return period_phrase(view, first)
    if view.campaign.plan.report_every is ReportEvery.QUARTER:
        return view.words.say("quý {n}", n=(first.month + 2) // 3)
    return view.words.say("tháng {n}", n=first.month)


def _matrix_sentence(view: View, table: list[list[discipline.PeriodReport]]) -> str:
    words = view.words
    if not table:
        return ""
    missing = [row[-1].unit.short_name for row in table if row[-1].lacks]
    late = [row[-1].unit.short_name for row in table if row[-1].state is discipline.Reported.LATE]
    period = period_phrase(view, table[0][-1].period)
    if len(missing) > _MOST_NAMES:
        said = words.say("{period}: {n} đơn vị chưa nộp.", period=period, n=len(missing))
    elif missing:
        said = words.say(
            "{period}: chưa nộp {n} đơn vị: {units}.", period=period, n=len(missing), units=", ".join(missing)
        )
    else:
        said = words.say("{period}: mọi đơn vị đã nộp báo cáo.", period=period)
    said = said[:1].upper() + said[1:]
    if late:
        said += " " + words.say("Nộp muộn: {units}.", units=", ".join(late))
    before = _gaps([row[:-1] for row in table], view)
    return f"{said} {before}".rstrip()


def _gaps(table: list[list[discipline.PeriodReport]], view: View) -> str:
    """Reports of earlier periods that never came, by unit, of many units their number; "" without any."""
    gaps = []
    for row in table:
        missing = [period_name(view, one.period) for one in row if one.lacks]
        if missing:
            gaps.append(f"{row[0].unit.short_name} ({', '.join(missing)})")
    if len(gaps) > _MOST_NAMES:
        return view.words.say("{n} đơn vị còn thiếu báo cáo các kỳ trước.", n=len(gaps))
    return view.words.say("Các kỳ trước còn thiếu: {gaps}.", gaps="; ".join(gaps)) if gaps else ""


def review_sentence(view: View, phase: Phase) -> str:
    """When the phase's review was held, or by when it must be, strictly before its day; "" without one."""
    review = view.review(phase)
    if review is None:
        return ""
    words = view.words
    held = review.held_by(view.as_of)
    if held:
        template = (
            mark("Tổng kết ngày {held}, trước {before} đúng yêu cầu.")
            if held < review.before
            else mark("Tổng kết ngày {held}, không trước {before} như kế hoạch.")
        )
        return words.say(template, held=words.date(held), before=words.date(review.before))
    return words.say(
        "Tổng kết phải xong trước ngày {before}: {left}.",
        before=words.date(review.before),
        left=wording.days_left(view.as_of, review.last, words),
    )
