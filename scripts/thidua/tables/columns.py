"""The columns of the five CSV files, and the headers by which each is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.reading.cells import Vocabulary


@dataclass(frozen=True, slots=True)
class Layout:
    """One table: its file's name, its columns in canonical order, and the headers that name them."""

    file: str
    columns: tuple[str, ...]
    headers: Vocabulary[str]


_VIETNAMESE = {
    "ngày": "date",
    "chỉ tiêu": "target_id",
    "đơn vị": "unit_id",
    "giá trị": "value",
    "bước": "stage",
    "vai trò": "role",
    "minh chứng": "evidence",
    "ghi chú": "note",
    "mã đơn vị": "unit_id",
    "tên đơn vị": "name",
    "tên viết tắt": "short_name",
    "đối tượng": "population",
    "số lượng": "size",
    "nhiệm vụ": "task_id",
    "nội dung": "text",
    "kiến nghị": "asks",
    "trả lời": "answered",
    "kỳ": "period",
}


def _layout(file: str, columns: str) -> Layout:
    names = tuple(columns.split(","))
    vietnamese = {header: name for header, name in _VIETNAMESE.items() if name in names}
    return Layout(file, names, Vocabulary("unknown-column", {**{name: name for name in names}, **vietnamese}))


UNITS = _layout("units.csv", "unit_id,name,short_name")
HEADCOUNT = _layout("headcount.csv", "date,unit_id,population,size")
ACHIEVEMENTS = _layout("achievements.csv", "date,target_id,unit_id,value,stage,role,evidence,note")
UPDATES = _layout("updates.csv", "date,task_id,unit_id,text,asks,answered")
REPORTS = _layout("reports.csv", "date,unit_id,period")

LAYOUTS: Mapping[str, Layout] = {
    layout.file: layout for layout in (UNITS, HEADCOUNT, ACHIEVEMENTS, UPDATES, REPORTS)
}
