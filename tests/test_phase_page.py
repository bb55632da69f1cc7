"""A phase's page: what it says in its title, that its words add up, and what a closed phase keeps."""

from __future__ import annotations

import re
from datetime import date

import pytest
from plans import campaign, target
from table_kit import cases
from thidua.charts.phase_line import Day, phase_line
from thidua.model import Duty
from thidua.pages.overview import phase_card
from thidua.pages.phase import duty_word, phase_title
from thidua.pages.phase_rows import phase_rows, verdicts
from thidua.pages.view import View
from thidua.site.templates import environment
from thidua.words import VIETNAMESE
from view_kit import ROOT, view_2022


@pytest.fixture(scope="module")
def view():
    return view_2022(date(2022, 11, 15))


def first_and_second(view):
    return view.campaign.plan.phases


def test_the_title_of_the_running_phase(view):
    second = first_and_second(view)[1]
    duties = view.progress.duties(second.id)
    assert duties == {Duty.DONE: 1, Duty.KEPT: 7, Duty.TODO: 16, Duty.LOST: 1}
    said = phase_title(view, second, duties)
    assert said == "Đợt thi đua thứ hai còn 45 ngày: 16 chỉ tiêu phải làm, 7 phải giữ"


def test_the_title_of_a_closed_phase_and_of_one_to_come(view):
    first, second = first_and_second(view)
    said = phase_title(view, first, view.progress.duties(first.id))
    assert said == "Đợt thi đua thứ nhất đã kết thúc: đạt 12 trên 13 chỉ tiêu"
    march = view_2022(date(2022, 3, 15))
    said = phase_title(march, second, march.progress.duties(second.id))
    assert said == "Đợt thi đua thứ hai bắt đầu 01/07/2022: 25 chỉ tiêu"


@cases(
    ("duties", "said"),
    [
        ({Duty.TODO: 2}, "2 chỉ tiêu phải làm"),
        ({Duty.KEPT: 3, Duty.DONE: 1}, "3 chỉ tiêu phải giữ"),
        ({Duty.DONE: 4, Duty.LOST: 1}, "đạt 4 trên 5 chỉ tiêu"),
        ({Duty.DONE: 4}, "đạt cả 4 chỉ tiêu"),
    ],
)
def test_the_work_of_a_running_phase(view, duties, said):
    assert phase_title(view, first_and_second(view)[1], duties).endswith(f" còn 45 ngày: {said}")


def test_nothing_is_left_to_be_done_in_a_closed_phase():
    assert duty_word(Duty.TODO, is_over=True) == "chưa có kết quả"
    assert duty_word(Duty.LOST, is_over=True) == "không đạt"
    assert [duty_word(one, is_over=False) for one in Duty] == ["đạt", "đang giữ", "phải làm", "đã lỡ"]


@cases("on", ["2022-03-15", "2022-06-30", "2022-11-15", "2022-12-31", "2023-03-31"])
def test_every_target_of_a_phase_has_one_row_under_its_word(on):
    view = view_2022(date.fromisoformat(on))
    for phase in first_and_second(view):
        rows = phase_rows(view, phase)
        assert {one: len(found) for one, found in rows.items()} == view.progress.duties(phase.id)
        names = [row.target.id for found in rows.values() for row in found]
        assert len(names) == len(set(names))


def test_what_is_to_be_done_begins_with_the_law_and_what_slips(view):
    rows = phase_rows(view, first_and_second(view)[1])
    assert [row.target.id for row in rows[Duty.TODO]][:4] == ["CN-03", "CN-11", "CN-02", "CN-04"]
    first = rows[Duty.TODO][0]
    assert (first.numbers, first.missing, first.law) == (("–", "6"), ("6", "người"), 5)
    reached = rows[Duty.DONE][0]
    assert (reached.target.id, reached.numbers, reached.note) == ("NV-07", ("7", "7–9"), "ngày 10/11")
    assert [row.note for row in rows[Duty.LOST]] == ["1 vi phạm 16/08"]
    assert {row.numbers for row in rows[Duty.KEPT]} == {("35", "35")}


def test_once_a_phase_is_over_its_card_says_nothing_of_what_is_to_be_done():
    made = campaign([target(at_least=3)])
    after = View.of(made, date(2023, 2, 1), VIETNAMESE, environment(ROOT, VIETNAMESE))
    assert phase_card(after, made.plan.phases[1])["duties"] == {Duty.TODO: ("chưa có kết quả", 1)}


def test_the_title_on_a_phases_last_day():
    made = campaign([target(at_least=3)])
    first = made.plan.phases[0]
    today = View.of(made, first.end, VIETNAMESE, environment(ROOT, VIETNAMESE))
    said = phase_title(today, first, today.progress.duties(first.id))
    assert said.startswith(f"{first.name} hết hạn đúng hôm nay: ")


def test_a_closed_phase_keeps_its_verdict_and_says_what_came_later(view):
    first = first_and_second(view)[0]
    (found,) = verdicts(view, first)
    assert found.target.id == "NV-07"
    assert found.said == "khi đợt kết thúc 2/3: không đạt; nay đã đạt, 15/07, muộn 15 ngày"
    (found,) = verdicts(view_2022(date(2022, 7, 14)), first)
    assert found.said == "khi đợt kết thúc 2/3: không đạt; nay vẫn chưa tới mức ấy"


def drawn(today, *days):
    return phase_line(date(2022, 7, 1), date(2022, 12, 31), today, days, [])


@cases(
    ("today", "over"),
    [
        (date(2022, 6, 30), 0),
        (date(2022, 7, 1), 1 / 184),
        (date(2022, 11, 15), 138 / 184),
        (date(2022, 12, 31), 1),
        (date(2023, 3, 31), 1),
    ],
)
def test_the_line_is_full_up_to_today(today, over):
    wide = re.search(r'class="td-l-over" x="0%" width="([\d.]+)%"', drawn(today))
    assert abs(float(wide[1]) - 100 * over) < 0.01


def test_labels_of_neighbouring_days_stand_in_different_lanes_and_never_three_at_a_place():
    days = [Day(date(2022, 9, 2), f"ngày {n}") for n in range(3)]
    picture = drawn(date(2022, 11, 15), *days)
    assert picture.count("<circle") == 3
    assert set(re.findall(r'y="(\d+)" text-anchor="middle"', picture)) == {"30", "14"}
    assert "ngày 2" not in picture
