"""For a screen on the wall and for a sheet of paper: the overview without anything to click."""

import json

from thidua.pages import grid, parts
from thidua.pages.directing import directing
from thidua.pages.headline import standing
from thidua.pages.overview import change_card, phase_card
from thidua.pages.reader import Reader
from thidua.pages.view import View
from thidua.pages.year import year
from thidua.site.batches import content_key
from thidua.site.page import Asset, Page

WALL = 2.0  # everything on a wall is twice as large
MOST_ROWS = 4  # of what to decide, on the first slide
BUILD = "@build@"  # stands for the name of the build until the page is whole


def wall_pages(view: View) -> list[Page | Asset]:
    """Slides that turn by themselves, and the small file that tells a screen which build they are of."""
    path = view.home.wall
    body = view.render(
        "wall.html",
        path,
        build=BUILD,
        day=_day(view),
        standing=standing(view, path, WALL),
        directing=directing(view, MOST_ROWS),
        phase=phase_card(view, view.phase),
        change=change_card(view),
        figures=grid.care_groups(view)[0] if view.figures else None,
        year=year(view, view.figures, grid.first_figures(view)),
        matrix=parts.report_matrix(view, path),
    )
    return wall_files(view, body, path, view.home.wall_build)


def wall_files(view: Reader, body: str, path: str, about: str) -> list[Page | Asset]:
    """The page at its path, and what it is told of its build by: a screen asks whether it is newer."""
    build = content_key(body)[:16]
    title = view.words.gettext("Trình chiếu")
    page = Page(path, "overview", title, body.replace(BUILD, build), home=view.home, lone=True)
    return [page, Asset(about, json.dumps({"build": build}).encode() + b"\n")]


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
        groups=grid.plan_groups(view, grid.first_figures(view)),
        source=" ".join(filter(None, (grid.left_out(view, len(view.figures)), source))),
    )
    return Page(path, "overview", words.gettext("Bản in một trang"), body, home=view.home, lone=True)


def _day(view: View) -> str:
    return view.words.say("Số liệu đến hết ngày {day}", day=view.words.date(view.as_of))
