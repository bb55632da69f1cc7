"""What is wrong with the data: where, a code of the catalogue, what, and what to do.

A problem is told by its place: ``Where(file, line, column).error(code, message, hint)``. Who reads one cell
and does not know where it stands raises CellError; who knows says ``where.of(error)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.model import Source
from thidua.text import Text


class Severity(StrEnum):
    """Only an error stops a build; a warning is told and passed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where (file, physical line, column header), what, and what to do.

    ``file`` begins with DATA as it was given; line and column are None where there are none.
    ``excerpt`` is the offending line as typed, for the terminal, and ``span`` the first character of the
    offending cell in it (counted from 1) and the cell's length.
    """

    file: str
    line: int | None
    column: str | None
    code: str
    message: Text
    hint: Text
    severity: Severity = Severity.ERROR
    excerpt: str | None = field(default=None, compare=False)
    span: tuple[int, int] | None = field(default=None, compare=False)


class CellError(Exception):
    """What is wrong with something whose place is not known here: a code, the reason, and what to do."""

    def __init__(self, code: str, message: Text, hint: Text) -> None:
        super().__init__(code)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem: a file, a physical line in it, a column or key; None where there is none."""

    file: str
    line: int | None = None
    column: str | None = None

    def error(self, code: str, message: Text, hint: Text) -> Problem:
        """An error here."""
        return Problem(self.file, self.line, self.column, code, message, hint)

    def warning(self, code: str, message: Text, hint: Text) -> Problem:
        """A warning here, which stops nothing."""
        return Problem(self.file, self.line, self.column, code, message, hint, Severity.WARNING)

    def of(self, error: CellError) -> Problem:
        """The error of what stands here."""
        return self.error(error.code, error.message, error.hint)


def at(source: Source, column: str | None = None) -> Where:
    """The place of a record, or of one of its cells."""
    return Where(source.file, source.line, column)


class DataError(Exception):
    """The data cannot be built; ``problems`` holds every problem of every file, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the data")
