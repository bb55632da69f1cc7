"""For a screen on the wall and for a sheet of paper: the overview without anything to click."""

from __future__ import annotations

from dataclasses import dataclass

from thidua import wording
from thidua.figures.progress import Figure
from thidua.pages import grid, parts
from thidua.pages.directing import directing
from thidua.pages.headline import standing
from thidua.pages.overview import change_card, phase_card
from thidua.pages.phases import phase_headline
from thidua.pages.view import View
from thidua.site.page import Page

LINES_A_SLIDE = 4
WALL = 2.0  # everything on a wall is twice as large


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
    """One sheet of A4: the sentence, what needs a decision, the phase, and every target in a line."""
    path, words = view.home.briefing, view.words
    source = words.say("Nguồn: {title}.", title=view.campaign.plan.title)
    if view.campaign.commit:
        source = words.say("{source} Bản {commit}.", source=source, commit=view.campaign.commit[:8])
    body = view.render(
        "briefing.html",
        path,
        day=_day(view),
        standing=standing(view, path),
        directing=directing(view),
        phase=phase_card(view, view.phase),
        change=change_card(view),
        groups=grid.plan_groups(view, view.figures),
        source=source,
    )
    return Page(path, "overview", words.gettext("Bản in một trang"), body, home=view.home, lone=True)


def _day(view: View) -> str:
    return view.words.say("Số liệu đến hết ngày {day}", day=view.words.date(view.as_of))


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
