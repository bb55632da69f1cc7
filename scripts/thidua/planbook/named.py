"""Ids that a workbook takes away, or changes, while figures go by them: told once, where it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thidua.intake.assemble import Folder
from thidua.planbook.merge import Change, Merged
from thidua.planbook.sheeted import FILES
from thidua.planbook.typed import TypedBook
from thidua.problems import CellError, Problem
from thidua.text import Text, shown

_IDS = ("id", "unit_id")
_KEEP = {
    "targets": ("unknown-target", Text("giữ mã cũ; thôi thực hiện thì ghi ở trang “Nội dung điều chỉnh”")),
    "tasks": ("unknown-task", Text("giữ dòng và mã cũ của nhiệm vụ")),
    "units.csv": (
        "unknown-unit",
        Text("giữ mã cũ: đổi tên thì chỉ sửa tên, thôi hoạt động thì ghi ngày ở cột “Đến ngày”"),
    ),
}


def in_use(
    problems: Iterable[Problem],
    folder: Folder,
    book: TypedBook,
    merged: Mapping[str, Sequence[Merged]],
    changes: Sequence[tuple[str, Change]],
) -> list[Problem]:
    """The problems; those of rows which no sheet shows, by an id that was taken away, as one at that id."""
    rest = [*problems]
    own = {folder.shown(name) for name in FILES}
    for part, change in changes:
        if part not in _KEEP or (change.new if change.column is None else change.column.name not in _IDS):
            continue
        code, hint = _KEEP[part]
        of_it = {
            number: each
            for number, each in enumerate(rest)
            if each.code == code
            and each.line is not None
            and each.file not in own
            and str(each.message.values.get("value", "")).casefold() == change.old.casefold()
        }
        if not of_it:
            continue
        files = ", ".join(dict.fromkeys(each.file for each in of_it.values()))
        column = "unit_id" if part == "units.csv" else "id"
        line = next((row.line for row in merged[part] if row.cells.get(column) == change.new), None)
        message = Text(
            "“{id}” không còn trong sổ, mà {count} dòng số liệu đã ghi theo mã này ({files})",
            id=shown(change.old),
            count=len(of_it),
            files=files,
        )
        rest = [each for number, each in enumerate(rest) if number not in of_it]
        rest.append(book.sheets[part].where(line, column).of(CellError("id-in-use", message, hint)))
    return rest
