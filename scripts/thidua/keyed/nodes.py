"""The tree of a YAML text, every value a text, every node with its line; its walk along a description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.keyed.shapes import Either, ListOf, Record, Shape, TableOf, Value, ValueType, Variants


@dataclass(frozen=True, slots=True)
class TextNode:
    """A value as typed, whatever YAML would have made of it; ``line`` and ``column`` count from 1.

    ``plain`` is False for a value between quotes or in a block (``|`` or ``>``). ``end`` is the line and
    column behind it; of a block, of what comes next.
    """

    text: str
    line: int
    column: int
    plain: bool = True
    end: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list, in order; ``flow`` tells ``[a, b]``, and then ``end`` is the place behind it."""

    items: tuple[Node, ...]
    line: int
    column: int
    flow: bool = False
    end: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in order; no key stands twice. ``flow`` tells ``{a: 1}`` from lines of their own."""

    items: tuple[tuple[TextNode, Node], ...]
    line: int
    column: int
    flow: bool = False
    end: tuple[int, int] = field(default=(0, 0), compare=False)


Node = TextNode | ListNode | MapNode


def is_empty(node: Node) -> bool:
    """Whether nothing was written: an empty value is a missing key."""
    return isinstance(node, TextNode) and not node.text.strip()


def chosen(node: Node, shape: Shape) -> Shape:
    """The alternative that is written as the node is; where none is, the best one, for the message."""
    if isinstance(shape, Either):
        if isinstance(node, TextNode) and shape.text:
            shape = shape.text
        elif isinstance(node, ListNode) and shape.items:
            shape = shape.items
        else:
            shape = shape.mapping or shape.items or shape.text or Value()
    if isinstance(shape, Variants) and isinstance(node, MapNode):
        return shape.having if any(name.text == shape.key for name, _ in node.items) else shape.otherwise
    return shape


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value as typed, and the record and key that it stands under."""

    record: str
    key: str
    type: ValueType
    node: TextNode


def leaves(node: Node, shape: Shape, record: str = "", key: str = "") -> Iterator[Leaf]:
    """Every value of a type in a tree, in order; what the description does not know is passed over."""
    match node, chosen(node, shape):
        case TextNode(), Value(kind):
            yield Leaf(record, key, kind, node)
        case ListNode(items), ListOf(item):
            for each in items:
                yield from leaves(each, item, record, key)
        case MapNode(items), TableOf(item):
            for _, value in items:
                yield from leaves(value, item, record, key)
        case MapNode(items), Record() as described:
            for name, value in items:
                if (known := described.key(name.text)) is not None:
                    yield from leaves(value, known.shape, described.name, known.name)
