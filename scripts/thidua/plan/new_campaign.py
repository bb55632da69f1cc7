"""The files of a new campaign: a template filled and explained, or an earlier one's plan carried over.

The templates stand in plan/beginnings/; how they write days, the first of them says.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

import yaml

from thidua.keyed.guide import commented, guide
from thidua.model import Headcount, Plan, Unit
from thidua.plan.edits import carried_over, moved, year_of
from thidua.plan.reader import read_plan
from thidua.plan.schema import PLAN
from thidua.problems import CellError, DataError
from thidua.reading.cells import id_key, parse_id
from thidua.tables.columns import HEADCOUNT, TABLES, UNITS
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.names import unit_names
from thidua.tables.records import read_records, read_units
from thidua.text import Text

PLAN_FILE = "plan.yml"
USUAL = "thi-dua"
TEMPLATES = (USUAL, "kinh-te", "nhieu-nam")  # an emulation plan, an economic one by quarter, a programme
_MODELINE = "# yaml-language-server: $schema=../schema/plan.schema.json"
_GUIDE_TITLE = "# GIẢI THÍCH CÁC MỤC"

_TO_DO = """\
# CHÉP TỪ PHONG TRÀO “{old}” ĐỂ SỬA: chỉ các ngày đã dời, chữ giữ nguyên, số liệu để trống. Việc cần làm:
#   1. title, theme, document, tên đợt: ghi theo văn bản của kế hoạch mới (số và ngày văn bản đang để trống).
#   2. quote, text: chép lại nguyên văn kế hoạch mới; goal, due, pace, owner: sửa theo kế hoạch mới.
#      Các lần điều chỉnh (revisions) của kế hoạch cũ đã bỏ; previous đang so sánh với phong trào “{old}”.
#   3. units.csv: bớt hoặc thêm đơn vị. headcount.csv: sửa số đầu kỳ (đang lấy số mới nhất của phong trào cũ).
#   4. Chạy “thidua check”, sửa hết lỗi, rồi xóa các dòng này. Từng mục được giải thích ở cuối tệp.
"""
_OURS = re.compile(
    r"^# CHÉP TỪ PHONG TRÀO .*\n(?:#   .*\n)*|^" + re.escape(_GUIDE_TITLE) + r"\n(?:#.*\n?)*", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """When a new campaign begins, as far as the call says so: the first day, else the year of today.

    The id's own year comes before that of today: 2024-2025 begins in 2024.
    """

    day: date | None = None
    this_year: int = 2030


def new_campaign(
    campaign: str, source: Mapping[str, str] | str, begins: Beginning = Beginning()
) -> dict[str, str]:
    """The files of a new campaign by name, as text; they pass ``check`` as they stand.

    ``source`` holds the files of the campaign to start from, by name, or is the text of a template. Raises
    CellError for an id that no folder can bear or a day on which the source's phases cannot begin, and
    DataError where the plan or headcount of ``source`` cannot be read.
    """
    identity = parse_id(campaign)
    if isinstance(source, str):
        start = begins.day or date(year_of(identity) or begins.this_year, 1, 1)
        values = {"campaign": f'"{identity}"', **_begun(source, start)}
        plan_text = "\n".join([_MODELINE, *commented(PLAN, values), ""])
        return {PLAN_FILE: plan_text, **_headers(TABLES)}
    plan = _plan(source)
    months = _months_between(plan, identity, begins.day)
    text = carried_over(source[PLAN_FILE], identity, months, plan.campaign)
    later, problems = read_plan(text, PLAN_FILE, identity)
    if later is None:
        raise DataError(problems)
    return {
        PLAN_FILE: _with_comments(text, plan.campaign),
        **_headers(TABLES),
        UNITS.file: source.get(UNITS.file, ",".join(UNITS.names) + "\n"),
        HEADCOUNT.file: _opening_headcount(source, plan, later),
    }


# A day so many months after the first, the one before it or its year; the years from a month to another.
_WRITTEN = re.compile(r"@(\d+)(?:\.\.(\d+)|([-y])|)")


def _begun(template: str, start: date) -> Any:
    """A template's values where its first day is known."""

    def said(found: re.Match[str]) -> str:
        first = moved(start, int(found[1]))
        end = moved(start, int(found[2] or found[1])) - timedelta(days=1)
        if found[2]:
            return str(first.year) if first.year == end.year else f"{first.year} - {end.year}"
        return str(end.year) if found[3] == "y" else (end if found[3] else first).isoformat()

    return yaml.load(_WRITTEN.sub(said, template), yaml.BaseLoader)


def _months_between(plan: Plan, identity: str, start: date | None) -> int:
    """By how many months the days move: to ``start``, else by the years between the two ids."""
    if start is None:
        old_year = year_of(plan.campaign) or plan.start.year
        return 12 * ((year_of(identity) or old_year) - old_year)
    months = 12 * (start.year - plan.start.year) + start.month - plan.start.month
    if moved(plan.start, months) != start:
        hint = Text("ghi ngày {day} của một tháng, như ngày bắt đầu của kế hoạch cũ", day=plan.start.day)
        raise CellError("bad-date/not-moved", hint=hint, day=start)
    return months


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
    """The latest size of each unit's populations, from the new first day on, if it is there then.

    What a unit that has ended had is its successor's, until the successor's next row (section 2).
    """
    units = read_units(open_sheet(source.get(UNITS.file, ""), UNITS.file, UNITS)).by_id
    sheet = open_sheet(source.get(HEADCOUNT.file, ""), HEADCOUNT.file, HEADCOUNT)
    rows = read_records(sheet, Known(plan, unit_names(units)))
    if sheet.problems:
        raise DataError(sheet.problems)
    first = min([later.start, *(target.start for target in later.targets.values())])
    known = {id_key(name): name for name in units}
    latest: dict[str, dict[str, int]] = {}
    # A unit's last day is over before the rows of the next one.
    turns: list[tuple[date, int, Headcount | Unit]] = [(row.on, 0, row) for row in rows]
    turns += [(one.end, 1, one) for one in units.values() if one.end is not None and one.end < first]
    for _, _, one in sorted(turns, key=lambda turn: turn[:2]):
        if isinstance(one, Headcount):
            latest.setdefault(one.unit, {})[one.population] = one.size
        elif heir := known.get(id_key(one.successor or "")):
            held = latest.setdefault(heir, {})
            held.update({name: held.get(name, 0) + size for name, size in latest.pop(one.id, {}).items()})
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADCOUNT.names)
    for unit, sizes in latest.items():
        if units[unit].in_being(first):
            writer.writerows(
                (first.isoformat(), unit, population, size) for population, size in sizes.items()
            )
    return out.getvalue()
