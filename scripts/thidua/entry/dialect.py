"""Rows written as CSV: canonically (tidied), or into a file in its own encoding, delimiter and line ends."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO

from thidua.intake.assemble import Folder
from thidua.model import Achievement, Campaign
from thidua.reading.decode import decode
from thidua.tables.columns import TABLES, Table
from thidua.tables.csv_file import Sheet, open_sheet
from thidua.tables.header import Header, read_header
from thidua.tables.parts import table_in
from thidua.tables.records import cells_of

Row = Mapping[str, str]
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile("\r\n|\r|\n")
_ENDS = ("\r", "\n")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def canonical_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The whole file: UTF-8 without BOM, commas, LF, these columns."""
    lines = csv_lines([columns, *([row[column] for column in columns] for row in rows)])
    return "".join(lines).encode()


def edited(
    content: bytes, table: Table, changed: Mapping[int, Row], added: Sequence[Row]
) -> tuple[bytes, dict[int, int], list[int]]:
    """The file with some rows said anew and others below its last; every other byte of it is kept.

    ``content`` is a sound file of the table, ``changed`` holds rows by the line on which they begin. Also
    given: where each changed row begins now, and where each added one does.
    """
    header = _header(content, table)
    encoding, line_end, lines = _laid_out(content)
    header = _with_room(lines, header, table, [*changed.values(), *added])
    moved: dict[int, int] = {}
    shift = 0
    for line, row in sorted(changed.items()):
        start = line - 1 + shift
        count = _height(lines[start:], header.delimiter)
        (said,) = csv_lines([_cells(header, _kept(header, lines[start:]) | dict(row))], header.delimiter)
        lines[start : start + count] = [f"{piece}{line_end}" for piece in said.removesuffix("\n").split("\n")]
        moved[line] = start + 1
        shift += said.count("\n") - count
    missing_end = "" if not lines or lines[-1].endswith(_ENDS) else line_end
    new = list(csv_lines((_cells(header, row) for row in added), header.delimiter))
    below = missing_end + "".join(new).replace("\n", line_end) if new else ""
    return ("".join(lines) + below).encode(encoding), moved, starts(new, len(lines) + 1)


def _laid_out(content: bytes) -> tuple[str, str, list[str]]:
    """A file's encoding, how its lines end (as its last one does), and its lines with their ends."""
    encoding = _UTF_16.get(content[:2], "utf-8")
    text = content.decode(encoding)
    ends = _LINE_END.findall(text)
    return encoding, ends[-1] if ends else "\n", _LINE.findall(text)


def arranged(
    content: bytes | None, table: Table, rows: Sequence[tuple[int | None, Row | None]]
) -> tuple[bytes, list[int]]:
    """The file with these rows in this order: each by the line on which it began, and said anew where cells
    are given; also the line on which each begins now. Without a file, a canonical one is made.
    """
    if content is None:
        content = canonical_csv(table.names, ())
    header = _header(content, table)
    encoding, line_end, lines = _laid_out(content)
    header = _with_room(lines, header, table, [cells for _, cells in rows if cells])
    pieces = []
    for line, cells in rows:
        if cells is None and line is not None:
            end = line - 1 + _height(lines[line - 1 :], header.delimiter)
            while end < len(lines) and not lines[end].strip():
                end += 1  # blank lines stay behind the row that they are behind
            piece = "".join(lines[line - 1 : end])
            pieces.append(piece if piece.endswith(_ENDS) else piece + line_end)
        else:
            kept = {} if line is None else _kept(header, lines[line - 1 :])
            row = kept | {name: (cells or {}).get(name, "") for name in table.names}
            (told,) = csv_lines([_cells(header, row)], header.delimiter)
            pieces.append(told.replace("\n", line_end))
    head = "".join(lines[: header.line])
    if pieces and not head.endswith(_ENDS):
        head += line_end
    elif not lines or not lines[-1].endswith(_ENDS):
        pieces = [*pieces[:-1], *(piece.removesuffix(line_end) for piece in pieces[-1:])]
    return (head + "".join(pieces)).encode(encoding), starts(
        [piece.replace(line_end, "\n") for piece in pieces], header.line + 1
    )


def _with_room(lines: list[str], header: Header, table: Table, rows: Sequence[Row]) -> Header:
    """The header with the columns that rows need and the file lacks, each put into its lines."""
    said = list(dict.fromkeys(name for row in rows for name, cell in row.items() if cell))
    lacking = [name for name in table.names if name in said and name not in header.columns]
    own = [name for name in said if name not in table.names and name not in header.own.values()]
    if not lacking and not own:
        return header
    _widen(lines, header, [*lacking, *own])
    columns = (*header.columns, *lacking)
    places = dict(enumerate(own, len(columns)))
    return replace(header, columns=(*columns, *(None for _ in own)), own={**header.own, **places})


def _widen(lines: list[str], header: Header, names: Sequence[str]) -> None:
    """Add columns that a file may do without: their names to the header, blank cells to every row."""
    place = header.line - 1
    more = header.delimiter.join(["", *names])
    while place < len(lines):
        place += _height(lines[place:], header.delimiter)
        last = lines[place - 1]
        end = _LINE_END.search(last)
        cut = end.start() if end else len(last)
        lines[place - 1] = last[:cut] + more + last[cut:]
        more = header.delimiter * len(names)


def _header(content: bytes, table: Table) -> Header:
    text, _ = decode(content, table.file)
    header, _ = read_header(text or "", table.file, table)
    if header is None:
        raise ValueError(f"{table.file} is not sound")
    return header


def _cells(header: Header, row: Row) -> list[str]:
    names = (column or header.own[place] for place, column in enumerate(header.columns))
    return [row.get(name, "") if name in header.own.values() else row[name] for name in names]


def _kept(header: Header, lines: Sequence[str]) -> dict[str, str]:
    """What the row that begins with the first line holds in the office's own columns."""
    return (
        dict(header.own_cells(next(csv.reader(iter(lines), delimiter=header.delimiter))))
        if header.own
        else {}
    )


def _height(lines: Sequence[str], delimiter: str) -> int:
    """How many physical lines the row takes that begins with the first."""
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    next(reader)
    return reader.line_num


def csv_lines(rows: Iterable[Sequence[str]], delimiter: str = ",") -> Iterator[str]:
    """Each row as text that ends in \\n; a quoted cell may hold further line ends."""
    for row in rows:
        out = StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(row)
        yield out.getvalue()


def starts(lines: Iterable[str], first: int) -> list[int]:
    """The physical line on which each row begins, where the first begins on line ``first``."""
    found = []
    for line in lines:
        found.append(first)
        first += line.count("\n")
    return found


def tidied(folder: Folder, campaign: Campaign, file: str) -> bytes:
    """The canonical bytes of one file; ``campaign`` is what ``folder`` says. Absent columns stay absent."""
    table = table_in(file)
    header = _sheet(folder.files[file], table).header
    present = header.columns if header else ()
    columns = [each.name for each in table.columns if not each.may_be_absent or each.name in present]
    own = [*header.own.values()] if header else []
    blank = dict.fromkeys(own, "")
    return canonical_csv([*columns, *own], ({**blank, **row} for row in _rows(folder, campaign, table)))


def _rows(folder: Folder, campaign: Campaign, table: Table) -> Iterable[Mapping[str, str]]:
    if table.record is Achievement:
        return _achievements(folder, campaign, table)
    return (cells_of(record, table, campaign.plan) for record in campaign.of(table.record))


def _achievements(folder: Folder, campaign: Campaign, table: Table) -> Iterable[Mapping[str, str]]:
    # A blank stage is the plan's to fill: written out, it would not follow an edit of the plan.
    blank = _lines_without_stage(_sheet(folder.files[table.file], table))
    shown = folder.shown(table.file)
    for row in campaign.achievements:
        if row.source.file == shown:
            written = cells_of(row, table, campaign.plan)
            yield {**written, "stage": ""} if row.source.line in blank else written


def _lines_without_stage(sheet: Sheet) -> set[int]:
    columns = sheet.header.columns if sheet.header else ()  # without a header there are no rows
    return {line for line, row, _ in sheet.rows() if not row[columns.index("stage")].strip()}


def _sheet(content: bytes, table: Table) -> Sheet:
    text, _ = decode(content, table.file)
    return open_sheet(text or "", table.file, table)


def table_of(name: str, content: bytes) -> Table | None:
    """The table that a file is, by its name or else by a header that fits only one; None where none does."""
    if name.lower() in TABLES:
        return TABLES[name.lower()]
    text, _ = decode(content, name)
    fitting = [table for table in TABLES.values() if not read_header(text or "", name, table)[1]]
    return fitting[0] if len(fitting) == 1 else None
