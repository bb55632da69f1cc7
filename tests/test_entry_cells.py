"""What a cell of a spreadsheet says as text, and numbers written so that our own reader takes them."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_kit import cases
from thidua.entry.grid import Cell, cell_text
from thidua.problems import CellError
from thidua.reading.numbers import parse_number, plain_number


@cases(
    ("cell", "text"),
    [
        (Cell(), ""),
        (Cell("  QĐ 7 "), "  QĐ 7 "),
        (Cell("Công nhận_x000D_"), "Công nhận"),
        (Cell("QĐ_x0020_số 101_x005F_A_x0009_"), "QĐ số 101_A"),
        (Cell("dòng một_x000D_\ndòng hai\r\n\r\n"), "dòng một\ndòng hai"),
        (Cell("_xD800_ _xDFFF_ _xyz_"), "_xD800_ _xDFFF_ _xyz_"),
        (Cell("_xD7FF_ _xE000_"), "\ud7ff \ue000"),
        (Cell(12), "12"),
        (Cell(12.0), "12"),
        (Cell(12.5), "12.5"),
        (Cell(0.1 + 0.2), "0.3"),
        (Cell(1.125), "1.1250"),  # 1.125 could be read as thousands
        (Cell(0.125), "0.125"),
        (Cell(-3.0), "-3"),
        (Cell(1e20), "100000000000000000000"),
        (Cell(123456789012345), "123456789012345"),
        (Cell(-1234567890123400), "-1234567890123400"),
        (Cell("1234567890123456"), "1234567890123456"),
        (Cell(0.905, number_format="0.0%"), "90.5%"),
        (Cell(0.29, number_format="0%"), "29%"),
        (Cell(29, number_format='0"%"'), "29"),  # a sign that is only shown
        (Cell(29, number_format=r"0\%"), "29"),
        (Cell(True), "TRUE"),
        (Cell(datetime(2022, 6, 30)), "2022-06-30"),
        (Cell(date(2022, 6, 30)), "2022-06-30"),
        (Cell(datetime(2022, 6, 30, 8, 5)), "2022-06-30 08:05:00"),
        (Cell(time(8, 5)), "08:05:00"),
    ],
)
def test_a_cell_as_text(cell, text):
    assert cell_text(cell) == text


@cases("cell", [Cell("=A1", "f"), Cell("#N/A", "e"), Cell("=[1]x!A1", "f")])
def test_formulas_and_their_errors_are_refused(cell):
    with pytest.raises(CellError) as caught:
        cell_text(cell)
    assert caught.value.code == "formula-cell"


@cases("value", [1234567890123450, -1234567890123450, 12345678901234567])
def test_a_whole_number_of_which_a_spreadsheet_lost_digits_is_refused(value):
    with pytest.raises(CellError) as caught:
        cell_text(Cell(value))
    assert (caught.value.code, str(value) in str(caught.value.message)) == ("not-a-number", True)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_plain_number_is_read_as_itself(digits, places):
    number = Fraction(digits, 10**places)
    assert parse_number(plain_number(number), whole=False) == number
