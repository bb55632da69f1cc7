"""What the rules across rows and files look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.figures.succession import Size, Succession, population_size, succession
from thidua.model import (
    Achievement,
    Allocation,
    Campaign,
    Headcount,
    Made,
    Plan,
    Quantity,
    Report,
    Update,
    by_target,
    only,
)
from thidua.problems import Problem, Where
from thidua.tables.columns import HEADCOUNT, UNITS


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows that could be read, today, and what could not be read and must not be concluded from.

    ``files`` gives each file's name in messages, ``unit_lines`` where each unit stands, ``plan_text`` the
    plan as typed; ``partial`` are files of which a row was lost, ``doubtful`` the targets of such rows.
    ``rows`` are the achievements by target; a derived one has none of its own. ``sizes`` are the populations,
    none where a row of headcounts was lost. Of ``sound`` targets the rows have been judged before, beside the
    same files, and nothing was wrong with them; ``short`` says so of the lengths of plan's and units' texts.
    """

    campaign: Campaign
    today: date
    files: Mapping[str, str]
    unit_lines: Mapping[str, int] = field(default_factory=dict)
    plan_text: str = ""
    partial: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    sound: frozenset[str] = frozenset()
    short: bool = False
    rows: Mapping[str, Sequence[Achievement]] = field(init=False)
    judged: Sequence[Achievement] = field(init=False)
    turns: Succession = field(init=False)
    sizes: Mapping[str, Size] = field(init=False)

    def __post_init__(self) -> None:
        every = self.campaign.achievements
        derived = {one.id for one in self.plan.quantities.values() if one.derived}
        rows = by_target(every)
        own = Made((name for name in rows if name not in derived), rows.__getitem__)
        object.__setattr__(self, "rows", own)
        unjudged = rows.keys() - self.sound
        object.__setattr__(self, "judged", only(every, unjudged) if self.sound else every)
        turns, heads = succession(self.campaign.units), self.campaign.headcounts
        named = () if HEADCOUNT.file in self.partial else self.plan.populations
        object.__setattr__(self, "turns", turns)
        object.__setattr__(self, "sizes", {name: population_size(heads, name, turns) for name in named})

    @property
    def quantities(self) -> list[Quantity]:
        """The targets and figures whose rows are to be judged."""
        return [one for one in self.plan.quantities.values() if one.id not in self.sound]

    @property
    def plan(self) -> Plan:
        """The campaign's plan."""
        return self.campaign.plan

    def records(self) -> Iterator[Achievement | Update | Report | Headcount | Allocation]:
        """Every row that has a day and a unit, and is to be judged."""
        yield from self.judged
        for kind in (Update, Report, Headcount, Allocation):
            yield from self.campaign.of(kind)

    def of_unit(self, unit: str, column: str) -> Where:
        """The place of a unit's cell."""
        return Where(self.files[UNITS.file], self.unit_lines[unit], column)


Rule = Callable[[Facts], Iterator[Problem]]
