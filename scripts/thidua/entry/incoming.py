"""What comes in from one file: rows that could be read, problems of the others, and where each was typed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from thidua.entry.sections import TITLE
from thidua.model import Campaign
from thidua.problems import Problem, Where, are_sound
from thidua.reading.decode import SAVE_BOOK, decode, recognised
from thidua.tables.columns import ACHIEVEMENTS, Table
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.excerpts import with_excerpts
from thidua.tables.names import unit_names
from thidua.tables.records import read_achievements

Letters = Mapping[str, Mapping[str, str]]  # sheet as messages call it → column → its letter


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read: its table, the record, and its identity where its form gave it one."""

    table: Table
    record: Any
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """The rows of one file, in its order; ``letters`` only for a workbook.

    ``unit`` is whose form it is, None for a CSV file; ``doubtful`` are the targets of which a row could not
    be read, so that their sums are not known; ``token`` is what the identities of a form's rows share.
    """

    file: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    letters: Letters = field(default_factory=dict)
    unit: str | None = None
    doubtful: frozenset[str] = frozenset()
    token: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether everything in it could be read."""
        return are_sound(self.problems)

    def addressed(self, problem: Problem) -> Problem:
        """A problem of a sheet told by the cell's address: vp.xlsx[Kết quả]!D7; any other as it is."""
        letters = self.letters.get(problem.file)
        if letters is None or problem.line is None:
            return problem
        letter = letters.get(problem.column or "", "A")
        return replace(problem, file=f"{problem.file}!{letter}{problem.line}", line=None)


def read_csv(content: bytes, file: str, campaign: Campaign, exists: Callable[[str], bool]) -> Incoming:
    """The rows of a CSV file in any accepted dialect."""
    if (other := recognised(content)) and not other.opens_in_excel:
        return Incoming(file, (), (Where(file).error("wrong-file-type/other", kind=other.name),))
    text, problems = decode(content, file)
    if (text or "").startswith(TITLE):
        return Incoming(file, (), (Where(file, 1).error("wrong-form/sheet"),))
    sheet = open_sheet(text or "", file, ACHIEVEMENTS)
    is_book = file.lower().endswith((".xlsx", ".xls", ".ods"))
    if is_book and sheet.header is None and other is None:
        return Incoming(file, (), (Where(file).error("wrong-file-type/no-book", hint=SAVE_BOOK),))
    if text is None:
        return Incoming(file, (), tuple(problems))
    found = read_achievements(sheet, Known(campaign.plan, unit_names(campaign.units), exists))
    told: Iterable[Problem] = with_excerpts([*problems, *sheet.problems], text, sheet.header)
    rows = tuple(Row(ACHIEVEMENTS, row) for row in found.rows)
    return Incoming(file, rows, tuple(told), doubtful=frozenset(found.doubtful))
