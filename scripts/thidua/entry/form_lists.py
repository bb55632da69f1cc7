"""The form's hidden sheet: what the form is for, and the lists that its drop-downs show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from thidua.entry.sections import Section, ValueKind, label
from thidua.entry.stamp import STAMP_SHEET, Stamp
from thidua.model import Role, Stage
from thidua.wording import ROLES, STAGES

_FIRST_LIST = 3  # column D; A and B hold the stamp


@dataclass(frozen=True, slots=True)
class Lists:
    """Where each drop-down finds its words: a formula such as ='_thidua'!$D$1:$D$9."""

    stages: str
    roles: str
    targets: dict[ValueKind, str]
    levels: str | None


def write_lists(book: Workbook, stamp: Stamp, found: Sequence[Section]) -> Lists:
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

    ranks = [target for section in found if section.kind is ValueKind.RANK for target in section.targets]
    return Lists(
        stages=listed(STAGES[stage] for stage in Stage),
        roles=listed(ROLES[role] for role in Role),
        targets={section.kind: listed(map(label, section.targets)) for section in found},
        levels=listed(dict.fromkeys(level for target in ranks for level in reversed(target.scale)))
        if ranks
        else None,
    )
