"""Sheets → records; what cannot be read becomes none, and takes nothing else with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from inspect import signature

from campaigns import ACHIEVEMENTS, HEADCOUNT, UNITS, campaign_files, read
from table_kit import cases
from thidua.model import (
    Achievement,
    Headcount,
    Measure,
    Quantity,
    Report,
    ReportEvery,
    Role,
    Source,
    Stage,
    TaskState,
    Unit,
    Update,
)
from thidua.problems import Severity
from thidua.tables.columns import ACHIEVEMENTS as ACHIEVEMENTS_TABLE
from thidua.tables.columns import HEADCOUNT as HEADCOUNT_TABLE
from thidua.tables.columns import TABLES, Table
from thidua.tables.columns import UNITS as UNITS_TABLE
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.names import unit_names
from thidua.tables.records import cells_of, read_achievements, read_records, read_units

HEADER = ACHIEVEMENTS.partition("\n")[0] + "\n"


def campaign():
    found, problems = read(campaign_files())
    assert problems == []
    return found


@cases("table", TABLES.values())
def test_a_column_fills_each_field_of_a_record_in_order(table: Table):
    names = list(signature(table.record).parameters)
    assert [column.field or column.name for column in table.columns] == names[: len(table.columns)]
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
        None,
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


DISTRICT = """\
mã đơn vị,tên đơn vị,tên viết tắt,từ ngày,đến ngày,đơn vị kế thừa
VP,Văn phòng - Thanh tra,VPTTr,,30/6/2022,P. HTQT
HT,Phòng Hợp tác quốc tế,P. HTQT,1/1/2022,,
"""
ALLOCATIONS = """\
ngày;chỉ tiêu;đơn vị;mục tiêu;mức đầu kỳ;ghi chú
1/1/2022;CN-01;VPTTr;4;;
1/1/2022;CN-03;P. HTQT;12,5;;thử
1/1/2022;XL-01;HT;hoan thanh tot nhiem vu;;
1/1/2022;MUC-02;HT;3;4,5;
1/3/2022;CN-01;VP;Không giao;;
"""


def test_units_that_end_and_those_that_inherit():
    found, problems = read(campaign_files(units=DISTRICT))
    assert problems == []
    assert [(unit.start, unit.end, unit.successor) for unit in found.units.values()] == [
        (None, date(2022, 6, 30), "HT"),
        (date(2022, 1, 1), None, None),
    ]


def test_a_successor_that_is_lost_with_its_row_or_its_end_is_none():
    text = DISTRICT.replace("30/6/2022,P. HTQT", "30/6/22,P. HTQT").replace(
        "1/1/2022,,", "1/1/2022,31/12/2022,XX"
    )
    sheet = open_sheet(text, "u.csv", UNITS_TABLE)
    units = read_units(sheet)
    assert [(unit.end, unit.successor) for unit in units.by_id.values()] == [
        (None, None),
        (date(2022, 12, 31), None),
    ]
    assert [(problem.line, problem.column, problem.code) for problem in sheet.problems] == [
        (2, "end", "bad-date"),
        (3, "successor", "unknown-unit"),
    ]


def test_allocations_are_told_in_the_terms_of_their_target():
    found, problems = read(campaign_files(allocations=ALLOCATIONS))
    assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == []
    assert [(row.target, row.unit, row.goal, row.baseline, row.note) for row in found.allocations] == [
        ("CN-01", "VP", 4, None, ""),
        ("CN-03", "HT", Fraction(25, 2), None, "thử"),
        ("XL-01", "HT", 3, None, ""),
        ("MUC-02", "HT", 3, Fraction(9, 2), ""),
        ("CN-01", "VP", None, None, ""),
    ]
    assert campaign().allocations == ()


def test_the_state_of_a_task_is_a_word_of_either_language():
    rows = "".join(
        f"{day}/1/2022,NV.1,VP,a,,,{word}\n"
        for day, word in enumerate(("chưa làm", "DANG LAM", "done", "vuong", ""), 1)
    )
    found, _ = read(campaign_files(updates="date,task_id,unit_id,text,asks,answered,state\n" + rows))
    assert [row.state for row in found.updates] == [
        TaskState.NOT_STARTED,
        TaskState.IN_PROGRESS,
        TaskState.DONE,
        TaskState.BLOCKED,
        None,
    ]


def test_periods_are_of_the_kind_that_the_plan_asks_for():
    plan = replace(campaign().plan, report_every=ReportEvery.QUARTER)
    sheet = open_sheet(
        "date,unit_id,period\n1/5/2022,VP,2022-q2\n1/5/2022,HT,2022-04\n", "r.csv", TABLES["reports.csv"]
    )
    found = read_records(sheet, Known(plan, unit_names(campaign().units)))
    assert [row.period for row in found] == [date(2022, 4, 1)]
    assert [(problem.line, problem.code) for problem in sheet.problems] == [(3, "bad-period")]
    assert cells_of(found[0], TABLES["reports.csv"], plan)["period"] == "2022-Q2"


def test_rows_may_be_of_numbers_that_are_no_targets():
    plan = campaign().plan
    number = Quantity(
        id="GT-01",
        name="Giá trị",
        measure=Measure.AMOUNT,
        unit="tỷ đồng",
        start=plan.start,
        source=Source("p", 1),
    )
    known = Known(replace(plan, figures={"GT-01": number}), unit_names(campaign().units))
    sheet = open_sheet(HEADER + '1/2/2022,gt-01,VP,"1.250,5",,,,\n', "a.csv", ACHIEVEMENTS_TABLE)
    (row,) = read_achievements(sheet, known).rows
    assert (row.target, row.value) == ("GT-01", Fraction(2501, 2))
    assert cells_of(row, ACHIEVEMENTS_TABLE, known.plan)["value"] == "1250.5"


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
