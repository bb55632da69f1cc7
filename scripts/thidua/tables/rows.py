"""The rows of a sheet → values, column by column; every unreadable cell told, one message a cell."""

from collections.abc import Container, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

from thidua.problems import CellError
from thidua.reading.folding import fold
from thidua.tables.columns import Column, Table
from thidua.tables.contents import Known, Parse
from thidua.tables.csv_file import Sheet
from thidua.text import shown

_TOTALS = frozenset({"tong", "tong cong", "cong", "tong so", "total", "grand total", "sum"})


_BLOCK = 200  # rows read at a time, column by column: three times as fast as cell by cell


class _Unread:
    """Stands for a value that is not there: its column is missing, or its problem is told already."""


UNREAD = _Unread()


def readers(table: Table, known: Known, names: Container[str] | None = None) -> dict[str, Parse]:
    """The readers of a table's cells, by column; they remember texts that repeat."""
    return {one.name: _reader(one, known) for one in table.columns if names is None or one.name in names}


def read_rows(
    sheet: Sheet, known: Known, parsers: Mapping[str, Parse] | None = None
) -> Iterator[tuple[int, list[Any], bool]]:
    """(line, values in the table's order, whether all were read) of each row; else UNREAD."""
    if sheet.header is None:
        return
    table, header = sheet.table, sheet.header
    parsers = parsers or readers(table, known)
    if not set(table.required) <= set(header.columns):
        yield from _incomplete_rows(sheet, parsers)
        return
    width = len(header.columns)
    places = [header.columns.index(name) if name in header.columns else width for name in table.names]
    pick, lacking = itemgetter(*places), width in places
    read_each = [parsers[name] for name in table.names]
    rows = sheet.rows()
    while block := list(islice(rows, _BLOCK)):
        if header.own:
            sheet.own |= {line: own for line, cells, _ in block if (own := header.own_cells(cells))}
        found = (
            pick([*cells, ""] if lacking else cells) for _, cells, _ in block
        )  # of an absent column: blank
        columns = [
            list(map(read, cells)) for read, cells in zip(read_each, zip(*found, strict=True), strict=True)
        ]
        errors = any(CellError in set(map(type, column)) for column in columns)
        for (line, cells, bad), values in zip(block, zip(*columns, strict=True), strict=True):
            if bad or (errors and CellError in map(type, values)):
                yield line, _told(sheet, line, cells, bad, parsers), False
            else:
                yield line, list(values), True


def _incomplete_rows(sheet: Sheet, parsers: Mapping[str, Parse]) -> Iterator[tuple[int, list[Any], bool]]:
    """Rows under a header that lacks columns: what is there is still judged."""
    for line, cells, bad in sheet.rows():
        yield line, _told(sheet, line, cells, bad, parsers), False


def _told(
    sheet: Sheet,
    line: int,
    cells: list[str],
    bad: frozenset[int],
    parsers: Mapping[str, Parse],
) -> list[Any]:
    """The row's values in the table's order; what cannot be read is told and UNREAD."""
    values: dict[str, Any] = {}
    errors: dict[str, CellError] = {}
    for place, column in enumerate(sheet.header.columns if sheet.header else ()):
        if column is None or column in values or place in bad:
            continue
        value = parsers[column](cells[place])
        if isinstance(value, CellError):
            errors[column] = value
            value = UNREAD
        values[column] = value
    label = next((cell for cell in cells if is_total(cell)), None) if errors else None
    if label is not None:
        sheet.refuse(line, None, total_row(label))
        return [UNREAD] * len(sheet.table.names)
    for column, error in errors.items():
        sheet.refuse(line, column, error)
    return [
        values.get(column.name, column.content.blank if column.may_be_absent else UNREAD)
        for column in sheet.table.columns
    ]


def is_total(cell: str) -> bool:
    """Whether a cell labels a row that adds up others."""
    return fold(cell[:40]).rstrip(" :") in _TOTALS


def total_row(label: str) -> CellError:
    """The problem of a row that adds up others."""
    return CellError("total-row", value=shown(label.strip()))


# ── readers made of parsers: they give a CellError back as a value ──


class _Memo(dict[str, Any]):
    """Cell text → its value, or the CellError that it is; each text is parsed once."""

    def __init__(self, read: Parse) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Any:
        self[cell] = value = self._read(cell)
        return value


def _reader(column: Column, known: Known) -> Parse:
    """The reader of a column's cells, blank ones too; texts that repeat are remembered."""
    parse = column.content.reader(known)
    blank = column.content.blank if column.may_be_blank else missing_value()

    def read(cell: str) -> Any:
        if not cell.strip():
            return blank
        try:
            return parse(cell)
        except CellError as error:
            return error

    return remembered(read) if column.content.repeats else read


def remembered(read: Parse) -> Parse:
    """The same reader for texts that repeat: a hundred thousand rows hold some hundred different days."""
    return _Memo(read).__getitem__


def missing_value() -> CellError:
    """The problem of a blank cell where something must stand."""
    return CellError("missing-value/cell")
