"""Sheets → records; what cannot be read becomes none, and takes nothing else with it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest
from campaigns import ACHIEVEMENTS, HEADCOUNT, UNITS, campaign_files, read
from thidua.model import Achievement, Headcount, Report, Role, Source, Stage, Unit, Update
from thidua.tables.columns import ACHIEVEMENTS as ACHIEVEMENTS_TABLE
from thidua.tables.columns import HEADCOUNT as HEADCOUNT_TABLE
from thidua.tables.columns import TABLES, Table
from thidua.tables.columns import UNITS as UNITS_TABLE
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.names import unit_names
from thidua.tables.records import read_achievements, read_records, read_units


def campaign():
    found, problems = read(campaign_files())
    assert problems == []
    return found


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_column_fills_each_field_of_a_record_in_order(table: Table):
    names = [field.name for field in fields(table.record)]
    assert [column.field for column in table.columns] == names[: len(table.columns)]
    assert table is UNITS_TABLE or names[len(table.columns)] == "source"


def test_units():
    assert campaign().units == {
        "VP": Unit("VP", "Văn phòng - Thanh tra", "VPTTr"),
        "HT": Unit("HT", "Phòng Hợp tác quốc tế", "P. HTQT"),
    }


def test_headcounts():
    assert campaign().headcounts[1] == Headcount(
        date(2022, 1, 1), "HT", "staff", 20, Source("data/2022/headcount.csv", 3)
    )


def test_achievements():
    first, second, third, *_ = campaign().achievements
    assert first == Achievement(
        date(2022, 1, 10),
        "CN-01",
        "VP",
        Fraction(2),
        Stage.AWARDED,
        Role.STAFF,
        "QĐ 1",
        "",
        Source("data/2022/achievements.csv", 2),
    )
    assert (second.stage, second.role, second.note) == (Stage.AWARDED, None, "đợt đầu")
    assert (third.unit, third.value) == (None, 3)


def test_updates_and_reports():
    assert campaign().updates[1] == Update(
        date(2022, 2, 1),
        "NV.1",
        "HT",
        "",
        "Xin thêm kinh phí",
        date(2022, 2, 10),
        Source("data/2022/updates.csv", 3),
    )
    assert campaign().reports[0] == Report(
        date(2022, 2, 3), "VP", date(2022, 1, 1), Source("data/2022/reports.csv", 2)
    )


def test_an_empty_stage_is_the_one_that_the_target_counts():
    plan = campaign().plan
    target = plan.targets["CN-01"]
    object.__setattr__(target, "counts", Stage.REGISTERED)
    sheet = open_sheet(ACHIEVEMENTS, "a.csv", ACHIEVEMENTS_TABLE)
    found = read_achievements(sheet, Known(plan, unit_names(campaign().units)))
    assert [row.stage for row in found.rows[:2]] == [Stage.AWARDED, Stage.AWARDED]
    sheet = open_sheet(ACHIEVEMENTS.replace("awarded", ""), "a.csv", ACHIEVEMENTS_TABLE)
    found = read_achievements(sheet, Known(plan, unit_names(campaign().units)))
    assert found.rows[0].stage is Stage.REGISTERED


def test_a_column_that_may_be_absent_is_then_blank():
    *others, last = ACHIEVEMENTS_TABLE.columns
    table = Table("a.csv", Achievement, (*others, replace(last, may_be_absent=True)))
    without = "\n".join(line.rpartition(",")[0] for line in ACHIEVEMENTS.splitlines())
    for text, notes in ((ACHIEVEMENTS, ["", "đợt đầu"]), (without, ["", ""])):
        sheet = open_sheet(text, "a.csv", table)
        found = read_achievements(sheet, Known(campaign().plan, unit_names(campaign().units)))
        assert sheet.problems == []
        assert [row.note for row in found.rows[:2]] == notes
    assert [problem.code for problem in open_sheet(without, "a.csv", ACHIEVEMENTS_TABLE).problems] == [
        "missing-column"
    ]


def test_without_a_plan_or_units_what_stands_alone_is_still_judged():
    sheet = open_sheet(HEADCOUNT + "32/1/2022,XX,yy,1\n1/2/2022,XX,yy,z\n", "h.csv", HEADCOUNT_TABLE)
    found = read_records(sheet, Known())
    assert [row.unit for row in found] == ["VP", "HT"]
    assert [(problem.line, problem.column) for problem in sheet.problems] == [(4, "date"), (5, "size")]


def test_a_unit_whose_name_is_lost_can_still_be_referred_to():
    sheet = open_sheet(UNITS + "LS,,LS\n", "u.csv", UNITS_TABLE)
    units = read_units(sheet)
    assert list(units.by_id) == ["VP", "HT", "LS"]
    assert units.lines["LS"] == 4
    assert [problem.code for problem in sheet.problems] == ["missing-value"]


def test_one_unreadable_file_does_not_spread():
    _, problems = read(campaign_files(units=b"\xff\xfe\xff"))
    assert [(problem.file, problem.code) for problem in problems] == [("data/2022/units.csv", "bad-encoding")]
    _, problems = read(campaign_files(plan="campaign: ["))
    assert {problem.file for problem in problems} == {"data/2022/plan.yml"}
    _, problems = read(campaign_files(headcount=""))
    assert {problem.file for problem in problems} == {"data/2022/headcount.csv"}
