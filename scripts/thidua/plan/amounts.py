"""Amounts of a target: goal, baseline and points of the pace, read as the target's measure wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.keyed.entries import Findings
from thidua.model import Measure
from thidua.reading.cells import parse_level
from thidua.reading.numbers import parse_number


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
        if self.measure.traits.has_levels:
            return parse_level(text, self.scale)
        return parse_number(text, whole=self.measure.traits.whole_figure, percent=self.unit == "%")
