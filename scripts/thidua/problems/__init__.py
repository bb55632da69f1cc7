"""What is wrong with the data: where, a code of the catalogue, what, and what to do.

A problem is told by its place: ``Where(file, line, column).error(kind, **values)``, and said as said.yml has
it. Who reads one cell and does not know where it stands raises CellError; who knows says ``where.of(error)``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.model import Source
from thidua.problems.said import said_of
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


def are_sound(problems: Iterable[Problem]) -> bool:
    """Whether none of them is an error."""
    return all(problem.severity is not Severity.ERROR for problem in problems)


class CellError(Exception):
    """What is wrong with something whose place is not known here: a code, the reason, and what to do."""

    def __init__(
        self, kind: str, /, message: Text | None = None, hint: Text | None = None, **values: object
    ) -> None:
        """Said as said.yml has it of the kind, but for what is given here."""
        super().__init__(kind)
        self.code = kind.partition("/")[0]
        if message is None or hint is None:
            said, *remedy = said_of(kind, values)
            message, hint = message or said, hint or remedy[0]
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem: a file, a physical line in it, a column or key; None where there is none."""

    file: str
    line: int | None = None
    column: str | None = None

    def error(self, kind: str, /, hint: Text | None = None, **values: object) -> Problem:
        """An error here, said as said.yml has it, but for the hint that is given."""
        return self.of(CellError(kind, None, hint, **values))

    def warning(self, kind: str, /, hint: Text | None = None, **values: object) -> Problem:
        """A warning here, which stops nothing."""
        return self.of(CellError(kind, None, hint, **values), Severity.WARNING)

    def of(self, error: CellError, severity: Severity = Severity.ERROR) -> Problem:
        """What is wrong with what stands here."""
        return Problem(self.file, self.line, self.column, error.code, error.message, error.hint, severity)


def at(source: Source, column: str | None = None) -> Where:
    """The place of a record, or of one of its cells."""
    return Where(source.file, source.line, column)


class DataError(Exception):
    """The data cannot be built; ``problems`` holds every problem of every file, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the data")
