"""The package's modules as trees: parsed and walked once for all tests that look at the code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(file: Path) -> ast.Module:
    """The tree of a module, which nobody changes."""
    return ast.parse(file.read_text("utf-8"))


@cache
def nodes(file: Path) -> list[ast.AST]:
    """All that its tree consists of, from the whole to its parts."""
    return list(ast.walk(parsed(file)))
