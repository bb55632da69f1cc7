"""The monthly report, the reminder of owed reports, the table of registrations: from figures to the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from campaigns import ACHIEVEMENTS, PLAN, REPORTS, UPDATES, write_campaign
from plans import campaign, day, row, target
from report_samples import LINE, delivered, in_word, office
from table_kit import cases
from thidua.cli import main
from thidua.figures.discipline import last_period, reminders
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.model import (
    Accumulation,
    Campaign,
    Derivation,
    Derived,
    Measure,
    Report,
    ReportEvery,
    Stage,
    Unit,
)
from thidua.pages.documents import document_batches, documents, phase_documents
from thidua.report import monthly
from thidua.report.content import report_content
from thidua.report.model import BodyLine, Form, ReportContent, Table
from thidua.report.monthly import monthly_content
from thidua.report.registration import registration_content
from thidua.report.reminder import reminder_content
from thidua.report.renew import renewed
from view_kit import view_of

DATA = Path(__file__).parents[1] / "data"


@cache
def of_2022() -> Campaign:
    return load(DATA, "2022", date(2026, 1, 1)).campaigns[0]


def texts(content: ReportContent | None) -> list[str]:
    assert content is not None
    return [part.text for part in content.body if isinstance(part, BodyLine)]


@cases("form", list(Form))
def test_the_delivered_templates_are_the_default_ones(form: Form) -> None:
    assert (DATA / "templates" / form.file).read_bytes() == delivered(form)


@cases(
    ("on", "every", "first"),
    [
        ("31/10", ReportEvery.MONTH, "1/10"),
        ("30/10", ReportEvery.MONTH, "1/9"),
        ("30/1", ReportEvery.MONTH, "1/1"),
        ("5/3/2023", ReportEvery.MONTH, "1/12"),
        ("30/9", ReportEvery.QUARTER, "1/7"),
        ("29/9", ReportEvery.QUARTER, "1/4"),
    ],
)
def test_the_newest_period_that_is_over(on: str, every: ReportEvery, first: str) -> None:
    plan = replace(office().plan, report_every=every, report_day=None)
    assert last_period(plan, day(on)) == day(first)


def test_what_a_period_brought_is_not_what_was_there_before_anyone_told() -> None:
    made = campaign(
        [
            target("IN", at_least=20),
            target("CU", reading=Accumulation.CUMULATIVE, at_least=20),
            target("SUM", derived=Derived(Derivation.SUM, ("IN", "OLD")), at_least=20),
            target("OLD", at_least=20),
        ],
        [row("1/2", 4, target="OLD"), row("1/3", 9, target="IN"), row("1/3", 7, target="CU")],
    )
    before, now = measure(made, day("28/2")), measure(made, day("31/3"))
    assert monthly._gained(now, before) == {"IN": "+9", "CU": "7", "SUM": "13"}


def test_a_level_in_percent_gains_points() -> None:
    made = campaign(
        [target(measure=Measure.LEVEL, unit="%", at_least=90)], [row("1/2", 80, None), row("1/3", 82, None)]
    )
    found = texts(monthly_content(measure(made, day("31/3")), day("1/3")))
    assert any("(thêm 2 điểm %)" in text for text in found)


def test_a_month_tells_what_it_brought_and_the_totals() -> None:
    found = monthly_content(measure(of_2022(), day("15/11")), day("1/10"))
    assert (found.kind, found.form, found.name) == ("BÁO CÁO", Form.MONTH, "2022/2022-10")
    assert found.subject.startswith("Kết quả tháng 10 năm 2022 phong trào thi đua")
    said = texts(found)
    for sentence in (
        "Trong kỳ báo cáo, có 02 chỉ tiêu có số liệu mới: (1) Gia đình văn hóa (thêm 07 gia đình); "
        "(2) Sáng kiến cấp cơ sở (thêm 01 sáng kiến).",
        "Các phòng, đơn vị gửi báo cáo tháng 11/2022 chậm nhất ngày 05/12/2022.",
        "Các phòng, đơn vị đã nêu 07 khó khăn, kiến nghị; đã trả lời 05, chưa trả lời 02:",
    ):
        assert sentence in said
    assert not any("15/11" in text for text in said)
    (table,) = (one.table for one in found.appendices)
    cells = {one.key: one.cells[2:] for one in table.rows}
    assert cells["CN-11"] == ("100% gia đình CBCCVC", "+7", "19/31 (61,3%)", "61,3%", "Có nguy cơ")
    assert cells["NV-07"] == ("Từ 07 đến 09 sáng kiến", "+1", "05", "71,4%", "Có nguy cơ")
    assert cells["CN-02"] == ("Ít nhất 08 cá nhân", "–", "03", "37,5%", "Đúng tiến độ")


def test_a_monthly_report_is_renewed_too() -> None:
    progress = measure(of_2022(), day("15/10"))
    before = in_word(monthly_content(progress, day("1/10")))
    after = monthly_content(measure(of_2022(), day("15/11")), day("1/10"))
    document, changes = renewed(before, after, delivered(Form.MONTH))
    assert {one.happened.value for one in changes} == {"changed", "added", "removed"}
    assert renewed(document, after, delivered(Form.MONTH))[1] == []


def reported(*reports: tuple[str, str, str], **units: Unit) -> Campaign:
    base = office()
    rows = tuple(Report(day(on), unit, day(period), LINE) for on, unit, period in reports)
    return replace(base, reports=rows, units={**base.units, **units})


EVERY = [(f"2/{month + 1}", unit, f"1/{month}") for month in range(1, 5) for unit in "AB"]


@cases(
    ("reports", "on", "found"),
    [
        (EVERY, "20/5", {}),
        (EVERY[:-1], "20/5", {"B": ([4], False)}),  # April has not come, its day was 5 May
        (EVERY[:-1], "5/5", {}),  # … and is not over
        ([*EVERY[:-1], ("7/5", "B", "1/4")], "20/5", {"B": ([], True)}),
        ([*EVERY[2:], ("7/2", "A", "1/1"), ("2/2", "B", "1/1")], "20/5", {}),  # late long ago
        ([], "20/2", {"A": ([1], False), "B": ([1], False)}),
    ],
)
def test_who_is_reminded(
    reports: list[tuple[str, str, str]], on: str, found: dict[str, tuple[list[int], bool]]
) -> None:
    known = reminders(reported(*reports), day(on))
    assert {
        one.unit.id: ([each.period.month for each in one.missing], one.late is not None) for one in known
    } == found


def test_nobody_is_reminded_who_is_not_in_being() -> None:
    units = office().units
    ended = replace(units["B"], end=day("30/4"), successor="A")
    known = reminders(reported(*EVERY[:-2], B=ended), day("20/5"))
    assert {one.unit.id: [each.unit.id for each in one.missing] for one in known} == {"A": ["A", "B"]}
    alone = replace(units["B"], end=day("30/4"))
    assert reminders(reported(*EVERY[:-1], B=alone), day("20/5")) == []


def test_a_reminder_says_what_is_owed_since_when() -> None:
    reports = [*EVERY[:5], ("12/5", "B", "1/4"), ("2/5", "A", "1/4")]
    progress = measure(reported(*reports), day("20/5"))
    letter = reminder_content(progress, "B")
    assert letter is not None
    assert (letter.form, letter.kind, letter.addressees) == (Form.LETTER, "", ("Phòng B",))
    assert letter.letterhead.number.split() == ["Số:", "/STN"]
    assert letter.recipients == ("- Như trên;", "- Lưu: VT.")
    said = texts(letter)
    assert said[1:4] == [
        "Đến ngày 20/5/2022, Phòng B chưa gửi 01 báo cáo đã quá hạn:",
        "- Báo cáo tháng 3/2022: hạn gửi ngày 05/4/2022, đã quá hạn 45 ngày.",
        "Phòng B gửi báo cáo tháng 4/2022 ngày 12/5/2022, muộn 07 ngày so với hạn ngày 05/5/2022.",
    ]
    assert said[-1].endswith("./.")
    assert reminder_content(progress, "C") is None


def test_registrations_stand_by_unit_and_are_added_up_beside_the_plan() -> None:
    base = office()
    rows = [
        row("10/3", 3, target="CN-01", stage=Stage.REGISTERED),
        row("12/3", 2, "B", target="CN-01", stage=Stage.REGISTERED),
        row("12/3", 2, "B", target="TT-01", stage=Stage.REGISTERED),
        row("1/7", 9, "B", target="CN-01", stage=Stage.REGISTERED),
    ]
    found = registration_content(measure(replace(base, achievements=tuple(rows)), day("28/6")))
    (table,) = (part for part in found.body if isinstance(part, Table))
    assert [one.cells[:4] for one in table.rows] == [
        ("Phòng A",),
        ("1", "Tám người được tặng Giấy khen", "người", "03"),
        ("Phòng B",),
        ("1", "Một phòng", "phòng", "02"),
        ("2", "Tám người được tặng Giấy khen", "người", "02"),
        ("Toàn cơ quan, so với kế hoạch",),
        ("1", "Một phòng (kế hoạch: ít nhất 01 phòng)", "phòng", "02"),
        ("2", "Tám người được tặng Giấy khen (kế hoạch: ít nhất 08 người)", "người", "05"),
    ]
    none = registration_content(measure(replace(base, achievements=()), day("28/6")))
    assert texts(none) == ["Đến ngày 28/6/2022 chưa ghi nhận đăng ký thi đua."]


def test_the_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["report", str(DATA), "--campaign", "2022", "--as-of", "15/11/2022"]
    assert main([*call, "--kind", "don-doc", "--out", str(tmp_path / "don-doc")]) == 0
    found = sorted(path.name for path in (tmp_path / "don-doc").iterdir())
    assert found == ["don-doc-LSLT.docx", "don-doc-TTDV.docx", "don-doc-TTTT.docx"]
    assert main([*call, "--kind", "thang", "--period", "2022-09", "--out", str(tmp_path / "t.docx")]) == 0
    assert main([*call, "--kind", "dang-ky", "--deputy", "--out", str(tmp_path / "d.docx")]) == 0
    capsys.readouterr()
    for words, told in (
        (["--kind", "thang", "--period", "2022-12"], "kỳ 2022-12 nằm ngoài phong trào, hoặc chưa đến"),
        (["--kind", "thang", "--period", "2022-Q1"], "không phải là kỳ báo cáo"),
        (["--kind", "don-doc", "--unit", "HTQT"], "Phòng Hợp tác quốc tế không nợ báo cáo nào"),
        (
            ["--kind", "don-doc", "--unit", "XX"],
            "không có đơn vị “XX” trong units.csv của phong trào 2022 — ",
        ),
        (["--kind", "thang", "--phase", "dot1"], "--phase chỉ dùng với --kind so-ket"),
        (["--phase", "dot9"], "không có đợt “dot9” trong phong trào 2022; có: dot1, dot2"),
        ([], "còn thiếu --phase; có: dot1, dot2"),
    ):
        assert main([*call, *words, "--out", str(tmp_path / "x.docx")]) == 2
        assert told in capsys.readouterr().err
    assert not (tmp_path / "x.docx").exists()
    quarterly = PLAN.replace("closes:", "report_every: quarter\ncloses:").replace("2022-01-01", "2022-02-01")
    heads = {
        name: text.splitlines()[0] + "\n"
        for name, text in (("achievements", ACHIEVEMENTS), ("updates", UPDATES), ("reports", REPORTS))
    }
    data = write_campaign(tmp_path, plan=quarterly, **heads)
    words = ["report", str(data), "--as-of", "31/3/2022", "--kind", "thang", "--period", "2022-Q1"]
    assert main([*words, "--out", str(tmp_path / "q.docx")]) == 0  # which began a month before the campaign
    (tmp_path / "x.docx").write_bytes(b"")
    assert main([*call, "--kind", "don-doc", "--out", str(tmp_path / "x.docx")]) == 2
    assert "nhiều công văn thì --out là một thư mục" in capsys.readouterr().err


def test_the_site_offers_each_by_the_day_it_stands_for() -> None:
    view = view_of("data", "2022", day("15/11"))
    offered = {one.link.path.removeprefix("api/v1/2022/"): one.link.title for one in documents(view)}
    assert offered == {
        "bao-cao-dot1-2022-06-28.docx": "Báo cáo Word: Đợt thi đua thứ nhất, cho ngày tổng kết 28/06/2022",
        "bao-cao-dot1.docx": "Báo cáo Word: Đợt thi đua thứ nhất, số liệu đến 30/06/2022",
        "bao-cao-dot2.docx": "Báo cáo Word: Đợt thi đua thứ hai, số liệu đến 15/11/2022",
        "thang/bao-cao-2022-10.docx": "Báo cáo Word: tháng 10/2022",
        "dang-ky-thi-dua.docx": "Bảng đăng ký thi đua (Word)",
        "don-doc/LSLT.docx": "Công văn đôn đốc: Phòng Lãnh sự - Lễ tân",
        "don-doc/TTDV.docx": "Công văn đôn đốc: Trung tâm Dịch vụ đối ngoại",
        "don-doc/TTTT.docx": "Công văn đôn đốc: Trung tâm Thông tin đối ngoại",
    }
    files = {
        one.path.removeprefix("api/v1/2022/"): one.data
        for batch in document_batches(view, {form: delivered(form) for form in Form})
        for one in batch.make()
    }
    assert files.keys() == offered.keys()
    held = report_content(measure(view.campaign, day("28/6")), "dot1")
    assert files["bao-cao-dot1-2022-06-28.docx"] == in_word(held)
    past = documents(view.on(day("30/9")))
    assert [one.link.path for one in past] == ["api/v1/2022/bao-cao-dot1-2022-06-28.docx"]


def test_on_the_day_of_a_review_one_report_is_both() -> None:
    view = view_of("data", "2022", day("28/6"))
    paths = [one.link.path for one in phase_documents(view, view.campaign.plan.phases[0])]
    assert paths == ["api/v1/2022/bao-cao-dot1-2022-06-28.docx"]
    files = {
        one.path: one.data
        for batch in document_batches(view, {form: delivered(form) for form in Form})
        for one in batch.make()
    }
    assert files[paths[0]] == files["api/v1/2022/bao-cao-dot1.docx"]  # an address that stays
