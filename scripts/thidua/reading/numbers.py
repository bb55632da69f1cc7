"""One cell of text → a number, exactly, or a CellError; and a number → the text that reads back as it."""

import re
from fractions import Fraction

from thidua.problems import CellError
from thidua.reading.slips import remedy
from thidua.text import Text, shown

_LONGEST_NUMBER = 24
_PLAIN = re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]+))?")
_GROUPED = re.compile(r"(-?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_TWO_MEANINGS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_THOUSANDS_COMMA = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_PERCENT_SIGN = re.compile(r"(.*[0-9])\s?%", re.DOTALL)


def parse_number(text: str, *, whole: bool, percent: bool = False) -> Fraction:
    """A number, exactly: comma or point before decimals, points between thousands where that is certain.

    ``whole`` refuses decimals (``12,0`` is 12); ``percent`` takes a trailing %. Else CellError
    ``not-a-number`` or ``not-whole``.
    """
    cell = text.strip()
    if percent and (found := _PERCENT_SIGN.fullmatch(cell[: _LONGEST_NUMBER * 2])):
        cell = found[1]
    if len(cell) > _LONGEST_NUMBER:
        raise _not_a_number(cell, Text("số quá dài: kiểm tra lại"))
    if _TWO_MEANINGS.fullmatch(cell) or (whole and _THOUSANDS_COMMA.fullmatch(cell)):
        raise CellError(
            "not-a-number/two-meanings", hint=_two_meanings_hint(cell, whole=whole), value=shown(cell)
        )
    found = _PLAIN.fullmatch(cell) or _GROUPED.fullmatch(cell)
    if found is None:
        raise _not_a_number(cell, _number_hint(cell, whole=whole, percent=percent))
    decimals = found[3] or ""
    number = Fraction(int(found[2].replace(".", "") + decimals), 10 ** len(decimals))
    if whole and number.denominator != 1:
        raise CellError("not-whole", value=shown(cell))
    return -number if found[1] else number


def decimals(text: str) -> int:
    """How many decimals a number is written with: two in 38,10; none where it is no number."""
    found = _PLAIN.fullmatch(text.strip().rstrip("% ")) or _GROUPED.fullmatch(text.strip().rstrip("% "))
    return len(found[3] or "") if found else 0


def _two_meanings_hint(cell: str, *, whole: bool) -> Text:
    joined = cell.replace(".", "").replace(",", "")
    if whole:
        return Text("nếu là hàng nghìn thì ghi liền: {thousands}", thousands=joined)
    decimal = cell.replace(".", ",").rstrip("0").rstrip(",")
    return Text(
        "nếu là hàng nghìn thì ghi {thousands}; nếu là số lẻ thì ghi {decimal}",
        thousands=joined,
        decimal=decimal,
    )


def _not_a_number(cell: str, hint: Text) -> CellError:
    return CellError("not-a-number/unread", hint=hint, value=shown(cell))


def _number_hint(cell: str, *, whole: bool, percent: bool) -> Text:
    if cell.endswith("%") and not percent:
        if whole:
            return Text("ghi số lượng, không ghi tỷ lệ phần trăm")
        return Text(
            "ghi {number}, không ghi dấu %; trong Excel thì đổi kiểu ô thành General trước",
            number=shown(cell.rstrip("% ")),
        )
    return remedy("number", cell)


def plain_number(number: Fraction) -> str:
    """A number with finitely many decimals, as plainly as our own reader takes it: 12 · -3 · 90.5 · 1.2340.

    Three decimals alone could be read as thousands, so such a number gets a fourth.
    """
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    whole = digits[: len(digits) - places]
    text = ("-" if number < 0 else "") + whole + ("." + digits[-places:] if places else "")
    return text + "0" if _TWO_MEANINGS.fullmatch(text) else text
