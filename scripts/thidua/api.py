"""The published figures: what `thidua status --json` prints and api/v1/ holds."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from typing import Any

from thidua.addresses import API_FILES, Files
from thidua.figures.history import Reading
from thidua.figures.progress import Figure, PhaseFigure, Progress
from thidua.model import Campaign, Goal, Operator, Target

SCHEMA = "thidua/status/1"
Json = dict[str, Any]


def status_json(progress: Progress, sha256: str) -> Json:
    """The figures of one campaign on its as-of day; ``sha256`` names the data they come from."""
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
        "targets": [_target_json(figure) for figure in progress.figures.values()],
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
                "status": Files(progress.campaign.id).status.removeprefix(API_FILES),
            }
            for progress in campaigns
        ],
    }


def data_sha256(campaign: Campaign) -> str:
    """One hash for all files of the campaign, in the order of their names."""
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in campaign.files)
    return sha256("".join(lines).encode()).hexdigest()


def _target_json(figure: Figure) -> Json:
    target = figure.target
    return {
        "id": target.id,
        "status": figure.status.value,
        "actual": _actual(target, figure.actual),
        "goal": goal_json(target),
        "expected": _expected(target, figure.expected),
        "attainment": _rounded(figure.attainment),
        "shortfall": figure.shortfall,
        "satisfied_on": figure.satisfied_on.isoformat() if figure.satisfied_on else None,
        "phases": {phase: _phase_json(target, part) for phase, part in figure.phases.items()},
    }


def _phase_json(target: Target, part: PhaseFigure) -> Json:
    return {
        "status": part.status.value,
        "actual": _actual(target, part.actual),
        "goal": None if part.goal is None else _paced(target, part.goal),
    }


def goal_json(target: Target) -> Json:
    """The goal as plan.yml writes it: one operator and its bound; a rank's bound is a level's name."""
    goal: Goal = target.goal
    if goal.operator is Operator.BETWEEN and goal.upper is not None:
        return {goal.operator.value: [_number(goal.lower), _number(goal.upper)]}
    if target.traits.has_levels:
        return {goal.operator.value: target.level_name(goal.lower)}
    return {goal.operator.value: _number(goal.lower)}


def _actual(target: Target, reading: Reading | None) -> Json | None:
    if reading is None:
        return None
    if target.traits.has_levels:
        return {"level": target.level_name(reading.value)}
    if reading.of is None:
        return {"value": _number(reading.value)}
    return {"value": _number(reading.value), "of": reading.of, "percent": _rounded(reading.figure)}


def _expected(target: Target, value: Fraction) -> float | str | None:
    """What a day asks for, always with decimals: it is a point of a line; a rank's is as in a phase."""
    return _paced(target, value) if target.traits.has_levels else _rounded(value)


def _paced(target: Target, value: Fraction) -> int | float | str | None:
    """What a phase asks for; for a rank the level's name, None where no level is asked for yet."""
    if target.traits.has_levels:
        return target.level_name(value) if value else None
    return _number(round(value, 6))


def _number(value: Fraction) -> int | float:
    """A number as it was typed."""
    return value.numerator if value.denominator == 1 else float(value)


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else float(round(value, 6))
