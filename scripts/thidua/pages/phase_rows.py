"""The targets of a phase in four words: what is to be done, kept, reached and lost, each as a row."""

from fractions import Fraction
from functools import partial
from typing import NamedTuple

from thidua.figures.progress import Figure, PhaseFigure
from thidua.figures.status_table import satisfied_since
from thidua.model import Duty, Phase, Status, Target
from thidua.pages import bars, grid
from thidua.pages.target_story import caught_up
from thidua.pages.view import View
from thidua.text import mark
from thidua.wording import breaches

_InPhase = tuple[Figure, PhaseFigure]


def phase_rows(view: View, phase: Phase) -> dict[Duty, list[bars.GoalRow]]:
    """The rows of each word that there is, in the order of words; what needs care first stands first."""
    found = view.facts.once(f"duties {phase.id}", partial(_by_duty, view, phase))
    return {word: [_row(view, *pair) for pair in found[word]] for word in Duty if word in found}


def _by_duty(view: View, phase: Phase) -> dict[Duty, list[_InPhase]]:
    found: dict[Duty, list[_InPhase]] = {}
    for one in view.figures:
        part = one.phases[phase.id]
        if part.duty is not None:
            found.setdefault(part.duty, []).append((one, part))
    return {word: sorted(pairs, key=lambda pair: _care(view, *pair)) for word, pairs in found.items()}


_NOTHING = Fraction()
_CARE = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK, Status.NOT_DUE)


def _care(view: View, one: Figure, part: PhaseFigure) -> tuple[bool, int, Fraction]:
    """At odds with the law first, then what slips, then the most that is missing; the rest as planned."""
    rank = _CARE.index(part.status) if part.status in _CARE else len(_CARE)
    missing = part.shortfall if part.duty in (Duty.TODO, Duty.KEPT) else None
    return grid.law_conflict(view, one) is None, rank, -missing if missing else _NOTHING


def _row(view: View, one: Figure, part: PhaseFigure) -> bars.GoalRow:
    end = part.phase.end
    return bars.GoalRow(
        view,
        part,
        lambda: [row for row in view.facts.waiting_rows(one.target) if row.on <= end],
        lambda: None if end < view.as_of else grid.law_conflict(view, one),
        partial(_note, view, one, part),
    )


def _note(view: View, one: Figure, part: PhaseFigure) -> str:
    """When the phase's goal was reached; how many broke a norm, and when last."""
    words, last = view.words, min(view.as_of, part.phase.end)
    if part.target.traits.counts_breaches:
        count, rows = breaches(part.actual), one.history.rows_until(last)
        if not count or not rows:
            return ""
        day = view.short_day(rows[-1].on)
        template = mark("{n} vi phạm, mới nhất {day}") if count > 1 else mark("{n} vi phạm {day}")
        return words.say(template, n=count, day=day)
    since = satisfied_since(part.term, one.history, last)
    return words.say("ngày {day}", day=view.short_day(since)) if since and part.status.satisfied else ""


class Verdict(NamedTuple):
    """A target that a phase had not got when it ended, and what became of it; the phase's verdict stays."""

    view: View
    figure: Figure
    part: PhaseFigure

    @property
    def target(self) -> Target:
        """The target."""
        return self.figure.target

    @property
    def status(self) -> Status:
        """The verdict."""
        return self.part.status

    @property
    def said(self) -> str:
        """The figure at the close and now, in words."""
        words, part = self.view.words, self.part
        at_close = words.say(
            "khi đợt kết thúc {figure}: {verdict}",
            figure="/".join(filter(None, bars.numbers(part, words))),
            verdict=words.gettext(part.status.label).lower(),
        )
        if self.target.is_kept:
            return at_close  # what was not kept is not caught up on
        day = caught_up(self.figure, part, self.view.as_of)
        if day is None:
            return words.say("{at_close}; nay vẫn chưa tới mức ấy", at_close=at_close)
        late = (day - part.phase.end).days
        return words.say(
            "{at_close}; nay đã đạt, {day}, muộn {n} ngày",
            at_close=at_close,
            day=(words.short_date if day.year == part.phase.end.year else words.date)(day),
            n=words.number(late),
        )


def verdicts(view: View, phase: Phase) -> list[Verdict]:
    """What a phase that is over did not have at its close."""

    def found() -> list[_InPhase]:
        parts = ((one, one.phases[phase.id]) for one in view.figures)
        return [(one, part) for one, part in parts if part.duty not in (None, Duty.DONE)]

    return [Verdict(view, *pair) for pair in view.facts.once(f"verdicts {phase.id}", found)]
