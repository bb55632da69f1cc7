"""The sheets of a unit's form: which table each fills, what its rows hold, and how it is known again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from thidua.beside import data_beside
from thidua.model import Plan, Quantity, ReportEvery
from thidua.tables.columns import (
    ACHIEVEMENTS,
    HEADCOUNT,
    REPORTS,
    UPDATES,
    Column,
    OnForm,
    Table,
    form_columns,
)
from thidua.text import mark

SAID: Mapping[str, Any] = data_beside("entry", "said.json")  # of the sheets' columns, rules and help
HEADER_ROW = 5  # counted from 0: the sixth line of an entry sheet
TITLE = mark("Biểu nhập kết quả thi đua")
# The lines between an entry sheet's title and its table.
UNIT_LINE = mark("Đơn vị: {name} ({id})")
PERIOD_LINE = mark("Kỳ: {phase} ({start} – {end}) · nhận kết quả có ngày từ {first} đến {closes}")
HINT_LINE = mark(
    "Chỉ nhập vào ô nền vàng, mỗi dòng một kết quả mới. Không ghi tên người. Xem trang “Hướng dẫn”."
)
TARGET_SHEET, RECORD_SHEET, HELP_SHEET = mark("Chỉ tiêu"), mark("Đã ghi"), mark("Hướng dẫn")
ROW_ID = "id"  # the hidden column
HAPPENED = mark("Phát sinh")  # a column that no file has: whether anything was reached in the period
SOMETHING, NOTHING = mark("Có phát sinh"), mark("Không phát sinh")
# What stands first on the sheets that nothing is read from.
LISTED, RECORDED, HELP = (
    mark("Các chỉ tiêu trong biểu này"),
    mark("Kết quả đã ghi nhận"),
    mark("Hướng dẫn điền biểu"),
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a sheet is: its letter in the ids of its rows, its name, its table, how many rows it offers."""

    letter: str
    title: str
    table: Table
    rows: int
    about: str  # the line below its title

    @property
    def columns(self) -> tuple[tuple[Column, OnForm], ...]:
        """What a row is asked for."""
        return form_columns(self.table)


class Sheet(Enum):
    """The entry sheets of a form, in their order."""

    REPORT = Ruled("B", mark("Báo cáo tháng"), REPORTS, 12, mark("báo cáo tháng"))
    COUNTS = Ruled("K", mark("Kết quả"), ACHIEVEMENTS, 200, "")
    RANKS = Ruled("X", mark("Xếp loại"), ACHIEVEMENTS, 40, mark("xếp loại"))
    LEVELS = Ruled("M", mark("Mức"), ACHIEVEMENTS, 40, mark("mức"))
    UPDATES = Ruled(
        "T", mark("Tiến độ - khó khăn"), UPDATES, 60, mark("tiến độ nhiệm vụ, khó khăn, kiến nghị")
    )
    HEADCOUNT = Ruled("Q", mark("Quân số"), HEADCOUNT, 13, mark("quân số"))


def ruled_for(sheet: Sheet, plan: Plan) -> Ruled:
    """A sheet as a plan's form shows it: reports are owed by the month, or by the quarter."""
    ruled: Ruled = sheet.value
    if sheet is Sheet.REPORT and plan.report_every is ReportEvery.QUARTER:
        return replace(ruled, title=mark("Báo cáo quý"), about=mark("báo cáo quý"))
    return ruled


def label(quantity: Quantity) -> str:
    """A target as the drop-down list names it: CN-03 – name."""
    return labelled(quantity.id, quantity.name)


def labelled(id_: str, name: str) -> str:
    """An id with the name beside it, on one line."""
    return f"{id_} – {' '.join(name.split())}"


def sheet_of(quantity: Quantity) -> Sheet:
    """The sheet on which a target's rows are entered: one kind of value a sheet."""
    if quantity.traits.has_levels:
        return Sheet.RANKS
    return Sheet.COUNTS if quantity.traits.counts_subjects else Sheet.LEVELS


def sentences() -> Iterator[str]:
    """What said.json says in words for people."""
    yield from (one["title"] for name in ("recorded", "targets") for one in SAID[name])
    yield from (*SAID["steps"], *SAID["about"].values(), *SAID["never"])
    yield from (text for one in SAID["values"].values() for text in one.values())
    yield from (one[name] for one in SAID["rules"].values() for name in ("error_title", "error_message"))
