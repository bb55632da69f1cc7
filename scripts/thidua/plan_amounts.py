"""Amounts of a target: goal, baseline and points of the pace, read as the target's measure wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.cells import CellError, did_you_mean, parse_number, shown
from thidua.folding import fold, nearest
from thidua.model import Measure
from thidua.plan_values import Findings
from thidua.text import Text


@dataclass(frozen=True, slots=True)
class Amounts:
    """How one target's amounts are written."""

    measure: Measure
    unit: str | None
    scale: Sequence[str]
    findings: Findings

    def read(self, text: str, line: int, key: str) -> Fraction | None:
        """The amount (a rank's level as its place, from 1), or None once it is told what is wrong."""
        return self.findings.try_cell(line, key, lambda: self._parsed(text))

    def _parsed(self, text: str) -> Fraction:
        if self.measure is Measure.RANK:
            return Fraction(level_place(text, self.scale))
        return parse_number(text, whole=self.measure is Measure.COUNT, percent=self.unit == "%")


def level_place(text: str, scale: Sequence[str]) -> int:
    """The place of a level on its scale, from 1; else CellError ``unknown-level``.

    As written, else in any case, else without diacritics, as far as only one level fits.
    """
    for same in (str, str.casefold, fold):
        places = [place for place, level in enumerate(scale, 1) if same(level) == same(text)]
        if len(places) == 1:
            return places[0]
        if places:
            message = Text("“{value}” có thể là nhiều mức khác nhau", value=shown(text))
            raise CellError("unknown-level", message, Text("ghi đủ dấu như trong thang xếp loại"))
    raise CellError("unknown-level", Text("“{value}” không có trong thang xếp loại", value=shown(text)),
                    did_you_mean(nearest(text, scale))
                    or Text("ghi một trong các mức: {levels}", levels=", ".join(scale)))
