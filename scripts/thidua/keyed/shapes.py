"""What a value of plan.yml may look like: the vocabulary in which plan_schema describes the plan's keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.reading.cells import Vocabulary


class Kind(StrEnum):
    """How one value is read."""

    TEXT = "text"
    ID = "id"  # a name that any file system holds
    TARGET_ID = "target id"
    REFERENCE = "reference"  # the id of something described elsewhere
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole number"
    AMOUNT = "amount"  # kept as typed: the target's measure says what it may be


@dataclass(frozen=True, slots=True)
class Value:
    """One value."""

    kind: Kind = Kind.TEXT


Word = Vocabulary[Any]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least ``least`` items."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class TableOf:
    """A mapping whose keys the office chooses."""

    key: Kind
    item: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; ``name`` is what the docs call it, ``only_one`` asks for a single key."""

    name: str
    fields: tuple[Field, ...]
    only_one: bool = False

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        return next((each for each in self.fields if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Variants:
    """A list's record that is one of two kinds: ``having`` where it holds ``key``, else ``otherwise``."""

    key: str
    having: Record
    otherwise: Record


@dataclass(frozen=True, slots=True)
class Either:
    """One shape where a single value is written, others where a list or a mapping is."""

    text: Value | Word | None = None
    items: ListOf | None = None
    mapping: Record | None = None


Shape = Value | Word | ListOf | TableOf | Record | Variants | Either


@dataclass(frozen=True, slots=True)
class Field:
    """One key: its shape, and what it means in Vietnamese (for the office) and in English (for the docs)."""

    key: str
    shape: Shape
    about: str
    meaning: str
    required: bool = False
    default: str = ""
