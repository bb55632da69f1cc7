"""Awards on their way: registered, proposed, awarded; and who gets them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.model import (
    Achievement,
    Campaign,
    Made,
    Plan,
    Role,
    Rows,
    Stage,
    Target,
    by_target,
    stages_of,
)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How many subjects of a target stand at each stage; None where nothing was recorded at a stage."""

    target: Target
    stages: Mapping[Stage, Fraction | None]


@dataclass(frozen=True, slots=True)
class Shares:
    """Awards by post: to leaders, to people without a leadership post, and where the row does not say."""

    leaders: int
    staff: int
    unknown: int

    @property
    def total(self) -> int:
        """All awards counted."""
        return self.leaders + self.staff + self.unknown

    @property
    def percent(self) -> Fraction | None:
        """Percent without a leadership post among the awards whose post is known; None without any."""
        known = self.leaders + self.staff
        return Fraction(self.staff * 100, known) if known else None


def rows_by_target(rows: Iterable[Achievement], as_of: date) -> Mapping[str, Sequence[Achievement]]:
    """The rows on or before a day, of every stage, by target, in order of days."""
    if isinstance(rows, Rows):
        every = rows.by_target
        return Made(rows.begun(as_of), lambda name: _until(every[name], as_of))
    found: defaultdict[str, list[Achievement]] = defaultdict(list)
    for row in _until(rows, as_of):
        found[row.target].append(row)
    return dict(found)


def _until(rows: Iterable[Achievement], day: date) -> list[Achievement]:
    return sorted((row for row in rows if row.on <= day), key=lambda row: (row.on, row.source.line))


def has_registrations(campaign: Campaign, as_of: date) -> bool:
    """Whether anything was registered up to a day."""
    stages, rows = stages_of(campaign.achievements), by_target(campaign.achievements)
    return any(
        row.stage is Stage.REGISTERED and row.on <= as_of
        for name, told in stages.items()
        if Stage.REGISTERED.value in told
        for row in rows[name]
    )


def total(target: Target, rows: Iterable[Achievement]) -> Fraction | None:
    """Subjects in rows of one stage, in order of days; None without rows."""
    standing = standing_rows(target, rows)
    return Fraction(sum(exact(row.value) for row in standing)) if standing else None


def exact(value: Fraction) -> Fraction | int:
    """Whole numbers as such: they are summed much faster, and just as exactly."""
    whole, of = value.as_integer_ratio()
    return whole if of == 1 else value


def standing_rows(target: Target, rows: Iterable[Achievement]) -> list[Achievement]:
    """The rows that make up a figure: all of them, or each unit's latest where that stands for the rest."""
    return list(rows) if target.adds_up else list({row.unit: row for row in rows}.values())


def pipeline(campaign: Campaign, rows: Mapping[str, Sequence[Achievement]]) -> list[Pipeline]:
    """The targets that carry an award, and those with rows of more than one stage.

    Counts and ratios only: a rank, a level and a conduct norm are not awarded in steps.
    """
    result, seen = [], stages_of(campaign.achievements)
    for target in campaign.plan.targets.values():
        if not target.traits.has_stages or not (target.award or len(seen.get(target.id, ())) > 1):
            continue
        own = rows.get(target.id, [])
        stages = {stage: total(target, [row for row in own if row.stage is stage]) for stage in Stage}
        if target.award or sum(value is not None for value in stages.values()) > 1:
            result.append(Pipeline(target, stages))
    return result


def has_pipeline(plan: Plan, rows: Iterable[Achievement]) -> bool:
    """Whether there is any such target."""
    stages = stages_of(rows)
    staged = [one for one in plan.targets.values() if one.traits.has_stages]
    return any(one.award or len(stages.get(one.id, ())) > 1 for one in staged)


def by_unit(target: Target, rows: Iterable[Achievement]) -> dict[str, Fraction]:
    """What each unit contributed to a target, from rows of the stage that counts, in order of days.

    Empty for a conduct norm: a breach in a small unit would point at a person.
    """
    if target.traits.counts_breaches:
        return {}
    found: dict[str, Fraction | int] = {}
    for row in standing_rows(target, (row for row in rows if row.stage is target.counts)):
        if row.unit is not None:
            found[row.unit] = found.get(row.unit, 0) + exact(row.value)
    return {unit: Fraction(value) for unit, value in found.items()}


def shares(
    target_ids: Iterable[str], campaign: Campaign, rows: Mapping[str, Sequence[Achievement]]
) -> Shares:
    """Awards of the given targets by post (plan: attention to people without a leadership post)."""
    counted: defaultdict[Role | None, Fraction] = defaultdict(Fraction)
    for target_id in target_ids:
        target = campaign.plan.targets[target_id]
        for row in standing_rows(
            target, (row for row in rows.get(target_id, []) if row.stage is target.counts)
        ):
            counted[row.role] += row.value
    return Shares(int(counted[Role.LEADER]), int(counted[Role.STAFF]), int(counted[None]))
