"""How numbers, days and messages are written in the language of a page."""

from __future__ import annotations

import datetime
import gettext as gettext_module
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from thidua.text import MONTH, SHORT_DAY, Text, day_text, mark, written_day

Number = Fraction | int

MOST_PLACES = 12
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
        return Text(template, **values).render(self.gettext)

    def number(self, value: Number, places: int = 1) -> str:
        """At most ``places`` decimals, none where they are zero: 1.250 · 90,5 · −3."""
        if value.denominator == 1 and -1000 < value < 1000:
            return str(value).replace("-", "−")  # most of what a dashboard shows
        return _decimal(value.numerator, value.denominator, places, self.decimal, self.thousands)

    def percent(self, value: Number, against: Number | None = None) -> str:
        """A percentage with one decimal, or as many as it takes not to look like what it is not.

        90,04 % is more than 90 % (``against``) and must not print as 90 %; nor 99,96 % as 100 %.
        """
        others = [bound for bound in (against, 0, 100) if bound is not None and bound != value]
        places = 1
        while places < MOST_PLACES and self.number(value, places) in {
            self.number(bound, places) for bound in others
        }:
            places += 1
        return self.number(value, places) + "%"

    def signed(self, value: Number, places: int = 1) -> str:
        """A change, with its sign: +2 · −1 · 0."""
        shown = self.number(value, places)
        return "+" + shown if value > 0 and shown != "0" else shown

    def date(self, day: datetime.date) -> str:
        """dd/mm/yyyy."""
        return day_text(day, self.gettext)

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


@lru_cache(maxsize=65536)
def _decimal(numerator: int, denominator: int, places: int, decimal: str, thousands: str) -> str:
    """A number with at most ``places`` decimals; halves go away from zero, as in a spreadsheet."""
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    whole, part = divmod(scaled, 10**places)
    decimals = f"{part:0{places}d}".rstrip("0") if places else ""
    sign = "−" if numerator < 0 and scaled else ""
    return sign + f"{whole:,}".replace(",", thousands) + (decimal + decimals if decimals else "")


VIETNAMESE = Words("vi", ",", ".", gettext_module.NullTranslations())
