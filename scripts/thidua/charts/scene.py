"""What every chart of a campaign on one day is drawn from, and what may stand behind its figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.charts.model import Head, Ink, Moment, Period
from thidua.figures.history import History
from thidua.figures.progress import Figure, Progress
from thidua.figures.status_table import reached_spans
from thidua.figures.terms import Term
from thidua.model import Achievement, Phase, Plan, Target
from thidua.text import mark
from thidua.verdict import verdict
from thidua.wording import status_sentence
from thidua.words import Words


def chart_head(chart_id: str, title: str, description: str, source: str, words: Words) -> Head:
    """A chart's head, with the words on its buttons."""
    controls = {
        "png": words.gettext("Tải ảnh PNG"),
        "svg": words.gettext("Tải ảnh SVG"),
        "csv": words.gettext("Tải CSV"),
        "embed": words.gettext("Sao chép mã nhúng"),
        "copied": words.gettext("Đã sao chép"),
        "keys": words.gettext("← → đổi ngày · bấm tên: ẩn, hiện · Esc, bấm đúp: trở lại"),
    }
    return Head(chart_id, title, description, source, controls)


@dataclass(frozen=True, slots=True)
class Scene:
    """Figures on the as-of day, the language, and the rows of every stage up to that day by target.

    ``before`` is what each target's counterpart in the campaign to compare with was over time;
    ``reached`` may know from before when a target's goal in a phase was reached.
    """

    progress: Progress
    words: Words
    rows: Mapping[str, Sequence[Achievement]]
    before: Mapping[str, History] = field(default_factory=dict)
    reached: Callable[[str, Term, History, date], Iterable[tuple[date, bool]]] = (
        lambda phase, term, history, until: reached_spans(term, history, until)
    )
    _heads: dict[str, Head] = field(default_factory=dict)  # its page says what the chart does

    @property
    def plan(self) -> Plan:
        """The campaign's plan."""
        return self.progress.campaign.plan

    def figure(self, target: Target) -> Figure:
        """The target's figure on the as-of day."""
        return self.progress.figures[target.id]

    def head(self, chart_id: str, title: str, description: str) -> Head:
        """A chart's head, with the source and the day of its figures."""
        plan = self.plan
        template = mark("Số liệu đến ngày {day}. Nguồn: {title}.")
        if plan.illustrative:
            template = mark("Số liệu minh họa, đến ngày {day}. Nguồn: {title}.")
        source = self.words.say(template, day=self.words.date(self.progress.as_of), title=plan.title)
        return chart_head(chart_id, title, description, source, self.words)

    def target_head(self, figure: Figure) -> Head:
        """The head of a target's own chart: its state is the title, its name stands below."""
        target, known = figure.target, self._heads
        if target.id not in known:
            sentence = status_sentence(figure, self.plan, self.progress.as_of, self.words)
            head = self.head(f"{target.id}-ca-ky", verdict(figure, self.progress, self.words), sentence)
            known[target.id] = replace(head, subtitle=f"{target.id} · {target.name}")
        return known[target.id]


def phase_periods(scene: Scene, first: date, last: date) -> tuple[Period, ...]:
    """The phases that a stretch of days touches."""
    return tuple(
        Period(phase.start, phase.end, phase.name, phase.short or "")
        for phase in scene.plan.phases
        if phase.start <= last and phase.end >= first
    )


def as_of_moment(scene: Scene, first: date, last: date) -> tuple[Moment, ...]:
    """The as-of day, where the chart reaches it."""
    day = scene.progress.as_of
    if not first <= day <= last:
        return ()
    return (Moment(day, Ink.TODAY, scene.words.short_date(day)),)


def review_moments(scene: Scene, phase: Phase, ink: Ink) -> Iterator[Moment]:
    """The phase's reviews, where they fall into it: when each was held, or before which day it must be."""
    for review in scene.plan.reviews:
        held = review.held_by(scene.progress.as_of)
        day = held or review.before
        if review.phase == phase.id and phase.start <= day <= phase.end:
            template = mark("Đã tổng kết {day}") if held else mark("Tổng kết trước {day}")
            yield Moment(day, ink, scene.words.say(template, day=scene.words.date(day)))
