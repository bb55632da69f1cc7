"""The records of a network: its members, what is compared among them, and what a member published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from thidua.model import Operator, Source, Status
from thidua.text import Text, mark

STALE_AFTER = 10  # days

# ── network.yml ──


@dataclass(frozen=True, slots=True)
class Period:
    """The days that the network looks at, both counted."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Member:
    """An office with one of its campaigns, or another network: one of the two is None.

    ``api`` is the address (https), or the path relative to the network's folder, of its ``api/v1/``.
    """

    id: str
    name: str
    api: str
    source: Source
    campaign: str | None = None
    network: str | None = None

    @property
    def file(self) -> str:
        """What is asked for, below ``api``."""
        return "network.json" if self.campaign is None else f"{self.campaign}/status.json"


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared: one line, and which target of each member stands for it."""

    id: str
    name: str
    source: Source
    unit: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)  # by member, in the order of network.yml


@dataclass(frozen=True, slots=True)
class Network:
    """network.yml; ``stale_after`` is the age in days up to which figures are fresh."""

    id: str
    title: str
    period: Period
    members: Mapping[str, Member]
    lead: str | None = None
    stale_after: int = STALE_AFTER
    illustrative: bool = False
    common: Mapping[str, Line] = field(default_factory=dict)


# ── what a member published ──


@dataclass(frozen=True, slots=True)
class Figure:
    """A target of a member as its status.json tells it; numbers are exact as they were written there."""

    target: str
    status: Status
    actual: Mapping[str, Any] | None  # {value} · {value, of, percent} · {level}
    goal: Mapping[str, Any]  # one operator and its bound
    attainment: Fraction | None
    shortfall: Fraction | None

    @property
    def operator(self) -> Operator:
        """How the goal compares."""
        return Operator(next(iter(self.goal)))

    @property
    def is_cap(self) -> bool:
        """Whether less is better: there attainment says nothing."""
        return self.operator.is_cap

    @property
    def bound(self) -> Fraction | str:
        """The goal's lower bound, or a level's name."""
        asked: Fraction | str | list[Fraction] = next(iter(self.goal.values()))
        return asked[0] if isinstance(asked, list) else asked

    @property
    def value(self) -> Fraction | None:
        """The figure in the goal's own terms, exact: percent of a share; None for a level and for none."""
        if self.actual is None or "value" not in self.actual:
            return None
        value = Fraction(self.actual["value"])
        return 100 * value / self.actual["of"] if "of" in self.actual else value

    @property
    def share(self) -> Fraction | None:
        """What is reached of the goal (1 = all), exact; None where ``attainment`` is."""
        if self.attainment is None or self.value is None or isinstance(self.bound, str) or not self.bound:
            return None
        return self.value / self.bound


@dataclass(frozen=True, slots=True)
class Answer:
    """A sound answer, as much of it as a network needs; of a network: its sums, without figures.

    ``inside`` are the offices that a network counts, by name, each with its campaign; ``newest`` is the last
    day that any member it counts told of, which is not the day on which the network added them up.
    """

    as_of: date
    illustrative: bool
    totals: Mapping[Status, int]
    cancelled: int = 0
    figures: Mapping[str, Figure] = field(default_factory=dict)
    offices: int = 1
    sha256: str | None = None
    inside: Mapping[str, str] = field(default_factory=dict)
    newest: date | None = None

    @property
    def figures_of(self) -> date:
        """The day of its figures."""
        return self.newest or self.as_of


# ── what was collected of it ──


class State(StrEnum):
    """How far a member's figures can be trusted on the network's day."""

    label: str  # its words (a key of the message catalogue)

    def __new__(cls, name: str, label: str) -> State:
        """A member that is its name and knows its words."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.label = label
        return member

    FRESH = "fresh", mark("số liệu mới")
    STALE = "stale", mark("số liệu cũ")
    MISSING = "missing", mark("chưa có số liệu")
    UNSOUND = "unsound", mark("lỗi, chưa nhận được")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the last try brought nothing: a code of the catalogue, what, and what to do.

    ``refused`` tells that there was an answer, and that it cannot be used.
    """

    code: str
    message: Text
    hint: Text
    refused: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a member on a day: its last good answer, the day it was had, and the last fault."""

    answer: Answer | None = None
    collected: date | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A member on the network's day."""

    member: Member
    state: State
    kept: Kept

    @property
    def answer(self) -> Answer | None:
        """Its last good answer, or None where there never was one."""
        return self.kept.answer

    @property
    def counted(self) -> bool:
        """Whether it is in the sums: it has figures, and they are not made up."""
        return self.answer is not None and not self.answer.illustrative


@dataclass(frozen=True, slots=True)
class Entry:
    """A member on a common line; ``figure`` is None where it has none of that target, or nothing at all.

    ``rank`` counts from 1, ties share it; None without something to rank, and for figures that are made up.
    """

    member: Member
    target: str
    figure: Figure | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """The network's own figures: how many members in which state, and the totals of those counted."""

    members: int
    counted: int
    illustrative: int
    offices: int
    states: Mapping[State, int]
    totals: Mapping[Status, int]

    @property
    def targets(self) -> int:
        """How many targets the counted members have."""
        return sum(self.totals.values())

    @property
    def satisfied(self) -> int:
        """How many of them are met."""
        return sum(count for status, count in self.totals.items() if status.satisfied)


@dataclass(frozen=True, slots=True)
class NetworkDay:
    """A network at the end of a day: all that its pages and network.json tell."""

    network: Network
    day: date
    standings: Mapping[str, Standing]
    sums: Sums
    lines: Mapping[str, tuple[Entry, ...]]  # by common line, in the order of network.yml
