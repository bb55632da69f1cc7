"""Write networks/vi-du/collected/ anew: six made-up departments, each with a plan of its own.

Their figures are computed as everybody's are: from rows, by the engine; one of the six says that its own are
made up, one fell silent, one answers nonsense today. A seventh never answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from thidua.api import data_sha256, status_json
from thidua.figures.progress import measure
from thidua.intake.assemble import Folder, read_campaign
from thidua.model import Campaign
from thidua.network.answer import read_answer
from thidua.network.kept_file import LAST_TRY, Attempt, attempt_file, day_file
from thidua.network.load import load_network, read_schemas
from thidua.problems import DataError
from thidua.tables.columns import TABLES

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "networks" / "vi-du"
_COLLECTED = (date(2022, 4, 1), date(2022, 7, 1), date(2022, 10, 1), date(2022, 11, 1), date(2022, 11, 16))


@dataclass(frozen=True, slots=True)
class Department:
    """People, targets (``id|name|measure|goal|unit|rows``), days that it is late, when it fell silent."""

    staff: int
    targets: str
    late: int = 1  # days
    silent_from: date = date.max
    illustrative: bool = False


DEPARTMENTS: Mapping[str, Department] = {
    "buu-van": Department(42, """
        SK-01|Sáng kiến cấp cơ sở|count|at_least: 8|sáng kiến|20/3 2, 15/6 3, 30/9 2, 8/11 1
        LD-01|Lao động tiên tiến|ratio|at_least: 90|staff|10/11 40
        KL-01|Không vi phạm kỷ luật|compliance|at_least: 100|staff|
        VH-01|Gia đình văn hóa|ratio|more_than: 95|staff|10/11 41
        HS-01|Hồ sơ đúng hạn|level|at_least: 98|%|31/3 96, 30/6 97, 30/9 98.5
        TB-01|Tin, bài|count|at_least: 60|tin, bài|28/2 9, 31/5 16, 31/8 18, 31/10 14
        XL-01|Xếp loại cơ quan|rank|at_least: Tốt||
        TK-01|Tiết kiệm chi|amount|at_least: 120|triệu đồng|30/6 55, 30/9 40.5"""),
    "lua-nuoc": Department(65, """
        A-1|Sáng kiến|count|at_least: 15|sáng kiến|31/3 2, 30/6 2, 30/9 1
        A-2|Lao động tiên tiến|ratio|at_least: 85|staff|5/11 49
        A-3|Gia đình văn hóa|ratio|at_least: 90|staff|5/11 60
        A-4|Sản lượng lúa|amount|at_least: 480|nghìn tấn|30/5 210, 30/10 262
        A-5|Xã đạt chuẩn|count|at_least: 4|xã|30/6 1, 31/10 1
        A-6|Đơn thư quá hạn|count|at_most: 3|đơn|31/3 0, 15/8 2
        A-7|Hộ dùng nước sạch|level|at_least: 92|%|31/3 88, 30/9 90.4
        A-8|Chuyển đổi số|level|at_least: 80|%|30/6 41, 31/10 52
        A-9|Không sinh con thứ ba|compliance|at_least: 100|staff|12/7 1"""),
    "duong-thuy": Department(38, """
        S1|Sáng kiến|count|at_least: 5|sáng kiến|15/5 3, 20/10 3
        S2|Lao động tiên tiến|ratio|more_than: 90|staff|12/11 35
        S3|Tuyến luồng nạo vét|level|at_least: 40|km|30/6 22, 30/9 33.5, 12/11 37
        S4|Vụ tai nạn|count|at_most: 6|vụ|31/3 1, 30/6 2, 30/9 1
        S5|Bến có phép|ratio|at_least: 60|staff|30/9 20
        S6|Xếp loại cơ quan|rank|at_least: Xuất sắc||10/11 Tốt
        S7|Giải ngân|level|at_least: 95|%|31/3 8, 30/6 30, 30/9 52, 12/11 61""", late=2),
    "cho-ben": Department(27, """
        C-01|Sáng kiến|count|at_least: 4|sáng kiến|30/6 1
        C-02|Lao động tiên tiến|ratio|at_least: 80|staff|25/10 15
        C-03|Gia đình văn hóa|ratio|at_least: 90|staff|25/10 25
        C-04|Chợ đạt chuẩn|count|at_least: 12|chợ|31/3 3, 30/6 4, 30/9 2
        C-05|Thu phí bến bãi|amount|at_least: 9.5|tỷ đồng|31/3 2.1, 30/6 2.4, 30/9 2.2
        C-06|Phản ánh được trả lời|level|at_least: 95|%|30/6 90, 30/9 93""", silent_from=date(2022, 11, 1)),
    "thu-cong": Department(31, """
        T-1|Sáng kiến|count|at_least: 6|sáng kiến|10/4 2, 20/8 3, 25/10 1
        T-2|Lao động tiên tiến|ratio|at_least: 90|staff|28/10 29
        T-3|Gia đình văn hóa|ratio|at_least: 95|staff|28/10 28
        T-4|Làng nghề mới|count|at_least: 3|làng nghề|30/6 1, 30/9 1
        T-5|Hội chợ|count|at_least: 2|hội chợ|20/5 1, 18/9 1
        T-6|Doanh thu làng nghề|amount|at_least: 850|tỷ đồng|31/3 170, 30/6 230, 30/9 215
        T-7|Nợ báo cáo|count|at_most: 4|báo cáo|31/3 1, 30/6 2, 30/9 2""", silent_from=date(2022, 11, 16)),
    "thu-vien": Department(19, """
        V-1|Sáng kiến|count|at_least: 3|sáng kiến|30/6 2, 30/9 2
        V-2|Lao động tiên tiến|ratio|at_least: 90|staff|10/11 19
        V-3|Gia đình văn hóa|ratio|at_least: 90|staff|10/11 19
        V-4|Lượt bạn đọc|amount|at_least: 40|nghìn lượt|31/3 11, 30/6 12, 30/9 14, 10/11 6
        V-5|Sách số hóa|count|at_least: 900|đầu sách|31/3 200, 30/6 260, 30/9 310""", illustrative=True),
}  # fmt: skip


def main() -> None:
    """Write every file of what was collected; what stood there goes."""
    home = HOME / "collected"
    for path in home.rglob("*.json"):
        path.unlink()
    for name, content in collected_files().items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)


def collected_files() -> dict[str, bytes]:
    """Every file below networks/vi-du/collected/, by its path there."""
    members = load_network(HOME).network.members
    schemas = read_schemas(ROOT)
    files: dict[str, bytes] = {}
    for name, department in DEPARTMENTS.items():
        campaign = _campaign(name, department)
        heard = [day for day in _COLLECTED if day < department.silent_from]
        for day in heard:
            told = status_json(
                measure(campaign, day - timedelta(days=department.late)), data_sha256(campaign)
            )
            answer = read_answer(json.dumps(told).encode(), members[name], schemas, day)
            files[f"{name}/{day}.json"] = day_file(answer, members[name], day)
        files[f"{name}/{LAST_TRY}"] = attempt_file(_last_try(name, heard[-1]))
    files[f"dao-xa/{LAST_TRY}"] = attempt_file(_last_try("dao-xa", None))
    return files


_FAULTS = {
    "cho-ben": ("member-unreachable", {"reason": "Connection refused"}),
    "thu-cong": ("member-not-json", {"reason": "HTML"}),
    "dao-xa": ("member-http", {"status": "404", "variable": "THIDUA_TOKEN_DAO_XA"}),
}


def _last_try(name: str, had: date | None) -> Attempt:
    code, values = _FAULTS.get(name, (None, {}))
    place = f"https://{name}.example/api/v1/2022/status.json"
    return Attempt(_COLLECTED[-1], place, had, code=code, values=values)


# ── a department's campaign, from its few lines ──


def _campaign(name: str, department: Department) -> Campaign:
    files = {file: ",".join(table.names) + "\n" for file, table in TABLES.items() if not table.may_be_absent}
    files["units.csv"] += "VP,Văn phòng,VP,,,\n"
    files["headcount.csv"] += f"2022-01-01,VP,staff,{department.staff}\n"
    lines = [line.strip().split("|") for line in department.targets.strip().splitlines()]
    files["achievements.csv"] += "".join(row for line in lines for row in _rows(*line))
    files["plan.yml"] = "\n".join(
        [*_head(name, department), *(text for line in lines for text in _target(*line))]
    )
    content = {file: text.encode() for file, text in files.items()}
    campaign, problems = read_campaign(Folder("2022", name, content, lambda path: False), _COLLECTED[-1])
    if campaign is None:
        raise DataError(problems)
    return campaign


def _head(name: str, department: Department) -> Iterator[str]:
    yield 'campaign: "2022"'
    yield f"title: Phong trào thi đua năm 2022 của {name}"
    yield f"illustrative: {'true' if department.illustrative else 'false'}"
    yield "phases: [{id: nam, name: Cả năm, start: 2022-01-01, end: 2022-12-31}]"
    yield "closes: 2023-03-31"
    yield "scales: {xl: [Yếu, Khá, Tốt, Xuất sắc]}"
    yield "populations: {staff: người}"
    yield "targets:"


def _target(name: str, title: str, measured: str, goal: str, unit: str, rows: str) -> Iterator[str]:
    yield f"  - {{id: {name}, clause: {name}, quote: {title!r}, name: {title!r}, group: task,"
    more = {"ratio": f"population: {unit}", "compliance": f"population: {unit}", "rank": "scale: xl"}
    yield f"     measure: {measured}, goal: {{{goal}}}, {more.get(measured) or f'unit: {unit!r}'}}}"


def _rows(name: str, title: str, measured: str, goal: str, unit: str, rows: str) -> Iterator[str]:
    unit_id = "" if measured in ("level", "rank") else "VP"
    for row in rows.split(", ") if rows else ():
        day, value = row.split(" ", 1)
        yield f"{day}/2022,{name},{unit_id},{value},,,,\n"


if __name__ == "__main__":
    main()
