"""The published figures: what `thidua status --json` prints and api/v1/ holds."""

import json
from datetime import date
from fractions import Fraction
from functools import partial
from hashlib import sha256
from typing import Any

from thidua.addresses import API_FILES, Files
from thidua.figures.allocations import Share
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, PhaseFigure, Progress
from thidua.figures.year_before import Previous
from thidua.model import (
    Campaign,
    Ceiling,
    Changed,
    Derivation,
    Derived,
    Goal,
    Keep,
    Operator,
    Pace,
    PaceKind,
    Quantity,
    Target,
    made_anew,
)

SCHEMA = "thidua/status/1"
Json = dict[str, Any]


def status_json(progress: Progress, sha256: str, kept: Keep = made_anew) -> Json:
    """The figures of one campaign on its as-of day; ``sha256`` names the data they come from.

    ``kept`` may know from before what is told of a target.
    """
    made = partial(_target_json, campaign=progress.campaign, as_of=progress.as_of)
    targets = [kept("status", name, partial(made, one)) for name, one in progress.figures.items()]
    return {**_head_json(progress, sha256), "targets": targets}


def status_text(progress: Progress, sha256: str, kept: Keep = made_anew) -> str:
    """The same as it is published."""

    def told(one: Figure) -> str:
        return "  " + text_of(_target_json(one, progress.campaign, progress.as_of)).replace("\n", "\n  ")

    targets = [kept("status", name, partial(told, one)) for name, one in progress.figures.items()]
    listed = "[\n" + ",\n".join(targets) + "\n ]" if targets else "[]"
    return text_of({**_head_json(progress, sha256), "targets": []}).removesuffix("[]\n}") + listed + "\n}\n"


def text_of(content: Json) -> str:
    """JSON as it is published: readable, in the order it was made."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def _head_json(progress: Progress, sha256: str) -> Json:
    campaign = progress.campaign
    return {
        "schema": SCHEMA,
        "campaign": campaign.id,
        "as_of": progress.as_of.isoformat(),
        "data": {
            "commit": campaign.commit,
            "sha256": sha256,
            "illustrative": campaign.plan.illustrative,
        },
        "totals": {status.value: count for status, count in progress.totals.items()},
        "cancelled": list(progress.cancelled),
    }


def campaigns_json(campaigns: list[Progress]) -> Json:
    """The list of campaigns in the site, the newest first."""
    return {
        "schema": "thidua/campaigns/1",
        "campaigns": [
            {
                "campaign": progress.campaign.id,
                "title": progress.campaign.plan.title,
                "start": progress.campaign.plan.start.isoformat(),
                "end": progress.campaign.plan.end.isoformat(),
                "as_of": progress.as_of.isoformat(),
                "status": Files.of(progress.campaign.id).status.removeprefix(API_FILES),
            }
            for progress in campaigns
        ],
    }


def data_sha256(campaign: Campaign) -> str:
    """One hash for all files of the campaign, in the order of their names."""
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in campaign.files)
    return sha256("".join(lines).encode()).hexdigest()


def _target_json(figure: Figure, campaign: Campaign, as_of: date) -> Json:
    target = figure.target
    told: Json = {
        "id": target.id,
        "status": figure.status.value,
        "actual": _actual(target, figure.actual),
        "goal": goal_json(target, target.goal),
        "expected": _expected(target, figure.expected),
        "attainment": _rounded(figure.attainment),
        "shortfall": _optional(figure.shortfall),
        "satisfied_on": _day(figure.satisfied_on),
        "phases": {phase: _phase_json(target, part) for phase, part in figure.phases.items()},
    }
    if (owner := campaign.owner(target, as_of)) is not None:
        told["owner"] = owner.id
    if target.derived is not None:
        told["from"] = derived_json(target.derived)
    if figure.shares:
        told["units"] = {unit: _share_json(share) for unit, share in figure.shares.items()}
    if figure.changes:
        told["revised"] = [_changed_json(target, one) for one in figure.changes]
    if campaign.before is not None:
        told["previous"] = _previous_json(figure.previous)
    return told


def _phase_json(target: Target, part: PhaseFigure) -> Json:
    return {
        "status": part.status.value,
        "actual": _actual(target, part.actual),
        "goal": None if part.goal is None else _paced(target, part.goal),
    }


def _share_json(share: Share) -> Json:
    target = share.term.target
    return {
        "goal": _paced(target, share.term.goal.lower),
        "status": share.status.value,
        "actual": _actual(target, share.actual),
        "expected": _expected(target, share.expected),
        "attainment": _rounded(share.attainment),
        "shortfall": _optional(share.shortfall),
        "satisfied_on": _day(share.satisfied_on),
    }


def _previous_json(previous: Previous | None) -> Json | None:
    if previous is None:
        return None
    return {
        "campaign": previous.campaign,
        "as_of": previous.as_of.isoformat(),
        "actual": _actual(previous.target, previous.actual),
    }


def _changed_json(target: Target, changed: Changed) -> Json:
    """A revision: the keys it set, with their values before; null where it added the target."""
    was = None
    if changed.was is not None:
        was = {name: _field(target, name, value) for name, value in changed.was.items()}
    return {"date": changed.on.isoformat(), "cite": changed.cite, "was": was}


def _field(target: Target, name: str, value: object) -> Any:
    """A field of a target as plan.yml writes it."""
    if name == "cancelled":
        return value is not None
    if isinstance(value, Goal):
        return goal_json(target, value)
    if isinstance(value, Pace):
        if value.kind is not PaceKind.POINTS:
            return value.kind.value
        return [{"by": day.isoformat(), "value": _number(point)} for day, point in value.points]
    if isinstance(value, Ceiling):
        return {"at_most_percent": _number(value.percent), "of": value.of, "cite": value.cite}
    return value.isoformat() if isinstance(value, date) else value


def derived_json(derived: Derived) -> Json:
    """What a derived target is made of, as plan.yml writes it."""
    if derived.kind is Derivation.SUM:
        return {"sum": list(derived.parts)}
    if derived.kind is Derivation.UNITS_MEETING:
        return {"units_meeting": derived.parts[0]}
    return {"percent": [_one_or_all(derived.parts), _one_or_all(derived.whole)]}


def _one_or_all(ids: tuple[str, ...]) -> str | list[str]:
    return ids[0] if len(ids) == 1 else list(ids)


def goal_json(target: Target, goal: Goal) -> Json:
    """A goal as plan.yml writes it: one operator and its bound; a rank's bound is a level's name."""
    if goal.operator is Operator.BETWEEN and goal.upper is not None:
        return {goal.operator.value: [_number(goal.lower), _number(goal.upper)]}
    if target.traits.has_levels:
        return {goal.operator.value: target.level_name(goal.lower)}
    return {goal.operator.value: _number(goal.lower)}


def _actual(quantity: Quantity, reading: Reading | None) -> Json | None:
    if reading is None:
        return None
    if quantity.traits.has_levels:
        return {"level": quantity.level_name(reading.value)}
    if reading.of is None:
        return {"value": _number(reading.value)}
    return {"value": _number(reading.value), "of": reading.of, "percent": _rounded(reading.figure)}


def _expected(target: Target, value: Fraction | None) -> float | str | None:
    """What a day asks for, always with decimals: it is a point of a line; a rank's is as in a phase."""
    if value is None or target.traits.has_levels:
        return None if value is None else target.level_name(value) if value else None
    return _rounded(value)


def _paced(target: Target, value: Fraction) -> int | float | str | None:
    """What a phase or unit has to reach; for a rank the level's name, None where none is asked for yet."""
    if target.traits.has_levels:
        return target.level_name(value) if value else None
    return _number(round(value, 6))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _optional(value: Fraction | None) -> int | float | None:
    return None if value is None else _number(value)


def _number(value: Fraction) -> int | float:
    """A number as it was typed."""
    return value.numerator if value.denominator == 1 else float(value)


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else float(round(value, 6))
