"""Nodes of a file of keys → values, each read by the shape that describes it; every slip is told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from thidua.keyed.given import Findings, Given, GivenPart, Single
from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode, chosen, is_empty
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, TableOf, Value, ValueType, Variants
from thidua.problems import CellError
from thidua.reading.cells import did_you_mean, parse_date, parse_id
from thidua.reading.folding import fold
from thidua.reading.numbers import parse_number, plain_number
from thidua.text import Text, shown

_TARGET_ID = re.compile("[A-Z0-9-]{1,64}")


def read_part(node: Node, shape: Shape, key: str, findings: Findings) -> GivenPart | None:
    """The node read by its shape, or None once it is told what is wrong with it."""
    fitting = chosen(node, shape)
    part = _part(node, fitting, key, findings)
    return _in_full(part, fitting, shape) if part is not None and isinstance(shape, Either) else part


def _part(node: Node, shape: Shape, key: str, findings: Findings) -> GivenPart | None:
    if isinstance(shape, Value | OneOf) and isinstance(node, TextNode):
        return _single(node, shape, key, findings)
    if isinstance(shape, ListOf) and isinstance(node, ListNode):
        return _list(node, shape, key, findings)
    if isinstance(shape, Record) and isinstance(node, MapNode):
        return read_record(node, shape, findings)
    if isinstance(shape, TableOf) and isinstance(node, MapNode):
        return _table(node, shape, key, findings)
    _wrong_kind(node.line, shape, key, findings)
    return None


def _in_full(part: GivenPart, fitting: Shape, shape: Either) -> GivenPart:
    """A value in the form that it is short for."""
    if not isinstance(part, Single):
        return part
    if shape.items and shape.items.item == fitting:
        return (part,)
    if shape.mapping and shape.short:
        return Given(part.line, shape.mapping, {shape.short: part}, {shape.short: part.line})
    return part


def read_record(node: MapNode, record: Record[Any], findings: Findings) -> Given:
    """A mapping with known keys: unknown and missing ones are told."""
    given, meant = Given(node.line, record), set[str | None]()
    for name, value in node.items:
        key = record.key(name.text)
        if key is None:
            near = findings.nearest(name.text, [] if record.opposed else [key.name for key in record.keys])
            _unknown_key(name, value, node, record, findings, near)
            meant |= {name.text, near}
        elif key.name in given.lines:
            _key_twice(name, key, given.lines[key.name], findings)
        elif is_empty(value):
            given.empty.setdefault(key.name, name.line)
        else:
            named = replace(name, text=key.name)
            _keep(given, named, value, read_part(value, key.shape, key.name, findings))
    given.refused |= {name: "" for name in meant if name and name not in given.lines}
    for key in record.keys:
        if key.required and key.name not in given.lines and key.name not in given.refused:
            findings.tell(given.place(key.name), "missing-key/absent", key=key.name, about=Text(key.about))
    return given


def _key_twice(name: TextNode, key: Key, line: int, findings: Findings) -> None:
    """A key written once by its name and once by another word for it."""
    findings.tell((name.line, key.name), "duplicate-key/synonym", key=name.text, name=key.name, line=line)


def _keep(given: Given, name: TextNode, node: Node, part: GivenPart | None) -> None:
    given.lines[name.text] = name.line
    if part is None:
        given.refused[name.text] = node.text.strip() if isinstance(node, TextNode) else ""
    else:
        given.parts[name.text] = part


def _single(node: TextNode, shape: Value | OneOf, key: str, findings: Findings) -> Single | None:
    text = node.text.strip()
    value = findings.try_cell((node.line, key), lambda: parsed(text, shape))
    return None if value is None else Single(value, node.line)


def parsed(text: str, shape: Value | OneOf) -> object:
    """One value by its shape; else CellError."""
    return shape.words.parse(text) if isinstance(shape, OneOf) else _PARSERS.get(shape.type, str)(text)


def _target_id(text: str) -> str:
    if _TARGET_ID.fullmatch(text):
        return parse_id(text)
    near = re.sub("[^A-Z0-9]+", "-", fold(text).upper()).strip("-")[:64]
    raise CellError("bad-id/target", value=shown(text), id=near or "CN-03")


def _share(text: str) -> Fraction:
    if text.endswith("%"):
        share = plain_number(parse_number(text, whole=False, percent=True) / 100)
        raise CellError("not-a-number/share", value=shown(text), share=share)
    return parse_number(text, whole=False)


_PARSERS: dict[ValueType, Callable[[str], object]] = {
    ValueType.ID: parse_id,
    ValueType.TARGET_ID: _target_id,
    ValueType.DAY: parse_date,
    ValueType.NUMBER: partial(parse_number, whole=False),
    ValueType.SHARE: _share,
    ValueType.WHOLE: lambda text: int(parse_number(text, whole=True)),
}


def _list(node: ListNode, shape: ListOf, key: str, findings: Findings) -> tuple[GivenPart, ...] | None:
    if len(node.items) < shape.least:
        findings.tell((node.line, key), "missing-key/too-few", key=key, least=shape.least)
        return None
    return tuple(_items(node, shape, key, findings))


def _items(node: ListNode, shape: ListOf, key: str, findings: Findings) -> Iterator[GivenPart]:
    for item in node.items:
        if is_empty(item):
            findings.tell((item.line, key), "missing-key/empty-item", key=key)
            continue
        part = read_part(item, shape.item, key, findings)
        if part is not None:
            yield part


def _table(node: MapNode, shape: TableOf, key: str, findings: Findings) -> Given:
    given = Given(node.line)
    seen: dict[str, str] = {}
    for name, value in node.items:
        first = seen.setdefault(name.text.casefold(), name.text)
        if name.text == "<<":
            _unknown_key(name, value, node, Record(key, ()), findings, None)
        elif first != name.text:
            findings.tell(
                (name.line, key), "duplicate-id/in-table", value=shown(name.text), first=shown(first)
            )
        elif is_empty(value):
            findings.tell((name.line, key), "missing-key/empty", value=shown(name.text))
            _keep(given, name, value, None)
        else:
            _keep(given, name, value, read_part(value, shape.item, key, findings))
    return given


def _unknown_key(
    name: TextNode, value: Node, node: MapNode, record: Record[Any], findings: Findings, near: str | None
) -> None:
    hint = _meant(name, value, node, record, did_you_mean(near))
    findings.tell((name.line, shown(name.text)), "unknown-key", hint=hint, key=shown(name.text))


def _meant(name: TextNode, value: Node, node: MapNode, record: Record[Any], near: Text | None) -> Text:
    """What to do about a key that is none: likely the rest of a value behind its comma, or a slip."""
    if name.text == "<<":
        return Text("chép lại từng mục thay cho dấu “<<”")
    if node.flow and is_empty(value) and name.text.strip()[:1].isdigit():
        return Text(
            "dấu phẩy trong {{ }} ngăn hai mục: đặt số lẻ trong dấu nháy kép, "
            'ví dụ "0,8", hoặc viết bằng dấu chấm: 0.8'
        )
    is_slip = is_empty(value) or (" " in name.text.strip() and not record.opposed)
    if near is None and node.flow and is_slip:
        return Text(
            "dấu phẩy trong {{ }} ngăn hai mục: nếu là nội dung thì đặt cả giá trị trong dấu nháy kép, "
            'ví dụ {{name: "thôn, làng"}}'
        )
    if record.opposed:
        listed = ", ".join("/".join(key.spellings) for key in record.keys)
        return Text("ghi một trong các phép so: {keys}", keys=listed)
    return near or Text("các mục dùng được: {keys}", keys=", ".join(key.name for key in record.keys))


def _wrong_kind(line: int, shape: Shape, key: str, findings: Findings) -> None:
    match shape:
        case ListOf():
            findings.tell((line, key), "wrong-kind/list", key=key)
        case Record():
            names = ", ".join(each.name for each in shape.keys)
            findings.tell((line, key), "wrong-kind/record", key=key, keys=names)
        case TableOf() | Variants():
            findings.tell((line, key), "wrong-kind/table", key=key)
        case _:
            findings.tell((line, key), "wrong-kind/value", key=key)
