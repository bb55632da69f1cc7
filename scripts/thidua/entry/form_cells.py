"""Cells that a form writes otherwise than a CSV file: targets with their names, and the unit of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.model import Achievement, Campaign, Target
from thidua.problems import CellError
from thidua.tables.names import declared_by, target_names
from thidua.text import Text, shown

_LABEL = re.compile(r"(\S+)\s+[–-]\s+(.+)", re.DOTALL)


class FormCells:
    """What a form's cells mean in a campaign, for one unit; ``earlier`` are the rows recorded before."""

    def __init__(self, campaign: Campaign, unit: str, earlier: Sequence[Achievement]) -> None:
        self._plan, self._unit = campaign.plan, unit
        self._names = target_names(declared_by(campaign.plan))
        self._units: dict[str, set[str | None]] = {}
        for row in earlier:
            self._units.setdefault(row.target, set()).add(row.unit)

    def target(self, text: str) -> str:
        """The id in a label such as “CN-03 – name”; CellError where the name is another target's."""
        found = _LABEL.fullmatch(text.strip())
        if found is None:
            return text
        target = self._find(found[1])
        if target is not None and _same(target.name, found[2]):
            return target.id
        if target is None:
            return found[1]
        raise CellError(
            "unknown-target",
            Text(
                "“{value}” không phải là tên của chỉ tiêu {target}", value=shown(found[2]), target=target.id
            ),
            Text("chọn lại chỉ tiêu trong danh sách của ô"),
        )

    def unit(self, texts: Sequence[str], columns: Sequence[str | None]) -> str:
        """The unit that a row is recorded under: the form's, or "" where one figure stands for all units."""
        place = columns.index("target_id") if "target_id" in columns else None
        target = self._find(texts[place]) if place is not None and place < len(texts) else None
        if target is None or not target.traits.is_state:
            return self._unit
        # A rank or level is recorded for the whole office or by units, never both: as it was before, and
        # at first for the whole office if the unit in charge tells it.
        before = self._units.get(target.id)
        alone = target.owner == self._unit if before is None else None in before
        return "" if alone else self._unit

    def _find(self, text: str) -> Target | None:
        return self._plan.targets.get(self._names.find(text) or "")


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
