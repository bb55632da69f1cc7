"""For a screen on the wall and for a sheet of paper: the overview without anything to click."""

from __future__ import annotations

from dataclasses import dataclass

from thidua import wording
from thidua.figures.progress import Figure
from thidua.pages import parts
from thidua.pages.headline import standing
from thidua.pages.phases import phase_headline
from thidua.pages.view import View
from thidua.site.page import Page

LINES_A_SLIDE = 4
WALL = 2.0  # everything on a wall is twice as large
LINES_ON_PAPER = 5


@dataclass(frozen=True, slots=True)
class Trouble:
    """A target that needs a decision, in words to be read from afar."""

    figure: Figure
    missing: str
    owner: str
    due: str


def wall_page(view: View) -> Page:
    """Slides that turn by themselves: the overview, each phase, what is in trouble."""
    path, words = view.home.wall, view.words
    trouble = _trouble(view)
    body = view.render(
        "wall.html",
        path,
        day=_day(view),
        standing=standing(view, path, WALL),
        phases=[
            {
                "phase": phase,
                "headline": phase_headline(view, phase),
                "review": parts.review_sentence(view, phase),
                "totals": view.progress.phase_totals(phase.id),
            }
            for phase in view.campaign.plan.phases
        ],
        trouble=[trouble[at : at + LINES_A_SLIDE] for at in range(0, len(trouble), LINES_A_SLIDE)],
    )
    return Page(path, "overview", words.gettext("Trình chiếu"), body, home=view.home, lone=True)


def briefing_page(view: View) -> Page:
    """One sheet of A4: the headline, what needs a decision, and every target in a line."""
    path, words = view.home.briefing, view.words
    body = view.render(
        "briefing.html",
        path,
        day=_day(view),
        standing=standing(view, path),
        attention=_trouble(view)[:LINES_ON_PAPER],
        review=parts.review_sentence(view, view.phase),
        rows=[parts.grid_row(view, one) for one in view.figures],
    )
    return Page(path, "overview", words.gettext("Bản in một trang"), body, home=view.home, lone=True)


def _day(view: View) -> str:
    return view.words.say("Số liệu đến ngày {day}", day=view.words.date(view.as_of))


def _trouble(view: View) -> list[Trouble]:
    words, plan = view.words, view.campaign.plan
    return [
        Trouble(
            one,
            wording.missing_phrase(one, plan, words),
            view.unit_name(one.target.owner),
            words.say("hạn {day}", day=words.date(one.target.due)),
        )
        for one in parts.in_trouble(view, view.figures)
    ]
