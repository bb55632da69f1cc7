"""A campaign's files as the sheets of a plan's workbook, and the rows of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.intake.assemble import PLAN as PLAN_FILE
from thidua.keyed.nodes import ListNode, MapNode, Node, TextNode, chosen
from thidua.keyed.shapes import Key, ListOf, Record, Shape, Value, ValueType
from thidua.keyed.wanted import meaning
from thidua.keyed.yaml_file import read_yaml
from thidua.plan.schema import PLAN, THE_PLAN
from thidua.planbook.cells import cells_of, list_text, parted, under
from thidua.planbook.layout import AT_PHASE, NAME, TITLES, Kind, Part, parts
from thidua.problems import DataError
from thidua.reading.decode import decode
from thidua.tables.columns import TABLES
from thidua.tables.csv_file import open_sheet

_DAY = Value(ValueType.DAY)
FILES = (PLAN_FILE, *(name for name in TITLES if name in TABLES))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by column; the node, and the place in its list (or the line in its file) that it has.

    ``owner`` is the place of the record that holds the table which the row of an inner one stands in.
    """

    cells: Mapping[str, str]
    node: Node | None = None
    origin: int | None = None
    owner: int | None = None
    name: TextNode | None = None


Rows = Mapping[str, Sequence[Row]]  # by sheet


def rows_of(root: MapNode, files: Mapping[str, bytes], parts: Iterable[Part]) -> dict[str, list[Row]]:
    """The rows of every sheet, in the order of the files; ``root`` is the tree of plan.yml."""
    found: dict[str, list[Row]] = {}
    own: set[str] = set()
    for part in parts:
        found[part.id] = [*(_of_file(files.get(part.id), part) if part.table else _of_plan(root, part))]
        own |= {each.name.removeprefix(AT_PHASE) for each in part.columns if each.name.startswith(AT_PHASE)}
    ends = {id_: end for id_, end in ends_of(row.cells for row in found["phases"]).items() if id_ in own}
    found["targets"] = [replace(row, cells=parted(row.cells, ends)) for row in found["targets"]]
    return found


def ends_of(phases: Iterable[Mapping[str, str]]) -> dict[str, date]:
    """The last day of each phase, by id; those that have none are left out."""
    days = {cells.get("id", ""): meaning(cells.get("end", ""), _DAY) for cells in phases}
    return {id_: day for id_, day in days.items() if isinstance(day, date)}


def _of_plan(root: MapNode, part: Part) -> Iterator[Row]:
    if part.kind is Kind.ONE:
        yield Row(_cells(root, PLAN, part.keys), root)
    elif part.kind is Kind.INNER:
        outer, inner = part.id.split(".")
        key = part.columns[0].key
        for owner, node, record in records_under(root, outer):
            inner_key = record.key(inner)
            told = next(_texts(node, record, key), "")
            for origin, (name, value) in enumerate(
                pairs(under(node, inner_key, record) if inner_key else None)
            ):
                cells = {key: told, NAME: name.text, **_in_table(value, part.keys)}
                yield Row(cells, value, origin, owner, name)
    elif part.kind is Kind.TABLE:
        of_plan = PLAN.key(part.id)
        table = under(root, of_plan, PLAN) if of_plan else None
        for origin, (name, value) in enumerate(pairs(table)):
            yield Row({NAME: name.text, **_in_table(value, part.keys)}, value, origin, name=name)
    else:
        for origin, node, record in records_under(root, part.id.split(".")[0]):
            if "." not in part.id or record.keys == part.keys:
                yield Row(_cells(node, record, part.keys), node, origin)


def _texts(node: Node, record: Record[Any], key: str) -> Iterator[str]:
    found = record.key(key)
    value = under(node, found, record) if found else None
    if isinstance(value, TextNode):
        yield value.text.strip()


def records_under(root: MapNode, name: str) -> Iterator[tuple[int, Node, Record[Any]]]:
    """Each record of a list under a key of the plan, or of the lists there: its place, itself, what it is."""
    key = PLAN.key(name)
    node = under(root, key, PLAN) if key else None
    if key is not None and node is not None:
        yield from _records(node, key.shape)


def _records(node: Node, shape: Shape) -> Iterator[tuple[int, Node, Record[Any]]]:
    fitting = chosen(node, shape)
    if isinstance(node, ListNode) and isinstance(fitting, ListOf):
        for place, each in enumerate(node.items):
            record = chosen(each, fitting.item)
            if isinstance(record, Record):
                yield place, each, record
    elif isinstance(node, MapNode) and isinstance(fitting, Record):
        for key in fitting.keys:
            if (value := under(node, key, fitting)) is not None:
                yield from _records(value, key.shape)


def pairs(node: Node | None) -> tuple[tuple[TextNode, Node], ...]:
    """Names and values of a table."""
    return node.items if isinstance(node, MapNode) else ()


def _cells(node: Node, record: Record[Any], keys: Iterable[Key]) -> dict[str, str]:
    return {name: text for key in keys for name, text in cells_of(under(node, key, record), key)}


def _in_table(node: Node, keys: tuple[Key, ...]) -> dict[str, str]:
    """The cells of a table's item: of a mapping, a list, or a single word for the first key."""
    if isinstance(node, MapNode):
        return _cells(node, Record("", keys), keys)
    first = keys[0]
    return {first.name: list_text(node, first.shape)}


def _of_file(content: bytes | None, part: Part) -> Iterator[Row]:
    """The rows of a CSV file as typed, each with its line."""
    assert part.table is not None
    text, _ = decode(content or b"", part.id)
    sheet = open_sheet(text or "", part.id, part.table)
    names = sheet.header.columns if sheet.header else ()
    for line, cells, _ in sheet.rows():
        yield Row({name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}, origin=line)


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A campaign's plan in rows: the tree of plan.yml, the sheets, and the rows of each."""

    root: MapNode
    parts: Sequence[Part]
    rows: Mapping[str, Sequence[Row]]


def of_plan(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that a workbook holds, of all those of a campaign."""
    return {name: files[name] for name in FILES if name in files}


def sheeted(files: Mapping[str, bytes], phases: Mapping[str, str] | None = None) -> Sheeted:
    """The rows of a campaign's files; ``phases`` are those with a column of their own, by default all but the
    last. DataError where plan.yml is no mapping.
    """
    text, problems = decode(files.get(PLAN_FILE, b""), PLAN_FILE)
    root, found = read_yaml(text or "", PLAN_FILE, THE_PLAN)
    if not isinstance(root, MapNode):
        raise DataError([*problems, *found])
    own = rows_of(root, files, parts({}))["phases"] if phases is None else ()
    names = {row.cells.get("id", ""): row.cells.get("short") or row.cells.get("name", "") for row in own[:-1]}
    found_parts = parts(names if phases is None else phases)
    return Sheeted(root, found_parts, rows_of(root, files, found_parts))
