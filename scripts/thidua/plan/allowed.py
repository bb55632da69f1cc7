"""Which keys mean something for a target: one that is ignored is a wrong figure one year later."""

from collections.abc import Callable
from dataclasses import dataclass

from thidua.keyed.given import Findings, Given
from thidua.model import Across, Derivation, Measure, Operator, Traits


@dataclass(frozen=True, slots=True)
class Nature:
    """What decides which keys a target may have; ``is_kept`` is None where that could not be read."""

    measure: Measure
    is_kept: bool | None
    is_derived: bool
    across: Across | None

    @property
    def traits(self) -> Traits:
        """What its measure is."""
        return self.measure.traits

    @property
    def has_population(self) -> bool:
        """Whether it is taken of a population, or weighted by one."""
        return self.traits.is_share or self.across is Across.WEIGHTED

    @property
    def has_pace(self) -> bool:
        """Whether it gets to its goal along a way: of what is kept, only a cap is used up along one."""
        return not self.is_kept or not (self.traits.is_share or self.traits.is_state)


def nature(given: Given) -> Nature | None:
    """The nature of a target or figure, or None where its measure could not be read."""
    measure = given.get("measure", Measure)
    if measure is None:
        return None
    return Nature(measure, is_kept(given, measure), "from" in given.lines, given.get("across", Across))


def is_kept(given: Given, measure: Measure) -> bool | None:
    """Whether the goal is a bound to be kept (see Target.is_kept); a figure has no goal, so it is none."""
    if measure.traits.always_kept or (measure.traits.may_hold and given.get("hold", bool)):
        return True
    if "hold" in given.refused and measure.traits.may_hold:
        return None
    if measure.traits.is_state or (given.record and given.record.key("goal") is None):
        return False
    goal = given.inner("goal")
    return Operator(*goal.lines).is_cap if goal and len(goal.lines) == 1 else None


def derivation(given: Given) -> Derivation | None:
    """How a target is made from others, or None where it is not, or says so in no way or in several."""
    derived = given.inner("from")
    return Derivation(*derived.lines) if derived and len(derived.lines) == 1 else None


# Keys, each with the kind of problem that it is where it means nothing, and when that is.
_REFUSALS: tuple[tuple[str, str, Callable[[Nature], bool]], ...] = (
    ("reading", "key-not-allowed/of-derived", lambda its: its.is_derived),
    ("counts", "key-not-allowed/of-derived", lambda its: its.is_derived),
    ("across", "key-not-allowed/of-derived", lambda its: its.is_derived),
    ("reading", "key-not-allowed/reading", lambda its: not its.traits.has_reading),
    ("hold", "key-not-allowed/hold", lambda its: not its.traits.may_hold),
    ("across", "key-not-allowed/across", lambda its: not its.traits.is_state),
    ("population", "key-not-allowed/population", lambda its: not its.has_population),
    ("scale", "key-not-allowed/scale", lambda its: not its.traits.has_levels),
    ("pace", "key-not-allowed/pace-of-rank", lambda its: its.traits.has_levels),
    ("pace", "key-not-allowed/pace-of-kept", lambda its: not its.has_pace),
)
# Where one of these was refused, it is not known whether the other means something.
_HANGS_ON = {"population": "across"}


def check_keys(given: Given, its: Nature, findings: Findings) -> None:
    """Tell every key that means nothing here, once."""
    told: set[str] = set()
    for key, kind, means_nothing in _REFUSALS:
        is_known = _HANGS_ON.get(key) not in given.refused
        if key in given.lines and key not in told and is_known and means_nothing(its):
            told.add(key)
            findings.tell(given.place(key), kind, key=key)
    if "baseline" in given.lines and (not its.traits.has_baseline or its.is_kept):
        findings.tell(given.place("baseline"), "baseline-not-allowed/of-target", key="baseline")


def check_across(given: Given, its: Nature, findings: Findings) -> None:
    """A rank has a lowest and a highest level, no sum; percentages are not added up."""
    if its.across is None or its.is_derived:
        return
    if its.traits.has_levels and its.across not in (Across.LEAST, Across.MOST):
        findings.tell(given.place("across"), "bad-across/levels")
    elif its.traits.has_baseline and its.across is Across.SUM and given.text("unit") == "%":
        findings.tell(given.place("across"), "bad-across/percentages")
