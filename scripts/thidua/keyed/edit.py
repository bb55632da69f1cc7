"""A file of keys with some of its values changed: comments, order, layout and all other values stay."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode, chosen, is_empty
from thidua.keyed.shapes import Either, Key, ListOf, Record, Shape, TableOf, Value
from thidua.keyed.splices import Splices, by_hand
from thidua.keyed.wanted import Item, Items, Wanted, block, block_item, flow, meaning, named, scalar

_BOM = "\ufeff"
COMMENT = re.compile(r"(?:^|\s)#")
Change = Callable[["_Editor"], None]


def edited(text: str, root: MapNode, record: Record[Any], wanted: Mapping[str, Wanted | None]) -> str:
    """The text with the wanted values; ``root`` is its tree.

    Raises CellError ``plan-by-hand`` where the layout is one that is not changed without losing a comment,
    or a value stands in two places (an alias).
    """
    bom = _BOM if text.startswith(_BOM) else ""
    editor = _Editor.of(text.removeprefix(_BOM))
    editor.twice = frozenset(_twice(root))
    editor.record(root, record, wanted, flow_context=False)
    return bom + editor.applied(0, len(editor.text))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value stands: behind what, how deep its key is indented, and whether within brackets."""

    after: int
    indent: int
    flow: bool


@dataclass(slots=True)
class _Editor(Splices):
    """Notes what makes the text say what is wanted; ``twice`` are the nodes that stand in two places."""

    twice: frozenset[int] = frozenset()

    def alone(self, node: Node) -> None:
        """A value that stands in two places is changed by nobody."""
        if id(node) in self.twice:
            raise by_hand(node.line)

    def piece(self, start: int, end: int, change: Change) -> str:
        """A piece of the text as a change of its own makes it."""
        inner = _Editor(self.text, self.starts, self.line_end, twice=self.twice)
        change(inner)
        return inner.applied(start, end)

    # ── values ──

    def value(self, node: Node, shape: Shape, wanted: Wanted, slot: Slot) -> None:
        """A value as it is wanted; nothing is noted where it says so already."""
        fitting = chosen(node, shape)
        match node, wanted:
            case TextNode(), str():
                self._text(node, fitting, wanted, slot)
            case MapNode(), Items():
                self.sequence(node, fitting.item if isinstance(fitting, TableOf) else Value(), wanted)
            case ListNode(), Items():
                self.sequence(node, fitting.item if isinstance(fitting, ListOf) else Value(), wanted)
            case MapNode(), Mapping() if isinstance(fitting, Record) and _has_its_key(node, fitting, wanted):
                self.record(node, fitting, wanted, flow_context=slot.flow)
            case MapNode(), str() if isinstance(shape, Either) and shape.mapping:
                self.record(node, shape.mapping, {shape.short: wanted}, flow_context=slot.flow)
            case ListNode(), str():
                self.sequence(node, Value(), Items((Item(wanted, 0),)))
            case _:
                self._replace(node, wanted, slot)

    def _text(self, node: TextNode, shape: Shape, wanted: str, slot: Slot) -> None:
        if is_empty(node):
            self.put(slot.after, slot.after, f" {scalar(wanted, flow=slot.flow, indent=slot.indent + 2)}")
        elif meaning(node.text, shape) != meaning(wanted, shape):
            self._replace(node, wanted, slot)

    def _replace(self, node: Node, wanted: Wanted, slot: Slot) -> None:
        self.alone(node)
        start, end = self.at(node.line, node.column), self.place_behind(node)
        if isinstance(node, TextNode) or node.flow:
            quoted = self.text[start] in "'\""
            in_block = isinstance(wanted, str) and not slot.flow
            text = scalar(str(wanted), quoted=quoted, indent=slot.indent + 2) if in_block else flow(wanted)
            self.put(start, end, f" {text}" if self.text[:start].endswith(":") else text)
            return
        if self.text.count("\n", slot.after, start) == 0:
            raise by_hand(node.line)
        self.put(slot.after, slot.after, f" {flow(wanted)}")
        self.cut_lines(node.line, self.end(node)[0])

    # ── records ──

    def record(
        self,
        node: MapNode,
        record: Record[Any],
        wanted: Mapping[str, Wanted | None],
        *,
        flow_context: bool,
    ) -> None:
        """The keys of a record as they are wanted."""
        in_flow = flow_context or node.flow
        there = {
            key.name: place for place, (name, _) in enumerate(node.items) if (key := record.key(name.text))
        }
        gone = [place for name, place in there.items() if name in wanted and wanted[name] is None]
        for name, place in there.items():
            each, key = wanted.get(name), record.key(name)
            if each is not None and key is not None:
                name_node, value = node.items[place]
                slot = Slot(self.behind_colon(name_node), name_node.column - 1, in_flow)
                self.value(value, key.shape, each, slot)
        for place in gone:
            self._remove(node, place, kept=[each for each in range(len(node.items)) if each not in gone])
        new = [key for key in record.keys if key.name not in there and wanted.get(key.name) is not None]
        left = {name: place for name, place in there.items() if place not in gone}
        for key in new:
            self._add(node, record, key, wanted, left)

    def _remove(self, node: MapNode, place: int, kept: Sequence[int]) -> None:
        name, value = node.items[place]
        if is_empty(value):
            return
        self.alone(node)
        before = [each for each in kept if each < place]
        after_dash = not node.flow and not before and self.line(name.line)[: name.column - 1].strip() != ""
        if node.flow and before:
            self.put(self.place_behind_item(node, place - 1), self.place_behind_item(node, place), "")
        elif (node.flow or after_dash) and place + 1 < len(node.items):
            following = node.items[place + 1][0]
            self.put(self.at(name.line, name.column), self.at(following.line, following.column), "")
        elif node.flow or after_dash:
            raise by_hand(name.line)
        else:
            self._remove_lines(name, value)

    def _remove_lines(self, name: TextNode, value: Node) -> None:
        """A key on lines of its own goes; one with a comment behind it stays with its value blank."""
        last, column = self.end(value)
        inline = value.line == name.line
        rest = self.line(last)[column - 1 :] if inline else self.line(name.line)[name.end[1] :]
        if not COMMENT.search(rest):
            self.cut_lines(name.line, last)
        elif inline:
            self.put(self.behind_colon(name), self.at(last, column), "")
        else:
            self.cut_lines(name.line + 1, last)

    def place_behind_item(self, node: MapNode, place: int) -> int:
        """The place behind a key and its value."""
        name, value = node.items[place]
        return self.behind_colon(name) if is_empty(value) else self.place_behind(value)

    def _add(
        self,
        node: MapNode,
        record: Record[Any],
        key: Key,
        wanted: Mapping[str, Wanted | None],
        left: Mapping[str, int],
    ) -> None:
        """A new key, behind the one that the description has before it."""
        self.alone(node)
        order = [each.name for each in record.keys]
        earlier = [place for name, place in left.items() if order.index(name) < order.index(key.name)]
        entry = {key.name: wanted[key.name]}
        if not left:
            raise by_hand(node.line)
        if node.flow:
            behind = max(earlier, default=None)
            text = flow(entry)[1:-1]
            if behind is None:
                start = self.at(node.items[0][0].line, node.items[0][0].column)
                self.put(start, start, f"{text}, ")
            else:
                stop = self.place_behind_item(node, behind)
                self.put(stop, stop, f", {text}")
            return
        name, value = node.items[max(earlier, default=min(left.values()))]
        indent = name.column - 1
        new = [*block(entry, indent)]
        self.below(
            name.line if is_empty(value) else self.end(value)[0], ["", *new] if len(new) > 2 > indent else new
        )

    # ── lists and tables ──

    def sequence(self, node: ListNode | MapNode, item: Shape, wanted: Items) -> None:
        """The items of a list, or of a table by their names, as they are wanted."""
        heads, values = parts(node)
        origins = [each.origin for each in wanted.items if each.origin is not None]
        same = len(origins) == len(wanted.items) and origins == [*range(len(values))]

        def change(each: Item) -> Change:
            place = each.origin or 0
            return lambda editor: editor.item(heads[place], values[place], item, each, node)

        if same:
            for each in wanted.items:
                change(each)(self)
            return
        self.alone(node)
        if node.flow:
            self._in_brackets(node, wanted, change)
        else:
            self._on_lines(node, wanted, change)

    def item(
        self, head: TextNode | None, value: Node, shape: Shape, wanted: Item, node: ListNode | MapNode
    ) -> None:
        """One item that was there before."""
        if head is None:
            slot = Slot(self.at(value.line, value.column), node.column - 1, node.flow)
        else:
            slot = Slot(self.behind_colon(head), head.column - 1, node.flow)
            if wanted.name and head.text != wanted.name:
                quoted = self.text[self.at(head.line, head.column)] in "'\""
                new = scalar(wanted.name, flow=node.flow, quoted=quoted)
                self.put(self.at(head.line, head.column), self.at(*head.end), new)
        self.value(value, shape, wanted.wanted, slot)

    def _in_brackets(self, node: ListNode | MapNode, wanted: Items, change: Callable[[Item], Change]) -> None:
        start, end = self.at(node.line, node.column), self.place_behind(node)
        source = self.text[start:end]
        if "\n" in source and COMMENT.search(source):
            raise by_hand(node.line)
        heads, values = parts(node)
        texts = []
        for each in wanted.items:
            if each.origin is None:
                texts.append(named(each, flow(each.wanted), flow=True))
                continue
            first = heads[each.origin] or values[each.origin]
            span = (self.at(first.line, first.column), self.place_behind(values[each.origin]))
            texts.append(self.piece(*span, change(each)))
        self.put(start, end, f"{source[0]}{', '.join(texts)}{source[-1]}")

    def _spans(self, node: ListNode | MapNode) -> list[tuple[int, int]]:
        """First and last line of each item."""
        heads, values = parts(node)
        spans = []
        for head, value in zip(heads, values, strict=True):
            first = head.line if head else self._dash(node, value)
            spans.append((first, value.line if is_empty(value) else self.end(value)[0]))
        if any(one[1] >= two[0] for one, two in pairwise(spans)):
            raise by_hand(node.line)
        return spans

    def _dash(self, node: ListNode | MapNode, value: Node) -> int:
        for line in range(value.line, node.line - 1, -1):
            if self.line(line)[node.column - 1 : node.column] == "-":
                if self.line(line)[: node.column - 1].strip():
                    break  # the list begins on the line of what it stands in
                return line
        raise by_hand(value.line)

    def _lines_of(self, item: Item, node: ListNode | MapNode) -> list[str]:
        """A new item, written as the others are."""
        siblings = [each for each in parts(node)[1] if isinstance(each, MapNode)]
        indent = node.column - 1
        if siblings and siblings[-1].flow and not item.name:
            return [f"{' ' * indent}- {flow(item.wanted)}"]
        return [*block_item(item, indent)]

    def _on_lines(self, node: ListNode | MapNode, wanted: Items, change: Callable[[Item], Change]) -> None:
        """Items on lines of their own; comments stay above what they stood above, or what follows that."""
        spans = self._spans(node)
        kept = {each.origin for each in wanted.items}
        if kept == {None}:
            raise by_hand(node.line)
        above: dict[int, list[str]] = {}
        comments: list[str] = []
        for place, (before, span) in enumerate(pairwise([(0, spans[0][0] - 1), *spans])):
            comments += [self.line(number) for number in range(before[1] + 1, span[0])]
            if place in kept:
                above[place], comments = comments, []
        lines: list[str] = []
        for each in wanted.items:
            if each.origin is None:
                lines += self._lines_of(each, node)
                continue
            first, last = spans[each.origin]
            piece = self.piece(self.starts[first - 1], self.line_stop(last), change(each))
            lines += [*above[each.origin], piece.replace(self.line_end, "\n")]
        self.put(self.starts[spans[0][0] - 1], self.line_stop(spans[-1][1]), "\n".join([*lines, *comments]))


def _has_its_key(node: MapNode, record: Record[Any], wanted: Mapping[str, Wanted | None]) -> bool:
    """Whether a record of a single key keeps that key; any other record does."""
    if not record.only_one or not node.items:
        return True
    key = record.key(node.items[0][0].text)
    return key is not None and wanted.get(key.name) is not None


def _twice(root: Node) -> list[int]:
    """The nodes that stand in two places, with all that stands in them."""
    seen: dict[int, int] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        seen[id(node)] = seen.get(id(node), 0) + 1
        stack.extend(parts(node)[1] if isinstance(node, ListNode | MapNode) else [])
    return [node for node, count in seen.items() if count > 1]


def parts(node: ListNode | MapNode) -> tuple[list[TextNode | None], list[Node]]:
    """Names and values of a table, or values of a list without names."""
    if isinstance(node, ListNode):
        return [None] * len(node.items), [*node.items]
    return [name for name, _ in node.items], [value for _, value in node.items]
