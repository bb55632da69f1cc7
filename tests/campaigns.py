"""A small sound campaign with a target of every measure, to be spoilt by the tests one slip at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from thidua.intake.assemble import Folder, read_campaign
from thidua.intake.read import in_order
from thidua.model import Campaign
from thidua.problems import Problem

TODAY = date(2022, 3, 1)
FIRST_MONTH = "1642651200"  # 20 January 2022, for SOURCE_DATE_EPOCH: no past day has pages yet
EVIDENCE = "evidence/qd-12.pdf"

PLAN = """\
campaign: "2022"
title: Phong trào thi đua
phases:
  - {id: dot1, name: Đợt 1, start: 2022-01-01, end: 2022-06-30}
  - {id: dot2, name: Đợt 2, start: 2022-07-01, end: 2022-12-31}
closes: 2023-03-31
scales:
  xl4: [Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, Hoàn thành xuất sắc nhiệm vụ]
populations: {staff: người, families: gia đình}
targets:
  - {id: CN-01, clause: "1", quote: Có 10 sáng kiến., name: Sáng kiến, group: individual, measure: count,
     goal: {at_least: 10}, owner: VP}
  - {id: CN-03, clause: "2", quote: Ít nhất 15%., name: Chiến sĩ thi đua, group: individual, measure: ratio,
     goal: {at_least: 15}, population: staff}
  - {id: KL-01, clause: "3", quote: Không ai vi phạm., name: Kỷ luật, group: individual, measure: compliance,
     goal: {at_least: 100}, population: staff}
  - {id: XL-01, clause: "4", quote: Xếp loại tốt., name: Xếp loại, group: collective, measure: rank,
     goal: {at_least: Hoàn thành tốt nhiệm vụ}, scale: xl4}
  - {id: MUC-01, clause: "5", quote: Đạt 90%., name: Hài lòng, group: task, measure: level, unit: "%",
     goal: {at_least: 90}}
  - {id: MUC-02, clause: "6", quote: Giảm còn 3 ngày., name: Số ngày, group: task, measure: level, unit: ngày,
     goal: {at_most: 3}, baseline: 5}
  - {id: LK-01, clause: "7", quote: Có 20 tin bài., name: Tin bài, group: task, measure: count,
     goal: {at_least: 20}, reading: cumulative}
tasks:
  - {id: NV.1, clause: III.2.1, text: Học tập và làm theo.}
"""
UNITS = """\
unit_id,name,short_name
VP,Văn phòng - Thanh tra,VPTTr
HT,Phòng Hợp tác quốc tế,P. HTQT
"""
HEADCOUNT = """\
date,unit_id,population,size
2022-01-01,VP,staff,10
2022-01-01,HT,staff,20
"""
ACHIEVEMENTS = """\
date,target_id,unit_id,value,stage,role,evidence,note
2022-01-10,CN-01,VP,2,awarded,staff,QĐ 1,
2022-01-15,CN-03,HT,5,,,QĐ 2,đợt đầu
2022-02-01,XL-01,,Hoàn thành tốt nhiệm vụ,,,,
2022-02-01,MUC-01,,85,,,,
2022-02-02,LK-01,HT,3,,,,
"""
UPDATES = """\
date,task_id,unit_id,text,asks,answered
2022-01-20,NV.1,VP,Đã phát động,,
2022-02-01,NV.1,HT,,Xin thêm kinh phí,2022-02-10
"""
REPORTS = """\
date,unit_id,period
2022-02-03,VP,2022-01
2022-02-04,HT,2022-01
"""
_DAYS = {"end: 2022-06-30": "end: 2022-01-31", "start: 2022-07-01": "start: 2022-02-01",
         "end: 2022-12-31": "end: 2022-03-31", "closes: 2023-03-31": "closes: 2022-03-31"}  # fmt: skip
SOUND = {
    "plan.yml": PLAN,
    "units.csv": UNITS,
    "headcount.csv": HEADCOUNT,
    "achievements.csv": ACHIEVEMENTS,
    "updates.csv": UPDATES,
    "reports.csv": REPORTS,
}
_SHORT_NAMES = {name.partition(".")[0]: name for name in (*SOUND, "allocations.csv")}

Content = str | bytes | None


def brief(plan: str = PLAN) -> str:
    """The same plan for three months: of fourteen the pages of past days are most of what is built."""
    for before, after in _DAYS.items():
        assert before in plan
        plan = plan.replace(before, after)
    return plan


def small(*ids: str) -> dict[str, str]:
    """Of the same plan for three months these targets alone, or the first, with their rows: a cheap site."""
    asked = ids or ("CN-01",)
    start, end = PLAN.index("  - {id: CN-01"), PLAN.index("tasks:\n")
    targets = [f"  - {{id:{one}" for one in PLAN[start:end].split("  - {id:")[1:]]
    chosen = "".join(one for one in targets if one.startswith(tuple(f"  - {{id: {name}," for name in asked)))
    head, *rows = ACHIEVEMENTS.splitlines(keepends=True)
    told = "".join(row for row in rows if row.split(",")[1] in asked)
    return {"plan": brief(PLAN[:start] + chosen + PLAN[end:]), "achievements": head + told}


def campaign_files(**overrides: Content) -> dict[str, bytes]:
    """The files' bytes by name; ``units=…`` stands for units.csv, and None leaves the file out."""
    contents: dict[str, Content] = {**SOUND, **{_SHORT_NAMES[key]: each for key, each in overrides.items()}}
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in contents.items()
        if content is not None
    }


def write_campaign(tmp_path: Path, name: str = "2022", **overrides: Content) -> Path:
    """Write the campaign under ``tmp_path/data`` and give that folder, which is DATA."""
    folder = tmp_path / "data" / name
    (folder / "evidence").mkdir(parents=True)
    (folder / EVIDENCE).write_bytes(b"%PDF-")
    for file, content in campaign_files(**overrides).items():
        (folder / file).write_bytes(content)
    return tmp_path / "data"


def read(files: Mapping[str, bytes], today: date = TODAY) -> tuple[Campaign | None, list[Problem]]:
    """The campaign of these files as it stands in ``data/2022``, and its problems in order."""
    folder = Folder("2022", "data/2022", files, lambda path: path == EVIDENCE)
    campaign, problems = read_campaign(folder, today)
    return campaign, in_order(problems)


def problems_of(today: date = TODAY, **overrides: Content) -> list[tuple[str, int | None, str | None, str]]:
    """(file, line, column, code) of every problem of the campaign with these files."""
    _, problems = read(campaign_files(**overrides), today)
    return [
        (problem.file.removeprefix("data/2022/"), problem.line, problem.column, problem.code)
        for problem in problems
    ]
