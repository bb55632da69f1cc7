"""A network's tables: members with their totals, each on each common line, every target of every member."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.export.book import Book, BookColumn, BookSheet, book_columns
from thidua.export.csvs import OFFICE, csv_bytes
from thidua.export.said import SHEETS
from thidua.export.tables import TableValue
from thidua.model import Status
from thidua.network.records import Figure, NetworkDay
from thidua.words import Words


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """A table with its columns, as a sheet has them, and rows whose cells come in their order."""

    name: str
    columns: Sequence[BookColumn]
    rows: Sequence[Sequence[TableValue]]


def members_table(shown: NetworkDay, words: Words) -> NetworkTable:
    """A row a member: its state, the days of its figures, its targets by status; blank is not known."""
    say = words.gettext
    counts = [status for status in Status if status not in (Status.CANCELLED, Status.NOT_ASSIGNED)]
    told = (BookColumn(status.value, say(status.label), "number") for status in counts)
    rows = []
    for one in shown.standings.values():
        answer = one.answer
        totals = answer.totals if answer else {}
        met = sum(count for status, count in totals.items() if status.satisfied)
        sums = (sum(totals.values()), met, *(totals.get(status, 0) for status in counts)) if answer else ()
        days = (answer.as_of if answer else None, one.kept.collected)
        made_up = say("có") if answer and answer.illustrative else None
        rows.append((one.member.id, one.member.name, say(one.state.label), *days, made_up, *sums))
    return _table("members", words, rows, statuses=told)


def lines_table(shown: NetworkDay, words: Words) -> NetworkTable:
    """A row for each member on each common line."""
    names = {line.id: line.name for line in shown.network.common.values()}
    rows = [
        (names[line], entry.member.name, entry.target, *_cells(entry.figure, words), entry.rank)
        for line, entries in shown.lines.items()
        for entry in entries
    ]
    return _table("lines", words, rows)


def targets_table(shown: NetworkDay, words: Words) -> NetworkTable:
    """A row for each target of each member."""
    rows = [
        (one.member.name, figure.target, *_cells(figure, words))
        for one in shown.standings.values()
        if one.answer
        for figure in one.answer.figures.values()
    ]
    return _table("members' targets", words, rows)


def _table(
    name: str, words: Words, rows: Sequence[Sequence[TableValue]], **more: Iterable[BookColumn]
) -> NetworkTable:
    title = SHEETS[name]["title"]
    return NetworkTable(words.gettext(title), book_columns(name, words, **more), rows)


def _cells(figure: Figure | None, words: Words) -> tuple[TableValue, ...]:
    if figure is None:
        return (None,) * 6
    actual = figure.actual or {}
    value = None if actual.get("value") is None else Fraction(actual["value"])
    told = words.gettext(figure.status.label)
    return told, value, actual.get("of"), actual.get("level"), figure.share, figure.shortfall


def network_csv(table: NetworkTable) -> bytes:
    """A table for Vietnamese Excel."""
    return csv_bytes([column.title for column in table.columns], table.rows, OFFICE)


def network_xlsx(tables: Sequence[NetworkTable]) -> bytes:
    """Every table as a sheet of one workbook."""
    book = Book(live=False)
    for table in tables:
        sheet = BookSheet(book, table.name, table.columns, hint=1)
        keys = [column.key for column in table.columns]
        for row in table.rows:
            sheet.add(dict(zip(keys, row, strict=False)))
        sheet.finish()
    return book.close()
