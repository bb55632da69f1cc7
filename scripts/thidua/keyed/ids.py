"""Ids in the plan: each stands once, whatever its case, since they become names of folders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from thidua.keyed.entries import Entry, Findings
from thidua.reading.cells import id_key
from thidua.text import Text

Record = TypeVar("Record")


def check_ids(entries: Iterable[Entry], findings: Findings) -> None:
    """An id that stood before, alike but for case, is told on the later line."""
    first: dict[str, int] = {}
    for entry in entries:
        identity = entry.text("id")
        if identity is None:
            continue
        if (key := id_key(identity)) not in first:
            first[key] = entry.at("id")
            continue
        findings.tell(
            entry.at("id"),
            "id",
            "duplicate-id",
            Text(
                "mã “{id}” đã dùng ở dòng {line} (không phân biệt chữ hoa, chữ thường)",
                id=identity,
                line=first[key],
            ),
            Text("đặt mã khác; mã đã dùng không bao giờ dùng lại"),
        )


def by_id(
    entries: Iterable[Entry], records: Iterable[Record | None], findings: Findings
) -> dict[str, Record]:
    """Records by id, in order; of two with one id the first, and the second is told."""
    written = list(entries)
    check_ids(written, findings)
    found: dict[str, Record] = {}
    for entry, record in zip(written, records, strict=True):
        identity = entry.text("id")
        if identity is not None and record is not None:
            found.setdefault(identity, record)
    return found
