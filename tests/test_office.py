"""Days and columns as spreadsheets count them: as openpyxl has them, which no form is read with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from table_kit import cases
from thidua.entry.workbook import _FORMATS
from thidua.office import MAC_DAYS, WINDOWS_DAYS, column_of, is_time, letters_of, moment

FORMATS = [
    "General", "0.00%", "dd/mm/yyyy", "D/M/YY", "[$-42A]dd/mm/yyyy;@", '"ngày" 0', "#,##0_d", r"0\d",
    "[Red]0", "0;d", "h:mm", "[h]:mm:ss", "[H]:MM", "[mm]:ss.0", "[ss]", "mmss.0", "0.00E+00", "@", "",
    'd" tháng "m',
    *BUILTIN_FORMATS.values(),
]  # fmt: skip
NUMBERS = [
    0,
    1,
    59,
    60,
    61,
    44_620,
    2_958_465,
    0.5,
    0.999_999_999,
    1.25,
    59.75,
    60.25,
    44_620.000_01,
    -1,
    -0.25,
    1e9,
]
DAYS = [(WINDOWS_DAYS, CALENDAR_WINDOWS_1900), (MAC_DAYS, CALENDAR_MAC_1904)]


def came(call: Callable[[], object]) -> object:
    """What comes of it, or that it lies beyond all calendars."""
    try:
        return call()
    except (OverflowError, ValueError):
        return None


@cases("number_format", FORMATS)
def test_which_numbers_are_times(number_format: str) -> None:
    assert is_time(number_format) == is_date_format(number_format)


def alike(number: float, number_format: str, days: tuple[datetime, datetime]) -> None:
    ours, theirs = days
    long = is_timedelta_format(number_format)
    assert came(lambda: moment(number, number_format, ours)) == came(lambda: from_excel(number, theirs, long))


@cases("number_format", ["dd/mm/yyyy", "h:mm", "[h]:mm:ss", "[Mm]:ss.0", "[ss]"])
def test_what_numbers_stand_for(number_format: str) -> None:
    for days in DAYS:
        for number in NUMBERS:
            alike(number, number_format, days)


@given(st.floats(-1e7, 1e7), st.sampled_from(["d", "[h]"]), st.sampled_from(DAYS))
def test_so_it_is_of_any_number(number: float, number_format: str, days: tuple[datetime, datetime]) -> None:
    alike(number, number_format, days)


def test_a_format_that_no_file_spells_out_is_of_the_kind_that_openpyxl_has() -> None:
    for number, known in BUILTIN_FORMATS.items():
        ours = _FORMATS.get(number, "General")
        for kind in (is_date_format, is_timedelta_format, lambda code: "%" in code):
            assert kind(ours) == kind(known), number


@cases("column", [1, 2, 26, 27, 52, 53, 100, 702, 703, 16_384, 18_278])
def test_columns(column: int) -> None:
    letters = get_column_letter(column)
    assert (letters_of(column), column_of(letters), column_of(letters.lower())) == (letters, column, column)
    assert column_index_from_string(letters) == column
