"""The YAML parser's events → a tree of nodes: no recursion, and depth, size and aliases have bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode
from thidua.problems import Problem, Where
from thidua.reading.decode import has_bad_characters, heap_in, in_nfc
from thidua.text import Text, made_visible, shown

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 30
MAX_NODES = 300_000
SURROGATE = re.compile("[\ud800-\udfff]")

_MOST_PROBLEMS = 1_000
_TEXT_PER_NODE = 200  # a long text weighs as much as several nodes when an alias repeats it


def too_large(file: str, what: Text, line: int | None) -> Problem:
    """The problem of a file past the limits, at the line where it passes them; ``what`` is what it is."""
    return Where(file, line).error("yaml-too-large", what=what, characters=MAX_CHARACTERS, nodes=MAX_NODES)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _column(event: yaml.Event) -> int:
    return event.start_mark.column + 1 if event.start_mark else 1


def _end(event: yaml.Event) -> tuple[int, int]:
    return (event.end_mark.line + 1, event.end_mark.column + 1) if event.end_mark else (1, 1)


class Stop(Exception):  # noqa: N818 - a signal to the reader, not an error
    """The rest of the text is not worth reading."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet. ``weight`` counts its nodes, aliases written out."""

    event: yaml.CollectionStartEvent
    items: list[Node] = field(default_factory=list)
    weight: int = 1

    @property
    def line(self) -> int:
        return _line(self.event)

    @property
    def column(self) -> int:
        return _column(self.event)


@dataclass(slots=True)
class Builder:
    """Takes events; ``root`` and ``problems`` are what has become of them."""

    file: str
    what: Text
    problems: list[Problem] = field(default_factory=list)
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str | None, tuple[Node, int]] = field(default_factory=dict)
    documents: int = 0
    nodes: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree; raises Stop at what must not go on."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            self._place(self._closed(closed, _end(event)), closed.weight, closed.event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._tell(_line(event), None, "yaml-documents")
            raise Stop

    def _count(self, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.problems.append(too_large(self.file, self.what, line))
            raise Stop

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """A value; between double quotes, an escape may have made an invisible character of it."""
        value, line = event.value, _line(event)
        self._count(line)
        self._tag(event)
        if event.style == '"':
            value = self._unescaped(value, line)
        node = TextNode(value, line, _column(event), plain=not event.style, end=_end(event))
        self._place(node, 1 + len(value) // _TEXT_PER_NODE, event.anchor)

    def _unescaped(self, value: str, line: int) -> str:
        if has_bad_characters(value) or SURROGATE.search(value) or "\t" in value:
            self._tell(line, self._key(), "control-character/in-yaml", value=shown(value))
            return made_visible(value)
        if heap_in(value) is not None:
            self._tell(line, self._key(), "control-character/heap")
        return in_nfc(value)

    def _key(self) -> str | None:
        """The key whose value comes next, as a message names it; None where none does."""
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.event, yaml.MappingStartEvent) and len(parent.items) % 2:
            key = parent.items[-1]
            return shown(key.text) if isinstance(key, TextNode) else None
        return None

    def _tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._tell(_line(event), self._key(), "yaml-tag/typed", tag=shown(event.tag))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._count(_line(event))
        self._tag(event)
        if len(self.stack) == MAX_DEPTH:
            self._tell(_line(event), None, "yaml-too-deep", depth=MAX_DEPTH, what=self.what)
            raise Stop
        self.stack.append(_Open(event))

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._count(_line(event))
        known = self.anchors.get(event.anchor)
        is_open = any(each.event.anchor == event.anchor for each in self.stack)
        if known is not None and not is_open:
            self._place(*known, None)
            return
        name = shown(event.anchor or "")
        kind = "yaml-alias/in-itself" if is_open else "yaml-alias/unknown"
        self._tell(_line(event), None, kind, name=name)
        raise Stop

    def _place(self, node: Node, weight: int, anchor: str | None) -> None:
        """Put a finished node where it belongs, and remember it under its anchor."""
        if anchor is not None:
            self.anchors[anchor] = (node, weight)
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        parent.items.append(node)
        parent.weight += weight
        if parent.weight > MAX_NODES:
            self._tell(parent.line, None, "yaml-alias/too-many", nodes=MAX_NODES)
            raise Stop

    def _closed(self, closed: _Open, end: tuple[int, int]) -> Node:
        flow = bool(closed.event.flow_style)
        if isinstance(closed.event, yaml.SequenceStartEvent):
            return ListNode(tuple(closed.items), closed.line, closed.column, flow, end)
        pairs = tuple(self._pairs(closed.items))
        return MapNode(pairs, closed.line, closed.column, flow, end)

    def _pairs(self, items: list[Node]) -> Iterator[tuple[TextNode, Node]]:
        """Keys with their values; a key that is no text, empty, or there already, is told and left out."""
        seen: dict[str, int] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            name = shown(key.text) if isinstance(key, TextNode) else None
            if not isinstance(key, TextNode) or not key.text.strip():
                self._tell(key.line, None, "bad-key")
            elif key.text in seen:
                self._tell(key.line, name, "duplicate-key/twice", key=name, line=seen[key.text])
            else:
                seen[key.text] = key.line
                yield key, value

    def _tell(self, line: int, column: str | None, kind: str, /, **values: object) -> None:
        self.problems.append(Where(self.file, line, column).error(kind, None, **values))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise Stop
