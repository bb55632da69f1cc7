"""The package's modules as trees: parsed once for all tests that look at the code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(file: Path) -> ast.Module:
    """The tree of a module, which nobody changes."""
    return ast.parse(file.read_text("utf-8"))
