"""The rooms have an order, the core has no clock and no disk: as the table in docs/how-it-works.md says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from code_read import nodes
from table_kit import cases

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "thidua"
ROW = re.compile(r"^\| `([\w/.]+)` \| ([^|]*) \|", re.MULTILINE)
DOCUMENT = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
ROOMS = dict(ROW.findall(DOCUMENT.partition("## The rooms")[2].partition("\n## ")[0]))
OUTSIDE = {
    "fcntl", "http", "logging", "mmap", "multiprocessing", "os", "pathlib", "random", "shutil", "signal",
    "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
CALLS = {"print", "open", "input", "exit", "date.today", "datetime.now", "datetime.datetime.now"}
FOLDERS = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
MODULES = sorted(
    path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"
)


def room_of(module: Path) -> str:
    """The room of a module: its folder, or itself."""
    return f"{module.parts[0]}/" if len(module.parts) > 1 else module.name


def shell_of(room: str) -> list[str]:
    """The modules of a room that reach outside, as the table names them."""
    named = re.findall("`([^`]+)`", ROOMS[room])
    return [f"{room}{name}.py" for name in named] or ([room] if ROOMS[room] == "all" else [])


def code_of(module: Path) -> list[ast.AST]:
    """A module's code."""
    return nodes(PACKAGE / module)


SHELL = tuple(name for room in ROOMS for name in shell_of(room))
CORE = [module for module in MODULES if not module.as_posix().startswith(SHELL)]


def asked(code: Iterable[ast.AST]) -> Iterator[str]:
    """The rooms that code imports from."""
    for node in code:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "thidua":
            names = [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names if name.name.startswith("thidua.")]
        else:
            continue
        for name in names:
            room = name.split(".")[1]
            yield f"{room}/" if room in FOLDERS else f"{room}.py"


def test_every_room_stands_in_the_table() -> None:
    assert sorted(ROOMS) == sorted({room_of(module) for module in MODULES})


def test_a_room_asks_only_those_above_it() -> None:
    order = list(ROOMS)
    below = {module: set(order[order.index(room_of(module)) + 1 :]) for module in MODULES}
    wrong = {module: below[module].intersection(asked(code_of(module))) for module in MODULES}
    assert {module: rooms for module, rooms in wrong.items() if rooms} == {}


@cases(
    ("code", "rooms"),
    [
        ("from thidua.model import Plan", ["model/"]),
        ("from thidua import wording, words", ["wording.py", "words.py"]),
        ("def late():\n    from thidua.site.page import Page", ["site/"]),
        ("import thidua.text", ["text.py"]),
        ("import os", []),
    ],
)
def test_what_counts_as_asking(code: str, rooms: list[str]) -> None:
    assert list(asked(ast.walk(ast.parse(code)))) == rooms


def dotted(name: ast.expr) -> str:
    """A name, or one with its parts joined by dots; what is neither gives an empty part."""
    if isinstance(name, ast.Attribute):
        return f"{dotted(name.value)}.{name.attr}"
    return name.id if isinstance(name, ast.Name) else ""


def reaches(code: Iterable[ast.AST]) -> Iterator[str]:
    """The modules and calls by which code reaches outside itself."""
    for node in code:
        if isinstance(node, ast.Import):
            yield from OUTSIDE.intersection(name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module != "urllib.parse" and {name.name for name in node.names} != {"PurePosixPath"}:
                yield from OUTSIDE.intersection([node.module.partition(".")[0]])
        elif isinstance(node, ast.Call):
            yield from CALLS.intersection([dotted(node.func)])


def test_the_core_reaches_for_nothing() -> None:
    found = {module: list(reaches(code_of(module))) for module in CORE}
    assert {module: names for module, names in found.items() if names} == {}


@cases(
    ("code", "found"),
    [
        ("import os.path", ["os"]),
        ("from pathlib import Path", ["pathlib"]),
        ("from urllib.parse import urlsplit", []),
        ("from urllib.request import urlopen", ["urllib"]),
        ("late = date.today() > due", ["date.today"]),
        ("print(1)", ["print"]),
        ("from thidua.site.page import Page", []),
    ],
)
def test_what_counts_as_reaching_outside(code: str, found: list[str]) -> None:
    assert list(reaches(ast.walk(ast.parse(code)))) == found


def test_the_shell_is_no_larger_than_it_must_be() -> None:
    reaching = [module.as_posix() for module in MODULES if any(reaches(code_of(module)))]
    assert [name for name in SHELL if not any(module.startswith(name) for module in reaching)] == []


def unordered(code: Iterable[ast.AST]) -> Iterator[int]:
    """Lines of loops over what a set operation gives: their order is another in each process."""
    loops = (ast.For, ast.ListComp, ast.DictComp, ast.GeneratorExp)
    for node in (each for each in code if isinstance(each, loops)):
        for loop in [node] if isinstance(node, ast.For) else node.generators:
            sides = [loop.iter.left, loop.iter.right] if isinstance(loop.iter, ast.BinOp) else [loop.iter]
            made = [ast.unparse(side.func) for side in sides if isinstance(side, ast.Call)]
            of_keys = len(sides) == 2 and any(name.endswith(".keys") for name in made)
            if of_keys or {"set", "frozenset"} & set(made):
                yield loop.iter.lineno


def test_no_order_comes_of_a_set() -> None:
    """The same commit gives the same bytes: two units with equal gaps changed places from build to build."""
    found = {module: list(unordered(code_of(module))) for module in MODULES}
    assert {module: lines for module, lines in found.items() if lines} == {}


@cases(("code", "lines"), [
    ("for a in b.keys() | c.keys(): pass", [1]),
    ("[a for a in set(b)]", [1]),
    ("sorted(b.keys() | c.keys())", []),
    ("for a in b.keys(): pass", []),
    ("{a for a in b.keys() & c}", []),
])  # fmt: skip
def test_what_counts_as_an_order_of_a_set(code: str, lines: list[int]) -> None:
    assert list(unordered(ast.walk(ast.parse(code)))) == lines
