"""A unit's page: what its title counts, what cannot wait, its reports, and what became of a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from table_kit import cases
from thidua.model import Phase, ReportEvery, Status, TaskState
from thidua.pages.parts import in_trouble, report_matrix, updates
from thidua.pages.unit import _given, _part, _shares, _urgent, being, owned, unit_page, unit_title
from thidua.pages.unit_reports import unit_reports
from thidua.pages.units import _counted, _goals
from view_kit import view_2022, view_office

NOW = date(2022, 11, 15)


@pytest.fixture(scope="module")
def view():
    return view_2022(NOW)


def title(view, name):
    unit = view.campaign.units[name]
    return unit_title(view, unit, owned(view, unit), _shares(view, unit))


def test_the_title_says_what_is_reached_and_what_is_left(view):
    assert title(view, "HTQT") == "Phòng Hợp tác quốc tế: đạt 2 trên 3 chỉ tiêu chủ trì, còn NV-06"
    assert title(view, "VPTT") == "Văn phòng - Thanh tra Sở: đạt 0 trên 17 chỉ tiêu chủ trì"


def test_the_counts_of_all_titles_are_all_targets_with_an_owner(view):
    counts = [len(owned(view, unit)) for unit in view.campaign.units.values()]
    assert sum(counts) == sum(one.target.owner is not None for one in view.figures) == 28


def test_goals_of_its_own_make_the_title_of_a_unit_that_leads_nothing():
    view = view_office("chupah-2024", date(2025, 2, 28))
    assert title(view, "IAKA") == "Xã Ia Ka: đạt cả 2 chỉ tiêu được giao"
    rows = [
        (row.target.id, *row.numbers, row.percent, row.status)
        for row in _shares(view, view.campaign.units["IAKA"])
    ]
    assert rows == [
        ("KT-12", "2.900", "2.900", "100%", Status.MET),
        ("XH-03", "360", "350", "103%", Status.EXCEEDED),
    ]


def test_goals_of_its_own_stand_first_in_the_title_of_a_unit_that_leads_too():
    view = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    said = "Tỉnh Phú Thọ: đạt 0 trên 1 chỉ tiêu được giao, 0 trên 1 chỉ tiêu chủ trì"
    assert title(view, "PTH") == said


def test_what_cannot_wait(view):
    unit = view.campaign.units["HTQT"]
    mine = [one for one in updates(view) if one.unit == "HTQT"]
    common = [_part(view, unit, *one) for one in _given(view, unit, set())]
    assert _urgent(view, [], [one for one in common if one.gap], mine) == [
        "thiếu *3* gia đình (CN-11)",
        "*1* kiến nghị chờ trả lời *55 ngày*",
    ]
    first = common[0]
    assert (first.figure.target.id, first.own, first.of, first.all) == ("CN-11", "3", "6", "19/31")
    waiting = next(one for one in common if one.figure.target.id == "CN-03")
    assert (waiting.own, waiting.of, waiting.word, waiting.all) == ("2", "", "đăng ký", "–/6")  # 15% of all


def test_what_is_due_within_a_month_is_in_trouble_too():
    def due(days, status=Status.NOT_DUE):
        return SimpleNamespace(status=status, target=SimpleNamespace(due=NOW + timedelta(days=days)))

    soon, later, slow = due(31), due(32), due(40, Status.OFF_TRACK)
    assert in_trouble(SimpleNamespace(as_of=NOW), [soon, later, slow]) == [slow, soon]


def test_no_conduct_norm_has_a_part_of_a_unit(view):
    for unit in view.campaign.units.values():
        assert not [one for one, *_ in _given(view, unit, set()) if one.target.traits.counts_breaches]


def test_reports_as_a_row_of_months(view):
    found = unit_reports(view, view.campaign.units["HTQT"])
    assert found["heading"] == "Báo cáo: 9/10 đúng hạn"
    assert found["note"] == "Hạn ngày 05 tháng sau. Muộn: tháng 8 muộn 1 ngày."
    assert [cell.name for cell in found["cells"]] == [f"T{n}" for n in range(1, 13)]
    assert [(cell.status, cell.told) for cell in found["cells"][7:]] == [
        (Status.OFF_TRACK, "06/09"),
        (Status.MET, "03/10"),
        (Status.MET, "03/11"),
        (None, "05/12"),
        (None, ""),
    ]


@cases(
    ("unit", "on", "heading"),
    [
        ("HTQT", "2022-02-02", "Báo cáo: chưa đến hạn báo cáo nào"),
        ("HTQT", "2022-02-03", "Báo cáo: 1/1 đúng hạn"),
        ("TTTT", "2022-04-05", "Báo cáo: 2/2 đúng hạn"),  # March is missing, and due on this day
        ("TTTT", "2022-04-06", "Báo cáo: 2/3 đúng hạn"),
    ],
)
def test_no_report_is_missing_before_its_day_is_over(unit, on, heading):
    view = view_2022(date.fromisoformat(on))
    assert unit_reports(view, view.campaign.units[unit])["heading"] == heading


@cases(("on", "told"), [("2022-01-31", ""), ("2022-02-01", "05/03"), ("2022-02-28", "05/03")])
def test_the_running_period_says_when_it_is_due(on, told):
    view = view_2022(date.fromisoformat(on))
    cells = unit_reports(view, view.campaign.units["HTQT"])["cells"]
    assert [cell.told for cell in cells if cell.name in ("T2", "T3")] == [told, ""]


def test_a_plan_without_reports_has_none():
    view = view_office("nong-thon-2021-2025", date(2025, 10, 15))
    assert all(unit_reports(view, unit) is None for unit in view.campaign.units.values())


def test_what_became_of_a_unit_and_who_acts_for_it():
    after, before = (view_office("nong-thon-2021-2025", day) for day in (date(2025, 7, 1), date(2025, 6, 30)))
    ended, heir = after.campaign.units["HGI"], after.campaign.units["TQU"]
    assert (
        being(after, ended)
        == "Đơn vị hoạt động đến hết ngày 30/06/2025. Tỉnh Tuyên Quang tiếp nhận nhiệm vụ."
    )
    assert being(before, ended) == being(after, heir) == ""
    assert not owned(after, ended)
    assert not _shares(after, ended)


def test_a_unit_that_has_not_begun_says_when(view):
    unit = replace(view.campaign.units["HTQT"], start=date(2022, 11, 16))
    assert being(view, unit) == "Đơn vị bắt đầu hoạt động từ ngày 16/11/2022."
    assert being(view, replace(unit, start=NOW)) == ""


def test_units_by_targets_where_there_are_several_of_both():
    view = view_office("chupah-2024", date(2025, 2, 28))
    targets = [one.target for one in view.figures if one.shares]
    found = _goals(view, list(view.campaign.units.values()), targets)
    assert [len(row["cells"]) for row in found["rows"]] == [len(targets)] * len(found["rows"])
    assert len(found["rows"]) >= 2
    assert _goals(view, list(view.campaign.units.values()), targets[:1]) is None


def test_counts_of_none_are_a_dash():
    assert _counted([]) == "–"
    assert _counted([Status.MET, Status.MISSED]) == "1/2"


def test_many_units_are_counted_in_the_sentence_of_reports_not_named():
    view = view_office("chupah-2024", date(2025, 2, 28))
    said = report_matrix(view, view.home.units)["sentence"]
    assert said == "Tháng 12/2024: 27 đơn vị chưa nộp. 17 đơn vị còn thiếu báo cáo các kỳ trước."


@cases(
    ("start", "end", "every", "told"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), ReportEvery.MONTH, False),
        (date(2023, 10, 1), date(2024, 9, 30), ReportEvery.MONTH, False),
        (date(2022, 1, 15), date(2023, 1, 14), ReportEvery.MONTH, True),  # two Januaries within 365 days
        (date(2024, 1, 1), date(2025, 1, 1), ReportEvery.MONTH, True),
        (date(2022, 2, 1), date(2023, 1, 31), ReportEvery.MONTH, False),
        (date(2022, 2, 1), date(2023, 1, 31), ReportEvery.QUARTER, True),
        (date(2022, 4, 1), date(2023, 3, 31), ReportEvery.QUARTER, False),
    ],
)
def test_a_period_has_its_year_where_there_are_two_of_its_name(view, start, end, every, told):
    phases = (Phase("y", "Năm", start, end),)
    assert replace(view.campaign.plan, phases=phases, report_every=every).has_years is told


def test_what_was_left_undone_is_not_asked_for_at_once_when_the_year_is_over(view):
    def said(day):
        then = view_2022(day)
        return unit_page(then, then.campaign.units["VPTT"], None, None).body

    assert ("Cần ngay:" in said(date(2022, 12, 31)), "Chưa xong:" in said(date(2022, 12, 31))) == (
        True,
        False,
    )
    assert ("Cần ngay:" in said(date(2023, 1, 1)), "Chưa xong:" in said(date(2023, 1, 1))) == (False, True)


def test_sections_without_use_leave_the_navigation(view):
    assert view.unused_sections == ()
    assert view_office("va-fy2024", date(2024, 12, 31)).unused_sections == ("tasks", "awards")
    assert view_office("chupah-2024", date(2025, 2, 28)).unused_sections == ("awards",)


def test_how_a_task_stands_is_shown_also_where_nothing_else_is_told(view):
    update = next(one for one in updates(view) if one.unit == "HTQT")._replace(text="", state=TaskState.DONE)
    facts = replace(view.facts, campaign=replace(view.campaign, updates=(update,)))
    told = replace(view, facts=facts)
    page = unit_page(told, view.campaign.units["HTQT"], None, None)
    assert "<strong>Xong</strong>" in page.body
