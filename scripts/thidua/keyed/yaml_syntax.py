"""The YAML parser's complaints, told in plain Vietnamese at the line where the slip most likely is."""

import re
from collections.abc import Sequence

import yaml

from thidua.problems import Problem, Where

_OPEN_QUOTE_KIND = "yaml-syntax/open-quote"
_OPENED = {"yaml-syntax/bracket", _OPEN_QUOTE_KIND}  # told where the thing that they are about was opened

# Looked up in the parser's own words; libyaml and the pure parser share these.
_BY_COMPLAINT = (
    (re.compile("tag"), "yaml-tag/sign"),
    (re.compile("flow"), "yaml-syntax/bracket"),
    (re.compile("quoted scalar.*end of|document separator"), _OPEN_QUOTE_KIND),
    (re.compile("escape|hexdecimal"), "yaml-syntax/escape"),
    (re.compile("block scalar"), "yaml-syntax/block"),
    (re.compile("alias|anchor|next token|directive"), "yaml-syntax/sign"),
)

# Looked up in the lines around, where the parser only says that it did not expect what it met.
_BY_LINE = (
    (re.compile(r"\s*(?:- +)*[A-Za-z_]+:[^\s/]"), "yaml-syntax/behind-colon"),
    (re.compile(r"\s*-[^\s-]"), "yaml-syntax/behind-dash"),
)
_OPEN_QUOTE = re.compile(r"""[^"'#]*[:\-,{\[]\s+(?:"[^"]*|'[^']*)$""")
_AFTER_QUOTE = re.compile(r"""[^"'#]*[:\-]\s+(?:"[^"]*"|'[^']*')\s*[^\s#,}\]]""")
_TWO_COLONS = re.compile(r"[^'\"#]*?:\s.*?:(?:\s|$)")

_FURTHEST = 200  # lines above the complaint that may hold its cause


def syntax_problem(error: yaml.YAMLError, lines: Sequence[str], file: str) -> Problem:
    """The parser's error as one problem; ``lines`` is the text, for a look at what was typed there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Where(file).error("yaml-syntax/unread")
    what = f"{error.context or ''} {error.problem or ''}"
    number = _written(error.problem_mark.line + 1 if error.problem_mark else 1, lines)
    opened = _written(error.context_mark.line + 1, lines) if error.context_mark else number
    if (quote := _left_open(number, lines)) is not None:
        return Where(file, quote).error(_OPEN_QUOTE_KIND)
    for pattern, kind in _BY_COMPLAINT:
        if pattern.search(what):
            return Where(file, opened if kind in _OPENED else number).error(kind)
    line, kind = _slip(what, number, opened, lines)
    return Where(file, line).error(kind)


def _left_open(number: int, lines: Sequence[str]) -> int | None:
    """The line above on which a quote was opened that the next quote, on this line, has closed by mistake."""
    for above in range(number - 1, max(0, number - _FURTHEST), -1):
        if _OPEN_QUOTE.match(lines[above - 1]):
            kind = '"' if '"' in lines[above - 1] else "'"
            return above if kind in lines[number - 1] else None
    return None


def _slip(what: str, number: int, opened: int, lines: Sequence[str]) -> tuple[int, str]:
    """Line and kind of a slip that only the lines around can tell."""
    for suspect in (number, _written(number - 1, lines)):
        for pattern, kind in _BY_LINE:
            if pattern.match(lines[suspect - 1]):
                return suspect, kind
    for suspect in range(number, opened - 1, -1):
        if _OPEN_QUOTE.match(lines[suspect - 1]):
            return suspect, _OPEN_QUOTE_KIND
    if _AFTER_QUOTE.match(lines[number - 1]):
        return number, "yaml-syntax/behind-quote"
    if "could not find expected ':'" in what:
        return opened, "yaml-syntax/no-colon"
    if "mapping values" in what and _TWO_COLONS.match(lines[number - 1]):
        return number, "yaml-syntax/two-colons"
    return number, "yaml-syntax/indent"


def _written(number: int, lines: Sequence[str]) -> int:
    """The line itself or, where it is past the end, blank or a comment, the last written one above it."""
    number = min(number, len(lines))
    while number > 1 and (not lines[number - 1].strip() or lines[number - 1].lstrip().startswith("#")):
        number -= 1
    return max(number, 1)
