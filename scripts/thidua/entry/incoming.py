"""What comes in from one file: rows that could be read, problems of the others, and where each was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from thidua.model import Achievement, Campaign
from thidua.problems import Problem
from thidua.reading.decode import decode
from thidua.tables.columns import ACHIEVEMENTS
from thidua.tables.contents import Known
from thidua.tables.csv_file import open_sheet
from thidua.tables.excerpts import with_excerpts
from thidua.tables.names import unit_names
from thidua.tables.records import read_achievements

Letters = Mapping[str, Mapping[str, str]]  # sheet as messages call it → column → its letter


@dataclass(frozen=True, slots=True)
class Incoming:
    """The rows of one file, in its order; ``letters`` only for a workbook."""

    file: str
    rows: tuple[Achievement, ...]
    problems: tuple[Problem, ...]
    letters: Letters = field(default_factory=dict)

    def addressed(self, problem: Problem) -> Problem:
        """A problem of a sheet told by the cell's address: vp.xlsx[Kết quả]!D7; any other as it is."""
        letters = self.letters.get(problem.file)
        if letters is None or problem.line is None:
            return problem
        letter = letters.get(problem.column or "", "A")
        return replace(problem, file=f"{problem.file}!{letter}{problem.line}", line=None)


def read_csv(content: bytes, file: str, campaign: Campaign, exists: Callable[[str], bool]) -> Incoming:
    """The rows of a CSV file in any accepted dialect."""
    text, problems = decode(content, file)
    if text is None:
        return Incoming(file, (), tuple(problems))
    sheet = open_sheet(text, file, ACHIEVEMENTS)
    rows = read_achievements(sheet, Known(campaign.plan, unit_names(campaign.units), exists))
    told: Iterable[Problem] = with_excerpts([*problems, *sheet.problems], text, sheet.header)
    return Incoming(file, tuple(rows.rows), tuple(told))
