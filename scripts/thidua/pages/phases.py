"""The phases: a list of them, and a page for each with what it must reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua import charts, wording
from thidua.figures.progress import Figure, PhaseFigure
from thidua.model import Phase, Status
from thidua.pages import parts
from thidua.pages.chart_parts import figure
from thidua.pages.view import View
from thidua.site.page import Link, Page
from thidua.text import mark


def phase_pages(view: View) -> Iterator[Page]:
    """The list and every phase's page."""
    phases = view.campaign.plan.phases
    yield _list_page(view)
    links = [None, *(Link(view.home.phase(one.id), one.name) for one in phases), None]
    for place, phase in enumerate(phases):
        yield _phase_page(view, phase, links[place], links[place + 2])


def _list_page(view: View) -> Page:
    path = view.home.phases
    phases = [
        {
            "phase": phase,
            "review": parts.review_sentence(view, phase),
            "totals": view.progress.phase_totals(phase.id),
            "headline": phase_headline(view, phase),
            "open": [(part.status, one.target) for one, part in parts.open_in_phase(view, phase)],
        }
        for phase in view.campaign.plan.phases
    ]
    rows = [
        {"target": one.target, "cells": [_cell(view, one, part) for part in one.phases.values()]}
        for one in view.figures
    ]
    title = view.words.gettext("Đợt thi đua")
    body = view.render("phases.html", path, phases=phases, rows=rows)
    return Page(path, "phases", title, body, search=title, home=view.home)


def phase_headline(view: View, phase: Phase) -> str:
    """How many of the targets that the phase asks for are met in it."""
    totals = view.progress.phase_totals(phase.id)
    given = len(view.figures) - totals.get(Status.NOT_ASSIGNED, 0)
    met = sum(count for status, count in totals.items() if status.satisfied)
    return view.words.say("{met}/{given} chỉ tiêu của đợt đã đạt", met=met, given=given)


def _phase_page(view: View, phase: Phase, before: Link | None, after: Link | None) -> Page:
    words, path = view.words, view.home.phase(phase.id)
    totals = view.progress.phase_totals(phase.id)
    review = parts.review_sentence(view, phase)
    sentence = words.say(
        "Đến {day}: {headline}. {review}",
        day=words.date(view.as_of),
        headline=phase_headline(view, phase),
        review=review,
    ).rstrip()
    body = view.render(
        "phase.html",
        path,
        phase=phase,
        sentence=sentence,
        totals=totals,
        downloads=[_report(view, phase)],
        calendar=figure(view, path, charts.phase_calendar(view.scene, phase)),
        chart=figure(view, path, charts.phase_chart(view.scene, phase)),
        open_heading=words.gettext(_open_heading(view, phase)),
        open_rows=[_cell(view, one, part) for one, part in parts.open_in_phase(view, phase)],
    )
    search = wording.plain((phase.name, phase.quote or "", sentence))
    return Page(
        path,
        "phases",
        phase.name,
        body,
        search,
        description=sentence,
        previous=before,
        next=after,
        home=view.home,
    )


def _open_heading(view: View, phase: Phase) -> str:
    return mark("Đợt này còn phải xong") if view.as_of <= phase.end else mark("Không xong trong đợt")


def _report(view: View, phase: Phase) -> Link:
    """The phase's review report, for the office to finish."""
    return Link(view.files.report(phase.id), view.words.gettext("Báo cáo .docx"))


def _cell(view: View, one: Figure, part: PhaseFigure) -> dict[str, Any]:
    """What a phase asks of a target and what it got, as they are shown."""
    return {
        "figure": one,
        "part": part,
        "goal": wording.phase_goal_phrase(one.target, part, view.campaign.plan, view.words),
        "actual": wording.actual_phrase(one.target, part.actual, view.words, part.goal),
        "actual_css": wording.actual_css(one.target),
    }
