"""What a member answered → the part of it that a network needs, or CollectError: every answer is checked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from thidua.model import Status
from thidua.network.faults import CollectError
from thidua.network.records import Answer, Figure, Member
from thidua.network.strict_json import Fitting, NotJsonError, read_json
from thidua.text import BAD_CHARACTER

# A member's day may begin before ours: runners of forges keep UTC.
_AHEAD = timedelta(days=1)
_LONGEST_LEVEL = 200


@dataclass(frozen=True, slots=True)
class Schemas:
    """The published schemas that answers are held against."""

    status: Fitting
    network: Fitting


def read_answer(data: bytes, member: Member, schemas: Schemas, today: date) -> Answer:
    """The answer, sound by its schema, its sums and its day; else CollectError."""
    try:
        told = read_json(data)
    except NotJsonError as error:
        page = data.lstrip()[:1] == b"<"
        raise CollectError("member-not-json", reason="HTML" if page else error) from error
    is_office = member.campaign is not None
    place = (schemas.status if is_office else schemas.network).misfit(told)
    if place is not None:
        raise CollectError("member-schema", place=place or "/")
    wanted, found = (member.campaign, told["campaign"]) if is_office else (member.network, told["network"])
    if found != wanted:
        raise CollectError("member-other", found=found, wanted=wanted)
    answer = summed(told)
    for figure in answer.figures.values():
        _check_levels(figure)
    if answer.as_of > today + _AHEAD:
        raise CollectError("member-clock", found=answer.as_of, today=today)
    return answer


def summed(told: Mapping[str, Any]) -> Answer:
    """The answer of what fits its schema; CollectError ``member-schema`` where it does not add up."""
    return _office(told) if "campaign" in told else _network(told)


def _office(told: Mapping[str, Any]) -> Answer:
    figures = {each["id"]: figure_of(each) for each in told["targets"]}
    if len(figures) < len(told["targets"]):
        raise CollectError("member-schema", place="targets/id")
    counted = Counter(each.status for each in figures.values() if each.status is not Status.CANCELLED)
    totals = totals_of(told["totals"])
    if totals != counted:
        raise CollectError("member-schema", place="totals")
    gone = [each.target for each in figures.values() if each.status is Status.CANCELLED]
    if sorted(told.get("cancelled", gone)) != sorted(gone):  # the first version told of none
        raise CollectError("member-schema", place="cancelled")
    return Answer(
        as_of=_day(told["as_of"]),
        illustrative=told["data"]["illustrative"],
        totals=totals,
        cancelled=len(gone),
        figures=figures,
        sha256=told["data"]["sha256"],
    )


def _check_levels(figure: Figure) -> None:
    """A level's name is the one text of a member that pages show: a short one, without hidden signs."""
    for text in (*(figure.actual or {}).values(), *figure.goal.values()):
        if isinstance(text, str) and (len(text) > _LONGEST_LEVEL or BAD_CHARACTER.search(text)):
            raise CollectError("member-schema", place=f"targets/{figure.target}: {text}")


def _network(told: Mapping[str, Any]) -> Answer:
    sums = told["sums"]
    totals = totals_of(sums["totals"])
    counted = [each for each in told["members"] if each["totals"] is not None and not each["illustrative"]]
    added: Counter[Status] = Counter()
    for each in counted:
        added.update(totals_of(each["totals"]))
    if totals != added or sum(totals.values()) != sums["targets"]:
        raise CollectError("member-schema", place="sums/totals")
    if sums["offices"] != sum(each["offices"] or 0 for each in counted):
        raise CollectError("member-schema", place="sums/offices")
    dated = [_day(each["as_of"]) for each in counted or told["members"] if each["as_of"]]
    return Answer(
        as_of=_day(told["as_of"]),
        illustrative=told["illustrative"],
        totals=totals,
        cancelled=sum(each.get("cancelled") or 0 for each in counted),
        offices=sums["offices"],
        inside={each["name"]: each["campaign"] for each in counted if "campaign" in each},
        newest=max(dated, default=None),
    )


def figure_of(told: Mapping[str, Any]) -> Figure:
    """A target as status.json writes it."""
    return Figure(
        told["id"],
        Status(told["status"]),
        told["actual"],
        told["goal"],
        exact(told["attainment"]),
        exact(told["shortfall"]),
    )


def totals_of(told: Mapping[str, int]) -> dict[Status, int]:
    """Targets by status, in the order in which readers meet them."""
    return {status: told[status] for status in Status if status in told}


def exact(number: int | Fraction | None) -> Fraction | None:
    """A number as read_json gives it."""
    return None if number is None else Fraction(number)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CollectError("member-schema", place="as_of") from None
