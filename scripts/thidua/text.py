"""Sentences that can be said in another language, and how days and what was typed are written in them."""

import errno
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from string import Formatter

Translate = Callable[[str], str]


def as_written(message: str) -> str:
    """The Vietnamese text itself: the translator of the site's own language."""
    return message


def mark(message: str) -> str:
    """Mark a constant for the catalogue of messages; it is translated where it is shown."""
    return message


class _Plurals(Formatter):
    """``{n:target|targets}`` is "target" where n is 1, else "targets": what Vietnamese has no need of."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return one if str(value) == "1" else many


_PLURALS = _Plurals()


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence: a Vietnamese template (the catalogue's key) and the values put into it.

    Days and fractions are written as day_text and number_text do, and ints that are counts or sizes of files
    by their name; other values as they are (an int may be a line or a year). None is ever read as a template.
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def render(self, translate: Translate = as_written) -> str:
        """The sentence in the translator's language."""
        return rendered(self.template, self.values, translate)

    def __str__(self) -> str:
        return self.render()


def rendered(template: str, values: Mapping[str, object], translate: Translate) -> str:
    """What a Text of these says in the translator's language."""
    written = {
        name: value if isinstance(value, str) else _written(name, value, translate)
        for name, value in values.items()
    }
    said = translate(template)
    return _PLURALS.vformat(said, (), written) if "|" in said else said.format(**written)


_REFUSED = {
    errno.ENOENT: Text("không có tệp hoặc thư mục này"),
    errno.EACCES: Text("không có quyền, hoặc tệp đang mở ở chương trình khác"),
    errno.EPERM: Text("không có quyền, hoặc tệp đang mở ở chương trình khác"),
    errno.EISDIR: Text("đây là một thư mục"),
    errno.ENOTDIR: Text("một phần của đường dẫn không phải là thư mục"),
    errno.EEXIST: Text("đã có tệp mang tên này"),
    errno.ENOSPC: Text("đĩa đã đầy"),
    errno.EROFS: Text("ổ đĩa chỉ cho đọc"),
    errno.ENAMETOOLONG: Text("tên quá dài"),
    errno.EBUSY: Text("chương trình khác đang dùng"),
    errno.EADDRINUSE: Text("chương trình khác đang dùng"),
    errno.EIO: Text("ổ đĩa hoặc đường mạng bị lỗi"),
    errno.ECONNREFUSED: Text("nơi đó không nhận kết nối"),
    errno.ETIMEDOUT: Text("chờ quá lâu không thấy trả lời"),
    errno.EHOSTUNREACH: Text("không có đường mạng đến nơi đó"),
    errno.ENETUNREACH: Text("không có đường mạng đến nơi đó"),
}


def reason_of(error: OSError) -> Text | str:
    """Why the system refused something, in the office's words where there are any."""
    said = error.strerror or str(error) or type(error).__name__
    if type(error).__module__ == "ssl":  # it numbers its own reasons
        return said
    return _REFUSED.get(error.errno or 0, said)


_COUNTS = {
    "n", "count", "all", "every", "met", "led", "led_met", "todo", "kept", "sent", "members", "sound", "new",
    "known", "changed", "added", "removed", "written", "deleted", "pages", "total", "over", "need", "cap",
    "reached", "most", "characters", "nodes",
}  # fmt: skip
_SIZES = {"bytes", "most_bytes"}


class SaidError(Exception):
    """What went wrong, in sentences for whoever called: ``texts``, of which ``text`` is the first."""

    def __init__(self, said: Text | str, /, *more: Text, **values: object) -> None:
        """A template and its values, or a Text."""
        self.text = said if isinstance(said, Text) else Text(said, **values)
        self.texts = (self.text, *more)
        super().__init__(" ".join(map(str, self.texts)))


def _written(name: str, value: object, translate: Translate) -> object:
    if isinstance(value, Text):
        return value.render(translate)
    if isinstance(value, date):
        return day_text(value, translate)
    if isinstance(value, int) and name in _SIZES:
        return size_text(value, translate)
    if isinstance(value, int) and value > 999 and name in _COUNTS:
        return number_text(Fraction(value), translate)
    return number_text(value, translate) if isinstance(value, Fraction) else value


# How days are written is a message as all others are: each language has its own order, and leading noughts.
DAY = mark("{dd}/{mm}/{yyyy}")
SHORT_DAY = mark("{dd}/{mm}")
MONTH = mark("{m}/{yyyy}")


def day_text(day: date, translate: Translate = as_written) -> str:
    """A day as people write it: 30/06/2022."""
    return written_day(day, translate(DAY))


@lru_cache(maxsize=4096)
def written_day(day: date, form: str) -> str:
    """A day in one of the forms above, or its translation."""
    return form.format(
        d=day.day, m=day.month, dd=f"{day.day:02}", mm=f"{day.month:02}", yyyy=f"{day.year:04}"
    )


# How a number is grouped and where its decimals begin, by an example, is a message too.
_NUMBER = mark("1.234,5")
_MOST_DECIMALS = 12


def number_text(number: Fraction, translate: Translate = as_written) -> str:
    """A number as people write it, with all decimals that it has, twelve at most: 1.250 · 90,5 · -3."""
    signs = translate(_NUMBER)
    scaled = round(abs(number) * 10**_MOST_DECIMALS)
    whole, part = divmod(scaled, 10**_MOST_DECIMALS)
    decimals = f"{part:0{_MOST_DECIMALS}d}".rstrip("0")
    grouped = f"{whole:,}".replace(",", signs[1])
    return ("-" if number < 0 else "") + grouped + (signs[5] + decimals if decimals else "")


def size_text(size: int, translate: Translate = as_written) -> str:
    """So many bytes as people write them, never as less than they are: 20 MB · 20,01 MB."""
    return f"{number_text(Fraction(-(-size // 10_000), 100), translate)} MB"


def period_text(first: date, *, quarter: bool = False) -> str:
    """A period of reports, by its first day, as the office writes it: 2022-06, or the quarter 2022-Q2."""
    return f"{first.year}-Q{(first.month + 2) // 3}" if quarter else f"{first:%Y-%m}"


def lowered(name: str) -> str:
    """A name or title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


# ── what was typed, quoted ──

# Control characters but the line end, invisible and text-reordering ones, Unicode's own line breaks, and
# halves of characters. A tab is judged by those who know whether it parts cells.
BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile(f"{BAD_CHARACTER.pattern}|[\t\n]")
_LONGEST_QUOTE = 60


def shown(value: str) -> str:
    """The value as a message quotes it: at most 60 characters, invisible ones as U+XXXX."""
    visible = made_visible(value[: _LONGEST_QUOTE + 1])
    return visible if len(visible) <= _LONGEST_QUOTE else visible[: _LONGEST_QUOTE - 1] + "…"


def made_visible(text: str) -> str:
    """The text with each invisible character as U+XXXX."""
    return _INVISIBLE.sub(lambda found: code_point(found[0]), text)


def code_point(character: str) -> str:
    """A character by its number: U+200B."""
    return f"U+{ord(character):04X}"


# What spreadsheets read as the start of a formula, full-width signs included: at the head of a cell, behind
# blanks, and behind a delimiter, where another program may end the cell.
_STARTS = re.compile(r"(^[\s\u00a0]*|[,;|\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])|(^)(?=[\t\r])")
_GUARD = r"\1'"


def neutral(text: str) -> str:
    """The text with an apostrophe before every sign that could start a formula; numbers are not texts."""
    return _STARTS.sub(_GUARD, text) if text else text
