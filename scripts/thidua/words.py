"""How numbers, days and messages are written in the language of a page."""

import datetime
import gettext as gettext_module
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from thidua.text import DAY, MONTH, SHORT_DAY, day_text, mark, rendered, written_day

Number = Fraction | int

MOST_PLACES, FINEST = 12, 40
_MONTHS = (
    mark("T1"), mark("T2"), mark("T3"), mark("T4"), mark("T5"), mark("T6"),
    mark("T7"), mark("T8"), mark("T9"), mark("T10"), mark("T11"), mark("T12"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its catalogue of messages and its signs for decimals and thousands."""

    language: str
    decimal: str
    thousands: str
    catalogue: gettext_module.NullTranslations

    def gettext(self, message: str) -> str:
        """The message in this language; a message that is not in the catalogue stays as it is."""
        return self.catalogue.gettext(message) if message else ""

    def pgettext(self, context: str, message: str) -> str:
        """The message where one Vietnamese text is several in other languages: a heading says "Targets"."""
        return self.catalogue.pgettext(context, message)

    def say(self, template: str, **values: object) -> str:
        """A sentence with its values put in."""
        return rendered(template, values, self.gettext)

    def number(self, value: Number, places: int = 1, least: int = 0) -> str:
        """At most ``places`` decimals, no zero at the end beyond ``least``: 1.250 · 90,5 · −3 · 38,10."""
        whole, of = value.as_integer_ratio()
        if -1000 < whole < 1000 and of == 1 and not least:  # most of what a dashboard shows
            return str(whole) if whole >= 0 else f"−{-whole}"
        return _decimal(whole, of, (places, least), self.decimal, self.thousands)

    def exact(self, value: Number, least: int = 0) -> str:
        """All decimals of a number that has an end, at least ``least``: a goal, as the plan wrote it."""
        return self.number(value, MOST_PLACES, least)

    def held(self, value: Number, bounds: Iterable[Number], places: int) -> str:
        """A figure with so many decimals that it compares with each exact bound as it does itself.

        62,546 is less than 62,55 and must not print as 62,55; 90,04 is more than 90.
        """
        if 10**places % value.denominator == 0:
            return self.number(value, places)  # nothing is rounded
        known = list(bounds)
        while places < FINEST and not _compares(value, known, places):
            places += 1
        return self.number(value, places)

    def percent(self, value: Number, *bounds: Number, places: int = 1) -> str:
        """A percentage that does not look like a bound, 0 % or 100 % unless it is: 99,96 % is not 100 %."""
        return self.held(value, (*bounds, 0, 100), places) + "%"

    def signed(self, value: Number, places: int = 1) -> str:
        """A change, with its sign: +2 · −1 · 0."""
        shown = self.number(value, places)
        return "+" + shown if value > 0 and shown != "0" else shown

    def date(self, day: datetime.date) -> str:
        """dd/mm/yyyy."""
        return day_text(day, self.gettext)

    def dates(self, days: Iterable[datetime.date]) -> list[str]:
        """The same of many days."""
        form = self.gettext(DAY)
        return [written_day(day, form) for day in days]

    def short_date(self, day: datetime.date) -> str:
        """dd/mm, where the year stands beside it."""
        return written_day(day, self.gettext(SHORT_DAY))

    def short_month(self, day: datetime.date) -> str:
        """The month of a day without its year, for an axis: T6."""
        return self.gettext(_MONTHS[day.month - 1])

    def month(self, day: datetime.date) -> str:
        """The month of a day: 6/2022."""
        return written_day(day, self.gettext(MONTH))

    def join(self, parts: Sequence[str]) -> str:
        """A list in a sentence: a, b và c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("{first} và {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _compares(value: Number, bounds: Iterable[Number], places: int) -> bool:
    """Whether the rounded value lies on the same side of each bound as the value itself."""
    shown = Fraction(_scaled(value.numerator, value.denominator, places), 10**places)
    return all((shown > bound, shown < bound) == (value > bound, value < bound) for bound in bounds)


def _scaled(numerator: int, denominator: int, places: int) -> int:
    """The value times a power of ten, rounded; halves go away from zero, as in a spreadsheet."""
    scaled: int = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return -scaled if numerator < 0 else scaled


@lru_cache(maxsize=65536)
def _decimal(numerator: int, denominator: int, places: tuple[int, int], decimal: str, thousands: str) -> str:
    """A number with at most and at least so many decimals."""
    most, least = max(places), places[1]
    scaled = _scaled(numerator, denominator, most)
    whole, part = divmod(abs(scaled), 10**most)
    decimals = f"{part:0{most}d}".rstrip("0").ljust(least, "0") if most else ""
    sign = "−" if scaled < 0 else ""
    return sign + f"{whole:,}".replace(",", thousands) + (decimal + decimals if decimals else "")


VIETNAMESE = Words("vi", ",", ".", gettext_module.NullTranslations())
