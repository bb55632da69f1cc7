"""A small campaign of a made-up office, with everything that a report speaks of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plans import AT_END, campaign, day, heads, row, target
from thidua.model import (
    Campaign,
    Commemoration,
    Document,
    Issuer,
    Measure,
    Report,
    Review,
    Role,
    Rule,
    RuleKind,
    Source,
    Stage,
    Task,
    Update,
)
from thidua.report.docx import filled
from thidua.report.model import Form, ReportContent

LINE = Source("updates.csv", 2)
DELIVERED = Path(__file__).parents[1] / "site_src" / "documents"


def delivered(form: Form = Form.REPORT) -> bytes:
    """The template of a form as it comes with the program."""
    return (DELIVERED / form.file).read_bytes()


def in_word(content: ReportContent) -> bytes:
    """The content in the delivered template of its form."""
    return filled(content, delivered(content.form))


def office() -> Campaign:
    """Six targets: in phase 1 four are judged, by the end of the year all six."""
    targets = (
        replace(target("TT-01", at_least=1, pace=AT_END, unit="phòng"), group="collective", name="Một phòng"),
        replace(target("CN-01", at_least=8, unit="người"), name="Tám người được tặng Giấy khen"),
        replace(target("CN-02", Measure.RATIO, more_than=90, due="30/6"), name="Trên 90% đăng ký"),
        replace(target("CN-03", Measure.COMPLIANCE, at_least=100), name="100% chấp hành"),
        replace(target("CN-04", Measure.RATIO, pace=AT_END, at_least=15), name="Ít nhất 15%"),
        replace(target("NV-01", at_least=4, due="30/6", unit="sáng kiến"), group="task", name="Sáng kiến"),
    )
    base = campaign(
        targets,
        [
            row("10/3", 5, target="CN-01", role=Role.STAFF),
            row("20/6", 1, "B", target="CN-01", role=Role.LEADER),
            row("20/6", 2, "B", target="CN-01", stage=Stage.PROPOSED),
            row("15/5", 27, target="CN-02"),
            row("1/4", 1, target="NV-01"),
        ],
        [heads("1/1", 30)],
        rules=(
            Rule("X-1", RuleKind.STAFF_SHARE, ("CN-01",), "Chú trọng người không giữ chức vụ", "Kế hoạch"),
        ),
        units=("A", "B"),
    )
    plan = replace(
        base.plan,
        title="Phong trào thi đua năm 2022",
        document=Document(symbol="KH-STN", place="Ninh Hải", date=day("7/5"), signer="Giám đốc"),
        issuer=Issuer("Sở Thử nghiệm", parent="UBND tỉnh Ninh Hải", short="STN", report_to="Sở Nội vụ"),
        theme="Đoàn kết, sáng tạo.",
        tasks={"N1": Task("N1", "III.1", "Toàn văn", name="Cải cách hành chính")},
        reviews=(Review("dot1", day("30/6"), held=day("28/6"), name="Sơ kết đợt 1"),),
        commemorations=(Commemoration("K1", "Ngày truyền thống", day("3/2"), phase="dot1"),),
        recipients=("Các phòng", "Lưu: VT"),
        report_day=5,
    )
    return replace(
        base,
        plan=plan,
        updates=(
            Update(day("1/6"), "N1", "A", "Đã rà soát thủ tục", "Xin thêm máy", None, None, LINE),
            Update(day("2/6"), "N1", "B", "Đã cập nhật quy trình", "", None, None, LINE),
        ),
        reports=(Report(day("2/2"), "A", day("1/1"), LINE),),
    )
