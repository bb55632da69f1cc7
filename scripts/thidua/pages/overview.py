"""The first page: how many are met, what will fail, how many days are left, what has moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from thidua import charts, wording
from thidua.figures import rules
from thidua.figures.distance import subjects_needed
from thidua.figures.progress import Figure
from thidua.figures.series import TargetChange
from thidua.model import Status, Target
from thidua.pages import parts
from thidua.pages.chart_parts import figure
from thidua.pages.downloads import report_links
from thidua.pages.headline import standing
from thidua.pages.view import View
from thidua.site.page import Link, Page

MOST_ROWS = 5  # a director reads five lines
MOST_MARKS = 12  # ids with their shapes: three short lines


@dataclass(frozen=True, slots=True)
class Attention:
    """A target that needs a decision: what is missing and how far its day is."""

    figure: Figure
    missing: str
    left: str
    note: str


def overview_page(view: View, path: str) -> Page:
    """The campaign's first page; the site's own first page is the same one at another path."""
    words = view.words
    first = standing(view, path)
    trouble = parts.in_trouble(view, view.figures)
    body = view.render(
        "overview.html",
        path,
        standing=first,
        attention=[_attention(view, one) for one in trouble[:MOST_ROWS]],
        attention_more=max(0, len(trouble) - MOST_ROWS),
        good=Status.MET,
        countdown=_countdown(view),
        change=_change(view),
        links=_actions(view),
        groups=parts.grid_groups(view, view.figures) if view.is_small else [],
        met_chart=figure(view, path, charts.met_by_day_chart(view.scene, view.timelines)),
    )
    search = wording.plain((str(first["headline"]), *(one.target.name for one in view.figures)))
    title = words.gettext("Tổng quan")
    return Page(path, "overview", title, body, search, description=str(first["headline"]), home=view.home)


def _attention(view: View, one: Figure) -> Attention:
    return Attention(
        one,
        wording.missing_amount(one, view.campaign.plan, view.words),
        wording.days_left(view.as_of, one.target.due, view.words),
        _ceiling_note(view, one),
    )


def _ceiling_note(view: View, one: Figure) -> str:
    """Said beside a shortfall that the law itself causes; "" elsewhere."""
    cap = rules.legal_ceiling(one.target, view.progress)
    need = subjects_needed(one.term, one.history.population.on(view.as_of))
    if cap is None or need is None or need <= cap:
        return ""
    return view.words.say("luật chỉ cho tối đa {cap}", cap=cap)


def _countdown(view: View) -> dict[str, Any]:
    """Days to the review of the current phase, what is open in it, and the next commemoration."""
    words, phase = view.words, view.phase
    review = view.review(phase)
    last = review.before - timedelta(days=1) if review else phase.end
    held = review is not None and review.held_by(view.as_of)
    if held or view.as_of > phase.end:
        days = words.gettext("đã tổng kết") if held else words.gettext("đã kết thúc")
    else:
        days = wording.days_left(view.as_of, last, words)
    text = parts.review_sentence(view, phase, counted=False)
    text = text or words.say("Kết thúc ngày {day}.", day=words.date(phase.end))
    still_open = parts.open_in_phase(view, phase)
    given = sum(one.phases[phase.id].status is not Status.NOT_ASSIGNED for one in view.figures)
    return {
        "days": days,
        "text": text,
        "open": words.say("{n}/{all} chỉ tiêu của đợt chưa xong", n=len(still_open), all=given),
        "more": max(0, len(still_open) - MOST_MARKS),
        "targets": [(part.status, one.target) for one, part in still_open[:MOST_MARKS]],
        "next_day": _next_commemoration(view),
    }


def _next_commemoration(view: View) -> str:
    coming = [
        (one.on, one.name) for one in view.campaign.plan.commemorations if one.on and one.on >= view.as_of
    ]
    if not coming:
        return ""
    day, name = min(coming)
    return view.words.say("{day}: {name}", day=view.words.date(day), name=name)


def _change(view: View) -> dict[str, Any]:
    """How many more (or fewer) are met than at the end of last month, and whose status changed."""
    words = view.words
    before = sum(one.status.satisfied for one in view.earlier.figures.values())
    now = sum(one.status.satisfied for one in view.figures)
    moved: list[TargetChange] = [one for one in view.changes.values() if one.before is not one.after]
    moved.sort(key=lambda one: list(Status).index(one.after), reverse=True)
    if now == before:
        headline = words.gettext("Số chỉ tiêu đạt không đổi")
    else:
        headline = words.say("{delta} chỉ tiêu đạt", delta=words.signed(now - before))
    return {
        "headline": headline,
        "lines": moved[:MOST_ROWS],
        "more": max(0, len(moved) - MOST_ROWS),
        "figures": _moved_figures(view),
        "deltas": _deltas(view, moved)[: max(0, MOST_ROWS - len(moved))],
    }


def _deltas(view: View, moved: list[TargetChange]) -> list[tuple[Target, str, str]]:
    """Figures that moved while the status stood: the target, its change and its figure now."""
    words = view.words
    return [
        (
            one.target,
            wording.delta_phrase(one.target, one.delta, words),
            wording.actual_phrase(one.target, one.actual_after, words),
        )
        for one in view.changes.values()
        if one.delta and one not in moved and not one.target.traits.counts_breaches
    ]


def _moved_figures(view: View) -> str:
    """How many figures moved at all, for those who want to look closer."""
    count = sum(bool(one.delta) for one in view.changes.values())
    return view.words.say("{n} chỉ tiêu có số liệu mới", n=count) if count else ""


def _actions(view: View) -> list[Link]:
    """What to do with the figures: print, show, compare, report."""
    words, home = view.words, view.home.main
    return [
        Link(home.briefing, words.gettext("Bản in một trang")),
        Link(home.wall, words.gettext("Trình chiếu")),
        Link(home.compare, words.gettext("So sánh hai ngày")),
        *report_links(view),
        Link(view.files.workbook, words.gettext("Bảng tính Excel")),
    ]
