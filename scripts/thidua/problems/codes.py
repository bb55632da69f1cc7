"""The catalogue of problem codes, which never change their meaning; and docs/ma-loi.md, written from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thidua.problems.codes_cells import CELLS, CHECKS, FORMS, WARNINGS
from thidua.problems.codes_files import FILES, PLAN, TABLES, Code
from thidua.problems.codes_network import COLLECTED, NETWORK

SECTIONS: Mapping[str, tuple[Code, ...]] = {
    "Tệp": FILES,
    "Dòng và cột của tệp CSV": TABLES,
    "Ô": CELLS,
    "Giữa các dòng, giữa các tệp": CHECKS,
    "Kế hoạch (`plan.yml`)": PLAN,
    "Biểu nhập (`.xlsx`)": FORMS,
    "Cảnh báo": WARNINGS,
    "Khối, cụm thi đua (`network.yml`)": NETWORK,
    "Thu thập số liệu của các nơi trong khối": COLLECTED,
}
CODES: Mapping[str, Code] = {code.code: code for codes in SECTIONS.values() for code in codes}

_INTRODUCTION = """\
# Mã lỗi

<!-- Written by scripts/write_schemas.py from scripts/thidua/problems/codes.py; edit it there. -->

`thidua check` ghi mỗi vấn đề thành một dòng: `tệp:dòng:vị trí: mã: điều sai — cách sửa`. Mã không đổi tên,
không đổi nghĩa. Còn một lỗi thì không có gì được xuất bản; cảnh báo thì chỉ để xem lại.
"""


def codes_document() -> str:
    """docs/ma-loi.md as it should read."""
    return "\n".join([_INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for title, codes in SECTIONS.items():
        yield f"## {title}\n"
        yield "| Mã | Nghĩa | Ví dụ | Cách sửa |\n| --- | --- | --- | --- |"
        for code in codes:
            yield f"| `{code.code}` | {code.meaning} | {code.example} | {code.remedy} |"
        yield ""
