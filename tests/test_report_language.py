"""A report reads as an official writes: to another department, without our ids, each thing said once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import plans
import pytest
from plans import day, row, target
from report_samples import office
from table_kit import cases
from thidua.figures.discipline import last_period
from thidua.figures.progress import measure
from thidua.intake.read import load
from thidua.model import Campaign, Measure, Revision, Source
from thidua.report.content import report_content
from thidua.report.model import BodyKind, BodyLine, ReportContent, Table
from thidua.report.monthly import monthly_content
from thidua.report.office import deputy
from thidua.report.phrases import padded
from thidua.report.registration import registration_content

ROOT = Path(__file__).parents[1]


def campaign(data: Path, name: str) -> Campaign:
    return load(data, name, date(2026, 1, 1)).campaigns[0]


@pytest.fixture(scope="module")
def of_2022() -> Campaign:
    return campaign(ROOT / "data", "2022")


def written(found: ReportContent) -> list[str]:
    """Every paragraph and cell."""
    tables = [part for part in found.body if isinstance(part, Table)]
    tables += [one.table for one in found.appendices]
    lines = [part.text for part in found.body if isinstance(part, BodyLine)]
    return lines + [cell for table in tables for row in table.rows for cell in row.cells]


@cases(("on", "phase"), [("30/6", "dot1"), ("15/11", "dot2"), ("31/12", "dot2")])
def test_it_reads_as_an_official_writes(of_2022: Campaign, on: str, phase: str) -> None:
    found = report_content(measure(of_2022, day(on)), phase)
    body = [part.text for part in found.body if isinstance(part, BodyLine)]
    assert not [text for text in body if text[0].isdigit() and not re.match(r"\d\. ", text)]
    ids = "|".join(map(re.escape, sorted(of_2022.plan.targets, key=len, reverse=True)))
    inner = rf"\b(?:{ids})\b|\bI{{1,3}}\.\d|III\.2|dòng \d"
    assert not [text for text in written(found) if re.search(inner, text)]
    conduct = [text for text in body if "chưa ghi nhận vi phạm" in text]
    assert len(conduct) == 1
    assert "100% CBCCVC (3" in conduct[0]
    assert "(1) " in conduct[0]
    names = [one.name for one in of_2022.plan.targets.values() if one.traits.counts_breaches]
    told = [text for text in body if any(text.startswith(f"- {name}:") for name in names)]
    assert all("vi phạm" in text for text in told)  # only the one that was broken has a line of its own


def test_what_the_year_came_to_by_kind(of_2022: Campaign) -> None:
    found = report_content(measure(of_2022, day("31/12")), "dot2")
    texts = [part.text for part in found.body if isinstance(part, BodyLine)]
    for sentence in (
        "Có 04 chỉ tiêu chưa đạt: (1) Bằng khen UBND tỉnh cho cá nhân; (2) Chiến sĩ thi đua cơ sở; "
        "(3) Nội quy, quy chế cơ quan; (4) Sáng kiến cấp tỉnh.",
        "- Chi bộ: hoàn thành tốt trở lên: được xếp loại Hoàn thành tốt nhiệm vụ, mục tiêu Hoàn thành tốt "
        "nhiệm vụ trở lên; đạt.",
        "- Đề nghị Bằng khen cho tập thể Sở: đã trình 01 hồ sơ đề nghị, mục tiêu ít nhất 01 hồ sơ đề nghị; "
        "đạt.",
        "- Nội quy, quy chế cơ quan: có 34/35 người (97,1%) chấp hành, mục tiêu 100% CBCCVC; không đạt, "
        "ghi nhận 01 vi phạm.",
        "- Phong trào “An toàn giao thông”: Cả năm không có vụ tai nạn giao thông nào do người của Sở gây ra "
        "(Trung tâm Dịch vụ đối ngoại, ngày 26/12/2022).",
    ):
        assert sentence in texts
    (awards,) = (part for part in found.body if isinstance(part, Table))
    assert [row.cells[1:] for row in awards.rows] == [  # units, people, leaders, without a post
        ("Bằng khen của UBND tỉnh", "–", "02", "01", "01"),
        ("Tập thể lao động xuất sắc", "01", "–", "–", "–"),
        ("Giấy khen của Giám đốc Sở", "03", "09", "02", "07"),
        ("Tập thể lao động tiên tiến", "06", "–", "–", "–"),
        ("Chiến sĩ thi đua cơ sở", "–", "05", "02", "03"),
        ("Lao động tiên tiến", "–", "34", "14", "20"),
    ]


def test_units_goals_stand_in_an_appendix_of_their_own() -> None:
    chupah = campaign(ROOT / "tests/offices", "chupah-2024")
    found = report_content(measure(chupah, date(2024, 6, 30)), "q2")
    whole, units = found.appendices
    rows = {row.key: row.cells for row in units.table.rows}
    assert rows["XH-03"] == ("Giải quyết việc làm cho 1.350 lao động: 0/04 đơn vị đạt mục tiêu được giao",)
    assert rows["XH-03/IAPH"][1:] == (
        "Xã Ia Phí", "Ít nhất 340 lao động", "168", "49,4%", "172 lao động", "Có nguy cơ",
    )  # fmt: skip
    asked = {row.key: row.cells[-2:] for row in whole.table.rows}
    assert asked["KT-03"] == ("≥ 1.800,94", "Không đạt")
    assert (asked["AT-01"], asked["AT-02"]) == (("≤ 9", "Đạt"), ("≤ 4", "Không đạt"))  # of a cap its part


def test_a_changed_plan_says_by_which_decision() -> None:
    base = office()
    source = Source("plan.yml", 1)
    lower = replace(base.plan.targets["CN-01"].goal, lower=6)
    revisions = (
        Revision(
            day("5/5"),
            "NQ 12",
            {"CN-01": {"goal": lower, "due": day("30/9")}, "TT-01": {"cancelled": True}},
            (),
            source,
        ),
    )
    changed = replace(base, plan=replace(base.plan, revisions=revisions))
    found = report_content(measure(changed, day("28/6")), "dot1")
    texts = written(found)
    assert (
        "Từ ngày 05/5/2022, chỉ tiêu “Tám người được tặng Giấy khen” điều chỉnh mục tiêu từ 8 xuống 6; "
        "đổi hạn từ 31/12/2022 sang 30/9/2022 theo NQ 12." in texts
    )
    assert "Từ ngày 05/5/2022, chỉ tiêu “Một phòng” thôi thực hiện theo NQ 12." in texts
    assert "Kế hoạch có 05 chỉ tiêu, trong đó 04 chỉ tiêu có mức phải đạt trong đợt 1." in texts
    assert "Một phòng" not in texts  # no row in the appendix


@cases(
    ("phrase", "shown"),
    [
        ("từ 7 đến 9 sáng kiến", "từ 07 đến 09 sáng kiến"),
        ("trên 90% CBCCVC", "trên 90% CBCCVC"),
        ("không quá 5%", "không quá 5%"),
        ("ít nhất 1,5 tỷ đồng", "ít nhất 1,5 tỷ đồng"),
        ("ít nhất 1.005 hộ", "ít nhất 1.005 hộ"),
        ("còn thiếu 12 gia đình", "còn thiếu 12 gia đình"),
        ("ít nhất 5 sản phẩm 3 sao", "ít nhất 05 sản phẩm 3 sao"),
        ("ít nhất 12 sản phẩm 3 sao", "ít nhất 12 sản phẩm 3 sao"),
    ],
)
def test_single_digits_have_a_nought(phrase: str, shown: str) -> None:
    assert padded(phrase, target(at_least=5)) == shown


@cases("kind", [Measure.RANK, Measure.LEVEL, Measure.AMOUNT])
def test_an_amount_and_a_levels_name_are_left_as_they_are(kind: Measure) -> None:
    assert padded("Cấp độ 2 trở lên", target(measure=kind, at_least=1)) == "Cấp độ 2 trở lên"


def test_a_deputy_signs_for_the_head() -> None:
    assert deputy(("GIÁM ĐỐC",)) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert deputy(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")) == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert deputy(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


@cases("name", ["chupah-2024", "va-fy2024", "nong-thon-2021-2025"])
def test_any_plan_on_any_day_gives_each_place_a_key_of_its_own(name: str) -> None:
    found = campaign(ROOT / "tests/offices", name)
    plan = found.plan
    for on in (plan.start - timedelta(days=5), plan.start + (plan.end - plan.start) / 3, plan.closes):
        progress = measure(found, on)
        made = [report_content(progress, phase.id) for phase in plan.phases]
        made += [monthly_content(progress, last_period(plan, on))]
        made += [registration_content(progress)]
        for content in made:
            lines = [part for part in content.body if isinstance(part, BodyLine)]
            keys = [line.key for line in lines if line.key]
            assert len(keys) == len(set(keys))
            begun = [
                line.text for line in lines if line.text[0].isdigit() and line.kind is not BodyKind.HEADING
            ]
            assert begun == []


def test_nought_of_a_cap_and_of_a_level_is_a_figure() -> None:
    """“Chưa có kết quả; đạt” was said of what had been reported: that nothing happened."""
    made = plans.campaign(
        [
            target("C-1", at_most=2, unit="vụ"),
            target("L-1", Measure.LEVEL, hold=True, at_most=0),
            target("N-1", at_least=2, unit="hồ sơ"),
        ],
        [row("1/3", 0, target="C-1"), row("1/3", 0, None, target="L-1"), row("1/3", 0, target="N-1")],
    )
    told = "\n".join(written(report_content(measure(made, day("31/12")), "dot2")))
    assert "- C-1: thực hiện 0 vụ, mục tiêu không quá 02 vụ; vượt." in told
    assert "- L-1: thực hiện 0, mục tiêu không quá 0; đạt." in told
    assert "- N-1: chưa có hồ sơ, mục tiêu ít nhất 02 hồ sơ; không đạt" in told
