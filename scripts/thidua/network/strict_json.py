"""Bytes from elsewhere → JSON, with exact numbers; what could hide or burst something is refused."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from typing import Any

_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30


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
    return (json.dumps(value, ensure_ascii=False, indent=indent, default=_plain) + "\n").encode()


def _plain(value: object) -> int | float:
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
