"""The sheets of a plan's workbook, as the descriptions of plan.yml and of the tables have them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from thidua.beside import data_beside
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, Shape, TableOf, Value, ValueType
from thidua.plan.schema import PLAN
from thidua.reading.cells import Vocabulary
from thidua.tables import contents
from thidua.tables.columns import TABLES, Table
from thidua.text import Text

NAME = "*"  # the column that holds a table's own keys
OPERATOR = ":"  # ends the column that holds the one key of a record
AT_PHASE = "pace@"  # begins the columns of what a phase must reach
ONE = "plan"  # the sheet of what stands once
VALUE = "value"  # its column of what is told
HELP = "Hướng dẫn"

SAID: Mapping[str, Any] = data_beside("planbook", "said.json")
TITLES: Mapping[str, str] = SAID["sheets"]  # every sheet, in the workbook's order
# What a reference names, where its description leaves that to the reader.
_NAMED_ELSEWHERE = {"owner": "units.csv", "group": "groups"}
_CONTENTS: Mapping[contents.Content, Shape] = {
    contents.DAY: Value(ValueType.DAY),
    contents.SIZE: Value(ValueType.AMOUNT),
    contents.GOAL: Value(ValueType.AMOUNT),
    contents.BASELINE: Value(ValueType.AMOUNT),
    contents.NEW_ID: Value(ValueType.ID),
    contents.UNIT: Value(ValueType.REFERENCE, to="units.csv"),
    contents.SUCCESSOR: Value(ValueType.REFERENCE, to="units.csv"),
    contents.TARGET: Value(ValueType.REFERENCE, to="targets"),
    contents.POPULATION: Value(ValueType.REFERENCE, to="populations"),
}


class Kind(Enum):
    """How the rows of a sheet stand in the campaign's files."""

    ONE = auto()
    LIST = auto()
    TABLE = auto()
    INNER = auto()  # a table in each record of another sheet
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name by the path of keys, the key that problems name, what it holds, what it is."""

    name: str
    key: str
    shape: Shape
    about: Text
    required: bool = False

    @property
    def title(self) -> str:
        """Its header: what it is, up to the first aside."""
        told = re.split(r"[,;:(]", self.about.render().removeprefix("có = "))[0].strip()
        return told[:1].upper() + told[1:]

    @property
    def refers_to(self) -> str:
        """The sheet on which that is listed which it names; "" where it names nothing."""
        item = self.shape.item if isinstance(self.shape, ListOf) else self.shape
        if isinstance(item, Value) and item.type is ValueType.REFERENCE:
            return item.to or _NAMED_ELSEWHERE.get(self.key, "")
        return ""


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet: its name in the files, what its rows are, the keys of a row, its columns."""

    id: str
    kind: Kind
    keys: tuple[Key, ...]
    columns: tuple[Column, ...]
    table: Table | None = None

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return TITLES[self.id]

    @property
    def identity(self) -> tuple[Column, ...]:
        """The columns by which a row is known."""
        named = tuple(each for each in self.columns if each.name in (NAME, "id"))
        if self.kind is Kind.INNER:
            return (self.columns[0], *named)
        if self.table is None:
            return named or self.columns[:1]
        types = (ValueType.DAY, ValueType.ID, ValueType.REFERENCE)
        refers = (each for each in self.columns if isinstance(each.shape, Value) and each.shape.type in types)
        return tuple(each for each in refers if each.required)


def parts(phases: Mapping[str, str]) -> list[Part]:
    """The sheets; ``phases``, by id, are those whose goals have a column of their own among the targets."""
    found = {part.id: part for part in _parts()}
    found["targets"] = _with_phases(found["targets"], phases)
    return [found[name] for name in TITLES]


def _with_phases(part: Part, phases: Mapping[str, str]) -> Part:
    about = "mức phải đạt đến hết {phase}; để trống thì tính theo tiến độ"
    own = [
        Column(f"{AT_PHASE}{id_}", "pace", Value(ValueType.AMOUNT), Text(about, phase=phase))
        for id_, phase in phases.items()
    ]
    place = [each.name for each in part.columns].index("pace") + 1
    return Part(part.id, part.kind, part.keys, (*part.columns[:place], *own, *part.columns[place:]))


@cache
def _parts() -> tuple[Part, ...]:
    flat = tuple(key for key in PLAN.keys if is_flat(key.shape))
    found = [Part(ONE, Kind.ONE, flat, _columns(flat))]
    for key in PLAN.keys:
        if key not in flat:
            found.extend(_listed(key.name, key.shape))
    found.extend(_of_table(table) for table in TABLES.values() if table.file in TITLES)
    return tuple(found)


def is_flat(shape: Shape) -> bool:
    """Whether a value takes a cell, or a few: it is no list or table of records."""
    best = shape.best if isinstance(shape, Either) else shape
    if isinstance(best, ListOf):
        return isinstance(best.item, Value | OneOf | Either | ListOf)
    return not isinstance(best, TableOf)


def _listed(name: str, shape: Shape) -> Iterator[Part]:
    match shape:
        case Either(mapping=Record() as mapping):  # reviews and commemorations, in one list or in two
            for key in mapping.keys:
                yield from _listed(f"{name}.{key.name}", key.shape)
        case ListOf(Record(_, keys)):
            flat = tuple(key for key in keys if not isinstance(key.shape, TableOf))
            yield Part(name, Kind.LIST, flat, _columns(flat))
            for key in keys:
                if isinstance(key.shape, TableOf) and isinstance(key.shape.item, Record):
                    parent = Column(
                        flat[0].name, flat[0].name, flat[0].shape, Text(flat[0].about), required=True
                    )
                    inner = key.shape.item.keys
                    columns = (parent, _named(Value(ValueType.REFERENCE, to=key.name)), *_columns(inner))
                    yield Part(f"{name}.{key.name}", Kind.INNER, inner, columns)
        case TableOf(item):
            keys = table_keys(item)
            yield Part(name, Kind.TABLE, keys, (_named(Value(ValueType.ID)), *_columns(keys)))


def table_keys(item: Shape) -> tuple[Key, ...]:
    """The keys of a table's items; a list has one, its levels."""
    match item:
        case Either(mapping=Record(_, keys)):
            return keys
        case ListOf():
            about = "các mức, từ thấp đến cao, mỗi dòng một mức (Alt+Enter để xuống dòng)"
            return (Key("levels", item, about, "levels, from low to high", required=True),)
    raise TypeError(item)


def _named(shape: Shape) -> Column:
    return Column(NAME, "id", shape, Text("mã"), required=True)


def _columns(keys: tuple[Key, ...], prefix: str = "", *, needed: bool = True) -> tuple[Column, ...]:
    return tuple(column for key in keys for column in _of_key(key, prefix, needed=needed))


def _of_key(key: Key, prefix: str, *, needed: bool) -> Iterator[Column]:
    name, required, about = f"{prefix}{key.name}", key.required and needed, Text(key.about)
    best = key.shape.best if isinstance(key.shape, Either) else key.shape
    if isinstance(best, Record) and best.only_one:
        yield Column(f"{name}{OPERATOR}", key.name, operators(best), about, required)
        yield Column(name, key.name, best, _value_of(best), required)
    elif isinstance(best, Record):
        yield from _columns(best.keys, f"{name}.", needed=required)
    else:
        yield Column(name, key.name, key.shape, about, required)


def _value_of(record: Record[Any]) -> Text:
    bounds = "mức; từ … đến thì ghi hai số, ngăn bằng dấu chấm phẩy: 7; 9"
    sources = "các mã, ngăn bằng dấu chấm phẩy; phần trăm thì ghi phần trước, toàn bộ sau"
    amounts = ListOf(Value(ValueType.AMOUNT), least=2)
    return Text(bounds if any(key.shape == amounts for key in record.keys) else sources)


@cache
def operators(record: Record[Any]) -> OneOf:
    """The keys of a record of a single key, as words to choose from: the best one of each first."""
    words = {word: key.name for key in record.keys for word in (*key.also, key.name)}
    return OneOf(record.name, Vocabulary("unknown-word", words))


def _of_table(table: Table) -> Part:
    columns = tuple(
        Column(
            each.name,
            each.name,
            _CONTENTS.get(each.content, Value()),
            Text(f"{each.title}: {each.about}"),
            required=not each.may_be_blank,
        )
        for each in table.columns
    )
    return Part(table.file, Kind.FILE, (), columns, table)
