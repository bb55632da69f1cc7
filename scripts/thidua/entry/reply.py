"""The answer to a form that cannot be taken in: a short text, and the same form with its faulty cells red."""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.cell_range import CellRange

from thidua.entry.containers import ODS, kind_of_file
from thidua.entry.grid import ADVICE, AUTHOR
from thidua.entry.workbook import SHEETS
from thidua.entry.zip_scan import unpack
from thidua.problems import CellError, Problem, Severity
from thidua.problems.said import catalogue
from thidua.reading.decode import in_nfc
from thidua.text import Text

_RED = PatternFill("solid", start_color="FFFF9C94", end_color="FFFF9C94")
# Behind the file's own name, which may hold brackets too; a sheet's name holds none.
_PLACE = re.compile(r"\[(?P<sheet>[^][]*)\](?:!(?P<cell>[A-Z]{1,3}[0-9]{1,7})(?::[A-Z]+[0-9]+)?)?$")
# openpyxl writes what a font is in an order that the standard has not; Excel forgives it, others need not.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_MOST_SPREAD = 50_000
_WIDTH, _HEIGHT = 320, 110  # of a comment, in pixels
_CORRECTION = Text(
    "nếu đúng là sửa thì đặt chữ “dinh-chinh” vào tên tệp rồi gửi lại; nếu là kết quả mới thì ghi vào dòng "
    "trống của biểu mới, kèm minh chứng hoặc ghi chú riêng"
)
_FOR_A_CLERK = {
    "changed-row/surely": _CORRECTION,
    "changed-row/maybe": _CORRECTION,
    "wrong-form/book": Text("đưa sổ này cho người giữ kế hoạch; ở đây chỉ nhận biểu của đơn vị"),
    "wrong-form/campaign": Text(
        "lấy biểu của phong trào {campaign}; đúng là gửi muộn cho “{value}” thì báo người giữ số liệu"
    ),
    "wrong-form/no-form": Text("tải biểu ở trang của đơn vị, chép số liệu sang, rồi gửi tệp .xlsx"),
}


def for_a_clerk(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the words of one who has no command line."""
    hints = {catalogue()[kind][0][0]: hint for kind, hint in _FOR_A_CLERK.items()}
    return [
        replace(each, hint=Text(hint.template, **each.message.values))
        if (hint := hints.get(each.message.template))
        else each
        for each in problems
    ]


def letter(name: str, problems: Sequence[Problem], day: date, *, marked: str | None) -> bytes:
    """The text: what is wrong or odd, by sheet and cell, and what to do; for Notepad, so with CRLF and a BOM.

    ``marked`` is the name of the form with the red cells, where there is one.
    """
    errors = [each for each in problems if each.severity is Severity.ERROR]
    warned = [each for each in problems if each.severity is not Severity.ERROR]
    lines = [Text("Trả lời ngày {day} về biểu {name}", day=day, name=name).render(), ""]
    if errors:
        lines += [Text("Biểu CHƯA được nhập: có {count} chỗ cần sửa.", count=len(errors)).render(), ""]
        lines += (_line(number, problem) for number, problem in enumerate(errors, 1))
        lines += ["", Text("Xem lại (không cản việc nhập):").render()] if warned else []
    else:
        lines += [Text("Biểu ĐÃ được nhập; có {count} chỗ nên xem lại.", count=len(warned)).render(), ""]
    lines += (_line(None, each) for each in warned)
    lines += ["", (_what_next(marked) if errors else _CORRECT).render(), ""]
    return "\r\n".join(lines).encode("utf-8-sig")


_CORRECT = Text("Cần sửa thì sửa trong chính biểu ấy rồi gửi lại với chữ “dinh-chinh” trong tên tệp.")


def _what_next(marked: str | None) -> Text:
    if marked is None:
        return Text("Sửa biểu, lưu lại vào chính thư mục này. Biểu cũ giữ nguyên, không mất gì.")
    return Text(
        "Mở tệp {marked}: các ô sai tô đỏ, có lời giải thích. Sửa, lưu lại vào chính thư mục này; "
        "hoặc sửa biểu cũ rồi lưu lại.",
        marked=marked,
    )


def _line(number: int | None, problem: Problem) -> str:
    """A problem by its place: 1. Trang Kết quả, ô C7: … → …"""
    found = _PLACE.search(problem.file)
    place = ""
    if found and found["cell"]:
        place = Text("Trang {sheet}, ô {cell}: ", sheet=found["sheet"], cell=found["cell"]).render()
    elif found:
        place = Text("Trang {sheet}: ", sheet=found["sheet"]).render()
    head = f"{number}. " if number else "- "
    return f"{head}{place}{problem.message.render()}\r\n   → {problem.hint.render()}"


def marked_form(content: bytes, problems: Iterable[Problem]) -> bytes | None:
    """The form with the cells in question red and commented; None where it cannot be opened, or is .ods."""
    told: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if found := _PLACE.search(problem.file):
            told[found["sheet"], found["cell"] or "A1"].append(problem)
    try:
        if not told or kind_of_file(content) is ODS or _cells_spread(content) > _MOST_SPREAD:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep is no part of a form
            book = openpyxl.load_workbook(BytesIO(content))
    except CellError:
        return None
    except Exception:  # as in workbook.py: what is malformed ends in any error at all
        return None
    for sheet in book.worksheets:
        _unmark(sheet)
        name = in_nfc(sheet.title).strip()
        for (where, cell), wrong in told.items():
            if where == name:
                _mark(sheet[cell], wrong)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells_spread(content: bytes) -> int:
    """How many cells lie in merged or linked ranges: openpyxl makes each, were they all of a sheet."""
    scans = unpack(content, SHEETS).scans.values()
    ranges = (CellRange(each) for scan in scans for each in (*scan.merged, *scan.linked))
    return sum(each.size["rows"] * each.size["columns"] for each in ranges)


def _unmark(sheet: Any) -> None:
    """Take the marks of an earlier answer off: a mended cell looks like those that nobody has marked."""
    marked = [one for one in sheet._cells.values() if one.comment and one.comment.author == AUTHOR]
    rows, last = {one.row for one in marked}, sheet.max_row
    for cell in marked:
        cell.comment = None
        free = (
            row for row in chain(range(cell.row + 1, last + 1), range(cell.row, 0, -1)) if row not in rows
        )
        if cell.fill == _RED and (row := next(free, None)):
            cell.fill = copy(sheet.cell(row, cell.column).fill)


def _mark(cell: Any, problems: Sequence[Problem]) -> None:
    text = "\n".join(each.message.render() + ADVICE + each.hint.render() for each in problems)
    try:
        cell.fill = _RED
        cell.comment = Comment(text, AUTHOR, height=_HEIGHT, width=_WIDTH)
    except AttributeError:  # the rest of a merged range has no looks of its own
        return
