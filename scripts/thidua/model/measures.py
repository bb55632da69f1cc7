"""The measures, and all that one is: a new one is a name here, and its traits in measures.json beside it.

Whoever needs to know asks for a trait (``target.traits.is_share``), not for a measure by name.
Where the keys of a target decide too, the target answers: ``adds_up``, ``is_kept``, ``is_percentage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.beside import data_beside
from thidua.model.kinds import Operator


@dataclass(frozen=True, slots=True)
class Traits:
    """What one measure is. What is not said of a measure does not hold for it."""

    label: str  # what the office calls it (a key of the message catalogue)
    method: str  # how its figure comes from the rows (a key of the message catalogue)
    words: tuple[str, ...]  # what plan.yml may call it, beside its name
    operators: tuple[Operator, ...]  # what its goal may say
    counts_subjects: bool = False  # a row is a whole number of people, units, families, things
    counts_breaches: bool = False  # … of those who broke a norm: the figure is who is left
    is_share: bool = False  # the figure is a percentage of a population
    has_levels: bool = False  # a row names a level of a scale: nothing lies between two, nothing is added up
    is_state: bool = False  # a row tells how things stand, for a unit or for all together; the latest holds
    has_reading: bool = False  # the plan says whether a row is what is new or the total so far
    has_stages: bool = False  # its subjects pass from registered to proposed to awarded
    has_baseline: bool = False  # the year starts at a figure of its own, not at nothing
    always_kept: bool = False  # a bound to be kept from the first day on, not a mark to be reached

    @property
    def needs(self) -> str | None:
        """The key of plan.yml without which it means nothing."""
        return "population" if self.is_share else "scale" if self.has_levels else None

    @property
    def whole_figure(self) -> bool:
        """Whether the figure itself, and so the goal, is a whole number of subjects."""
        return self.counts_subjects and not self.is_share

    @property
    def may_hold(self) -> bool:
        """Whether the plan says if its goal is a bound to be kept or a mark to be reached (``hold``)."""
        return not self.always_kept and (self.is_share or self.has_baseline)

    @property
    def shows_people(self) -> bool:
        """Whether unit, role and evidence of a row may be shown: those of a breach point at a person."""
        return not self.counts_breaches


_SAID: Mapping[str, Mapping[str, Any]] = data_beside("model", "measures.json")


def _traits(words: Sequence[str], operators: Iterable[str] = tuple(Operator), **said: Any) -> Traits:
    return Traits(words=tuple(words), operators=tuple(map(Operator, operators)), **said)


def sentences() -> Iterator[str]:
    """What measures.json says of the measures in words for people."""
    yield from (said[name] for said in _SAID.values() for name in ("label", "method"))


class Measure(StrEnum):
    """What kind of figure a target is judged by: its name in plan.yml, and its traits."""

    traits: Traits

    def __new__(cls, name: str) -> Measure:
        """A member that is its name, as of any StrEnum, and knows its traits."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.traits = _traits(**_SAID[name])
        return member

    COUNT = "count"
    AMOUNT = "amount"
    RATIO = "ratio"
    COMPLIANCE = "compliance"
    RANK = "rank"
    LEVEL = "level"
