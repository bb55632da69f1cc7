"""The core has no clock and no disk: what asks for a file, the time or the terminal is shell, named here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scripts" / "thidua"
SHELL = (
    "build.py", "cli.py", "commands/", "config.py", "files.py", "languages.py", "mkdocs_yml.py", "version.py",
    "entry/source.py",
    "intake/disk.py", "intake/read.py",
    "publish/", "site/",
)  # fmt: skip
OUTSIDE = {
    "fcntl", "http", "logging", "os", "pathlib", "random", "shutil", "signal", "socket", "subprocess", "sys",
    "tempfile", "threading", "time", "urllib",
}  # fmt: skip
CALLS = {"print", "open", "input", "exit", "date.today", "datetime.now", "datetime.datetime.now"}
CORE = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.relative_to(PACKAGE).as_posix().startswith(SHELL)
]


def reaches(tree: ast.AST) -> Iterator[str]:
    """The modules and calls by which code reaches outside itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from OUTSIDE.intersection(name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from OUTSIDE.intersection([node.module.partition(".")[0]])
        elif isinstance(node, ast.Call):
            yield from CALLS.intersection([ast.unparse(node.func)])


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_reaches_for_nothing(path: Path) -> None:
    assert list(reaches(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import os.path", ["os"]),
        ("from pathlib import Path", ["pathlib"]),
        ("late = date.today() > due", ["date.today"]),
        ("print(1)", ["print"]),
        ("from thidua.site.page import Page", []),
    ],
)
def test_what_counts_as_reaching_outside(code: str, found: list[str]) -> None:
    assert list(reaches(ast.parse(code))) == found


def test_every_part_of_the_shell_is_there() -> None:
    assert [name for name in SHELL if not (PACKAGE / name).exists()] == []
