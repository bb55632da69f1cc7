"""Problems as text for people, as JSON for programs, and as annotations for code forges."""

import json
from collections.abc import Iterator, Sequence

from thidua.problems import Problem, Severity
from thidua.text import BAD_CHARACTER, Text, Translate, as_written, made_visible, mark

MOST_PRINTED = 200
_WIDEST = 110
_WARNING = mark("cảnh báo")


def as_text(problems: Sequence[Problem], translate: Translate = as_written, *, of_site: bool = True) -> str:
    """Each problem with its line and a caret under the cell, at most 200 of them; a count at the end.

    ``of_site`` says whether errors keep a site from being published.
    """
    parts = [part for problem in problems[:MOST_PRINTED] for part in _told(problem, translate)]
    if more := len(problems[MOST_PRINTED:]):
        parts.append(Text("… và {count} mục nữa, không in hết.", count=more).render(translate))
    summary = _summary(problems).render(translate)
    if of_site and any(problem.severity is Severity.ERROR for problem in problems):
        summary += " " + Text("Không có gì được xuất bản.").render(translate)
    parts.append(summary)
    return "\n".join(parts) + "\n"


def as_json(problems: Sequence[Problem], translate: Translate = as_written) -> str:
    """One array; an empty one where nothing was found."""
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message.render(translate),
            "hint": problem.hint.render(translate),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Sequence[Problem], translate: Translate = as_written) -> str:
    """A workflow command for each problem, which GitHub, Gitea and Forgejo show on its line."""
    return "".join(f"{_command(problem, translate)}\n" for problem in problems)


def _command(problem: Problem, translate: Translate) -> str:
    line = f",line={problem.line}" if problem.line else ""
    message = f"{problem.message.render(translate)} — {problem.hint.render(translate)}"
    place = f"file={_property(made_visible(problem.file))}{line}"
    return f"::{problem.severity.value} {place},title={_property(problem.code)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _told(problem: Problem, translate: Translate) -> Iterator[str]:
    """``file:line:column: code: message — what to do``, and the line itself where it is known."""
    place = [made_visible(problem.file)]
    if problem.line:
        place.append(str(problem.line))
        if problem.span:
            place.append(str(problem.span[0]))
    warning = f"{translate(_WARNING)}: " if problem.severity is Severity.WARNING else ""
    yield (
        f"{':'.join(place)}: {problem.code}: {warning}{problem.message.render(translate)}"
        f" — {problem.hint.render(translate)}"
    )
    if problem.excerpt is not None and problem.excerpt.strip():
        yield from _marked(problem.excerpt, problem.span)


def _marked(line: str, span: tuple[int, int] | None) -> Iterator[str]:
    """The line, cut to what fits around the cell, and a caret under each of the cell's characters."""
    start, length = span or (1, 0)
    cut = max(0, start - 1 + min(length, 40) - _WIDEST + 20)
    shown = BAD_CHARACTER.sub("\ufffd", line.replace("\t", " "))[cut : cut + _WIDEST]
    yield f"    {'…' if cut else ''}{shown}{'…' if len(line) > cut + _WIDEST else ''}".rstrip()
    if span:
        indent = start - 1 - cut + (1 if cut else 0)
        yield f"    {' ' * indent}{'^' * max(1, min(length, len(shown) - (start - 1 - cut)))}"


def _summary(problems: Sequence[Problem]) -> Text:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if errors and warnings:
        return Text("{errors} lỗi, {warnings} cảnh báo.", errors=errors, warnings=warnings)
    if errors:
        return Text("{errors} lỗi.", errors=errors)
    if warnings:
        return Text("Không có lỗi, {warnings} cảnh báo.", warnings=warnings)
    return Text("Không có lỗi.")
