"""Does a value fit a JSON Schema? For the published schemas alone: what they do not use is not known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

Schema = Mapping[str, Any]
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | Fraction) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
# What says nothing of a value, or is read by the keyword that it belongs to.
_READ_BESIDE = frozenset({"$schema", "$id", "$defs", "title", "description", "then", "else", "prefixItems"})


def misfits(value: Any, schema: Schema) -> Iterator[str]:
    """Where the value does not fit, as paths such as ``targets/3/status``; the value is read_json's."""
    yield from _Fitting(schema).misfits(value, schema, "")


class _Fitting:
    """One schema with its definitions; an unknown keyword of it is a KeyError, never passed over."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self._definitions: dict[str, Schema] = {}
        self._rules: dict[int, list[tuple[_Check, Any]]] = {}

    def misfits(self, value: Any, schema: Schema, at: str) -> Iterator[str]:
        if id(schema) not in self._rules:
            rules = ((_KEYWORDS[name], asked) for name, asked in schema.items() if name not in _READ_BESIDE)
            self._rules[id(schema)] = list(rules)
        for check, asked in self._rules[id(schema)]:
            yield from check(self, value, asked, at, schema)

    def fits(self, value: Any, schema: Schema) -> bool:
        return next(self.misfits(value, schema, ""), None) is None

    def definition(self, reference: str) -> Schema:
        if reference not in self._definitions:
            found: Any = self.root
            for name in reference.removeprefix("#/").split("/"):
                found = found[name]
            self._definitions[reference] = found
        return self._definitions[reference]


_Check = Callable[[_Fitting, Any, Any, str, Schema], Iterator[str]]


def _plain(test: Callable[[Any, Any], bool]) -> _Check:
    """A keyword that looks at the value alone."""

    def check(fitting: _Fitting, value: Any, asked: Any, at: str, schema: Schema) -> Iterator[str]:
        if not test(value, asked):
            yield at

    return check


def _has_type(value: Any, asked: str | list[str]) -> bool:
    return any(_TYPES[name](value) for name in ([asked] if isinstance(asked, str) else asked))


def _reference(fitting: _Fitting, value: Any, asked: str, at: str, schema: Schema) -> Iterator[str]:
    yield from fitting.misfits(value, fitting.definition(asked), at)


def _any_of(fitting: _Fitting, value: Any, asked: list[Schema], at: str, schema: Schema) -> Iterator[str]:
    if not any(fitting.fits(value, each) for each in asked):
        yield at


def _if(fitting: _Fitting, value: Any, asked: Schema, at: str, schema: Schema) -> Iterator[str]:
    branch = schema.get("then" if fitting.fits(value, asked) else "else")
    if branch is not None:
        yield from fitting.misfits(value, branch, at)


def _properties(
    fitting: _Fitting, value: Any, asked: Mapping[str, Schema], at: str, schema: Schema
) -> Iterator[str]:
    if isinstance(value, dict):
        for name in (each for each in asked if each in value):
            yield from fitting.misfits(value[name], asked[name], f"{at}/{name}")


def _others(fitting: _Fitting, value: Any, asked: bool | Schema, at: str, schema: Schema) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    for name in (each for each in value if each not in schema.get("properties", {})):
        if isinstance(asked, bool):
            yield from () if asked else (f"{at}/{name}",)
        else:
            yield from fitting.misfits(value[name], asked, f"{at}/{name}")


def _names(fitting: _Fitting, value: Any, asked: Schema, at: str, schema: Schema) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}/{name}" for name in value if not fitting.fits(name, asked))


def _required(fitting: _Fitting, value: Any, asked: list[str], at: str, schema: Schema) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}/{name}" for name in asked if name not in value)


def _items(fitting: _Fitting, value: Any, asked: bool | Schema, at: str, schema: Schema) -> Iterator[str]:
    if not isinstance(value, list):
        return
    first = schema.get("prefixItems", [])
    for place, item in enumerate(value):
        shape = first[place] if place < len(first) else asked
        if isinstance(shape, bool):
            yield from () if shape else (f"{at}/{place}",)
        else:
            yield from fitting.misfits(item, shape, f"{at}/{place}")


def _number(value: Any) -> bool:
    return _TYPES["number"](value)


@lru_cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern whose "$" is the very end, as in JSON Schema, and not also before a last line's end."""
    return re.compile(re.sub(r"\$$", r"\\Z", text))


_KEYWORDS: Mapping[str, _Check] = {
    "type": _plain(_has_type),
    "const": _plain(lambda value, asked: type(value) is type(asked) and value == asked),
    "enum": _plain(lambda value, asked: isinstance(value, str) and value in asked),
    "pattern": _plain(lambda value, asked: not isinstance(value, str) or bool(_pattern(asked).search(value))),
    "minLength": _plain(lambda value, asked: not isinstance(value, str) or len(value) >= asked),
    "maxLength": _plain(lambda value, asked: not isinstance(value, str) or len(value) <= asked),
    "minimum": _plain(lambda value, asked: not _number(value) or value >= asked),
    "minItems": _plain(lambda value, asked: not isinstance(value, list) or len(value) >= asked),
    "maxItems": _plain(lambda value, asked: not isinstance(value, list) or len(value) <= asked),
    "minProperties": _plain(lambda value, asked: not isinstance(value, dict) or len(value) >= asked),
    "maxProperties": _plain(lambda value, asked: not isinstance(value, dict) or len(value) <= asked),
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "required": _required,
    "items": _items,
    "anyOf": _any_of,
    "$ref": _reference,
    "if": _if,
}
