"""Round numbers and first days of months: where the ticks of an axis go."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from fractions import Fraction
from functools import lru_cache

from thidua.charts.model import DayTick, TimeAxis, ValueTick
from thidua.words import Words

_STEPS = (1, 2, 5)
_MONTHS = (1, 2, 3, 6, 12)


def step(span: Fraction, most: int, whole: bool) -> Fraction:
    """The least of 1, 2, 5, 10, … (and parts of 1 unless ``whole``) that cuts a span into so many at most."""
    power = 0 if whole else -3
    while True:
        for part in _STEPS:
            size = part * Fraction(10) ** power
            if span <= size * most:
                return size
        power += 1


def value_ticks(
    low: Fraction, high: Fraction, words: Words, *, percent: bool, whole: bool, most: int = 5
) -> tuple[ValueTick, ...]:
    """Ticks at round values from at or below ``low`` to at or above ``high`` (high > low)."""
    size = step(high - low, most, whole)
    first, last = low // size, -(-high // size)
    unit = "%" if percent else ""
    return tuple(
        ValueTick(size * place, words.number(size * place, 3) + unit) for place in range(first, last + 1)
    )


def count_ticks(count: int, words: Words) -> tuple[ValueTick, ...]:
    """Ticks from zero to a count of things, which the last one names where it parts into three to five."""
    parts = next((n for n in (4, 5, 3) if count and count % n == 0), 0)
    if not parts:
        return value_ticks(Fraction(), Fraction(max(count, 1)), words, percent=False, whole=True)
    return tuple(ValueTick(Fraction(n), words.number(n)) for n in range(0, count + 1, count // parts))


@lru_cache(maxsize=64)  # most targets have the campaign's own days
def time_axis(start: date, end: date, words: Words) -> TimeAxis:
    """The days from start to end with a tick at months' first days, or at Mondays where it is short."""
    end = max(end, start + timedelta(days=1))
    months = (end.year - start.year) * 12 + end.month - start.month
    if months < 2 and (end - start).days <= 45:
        return TimeAxis(start, end, tuple(_week_ticks(start, end, words)))
    every = next((size for size in _MONTHS if months <= size * 14), 12 * (months // 168 + 1))
    return TimeAxis(start, end, tuple(_month_ticks(start, end, every, words)))


def _month_ticks(start: date, end: date, every: int, words: Words) -> Iterator[DayTick]:
    place = start.year * 12 + start.month - 1
    place += (start.day > 1) + -(place + (start.day > 1)) % every
    year = None
    while place // 12 <= MAXYEAR and (day := date(place // 12, place % 12 + 1, 1)) <= end:
        middle = day + timedelta(days=min(15, (end - day).days // 2)) if every == 1 else None
        said = "" if day.year == year or start.year == end.year else str(day.year)
        yield DayTick(day, words.short_month(day), said, middle)
        year = day.year
        place += every


def _week_ticks(start: date, end: date, words: Words) -> Iterator[DayTick]:
    day = start + timedelta(days=-start.weekday() % 7)
    year = None
    while day <= end:
        yield DayTick(
            day, words.short_date(day), "" if day.year == year or start.year == end.year else str(day.year)
        )
        year = day.year
        day += timedelta(days=7)
