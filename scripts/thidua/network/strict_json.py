"""JSON from elsewhere, read with exact numbers, and held against the published JSON Schemas.

What could hide or burst something is refused. Of JSON Schema is known what the published ones use: a schema
is compiled once into functions; each gives the path of the first misfit below its value, or None.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30
Schema = Mapping[str, Any]
Check = Callable[[Any], str | None]
_HERE = ""
_TYPES: Mapping[str, tuple[type, ...]] = {
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, Fraction),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}
# What says nothing of a value, or is read by the keyword that it belongs to.
_READ_BESIDE = frozenset({"$schema", "$id", "$defs", "title", "description", "then", "else", "prefixItems"})


class NotJsonError(ValueError):
    """The bytes are no JSON that can be taken; the argument is the place or the piece, in no language."""


def read_json(data: bytes) -> Any:
    """The value: integers as int, other numbers as Fraction; else NotJsonError.

    Refused besides what is no JSON: other text than UTF-8, a key twice, NaN, numbers without measure, and
    nesting without end.
    """
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_exact,
            parse_constant=_refused,
        )
    except json.JSONDecodeError as error:
        raise NotJsonError(f"{error.lineno}:{error.colno}") from error
    except UnicodeDecodeError as error:
        raise NotJsonError("≠ UTF-8") from error
    except RecursionError as error:
        raise NotJsonError("[[[…") from error
    except ValueError as error:
        raise NotJsonError(str(error)) from error


def write_json(value: Any, indent: int | None = 1) -> bytes:
    """JSON of plain values and Fractions, one line a key or all on one; the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=indent, default=_as_number) + "\n").encode()


def _as_number(value: object) -> int | float:
    if not isinstance(value, Fraction):
        raise TypeError(f"no JSON for {value!r}")
    return value.numerator if value.denominator == 1 else float(value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (name, times), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"{times} × “{name[:_LONGEST_NUMBER]}”")
    return found


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"{text[:_LONGEST_NUMBER]}…")
    return int(text)


def _exact(text: str) -> Fraction:
    exponent = text.lower().partition("e")[2]
    if len(text) > _LONGEST_NUMBER or (exponent and abs(int(exponent)) > _LARGEST_EXPONENT):
        raise ValueError(f"{text[:_LONGEST_NUMBER]}…")
    return Fraction(text)


def _refused(text: str) -> None:
    raise ValueError(text)


class Fitting:
    """A schema, ready to be asked; an unknown keyword in it is a KeyError here, never passed over."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._definitions: dict[str, Check] = {}
        # Gives the path of the first thing in a value of read_json's that does not fit, such as
        # ``/targets/3/status``, "" for all of it, or None where everything fits.
        self.misfit: Check = self.compiled(root)

    def compiled(self, schema: Schema | bool) -> Check:
        """The check of one schema."""
        if isinstance(schema, bool):
            return lambda value: None if schema else _HERE
        checks = [
            _KEYWORDS[name](self, told, schema) for name, told in schema.items() if name not in _READ_BESIDE
        ]
        return checks[0] if len(checks) == 1 else partial(_all, checks)

    def definition(self, reference: str) -> Check:
        """The check of a definition, by its reference; compiled when it is met."""
        if reference not in self._definitions:
            found: Any = self._root
            for name in reference.removeprefix("#/").split("/"):
                found = found[name]
            self._definitions[reference] = self.compiled(found)
        return self._definitions[reference]


def _all(checks: list[Check], value: Any) -> str | None:
    for check in checks:
        if (found := check(value)) is not None:
            return found
    return None


_Compile = Callable[[Fitting, Any, Schema], Check]


def _plain(kind: type | tuple[type, ...], test: Callable[[Any, Any], bool]) -> _Compile:
    """A keyword that looks at values of a kind alone, and passes over all others."""

    def compile_(fitting: Fitting, asked: Any, schema: Schema) -> Check:
        return lambda value: _HERE if isinstance(value, kind) and not test(value, asked) else None

    return compile_


def _type(fitting: Fitting, asked: str | list[str], schema: Schema) -> Check:
    # Of exactly these classes: to Python a bool is an int.
    kinds = {kind for name in ([asked] if isinstance(asked, str) else asked) for kind in _TYPES[name]}
    return lambda value: None if type(value) in kinds else _HERE


def _pattern(fitting: Fitting, asked: str, schema: Schema) -> Check:
    # A "$" is the very end, as in JSON Schema, and not also the place before a last line's end.
    form = re.compile(re.sub(r"\$$", r"\\Z", asked))
    return lambda value: _HERE if isinstance(value, str) and not form.search(value) else None


def _any_of(fitting: Fitting, asked: list[Schema], schema: Schema) -> Check:
    checks = [fitting.compiled(each) for each in asked]
    return lambda value: None if any(check(value) is None for check in checks) else _HERE


def _if(fitting: Fitting, asked: Schema, schema: Schema) -> Check:
    condition = fitting.compiled(asked)
    then, otherwise = (fitting.compiled(schema.get(name, True)) for name in ("then", "else"))
    return lambda value: (then if condition(value) is None else otherwise)(value)


def _properties(fitting: Fitting, asked: Mapping[str, Schema], schema: Schema) -> Check:
    checks = [(name, fitting.compiled(each)) for name, each in asked.items()]

    def check(value: Any) -> str | None:
        if isinstance(value, dict):
            for name, each in checks:
                if name in value and (found := each(value[name])) is not None:
                    return f"/{name}{found}"
        return None

    return check


def _others(fitting: Fitting, asked: bool | Schema, schema: Schema) -> Check:
    known, each = frozenset(schema.get("properties", ())), fitting.compiled(asked)

    def check(value: Any) -> str | None:
        if isinstance(value, dict):
            for name in value:
                if name not in known and (found := each(value[name])) is not None:
                    return f"/{name}{found}"
        return None

    return check


def _names(fitting: Fitting, asked: Schema, schema: Schema) -> Check:
    each = fitting.compiled(asked)

    def check(value: Any) -> str | None:
        names = value if isinstance(value, dict) else ()
        return next((f"/{name}" for name in names if each(name) is not None), None)

    return check


def _required(fitting: Fitting, asked: list[str], schema: Schema) -> Check:
    def check(value: Any) -> str | None:
        needed = asked if isinstance(value, dict) else ()
        return next((f"/{name}" for name in needed if name not in value), None)

    return check


def _items(fitting: Fitting, asked: bool | Schema, schema: Schema) -> Check:
    first = [fitting.compiled(each) for each in schema.get("prefixItems", ())]
    rest = fitting.compiled(asked)

    def check(value: Any) -> str | None:
        for place, item in enumerate(value if isinstance(value, list) else ()):
            if (found := (first[place] if place < len(first) else rest)(item)) is not None:
                return f"/{place}{found}"
        return None

    return check


_NUMBER = (int, Fraction)
_KEYWORDS: Mapping[str, _Compile] = {
    "type": _type,
    "const": _plain(object, lambda value, asked: type(value) is type(asked) and value == asked),
    "enum": _plain(object, lambda value, asked: isinstance(value, str) and value in asked),
    "pattern": _pattern,
    "minLength": _plain(str, lambda value, asked: len(value) >= asked),
    "minimum": _plain(_NUMBER, lambda value, asked: isinstance(value, bool) or value >= asked),
    "minItems": _plain(list, lambda value, asked: len(value) >= asked),
    "maxItems": _plain(list, lambda value, asked: len(value) <= asked),
    "minProperties": _plain(dict, lambda value, asked: len(value) >= asked),
    "maxProperties": _plain(dict, lambda value, asked: len(value) <= asked),
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "required": _required,
    "items": _items,
    "anyOf": _any_of,
    "$ref": lambda fitting, asked, schema: fitting.definition(asked),
    "if": _if,
}
