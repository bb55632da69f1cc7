"""The records that everything else speaks of: the plan, its data, and the words for statuses.

A record is made once, at the door (``intake``), and trusted behind it. Amounts are Fractions, days are dates.
"""

from thidua.model.kinds import Accumulation, Group, Operator, PaceKind, Role, RuleKind, Stage
from thidua.model.measures import Measure
from thidua.model.plan import (
    Ceiling,
    Clause,
    Commemoration,
    Document,
    Goal,
    Issuer,
    Movement,
    Pace,
    Phase,
    Plan,
    Review,
    Rule,
    Source,
    Target,
    Task,
)
from thidua.model.records import Achievement, Campaign, DataFile, Headcount, Origin, Report, Unit, Update
from thidua.model.status import Status

__all__ = [
    "Accumulation",
    "Achievement",
    "Campaign",
    "Ceiling",
    "Clause",
    "Commemoration",
    "DataFile",
    "Document",
    "Goal",
    "Group",
    "Headcount",
    "Issuer",
    "Measure",
    "Movement",
    "Operator",
    "Origin",
    "Pace",
    "PaceKind",
    "Phase",
    "Plan",
    "Report",
    "Review",
    "Role",
    "Rule",
    "RuleKind",
    "Source",
    "Stage",
    "Status",
    "Target",
    "Task",
    "Unit",
    "Update",
]
