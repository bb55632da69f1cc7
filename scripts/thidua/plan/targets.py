"""Targets of the plan, and its numbers that are none, with the rules on measure, baseline and dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.keyed.given import Findings, Given
from thidua.keyed.records import build
from thidua.model import Across, Derivation, Derived, Goal, Operator, Quantity, Source, Target
from thidua.plan.allowed import Nature, check_across, check_keys, nature
from thidua.plan.derived import read_derived
from thidua.plan.goals import Amounts, Course, read_goal, read_pace
from thidua.plan.schema import FIGURE, TARGET


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """What a target leans on elsewhere in the plan: days, and scales (none for one that was refused).

    ``added`` has the day of the revision that adds a target, which is where it starts by default.
    """

    start: date
    end: date
    closes: date | None
    scales: Mapping[str, tuple[str, ...]]
    added: Mapping[str, date]


def read_target(given: Given, frame: PlanFrame, findings: Findings) -> Target | None:
    """The target, its references resolved, or None where it lacks what a record must have.

    Whatever is wrong is told; a goal or pace that cannot be used is then replaced by a plain one, so that
    the rows of the target can still be checked.
    """
    its = nature(given)
    measured = _measured(given, its, frame, findings)
    scale = _scale(given, its, frame) if its else ()
    if its is None or (its.traits.has_levels and not scale):
        return None
    amounts = Amounts(its.measure, given.text("unit"), scale, findings)
    start, due = _days(given, frame, findings)
    baseline = _baseline(given, its, amounts)
    goal = read_goal(given, its, amounts, baseline)
    pace = read_pace(given, its, amounts, Course(start, due, baseline, goal))
    if measured is None:
        return None
    return build(
        given,
        TARGET,
        **{**measured, "start": min(start, due)},
        group=given.text("group") or "",
        goal=goal or Goal(Operator.AT_LEAST, Fraction(1)),
        due=due,
        pace=pace,
        baseline=baseline or Fraction(),
    )


def read_figure(given: Given, frame: PlanFrame, findings: Findings) -> Quantity | None:
    """A number that is no target, or None where it lacks what a record must have."""
    measured = _measured(given, nature(given), frame, findings)
    return None if measured is None else build(given, FIGURE, **measured)


def _measured(
    given: Given, its: Nature | None, frame: PlanFrame, findings: Findings
) -> dict[str, object] | None:
    """What a target and a figure have in common, by attribute; None where one of them could not be made."""
    derived = read_derived(given)
    if derived is None and "from" in given.lines | given.refused:  # as told; it has no rows of its own
        derived = Derived(Derivation.SUM, ())
    if its is None:
        return None
    check_keys(given, its, findings)
    check_across(given, its, findings)
    has_needed = _has_needed(given, its, findings)
    scale = _scale(given, its, frame)
    if given.text("id") is None or not has_needed or (its.traits.has_levels and not scale):
        return None
    return {
        "derived": derived,
        "scale": scale,
        "start": _start(given, frame),
        "source": Source(findings.file, given.line),
        "owner_source": given.source("owner", findings.file),
        **({"across": Across.LEAST} if "across" in given.refused else {}),
    }


def _scale(given: Given, its: Nature, frame: PlanFrame) -> tuple[str, ...]:
    return frame.scales.get(given.text("scale") or "", ()) if its.traits.has_levels else ()


def _has_needed(given: Given, its: Nature, findings: Findings) -> bool:
    """Whether the measure has its population or scale; tells one that is not written at all."""
    needed = "population" if its.across is Across.WEIGHTED and its.traits.has_baseline else its.traits.needs
    if needed is None:
        return True
    if needed not in given.lines and needed not in given.refused:
        findings.tell(given.place(needed), "missing-key/of-measure", measure=its.measure.value, key=needed)
    return needed in given.parts


def _start(given: Given, frame: PlanFrame) -> date:
    return given.get("start", date) or frame.added.get(given.text("id") or "", frame.start)


def _days(given: Given, frame: PlanFrame, findings: Findings) -> tuple[date, date]:
    """Start and due, by default those of the campaign; told where they are in the wrong order."""
    start, due = _start(given, frame), given.get("due", date) or frame.end
    key = "due" if "due" in given.lines else "start"
    is_told = frame.closes and "start" not in given.lines and start > frame.closes  # of a revision's day
    if due < start and not is_told and not {"start", "due"} & given.refused.keys():
        findings.tell(given.place(key), "due-before-start", due=due, start=start)
    elif "due" in given.parts and frame.closes and due > frame.closes:
        findings.warn(given.place("due"), "due-after-closes", due=due, closes=frame.closes)
    return start, due


def _baseline(given: Given, its: Nature, amounts: Amounts) -> Fraction | None:
    """Where it starts: 0 unless a level says otherwise; None where that cannot be read."""
    text = given.text("baseline")
    if "baseline" in given.refused:
        return None
    if text is None or not its.traits.has_baseline or its.is_kept:
        return Fraction()
    return amounts.read(text, given.place("baseline"))
