"""The records that everything else speaks of: the plan, its data, and the words for statuses.

A record is made once, at the door (``intake``), and trusted behind it. Amounts are Fractions, days are dates.
"""

from thidua.model.campaign import Campaign
from thidua.model.english import in_english
from thidua.model.kinds import (
    Accumulation,
    Across,
    Derivation,
    Operator,
    PaceKind,
    ReportEvery,
    Role,
    RuleKind,
    Stage,
    TaskState,
)
from thidua.model.measures import Measure, Traits
from thidua.model.plan import (
    GROUPS,
    Changed,
    Clause,
    Commemoration,
    Document,
    Issuer,
    Movement,
    Phase,
    Plan,
    Population,
    Review,
    Revision,
    Rule,
    Task,
)
from thidua.model.records import (
    Achievement,
    Allocation,
    DataFile,
    Headcount,
    Origin,
    Report,
    Sent,
    Unit,
    Update,
    texts,
)
from thidua.model.rows import (
    Keep,
    Late,
    Made,
    Rows,
    apart,
    by_target,
    counted_until,
    made_anew,
    only,
    own_columns,
    stages_of,
)
from thidua.model.status import Duty, Status
from thidua.model.targets import (
    FAR_ABOVE,
    Amendment,
    Ceiling,
    Derived,
    Goal,
    Pace,
    Quantity,
    Source,
    Target,
)
