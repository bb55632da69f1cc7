"""YAML text → a tree of nodes with lines, or the problems that keep it from being one.

Values are never typed here: ``no``, ``012`` and ``4:30`` stay as written.

Whoever mends one slip of syntax wants to know of the others: the rest of the document is read around the
piece that holds the slip. A piece is an item of a list under a top-level key, or all of such a key; it is
blanked, and the text is read again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml

from thidua.keyed.nodes import MapNode, Node
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

_MOST_PIECES = 8
_LONGEST_TEXT = 400_000
_TOP = re.compile(r"[^\s#\-\]}]")
_ITEM = re.compile(r"( *)- ")
_INDENT_WITH_TAB = re.compile(r"[ ]*\t[ \t]*[^ \t]")


def read_yaml(text: str, file: str, what: Text) -> tuple[Node | None, list[Problem]]:
    """The document's root node, or None where it cannot be read at all; and every problem found.

    ``what`` is what messages call it: a plan. With a root, the problems are local ones (a doubled key, a
    tag): the rest of the tree is sound.
    """
    if len(text) > MAX_CHARACTERS:
        text = _without_last_lines(text)
    if len(text) > MAX_CHARACTERS:
        return None, [too_large(file, what, None)]
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    problems = [*islice(_tabs(lines, file), _MOST_PROBLEMS), *_bad_characters("\n".join(lines), file)]
    if problems:
        return None, problems
    # Behind the indent a tab is white space like any other; the parser would refuse it.
    plain = "\n".join(line.rstrip(" \t").replace("\t", " ") for line in lines)
    builder = Builder(file, what)
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
            yield Where(file, number).error("yaml-tab")


def _bad_characters(text: str, file: str) -> list[Problem]:
    """Invisible characters, and halves of characters that no file can hold."""
    halves = (
        control_character(file, text.count("\n", 0, found.start()) + 1, None, found[0], 0)
        for found in SURROGATE.finditer(text)
    )
    return [*islice(bad_characters(text, file), _MOST_PROBLEMS), *islice(halves, _MOST_PROBLEMS)]


# ── around a slip ──


@dataclass(slots=True)
class Rest:
    """What could be read: the root without the blanked pieces, whose top-level keys are ``damaged``."""

    root: MapNode | None
    problems: list[Problem]
    damaged: set[str] = field(default_factory=set)


def read_rest(text: str, file: str, what: Text, problems: list[Problem]) -> Rest:
    """Every further slip of a text that read_yaml gave up with ``problems``, and what stands around them."""
    rest = Rest(None, problems)
    lines = re.split(r"\r\n|\r|\n", text)
    found, past = problems, -1
    for _ in range(_MOST_PIECES if len(text) <= _LONGEST_TEXT else 0):
        slip = found[-1]
        piece = _piece(lines, slip.line or 0) if slip.code == "yaml-syntax" else None
        if piece is None or piece.start == past:  # the slip told before had not been all of it
            return rest
        rest.damaged.update(re.findall(r"^[\"']?([\w-]+)", lines[piece.top]))
        rest.problems = [*rest.problems, *(each for each in found if each not in rest.problems)]
        lines[piece.start : piece.end] = [""] * (piece.end - piece.start)
        past = piece.end
        root, found = read_yaml("\n".join(lines), file, what)
        if root is not None or not found:
            rest.root = root if isinstance(root, MapNode) else None
            rest.problems += [each for each in found if each not in rest.problems]
            return rest
    return rest


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines [start, end) from 0, under the top-level key on line ``top``."""

    top: int
    start: int
    end: int


def _piece(lines: list[str], number: int) -> _Piece | None:
    """The piece that holds a line (from 1), or None where it stands under no key."""
    place = number - 1
    top = next((line for line in range(place, -1, -1) if _TOP.match(lines[line])), None)
    if top is None:
        return None
    end = next((line for line in range(place + 1, len(lines)) if _TOP.match(lines[line])), len(lines))
    first = next((found for line in range(top + 1, end) if (found := _ITEM.match(lines[line]))), None)
    if first is None:
        return _Piece(top, top, end)
    items = [line for line in range(top + 1, end) if lines[line].startswith(f"{first[1]}- ")]
    start = max((line for line in items if line <= place), default=top)
    if start == top:
        return _Piece(top, top, end)
    return _Piece(top, start, min((line for line in items if line > place), default=end))


# ── where on its line ──

_VALUE = r"""\s*:\s*("[^"]*"|'[^']*'|\[[^\]]*\]|\{[^}]*\}|[^\s,}\]#][^,}\]#]*)"""


def with_spans(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each with its value's place on the line that it shows, for the caret of the terminal."""
    return [_with_span(problem) for problem in problems]


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
