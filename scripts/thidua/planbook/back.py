"""Merged rows as what the files are to say: the values of plan.yml, and the rows of the CSV files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.keyed.nodes import ListNode, MapNode, Node, chosen
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, TableOf, Value, ValueType
from thidua.keyed.wanted import Item, Items, Wanted, meaning
from thidua.plan.schema import PLAN
from thidua.planbook.cells import WITHIN, Cells, items, joined, list_text, point, said, said_as, split, under
from thidua.planbook.layout import NAME, ONE, OPERATOR, Kind, Part, operators, table_keys
from thidua.planbook.merge import Merged
from thidua.planbook.rows import Row, ends_of
from thidua.problems import CellError
from thidua.reading.cells import parse_date
from thidua.text import shown

Tell = Callable[[Part, int | None, str, CellError], None]
_TEXT, _DAY = Value(), Value(ValueType.DAY)


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
                    self.tell(part, row.line, column.name, CellError("unknown-revision", value=shown(text)))


def wanted_of(cells: Cells, key: Key, node: Node | None = None, prefix: str = "") -> Wanted | None:
    """The value that a row's cells give a key; None where they are blank. ``node`` is what stands there now.

    Raises CellError ``missing-value`` where one of two cells that belong together is blank.
    """
    name, shape = f"{prefix}{key.name}", key.shape
    best = shape.best if isinstance(shape, Either) else shape
    if isinstance(best, Record) and best.only_one:
        return _one_key(cells, name, best, node)
    if isinstance(best, Record):
        inner = {each.name: wanted_of(cells, each, under(node, each, best), f"{name}.") for each in best.keys}
        return in_short(inner, shape, node)
    return _value(cells.get(name, "").strip(), shape, node)


def in_short(inner: Mapping[str, Wanted | None], shape: Shape, node: Node | None) -> Wanted | None:
    """A record as it is best written: none where all is blank, its one value where that says it all."""
    told = [name for name, each in inner.items() if each is not None]
    if isinstance(shape, Either) and told == [shape.short] and not isinstance(node, MapNode):
        return inner[shape.short]
    return inner if told else None


def _one_key(cells: Cells, name: str, record: Record[Any], node: Node | None) -> Wanted | None:
    operator, text = cells.get(f"{name}{OPERATOR}", "").strip(), cells.get(name, "").strip()
    if not operator and not text:
        return None
    if not operator or not text:
        raise CellError("missing-value/of-two", name=name)
    word = meaning(operator, operators(record))
    key = record.key(str(word))
    if key is None:
        return {operator: text}
    return {key.name: _value(text, key.shape, under(node, key, record))}


def _value(text: str, shape: Shape, node: Node | None) -> Wanted | None:
    if not text:
        return None
    if isinstance(shape, Either):
        if shape.text is not None and not isinstance(node, ListNode):
            has_points = shape.items is not None and isinstance(shape.items.item, Record)
            single = ":" not in text if has_points else not shape.items or len(items(text, shape.items)) == 1
            if single:
                return _value(text, shape.text, node)
        shape = shape.items or _TEXT
    if not isinstance(shape, ListOf):
        return _typed(text, shape)
    there = node.items if isinstance(node, ListNode) else ()
    if isinstance(shape.item, Record):
        keys = shape.item.keys
        points = [point(each) for each in split(text, "\n")]
        new: list[Wanted] = [
            {key.name: _typed(each, key.shape) for key, each in zip(keys, point, strict=False)}
            for point in points
        ]
        names = [list_text(each.items[0][1], _TEXT) for each in there if isinstance(each, MapNode)]
        return Items(tuple(map(Item, new, _origins([point[0] for point in points], names, keys[0].shape))))
    texts = items(text, shape)
    origins = _origins(texts, [list_text(each, shape.item, WITHIN) for each in there], shape.item)
    nodes = [None if place is None else there[place] for place in origins]
    values = (_value(each, shape.item, was) or "" for each, was in zip(texts, nodes, strict=True))
    return Items(tuple(map(Item, values, origins)))


def _origins(names: Sequence[str], there: Sequence[str], shape: Shape) -> list[int | None]:
    """The place of the item that each was: the same, else the next of those left."""
    free = list(range(len(there)))
    origins: list[int | None] = []
    for name in names:
        same = next((place for place in free if said_as(there[place], shape) == said_as(name, shape)), None)
        if same is not None:
            free.remove(same)
        origins.append(same)
    if len(names) == len(there):
        origins = [free.pop(0) if each is None else each for each in origins]
    return origins


def _typed(text: str, shape: Shape) -> str:
    """A value as plan.yml best has it: days as 2022-06-30, fixed words in English."""
    if isinstance(shape, OneOf):
        found = shape.words.find(text)
        plain = (word for word in shape.words.words if word.isascii() and shape.words.find(word) == found)
        return next(plain, text) if found is not None else text
    if shape == _DAY:
        try:
            return parse_date(text).isoformat()
        except CellError:
            return text
    return text
