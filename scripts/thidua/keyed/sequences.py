"""Lists and tables of a text with items changed, left out, added or put in another order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode, is_empty
from thidua.keyed.shapes import Shape
from thidua.keyed.splices import Splices, by_hand
from thidua.keyed.wanted import Item, Items, Wanted, block_item, flow, named, scalar

COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value stands: behind what, how deep its key is indented, and whether within brackets."""

    after: int
    indent: int
    flow: bool


@dataclass(slots=True)
class Sequences(Splices):
    """Notes what makes lists say what is wanted; ``twice`` are the nodes that stand in two places."""

    twice: frozenset[int] = frozenset()

    def value(self, node: Node, shape: Shape, wanted: Wanted, slot: Slot) -> None:
        """Note what makes an item's value say what is wanted."""
        raise NotImplementedError

    def alone(self, node: Node) -> None:
        """A value that stands in two places is changed by nobody."""
        if id(node) in self.twice:
            raise by_hand(node.line)

    def piece(self, start: int, end: int, change: Callable[[Any], None]) -> str:
        """A piece of the text as a change of its own makes it."""
        inner = type(self)(self.text, self.starts, self.line_end, twice=self.twice)
        change(inner)
        return inner.applied(start, end)

    def sequence(self, node: ListNode | MapNode, item: Shape, wanted: Items) -> None:
        """The items of a list, or of a table by their names, as they are wanted."""
        heads, values = parts(node)
        origins = [each.origin for each in wanted.items if each.origin is not None]
        same = len(origins) == len(wanted.items) and origins == [*range(len(values))]

        def change(each: Item) -> Callable[[Any], None]:
            place = each.origin or 0
            return lambda editor: editor.item(heads[place], values[place], item, each, node)

        if same:
            for each in wanted.items:
                change(each)(self)
            return
        self.alone(node)
        if node.flow:
            self._in_brackets(node, wanted, change)
        elif origins == sorted(origins):
            self._some_lines(node, wanted, change)
        else:
            self._all_lines(node, wanted, change)

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

    def _in_brackets(
        self, node: ListNode | MapNode, wanted: Items, change: Callable[[Item], Callable[[Any], None]]
    ) -> None:
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

    def _some_lines(
        self, node: ListNode | MapNode, wanted: Items, change: Callable[[Item], Callable[[Any], None]]
    ) -> None:
        """Items changed, left out and added in between; the order of the others is the one they have."""
        spans = self._spans(node)
        kept = {each.origin for each in wanted.items}
        if kept == {None}:
            raise by_hand(node.line)
        behind: int | None = None
        early: list[str] = []
        for each in wanted.items:
            if each.origin is not None:
                if early:
                    start = self.starts[spans[each.origin][0] - 1]
                    self.put(start, start, "".join(f"{line}\n" for line in early))
                    early = []
                change(each)(self)
                behind = spans[each.origin][1]
            elif behind is None:
                early += self._lines_of(each, node)
            else:
                self.below(behind, self._lines_of(each, node))
        for place, span in enumerate(spans):
            if place not in kept:
                self.cut_lines(*span)

    def _all_lines(
        self, node: ListNode | MapNode, wanted: Items, change: Callable[[Item], Callable[[Any], None]]
    ) -> None:
        """All items in another order, each with the comments above it."""
        spans = self._spans(node)
        above = {0: list[str]()}
        for place, (one, two) in enumerate(pairwise(spans), 1):
            above[place] = [self.line(number) for number in range(one[1] + 1, two[0])]
        kept = {each.origin for each in wanted.items}
        left_over = [line for place, lines in above.items() if place not in kept for line in lines]
        lines: list[str] = []
        for each in wanted.items:
            if each.origin is None:
                lines += self._lines_of(each, node)
                continue
            first, last = spans[each.origin]
            piece = self.piece(self.starts[first - 1], self.line_stop(last), change(each))
            lines += [*above[each.origin], piece]
        lines += [line for line in left_over if line.strip()]
        self.put(self.starts[spans[0][0] - 1], self.line_stop(spans[-1][1]), self.line_end.join(lines))


def parts(node: ListNode | MapNode) -> tuple[list[TextNode | None], list[Node]]:
    """Names and values of a table, or values of a list without names."""
    if isinstance(node, ListNode):
        return [None] * len(node.items), [*node.items]
    return [name for name, _ in node.items], [value for _, value in node.items]
