"""The one chart model: what a chart shows, in the data's own terms, before anybody draws it.

All text is ready to be read (in the reader's language) and none of it is escaped: each renderer does that.
Values are exact; renderers alone turn them into places on a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Ink(StrEnum):
    """What a line stands for; the palette and the stylesheet give it its colour and dashes."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    GOAL = "goal"
    CEILING = "ceiling"
    REGISTERED = "registered"
    PROPOSED = "proposed"
    AWARDED = "awarded"
    BEFORE = "before"
    KEPT = "kept"
    BREACH = "breach"
    CLOSED = "closed"
    TODAY = "today"
    REVIEW = "review"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Head:
    """What every chart has: an id, its message, a sentence for those who cannot see it, its source.

    ``controls`` are the words for those who use it, by what they are of: its buttons, and how it is walked
    (``keys``). ``subtitle`` names what the message is about, where the message does not.
    """

    id: str
    title: str
    description: str
    source: str
    controls: Mapping[str, str]
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class DayTick:
    """A day named under the time axis; ``year`` is written below where a year begins.

    A month's name stands under its middle, ``named``; any other under its day.
    """

    day: date
    label: str
    year: str = ""
    middle: date | None = None

    @property
    def named(self) -> date:
        """The day under which the name stands."""
        return self.middle or self.day


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A value named beside the value axis."""

    value: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from left to right, first and last included."""

    start: date
    end: date
    ticks: tuple[DayTick, ...]


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values from bottom to top; without ticks the plot is a low strip, since its heights say nothing."""

    low: Fraction
    high: Fraction
    ticks: tuple[ValueTick, ...]
    title: str


class Point(NamedTuple):
    """A value on a day, and what is told of it below that day; ``news`` where something was recorded on it.

    ``said`` is the value as the ruler tells it, without its unit.
    """

    day: date
    value: Fraction
    hover: tuple[str, ...] = ()
    news: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure over time. A step holds its value until the next point; dots mark its points.

    ``label`` is written beside its end; ``name`` is what the ruler calls it.
    """

    ink: Ink
    label: str
    points: tuple[Point, ...]
    step: bool = False
    dots: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A value that a figure is held against: the goal, a legal ceiling.

    ``was`` are its earlier values, each with the last day on which it was in force.
    """

    ink: Ink
    value: Fraction
    label: str
    was: tuple[tuple[date, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at a value on a day: a ring, or a cross for a breach; ``label`` is written beside it."""

    ink: Ink
    day: date
    value: Fraction
    label: str = ""
    cross: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """Two values that cannot both be kept: what lies above ``low`` is forbidden, ``high`` is asked for."""

    low: Fraction
    high: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class Zone:
    """The values that satisfy the goal, where it has two ends or is reached from above."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Period:
    """A phase behind the figures, by its name, or where that has no room its ``short`` one."""

    start: date
    end: date
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that matters: the as-of day, a review, a commemoration."""

    day: date
    ink: Ink
    label: str
    hover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Figures over time."""

    head: Head
    x: TimeAxis
    y: ValueAxis
    curves: tuple[Curve, ...]
    levels: tuple[Level, ...] = ()
    zone: Zone | None = None
    periods: tuple[Period, ...] = ()
    moments: tuple[Moment, ...] = ()
    marks: tuple[Mark, ...] = ()
    bracket: Bracket | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a scale: whether the figure stands on it or above, whether it is asked for, and a note."""

    name: str
    reached: bool
    asked: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class LadderChart:
    """A rank: levels without distances between them, from the lowest to the highest."""

    head: Head
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class StripChart:
    """Days that matter along a stretch of time."""

    head: Head
    x: TimeAxis
    periods: tuple[Period, ...]
    moments: tuple[Moment, ...]


Chart = TimeChart | LadderChart | StripChart
