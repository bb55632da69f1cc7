"""The tree that a YAML text is read into: every value is text, every node knows its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextNode:
    """A value as typed, whatever YAML would have made of it; ``line`` and ``column`` count from 1.

    ``plain`` is False for a value between quotes or in a block (``|`` or ``>``).
    """

    text: str
    line: int
    column: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list, in order."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in order; no key stands twice. ``flow`` tells ``{a: 1}`` from lines of their own."""

    items: tuple[tuple[TextNode, Node], ...]
    line: int
    column: int
    flow: bool = False


Node = TextNode | ListNode | MapNode


def is_empty(node: Node) -> bool:
    """Whether nothing was written: an empty value is a missing key."""
    return isinstance(node, TextNode) and not node.text.strip()
