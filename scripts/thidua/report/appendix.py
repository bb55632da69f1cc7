"""The appendix: every target with the figures, the statuses and the as-of day of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from thidua import wording
from thidua.figures.progress import Figure, PhaseFigure, Progress
from thidua.model import Phase
from thidua.report.model import Appendix
from thidua.report.phrases import capital, document_date
from thidua.text import lowered
from thidua.words import Words


def appendix(progress: Progress, phase: Phase, reference: str, words: Words) -> Appendix:
    """The table of all targets: the whole campaign's figure, and the phase's goal and status."""
    return Appendix(
        title=words.gettext("BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA"),
        reference=reference,
        note=words.say(
            "Số liệu đến ngày {day}; hai cột cuối là {phase}",
            day=document_date(progress.as_of),
            phase=lowered(phase.name),
        ),
        columns=(
            words.gettext("TT"),
            words.gettext("Mã"),
            words.gettext("Chỉ tiêu"),
            words.gettext("Mục tiêu"),
            words.gettext("Thực hiện"),
            words.gettext("Đánh giá"),
            words.gettext("Mục tiêu của đợt"),
            words.gettext("Kết quả của đợt"),
        ),
        rows=tuple(_rows(progress, phase, words)),
    )


def _rows(progress: Progress, phase: Phase, words: Words) -> Iterator[tuple[str, ...]]:
    place = 0
    for group, heading in progress.campaign.plan.groups.items():
        figures = [figure for figure in progress.figures.values() if figure.target.group == group]
        if figures:
            yield (words.gettext(heading),)
        for figure in figures:
            place += 1
            yield (str(place), *_cells(figure, progress, phase, words))


def _cells(figure: Figure, progress: Progress, phase: Phase, words: Words) -> tuple[str, ...]:
    target, plan, part = figure.target, progress.campaign.plan, figure.phases[phase.id]
    return (
        target.id,
        target.name,
        capital(wording.goal_phrase(target, plan, words)),
        wording.actual_phrase(target, figure.actual, words),
        words.gettext(figure.status.label),
        _phase_goal(figure, part, words),
        words.gettext(part.status.label),
    )


def _phase_goal(figure: Figure, part: PhaseFigure, words: Words) -> str:
    """What the phase must reach, in signs; in words where that is the target's own goal."""
    if part.term is None:
        return "–"
    if part.term.final or figure.target.is_kept:
        return words.gettext("Như mục tiêu")
    return wording.goal_sign(replace(figure.target, goal=part.term.goal), words)
