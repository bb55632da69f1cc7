"""A new campaign's folder passes the check as it stands, empty or with an earlier plan carried over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from table_kit import cases
from test_plan_reader import PLAN
from thidua.commands.new import template_text
from thidua.intake.read import load
from thidua.model import Plan
from thidua.plan.edits import moved
from thidua.plan.new_campaign import TEMPLATES, Beginning, new_campaign
from thidua.plan.reader import read_plan
from thidua.problems import CellError, DataError, Severity

EMPTY = template_text(TEMPLATES[0])

OLD = Path(__file__).parent.parent / "data/2022"
UNITS = "unit_id,name,short_name\nVPTT,Văn phòng,VP\nLS,Lãnh sự,LS\n"
SOURCE = {
    "plan.yml": PLAN,
    "units.csv": UNITS,
    "headcount.csv": "đơn vị;ngày;đối tượng;số lượng\nVPTT;1/1/2030;staff;9\nLS;1/1/2030;staff;5\n"
    "VPTT;1/9/2030;staff;11\n",
    "achievements.csv": "date,target_id,unit_id,value,stage,role,evidence,note\n2030-03-01,CN-04,LS,1,,,,\n",
}


def old_campaign() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in OLD.iterdir() if path.is_file()}


def plan_of(files: dict[str, str], folder: str) -> Plan:
    plan, problems = read_plan(files["plan.yml"], "plan.yml", folder)
    assert problems == []
    assert plan is not None
    return plan


def write(data: Path, campaign: str, files: dict[str, str]) -> None:
    (data / campaign).mkdir()
    for name, text in files.items():
        (data / campaign / name).write_text(text, encoding="utf-8")


@cases(
    ("campaign", "source"),
    [
        ("2031", None),
        ("quy-1", None),
        ("2031", SOURCE),
        ("thi-dua", SOURCE),
        ("2023", old_campaign()),
        ("2024", old_campaign()),
        ("2022-b", old_campaign()),
    ],
)
def test_it_passes_the_check_as_it_stands(tmp_path, campaign, source):
    write(tmp_path, campaign, new_campaign(campaign, source or EMPTY))
    if source:
        old, _ = read_plan(source["plan.yml"], "plan.yml")
        assert old is not None
        write(tmp_path, old.campaign, {**new_campaign("2000", EMPTY), **source})
    loaded = load(tmp_path, campaign, date(2020, 1, 1))
    assert [each.id for each in loaded.campaigns] == [campaign]
    assert all(each.severity is Severity.WARNING for each in loaded.problems)
    assert loaded.campaigns[0].achievements == ()


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("start", [date(2030, 1, 1), date(2024, 9, 1), date(2024, 10, 1), date(2024, 2, 29)])
def test_each_template_passes_the_check_whenever_it_begins(tmp_path, template, start):
    files = new_campaign("moi", template_text(template), Beginning(start))
    write(tmp_path, "moi", files)
    loaded = load(tmp_path, None, date(2020, 1, 1))
    assert loaded.problems == ()
    assert loaded.campaigns[0].plan.start == start


def test_an_empty_campaign_takes_its_year_from_its_name():
    assert plan_of(new_campaign("2031", EMPTY), "2031").start == date(2031, 1, 1)
    assert plan_of(new_campaign("2031-2035", EMPTY), "2031-2035").start == date(2031, 1, 1)
    other = new_campaign("mua-xuan", EMPTY, Beginning(this_year=2029))
    assert plan_of(other, "mua-xuan").start == date(2029, 1, 1)


def test_a_school_year():
    plan = plan_of(new_campaign("2024-2025", EMPTY, Beginning(date(2024, 9, 1))), "2024-2025")
    assert plan.title == "Phong trào thi đua năm 2024 - 2025"
    assert [(each.start, each.end) for each in plan.phases] == [
        (date(2024, 9, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 8, 31)),
    ]
    assert plan.closes == date(2025, 11, 30)


def test_a_programme_of_five_years():
    plan = plan_of(new_campaign("2026-2030", template_text("nhieu-nam")), "2026-2030")
    assert [(each.id, each.name) for each in plan.phases][::4] == [
        ("n2026", "Năm 2026"),
        ("n2030", "Năm 2030"),
    ]
    assert (plan.end, plan.closes) == (date(2030, 12, 31), date(2031, 6, 30))


def test_an_empty_campaign_explains_every_key_in_vietnamese():
    text = new_campaign("2031", EMPTY)["plan.yml"]
    for key in ("campaign", "title", "phases", "closes", "targets", "milestones", "rules", "ceiling"):
        assert f"{key}:" in text
    assert '# mã phong trào, trùng tên thư mục (bắt buộc)\ncampaign: "2031"' in text
    assert "#   - phase: …   # tổng kết đợt nào (bắt buộc)" in text


def test_a_commented_key_of_an_empty_campaign_is_ready_to_be_used():
    lines = new_campaign("2031", EMPTY)["plan.yml"].split("\n")
    start = lines.index("# milestones:")
    lines[start : start + 3] = ["milestones:", "  - phase: dot1", "    before: 30/6/2031"]
    plan, problems = read_plan("\n".join(lines), "plan.yml", "2031")
    assert problems == []
    assert plan is not None
    assert plan.reviews[0].before == date(2031, 6, 30)


def test_a_plan_carried_over_moves_its_days_by_the_years_between():
    plan = plan_of(new_campaign("2032", SOURCE), "2032")
    assert plan.title == "Phong trào thi đua năm 2030"  # words are never rewritten
    assert plan.previous == "2030"
    assert [(each.start, each.end) for each in plan.phases] == [
        (date(2032, 1, 1), date(2032, 6, 30)),
        (date(2032, 7, 1), date(2032, 12, 31)),
    ]
    assert plan.closes == date(2033, 3, 31)
    assert plan.targets["MD-01"].due == date(2032, 11, 30)
    assert [day for day, _ in plan.targets["CN-04"].pace.points] == [date(2032, 6, 30), date(2032, 9, 30)]
    assert (plan.commemorations[0].on, plan.commemorations[0].years) == (date(2032, 9, 2), 87)
    assert plan.reviews[0].held is None  # nobody has held the new review


def test_all_that_is_not_changed_stays_as_it_was_typed():
    new = new_campaign("2031", SOURCE)["plan.yml"].split("\n")
    changed = [line for line in PLAN.split("\n") if line not in new]
    assert changed == [
        'campaign: "2030"',
        "  - {id: dot1, name: Đợt một, start: 2030-01-01, end: 2030-06-30, review_before: 2030-06-30}",
        "  - {id: dot2, name: Đợt hai, start: 1/7/2030, end: 31/12/2030}",
        "closes: 31.03.2031",
        "      - {by: 2030-06-30, value: 3}",
        "      - {by: 2030-09-30, value: 6}",
        "    due: 2030-11-30",
        "  - {phase: dot1, before: 2030-06-30, held: 2030-06-28}",
        "  - {id: KN-1, name: Ngày Quốc khánh, date: 2/9/2030, years: 85}",
    ]
    assert "  - {id: dot2, name: Đợt hai, start: 1/7/2031, end: 31/12/2031}" in new
    assert "closes: 31.03.2032" in new


def test_a_comment_of_the_old_plan_stays():
    source = {**SOURCE, "plan.yml": PLAN.replace("closes: 31.03.2031", "closes: 31.03.2031   # hết quý một")}
    assert "closes: 31.03.2032   # hết quý một" in new_campaign("2031", source)["plan.yml"]


def test_the_leap_day_of_a_year_without_one():
    source = {**SOURCE, "plan.yml": PLAN.replace("date: 2/9/2030", "date: 29/2/2028")}
    plan, (told,) = read_plan(new_campaign("2031", source)["plan.yml"], "plan.yml", "2031")
    assert plan is not None and told.code == "outside-campaign"  # two years before its campaign
    (day,) = plan.commemorations
    assert day.on == date(2029, 2, 28)


WORDS = """\
previous: "2029"
illustrative: true
as_of: 2030-05-01
theme: Kế hoạch 5 năm (2026 – 2030)
# các lần điều chỉnh
revisions:
  - date: 2030-08-05
    cite: QĐ 12 năm 2030
    targets:
      # giảm
      CN-04: {due: 2030-12-30}

  - {date: 2030-09-05, cite: QĐ 13, adds: [TT-01]}
# phần khác
recipients: [Năm 2030]
"""


def test_words_stay_and_what_belongs_to_the_old_plan_alone_goes():
    text = PLAN.replace("name: Đợt một", "name: Năm 2030").replace("sáng kiến.", "sáng kiến (2029 – 2030).")
    text = text.replace("    owner: VPTT\n", "    owner: VPTT\n    previous: CN-02\n", 1)
    files = new_campaign("2032", {**SOURCE, "plan.yml": text + WORDS})
    plan = plan_of(files, "2032")
    assert (plan.previous, plan.as_of, plan.revisions, plan.theme) == (
        "2030",
        None,
        (),
        "Kế hoạch 5 năm (2026 – 2030)",
    )
    assert (plan.phases[0].name, plan.recipients) == ("Năm 2030", ("Năm 2030",))
    assert plan.targets["CN-04"].quote == "Từ 7 đến 9 sáng kiến (2029 – 2030)."
    assert plan.targets["CN-03"].previous is None
    assert "# phần khác\nrecipients:" in files["plan.yml"]
    assert "QĐ 1" not in files["plan.yml"]


def test_a_plan_may_be_moved_to_another_day_of_the_year():
    plan = plan_of(new_campaign("2031-2032", SOURCE, Beginning(date(2031, 9, 1))), "2031-2032")
    assert [(each.start, each.end) for each in plan.phases] == [
        (date(2031, 9, 1), date(2032, 2, 29)),
        (date(2032, 3, 1), date(2032, 8, 31)),
    ]
    assert plan.closes == date(2032, 11, 30)
    assert plan.commemorations[0].years == 85  # nobody knows which year it falls in then
    with pytest.raises(CellError):
        new_campaign("2031", SOURCE, Beginning(date(2031, 9, 2)))


@cases(
    ("day", "months", "later"),
    [
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2023, 2, 28), 12, (2024, 2, 28)),
        ((2023, 6, 30), 3, (2023, 9, 30)),
        ((2023, 6, 30), 6, (2023, 12, 31)),
        ((2023, 12, 31), 2, (2024, 2, 29)),
        ((2023, 1, 30), 1, (2023, 2, 28)),
        ((2023, 1, 15), -1, (2022, 12, 15)),
    ],
)
def test_days_move_by_months(day, months, later):
    assert moved(date(*day), months) == date(*later)


def test_what_a_unit_that_has_ended_had_opens_its_successor_s_year():
    units = (
        "unit_id,name,short_name,start,end,successor\nVPTT,Văn phòng,VP,,2030-12-31,LS\nLS,Lãnh sự,LS,,,\n"
    )
    files = new_campaign("2031", {**SOURCE, "units.csv": units})
    assert files["headcount.csv"] == "date,unit_id,population,size\n2031-01-01,LS,staff,16\n"


def test_units_are_kept_and_the_last_headcount_opens_the_new_year():
    files = new_campaign("2031", SOURCE)
    assert files["units.csv"] == UNITS
    assert files["headcount.csv"] == (
        "date,unit_id,population,size\n2031-01-01,VPTT,staff,11\n2031-01-01,LS,staff,5\n"
    )
    assert files["achievements.csv"] == "date,target_id,unit_id,value,stage,role,evidence,note\n"
    assert files["updates.csv"] == "date,task_id,unit_id,text,asks,answered,state\n"
    assert files["reports.csv"] == "date,unit_id,period\n"
    assert files["allocations.csv"] == "date,target_id,unit_id,goal,baseline,note\n"


def test_the_people_of_a_unit_that_has_ended_open_no_new_year():
    units = "unit_id,name,short_name,end,successor\nVPTT,Văn phòng,,,\nLS,Lãnh sự,,30/6/2030,VPTT\n"
    files = new_campaign("2031", {**SOURCE, "units.csv": units})
    assert files["headcount.csv"] == "date,unit_id,population,size\n2031-01-01,VPTT,staff,11\n"


def test_the_explanations_are_added_once_however_often_a_plan_is_carried_over():
    once = new_campaign("2031", SOURCE)
    twice = new_campaign("2032", once)
    assert twice["plan.yml"].count("# GIẢI THÍCH CÁC MỤC") == 1
    assert twice["plan.yml"].count("# CHÉP TỪ PHONG TRÀO") == 1
    assert "# CHÉP TỪ PHONG TRÀO “2031” ĐỂ SỬA" in twice["plan.yml"]
    assert len(twice["plan.yml"].split("\n")) == len(once["plan.yml"].split("\n"))


def test_a_campaign_needs_an_id_that_a_folder_can_bear():
    with pytest.raises(CellError):
        new_campaign("2031/a", EMPTY)


@cases(
    "source",
    [
        {**SOURCE, "plan.yml": "campaign: [\n"},
        {**SOURCE, "headcount.csv": "ngày,đơn vị\n"},
        {},
    ],
)
def test_a_source_that_cannot_be_read_is_told(source):
    with pytest.raises(DataError):
        new_campaign("2031", source)
