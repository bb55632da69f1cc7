"""Rules on what units have to reach (section 6)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from thidua.checks.facts import Facts, Rule
from thidua.figures.succession import NO_STEPS
from thidua.model import FAR_ABOVE, Allocation, Operator, Target
from thidua.problems import Problem, Where, at
from thidua.tables.columns import ALLOCATIONS, UNITS


def _allocated(facts: Facts) -> Iterator[tuple[Allocation, Target]]:
    """Each row with its target as it is in force that day; of what may be given to units at all."""
    for row in facts.campaign.allocations:
        target = facts.plan.on(row.on).targets.get(row.target) or facts.plan.targets.get(row.target)
        if target is not None and _may_be_allocated(target):
            yield row, target


def _may_be_allocated(target: Target) -> bool:
    return target.derived is None and not target.traits.counts_breaches


def allocation_not_allowed(facts: Facts) -> Iterator[Problem]:
    """A unit's goal of what no unit is judged by: conduct, what is computed, what is no target."""
    for row in facts.campaign.allocations:
        target = facts.plan.targets.get(row.target)
        if target is not None and _may_be_allocated(target):
            continue
        if target is None:
            kind = "allocation-not-allowed/figure"
        elif target.derived is not None:
            kind = "allocation-not-allowed/derived"
        else:
            kind = "allocation-not-allowed/conduct"
        yield at(row.source, "target_id").error(kind, target=row.target)


def idle_allocation(facts: Facts) -> Iterator[Problem]:
    """A goal that a unit cannot report on, is not asked for any more, or is given once it is too late."""
    told = set[str]()
    for row, target in _allocated(facts):
        if row.goal is None:
            continue
        where = at(row.source, "date")
        if target.cancelled is not None:
            yield where.warning("idle-allocation/cancelled", target=target.id, day=target.cancelled.on)
        elif target.due < row.on <= facts.plan.closes:
            yield where.warning("idle-allocation/too-late", typed=row.on, target=target.id, due=target.due)
        elif target.id not in told and target.traits.is_state:
            told.add(target.id)
            rows = (row for row in facts.rows.get(target.id, ()) if row.stage is target.counts)
            whole = next((each for each in rows if each.unit is None), None)
            where = at(row.source, "target_id")
            if whole is not None:
                line = whole.source.seen_from(row.source)
                yield where.warning("idle-allocation/whole-office", target=target.id, line=line)
            elif target.across is None and not target.traits.has_levels:
                yield where.warning("idle-allocation/no-across", target=target.id)


def goal_out_of_range(facts: Facts) -> Iterator[Problem]:
    """A goal that no figure can satisfy, or that every figure does."""
    for row, target in _allocated(facts):
        if row.goal is None or target.traits.is_state:
            continue
        is_open = target.goal.operator is Operator.MORE_THAN
        if row.goal < 0 or (row.goal == 0 and target.goal.operator is Operator.LESS_THAN):
            kind = "goal-out-of-range/of-unit"
        elif target.traits.is_share and (row.goal > 100 or (is_open and row.goal == 100)):
            kind = "goal-out-of-range/share-of-unit"
        else:
            continue
        yield at(row.source, "goal").error(kind, typed=row.goal, target=row.target)


def below_one_percent(facts: Facts) -> Iterator[Problem]:
    """A percentage below one, where the whole's goal, or the unit's own, is far above."""
    for row, target in _allocated(facts):
        if not target.is_percentage or target.is_cap or row.goal is None:
            continue
        for column, typed, beside in (
            ("goal", row.goal, target.goal.lower),
            ("baseline", row.baseline or Fraction(), row.goal),
        ):
            if 0 < typed < 1 and beside >= FAR_ABOVE:
                yield at(row.source, column).warning(
                    "below-one-percent/allocation", typed=typed, percent=100 * typed, target=target.id
                )


def baseline_of_allocation(facts: Facts) -> Iterator[Problem]:
    """Where a unit's year starts: of a level to be reached alone, and needed where less is better."""
    for row, target in _allocated(facts):
        takes_one = target.traits.has_baseline and not target.is_kept and row.goal is not None
        if row.baseline is not None and not takes_one:
            yield at(row.source, "baseline").error("baseline-not-allowed/of-unit")
        elif row.baseline is None and takes_one and target.is_cap:
            yield at(row.source, "baseline").error("missing-value/baseline")


def goal_against_baseline(facts: Facts) -> Iterator[Problem]:
    """A goal of a mark lies away from where the year starts, on the side that its operator names."""
    for row, target in _allocated(facts):
        starts = Fraction(1) if target.traits.has_levels else row.baseline or Fraction()
        if row.goal is None or target.is_kept or (row.baseline is None and target.is_cap):
            continue
        where = at(row.source, "goal")
        if row.goal == starts and target.traits.has_levels:
            yield where.error("goal-equals-baseline/lowest-level")
        elif row.goal == starts:
            has_baseline = target.traits.has_baseline
            yield where.error(
                "goal-equals-baseline/of-unit" if has_baseline else "goal-equals-baseline/nought-of-unit"
            )
        elif target.traits.has_baseline and (row.goal > starts if target.is_cap else row.goal < starts):
            yield where.warning("goal-behind-baseline/of-unit")


def unit_without_headcount(facts: Facts) -> Iterator[Problem]:
    """A share is of the unit's own people: without their number the unit has no figure."""
    for row, target in _allocated(facts):
        size = facts.sizes.get(target.population or "") if target.needs_population else None
        if row.goal is None or size is None:
            continue
        steps = size.by_unit.get(row.unit, NO_STEPS)
        if not steps.on(max(row.on, target.start)):
            yield at(row.source, "unit_id").warning(
                "unit-without-headcount/share",
                unit=row.unit,
                population=target.population,
                day=max(row.on, target.start),
                target=row.target,
            )


def allocations_below_goal(facts: Facts) -> Iterator[Problem]:
    """What the units have to reach adds up to less than the whole, on a day when that takes force."""
    if not facts.partial.isdisjoint((ALLOCATIONS.file, UNITS.file)):
        return
    rows: defaultdict[str, list[Allocation]] = defaultdict(list)
    for row in sorted(facts.campaign.allocations, key=lambda row: (row.on, row.source.line)):
        rows[row.target].append(row)
    for target, given in rows.items():
        if target in facts.plan.targets:
            yield from _below_goal(facts, target, given)


def _below_goal(facts: Facts, name: str, rows: list[Allocation]) -> Iterator[Problem]:
    takes_force = {
        revision.on: at(revision.typed_at(name, "goal"), "goal")
        for revision in facts.plan.revisions
        if name in revision.adds or "goal" in revision.changes.get(name, {})
    }
    takes_force |= {row.on: at(row.source, "goal") for row in rows}
    in_force: dict[str, Fraction | None] = {}
    place = 0
    for day in sorted(takes_force):
        while place < len(rows) and rows[place].on <= day:
            in_force[rows[place].unit] = rows[place].goal
            place += 1
        target = facts.plan.on(day).targets.get(name)
        if target is not None and target.cancelled is None and day <= facts.plan.closes:
            yield from _compared(facts, target, in_force, day, takes_force[day])


def _compared(
    facts: Facts, target: Target, in_force: dict[str, Fraction | None], day: date, where: Where
) -> Iterator[Problem]:
    adds_up = _may_be_allocated(target) and not target.traits.is_state and not target.traits.is_share
    goals = [
        goal for unit, goal in in_force.items() if goal and goal > 0 and facts.turns.is_in_being(unit, day)
    ]
    total = sum(goals, Fraction())
    if adds_up and goals and target.goal.operator is Operator.AT_LEAST and total < target.goal.lower:
        yield where.warning(
            "allocations-below-goal", day=day, total=total, target=target.id, goal=target.goal.lower
        )


ALLOCATION_RULES: tuple[Rule, ...] = (
    allocation_not_allowed,
    idle_allocation,
    goal_out_of_range,
    below_one_percent,
    baseline_of_allocation,
    goal_against_baseline,
    unit_without_headcount,
    allocations_below_goal,
)
