"""A table of results may stand in parts: ``achievements/2022-06.csv`` and its like beside achievements.csv.

All of them are read as one table, the file of the campaign's folder first, then the parts by name. A new row
goes to the part of its month where a campaign keeps parts, and where the one file has no room.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from thidua.model.targets import PARTS
from thidua.tables.columns import ACHIEVEMENTS, TABLES, Table
from thidua.text import made_visible

ROOM = 19_000_000  # bytes: a fuller file gets no more rows, for no larger one than 20 MB is read
_PART = re.compile(rf"{PARTS}/[^/~.][^/]*\.csv")


def is_part(path: str) -> bool:
    """Whether a path in a campaign's folder is a part of its achievements: no page could write odd signs."""
    return _PART.fullmatch(path) is not None and made_visible(path) == path


def parts_of(names: Collection[str]) -> list[str]:
    """The parts among a campaign's files, in the order in which they are read."""
    return sorted(filter(is_part, names))


def table_in(path: str) -> Table:
    """The table that a path in a campaign's folder holds, under the name of that file."""
    return replace(ACHIEVEMENTS, file=path) if is_part(path) else TABLES[path]


def place_of(table: Table, on: date, files: Mapping[str, bytes]) -> str:
    """The file that a new row of a day goes to, among a campaign's ``files``; it may have to be begun."""
    if table is not ACHIEVEMENTS:
        return table.file
    if not parts_of(files) and len(files[table.file]) < ROOM:
        return table.file
    number, name = 1, f"{PARTS}/{on:%Y-%m}.csv"
    while len(files.get(name, b"")) >= ROOM:
        number += 1
        name = f"{PARTS}/{on:%Y-%m}-{number}.csv"
    return name


def begun(table: Table) -> bytes:
    """A file of a table that holds no row yet."""
    return f"{','.join(table.names)}\n".encode()
