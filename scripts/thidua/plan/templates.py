"""What a new plan starts from: an emulation plan, an economic plan by quarter, a programme of years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from thidua.keyed.guide import Sample
from thidua.plan.edits import moved

Values = Mapping[str, Sample]
_SCALE = (
    "[Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, Hoàn thành xuất sắc nhiệm vụ]"
)


def _end(start: date, months: int) -> date:
    """The last day of so many months."""
    return moved(start, months) - timedelta(days=1)


def _phases(start: date, names: Mapping[str, str], months: int) -> list[Sample]:
    """Phases of so many months each, by id and name."""
    return [
        {
            "id": id_,
            "name": name,
            "start": moved(start, place * months).isoformat(),
            "end": _end(start, (place + 1) * months).isoformat(),
        }
        for place, (id_, name) in enumerate(names.items())
    ]


def _span(start: date, years: int) -> str:
    """The years as a title names them: 2024, 2024 - 2025."""
    end = _end(start, 12 * years)
    return str(start.year) if start.year == end.year else f"{start.year} - {end.year}"


def _targets(text: str) -> list[Sample]:
    """Targets, two lines each: id and name, then their keys with values as a plan has them."""
    lines = text.strip().splitlines()
    return [
        {
            **dict(zip(("id", "name"), head.split(": ", 1), strict=True)),
            **dict(pair.split(": ", 1) for pair in keys.split("; ")),
            "clause": "Mục của kế hoạch",
            "quote": "Chép nguyên văn chỉ tiêu trong kế hoạch vào đây.",
        }
        for head, keys in zip(lines[::2], lines[1::2], strict=True)
    ]


_EMULATION = """
MAU-01: Chỉ tiêu mẫu, thay bằng chỉ tiêu của kế hoạch
group: collective; measure: count; goal: {at_least: 1}; unit: đơn vị
MAU-02: Xếp loại mẫu
group: collective; measure: rank; goal: {at_least: Hoàn thành tốt nhiệm vụ}; scale: xl4
"""


def _emulation(start: date) -> Values:
    return {
        "title": f"Phong trào thi đua năm {_span(start, 1)}",
        "phases": _phases(start, {"dot1": "Đợt thi đua thứ nhất", "dot2": "Đợt thi đua thứ hai"}, 6),
        "closes": _end(start, 15).isoformat(),
        "thresholds": {"at_risk": "0.8"},
        "scales": {"xl4": _SCALE},
        "populations": {
            "staff": "{name: CBCCVC, unit: người}",
            "families": "gia đình",
            "units": "{name: phòng và đơn vị, unit: phòng/đơn vị}",
        },
        "targets": _targets(_EMULATION),
    }


_ECONOMY = """
KT-01: Tổng giá trị sản xuất, cộng từ các ngành
group: kinh-te; measure: amount; goal: {at_least: "150,5"}; unit: tỷ đồng; from: {sum: [KT-02, KT-03]}
KT-02: Giá trị sản xuất một ngành, số lũy kế
group: kinh-te; measure: amount; goal: {at_least: "100,5"}; unit: tỷ đồng; reading: cumulative
KT-03: Giá trị sản xuất ngành khác
group: kinh-te; measure: amount; goal: {at_least: 50}; unit: tỷ đồng; reading: cumulative
KT-04: Giải ngân vốn đầu tư công, theo mốc từng quý
group: kinh-te; measure: level; goal: {more_than: 95}; unit: "%"; pace: [POINTS]
XH-01: Tỷ lệ hộ nghèo giảm xuống dưới một mức
group: xa-hoi; measure: level; goal: {less_than: "5,5"}; unit: "%"; baseline: "7,2"; pace: at_end
AN-01: Số vụ tai nạn giao thông không quá một mức
group: an-ninh; measure: count; goal: {at_most: 19}; unit: vụ
"""


def _economy(start: date) -> Values:
    quarters = {"q1": "Quý I", "q2": "Quý II", "q3": "Quý III", "q4": "Quý IV"}
    points = ", ".join(
        f"{{by: {_end(start, months)}, value: {value}}}" for months, value in ((3, 15), (6, 40), (9, 65))
    )
    return {
        "title": f"Kế hoạch phát triển kinh tế - xã hội năm {_span(start, 1)}",
        "phases": _phases(start, quarters, 3),
        "closes": _end(start, 15).isoformat(),
        "report_day": "10",
        "report_every": "quarter",
        "thresholds": {"at_risk": "0.9"},
        "groups": {"kinh-te": "Kinh tế", "xa-hoi": "Xã hội", "an-ninh": "Quốc phòng, an ninh"},
        "targets": _targets(_ECONOMY.replace("POINTS", points)),
    }


_PROGRAMME = """
CT-01: Số xã đạt chuẩn trong cả giai đoạn; mức giao từng đơn vị ghi ở allocations.csv
group: muc-tieu; measure: count; goal: {at_least: 500}; unit: xã
CT-02: Số đơn vị đạt mức được giao của CT-01
group: dia-phuong; measure: count; goal: {at_least: 10}; unit: đơn vị; pace: at_end; \
from: {units_meeting: CT-01}
CT-03: Mức chung, lấy trung bình các đơn vị, giữ suốt giai đoạn
group: dia-phuong; measure: level; goal: {at_least: 90}; hold: true; unit: "%"; across: mean
"""


def _programme(start: date) -> Values:
    ends = [_end(start, 12 * (place + 1)) for place in range(5)]
    names = {f"n{end.year}": f"Năm {_span(moved(start, 12 * place), 1)}" for place, end in enumerate(ends)}
    return {
        "title": f"Chương trình giai đoạn {_span(start, 5)}",
        "phases": _phases(start, names, 12),
        "closes": _end(start, 66).isoformat(),
        "report_day": "15",
        "report_every": "quarter",
        "groups": {"muc-tieu": "Mục tiêu chung", "dia-phuong": "Mục tiêu của các địa phương"},
        "targets": _targets(_PROGRAMME),
    }


TEMPLATES: Mapping[str, Callable[[date], Values]] = {
    "thi-dua": _emulation,
    "kinh-te": _economy,
    "nhieu-nam": _programme,
}
