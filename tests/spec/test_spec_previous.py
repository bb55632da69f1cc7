"""The same day of the year before: which campaign, which day, which target."""

from __future__ import annotations

import pytest
from spec_kit import Judge, office
from table_kit import cases

COUNT = "measure: count, goal: {at_least: 10}"
BEFORE = office(
    COUNT,
    "measure: ratio, population: staff, goal: {at_least: 50}",
    "id: X-9, measure: level, goal: {at_least: 90}, hold: true, due: 2021-06-30",
    rows=[
        "1/2/2021 T-1 A 3",
        "1/8/2021 T-1 A 4",
        "1/2/2021 T-2 A 5",
        "1/2/2021 X-9 - 91",
        "1/8/2021 X-9 - 50",
    ],
    heads=["1/1/2021 A 10"],
    phases=("n1 1/1/2021 31/12/2021",),
    closes="31/1/2022",
    name="2021",
)
NOW = office(
    COUNT,
    "measure: ratio, population: staff, goal: {at_least: 50}",
    "id: X-1, previous: X-9, measure: level, goal: {at_least: 90}, hold: true",
    "id: X-2, measure: level, goal: {at_least: 90}, hold: true",
    heads=["1/1 A 20"],
    more='previous: "2021"\n',
)


@pytest.fixture
def compared(judged: Judge, tmp_path):
    def ask(now, on: str, before=BEFORE) -> dict:
        before.write(tmp_path / "data")
        found = judged(now, on)
        return {name: one["previous"] for name, one in found.items() if name}

    return ask


@cases(
    ("on", "as_of", "value"),
    [
        ("31/1", None, None),
        ("1/2", "2021-02-01", 3),
        ("31/7", "2021-07-31", 3),
        ("1/8", "2021-08-01", 7),
        ("31/12", "2021-12-31", 7),
        ("31/1/2023", "2022-01-31", 7),
        ("31/3/2023", "2022-01-31", 7),  # at most the day it closed
    ],
)
def test_the_same_day_of_its_year(compared, on, as_of, value):
    told = compared(NOW, on)["T-1"]
    assert told == (
        None if as_of is None else {"campaign": "2021", "as_of": as_of, "actual": {"value": value}}
    )


def test_of_each_target_its_own(compared):
    told = compared(NOW, "31/12")
    assert told["T-2"]["actual"] == {"value": 5, "of": 10, "percent": 50.0}
    assert told["X-1"]["actual"] == {"value": 91}  # a bound that was kept, on its due day
    assert told["X-2"] is None  # no target of that id


def test_a_day_that_its_year_does_not_have(compared, tmp_path):
    now = office(
        COUNT, phases=("d 1/1/2024 31/12/2024",), closes="31/3/2025", name="2024", more='previous: "2023"\n'
    )
    before = office(
        COUNT,
        rows=["28/2/2023 T-1 A 3", "1/3/2023 T-1 A 4"],
        phases=("d 1/1/2023 31/12/2023",),
        closes="31/3/2024",
        name="2023",
    )
    told = compared(now, "29/2/2024", before)["T-1"]
    assert told == {"campaign": "2023", "as_of": "2023-02-28", "actual": {"value": 3}}


def test_a_programme_of_five_years(compared):
    now = office(
        COUNT,
        phases=("d 1/1/2021 31/12/2025",),
        closes="31/3/2026",
        name="2021-2025",
        more="previous: 2016-2020\n",
    )
    before = office(
        COUNT,
        rows=["1/6/2017 T-1 A 3", "1/7/2017 T-1 A 4"],
        phases=("d 1/1/2016 31/12/2020",),
        closes="31/3/2021",
        name="2016-2020",
    )
    told = compared(now, "30/6/2022", before)["T-1"]
    assert told == {"campaign": "2016-2020", "as_of": "2017-06-30", "actual": {"value": 3}}


def test_a_plan_that_names_none_compares_nothing(judged: Judge):
    assert "previous" not in judged(office(COUNT), "31/12")["T-1"]


def test_by_the_plan_of_that_day(compared):
    before = office(
        COUNT,
        rows=["1/2/2021 T-1 A 3"],
        phases=("n1 1/1/2021 31/12/2021",),
        closes="31/1/2022",
        name="2021",
        revisions=["date: 2021-06-01, cite: QĐ, adds: [T-1]"],
    )
    now = office(COUNT, more='previous: "2021"\n')
    assert compared(now, "31/5", before)["T-1"] is None  # not part of that plan yet
    assert compared(now, "1/6", before)["T-1"]["actual"] == {"value": 3}
