"""What is kept of a member: a small file a day with the figures, and one that says how the last try went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.model import Status
from thidua.network.answer import exact, figure_of, totals_of
from thidua.network.api import counts_json, figure_json
from thidua.network.faults import fault
from thidua.network.records import Answer, Fault, Member
from thidua.network.strict_json import read_json, write_json

LAST_TRY = "last.json"
_FIGURES = b'"targets": ['  # quotes within a text of JSON have a backslash
_DAY_SCHEMA, _TRY_SCHEMA = "thidua/collected/1", "thidua/attempt/1"
# What a file that is not ours, or was edited by hand, makes go wrong while it is read.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the last try went: the day, where, and the day of the last good answer with its marks.

    The marks are those of conditional requests (ETag, Last-Modified); ``code`` and ``values`` the fault's.
    """

    asked: date
    place: str
    collected: date | None = None
    etag: str | None = None
    modified: str | None = None
    code: str | None = None
    values: Mapping[str, str] | None = None

    @property
    def fault(self) -> Fault | None:
        """Why it brought nothing, or None where all went well."""
        return None if self.code is None else fault(self.code, self.values or {})


def day_file(answer: Answer, member: Member, collected: date) -> bytes:
    """The file of a day, as it is kept."""
    return write_json(
        {
            "schema": _DAY_SCHEMA,
            "of": _of(member),
            "collected": collected.isoformat(),
            "as_of": answer.as_of.isoformat(),
            "illustrative": answer.illustrative,
            "sha256": answer.sha256,
            "offices": answer.offices,
            "totals": counts_json(answer.totals),
            "cancelled": answer.cancelled,
            **({"inside": dict(answer.inside)} if answer.inside else {}),
            **({"newest": answer.newest.isoformat()} if answer.newest else {}),
            "targets": [{"id": each.target, **figure_json(each)} for each in answer.figures.values()],
        },
        indent=None,
    )


def read_day_file(data: bytes, member: Member) -> Answer | None:
    """The answer that was kept, None where it is of another campaign; else one of UNREADABLE."""
    told = read_json(data)
    if told["schema"] != _DAY_SCHEMA:
        raise ValueError(told["schema"])
    if told["of"] != _of(member):
        return None
    for each in told["targets"]:
        _check_numbers(each["actual"] or {}, each["goal"])
    return Answer(
        as_of=date.fromisoformat(told["as_of"]),
        illustrative=_is(bool, told["illustrative"]),
        totals=_totals(told["totals"]),
        cancelled=_is(int, told["cancelled"]),
        figures={each["id"]: figure_of(each) for each in told["targets"]},
        offices=_is(int, told["offices"]),
        sha256=told["sha256"],
        inside=_is(dict, told.get("inside", {})),
        newest=date.fromisoformat(told["newest"]) if "newest" in told else None,
    )


class DayTotals(NamedTuple):
    """As much of a day's file as is looked back on: targets by status, and whether they are made up."""

    totals: Mapping[Status, int]
    illustrative: bool


def read_day_totals(data: bytes, member: Member) -> DayTotals | None:
    """The totals that were kept, None where they are of another campaign; else one of UNREADABLE.

    The figures, which stand last in the file, are nearly all of it, and are not read.
    """
    head, figures, _ = data.partition(_FIGURES)
    told = read_json(head + _FIGURES + b"]}" if figures else data)
    if told["schema"] != _DAY_SCHEMA:
        raise ValueError(told["schema"])
    if told["of"] != _of(member):
        return None
    return DayTotals(_totals(told["totals"]), _is(bool, told["illustrative"]))


def _totals(told: Mapping[str, int]) -> dict[Status, int]:
    return {status: _is(int, count) for status, count in totals_of(told).items()}


def attempt_file(attempt: Attempt) -> bytes:
    """The file of the last try."""
    return write_json(
        {
            "schema": _TRY_SCHEMA,
            "asked": attempt.asked.isoformat(),
            "place": attempt.place,
            "collected": attempt.collected.isoformat() if attempt.collected else None,
            "etag": attempt.etag,
            "modified": attempt.modified,
            "fault": None
            if attempt.code is None
            else {"code": attempt.code, "values": dict(attempt.values or {})},
        }
    )


def read_attempt(data: bytes) -> Attempt:
    """The last try; one of UNREADABLE where the file is none of ours."""
    told = read_json(data)
    if told["schema"] != _TRY_SCHEMA:
        raise ValueError(told["schema"])
    failed = told["fault"] or {"code": None, "values": {}}
    attempt = Attempt(
        asked=date.fromisoformat(told["asked"]),
        place=_is(str, told["place"]),
        collected=date.fromisoformat(told["collected"]) if told["collected"] else None,
        etag=told["etag"],
        modified=told["modified"],
        code=failed["code"],
        values={name: _is(str, value) for name, value in failed["values"].items()},
    )
    attempt.fault  # noqa: B018 - a code that is none, or lacks a value, is found here
    return attempt


def _of(member: Member) -> str:
    """What the figures are of: a campaign's, or a network's."""
    return member.file


def _check_numbers(actual: Mapping[str, Any], goal: Mapping[str, Any]) -> None:
    for value in (*actual.values(), *goal.values()):
        for part in value if isinstance(value, list) else (value,):
            if not isinstance(part, int | Fraction | str):
                raise ValueError(part)
    exact(actual.get("value"))
    if len(goal) != 1:
        raise ValueError(goal)


def _is(kind: type[Any], value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(value)
    return value
