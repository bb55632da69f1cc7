"""One unit's form, answered in many ways one after the other: all that is told, and the tables in the end.

What is expected stands in `golden_answers.txt`; to accept a change that is meant, run once with
UPDATE_GOLDEN=1 and read the difference. The form is made once, and filled in as its cells, without a file.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from thidua.entry import form_reader
from thidua.entry.form import form_bytes
from thidua.entry.grid import Cell, Grid, read_grids
from thidua.entry.incoming import Incoming
from thidua.entry.ledger import written_ledger
from thidua.entry.merge import Desk
from thidua.entry.reply import letter
from thidua.figures.progress import measure
from thidua.intake.assemble import Folder, read_campaign
from thidua.model import Campaign
from thidua.words import VIETNAMESE

EXPECTED = Path(__file__).parent / "golden_answers.txt"
DATA = Path(__file__).parent / "golden" / "nhieu-mat" / "data" / "2031"
TODAY = date(2031, 7, 5)
REPORTS, COUNTS, RANKS, LEVELS = "Báo cáo quý", "Kết quả", "Xếp loại", "Mức"
UPDATES, HEADCOUNT, LISTED, RECORDED = "Tiến độ - khó khăn", "Quân số", "Chỉ tiêu", "Đã ghi"

Values = Mapping[str, object]  # by the cell where a row begins, its cells; or by a cell, its value
SOUND: dict[str, Values] = {
    REPORTS: {"A7": (TODAY, "2031-Q2", "Có phát sinh")},
    COUNTS: {
        "A7": (date(2031, 7, 1), "SK-01 – Sáng kiến", 1, None, None, "Biên bản 9"),
        "A8": (date(2031, 7, 5), "BO-01", 1),
        "A9": (date(2031, 7, 3), "TN-01 – Tai nạn", 0),
        "A206": (date(2031, 6, 1), "DK-01", 6, "Đăng ký", "Không giữ chức vụ"),
        "A207": (date(2031, 6, 2), "DK-01", 1, "Đăng ký", "Lãnh đạo"),
    },
    RANKS: {"A7": (date(2031, 7, 4), "XL-01 – Xếp loại các phòng", "Khá")},
    LEVELS: {
        "A7": (date(2031, 7, 2), "HL-01 – Hài lòng", 88.5),
        "A46": (date(2031, 7, 2), "VN-01 – Tên cũ của chỉ tiêu", 1.1 + 2.2),
    },
    UPDATES: {"A7": (TODAY, "N3 – Làm sạch nơi làm việc.", "Đã dọn\nhai lần.", "Xin thùng rác", "Đang làm")},
    HEADCOUNT: {"A7": (date(2031, 7, 4), "staff – CBCCVC", 7), "A19": (date(2031, 7, 5), "ho – hộ", 20)},
}
CHANGED = {**SOUND, COUNTS: {**SOUND[COUNTS], "C7": 2, "F8": "QĐ 8", "A9": (None,) * 3}}
MOVED = {**SOUND, COUNTS: {"A7": SOUND[COUNTS]["A8"], "A8": SOUND[COUNTS]["A7"], "A9": SOUND[COUNTS]["A9"]}}
STRAY: dict[str, Values] = {
    COUNTS: {
        **{f"{letter}1": "bỏ quên" for letter in "BCDEFGH"},
        **{f"{letter}4": "bỏ quên" for letter in "BCDEF"},
        "A2": "Tên gọi cũ của phong trào",
        "A7": (date(2031, 7, 1), "SK-01 – Sáng kiến", 1),
        "I7": "cạnh bảng",
        "I8": "ở dòng trống",
    },
    RANKS: {"A2": "123456789.123"},
    LEVELS: {"A2": "Mười hai chữ", "A3": "Đơn vị: Văn phòng (VP)", "A7": (TODAY, "VN-01", 4)},
    LISTED: {"K9": 5, "L9": "ở cột không có", **{f"B{line}": line for line in range(6, 18)}},
    RECORDED: {"H6": "ghi thêm", "I6": "ghi thêm"},
    "Nháp": {"A1": "chỉ là chữ"},
    "Số": {"A1": "tổng", "B2": "1.250,5 %"},
    "Ngày": {"C3": TODAY},
    "Trống": {"A1": None},
}
SPOILT: dict[str, Values] = {
    REPORTS: {"A7": (TODAY, "2031-Q2", "Không phát sinh"), "A8": (date(2031, 7, 6), "2031-Q3", "Có"),
              "B9": "2031-Q1"},
    COUNTS: {
        "A7": (date(2031, 4, 1), "SK-01 – Đề án", 1),
        "A8": (date(2031, 4, 1), "SK-1", 1),
        "A9": (date(2031, 6, 1), "VN-01", 3),
        "A10": (date(2031, 6, 2), "XL-01", "Khá"),
        "A11": (date(2031, 6, 3), "TG-01", 3),
        "A12": (date(2031, 6, 4), "DA-01", 1.5),
        "A13": (date(2031, 6, 5), "DA-01", "#N/A"),
        "A14": (date(2031, 6, 6), "TS-01", 1),
        "A15": ("31/6/2031", "DA-01", 1),
        "A16": (date(2030, 12, 31), "DA-01", 1),
        "A17": (date(2031, 6, 7), "DA-01", -1),
        "A18": (date(2031, 6, 8), "DA-01", None, None, None, None, "chưa có"),
        "A19": (date(2031, 6, 9), "DA-01", 1, "Trao", "Trưởng phòng", "file:///c:/a", "x" * 1001),
    },
    LEVELS: {"A7": (date(2031, 7, 1), "HL-01", "85%"), "A8": (date(2031, 7, 1), "HL-01", "1.250")},
    UPDATES: {"A7": (TODAY, "N9", "Việc gì?", None, "Rồi")},
    HEADCOUNT: {"A7": (TODAY, "người", -1)},
}  # fmt: skip
MANY = {
    **CHANGED,
    COUNTS: {
        **CHANGED[COUNTS],
        "A9": SOUND[COUNTS]["A9"],
        **{f"A{line}": (date(2031, 6, line), "TN-01", 0) for line in range(10, 31)},
    },
}
NOTHING = {
    REPORTS: {
        f"A{line}": (TODAY, period, "Không phát sinh")
        for line, period in ((7, "2031-Q1"), (8, "2031-Q2"), (9, "2031-Q3"))
    },
    COUNTS: {"A7": (date(2031, 6, 30), "TN-01", 0)},
}
ANSWERS = {
    "tot.xlsx": SOUND,
    "lai-tot.xlsx": SOUND,
    "sua.xlsx": CHANGED,
    "doi-cho.xlsx": MOVED,
    "lac.xlsx": STRAY,
    "hong.xlsx": SPOILT,
    "sua-that.xlsx": CHANGED,
    "nhieu.xlsx": MANY,
    "bo-trong.xlsx": {},
    "khong.xlsx": NOTHING,
}


def test_a_form_answered_in_many_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {one.name: one.read_bytes() for one in sorted(DATA.iterdir())}
    folder = Folder("2031", "data/2031", files, lambda path: False)
    campaign, _ = read_campaign(folder, TODAY)
    assert campaign
    blank = read_grids(form_bytes(measure(campaign, TODAY), "TT", VIETNAMESE))
    told: list[str] = []
    desk = Desk(folder, campaign, {}, TODAY)
    for name, answer in ANSWERS.items():
        monkeypatch.setattr(form_reader, "read_grids", partial(filled, blank, answer))
        desk = replace(desk, update=name.startswith("sua-that"))
        desk, part = desk.take(partial(read, name))
        told += [
            f"═══ {name}: {len(part.new)} new, {len(part.changed)} changed, {part.known} known",
            letter(name, part.problems, TODAY, marked=None).decode("utf-8-sig").replace("\r", ""),
        ]
    found = "\n".join([*told, *differences(files, desk.folder.files), written_ledger(desk.ledger).decode()])
    if os.environ.get("UPDATE_GOLDEN"):
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8")


def read(name: str, campaign: Campaign) -> Incoming:
    """The form whose cells are those that were filled last."""
    return form_reader.read_form(b"", name, campaign, lambda path: False, TODAY)


def filled(blank: Mapping[str, Grid], answer: Mapping[str, Values], _: bytes) -> dict[str, Grid]:
    """The sheets with what was typed into them, and sheets of one's own."""
    found = {}
    for name in {**blank, **answer}:
        grid = blank.get(name) or Grid((), ())
        rows = [list(row) for row in grid.rows]
        for at, values in answer.get(name, {}).items():
            line, column = coordinate_to_tuple(at)
            for place, value in enumerate(values if isinstance(values, tuple) else (values,), column - 1):
                rows += [[] for _ in range(line - len(rows))]
                rows[line - 1] += [Cell() for _ in range(place + 1 - len(rows[line - 1]))]
                kind = "e" if value == "#N/A" else "s" if isinstance(value, str) else "n"
                rows[line - 1][place] = Cell(value, kind)
        found[name] = replace(grid, rows=tuple(map(tuple, rows)))
    return found


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """What lines of the tables are new, gone or other."""
    for name, content in after.items():
        lines = difflib.unified_diff(
            before.get(name, b"").decode().splitlines(),
            content.decode().splitlines(),
            name,
            name,
            "",
            "",
            0,
            "",
        )
        yield from (one for one in lines if not re.match(r"---|@@", one))
