"""A text and what is noted to be put in place of its pieces; where the nodes of its tree begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from thidua.keyed.nodes import ListNode, Node, TextNode, is_empty
from thidua.problems import CellError

_LINE_END = re.compile("\r\n|\r|\n")


def by_hand(line: int) -> CellError:
    """A line that no program changes without losing a comment, or what else stands there."""
    return CellError("plan-by-hand/line", line=line)


@dataclass(slots=True)
class Splices:
    """A text, where its lines begin, and what is to be put in place of what."""

    text: str
    starts: Sequence[int]
    line_end: str
    splices: list[tuple[int, int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Self:
        """A whole text, with nothing to be changed yet."""
        ends = [*_LINE_END.finditer(text)]
        return cls(text, [0, *(each.end() for each in ends)], ends[-1][0] if ends else "\n")

    # ── places ──

    def at(self, line: int, column: int) -> int:
        """The place of a line and column, both from 1."""
        return self.starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def end(self, node: Node) -> tuple[int, int]:
        """Line and column behind the last character of a node."""
        if isinstance(node, TextNode):
            line, column = node.end
            if not node.plain and self.text[self.at(node.line, node.column)] in "|>":
                while line > node.line and not self.line(line)[: column - 1].strip():
                    line -= 1
                    column = len(self.line(line).rstrip()) + 1
            return line, column
        if node.flow:
            return node.end
        if isinstance(node, ListNode):
            return self.end(node.items[-1])
        key, value = node.items[-1]
        return key.end if is_empty(value) else self.end(value)

    def place_behind(self, node: Node) -> int:
        """The place behind a node."""
        return self.at(*self.end(node))

    def behind_colon(self, key: TextNode) -> int:
        """The place behind the colon of a key."""
        return self.text.index(":", self.at(*key.end)) + 1

    # ── splices ──

    def put(self, start: int, end: int, text: str) -> None:
        """Note what is to stand in place of a piece of the text."""
        self.splices.append((start, end, text.replace("\n", self.line_end)))

    def cut_lines(self, first: int, last: int) -> None:
        """Note that lines are to go: with the line end before them, so that what is put behind them stays."""
        if first > 1:
            self.put(self.line_stop(first - 1), self.line_stop(last), "")
        else:
            self.put(0, self.starts[last] if last < len(self.starts) else len(self.text), "")

    def line_stop(self, number: int) -> int:
        """The place behind a line, before its line end."""
        return self.starts[number - 1] + len(self.line(number))

    def below(self, line: int, new: Sequence[str]) -> None:
        """Note new lines below one."""
        stop = self.line_stop(line)
        self.put(stop, stop, "".join(f"\n{each}" for each in new))

    def applied(self, start: int, end: int) -> str:
        """A piece of the text with what was noted for it."""
        pieces, at = [], start
        for first, last, new in sorted(self.splices, key=lambda each: each[:2]):
            if first < at or last > end:
                raise by_hand(self.text.count("\n", 0, first) + 1)
            pieces += [self.text[at:first], new]
            at = last
        return "".join([*pieces, self.text[at:end]])
