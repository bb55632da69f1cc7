"""A target's state in a line, by status, measure and what the law says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from chart_kit import every_measure
from plans import campaign, day, heads, row, target
from table_kit import cases
from thidua.figures.progress import measure
from thidua.model import Campaign, Ceiling, Measure
from thidua.verdict import verdict
from thidua.wording import status_sentence
from thidua.words import VIETNAMESE


def said(made: Campaign, target_id: str, on: str) -> str:
    progress = measure(made, day(on))
    return verdict(progress.figures[target_id], progress, VIETNAMESE)


@cases(
    ("target_id", "on", "line"),
    [
        ("COUNT", "30/6", "Còn thiếu 2 sáng kiến, theo kịp tiến độ"),
        ("COUNT", "1/11", "Còn thiếu 2 sáng kiến, chưa theo kịp tiến độ"),
        ("COUNT", "2/11", "Đã đạt 8 sáng kiến, đủ mức dưới; còn 59 ngày để tới mức trên 9"),
        ("COUNT", "31/12", "Đã đạt: 8 sáng kiến, yêu cầu từ 7 đến 9 sáng kiến"),
        ("CEILING", "31/12", "Kế hoạch cần ít nhất 6 người, luật chỉ cho 4: phải xin ý kiến"),
        ("NORM", "30/6", "Chưa ghi nhận vi phạm nào"),
        ("NORM-90", "30/9", "2 trường hợp vi phạm, vẫn trong mức cho phép"),
        ("RANK", "30/6", "Chưa đến kỳ: phải đạt Hoàn thành tốt trở lên, xét khi đến hạn 31/12/2022"),
        ("EMPTY", "31/12", "Chưa có số liệu; phải đạt ít nhất 1 hồ sơ"),
    ],
)
def test_one_line_says_how_a_target_stands(target_id: str, on: str, line: str) -> None:
    assert said(every_measure(), target_id, on) == line


@cases(
    ("on", "line"),
    [
        ("31/3", "Đang giữ được: 3 vụ, yêu cầu không quá 19 vụ"),
        ("31/12", "Không giữ được: 23 vụ, yêu cầu không quá 19 vụ"),
    ],
)
def test_a_cap_is_kept_or_not(on: str, line: str) -> None:
    made = campaign([target(unit="vụ", at_most=19)], [row("1/3", 3), row("1/12", 20)])
    assert said(made, "T-1", on) == line


@cases(
    ("on", "line", "sentence"),
    [
        ("30/6", "Không đạt khi đến hạn 30/06/2022: còn thiếu 1", "không đạt mục tiêu ít nhất 3 khi đến hạn"),
        (
            "3/7",
            "Không còn đạt như khi đến hạn 30/06/2022: còn thiếu 1",
            "khi đến hạn 30/06/2022 đã đạt, sau đó",
        ),
    ],
)
def test_what_was_reached_in_time_and_lost_after_it_was_not_missed_in_time(on, line, sentence):
    late = [row("1/7", -1, note="thôi công nhận")] if on == "3/7" else []
    made = campaign([target(at_least=3, due="30/6")], [row("1/6", 3 if late else 2), *late])
    figure = measure(made, day(on)).figures["T-1"]
    assert line in said(made, "T-1", on)
    assert sentence in status_sentence(figure, made.plan, day(on), VIETNAMESE)


def test_numbers_of_breaches_and_of_the_law_are_grouped_as_all_others_are():
    norm, base = target("NORM", Measure.COMPLIANCE, at_least=85), target("BASE", Measure.RATIO, at_least=70)
    award = replace(
        target("AWARD", Measure.RATIO, at_least=15), ceiling=Ceiling(Fraction(15), "BASE", "Điều 9")
    )
    told = [row("1/3", 1234, target="NORM"), row("1/3", 9000, target="BASE"), row("2/3", 1, target="AWARD")]
    made = campaign([norm, award, base], told, [heads("1/1", 12345)])
    assert said(made, "NORM", "1/4") == "1.234 trường hợp vi phạm, vẫn trong mức cho phép"
    assert "cần ít nhất 1.852 người, luật chỉ cho 1.350" in said(made, "AWARD", "1/4")
