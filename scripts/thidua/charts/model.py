"""The one chart model: what a chart shows, in the data's own terms, before anybody draws it.

All text is ready to be read (in the reader's language) and none of it is escaped: each renderer does that.
Values are exact; renderers alone turn them into places on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.model import Status


class Ink(StrEnum):
    """What a line stands for; the palette and the stylesheet give it its colour and dashes."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    GOAL = "goal"
    CEILING = "ceiling"
    REGISTERED = "registered"
    PROPOSED = "proposed"
    AWARDED = "awarded"
    TODAY = "today"
    REVIEW = "review"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Controls:
    """What the buttons beside a chart say, and the hint for those who walk its points by keys."""

    png: str
    svg: str
    keys: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every chart has: an id, a title, a sentence for those who cannot see it, its source, buttons."""

    id: str
    title: str
    description: str
    source: str
    controls: Controls


@dataclass(frozen=True, slots=True)
class DayTick:
    """A day named under the time axis; ``year`` is written below where a year begins."""

    day: date
    label: str
    year: str = ""


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
    """Values from bottom to top; a ladder's ticks are names of levels."""

    low: Fraction
    high: Fraction
    ticks: tuple[ValueTick, ...]
    title: str
    ladder: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, and what is told of it; ``news`` where something was recorded that day."""

    day: date
    value: Fraction
    hover: tuple[str, ...] = ()
    news: bool = True


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure over time. A step holds its value until the next point; dots mark its points.

    ``label`` is written beside its end; ``filled`` shades what lies under it.
    """

    ink: Ink
    label: str
    points: tuple[Point, ...]
    step: bool = False
    dots: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A value that a figure is held against all along: the goal, a legal ceiling."""

    ink: Ink
    value: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class Zone:
    """The values that satisfy the goal, where it has two ends or is reached from above."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Period:
    """A phase behind the figures; days outside the axis are cut off."""

    start: date
    end: date
    name: str


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


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. ``share`` is 1 at the goal, None where there is no figure to draw.

    ``value`` is the figure in words ("4/6 người"); the status is always told by word and shape too.
    """

    key: str
    name: str
    share: Fraction | None
    value: str
    status: Status
    word: str
    hover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars under one heading."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """How far each of many is on its way to its goal; ``limit`` is the longest share drawn in full."""

    head: Head
    groups: tuple[BarGroup, ...]
    goal_label: str
    limit: Fraction


@dataclass(frozen=True, slots=True)
class StripChart:
    """Days that matter along a stretch of time."""

    head: Head
    x: TimeAxis
    periods: tuple[Period, ...]
    moments: tuple[Moment, ...]


Chart = TimeChart | BarChart | StripChart
