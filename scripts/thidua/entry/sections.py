"""Which sheets a unit's form has, and which targets are entered on each: one kind of value a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from thidua.model import Campaign, Plan, Target

COUNT_SHEET, RANK_SHEET, LEVEL_SHEET = "Kết quả", "Xếp loại", "Mức"

HEADER_ROW = 5  # counted from 0: the sixth line of an entry sheet


class ValueKind(Enum):
    """What stands in a value's cell."""

    WHOLE = COUNT_SHEET
    RANK = RANK_SHEET
    DECIMAL = LEVEL_SHEET


@dataclass(frozen=True, slots=True)
class Section:
    """One entry sheet: the kind of its values, and the targets to choose from."""

    kind: ValueKind
    targets: tuple[Target, ...]

    @property
    def title(self) -> str:
        """The sheet's name."""
        return self.kind.value


def label(target: Target) -> str:
    """A target as the drop-down list names it: CN-03 – name."""
    return f"{target.id} – {' '.join(target.name.split())}"


def labels(plan: Plan) -> Mapping[str, str]:
    """Target ids by label."""
    return {label(target): target.id for target in plan.targets.values()}


def own_targets(campaign: Campaign, unit: str) -> list[Target]:
    """The targets that the unit is in charge of, in the order of the plan."""
    return [target for target in campaign.plan.targets.values() if target.owner == unit]


def other_targets(campaign: Campaign, unit: str) -> list[Target]:
    """Those that it may contribute to: all but ranks, which only the unit in charge tells."""
    return [
        target
        for target in campaign.plan.targets.values()
        if target.owner != unit and (not target.traits.has_levels or target.owner is None)
    ]


def sections(targets: Iterable[Target]) -> list[Section]:
    """The entry sheets for the targets; the one for counts is always there."""
    chosen = list(targets)
    found = [
        Section(kind, tuple(target for target in chosen if kind_of(target) is kind)) for kind in ValueKind
    ]
    return [section for section in found if section.targets or section.kind is ValueKind.WHOLE]


def kind_of(target: Target) -> ValueKind:
    """What stands in a value's cell for the target."""
    if target.traits.has_levels:
        return ValueKind.RANK
    return ValueKind.WHOLE if target.traits.counts_subjects else ValueKind.DECIMAL
