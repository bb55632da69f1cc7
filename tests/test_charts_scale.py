"""Where the ticks of an axis go."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from table_kit import cases
from thidua.charts.scale import step, time_axis, value_ticks
from thidua.words import VIETNAMESE


@cases(
    ("span", "most", "whole", "size"),
    [
        (1, 5, True, 1),
        (5, 5, True, 1),
        (6, 5, True, 2),
        (11, 5, True, 5),
        (1300, 5, True, 500),
        (1, 5, False, Fraction(1, 5)),
        (Fraction(3, 10), 5, False, Fraction(1, 10)),
    ],
)
def test_a_step_is_one_two_or_five_times_a_power_of_ten(
    span: Fraction, most: int, whole: bool, size: Fraction
) -> None:
    assert step(Fraction(span), most, whole) == size


@cases(
    ("low", "high", "percent", "whole", "labels"),
    [
        (0, 8, False, True, ["0", "2", "4", "6", "8"]),
        (0, 100, True, False, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (0, 1300, False, True, ["0", "500", "1.000", "1.500"]),
        (60, 66, False, False, ["60", "62", "64", "66"]),
        (0, Fraction(1, 2), False, False, ["0", "0,1", "0,2", "0,3", "0,4", "0,5"]),
    ],
)
def test_values_are_named_at_round_numbers(
    low: Fraction, high: Fraction, percent: bool, whole: bool, labels: list[str]
) -> None:
    ticks = value_ticks(Fraction(low), Fraction(high), VIETNAMESE, percent=percent, whole=whole)
    assert [tick.label for tick in ticks] == labels


@cases(
    ("start", "end", "labels"),
    [
        ("2022-01-01", "2022-06-30", ["T1", "T2", "T3", "T4", "T5", "T6"]),
        ("2022-11-15", "2023-02-01", ["T12/2022", "T1/2023", "T2"]),
        ("2022-12-01", "2022-12-31", ["05/12", "12/12", "19/12", "26/12"]),
        (
            "2021-01-01",
            "2022-12-31",
            ["T1/2021", "T3", "T5", "T7", "T9", "T11", "T1/2022", "T3", "T5", "T7", "T9", "T11"],
        ),
        ("9999-11-01", "9999-12-31", ["T11", "T12"]),
    ],
)
def test_days_are_named_by_month_or_by_week(start: str, end: str, labels: list[str]) -> None:
    axis = time_axis(date.fromisoformat(start), date.fromisoformat(end), VIETNAMESE)
    assert [f"{tick.label}/{tick.year}" if tick.year else tick.label for tick in axis.ticks] == labels


def test_an_axis_of_one_day_has_a_length() -> None:
    axis = time_axis(date(2022, 1, 3), date(2022, 1, 3), VIETNAMESE)
    assert axis.end > axis.start
