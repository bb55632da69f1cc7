"""What is wrong with the data: one record a problem, and the error that carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

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


class DataError(Exception):
    """The data cannot be built; ``problems`` holds every problem of every file, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the data")
