"""What every page of a network on its day is made from, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment

from thidua.addresses import NetworkHome
from thidua.charts.member_row import dot_marks
from thidua.model import Status
from thidua.network.records import Entry, Network, NetworkDay, Standing
from thidua.pages.network import said
from thidua.pages.reader import Reader, inert
from thidua.words import Words

MOST_MEMBERS = 100
"""A larger network has pages in the main language alone, as a campaign of many targets has, and a workbook
without every target of every member.
"""
_MARKS = {name: inert(drawn) for name, drawn in dot_marks().items()}


Counts = Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class Past:
    """Targets by status as they stood on a day: of the network, and of each member that had figures."""

    day: date
    totals: Counts
    members: Mapping[str, Counts]


@dataclass(eq=False)
class NetworkView(Reader):
    """A network on its day in one language; ``days`` are those of its history, the last is its own.

    ``home`` is that of today's pages, also for an earlier day, of which there is the overview alone.
    """

    shown: NetworkDay
    days: Sequence[Past]
    words: Words
    home: NetworkHome
    templates: Environment
    is_past: bool = False

    def on(self, earlier: NetworkDay) -> NetworkView:
        """The network as it stood on an earlier day."""
        days = [one for one in self.days if one.day <= earlier.day]
        return replace(self, shown=earlier, days=days, is_past=True)

    @property
    def first_page(self) -> NetworkHome:
        """Where the overview stands."""
        return self.home.on(self.day) if self.is_past else self.home

    @property
    def network(self) -> Network:
        """The network itself."""
        return self.shown.network

    @property
    def day(self) -> date:
        """The day that it is shown on."""
        return self.shown.day

    @property
    def totals(self) -> Counts:
        """Targets by status, of every member that is in the sums."""
        return self.shown.sums.totals

    @property
    def is_small(self) -> bool:
        """Whether it has all that a network can have; of a large one machines ask each member."""
        return len(self.shown.standings) <= MOST_MEMBERS

    @cached_property
    def members(self) -> list[Standing]:
        """Every member, what needs care first: the largest share of targets behind; those in no sum last."""
        return sorted(self.shown.standings.values(), key=_need)

    @cached_property
    def entries(self) -> dict[str, dict[str, Entry]]:
        """Each member's entry in each common line, by line and member."""
        return {line: {one.member.id: one for one in entries} for line, entries in self.shown.lines.items()}

    @property
    def states(self) -> dict[str, str]:
        """The states that there are, in words."""
        return {state.value: self.words.gettext(state.label) for state in self.shown.sums.states}

    def render(self, template: str, page_path: str, **context: Any) -> str:
        """The HTML of a network's template."""
        return super().render(f"network/{template}", page_path, said=said, dot_marks=_MARKS, **context)

    def names(self) -> Iterator[str]:
        """What the network, its members and its common lines are called."""
        network = self.network
        yield network.title
        yield from (member.name for member in network.members.values())
        yield from (line.name for line in network.common.values())


def behind(totals: Counts) -> int:
    """How many targets are missed, or will be unless something changes."""
    return sum(count for status, count in totals.items() if status.behind)


def _need(one: Standing) -> tuple[bool, bool, float, int, str]:
    if one.answer is None:
        return True, True, 0.0, 0, one.member.id
    every = sum(one.answer.totals.values())
    missed = one.answer.totals.get(Status.MISSED, 0)
    return not one.counted, False, -behind(one.answer.totals) / (every or 1), -missed, one.member.id
