"""The data folder as found on a disk: campaigns, files that are none, and how their problems are named."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, PLAN, TODAY, write_campaign
from table_kit import cases
from thidua.intake.read import find_campaigns, load
from thidua.problems import DataError


def problems(data, only=None):
    with pytest.raises(DataError) as caught:
        load(data, only, TODAY)
    return [(problem.file, problem.code) for problem in caught.value.problems]


def test_a_sound_folder_becomes_a_campaign(tmp_path):
    data = write_campaign(tmp_path)
    loaded = load(data, None, TODAY)
    (campaign,) = loaded.campaigns
    assert loaded.problems == ()
    assert (campaign.id, list(campaign.units), len(campaign.achievements)) == ("2022", ["VP", "HT"], 5)
    files = {file.name: file for file in campaign.files}
    assert files["achievements.csv"].path == f"{data}/2022/achievements.csv"
    assert files["achievements.csv"].sha256 == hashlib.sha256(ACHIEVEMENTS.encode()).hexdigest()
    assert {name: file.rows for name, file in files.items()} == {
        "plan.yml": 7,
        "units.csv": 2,
        "headcount.csv": 2,
        "achievements.csv": 5,
        "updates.csv": 2,
        "reports.csv": 2,
    }


def test_campaigns_come_newest_first(tmp_path):
    write_campaign(tmp_path)
    data = write_campaign(
        tmp_path,
        "2021",
        plan=PLAN.replace("2022", "2021").replace("2023", "2022"),
        headcount="date,unit_id,population,size\n2021-01-01,VP,staff,10\n",
        achievements=ACHIEVEMENTS.replace("2022-", "2021-"),
        updates="date,task_id,unit_id,text,asks,answered\n",
        reports="date,unit_id,period\n",
    )
    assert find_campaigns(data) == ["2021", "2022"]
    assert [campaign.id for campaign in load(data, None, TODAY).campaigns] == ["2022", "2021"]
    assert [campaign.id for campaign in load(data, "2021", TODAY).campaigns] == ["2021"]


def test_other_folders_and_files_are_passed_over(tmp_path):
    data = write_campaign(tmp_path)
    for name in ("schema", "templates", ".git"):
        (data / name).mkdir()
        (data / name / "plan.yml").write_text("x")
    (data / "ghi-chu").mkdir()
    (data / "units.csv").write_text("x")
    (data / "2022" / "source.txt").write_text("x")
    assert find_campaigns(data) == ["2022"]
    assert load(data, None, TODAY).problems == ()


@cases("name", ["plan.yml", "units.csv", "headcount.csv", "achievements.csv", "updates.csv", "reports.csv"])
def test_each_of_the_six_files_must_be_there(tmp_path, name):
    data = write_campaign(tmp_path)
    (data / "2022" / name).unlink()
    assert problems(data) == [(f"{data}/2022/{name}", "missing-file")]


@cases(
    ("made", "hint"),
    [
        ("units.xlsx", "có tệp “units.xlsx”: nếu là tệp này thì lưu lại thành units.csv"),
        ("Units.csv.txt", "có tệp “Units.csv.txt”: nếu là tệp này thì lưu lại thành units.csv"),
        (None, "tạo tệp units.csv; chưa có số liệu thì chỉ cần dòng tiêu đề cột"),
        ("plan.yml", "đặt kế hoạch vào đây thành plan.yml; phong trào mới thì chạy “thidua new”"),
    ],
)
def test_a_missing_file_names_the_one_that_may_be_meant(tmp_path, made, hint):
    data = write_campaign(tmp_path, units=None)
    if made == "plan.yml":
        (data / "2022/units.csv").write_text("x")
        (data / "2022/plan.yml").unlink()
    elif made:
        (data / "2022" / made).write_text("x")
    with pytest.raises(DataError) as caught:
        load(data, None, TODAY)
    (missing,) = (problem for problem in caught.value.problems if problem.code == "missing-file")
    assert str(missing.hint) == hint


@cases("kind", ["folder", "link", "broken link", "pipe"])
def test_what_is_no_file_is_refused(tmp_path, kind):
    data = write_campaign(tmp_path)
    path = data / "2022" / "units.csv"
    kept = path.rename(tmp_path / "units.csv")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(kept if kind == "link" else tmp_path / "khong-co")
    assert problems(data) == [(f"{data}/2022/units.csv", "not-a-file")]


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    data = write_campaign(tmp_path)

    def refuse(path):
        raise PermissionError(13, "no")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert {code for _, code in problems(data)} == {"unreadable-file"}


def test_a_file_too_big_is_not_even_opened(tmp_path, monkeypatch):
    data = write_campaign(tmp_path)
    with (data / "2022" / "units.csv").open("wb") as file:
        file.truncate(20_000_001)
    assert problems(data) == [(f"{data}/2022/units.csv", "file-too-big")]


@cases("place", ["", "khong-co", "2022"])
def test_a_folder_without_campaigns_is_told(tmp_path, place):
    data = write_campaign(tmp_path)
    where = tmp_path / "trong" if not place else data / place
    if not place:
        where.mkdir()
    assert problems(where) == [(str(where), "no-campaign")]
    assert find_campaigns(where) == []


def test_an_unknown_campaign_is_told(tmp_path):
    assert [code for _, code in problems(write_campaign(tmp_path), "2031")] == ["no-campaign"]


@pytest.mark.parametrize(("given", "shown"), [("data", "data"), ("./data", "./data"), ("data/", "data")])
def test_files_are_named_as_data_was_given(tmp_path, monkeypatch, given, shown):
    write_campaign(tmp_path, units=None)
    monkeypatch.chdir(tmp_path)
    assert problems(given) == [(f"{shown}/2022/units.csv", "missing-file")]


def test_evidence_must_stay_inside_its_folder(tmp_path):
    row = "30/01/2022,CN-01,VP,1,,,{},\n"
    data = write_campaign(tmp_path, achievements=ACHIEVEMENTS + row.format("evidence/qd-12.pdf"))
    assert load(data, None, TODAY).problems == ()
    outside = tmp_path / "mat.pdf"
    outside.write_text("x")
    (data / "2022" / "evidence" / "ra-ngoai.pdf").symlink_to(outside)
    (data / "2022" / "evidence" / "con").mkdir()
    for path in ("evidence/ra-ngoai.pdf", "evidence/con", "evidence/QD-12.pdf"):
        (data / "2022" / "achievements.csv").write_text(ACHIEVEMENTS + row.format(path))
        assert problems(data) == [(f"{data}/2022/achievements.csv", "missing-evidence")]


def test_problems_stand_in_the_order_of_files_lines_and_cells(tmp_path):
    data = write_campaign(
        tmp_path,
        reports="date,unit_id,period\nx,y,z\n",
        achievements=ACHIEVEMENTS + "x,CN-9,VP,1,,,a,\n" + ACHIEVEMENTS.splitlines()[1] + "\n",
    )
    with pytest.raises(DataError) as caught:
        load(data, None, TODAY)
    assert [
        (problem.file.rpartition("/")[2], problem.line, problem.column) for problem in caught.value.problems
    ] == [
        ("achievements.csv", 7, "date"),
        ("achievements.csv", 7, "target_id"),
        ("achievements.csv", 8, None),
        ("reports.csv", 2, "date"),
        ("reports.csv", 2, "unit_id"),
        ("reports.csv", 2, "period"),
    ]


def test_the_campaign_of_2022_is_sound():
    data = Path(__file__).resolve().parent.parent / "data"
    assert {problem.code for problem in load(data, None, date(2022, 7, 1)).problems} <= {
        "after-today",
        "report-missing",
    }
