"""Where in a workbook that was typed which stands on a line of the files that came of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from string import ascii_uppercase
from typing import cast

from thidua.intake.assemble import PLAN as PLAN_FILE
from thidua.intake.assemble import Folder
from thidua.keyed.nodes import ListNode, MapNode, Node
from thidua.planbook.cells import said
from thidua.planbook.layout import Kind, Part
from thidua.planbook.merge import Change, Merged
from thidua.planbook.rows import FILES, Row, Sheeted
from thidua.planbook.typed import TypedBook
from thidua.problems import Problem, Where
from thidua.text import Text, shown

_IDS = ("id", "unit_id")
_TWICE = {"duplicate-id", "duplicate-row", "duplicate-revision", "two-rows-of-a-day"}
_EARLIER = {"line", "earlier"}  # what such a problem calls the line where the thing stood first
_KEEP = {
    "targets": ("unknown-target", "id-in-use/target"),
    "tasks": ("unknown-task", "id-in-use/task"),
    "units.csv": ("unknown-unit", "id-in-use/unit"),
}


def key_of(part: Part) -> Callable[[Row | Merged], str]:
    """What orders the rows of an inner table, which stand in their records' order."""
    return lambda row: repr([said(row.cells.get(each.name, ""), each) for each in part.identity])


@dataclass(slots=True)
class Places:
    """Where in the workbook that was typed which stands on a line of a file."""

    folder: Folder
    after: Sheeted
    merged: Mapping[str, Sequence[Merged]]
    book: TypedBook
    lines: Mapping[str, Mapping[int, Merged]]

    def told(self, problem: Problem) -> Problem:
        """The problem at the cell that it is about; at its file where no cell of the workbook is."""
        for name in FILES:
            if problem.file == self.folder.shown(name) and problem.line is not None:
                where = self._where(name, problem)
                return problem if where is None else _in_cell(self._at_rows(name, problem, where), where)
        return problem

    def _where(self, name: str, problem: Problem) -> Where | None:
        return self._in_plan(problem) if name == PLAN_FILE else self._in_table(name, problem)

    def _at_rows(self, name: str, problem: Problem, where: Where) -> Problem:
        """The problem with the row of the workbook in place of the earlier line that its message names."""
        said = problem.message.values
        for key in _EARLIER.intersection(said) if problem.code in _TWICE else ():
            first = self._where(name, replace(problem, line=cast(int, said[key])))
            if first and first.file.partition("!")[0] == where.file.partition("!")[0]:
                row = first.file.rpartition("!")[2].lstrip(ascii_uppercase)
                problem = replace(problem, message=Text(problem.message.template, **{**said, key: row}))
        return problem

    def _in_table(self, name: str, problem: Problem) -> Where | None:
        row = self.lines[name].get(problem.line or 0)
        return self.book.sheets[name].where(row.line, problem.column or "") if row and row.line else None

    def _in_plan(self, problem: Problem) -> Where | None:
        line = problem.line or 0
        told: list[tuple[bool, int, Where]] = []
        for part in self.after.parts:
            if part.table is not None:
                continue
            rows, found = self.merged[part.id], self.after.rows[part.id]
            if part.kind is Kind.INNER:
                rows, found = sorted(rows, key=key_of(part)), sorted(found, key=key_of(part))
            for row, one in zip(found, rows, strict=False):
                first = row.name.line if row.name else row.node.line if row.node else 0
                last = _last_line(row.node)
                if first <= line <= last and one.line is not None:
                    column, is_named = self._column(part, row, problem)
                    where = self.book.sheets[part.id].where(one.line, column)
                    told.append((not is_named, last - first, where))
        return min(told, key=itemgetter(0, 1))[2] if told else None

    def _column(self, part: Part, row: Row, problem: Problem) -> tuple[str, bool]:
        """The column that a problem names, and that it does; else the one whose key stands last before it."""
        own = part.columns[1:] if part.kind is Kind.INNER else part.columns
        named = [each.name for each in own if problem.column and each.key == problem.column]
        if named:
            return named[-1] if len(named) == 2 else named[0], True
        if part.kind is Kind.INNER and problem.column == part.id.rpartition(".")[2]:
            return part.identity[-1].name, True
        above: list[tuple[int, str]] = []
        for name, value in row.node.items if isinstance(row.node, MapNode) else ():
            columns = [each.name for each in part.columns if each.name.split(".")[0].rstrip(":") == name.text]
            if columns and _holds(value, problem):
                return columns[0 if problem.code == "unknown-key" else -1], True
            if columns and name.line <= (problem.line or 0):
                above.append((name.line, columns[-1]))
        return max(above, default=(0, part.identity[-1].name))[1], False


def _in_cell(problem: Problem, where: Where) -> Problem:
    """A problem of a line as one of a cell: nobody adds a line for a key there."""
    asked = problem.hint.values.get("key") if problem.code == "missing-key" else None
    hint = Text("điền ô của mục “{key}” (tên mục ở dòng chữ xám)", key=asked) if asked else problem.hint
    return replace(problem, file=where.file, line=None, excerpt=None, hint=hint)


def _holds(node: Node, problem: Problem) -> bool:
    """Whether the key that a problem names stands somewhere in a node, on the problem's line."""
    if isinstance(node, MapNode):
        return any(
            (name.text, name.line) == (problem.column, problem.line) or _holds(value, problem)
            for name, value in node.items
        )
    return isinstance(node, ListNode) and any(_holds(each, problem) for each in node.items)


def _last_line(node: Node | None) -> int:
    """The last line on which something of a node begins."""
    if node is None:
        return 0
    inner = [value for _, value in node.items] if isinstance(node, MapNode) else getattr(node, "items", ())
    return max([node.line, *map(_last_line, inner)])


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
        code, kind = _KEEP[part]
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
        rest = [each for number, each in enumerate(rest) if number not in of_it]
        where = book.sheets[part].where(line, column)
        rest.append(where.error(kind, id=shown(change.old), count=len(of_it), files=files))
    return rest
