"""One description of keys serves the reader, records, references, docs, JSON Schema and edits of any file."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import jsonschema
from code_read import nodes
from table_kit import cases
from thidua.keyed.edit import edited
from thidua.keyed.given import Findings, Given
from thidua.keyed.guide import commented, guide
from thidua.keyed.nodes import MapNode, leaves
from thidua.keyed.read import FileKind, read_keys
from thidua.keyed.records import build, by_id
from thidua.keyed.shapes import Either, Key, ListOf, OneOf, Record, TableOf, Value, ValueType, records
from thidua.keyed.wanted import Item, Items
from thidua.keyed.yaml_file import read_yaml
from thidua.reading.cells import BOOLEANS
from thidua.text import Text
from write_schemas import json_schema, key_tables

KEYED = Path(__file__).parent.parent / "scripts" / "thidua" / "keyed"


@dataclass(frozen=True)
class Shelf:
    id: str
    name: str
    built: date | None = None
    open: bool = True


@dataclass(frozen=True)
class Keeper:
    name: str
    room: str | None = None


@dataclass(frozen=True)
class Library:
    title: str
    shelves: Mapping[str, Shelf]
    keeper: Keeper | None = None
    tags: tuple[str, ...] = ()
    signs: Mapping[str, str] | None = None
    first: str | None = None
    visits: tuple[str, ...] = ()


ID, DAY, TEXT = Value(ValueType.ID), Value(ValueType.DAY), Value()
SHELF = Value(ValueType.REFERENCE, to="shelves")
SHELVES = Record(
    "shelf",
    makes=Shelf,
    keys=(
        Key("id", ID, "mã kệ", "its id", required=True),
        Key("name", TEXT, "tên kệ", "its name", required=True),
        Key("since", DAY, "ngày đóng", "the day it was built", into="built"),
        Key("open", OneOf("yes or no", BOOLEANS), "mở", "whether it is open", default="có"),
    ),
)
KEEPER = Record(
    "keeper",
    makes=Keeper,
    keys=(Key("name", TEXT, "tên", "the name", required=True), Key("room", TEXT, "phòng", "the room")),
)
LIBRARY = Record(
    "library",
    makes=Library,
    keys=(
        Key("title", TEXT, "tên thư viện", "the title", required=True),
        Key("shelves", ListOf(SHELVES, least=1), "các kệ", "the shelves", required=True),
        Key("keeper", Either(text=TEXT, mapping=KEEPER, short="name"), "thủ thư", "who keeps it"),
        Key("tags", Either(text=TEXT, items=ListOf(TEXT)), "nhãn", "tags"),
        Key("signs", TableOf(TEXT), "biển", "signs"),
        Key("first", SHELF, "kệ đầu", "the first shelf"),
        Key("visits", ListOf(SHELF), "lượt", "visits"),
    ),
)
KIND = FileKind(LIBRARY, Text("thư viện"), Text("ghi tên"))
SOUND = """\
title: Thư viện
shelves:
  - {id: A, name: Kệ A, since: 1/2/2030}
  - {id: B, name: Kệ B, open: không}
first: b
visits: [a, B, a]
"""
WITHOUT_B = [(5, "first", "unknown-shelf"), (6, "visits", "unknown-shelf")]


def read(text: str) -> tuple[Library | None, list[tuple[int | None, str | None, str]]]:
    def make(given: Given, findings: Findings) -> Library | None:
        written = given.listed("shelves")
        shelves = by_id(written, [build(each, SHELVES) for each in written], findings)
        return build(given, LIBRARY, shelves=shelves)

    library, problems = read_keys(text, "thu-vien.yml", KIND, make)
    return library, [(each.line, each.column, each.code) for each in problems]


def test_records_are_built_from_the_description():
    assert read(SOUND) == (
        Library(
            title="Thư viện",
            shelves={"A": Shelf("A", "Kệ A", date(2030, 2, 1), True), "B": Shelf("B", "Kệ B", None, False)},
            first="B",
            visits=("A", "B", "A"),
        ),
        [],
    )


@cases(
    ("more", "attribute", "value"),
    [
        ("keeper: Lan", "keeper", Keeper("Lan")),
        ("keeper: {name: Lan, room: P1}", "keeper", Keeper("Lan", "P1")),
        ("keeper: {room: P1}", "keeper", Keeper("", "P1")),  # told; a text that is required is then empty
        ("tags: sách", "tags", ("sách",)),
        ("tags: [sách, báo]", "tags", ("sách", "báo")),
        ("signs: {N1: Lối vào, n2: Lối ra}", "signs", {"N1": "Lối vào", "n2": "Lối ra"}),
    ],
)
def test_a_short_form_says_the_same_as_the_long_one(more, attribute, value):
    library, _ = read(SOUND + more + "\n")
    assert getattr(library, attribute) == value


@cases(
    ("typed", "instead", "problems"),
    [
        ("first: b", "first: c", [(5, "first", "unknown-shelf")]),
        ("[a, B, a]", "[a, c, d]", [(6, "visits", "unknown-shelf")] * 2),
        ("title:", "titel:", [(1, "titel", "unknown-key")]),
        (
            "id: B",
            "id: a",
            [(4, "id", "duplicate-id"), *WITHOUT_B],
        ),
        ("1/2/2030", "31/2/2030", [(3, "since", "bad-date")]),
        (
            "id: B",
            "id: kệ",
            [(4, "id", "bad-id"), *WITHOUT_B],
        ),
        (SOUND, "", [(1, None, "empty-file")]),
        (SOUND, "- a\n", [(1, None, "wrong-kind")]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(typed, instead, problems):
    assert sorted(read(SOUND.replace(typed, instead))[1], key=str) == sorted(problems, key=str)


def test_an_unknown_reference_is_taken_for_refused():
    library, _ = read(SOUND.replace("first: b", "first: c").replace("[a, B, a]", "[a, c]"))
    assert library is not None
    assert (library.first, library.visits) == (None, ("A",))


def test_messages_call_the_file_by_its_name():
    _, (problem,) = read_keys(SOUND.replace("first: b", "first: c"), "x.yml", KIND, lambda *_: None)
    assert str(problem.message) == "không có “c” trong thư viện"
    assert str(problem.hint) == "các mã đã có: A, B"


def test_every_value_of_a_type_is_found_in_the_text():
    root, _ = read_yaml(SOUND, "", Text(""))
    assert root is not None
    found = [(leaf.record, leaf.key, leaf.node.text) for leaf in leaves(root, LIBRARY)]
    assert found[:4] == [
        ("library", "title", "Thư viện"),
        ("shelf", "id", "A"),
        ("shelf", "name", "Kệ A"),
        ("shelf", "since", "1/2/2030"),
    ]
    assert ("shelf", "open", "không") not in found  # a fixed word is of no type


@cases("end", ["\n", "\r\n"])
def test_items_in_another_order_take_their_comments_and_their_lines_along(end: str) -> None:
    items = (
        "  - {id: A,\n     name: Kệ A}\n",
        "  # b\n  - {id: B, name: Kệ B}\n",
        "  # c\n  - {id: C, name: Kệ C}\n",
    )
    before = "".join(("shelves:\n", *items, "title: x\n")).replace("\n", end)
    root, _ = read_yaml(before, "", Text(""))
    assert isinstance(root, MapNode)
    order = Items(tuple(Item({}, place) for place in (2, 0)))
    after = "".join(("shelves:\n  # b\n", items[2], items[0], "title: x\n")).replace("\n", end)
    assert edited(before, root, LIBRARY, {"shelves": order}) == after


def test_reference_schema_and_guide_know_every_key():
    keys = [key.name for record in records(LIBRARY) for key in record.keys]
    page, lines = "\n".join(key_tables(LIBRARY)), "\n".join(guide(LIBRARY))
    schema = json_schema(LIBRARY, "thu-vien.yml", "Thư viện")
    jsonschema.Draft7Validator.check_schema(schema)
    assert list(schema["definitions"]) == ["keeper", "shelf"]
    assert all(f"| `{key}` |" in page and f"{key}: " in lines for key in keys)
    filled = "\n".join(commented(LIBRARY, {"title": "Mới", "shelves": [{"id": "A", "name": "Kệ"}]}))
    library, problems = read(filled)
    assert library == Library("Mới", {"A": Shelf("A", "Kệ")})
    assert problems == []


def test_the_room_knows_no_file():
    """Whatever reads files of keys stands above the vocabulary of cells and below all that knows a plan."""
    allowed = {"keyed", "model", "problems", "reading", "text"}
    for path in KEYED.glob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("thidua"):
                assert node.module.split(".")[1] in allowed, (path.name, node.module)
        assert "plan.yml" not in path.read_text(encoding="utf-8"), path.name
