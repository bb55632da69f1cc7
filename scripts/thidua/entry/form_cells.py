"""Cells that a form writes otherwise than a CSV file: ids with their names, months, and the unit of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from thidua.entry.cell_text import Cell, cell_text
from thidua.entry.offer import Offer
from thidua.entry.stamp import ANEW, Stamp, meaning
from thidua.model import Campaign, Quantity
from thidua.problems import CellError
from thidua.reading.cells import id_key
from thidua.tables.columns import ACHIEVEMENTS, Table
from thidua.text import Text, shown

_LABEL = re.compile(r"(\S+)\s+[–-]\s+(.+)", re.DOTALL)
_LABELLED = ("target_id", "task_id", "population")


class FormCells:
    """What a form's cells mean in a campaign, for the unit of its stamp, on the day it comes in."""

    def __init__(self, campaign: Campaign, stamp: Stamp, day: date) -> None:
        self._stamp, self.offer = stamp, Offer(campaign, stamp.unit, day)
        self._campaign = campaign
        self._quantities = {id_key(name): each for name, each in campaign.plan.quantities.items()}

    def text(self, cell: Cell, column: str | None) -> str:
        """A cell's text as a CSV file would have it; CellError where it has none to give."""
        if column == "period" and isinstance(cell.value, date):
            return f"{cell.value:%Y-%m}"  # what a spreadsheet makes of 2022-06
        text = cell_text(cell)
        if column == "target_id":
            return self._target(text)
        return _id(text) if column in _LABELLED else text

    def unit(self, table: Table, texts: Sequence[str], columns: Sequence[str | None]) -> str:
        """The unit that a row is recorded under: the form's, or "" where one figure stands for all units.

        CellError ``not-yours`` where that figure is another unit's to tell.
        """
        if table is not ACHIEVEMENTS or "target_id" not in columns:
            return self.offer.unit
        quantity = self._find(texts[columns.index("target_id")])
        if quantity is None or self.offer.by_unit(quantity):
            return self.offer.unit
        if self.offer.owns(quantity):
            return ""
        raise CellError("not-yours", *self._not_yours(quantity))

    def _target(self, text: str) -> str:
        """The id in a label such as “CN-03 – name”; CellError where it does not mean what the form said."""
        found = _LABEL.fullmatch(text.strip())
        quantity = self._find(found[1] if found else text)
        if quantity is None:
            return found[1] if found else text
        if found and self._is_of_another(quantity, found[2]):
            raise CellError(
                "unknown-target",
                Text(
                    "“{value}” không phải là tên của chỉ tiêu {target}",
                    value=shown(found[2]),
                    target=quantity.id,
                ),
                Text("chọn lại chỉ tiêu trong danh sách của ô"),
            )
        if (self._stamp.targets or {}).get(quantity.id, meaning(quantity)) != meaning(quantity):
            raise CellError(
                "outdated-form",
                Text("cách ghi của chỉ tiêu {target} đã đổi sau khi biểu này được tạo", target=quantity.id),
                ANEW,
            )
        return quantity.id

    def _is_of_another(self, quantity: Quantity, name: str) -> bool:
        """Whether a label joins an id and the name of another target; a name may also have changed since."""
        if _same(quantity.name, name):
            return False
        return self._stamp.targets is None or any(
            _same(each.name, name) for each in self._quantities.values()
        )

    def _find(self, text: str) -> Quantity | None:
        return self._quantities.get(id_key(text))

    def _not_yours(self, quantity: Quantity) -> tuple[Text, Text]:
        message = Text("{target} là số liệu của cả cơ quan, không ghi riêng theo đơn vị", target=quantity.id)
        if quantity.owner is None:
            return message, Text("gửi số liệu cho người giữ achievements.csv; xóa dòng này trong biểu")
        owner = self._campaign.units[quantity.owner]
        return message, Text("do {unit} ghi trong biểu của mình; xóa dòng này", unit=owner.name)


def _id(text: str) -> str:
    found = _LABEL.fullmatch(text.strip())
    return found[1] if found else text


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
