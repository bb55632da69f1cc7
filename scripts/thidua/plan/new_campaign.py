"""The files of a new campaign: empty and explained, or an earlier one's plan carried over to edit."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from io import StringIO

from thidua.keyed.guide import Sample, commented, guide
from thidua.model import Headcount, Plan
from thidua.plan.edits import carried_over, year_of
from thidua.plan.reader import read_plan
from thidua.plan.schema import PLAN
from thidua.problems import DataError
from thidua.reading.cells import parse_id
from thidua.tables.columns import HEADCOUNT, TABLES, UNITS
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.records import read_records, read_units

PLAN_FILE = "plan.yml"
_MODELINE = "# yaml-language-server: $schema=../schema/plan.schema.json"
_GUIDE_TITLE = "# GIẢI THÍCH CÁC MỤC"

_TO_DO = """\
# CHÉP TỪ PHONG TRÀO “{old}” ĐỂ SỬA: các ngày đã dời theo năm, số liệu để trống. Việc cần làm:
#   1. title, theme, document: ghi theo văn bản của kế hoạch mới (số và ngày văn bản đang để trống).
#   2. quote, text: chép lại nguyên văn kế hoạch mới; goal, due, pace, owner: sửa theo kế hoạch mới.
#   3. units.csv: bớt hoặc thêm đơn vị. headcount.csv: sửa số đầu kỳ (đang lấy số mới nhất của phong trào cũ).
#   4. Chạy “thidua check”, sửa hết lỗi, rồi xóa các dòng này. Từng mục được giải thích ở cuối tệp.
"""
_OURS = re.compile(
    r"^# CHÉP TỪ PHONG TRÀO .*\n(?:#   .*\n)*|^" + re.escape(_GUIDE_TITLE) + r"\n(?:#.*\n?)*", re.MULTILINE
)


def new_campaign(
    campaign: str, source: Mapping[str, str] | None = None, *, year: int = 2030
) -> dict[str, str]:
    """The files of a new campaign by name, as text; they pass ``check`` as they stand.

    ``source`` holds the files of the campaign to start from, by name. ``year`` is that of the days where the
    campaign's id names none. Raises CellError for an id that no folder can bear, and DataError where the plan
    or headcount of ``source`` cannot be read.
    """
    identity = parse_id(campaign)
    if source is None:
        return {PLAN_FILE: _empty_plan(identity, year_of(identity) or year), **_headers(TABLES)}
    plan = _plan(source)
    start_year = year_of(plan.campaign) or plan.start.year
    years = (year_of(identity) or start_year) - start_year
    text = carried_over(source[PLAN_FILE], identity, years)
    later, problems = read_plan(text, PLAN_FILE, identity)
    if later is None:
        raise DataError(problems)
    return {
        PLAN_FILE: _with_comments(text, plan.campaign),
        **_headers(TABLES),
        UNITS.file: source.get(UNITS.file, ",".join(UNITS.names) + "\n"),
        HEADCOUNT.file: _opening_headcount(source, plan, later),
    }


def _headers(files: Iterable[str]) -> dict[str, str]:
    return {name: ",".join(TABLES[name].names) + "\n" for name in files}


def _plan(source: Mapping[str, str]) -> Plan:
    plan, problems = read_plan(source.get(PLAN_FILE, ""), PLAN_FILE)
    if plan is None:
        raise DataError(problems)
    return plan


def _with_comments(text: str, old: str) -> str:
    """The plan with what is to be done at its head and its keys explained at its end, once."""
    body = _OURS.sub("", text.removeprefix(_MODELINE)).strip("\n")
    return "\n".join([_MODELINE, _TO_DO.format(old=old), body, "", _GUIDE_TITLE, *guide(PLAN), ""])


def _opening_headcount(source: Mapping[str, str], plan: Plan, later: Plan) -> str:
    """The latest size of each unit's populations, from the new first day on, if it is there then."""
    sheet = open_sheet(source.get(HEADCOUNT.file, ""), HEADCOUNT.file, HEADCOUNT)
    rows = read_records(sheet, Known(plan))
    if sheet.problems:
        raise DataError(sheet.problems)
    latest: dict[tuple[str, str], Headcount] = {}
    for row in sorted(rows, key=lambda row: row.on):
        latest[row.unit, row.population] = row
    first = min([later.start, *(target.start for target in later.targets.values())])
    units = read_units(open_sheet(source.get(UNITS.file, ""), UNITS.file, UNITS)).by_id
    ended = {unit.id for unit in units.values() if unit.end is not None and unit.end < first}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADCOUNT.names)
    writer.writerows(
        (first.isoformat(), row.unit, row.population, row.size)
        for row in latest.values()
        if row.unit not in ended
    )
    return out.getvalue()


def _empty_plan(campaign: str, year: int) -> str:
    """A plan of two phases and one sample target, every key explained."""
    target: Mapping[str, Sample] = {
        "id": "MAU-01",
        "clause": "Mục của kế hoạch",
        "quote": "Chép nguyên văn chỉ tiêu trong kế hoạch vào đây.",
        "name": "Chỉ tiêu mẫu, thay bằng chỉ tiêu của kế hoạch",
        "group": "collective",
        "measure": "count",
        "goal": "{at_least: 1}",
        "unit": "đơn vị",
    }
    values: Mapping[str, Sample] = {
        "campaign": f'"{campaign}"',
        "title": f"Phong trào thi đua năm {year}",
        "phases": [
            {"id": "dot1", "name": "Đợt thi đua thứ nhất", "start": f"{year}-01-01", "end": f"{year}-06-30"},
            {"id": "dot2", "name": "Đợt thi đua thứ hai", "start": f"{year}-07-01", "end": f"{year}-12-31"},
        ],
        "closes": f"{year + 1}-03-31",
        "thresholds": {"at_risk": "0.8"},
        "scales": {
            "xl4": "[Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, "
            "Hoàn thành xuất sắc nhiệm vụ]",
        },
        "populations": {"staff": "người", "families": "gia đình", "units": "phòng/đơn vị"},
        "targets": [target],
    }
    return "\n".join([_MODELINE, *commented(PLAN, values), ""])
