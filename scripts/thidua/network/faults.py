"""Why a member's figures could not be had: a code, said as said.yml has it.

A fault is kept between two runs as its code and values; values come from elsewhere, and are only ever put in.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from thidua.network.records import Fault, Member
from thidua.problems import Problem, Severity
from thidua.problems.said import said_of
from thidua.text import Text, shown

_NOT_HAD = frozenset({"member-unreachable", "member-slow", "member-http", "member-file", "clock-back"})
_REFUSED = frozenset(  # there was an answer, and it cannot be used
    {
        *("member-certificate", "member-redirect", "member-too-big", "member-not-json", "member-schema"),
        *("member-other", "member-same", "member-gone-back", "member-clock"),
    }
)


class CollectError(Exception):
    """A member's figures could not be had: a code of those above, and the values of its sentences."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: shown(str(value)) for name, value in values.items()}

    @property
    def fault(self) -> Fault:
        """It, in sentences."""
        return fault(self.code, self.values)


def fault(code: str, values: Mapping[str, str]) -> Fault:
    """The fault of a code; KeyError for a code that is none, or where a value of its sentence is missing."""
    if code not in _NOT_HAD | _REFUSED:
        raise KeyError(code)
    message, hint = said_of(code, {name: _written(name, value) for name, value in values.items()})
    return Fault(code, message, hint, code in _REFUSED)


def _written(name: str, value: str) -> str | date | Fraction | int:
    """A day as a day, seconds as a number and a size as one, which each language writes in its own way."""
    try:
        if name == "bytes":
            return int(value)
        if name == "seconds":
            return Fraction(value)
        return date.fromisoformat(value) if len(value) == 10 else value
    except ValueError:
        return value


def fault_problem(member: Member, told: Fault) -> Problem:
    """A fault at the member's line of network.yml; a warning, for the rest goes on."""
    message = Text("{name}: {fault}", name=shown(member.name), fault=told.message)
    file, line = member.source.file, member.source.line
    return Problem(file, line, "api", told.code, message, told.hint, Severity.WARNING)
