"""datapackage.json: the Frictionless description of the CSV files, for programs that load them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from thidua.export.csvs import MACHINE, OFFICE, Dialect
from thidua.export.tables import PublicTable, TableField
from thidua.figures.progress import Progress
from thidua.text import mark
from thidua.words import Words

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage_json(
    progress: Progress, found: Iterable[PublicTable], words: Words, files: Mapping[str, bytes]
) -> bytes:
    """The description of those of ``files`` that csv_files makes of the tables; paths are relative to it."""
    campaign, plan = progress.campaign, progress.campaign.plan
    described = {
        "$schema": PROFILE,
        "name": f"thidua-{campaign.id.lower()}",
        "title": plan.title,
        "description": words.say("Số liệu đến ngày {day}.", day=words.date(progress.as_of))
        + (" " + words.gettext("Số liệu minh họa.") if plan.illustrative else "")
        + " "
        + words.gettext(_GUARD),
        "resources": list(_resources(found, words, files)),
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


_GUARD = mark(
    "Văn bản bắt đầu bằng = + - @ được thêm dấu nháy đơn ở trước để không bảng tính nào coi là công thức."
)


def _resources(
    found: Iterable[PublicTable], words: Words, files: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    for table in found:
        for name, dialect in ((table.name, MACHINE), (table.office_name, OFFICE)):
            path = f"{name}.csv"
            if path not in files:
                continue
            yield {
                "name": name,
                "type": "table",
                "title": table.title,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[path]),
                "hash": "sha256:" + sha256(files[path]).hexdigest(),
                "dialect": {"delimiter": dialect.delimiter, "lineTerminator": "\r\n", "doubleQuote": True},
                "schema": {"fields": [_field(field, dialect, words) for field in table.fields]},
            }


def _field(field: TableField, dialect: Dialect, words: Words) -> dict[str, Any]:
    title = words.gettext(field.title)
    found: dict[str, Any] = {"name": field.name if dialect is MACHINE else title, "title": title}
    found["type"] = field.type
    if field.type == "date":
        found["format"] = dialect.day
    if field.type == "number" and dialect.decimal != ".":
        found["decimalChar"] = dialect.decimal
    return found
