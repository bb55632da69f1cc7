"""YAML text → a tree of nodes with lines, or the problems that keep it from being one.

Values are never typed here: ``no``, ``012`` and ``4:30`` stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from thidua.keyed.nodes import Node
from thidua.keyed.yaml_builder import MAX_CHARACTERS, SURROGATE, Builder, Stop, too_large
from thidua.keyed.yaml_syntax import syntax_problem
from thidua.problems import Problem, Where
from thidua.reading.decode import bad_characters, control_character
from thidua.text import Text

_MOST_LAST_LINES = 100_000
_MOST_PROBLEMS = 200  # of one kind: who has more has another file than the one meant

# libyaml and the pure parser yield the same events; the former is some twenty times faster. What crashes on
# deep nesting is libyaml's *composer*, which is not used here.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INDENT_WITH_TAB = re.compile(r"[ ]*\t[ \t]*[^ \t]")


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The document's root node, or None where it cannot be read at all; and every problem found.

    With a root, the problems are local ones (a doubled key, a tag): the rest of the tree is sound.
    """
    if len(text) > MAX_CHARACTERS:
        text = _without_last_lines(text)
    if len(text) > MAX_CHARACTERS:
        return None, [too_large(file, None)]
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    problems = [*islice(_tabs(lines, file), _MOST_PROBLEMS), *_bad_characters("\n".join(lines), file)]
    if problems:
        return None, problems
    # Behind the indent a tab is white space like any other; the parser would refuse it.
    plain = "\n".join(line.rstrip(" \t").replace("\t", " ") for line in lines)
    builder = Builder(file)
    try:
        for event in yaml.parse(plain, Loader=_LOADER):
            builder.take(event)
    except Stop:
        return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, syntax_problem(error, lines, file)]
    return builder.root, builder.problems


def _without_last_lines(text: str) -> str:
    """The text without the blank lines and comments (from the first column on) at its end."""
    text = text.rstrip(" \t\n")
    end = len(text)
    for _ in range(_MOST_LAST_LINES):
        start = text.rfind("\n", 0, end) + 1
        if start == 0 or (text[start] != "#" and text[start:end].strip()):
            break
        end = start - 1
    return text[:end]


def _tabs(lines: list[str], file: str) -> Iterator[Problem]:
    """A tab in the indent: nobody can see how deep it goes."""
    for number, line in enumerate(lines, 1):
        if _INDENT_WITH_TAB.match(line):
            yield Where(file, number).error(
                "yaml-tab",
                Text("đầu dòng có ký tự Tab"),
                Text("thụt đầu dòng bằng dấu cách (mỗi cấp 2 dấu cách), không dùng phím Tab"),
            )


def _bad_characters(text: str, file: str) -> list[Problem]:
    """Invisible characters, and halves of characters that no file can hold."""
    halves = (
        control_character(file, text.count("\n", 0, found.start()) + 1, None, found[0], 0)
        for found in SURROGATE.finditer(text)
    )
    return [*islice(bad_characters(text, file), _MOST_PROBLEMS), *islice(halves, _MOST_PROBLEMS)]
