"""`thidua status`, `export`: the figures of one campaign, without a site."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from thidua import api, wording
from thidua.commands.call import progress_of, save
from thidua.figures.progress import Progress
from thidua.words import VIETNAMESE


def run(call: Namespace) -> int:
    """Print them as a table, or as the API gives them."""
    progress = progress_of(call)
    if call.json:
        sys.stdout.write(api.status_text(progress, api.data_sha256(progress.campaign)))
    else:
        sys.stdout.write("\n".join(status_lines(progress)) + "\n")
    return 0


def workbook(call: Namespace) -> int:
    """Write the workbook with live formulas, the same as on the site."""
    from thidua.export.workbook import workbook_xlsx  # noqa: PLC0415 - XlsxWriter is slow to import

    progress = progress_of(call)
    save(call.out, workbook_xlsx(progress.campaign, progress, VIETNAMESE), force=call.force)
    return 0


def status_lines(progress: Progress) -> Iterator[str]:
    """A headline, a line a target, and the targets by status."""
    words, plan = VIETNAMESE, progress.campaign.plan
    day = words.date(progress.as_of)
    yield words.say("{title} — số liệu đến ngày {day}", title=plan.title, day=day)
    if plan.illustrative:
        yield words.gettext("Số liệu minh họa.")
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
    listed, in_force = wording.status_list(progress.totals, words), sum(progress.totals.values())
    said = words.say("{met}/{all} chỉ tiêu đã đạt: {statuses}", met=met, all=in_force, statuses=listed)
    if cancelled := len(progress.cancelled):
        said = words.say("{total}; {n} thôi thực hiện", total=said, n=cancelled)
    yield said
