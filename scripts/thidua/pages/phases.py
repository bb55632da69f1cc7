"""The phases: a list of them by their own names, each in four words, and every target through all of them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from thidua.figures.progress import Figure
from thidua.model import Phase, Target
from thidua.pages import bars, parts
from thidua.pages.overview import duty_bar
from thidua.pages.phase import duty_word, phase_page, phase_title
from thidua.pages.reader import inert
from thidua.pages.view import View
from thidua.site.page import Link, Page

_MOST_WORDS, _MOST_FIGURES = 2, 5  # phases with a word, with a figure in every cell; more have marks alone


def phase_pages(view: View) -> Iterator[Page]:
    """The list and every phase's page."""
    phases = view.campaign.plan.phases
    yield _list_page(view)
    links = [None, *(Link(view.home.phase(one.id), one.name) for one in phases), None]
    for place, phase in enumerate(phases):
        yield phase_page(view, phase, links[place], links[place + 2])


class _Row(NamedTuple):
    """A target with its cells, which are made where they are asked for."""

    target: Target
    cells: Callable[[], list[dict[str, Any]]]


def _list_page(view: View) -> Page:
    phases = view.campaign.plan.phases
    return view.page(
        "phases.html",
        view.home.phases,
        "phases",
        view.words.gettext("Đợt thi đua"),
        phases=[_phase(view, phase) for phase in phases],
        rows=[_Row(one.target, partial(_cells, view, one)) for one in view.figures],
        in_words=len(phases) <= _MOST_WORDS,
        in_figures=len(phases) <= _MOST_FIGURES,
    )


def _phase(view: View, phase: Phase) -> dict[str, Any]:
    """A phase in the list: its sentence, its words as a bar, its review, and what the plan says of it."""
    duties, is_over = view.progress.duties(phase.id), phase.end < view.as_of
    return {
        "phase": phase,
        "now": phase.start <= view.as_of <= phase.end,
        "title": phase_title(view, phase, duties),
        "bar": inert(duty_bar(view, duties, is_over)) if duties else Markup(),
        "duties": {
            one: (view.words.gettext(duty_word(one, is_over)), count) for one, count in duties.items()
        },
        "asked": sum(duties.values()),
        "review": parts.review_sentence(view, phase),
    }


def _cells(view: View, one: Figure) -> list[dict[str, Any]]:
    """A target in every phase: its status, and its figure against what was asked; "" where nothing was."""
    cells = []
    for part in one.phases.values():
        shown = filter(None, bars.numbers(part, view.words) if part.is_assigned else ())
        cells.append({"part": part, "figure": "/".join(shown)})
    return cells
