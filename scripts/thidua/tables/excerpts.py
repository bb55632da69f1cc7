"""The offending lines of a file, as typed, put beside the problems they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.problems import Problem
from thidua.tables.header import Header
from thidua.text import Text, shown

_LONGEST_EXCERPT = 400


def with_excerpts(problems: Iterable[Problem], text: str, header: Header | None = None) -> list[Problem]:
    """The problems with the line that each names; under a CSV header also with the cell's place in it."""
    known = list(problems)
    lines = _lines(text, {problem.line for problem in known if problem.line})
    return [_with_excerpt(problem, lines.get(problem.line or 0), header) for problem in known]


def _lines(text: str, wanted: set[int]) -> dict[int, str]:
    """The wanted lines by number, in one pass over the text."""
    found: dict[int, str] = {}
    start = number = 0
    last = max(wanted, default=0)
    while number < last and start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if number in wanted:
            found[number] = text[start : min(end, start + _LONGEST_EXCERPT)]
        start = end + 1
    return found


def _with_excerpt(problem: Problem, line: str | None, header: Header | None) -> Problem:
    if line is None or problem.excerpt is not None:
        return problem
    span = None
    if header and problem.column in header.columns and (problem.line or 0) > header.line:
        span = cell_span(line, header.delimiter, header.columns.index(problem.column))
    return replace(problem, message=_as_typed(problem.message, line, span), excerpt=line, span=span)


def _as_typed(message: Text, line: str, span: tuple[int, int] | None) -> Text:
    """The message, quoting the cell as it was typed where a rule could only quote what it was read as."""
    if span is None or "typed" not in message.values:
        return message
    typed = line[span[0] - 1 : span[0] - 1 + span[1]].strip('"').strip()
    return Text(message.template, **{**message.values, "typed": shown(typed)})


def cell_span(line: str, delimiter: str, place: int) -> tuple[int, int] | None:
    """First character (counted from 1) and length of the ``place``-th cell, outer spaces left out.

    None where the cell is not on this line.
    """
    cells = _parted(line, delimiter)
    if place >= len(cells):
        return None
    start, cell = cells[place]
    inner = cell.strip()
    return start + len(cell) - len(cell.lstrip()) + 1, len(inner)


def _parted(line: str, delimiter: str) -> Sequence[tuple[int, str]]:
    cells, start, quoted = [], 0, False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            cells.append((start, line[start:place]))
            start = place + 1
    cells.append((start, line[start:]))
    return cells
