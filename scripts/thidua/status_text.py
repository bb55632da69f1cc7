"""The figures as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from thidua import wording
from thidua.figures.progress import Progress
from thidua.words import VIETNAMESE


def status_lines(progress: Progress) -> Iterator[str]:
    """A headline, a line a target, and the targets by status."""
    words, plan = VIETNAMESE, progress.campaign.plan
    yield f"{plan.title} — số liệu đến ngày {words.date(progress.as_of)}"
    if plan.illustrative:
        yield "Số liệu minh họa."
    yield ""
    rows = [
        (
            figure.target.id,
            words.gettext(figure.status.label),
            wording.actual_phrase(figure.target, figure.actual, words),
            wording.goal_sign(figure.target, words),
            wording.missing_phrase(figure, plan, words),
            figure.target.name,
        )
        for figure in progress.figures.values()
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(5)] if rows else []
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()
    yield ""
    met = sum(figure.status.satisfied for figure in progress.figures.values())
    yield f"{met}/{len(rows)} chỉ tiêu đã đạt: {wording.status_list(progress.totals, words)}"
