"""The form's hidden sheet: what the form is for, and the lists that its drop-downs show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook

from thidua.entry.sections import NOTHING, SOMETHING, Sheet, label, labelled, sheet_of
from thidua.entry.stamp import STAMP_SHEET, Stamp
from thidua.model import Plan, Quantity, ReportEvery, Role, Stage
from thidua.tables.contents import STATES as STATE_VOCABULARY
from thidua.text import period_text
from thidua.wording import ROLES, STAGES

STATE_WORDS = tuple(STATE_VOCABULARY.words)[:4]
_FIRST_LIST = 3  # column D; A and B hold the stamp


@dataclass(frozen=True, slots=True)
class Lists:
    """Where each drop-down finds its words: a formula such as ='_thidua'!$D$1:$D$9."""

    stages: str
    roles: str
    targets: dict[Sheet, str]
    levels: str
    tasks: str
    states: str
    populations: str
    periods: str
    happened: str


def write_lists(book: Workbook, stamp: Stamp, plan: Plan, targets: Sequence[Quantity]) -> Lists:
    """Write the hidden sheet; only a program can bring it to light, so nobody mends it by accident."""
    sheet = book.add_worksheet(STAMP_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(stamp.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    columns = iter(range(_FIRST_LIST, 26))

    def listed(entries: Iterable[str]) -> str:
        column, texts = next(columns), list(entries)
        for row, text in enumerate(texts):
            sheet.write_string(row, column, text)
        letter = chr(ord("A") + column)
        return f"='{STAMP_SHEET}'!${letter}$1:${letter}${max(1, len(texts))}"

    ranks = [target for target in targets if target.traits.has_levels]
    return Lists(
        stages=listed(STAGES[stage] for stage in Stage),
        roles=listed(ROLES[role] for role in Role),
        targets={
            kind: listed(label(target) for target in targets if sheet_of(target) is kind)
            for kind in (Sheet.COUNTS, Sheet.RANKS, Sheet.LEVELS)
        },
        levels=listed(dict.fromkeys(level for target in ranks for level in reversed(target.scale))),
        tasks=listed(labelled(task.id, task.name or task.text) for task in plan.tasks.values()),
        states=listed(word.capitalize() for word in STATE_WORDS),
        populations=listed(labelled(id_, one.name) for id_, one in plan.populations.items()),
        periods=listed(periods(plan)),
        happened=listed((SOMETHING, NOTHING)),
    )


def periods(plan: Plan) -> Iterator[str]:
    """The months, or quarters, that units report."""
    quarter = plan.report_every is ReportEvery.QUARTER
    day = plan.start.replace(day=1)
    seen = ""
    while day <= plan.end:
        period = period_text(day, quarter=quarter)
        if period != seen:
            yield period
        seen = period
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
