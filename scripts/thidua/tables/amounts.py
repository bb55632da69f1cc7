"""Cells that hold an amount → the amount, as the measure of the row's target wants it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from thidua.model import Quantity
from thidua.problems import CellError
from thidua.reading.cells import parse_level
from thidua.reading.numbers import parse_number
from thidua.tables.contents import Parse, is_taken_back
from thidua.tables.rows import UNREAD, remembered
from thidua.text import Text, shown


class Amounts:
    """The reader of one column's amounts; ``of`` gives the parser of a target's cells.

    Each text is parsed once per target: a hundred thousand rows hold few different numbers.
    """

    def __init__(self, of: Callable[[Quantity], Parse]) -> None:
        self._of = of
        self._parsers: dict[str, Parse] = {}

    def read(self, quantity: Quantity, cell: Any) -> Any:
        """The amount, the CellError, or what is no text as it stands: UNREAD, or None of a blank cell."""
        if cell is UNREAD or cell is None:
            return cell
        parse = self._parsers.get(quantity.id)
        if parse is None:
            parse = self._parsers[quantity.id] = remembered(_giving_errors(self._of(quantity)))
        return parse(cell)


def _giving_errors(parse: Parse) -> Parse:
    def read(cell: str) -> Any:
        try:
            return parse(cell)
        except CellError as error:
            return error

    return read


def values() -> Amounts:
    """What a row records: whole subjects, an amount, a level; a rank's place on its scale."""
    return Amounts(lambda one: lambda cell: _amount(one, cell, whole=one.traits.counts_subjects))


def goals() -> Amounts:
    """A unit's goal, in the target's own terms: percent for a ratio, a level's name for a rank; or None."""
    return Amounts(lambda one: lambda cell: None if is_taken_back(cell) else goal_amount(one, cell))


def baselines() -> Amounts:
    """Where a unit's year starts; of a target without one it is not read, since it is refused."""
    return Amounts(lambda one: lambda cell: goal_amount(one, cell) if one.traits.has_baseline else Fraction())


def goal_amount(one: Quantity, cell: str) -> Fraction:
    """An amount as a goal has it; else CellError."""
    if one.traits.is_share and cell.rstrip().endswith("%"):
        message = Text("“{value}” không phải là số", value=shown(cell.strip()))
        raise CellError("not-a-number", message, Text("mục tiêu này vốn là phần trăm: bỏ dấu %, chỉ ghi số"))
    return _amount(one, cell, whole=one.traits.whole_figure)


def _amount(one: Quantity, cell: str, *, whole: bool) -> Fraction:
    if one.traits.has_levels:
        return parse_level(cell, one.scale)
    return parse_number(cell, whole=whole, percent=not one.traits.counts_subjects and one.unit == "%")
