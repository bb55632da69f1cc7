"""Where on its line a problem of plan.yml is, for the caret of the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from thidua.problems import Problem
from thidua.tables.excerpts import with_excerpts

_VALUE = r"""\s*:\s*("[^"]*"|'[^']*'|\[[^\]]*\]|\{[^}]*\}|[^\s,}\]#][^,}\]#]*)"""


def with_spans(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems with the line that each names and, where its key is on that line, the value's place."""
    return [_with_span(problem) for problem in with_excerpts(problems, text)]


def _with_span(problem: Problem) -> Problem:
    if problem.excerpt is None or problem.column is None:
        return problem
    if problem.code in ("unknown-key", "duplicate-key"):
        start = problem.excerpt.find(problem.column)
        return problem if start < 0 else replace(problem, span=(start + 1, len(problem.column)))
    found = re.search(r"(?<![\w-])" + re.escape(problem.column) + _VALUE, problem.excerpt)
    if found is None:
        return problem
    return replace(problem, span=(found.start(1) + 1, len(found[1].rstrip())))
