"""The sentences of a report say the figures, in the order of the field, and leave judgement to a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from plans import campaign, day, target
from report_samples import office
from table_kit import cases
from thidua.figures.progress import measure
from thidua.report.content import report_content
from thidua.report.drawing import chart_xml
from thidua.report.model import BodyKind, BodyLine, CountChart, DayChart, ReportContent
from thidua.report.office import plan_document
from thidua.report.phrases import document_date, numbered, plainly
from thidua.text import Text


def report(phase: str = "dot1", as_of: str = "28/6") -> ReportContent:
    return report_content(measure(office(), day(as_of)), phase)


def lines(content: ReportContent, kind: BodyKind) -> list[str]:
    return [part.text for part in content.body if isinstance(part, BodyLine) and part.kind is kind]


@cases(
    ("on", "written"),
    [
        (date(2022, 5, 7), "07/5/2022"),
        (date(2022, 9, 2), "02/9/2022"),
        (date(2022, 2, 3), "03/02/2022"),
        (date(2022, 12, 31), "31/12/2022"),
        (date(2022, 1, 24), "24/01/2022"),
    ],
)
def test_days_are_written_as_the_decree_asks(on: date, written: str) -> None:
    assert document_date(on) == written


def test_numbers_of_a_rule_are_written_as_documents_write_them() -> None:
    plan = campaign([replace(target("T-1", at_least=1), name="Sáng kiến")], []).plan
    said = Text("{about}: {asked}/{known}, {cap}, {half}", about="T-1", asked=Fraction(3), known=Fraction(28),
                cap=5, half=Fraction(5, 2))  # fmt: skip
    assert plainly(said, plan) == "Sáng kiến: 03/28, 05, 2,5"


def test_a_long_list_points_to_the_appendix() -> None:
    assert numbered(["a"]) == "a"
    assert numbered(["a", "b"]) == "(1) a; (2) b"
    assert numbered(["x"] * 17).endswith("(15) x; và 02 chỉ tiêu khác (xem Phụ lục)")


@cases(
    ("title", "cited"),
    [
        ("Phong trào thi đua năm 2022", "Kế hoạch phong trào thi đua năm 2022"),
        ("Kế hoạch phát triển kinh tế - xã hội", "Kế hoạch phát triển kinh tế - xã hội"),
        ("KẾ HOẠCH Năm học mới", "Kế hoạch năm học mới"),
        ("Chương trình giai đoạn 2026 - 2030", "Chương trình giai đoạn 2026 - 2030"),
        ("Đề án 06", "Đề án 06"),
    ],
)
def test_a_plan_is_cited_by_the_word_that_it_begins_with(title: str, cited: str) -> None:
    assert plan_document(replace(campaign([], []).plan, title=title)) == cited


@cases(
    ("phase", "as_of", "subject"),
    [
        ("dot1", "28/6", "Sơ kết đợt 1 phong trào thi đua năm 2022"),
        ("dot2", "31/12", "Tổng kết phong trào thi đua năm 2022"),
    ],
)
def test_the_last_phase_sums_up_the_campaign(phase: str, as_of: str, subject: str) -> None:
    found = report(phase, as_of)
    assert (found.kind, found.subject) == ("BÁO CÁO", subject)


def test_sections_stand_in_the_order_of_the_field() -> None:
    assert [line.split(".")[0] for line in lines(report(), BodyKind.SECTION)] == ["I", "II", "III", "IV", "V"]


def test_the_head_sentence_of_a_phase() -> None:
    # CN-01: 6 of the 4 asked by 30/6; CN-02: 27 of 30 is not more than 90 %; CN-03: nobody in breach;
    # NV-01: 1 of 4, expected almost 4. TT-01 and CN-04 are judged at the end of the year only.
    texts = lines(report(), BodyKind.TEXT)
    assert "Kế hoạch có 06 chỉ tiêu, trong đó 04 chỉ tiêu có mức phải đạt trong đợt 1." in texts
    head = next(text for text in texts if "/04 chỉ tiêu hoàn thành" in text)
    assert head == (
        "Đến ngày 28/6/2022, có 01/04 chỉ tiêu hoàn thành, trong đó 01 chỉ tiêu vượt mức; "
        "02 chỉ tiêu đúng tiến độ; 01 chỉ tiêu chậm tiến độ."
    )


def test_the_head_sentence_of_the_whole_campaign() -> None:
    texts = lines(report("dot2", "31/12"), BodyKind.TEXT)
    assert (
        "Đến ngày 31/12/2022, có 01/06 chỉ tiêu hoàn thành; 03 chỉ tiêu chưa đạt; "
        "02 chỉ tiêu chưa có số liệu." in texts
    )
    assert (
        "Có 03 chỉ tiêu chưa đạt: (1) Tám người được tặng Giấy khen; (2) Trên 90% đăng ký; (3) Sáng kiến."
        in texts
    )


def test_each_target_is_told_against_the_goal_of_the_phase() -> None:
    texts = lines(report(), BodyKind.TEXT)
    assert "- Tám người được tặng Giấy khen: thực hiện 06 người, mục tiêu ít nhất 04 người; vượt." in texts
    assert (
        "- Sáng kiến: thực hiện 01 sáng kiến, mục tiêu ít nhất 04 sáng kiến; chậm, còn thiếu 03 sáng kiến."
        in texts
    )
    assert not any("Ít nhất 15%" in text for text in texts)


def test_after_the_phase_its_figures_stay_those_of_its_last_day() -> None:
    texts = lines(report("dot1", "31/12"), BodyKind.TEXT)
    assert (
        "Đến ngày 30/6/2022, có 02/04 chỉ tiêu hoàn thành, trong đó 01 chỉ tiêu vượt mức; "
        "02 chỉ tiêu chưa đạt." in texts
    )


def test_awards_by_stage_and_by_post() -> None:
    texts = lines(report(), BodyKind.TEXT)
    assert "- Tám người được tặng Giấy khen: đã đề nghị 02, đã công nhận 06 người." in texts
    assert (
        "Trong 06 lượt người được khen đã rõ chức vụ, có 05 lượt người không giữ chức vụ lãnh đạo, quản lý "
        "(83,3%)."
    ) in texts


def test_facts_of_the_phase_and_difficulties() -> None:
    texts = lines(report(), BodyKind.TEXT)
    for sentence in (
        "Chủ đề thi đua: “Đoàn kết, sáng tạo”.",
        "Sơ kết đợt 1: đã tổ chức ngày 28/6/2022 (kế hoạch: trước ngày 30/6/2022).",
        "Đến ngày 28/6/2022, các phòng, đơn vị đã gửi 1/10 báo cáo tiến độ đến hạn.",
        "Còn thiếu 09 báo cáo: (1) Phòng A (từ tháng 02/2022 đến tháng 5/2022); "
        "(2) Phòng B (từ tháng 01/2022 đến tháng 5/2022).",
        "- Cải cách hành chính: Đã cập nhật quy trình (Phòng B, ngày 02/6/2022).",
        "- Phòng A (ngày 01/6/2022): Xin thêm máy.",
        "Trong đợt 2 (từ ngày 01/7/2022 đến ngày 31/12/2022), tập trung hoàn thành 06 chỉ tiêu của kế hoạch "
        "chưa hoàn thành đến ngày 28/6/2022.",
    ):
        assert sentence in texts


def test_a_review_whose_day_went_by_is_not_said_to_come() -> None:
    made = office()
    waits = replace(made, plan=replace(made.plan, reviews=(replace(made.plan.reviews[0], held=None),)))
    told = [lines(report_content(measure(waits, day(on)), "dot1"), BodyKind.TEXT) for on in ("29/6", "30/6")]
    assert "Sơ kết đợt 1: tổ chức trước ngày 30/6/2022." in told[0]
    assert "Sơ kết đợt 1: chưa ghi nhận ngày tổ chức (kế hoạch: trước ngày 30/6/2022)." in told[1]


def test_judgement_causes_and_plans_are_left_to_a_person() -> None:
    blanks = lines(report(), BodyKind.BLANK)
    assert all(text.startswith("[") and text.endswith("]") for text in blanks)
    assert "[Nêu nguyên nhân khách quan, nguyên nhân chủ quan]" in blanks
    assert "[Đánh giá chung về kết quả thực hiện]" in blanks


def test_letterhead_leaves_number_and_day_to_the_clerk() -> None:
    found = report()
    assert (found.letterhead.parent, found.letterhead.issuer) == ("UBND TỈNH NINH HẢI", "SỞ THỬ NGHIỆM")
    assert found.letterhead.number.split() == ["Số:", "/BC-STN"]
    assert found.letterhead.place_and_date.split() == ["Ninh", "Hải,", "ngày", "tháng", "năm", "2022"]
    assert found.addressees == ("Sở Nội vụ",)
    assert found.recipients == ("- Như trên;", "- Các phòng;", "- Lưu: VT.")
    assert lines(found, BodyKind.TEXT)[-1] == (
        "Trên đây là Báo cáo sơ kết đợt 1 của Sở Thử nghiệm, kính gửi Sở Nội vụ xem xét, tổng hợp./."
    )


def test_appendix_holds_every_target_with_the_figures_of_the_as_of_day() -> None:
    (found,) = report().appendices
    assert found.note == "Số liệu đến ngày 28/6/2022; hai cột cuối là đợt 1"
    cells = {row.key: row.cells[1:] for row in found.table.rows if len(row.cells) > 1}
    assert list(cells) == ["TT-01", "CN-01", "CN-02", "CN-03", "CN-04", "NV-01"]
    assert cells["CN-01"] == (
        "Tám người được tặng Giấy khen",
        "Ít nhất 08 người",
        "06",
        "75%",
        "Đúng tiến độ",
        "≥ 4",
        "Vượt",
    )
    assert cells["CN-02"][2:] == ("27/30 (90%)", "100%", "Đúng tiến độ", "Như kế hoạch", "Đúng tiến độ")
    assert cells["TT-01"][2:] == ("–", "–", "Chưa đến kỳ", "–", "Không giao")


def test_charts_add_up_to_the_head_sentence() -> None:
    bars, days = (part for part in report().body if not isinstance(part, BodyLine))
    assert isinstance(bars, CountChart)
    assert isinstance(days, DayChart)
    assert dict(zip(bars.labels, bars.values, strict=True)) == {"Vượt": 1, "Đúng tiến độ": 2, "Chậm": 1}
    reached, asked = dict(days.series)["Đã hoàn thành"], dict(days.series)["Phải hoàn thành"]
    by_day = dict(zip(days.days, reached, strict=True))
    assert (by_day[day("9/3")], by_day[day("10/3")], by_day[day("28/6")]) == (0, 1, 1)
    assert by_day[day("30/6")] is None
    assert set(asked) == {4}


def test_a_chart_that_goes_into_another_year_tells_the_years() -> None:
    within = DayChart("", (day("1/1/2024"), day("31/12/2024")), (("Đã hoàn thành", (1, 2)),))
    beyond = replace(within, days=(day("1/1/2024"), day("28/2/2025")))
    drawn = [chart_xml(one).decode() for one in (within, beyond)]
    assert [re.findall(r'numFmt formatCode="(.*?)"', one)[0] for one in drawn] == ["dd/mm", "mm/yyyy"]


def test_made_up_figures_say_so() -> None:
    real = office()
    made_up = replace(real, plan=replace(real.plan, illustrative=True))
    said = report_content(measure(made_up, day("28/6")), "dot1").notice
    assert said == "(Số liệu minh họa để dựng mẫu, không phải số liệu chính thức)"
    assert report().notice == ""


def test_no_such_phase() -> None:
    with pytest.raises(KeyError):
        report("dot9")


def test_a_report_made_later_speaks_of_one_day() -> None:
    found = report(as_of="31/3/2023")
    told = " ".join([*lines(found, BodyKind.TEXT), found.appendices[0].note, found.letterhead.place_and_date])
    assert "30/6/2022" in told
    assert "2023" not in told
    assert found.as_of == day("30/6")


def test_reports_that_an_ended_unit_does_not_owe_are_not_counted_as_sent() -> None:
    made = office()
    ended = replace(made.units["A"], end=day("31/3"), successor="B")
    made = replace(made, units={**made.units, "A": ended})
    texts = lines(report_content(measure(made, day("28/6")), "dot1"), BodyKind.TEXT)
    (said,) = [text for text in texts if "báo cáo tiến độ đến hạn" in text]
    assert said.endswith("đã gửi 1/8 báo cáo tiến độ đến hạn.")
