"""The fixed words of the plan and its data: kinds of measure, operators, stages, roles, paces."""

from enum import StrEnum


class Operator(StrEnum):
    """How a figure is held against the goal."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"

    @property
    def is_cap(self) -> bool:
        """Whether more is worse: the goal is an upper bound."""
        return self in (Operator.AT_MOST, Operator.LESS_THAN)


class Stage(StrEnum):
    """Where an award stands: registered, proposed, awarded."""

    REGISTERED = "registered"
    PROPOSED = "proposed"
    AWARDED = "awarded"


class Role(StrEnum):
    """Whether the people of a row hold a leadership post."""

    LEADER = "leader"
    STAFF = "staff"


class Accumulation(StrEnum):
    """What a row holds: newly achieved since the last row, or the unit's total so far."""

    INCREMENT = "increment"
    CUMULATIVE = "cumulative"


class Across(StrEnum):
    """How the rows of several units make one figure of a level or a rank."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"  # by their headcount of the target's population
    LEAST = "least"
    MOST = "most"


class Derivation(StrEnum):
    """How a derived target is made from others."""

    SUM = "sum"
    PERCENT = "percent"
    UNITS_MEETING = "units_meeting"


class TaskState(StrEnum):
    """How a task without a number stands, in the words of its unit."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"


class ReportEvery(StrEnum):
    """How often a unit owes a report."""

    MONTH = "month"
    QUARTER = "quarter"


class PaceKind(StrEnum):
    """How the expected figure grows from start to due."""

    EVEN = "even"
    AT_END = "at_end"
    POINTS = "points"


class RuleKind(StrEnum):
    """The cross-target rules that the engine knows how to compute (parameters come from plan.yml)."""

    CEILING = "ceiling"  # need of a target against a legal cap in terms of another target
    AT_MOST_TARGET = "at_most_target"  # the count of one target needs at least as many of others
    UNIT_SHARE = "unit_share"  # a unit awarded in one target needs a share of its people in another
    EXACT_SHARE = "exact_share"  # a strict share of a small population: how many that means
    DISTINCT_UNITS = "distinct_units"  # one unit under several awards
    STAFF_SHARE = "staff_share"  # share of awards to people without a leadership post (indicator)
