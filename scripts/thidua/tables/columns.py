"""The tables of a campaign and their columns: all that is said of a column stands in columns.json, once.

Headers, rows, records, the canonical writer, entry forms, Table Schemas and downloads ask these tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.beside import data_beside
from thidua.model import Achievement, Allocation, Headcount, Report, Unit, Update
from thidua.reading.cells import Vocabulary
from thidua.tables import contents
from thidua.tables.contents import Content


@dataclass(frozen=True, slots=True)
class OnForm:
    """A column of an entry form: its width, what the help sheet says, and what a cell says when entered.

    ``{days}`` in ``prompt`` stands for the days that a result may have.
    """

    width: int
    help: str
    title: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its English header, what it holds, its Vietnamese headers, what it is.

    The first of ``titles`` is the one by which it is known best. ``field`` is the records' own name for it,
    where that is another than the header.
    """

    name: str
    content: Content
    titles: tuple[str, ...]
    about: str
    may_be_blank: bool = False
    may_be_absent: bool = False  # its cells are then blank, so such a column may be blank too
    on_form: OnForm | None = None
    field: str = ""

    @property
    def title(self) -> str:
        """The Vietnamese header by which it is known best."""
        return self.titles[0]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A file: its name, the record that a row becomes, its columns in canonical order.

    ``names`` are the columns' English headers, ``required`` those that no file may lack; ``headers`` finds a
    column by any header that is taken for it.
    """

    file: str
    record: type
    columns: tuple[Column, ...]
    may_be_absent: bool = False  # a campaign without the file has no such rows
    takes_own: bool = False  # columns of the office's own go with its rows into the downloads
    names: tuple[str, ...] = field(init=False)
    required: tuple[str, ...] = field(init=False)
    headers: Vocabulary[str] = field(init=False)

    def __post_init__(self) -> None:
        taken = {header: each.name for each in self.columns for header in (each.name, *each.titles)}
        object.__setattr__(self, "names", tuple(each.name for each in self.columns))
        required = tuple(each.name for each in self.columns if not each.may_be_absent)
        object.__setattr__(self, "required", required)
        object.__setattr__(self, "headers", Vocabulary("unknown-column", taken))


def _table(record: type, file: str, *, may_be_absent: bool = False, takes_own: bool = False) -> Table:
    """A table as columns.json has it; what it says of every table holds where a column says nothing else."""
    columns = ((name, {**_SAID["every table"].get(name, {}), **told}) for name, told in _SAID[file].items())
    made = tuple(_column(name, **told) for name, told in columns)
    return Table(file, record, made, may_be_absent=may_be_absent, takes_own=takes_own)


def _column(name: str, holds: str, on_form: Mapping[str, Any] | None = None, **said: Any) -> Column:
    blank = said.pop("may_be_blank", False) or said.get("may_be_absent", False)
    content: Content = getattr(contents, holds.replace(" ", "_").upper())
    asked = OnForm(**on_form) if on_form else None
    return Column(name, content, tuple(said.pop("titles")), may_be_blank=blank, on_form=asked, **said)


_SAID: Mapping[str, Mapping[str, Mapping[str, Any]]] = data_beside("tables", "columns.json")
UNITS = _table(Unit, "units.csv")
HEADCOUNT = _table(Headcount, "headcount.csv")
ACHIEVEMENTS = _table(Achievement, "achievements.csv", takes_own=True)
UPDATES = _table(Update, "updates.csv")
REPORTS = _table(Report, "reports.csv")
ALLOCATIONS = _table(Allocation, "allocations.csv", may_be_absent=True)

TABLES: Mapping[str, Table] = {
    table.file: table for table in (UNITS, HEADCOUNT, ACHIEVEMENTS, UPDATES, REPORTS, ALLOCATIONS)
}


def form_columns(table: Table) -> tuple[tuple[Column, OnForm], ...]:
    """The columns of a table that an entry form asks for; the unit is told by the form itself."""
    return tuple((each, each.on_form) for each in table.columns if each.on_form)
