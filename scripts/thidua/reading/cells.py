"""One cell of text → a day, a word, an id; or a CellError that says what is wrong and what to do.

The same rules hold for the CSV files and for plan.yml. What could mean two things is refused, never guessed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Generic, TypeVar

from thidua.beside import data_beside
from thidua.model import ReportEvery
from thidua.problems import CellError
from thidua.reading.folding import fold, nearest, word_key
from thidua.reading.slips import remedy
from thidua.text import Text, shown

Meaning_co = TypeVar("Meaning_co", covariant=True)

_LONGEST_WORD = 200


# ── days ──

_MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:\.0{1,6})?)?| 12:00(?::00)? (?:AM|SA))?"  # SA: sáng
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _MIDNIGHT)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)


def parse_date(text: str) -> date:
    """A day, day first or ISO, maybe with a midnight time after it; else CellError ``bad-date``."""
    cell = text.strip()
    if found := _ISO_DAY.fullmatch(cell):
        return _day(cell, int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(cell):
        return _day(cell, int(found[4]), int(found[3]), int(found[1]))
    raise CellError("bad-date/unread", hint=remedy("date", cell[:80]), value=shown(cell))


def _day(cell: str, year: int, month: int, day: int) -> date:
    if not 1900 <= year < 2200:
        raise CellError("bad-date/year", value=shown(cell))
    try:
        return date(year, month, day)
    except ValueError:
        swapped = month > 12 >= day
        kind = "bad-date/month-first" if swapped else "bad-date/none-such"
        raise CellError(kind, value=shown(cell)) from None


_PERIODS = {
    ReportEvery.MONTH: (
        re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
        1,
        Text("kế hoạch này báo cáo theo tháng: ghi năm-tháng, ví dụ 2022-06"),
    ),
    ReportEvery.QUARTER: (
        re.compile(r"([0-9]{4})-[Qq]([1-4])"),
        3,
        Text("kế hoạch này báo cáo theo quý: ghi năm-quý, ví dụ 2022-Q2"),
    ),
}


def parse_period(text: str, every: ReportEvery | None = ReportEvery.MONTH) -> date:
    """A month such as ``2022-06`` or a quarter such as ``2022-Q2``, as its first day.

    Either is taken where it is not known what the plan asks for (None); else CellError ``bad-period``.
    """
    cell = text.strip()
    for kind in ReportEvery if every is None else (every,):
        form, months, _ = _PERIODS[kind]
        found = form.fullmatch(cell)
        if found and 1900 <= int(found[1]) < 2200:
            return date(int(found[1]), (int(found[2]) - 1) * months + 1, 1)
    hint = Text("ghi năm-tháng, ví dụ 2022-06") if every is None else _PERIODS[every][2]
    raise CellError("bad-period", hint=hint, value=shown(cell))


# ── words and ids ──


class Vocabulary(Generic[Meaning_co]):
    """Fixed words in English and Vietnamese, taken in any case, with or without diacritics."""

    def __init__(self, code: str, words: Mapping[str, Meaning_co]) -> None:
        """``words`` as they are best written, with their meanings; ``code`` is the problem of any other."""
        self._code = code
        self._words = tuple(words)
        self._meanings = {word_key(word): meaning for word, meaning in words.items()}

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they are best written."""
        return self._words

    def find(self, text: str) -> Meaning_co | None:
        """The word's meaning, or None where it is not one of these."""
        return self._meanings.get(word_key(text))

    def parse(self, text: str) -> Meaning_co:
        """The word's meaning; else CellError."""
        key = word_key(text[:_LONGEST_WORD])
        if key in self._meanings:
            return self._meanings[key]
        raise CellError(
            self._code,
            Text("không hiểu “{value}”", value=shown(text.strip())),
            did_you_mean(nearest(text, self._words))
            or Text("ghi một trong các từ: {words}", words=", ".join(self._words)),
        )


_WORDS: Mapping[str, Mapping[str, Any]] = data_beside("reading", "words.json")


def words_of(
    kind: str, means: Callable[[Any], Meaning_co], code: str = "unknown-word"
) -> Vocabulary[Meaning_co]:
    """The words of a kind, as words.json has them, each with what it means."""
    return Vocabulary(code, {word: means(meant) for word, meant in _WORDS[kind].items()})


BOOLEANS = words_of("yes or no", bool)


def parse_level(text: str, scale: Sequence[str]) -> Fraction:
    """A rank's place on its scale (1 is the lowest); else CellError ``unknown-level``.

    The level is matched as it is written, else in any case, else without diacritics, where only one fits.
    """
    cell = " ".join(text.split())
    for same in (str, str.lower, fold):
        fitting = [place for place, level in enumerate(scale, 1) if same(level) == same(cell)]
        if len(fitting) == 1:
            return Fraction(fitting[0])
    raise CellError(
        "unknown-level",
        hint=did_you_mean(nearest(cell, scale))
        or Text("ghi một trong các mức: {words}", words=", ".join(scale)),
        value=shown(cell),
    )


def did_you_mean(name: str | None) -> Text | None:
    """The hint that suggests a name, or None where nothing is near."""
    return Text("có phải {name}?", name=name) if name else None


_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def parse_id(text: str) -> str:
    """An id that any file system can hold as a file's name; else CellError ``bad-id``."""
    cell = text.strip()
    if not _ID.fullmatch(cell):
        raise CellError("bad-id/letters", value=shown(cell))
    if _DEVICES.fullmatch(cell) or cell.endswith(".") or cell.startswith("."):
        raise CellError("bad-id/reserved", value=shown(cell))
    return cell


def id_key(text: str) -> str:
    """The key under which an id or a short name is looked up: its case and outer spaces do not matter."""
    return " ".join(text.lower().split())
