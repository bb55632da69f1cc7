"""What may stand in a file of keys: the vocabulary that describes it, and the walk over a description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from thidua.reading.cells import Vocabulary
from thidua.reading.folding import word_key

Made = TypeVar("Made")


class ValueType(StrEnum):
    """How one value is read."""

    TEXT = "text"
    ID = "id"  # a name that any file system holds
    TARGET_ID = "target id"
    REFERENCE = "reference"  # the id of something described elsewhere
    DAY = "day"
    NUMBER = "number"
    SHARE = "share"  # of one: 0.8
    WHOLE = "whole number"
    AMOUNT = "amount"  # kept as typed: what it may be depends on its neighbours


@dataclass(frozen=True, slots=True)
class Value:
    """One value; a reference may say under which of the file's keys that which it names is described."""

    type: ValueType = ValueType.TEXT
    to: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some fixed words; ``name`` is what the docs call them."""

    name: str
    words: Vocabulary[Any]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least ``least`` items."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class TableOf:
    """A mapping whose keys the office chooses."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Record(Generic[Made]):
    """A mapping with known keys, and the class of the record that it makes, where it makes one.

    ``name`` is what the docs call it, ``only_one`` asks for a single key. ``opposed`` says that some of its
    keys mean the opposite of others: then no key is suggested for a mistyped one, all of them are explained.
    """

    name: str
    keys: tuple[Key, ...]
    makes: type[Made] | None = None
    only_one: bool = False
    opposed: bool = False

    def key(self, name: str) -> Key | None:
        """The key of that name, or that may also be called so; or None."""
        exact = next((key for key in self.keys if key.name == name), None)
        return exact or next((key for key in self.keys if word_key(name) in map(word_key, key.also)), None)


@dataclass(frozen=True, slots=True)
class Variants:
    """A list's record that is one of two kinds: ``having`` where it holds ``key``, else ``otherwise``."""

    key: str
    having: Record[Any]
    otherwise: Record[Any]


@dataclass(frozen=True, slots=True)
class Either:
    """One shape where a single value is written, others where a list or a mapping is.

    A value where a list of such values may stand is a list of one; where a mapping may, it is the mapping's
    key ``short``.
    """

    text: Value | OneOf | None = None
    items: ListOf | None = None
    mapping: Record[Any] | None = None
    short: str = ""

    @property
    def best(self) -> Shape:
        """The way in which the most can be said."""
        return self.items or self.mapping or self.text or Value()


Shape = Value | OneOf | ListOf | TableOf | Record[Any] | Variants | Either


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its shape, and what it means in Vietnamese (for the office) and in English (for the docs).

    ``default`` is a value as it would be typed, or words with a blank among them that describe it. ``into``
    is the attribute of the record, by default of the key's own name; None where none holds it alone. ``also``
    are other words by which it may be written, in any case and without diacritics.
    """

    name: str
    shape: Shape
    about: str
    meaning: str
    required: bool = False
    default: str = ""
    into: str | None = ""
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name, *self.also)

    @property
    def attribute(self) -> str | None:
        """The attribute of the record that holds it, or None."""
        return self.name if self.into == "" else self.into

    @property
    def typed_default(self) -> str | None:
        """The default as it would be typed, or None where there is none, or only words that describe it."""
        return self.default if self.default and " " not in self.default else None


def inside(shape: Shape) -> tuple[Shape, ...]:
    """The shapes that stand directly in a shape, in the order in which a reader meets them."""
    match shape:
        case ListOf(item) | TableOf(item):
            return (item,)
        case Record(_, keys):
            return tuple(key.shape for key in keys)
        case Variants(_, having, otherwise):
            return (having, otherwise)
        case Either(text, items, mapping):
            return tuple(part for part in (text, items, mapping) if part is not None)
    return ()


def walk(shape: Shape, met: list[Shape] | None = None) -> Iterator[Shape]:
    """A shape and all that stands in it, depth first; records and words that were ``met`` are passed over."""
    met = [] if met is None else met
    if shape in met:
        return
    if isinstance(shape, Record | OneOf):
        met.append(shape)
    yield shape
    for part in inside(shape):
        yield from walk(part, met)


def records(shape: Shape) -> list[Record[Any]]:
    """A shape's records, each once: itself, where it is one, and all that stand in it at any depth."""
    return [each for each in walk(shape) if isinstance(each, Record)]


def next_records(shape: Shape) -> list[Record[Any]]:
    """The records of a shape's best form, those within them left out."""
    if isinstance(shape, Record):
        return [shape]
    parts = (shape.best,) if isinstance(shape, Either) else inside(shape)
    return [record for part in parts for record in next_records(part)]
