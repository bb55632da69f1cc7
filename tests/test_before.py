"""The campaign that a plan compares with is read beside it; what is wrong there is told there."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, PLAN, TODAY, write_campaign
from openpyxl import load_workbook
from table_kit import cases
from thidua.export.workbook import workbook_xlsx
from thidua.figures.progress import measure
from thidua.figures.year_before import compared
from thidua.intake.read import load
from thidua.model import Campaign
from thidua.pages.downloads import batches
from thidua.pages.view import View
from thidua.problems import DataError, Severity
from thidua.report.content import report_content
from thidua.site.templates import environment
from thidua.words import VIETNAMESE

ROOT = Path(__file__).parents[1]

ROWS = ACHIEVEMENTS.replace("2022-", "2021-")


def write_2021(tmp_path: Path, more: str = "", achievements: str = ROWS) -> Path:
    return write_campaign(
        tmp_path,
        "2021",
        plan=PLAN.replace("2022", "2021").replace("2023", "2022") + more,
        headcount="date,unit_id,population,size\n2021-01-01,VP,staff,10\n2021-01-01,HT,staff,20\n",
        achievements=achievements,
        updates="date,task_id,unit_id,text,asks,answered\n",
        reports="date,unit_id,period\n",
    )


def campaigns(data: Path, only: str | None = None) -> dict[str, Campaign]:
    return {campaign.id: campaign for campaign in load(data, only, TODAY).campaigns}


def told(data: Path, only: str | None = None) -> list[tuple[str, str | None, str]]:
    with pytest.raises(DataError) as raised:
        load(data, only, TODAY)
    errors = [one for one in raised.value.problems if one.severity is Severity.ERROR]
    return [(one.file.removeprefix(f"{data}/"), one.column, one.code) for one in errors]


@cases("only", [None, "2022"])
def test_the_campaign_before_stands_beside_it(tmp_path, only):
    write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    found = campaigns(write_2021(tmp_path), only)
    assert list(found) == (["2022"] if only else ["2022", "2021"])
    assert found["2022"].before is not None
    assert found["2022"].before.id == "2021"
    assert len(found["2022"].before.achievements) == 5


def test_without_a_word_there_is_none(tmp_path):
    write_campaign(tmp_path)
    assert campaigns(write_2021(tmp_path))["2022"].before is None


def test_years_that_name_each_other_make_no_chain(tmp_path):
    write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    found = campaigns(write_2021(tmp_path, 'previous: "2022"\n'))
    assert found["2022"].before is not None
    assert found["2022"].before.before is None
    assert found["2021"].before is not None
    assert found["2021"].before.id == "2022"


@cases("only", [None, "2022"])
def test_its_problems_are_told_in_its_own_files(tmp_path, only):
    write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    data = write_2021(tmp_path, achievements=ROWS.replace("CN-01", "CN-09"))
    assert told(data, only) == [("2021/achievements.csv", "target_id", "unknown-target")]


def test_its_warnings_are_its_own(tmp_path):
    write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    data = write_2021(tmp_path, "figures: [{id: GT-01, name: a, measure: count, unit: a}]\n")
    late = (data / "2021/achievements.csv").read_text() + "2022-03-30,GT-01,VP,1,,,,\n"  # after today
    (data / "2021/achievements.csv").write_text(late)
    assert load(data, "2022", TODAY).problems == ()
    assert "after-today" in [one.code for one in load(data, None, TODAY).problems]


@cases("name", ["2020", "2022", "units"])
def test_a_campaign_that_is_none_is_told_at_its_line(tmp_path, name):
    data = write_campaign(tmp_path, plan=f'{PLAN}previous: "{name}"\n')
    assert told(data) == [("2022/plan.yml", "previous", "unknown-campaign")]


def test_a_target_that_is_none_of_that_campaign_is_told(tmp_path):
    plan = PLAN.replace("owner: VP}", "owner: VP, previous: cn-03}") + 'previous: "2021"\n'
    write_campaign(
        tmp_path, plan=plan.replace("population: staff}", "population: staff, previous: CN-30}", 1)
    )
    assert told(write_2021(tmp_path)) == [("2022/plan.yml", "previous", "unknown-target")]


def test_a_plan_that_cannot_be_read_hides_no_other_problem(tmp_path):
    plan = PLAN.replace("measure: rank", "measure: hạng").replace("owner: VP", "owner: VQ")
    rows = (
        ACHIEVEMENTS
        + "2022-02-03,CN-09,VP,1,,,,\n2022-02-03,XL-01,,gì cũng được,,,,\n2022-02-03,CN-01,VP,a,,,,\n"
    )
    heads = "date,unit_id,population,size\n2022-01-01,VP,stuff,10\n"
    data = write_campaign(tmp_path, plan=plan + 'previous: "2020"\n', achievements=rows, headcount=heads)
    assert sorted(told(data)) == [
        ("2022/achievements.csv", "target_id", "unknown-target"),
        ("2022/achievements.csv", "value", "not-a-number"),
        ("2022/headcount.csv", "population", "unknown-population"),
        ("2022/plan.yml", "measure", "unknown-word"),
        ("2022/plan.yml", "owner", "unknown-unit"),
        ("2022/plan.yml", "previous", "unknown-campaign"),
    ]


def test_workbook_and_report_show_it_beside_each_target(tmp_path):
    rows = ACHIEVEMENTS.replace("VP,2,", "VP,4,").replace(",,85,", ',,"87,5",').replace("HT,3,,", "HT,0,,")
    write_2021(tmp_path, achievements=rows.replace("2022-", "2021-"))
    data = write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    campaign = campaigns(data, "2022")["2022"]
    progress = measure(campaign, date(2022, 2, 28))
    book = load_workbook(BytesIO(workbook_xlsx(campaign, progress, VIETNAMESE)), data_only=True)
    head, *found = book["Chỉ tiêu"].iter_rows(values_only=True)
    places = [head.index(title) for title in ("Mã", "Cùng kỳ, 28/02/2021", "So cùng kỳ")]
    assert {row[places[0]]: tuple(row[place] for place in places[1:]) for row in found} == {
        "CN-01": (4, 0.5),
        "CN-03": (pytest.approx(100 * 5 / 30), 0),
        "KL-01": (100, 0),
        "XL-01": ("Hoàn thành tốt nhiệm vụ", None),
        "MUC-01": (87.5, -2.5),
        "MUC-02": (None, None),
        "LK-01": (0, 3),  # nothing is a share of nought
    }
    live = load_workbook(BytesIO(workbook_xlsx(campaign, progress, VIETNAMESE)))["Chỉ tiêu"]
    assert live.cell(2, places[2] + 1).value == '=IF($G2="","",$G2/$L2)'
    (table,) = (one.table for one in report_content(progress, "dot2").appendices)
    assert [column.title for column in table.columns][4:7] == ["% kế hoạch", "Cùng kỳ", "So cùng kỳ"]
    assert {row.key: row.cells[5:7] for row in table.rows if len(row.cells) > 1} == {
        "CN-01": ("04", "50%"),
        "CN-03": ("05/30 (16,7%)", "0"),
        "KL-01": ("30/30 (100%)", "0"),
        "XL-01": ("Hoàn thành tốt nhiệm vụ", "–"),
        "MUC-01": ("87,5%", "−2,5"),
        "MUC-02": ("–", "–"),
        "LK-01": ("0", "+3"),
    }


def test_a_figure_of_another_kind_is_told_and_not_compared(tmp_path):
    write_campaign(
        tmp_path, plan=PLAN.replace("owner: VP}", "owner: VP, previous: CN-03}") + 'previous: "2021"\n'
    )
    found = load(write_2021(tmp_path), "2022", TODAY)
    assert [(one.code, one.severity) for one in found.problems] == [("another-measure", Severity.WARNING)]
    progress = measure(found.campaigns[0], date(2022, 2, 28))
    assert {
        one.target.id: compared(one.target, one.actual, one.previous) is not None
        for one in progress.figures.values()
        if one.previous and not one.target.traits.has_levels
    } == {"CN-01": False, "CN-03": True, "KL-01": True, "MUC-01": True, "LK-01": True}


def test_what_shows_it_is_made_anew_when_it_changes(tmp_path):
    data = write_campaign(tmp_path, plan=PLAN + 'previous: "2021"\n')
    found = []
    write_2021(tmp_path)
    for rows in (ROWS, ROWS.replace("VP,2,", "VP,4,")):
        (data / "2021/achievements.csv").write_text(rows, encoding="utf-8")
        view = View.of(campaigns(data)["2022"], TODAY, VIETNAMESE, environment(ROOT, VIETNAMESE))
        found.append({one.name.rpartition("/")[2]: one.key for one in batches(view, {})})
    shown = ("*.csv", "*.xlsx", "bao-cao-dot1.docx", "bao-cao-dot2.docx", "bao-cao-2022-02.docx")
    assert [name for name in shown if found[0][name] == found[1][name]] == []
