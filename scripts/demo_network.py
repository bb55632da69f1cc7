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

import yaml
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
    name: Department(**told)
    for name, told in yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8")).items()
}


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
