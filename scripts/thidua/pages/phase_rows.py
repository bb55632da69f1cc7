"""The targets of a phase in four words: what is to be done, kept, reached and lost, each as a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial

from thidua.figures.held import Held, duty, of_phase
from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.status_table import satisfied_since
from thidua.figures.terms import Term
from thidua.model import Duty, Phase, Status, Target
from thidua.pages import bars, grid
from thidua.pages.view import View
from thidua.text import mark
from thidua.wording import breaches


def phase_rows(view: View, phase: Phase) -> dict[Duty, list[bars.GoalRow]]:
    """The rows of each word that there is, in the order of words; what needs care first stands first."""
    found: dict[Duty, list[tuple[Figure, Held]]] = {}
    for one in view.figures:
        held, word = (
            of_phase(one, one.phases[phase.id], view.as_of),
            duty(one.target, one.phases[phase.id].status),
        )
        if held is not None and word is not None:
            found.setdefault(word, []).append((one, held))
    return {
        word: [
            _row(view, phase, one, held)
            for one, held in sorted(found[word], key=lambda pair: _care(view, *pair))
        ]
        for word in Duty
        if word in found
    }


_CARE = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK, Status.NOT_DUE)


def _care(view: View, one: Figure, held: Held) -> tuple[bool, int, Fraction]:
    """At odds with the law first, then what slips, then the most that is missing; the rest as planned."""
    rank = _CARE.index(held.status) if held.status in _CARE else len(_CARE)
    todo = not held.status.satisfied and held.status is not Status.MISSED
    return grid.law_conflict(view, one) is None, rank, -(held.shortfall or Fraction()) if todo else Fraction()


def _row(view: View, phase: Phase, one: Figure, held: Held) -> bars.GoalRow:
    is_over = phase.end < view.as_of
    return bars.GoalRow(
        view,
        held,
        lambda: [row for row in view.rows.get(one.target.id, ()) if row.on <= phase.end],
        lambda: None if is_over else grid.law_conflict(view, one),
        partial(_note, view, one, held, phase),
    )


def _note(view: View, one: Figure, held: Held, phase: Phase) -> str:
    """When the phase's goal was reached; how many broke a norm, and when last."""
    words = view.words
    if held.target.traits.counts_breaches:
        count, rows = breaches(held.actual), one.history.rows_until(min(view.as_of, phase.end))
        if not count or not rows:
            return ""
        day = words.short_date(rows[-1].on)
        template = mark("{n} vi phạm, mới nhất {day}") if count > 1 else mark("{n} vi phạm {day}")
        return words.say(template, n=count, day=day)
    since = satisfied_since(held.term, one.history, min(view.as_of, phase.end))
    return words.say("ngày {day}", day=words.short_date(since)) if since and held.status.satisfied else ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target that a phase had not got when it ended: its figure then, and what became of it."""

    target: Target
    status: Status
    say: Callable[[], str]

    @property
    def said(self) -> str:
        """The figure at the close and now, in words."""
        return self.say()


def verdicts(view: View, phase: Phase) -> list[Verdict]:
    """What a phase that is over did not have at its close, and what became of it; its verdict stays."""
    found = []
    for one in view.figures:
        part = one.phases[phase.id]
        if part.term is not None and not part.status.satisfied and part.status is not Status.CANCELLED:
            found.append(Verdict(one.target, part.status, partial(_after, view, one, part)))
    return found


def _after(view: View, one: Figure, part: PhaseFigure) -> str:
    words, held = view.words, of_phase(one, part, view.as_of)
    number, of = bars.numbers(held, words) if held else ("–", "")
    verdict = words.gettext(part.status.label).lower()
    at_close = words.say(
        "khi đợt kết thúc {figure}: {verdict}", figure=f"{number}/{of}" if of else number, verdict=verdict
    )
    day = reached_after(view, one, part.term) if part.term else None
    if day is None:
        return words.say("{at_close}; nay vẫn chưa tới mức ấy", at_close=at_close)
    late = (day - part.phase.end).days
    return words.say(
        "{at_close}; nay đã đạt, {day}, muộn {n} ngày", at_close=at_close, day=words.short_date(day), n=late
    )


def reached_after(view: View, one: Figure, term: Term) -> date | None:
    """Since which day after its phase a target has what the phase asked for; None where it has not."""
    return satisfied_since(replace(term, last=date.max), one.history, view.as_of)
