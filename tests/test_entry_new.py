"""A new campaign's folder, from the command line: sound as it stands, and never over another."""

from __future__ import annotations

import pytest
from campaigns import PLAN, write_campaign
from entry_kit import NEW_YEAR, Desk
from thidua.commands import new


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    write_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    return Desk(tmp_path, capsys)


@pytest.mark.parametrize(
    "words",
    [
        ["new", "2023"],
        ["new", "2023", "--from", "2022"],
        ["new", "chao-mung", "data"],
        ["new", "2024-2025", "--start", "1/9/2024"],
        ["new", "kt-2023", "--template", "kinh-te"],
        ["new", "2023-2024", "--from", "2022", "--start", "2023-09-01"],
    ],
)
def test_a_new_campaign_passes_the_check(desk, words):
    code, out, err = desk.run(*words)
    assert (code, err) == (0, "")
    assert "chạy “thidua check khac”." in desk.run("new", words[1], "khac")[1]
    assert out == f"Đã tạo data/{words[1]}. Sửa data/{words[1]}/plan.yml, rồi chạy “thidua check”.\n"
    assert sorted(path.name for path in (desk.folder / "data" / words[1]).iterdir()) == [
        "achievements.csv",
        "allocations.csv",
        "headcount.csv",
        "plan.yml",
        "reports.csv",
        "units.csv",
        "updates.csv",
    ]
    assert desk.run("check", "data", "--campaign", words[1])[0] == 0


def test_the_plan_is_carried_over(desk):
    desk.run("new", "2023", "--from", "2022")
    plan = (desk.folder / "data/2023/plan.yml").read_text(encoding="utf-8")
    assert "CN-03" in plan
    assert "2023-12-31" in plan


def test_data_need_not_be_there_yet(desk):
    assert desk.run("new", "2023", "elsewhere/data")[0] == 0
    assert desk.run("check", "elsewhere/data")[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["new", "2022"], "đã có data/2022, không ghi đè"),
        (["new", "2023/x"], "không dùng làm mã được"),
        (["new", "con"], "không dùng làm mã được"),
        (["new", "2023", "--from", "1999"], "không có phong trào “1999” trong data"),
        (["new", "2023", "--from", "2022", "--start", "2023-01-02"], "ghi ngày 1 của một tháng"),
        (["new", "2023", "--from", "2022", "--template", "kinh-te"], "không dùng cùng với"),
        (["new", "2023", "--template", "khac"], "không có 'khac'; có: 'thi-dua', 'kinh-te', 'nhieu-nam'"),
        (["new", "2023", "--start", "2023"], "không phải là ngày"),
        (["new"], "PHONG_TRÀO"),
    ],
)
def test_a_wrong_call_makes_nothing(desk, words, told):
    before = desk.hashes()
    code, _, err = desk.run(*words)
    assert (code, told in err, desk.hashes()) == (2, True, before)


def test_an_unsound_campaign_is_not_carried_over(desk):
    (desk.folder / "data/2022/plan.yml").write_text(
        PLAN.replace("start: 2022-01-01", "start: x"), encoding="utf-8"
    )
    before = desk.hashes()
    code, _, err = desk.run("new", "2023", "--from", "2022")
    assert (code, "bad-date" in err, desk.hashes()) == (1, True, before)


def test_what_would_not_pass_the_check_is_not_written(desk, monkeypatch):
    monkeypatch.setattr(new, "new_campaign", lambda *_, **__: {"plan.yml": "campaign: 2023\n"})
    code, _, err = desk.run("new", "2023")
    assert (code, "missing-key" in err, (desk.folder / "data/2023").exists()) == (1, True, False)
