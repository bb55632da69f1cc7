"""Merged rows as what the files are to say: the values of plan.yml, and the rows of the CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.keyed.nodes import ListNode, MapNode, Node, chosen
from thidua.keyed.shapes import Either, Key, ListOf, Record, TableOf
from thidua.keyed.wanted import Item, Items, Wanted
from thidua.plan.schema import PLAN
from thidua.planbook.cells import joined, said, under
from thidua.planbook.layout import NAME, ONE, Kind, Part, table_keys
from thidua.planbook.merge import Merged
from thidua.planbook.rows import Row, ends_of
from thidua.planbook.values import in_short, wanted_of
from thidua.problems import CellError
from thidua.text import Text, shown

Tell = Callable[[Part, int | None, str, CellError], None]


@dataclass(slots=True)
class Back:
    """The tree of plan.yml as it is, the sheets, the rows of the files and those that are wanted by sheet."""

    root: MapNode
    parts: Mapping[str, Part]
    ours: Mapping[str, Sequence[Row]]
    merged: Mapping[str, Sequence[Merged]]
    tell: Tell

    def plan(self) -> dict[str, Wanted | None]:
        """What plan.yml is to say, by key."""
        self._strays()
        wanted: dict[str, Wanted | None] = {}
        flat = {key.name for key in self.parts[ONE].keys}
        for key in PLAN.keys:
            if key.name in flat:
                wanted[key.name] = self._value(self.parts[ONE], self.merged[ONE][0], key, self.root, PLAN)
            elif isinstance(key.shape, TableOf):
                wanted[key.name] = self._table(self.parts[key.name], self.merged[key.name], key.shape)
            elif key.name in self.parts:
                wanted[key.name] = self._list(self.parts[key.name])
            else:
                wanted[key.name] = self._mixed(key)
        return wanted

    # ── rows ──

    def _list(self, part: Part) -> Items | None:
        items = [Item(self._record(part, row), self._origin(part, row)) for row in self.merged[part.id]]
        return Items(tuple(items)) if items else None

    def _origin(self, part: Part, row: Merged) -> int | None:
        return None if row.place is None else self.ours[part.id][row.place].origin

    def _node(self, part: Part, row: Merged) -> Node | None:
        return None if row.place is None else self.ours[part.id][row.place].node

    def _record(self, part: Part, row: Merged) -> dict[str, Wanted | None]:
        node = self._node(part, row)
        record: Record[Any] = Record("", part.keys)
        cells = row.cells
        if part.id == "targets":
            cells = self._with_phases(part, row)
        at = Merged(cells, row.place, row.line)
        wanted = {key.name: self._value(part, at, key, node, record) for key in part.keys}
        for inner in (each for each in self.parts.values() if each.kind is Kind.INNER):
            if inner.id.rpartition(".")[0] == part.id:
                wanted[inner.id.rpartition(".")[2]] = self._inner(inner, part, row)
        return wanted

    def _with_phases(self, part: Part, row: Merged) -> Mapping[str, str]:
        try:
            return joined(row.cells, ends_of(each.cells for each in self.merged["phases"]))
        except CellError as error:
            self.tell(part, row.line, "pace", error)
            return row.cells

    def _value(
        self, part: Part, row: Merged, key: Key, node: Node | None, record: Record[Any]
    ) -> Wanted | None:
        try:
            return wanted_of(row.cells, key, under(node, key, record))
        except CellError as error:
            self.tell(part, row.line, key.name, error)
            return None

    def _inner(self, inner: Part, outer: Part, row: Merged) -> Items | None:
        """The table in a record: the rows of the inner sheet that name the record."""
        column = inner.columns[0]
        own = said(row.cells.get(column.name, ""), column)
        rows = [
            each for each in self.merged[inner.id] if said(each.cells.get(column.name, ""), column) == own
        ]
        return self._named(inner, rows, owner=self._origin(outer, row)) if own else None

    def _named(self, part: Part, rows: Iterable[Merged], owner: int | None = None) -> Items | None:
        items = []
        for row in rows:
            was = None if row.place is None else self.ours[part.id][row.place]
            stays = was is not None and was.owner == owner
            items.append(
                Item(
                    self._record(part, row),
                    was.origin if was is not None and stays else None,
                    row.cells.get(NAME, ""),
                )
            )
        return Items(tuple(items), is_table=True) if items else None

    def _table(self, part: Part, rows: Sequence[Merged], shape: TableOf) -> Items | None:
        items = []
        for row in rows:
            node = self._node(part, row)
            if isinstance(shape.item, ListOf):
                (key,) = table_keys(shape.item)
                wanted = wanted_of(row.cells, key, node)
            else:
                wanted = in_short(self._record(part, row), shape.item, node)
            name = row.cells.get(NAME, "")
            items.append(Item(wanted if wanted is not None else "", self._origin(part, row), name))
        return Items(tuple(items), is_table=True) if items else None

    def _mixed(self, key: Key) -> Wanted | None:
        """Records of two kinds: in one list, each kind in the places that it has there, or in two lists."""
        own = [part for part in self.parts.values() if part.id.startswith(f"{key.name}.")]
        lists = {part.id.rpartition(".")[2]: self._list(part) for part in own}
        node = under(self.root, key, PLAN)
        shape = key.shape
        if not isinstance(node, ListNode) or not isinstance(shape, Either) or shape.items is None:
            return lists if any(lists.values()) else None
        waiting = {part.keys: [*(lists[part.id.rpartition(".")[2]] or Items(())).items] for part in own}
        items: list[Item] = []
        for each in node.items:
            record = chosen(each, shape.items.item)
            queue = waiting.get(record.keys, []) if isinstance(record, Record) else []
            if queue:
                items.append(queue.pop(0))
        items += [each for queue in waiting.values() for each in queue]
        return Items(tuple(items)) if items else None

    def _strays(self) -> None:
        """A row of an inner sheet that no record of the outer one answers to."""
        for part in (each for each in self.parts.values() if each.kind is Kind.INNER):
            column = part.columns[0]
            outer = self.merged[part.id.rpartition(".")[0]]
            known = {said(each.cells.get(column.name, ""), column) for each in outer}
            for row in self.merged[part.id]:
                if said(text := row.cells.get(column.name, ""), column) not in known:
                    self.tell(part, row.line, column.name, _no_such(text))


def _no_such(text: str) -> CellError:
    message = Text("không có lần điều chỉnh nào của ngày “{value}”", value=shown(text))
    return CellError("unknown-revision", message, Text("ghi ngày này ở trang “Điều chỉnh” trước"))
