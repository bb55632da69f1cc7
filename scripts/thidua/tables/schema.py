"""The five CSV files as Frictionless Table Schemas, for those who read the data with other tools."""

from __future__ import annotations

from typing import Any

from thidua.reading.cells import ROLES, STAGES
from thidua.tables.columns import LAYOUTS, Layout

Schema = dict[str, Any]

_ABOUT = {
    "date": "Ngày của số liệu; năm-tháng-ngày hoặc ngày/tháng/năm.",
    "target_id": "Mã chỉ tiêu trong plan.yml.",
    "unit_id": "Mã đơn vị trong units.csv.",
    "value": "Số lượng; với xếp loại là tên mức. Chưa có số liệu thì không ghi dòng.",
    "stage": "Bước: đăng ký, đề nghị hoặc công nhận; để trống là bước được tính của chỉ tiêu.",
    "role": "Vai trò: lãnh đạo hoặc không giữ chức vụ; có thể để trống.",
    "evidence": "Minh chứng: số văn bản, địa chỉ http(s), hoặc tệp trong thư mục evidence/.",
    "note": "Ghi chú; bắt buộc khi ghi số âm hoặc số lũy kế giảm.",
    "name": "Tên đầy đủ của đơn vị.",
    "short_name": "Tên viết tắt của đơn vị.",
    "population": "Mã đối tượng trong mục populations của plan.yml.",
    "size": "Số lượng tính từ ngày này.",
    "task_id": "Mã nhiệm vụ trong plan.yml.",
    "text": "Nội dung đã thực hiện.",
    "asks": "Khó khăn, kiến nghị; có thể để trống.",
    "answered": "Ngày trả lời kiến nghị; chưa trả lời thì để trống.",
    "period": "Tháng đã báo cáo, dạng năm-tháng: 2022-06.",
}
_TYPES: dict[str, Schema] = {
    "date": {"type": "date", "format": "any"},
    "answered": {"type": "date", "format": "any"},
    "size": {"type": "integer"},
    "period": {"type": "yearmonth"},
    "stage": {"type": "string", "constraints": {"enum": list(STAGES.words)}},
    "role": {"type": "string", "constraints": {"enum": list(ROLES.words)}},
}
_MAY_BE_BLANK = {"stage", "role", "evidence", "note", "asks", "answered"}
_MAY_BE_BLANK_IN = {("achievements.csv", "unit_id")}  # a rank or level of the whole office


def table_schema(layout: Layout) -> Schema:
    """The Table Schema of one file, its titles and descriptions in Vietnamese."""
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(layout, column) for column in layout.columns],
        "missingValues": [""],
    }
    return schema | {"primaryKey": ["unit_id"]} if layout.columns[0] == "unit_id" else schema


def table_schemas() -> dict[str, Schema]:
    """Every Table Schema, by the name of its file: achievements.table.json describes achievements.csv."""
    return {
        f"{file.removesuffix('.csv')}.table.json": table_schema(layout) for file, layout in LAYOUTS.items()
    }


def _field(layout: Layout, column: str) -> Schema:
    known = layout.headers
    vietnamese = [word for word in known.words if known.find(word) == column and word != column]
    # Of “đơn vị” and “mã đơn vị”, the latter heads the table of the units themselves.
    title = vietnamese[-1] if column == layout.columns[0] else vietnamese[0]
    field: Schema = {"name": column, "title": title, "description": _ABOUT[column], "type": "string"}
    field |= _TYPES.get(column, {})
    if column not in _MAY_BE_BLANK and (layout.file, column) not in _MAY_BE_BLANK_IN:
        field["constraints"] = {**field.get("constraints", {}), "required": True}
    return field
